package sqlstate_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
)

// startJobs looks for jobs until the test is over.
func startJobs(t *testing.T, s *sqlstate.State, work sqlstate.Work) *sqlstate.Jobs {
	t.Helper()
	j, err := s.StartJobs(t.Context(), sqlstate.JobOptions{Timeout: 4 * time.Second, Poll: 50 * time.Millisecond, Retry: 50 * time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))}, work)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return j
}

// within waits for a condition, and fails the test where it does not come.
func within(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	deadline, tick := time.NewTimer(limit), time.NewTicker(10*time.Millisecond)
	defer deadline.Stop()
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline.C:
			t.Fatalf("not within %s: %s", limit, what)
		case <-tick.C:
		}
	}
}

func TestADigestIsWorkedOnOnceByAllTogether(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		ctx := t.Context()
		var worked, failed atomic.Int32
		p := bot.Posting{Subscription: "s", Slot: "2027-01-15", Place: office}
		work := func(s *sqlstate.State) sqlstate.Work {
			return func(ctx context.Context, job bot.DigestJob) (bot.Posting, error) {
				got, err := s.Claim(ctx, p)
				if err != nil || got.State.Final() {
					return got, err
				}
				if got.Attempts == 1 {
					failed.Add(1)
					got.State = bot.Failing
					return got, errors.New("the platform answers 500")
				}
				worked.Add(1)
				got.State, got.Post = bot.Posted, "m1"
				return got, nil
			}
		}
		var queues []*sqlstate.Jobs
		for range 3 {
			s, err := sqlstate.Open(ctx, at, "dossier", sqlstate.Options{})
			must(t, err)
			t.Cleanup(func() { s.Close() })
			queues = append(queues, startJobs(t, s, work(s)))
		}
		for range 5 {
			for _, q := range queues {
				must(t, q.Add(ctx, bot.DigestJob{Subscription: "s", Slot: "2027-01-15"}))
			}
		}
		s := openDossier(t, at, "dossier", newClock())
		within(t, 30*time.Second, "the ledger says that it was sent", func() bool {
			got, err := s.Ledger(ctx, "s", 1)
			must(t, err)
			return len(got) == 1 && got[0].State == bot.Posted && got[0].Post == "m1"
		})
		for _, q := range queues {
			must(t, q.Add(ctx, bot.DigestJob{Subscription: "s", Slot: "2027-01-15"}))
		}
		if worked.Load() != 1 || failed.Load() != 1 {
			t.Errorf("worked on %d times, failed %d times, want once each", worked.Load(), failed.Load())
		}
	})
}
