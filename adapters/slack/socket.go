package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync/atomic"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// This file takes what Slack sends over Socket Mode. What is done about it is the
// same as for HTTP: see receive.go.

const (
	// healthyAfter is how long a socket must have been open to be opened again at
	// once.
	healthyAfter = 30 * time.Second
	// longestPause is how long the bot waits at most before it opens a socket again.
	longestPause = time.Minute
)

// socket is one of the bot's connections to Slack.
type socket struct {
	*service
	client *socketmode.Client
	opened atomic.Int64 // counts the connections
	reopen func()       // ends the connection that there is
}

// serveSockets keeps sockets open until ctx is done or Slack refuses the bot for
// good.
func (s *service) serveSockets(ctx context.Context) error {
	// The sockets outlive ctx by the time that answers under way take: their
	// acknowledgements go through them.
	open, closeSockets := context.WithCancel(context.WithoutCancel(ctx))
	defer closeSockets()
	ended := make(chan error, s.config.Sockets)
	for range s.config.Sockets {
		go func() { ended <- s.keepOpen(open) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-ended:
	}
	s.drain()
	return err
}

// keepOpen keeps one socket open, whatever ends it, until ctx is done (nil) or
// Slack refuses the app token. Slack ends a socket every few hours
// (refresh_requested), before it restarts (warning), when there are more than ten
// (too_many_websockets) and when Socket Mode is switched off (link_disabled). A
// socket that had been open for long is opened again at once, others the later the
// more often that happens.
func (s *service) keepOpen(ctx context.Context) error {
	k := &socket{service: s, client: socketmode.New(s.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))}
	for short := 0; ; {
		began := s.config.Now()
		err := k.open(ctx)
		if ctx.Err() != nil {
			return nil
		}
		status, isStatus := errors.AsType[slackapi.StatusCodeError](err)
		if final(err) || isStatus && status.Code == http.StatusNotFound {
			return explain(err, appTokenName)
		}
		if short++; s.config.Now().Sub(began) >= healthyAfter {
			short = 0
		}
		pause := time.Duration(0)
		if short > 0 {
			pause = min(time.Second<<min(short-1, 6), longestPause)
		}
		s.log.Info("the socket is opened again", "why", err, "after", pause)
		if pause > 0 && s.config.Wait(ctx, pause) != nil {
			return nil
		}
	}
}

// open opens the socket once and serves it until it ends. The library would open
// the next by itself, without a pause: it is kept from that.
func (k *socket) open(ctx context.Context) error {
	once, end := context.WithCancelCause(ctx)
	defer end(nil)
	k.reopen = func() { end(errEnded) }
	hello := greeting{all: &k.greeted}
	defer hello.set(false)
	ended := make(chan error, 1)
	go func() { ended <- k.client.RunContext(once) }()
	for {
		select {
		case e := <-k.client.Events:
			hello.note(e.Type)
			if err := k.take(e); err != nil {
				end(err)
				<-ended
				return err
			}
		case err := <-ended:
			if cause := context.Cause(once); cause != nil && ctx.Err() == nil {
				return cause
			}
			return err
		}
	}
}

// errEnded says that Slack or the network ended a socket.
var errEnded = errors.New("the socket was ended")

// take takes one event; an error ends the service. It never blocks.
func (k *socket) take(e socketmode.Event) error {
	switch data := e.Data.(type) {
	case *slackapi.ConnectingEvent:
		k.opened.Add(1) // whatever came before came by another connection
		if data.ConnectionCount > 0 {
			k.reopen()
		}
	case slackapi.SlashCommand:
		ack := k.acknowledge(e.Request)
		k.under.Go(func() { k.command(data, ack) })
	case slackapi.InteractionCallback:
		ack := k.acknowledge(e.Request)
		k.under.Go(func() { k.interaction(data, ack) })
	case slackevents.EventsAPIEvent:
		ack := k.acknowledge(e.Request)
		k.under.Go(func() { k.event(data, ack) })
	case *slackapi.ConnectionErrorEvent:
		if final(data.ErrorObj) {
			return data.ErrorObj
		}
		k.log.Warn("the socket cannot be opened", "error", data.ErrorObj, "again after", data.Backoff)
	case *socketmode.ErrorWriteFailed:
		if answer, ok := data.Response.Payload.(ackAnswer); ok {
			k.under.Go(func() { k.send(answer.at, answer.outcome) })
		}
	case *socketmode.ErrorBadMessage:
		k.log.Warn("an event cannot be read", "error", data.Cause)
	}
	return nil
}

// acknowledge tells Slack over the socket that an envelope arrived. An answer goes
// with it only while the socket is the one that the envelope came by: Slack does
// not look for it on another.
func (k *socket) acknowledge(r *socketmode.Request) acknowledge {
	opened := k.opened.Load()
	return func(payload any) error {
		if r == nil || r.EnvelopeID == "" {
			return nil
		}
		ctx, cancel := context.WithTimeout(k.ctx, ackWithin)
		defer cancel()
		if _, is := payload.(again); is {
			payload = nil
		}
		moved := k.opened.Load() != opened
		if moved && payload != nil {
			return errors.New("acknowledging: the socket ended meanwhile")
		}
		if moved {
			return nil // Slack has sent it again, or will
		}
		if err := k.client.AckCtx(ctx, r.EnvelopeID, payload); err != nil {
			return fmt.Errorf("acknowledging: %w", err)
		}
		return nil
	}
}
