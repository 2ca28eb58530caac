package slack

import (
	"context"
	"strings"
	"sync"
	"time"

	"attache/bot"
)

const (
	// roleFor is how long what Slack said of a person is believed.
	roleFor = 10 * time.Minute
	// roleWithin is how long an answer waits for it.
	roleWithin = time.Second
	// peopleKept is how many people are remembered at most.
	peopleKept = 5000
)

// people remembers what Slack says of people.
type people struct {
	now func() time.Time

	mu    sync.Mutex
	known map[string]person
}

// person is what Slack says of somebody; of who cannot be looked up, nothing.
type person struct {
	manages bool   // they administer the workspace
	zone    string // their time zone, "Europe/Oslo"
	at      time.Time
}

func newPeople(now func() time.Time) *people { return &people{now: now, known: map[string]person{}} }

func (p *people) find(user string) (person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	x, ok := p.known[user]
	return x, ok && p.now().Sub(x.at) < roleFor
}

func (p *people) learn(user string, x person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= peopleKept {
		clear(p.known)
	}
	x.at = p.now()
	p.known[user] = x
}

// person looks somebody up.
func (a *Adapter) person(ctx context.Context, user string) person {
	if x, ok := a.people.find(user); ok {
		return x
	}
	ctx, cancel := context.WithTimeout(ctx, roleWithin)
	defer cancel()
	info, err := a.api.GetUserInfoContext(ctx, user)
	if err != nil {
		a.log.Warn("it is not known whether a person manages the workspace, and where they are", "error", err)
		return person{}
	}
	x := person{manages: info.IsAdmin || info.IsOwner || info.IsPrimaryOwner, zone: info.TZ}
	a.people.learn(user, x)
	return x
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
