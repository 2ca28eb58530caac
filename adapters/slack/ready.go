package slack

import (
	"errors"
	"sync/atomic"

	"github.com/slack-go/slack/socketmode"
)

var (
	errUnknown  = errors.New("it is not known yet who the bot is")
	errNoSocket = errors.New("no socket is open")
)

// Ready reports why nothing reaches the bot now: with an app token a socket must be
// open, without one Slack must have taken the bot token.
func (a *Adapter) Ready() error {
	switch {
	case a.who.Load() == nil:
		return errUnknown
	case a.config.AppToken != "" && a.greeted.Load() == 0:
		return errNoSocket
	}
	return nil
}

// greeting notes whether a socket is one that Slack has greeted on.
type greeting struct {
	all *atomic.Int32 // sockets that it has
	on  bool
}

// note takes the kind of an event that came by the socket.
func (g *greeting) note(kind socketmode.EventType) {
	switch kind {
	case socketmode.EventTypeHello:
		g.set(true)
	case socketmode.EventTypeConnecting, socketmode.EventTypeDisconnect:
		g.set(false)
	}
}

// set may be called only by whoever serves the socket.
func (g *greeting) set(on bool) {
	switch {
	case on && !g.on:
		g.all.Add(1)
	case !on && g.on:
		g.all.Add(-1)
	}
	g.on = on
}
