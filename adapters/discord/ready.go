package discord

import (
	"errors"
	"sync/atomic"
)

// presence is what an adapter knows of its own connections.
type presence struct {
	known  atomic.Bool  // Discord has said who the bot is
	wanted atomic.Int32 // shards; 0 where there is no gateway
	up     atomic.Int32 // shards whose session is open
}

var (
	errUnknown = errors.New("it is not known yet who the bot is")
	errNoShard = errors.New("not all of the gateway's sessions are open")
)

// Ready reports why not all that is meant to reach the bot reaches it: over the
// gateway every session must be open, over HTTP Discord must have taken the token.
func (a *Adapter) Ready() error {
	overGateway := a.key == nil || a.config.Mentions
	switch {
	case !a.presence.known.Load():
		return errUnknown
	case overGateway && (a.presence.wanted.Load() == 0 || a.presence.up.Load() < a.presence.wanted.Load()):
		return errNoShard
	}
	return nil
}

// setUp notes whether the shard's session is open.
func (s *shard) setUp(up bool) {
	switch {
	case up && !s.up:
		s.presence.up.Add(1)
	case !up && s.up:
		s.presence.up.Add(-1)
	}
	s.up = up
}
