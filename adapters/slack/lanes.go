package slack

import (
	"context"
	"sync"
	"time"
)

const (
	// pace is how often a message may be posted to a channel; Slack tolerates short
	// bursts. https://docs.slack.dev/apis/web-api/rate-limits
	pace  = time.Second
	burst = 3
)

// lanes queue what is posted, one lane a channel: in order, at Slack's pace, and
// behind whatever Slack has asked to wait with.
type lanes struct {
	now  func() time.Time
	wait func(ctx context.Context, d time.Duration) error

	mu   sync.Mutex
	open map[string]*lane
}

// lane is the queue of one channel.
type lane struct {
	turn  chan struct{} // holds one token: whoever has it posts
	next  time.Time     // when the next message would be due at an even pace; guarded by turn
	users int           // how many hold or wait for the lane; guarded by lanes.mu
}

func newLanes(now func() time.Time, wait func(context.Context, time.Duration) error) *lanes {
	return &lanes{now: now, wait: wait, open: map[string]*lane{}}
}

// run calls post when it is the channel's turn. What comes later for the same
// channel waits until post returns, also while it waits for Slack.
func (l *lanes) run(ctx context.Context, channel string, post func() error) error {
	n := l.enter(channel)
	defer l.leave(channel, n)
	select {
	case <-n.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { n.turn <- struct{}{} }()
	now := l.now()
	if due := n.next.Add(-(burst - 1) * pace); due.After(now) {
		if err := l.wait(ctx, due.Sub(now)); err != nil {
			return err
		}
		now = due
	}
	if n.next.Before(now) {
		n.next = now
	}
	n.next = n.next.Add(pace)
	return post()
}

func (l *lanes) enter(channel string) *lane {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.open[channel]
	if n == nil {
		n = &lane{turn: make(chan struct{}, 1)}
		n.turn <- struct{}{}
		l.open[channel] = n
	}
	n.users++
	return n
}

// leave closes lanes that nobody uses and that owe no pause.
func (l *lanes) leave(channel string, n *lane) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n.users--
	for name, other := range l.open {
		if other.users == 0 && !other.next.After(l.now()) {
			delete(l.open, name)
		}
	}
}
