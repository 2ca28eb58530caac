package discord

import (
	"context"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// identifyEvery is how long a session must wait for the one before it that has
// the same turn (docs: Gateway, Rate Limiting and max_concurrency).
const identifyEvery = 5 * time.Second

// starts lets sessions begin no more often than Discord allows: a few at a time,
// and so many a day; beyond that Discord resets the token.
type starts struct {
	every time.Duration

	mu          sync.Mutex
	concurrency int
	next        map[int]time.Time // by turn: when the next session may begin
	left, total int
	renewed     time.Time // when left is total again
}

// newStarts is the pace that Discord gives, whose times are in milliseconds.
func newStarts(l discordgo.SessionInformation, every time.Duration) *starts {
	return &starts{every: every, concurrency: max(l.MaxConcurrency, 1), next: map[int]time.Time{}, left: l.Remaining, total: max(l.Total, 1),
		renewed: time.Now().Add(time.Duration(l.ResetAfter) * time.Millisecond)}
}

// wait returns when a session of that shard may begin, or with an error when ctx
// is done.
func (s *starts) wait(ctx context.Context, shard int) error {
	timer := time.NewTimer(time.Until(s.reserve(shard)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// reserve takes the next place for a session of that shard, and says when it is.
func (s *starts) reserve(shard int) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if !now.Before(s.renewed) {
		s.left, s.renewed = s.total, now.Add(24*time.Hour)
	}
	turn := shard % s.concurrency
	at := now
	if s.left == 0 {
		at = s.renewed
		s.left, s.renewed = s.total, s.renewed.Add(24*time.Hour)
	}
	s.left--
	if at.Before(s.next[turn]) {
		at = s.next[turn]
	}
	s.next[turn] = at.Add(s.every)
	return at
}
