package discord

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

// breaker stops the bot from asking before Discord bans its address: that comes
// of 10,000 requests in ten minutes that are refused with 401, 403 or 429 (docs:
// Rate Limits, Invalid Request Limit). While Discord refuses all requests alike it
// sends none either.
type breaker struct {
	mu     sync.Mutex
	minute int64               // the minute that the last count is of
	counts [breakerMinutes]int // refusals by minute
	closed time.Time           // nothing is sent before
}

const (
	breakerMinutes = 10
	// maxRefusals leaves others behind the same address half of what is allowed.
	maxRefusals = 5000
)

var (
	errTooManyRefusals = errors.New("so many requests were refused in ten minutes that none is sent for now: the log says which")
	errAllRefused      = errors.New("no request of this bot is taken at the moment")
)

// allow returns an error where no request may be sent, and how long to wait
// before one.
func (b *breaker) allow(now time.Time) (wait time.Duration, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(now)
	if b.total() >= maxRefusals {
		return 0, errTooManyRefusals
	}
	return b.closed.Sub(now), nil
}

// note counts the outcome of a request.
func (b *breaker) note(now time.Time, err error) {
	var refused *apiError
	if !errors.As(err, &refused) || refused.shared {
		return
	}
	switch refused.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(now)
	b.counts[b.minute%breakerMinutes]++
	if refused.global {
		b.closed = now.Add(refused.retryAfter)
	}
}

func (b *breaker) total() int {
	n := 0
	for _, c := range b.counts {
		n += c
	}
	return n
}

// forget drops what was counted more than ten minutes ago.
func (b *breaker) forget(now time.Time) {
	minute := now.Unix() / 60
	for ; b.minute < minute; b.minute++ {
		if minute-b.minute > breakerMinutes {
			b.minute = minute - breakerMinutes
		}
		b.counts[(b.minute+1)%breakerMinutes] = 0
	}
}
