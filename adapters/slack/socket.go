package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"attache/bot"
)

// socket serves requests that come over Socket Mode.
type socket struct {
	*service
	client *socketmode.Client
	self   string // the bot's user id
}

// Serve implements [bot.Adapter].
func (a *Adapter) Serve(ctx context.Context, h bot.Handler) error {
	self, err := a.identify(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	s := &socket{service: a.newService(ctx, h), self: self,
		client: socketmode.New(a.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))}
	// The socket outlives ctx by the time that answers under way take: their
	// acknowledgements go through it.
	open, closeSocket := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- s.keepOpen(open) }()
	err = s.loop(ctx, ended)
	s.drain()
	closeSocket()
	return err
}

// loop takes events until ctx is done or Slack refuses the bot for good.
func (s *socket) loop(ctx context.Context, ended <-chan error) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-ended:
			return explain(err, appTokenName)
		case e := <-s.client.Events:
			if err := s.event(e); err != nil {
				return err
			}
		}
	}
}

// identify asks who the bot is, until Slack answers.
func (a *Adapter) identify(ctx context.Context) (userID string, err error) {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		who, err := a.api.AuthTestContext(ctx)
		switch {
		case err == nil:
			a.log.Info("connected", "team", who.Team, "as", who.User)
			return who.UserID, nil
		case final(err):
			return "", explain(err, botTokenName)
		case ctx.Err() != nil:
			return "", nil
		}
		a.log.Warn("Slack does not answer", "error", err, "again after", pause)
		if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
			pause = max(limited.RetryAfter, time.Second)
		}
		if a.config.Wait(ctx, pause) != nil {
			return "", nil
		}
	}
}

// keepOpen keeps the socket open; the library reconnects by itself, but gives up
// on some errors that pass.
func (s *socket) keepOpen(ctx context.Context) error {
	for {
		err := s.client.RunContext(ctx)
		if ctx.Err() != nil {
			return nil
		}
		status, isStatus := errors.AsType[slackapi.StatusCodeError](err)
		if final(err) || isStatus && status.Code == http.StatusNotFound {
			return err
		}
		s.log.Warn("the socket is opened again", "error", err)
		if s.config.Wait(ctx, time.Second) != nil {
			return nil
		}
	}
}

// event takes one event; an error ends the service. It never blocks.
func (s *socket) event(e socketmode.Event) error {
	switch data := e.Data.(type) {
	case slackapi.SlashCommand:
		if e.Request != nil {
			s.command(e.Request.EnvelopeID, fromCommand(data))
		}
	case slackapi.InteractionCallback:
		s.acknowledge(e.Request)
		if q, ok := fromAction(data); ok {
			s.reply(q)
		}
	case slackevents.EventsAPIEvent:
		s.acknowledge(e.Request)
		s.told(data)
	case *slackapi.ConnectionErrorEvent:
		if final(data.ErrorObj) {
			return explain(data.ErrorObj, appTokenName)
		}
		s.log.Warn("the socket cannot be opened", "error", data.ErrorObj, "again after", data.Backoff)
	case *socketmode.ErrorWriteFailed:
		if answer, ok := data.Response.Payload.(ackAnswer); ok {
			s.under.Go(func() { s.send(answer.at, outcome{message: answer.Message, private: answer.private}) })
		}
	case *socketmode.ErrorBadMessage:
		s.log.Warn("an event cannot be read", "error", data.Cause)
	}
	return nil
}

// told takes an event of the Events API.
func (s *socket) told(e slackevents.EventsAPIEvent) {
	var q asked
	var ok bool
	switch data := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		q, ok = fromMention(e.TeamID, data, s.self)
	case *slackevents.MessageEvent:
		q, ok = fromMessage(e.TeamID, data, s.self)
	case *slackevents.AppHomeOpenedEvent:
		if data.Tab == "home" {
			s.under.Go(func() { s.showHome(e.TeamID, data.User) })
		}
	}
	if ok {
		s.reply(q)
	}
}

// command answers a slash command: in the acknowledgement if the answer is ready
// soon, else after it.
func (s *socket) command(envelope string, q asked) {
	done := s.start(q)
	s.under.Go(func() {
		soon := time.NewTimer(s.config.AnswerWithin)
		defer soon.Stop()
		select {
		case o := <-done:
			s.acknowledgeWith(envelope, q.place, o)
		case <-soon.C:
			s.ack(envelope, nil)
			s.send(q.place, <-done)
		}
	})
}

// ackAnswer is an answer in an acknowledgement, and where it goes if that fails.
type ackAnswer struct {
	Message
	at      place
	private bool
}

func (s *socket) acknowledgeWith(envelope string, at place, o outcome) {
	if o.none {
		s.ack(envelope, nil)
		return
	}
	answer := ackAnswer{Message: o.message.respond(o.private), at: at, private: o.private}
	if fits(envelope, answer) && s.ack(envelope, answer) == nil {
		return
	}
	s.ack(envelope, nil)
	s.send(at, o)
}

// fits reports whether Slack takes the answer in an acknowledgement.
func fits(envelope string, answer ackAnswer) bool {
	raw, err := json.Marshal(socketmode.Response{EnvelopeID: envelope, Payload: answer})
	return err == nil && len(raw) < maxAckBytes
}

// acknowledge tells Slack that an event arrived.
func (s *socket) acknowledge(r *socketmode.Request) {
	if r != nil && r.EnvelopeID != "" {
		s.under.Go(func() { s.ack(r.EnvelopeID, nil) })
	}
}

func (s *socket) ack(envelope string, payload any) error {
	ctx, cancel := context.WithTimeout(s.ctx, ackWithin)
	defer cancel()
	if err := s.client.AckCtx(ctx, envelope, payload); err != nil {
		s.log.Warn("an event could not be acknowledged", "error", err)
		return fmt.Errorf("acknowledging: %w", err)
	}
	return nil
}
