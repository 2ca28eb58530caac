package slack

import (
	"context"
	"strings"
	"sync"
	"time"

	"attache/bot"
)

const (
	// roleFor is how long what Slack said of a person's role is believed.
	roleFor = 10 * time.Minute
	// roleWithin is how long an answer waits for it.
	roleWithin = time.Second
	// peopleKept is how many people are remembered at most.
	peopleKept = 5000
)

// people remembers who may manage the workspace.
type people struct {
	now func() time.Time

	mu    sync.Mutex
	roles map[string]role
}

type role struct {
	manages bool
	at      time.Time
}

func newPeople(now func() time.Time) *people { return &people{now: now, roles: map[string]role{}} }

func (p *people) known(user string) (manages, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.roles[user]
	return r.manages, ok && p.now().Sub(r.at) < roleFor
}

func (p *people) learn(user string, manages bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.roles) >= peopleKept {
		clear(p.roles)
	}
	p.roles[user] = role{manages, p.now()}
}

// manages reports whether Slack says that a person administers the workspace. Who
// cannot be looked up does not.
func (a *Adapter) manages(ctx context.Context, user string) bool {
	if manages, ok := a.people.known(user); ok {
		return manages
	}
	ctx, cancel := context.WithTimeout(ctx, roleWithin)
	defer cancel()
	info, err := a.api.GetUserInfoContext(ctx, user)
	if err != nil {
		a.log.Warn("it is not known whether a person manages the workspace", "error", err)
		return false
	}
	manages := info.IsAdmin || info.IsOwner || info.IsPrimaryOwner
	a.people.learn(user, manages)
	return manages
}

// isOwn reports whether a line comes from the direct messages of the person with
// the bot. Slack calls direct messages with others the same.
func (a *Adapter) isOwn(ctx context.Context, r bot.Request) bool {
	if !strings.HasPrefix(r.Channel, "D") {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, roleWithin)
	defer cancel()
	own, err := a.channelOf(ctx, r.User)
	if err != nil {
		a.log.Warn("it is not known whether a channel is that of the bot", "error", err)
	}
	return err == nil && own == r.Channel
}
