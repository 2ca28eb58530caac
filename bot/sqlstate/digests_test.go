package sqlstate_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/bot"
	"attache/knowledge"
)

func daily(id string, c *clock) bot.Subscription {
	return bot.Subscription{ID: id, Place: office, By: "anna", About: "Дом \x00", Always: true, Since: knowledge.Stored{At: c.now().UTC(), Revision: 7},
		Times: bot.Times{At: 8 * 60, Zone: "Europe/Kyiv", Days: bot.Weekdays, QuietFrom: 22 * 60, QuietTo: 7 * 60}}
}

func TestSubscriptions(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		first, second := daily("b", c), daily("a", c)
		second.Since.At = second.Since.At.Add(time.Second)
		must(t, s.PutSubscription(t.Context(), second), s.PutSubscription(t.Context(), first))
		first.Paused = true
		must(t, s.PutSubscription(t.Context(), first))
		got, err := s.Subscriptions(t.Context())
		must(t, err)
		if d := cmp.Diff([]bot.Subscription{first, second}, got); d != "" {
			t.Errorf("in order of their making (-want +got):\n%s", d)
		}
		rows, err := s.Erase(t.Context(), bot.Person{Platform: "slack", Workspace: "W", User: "anna"})
		must(t, err)
		must(t, s.RemoveSubscription(t.Context(), "a"))
		first.By = ""
		got, err = s.Subscriptions(t.Context())
		must(t, err)
		if d := cmp.Diff([]bot.Subscription{first}, got); d != "" || rows != 2 {
			t.Errorf("erased %d; left (-want +got):\n%s", rows, d)
		}
	})
}

func TestLedgerHasOneEntryForEachDay(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one, two := open(t, at, c), open(t, at, c)
		p := bot.Posting{Subscription: "s", Slot: "2027-01-15", Place: office, Due: c.now().UTC()}
		claim := func(by bot.Digests) bot.Posting {
			got, err := by.Claim(t.Context(), p)
			must(t, err)
			return got
		}
		if got := claim(one); got.State != bot.Claimed || got.Attempts != 1 || got.Due != p.Due {
			t.Errorf("claimed: %+v", got)
		}
		if got := claim(two); got.State != bot.Claimed || got.Attempts != 2 {
			t.Errorf("claimed again: %+v", got)
		}
		if _, ok, err := one.LastPosted(t.Context(), "s"); ok || err != nil {
			t.Errorf("posted: %v, %v", ok, err)
		}
		p.State, p.Post, p.Until = bot.Posted, "m1", knowledge.Stored{At: c.now().UTC(), Revision: 9}
		p.Items = []bot.Considered{{Part: "new", Doc: "d", Span: knowledge.Span{Start: 1, End: 5}, Posted: true, Why: "only there"}}
		settle := func(by bot.Digests, p bot.Posting, want bool) {
			did, err := by.Settle(t.Context(), p)
			must(t, err)
			if did != want {
				t.Errorf("%s of %s is written down: %v", p.State, p.Slot, did)
			}
		}
		settle(two, p, true)
		late := p
		late.State, late.Post = bot.Ambiguous, "m2"
		settle(one, late, false)
		if got := claim(one); got.State != bot.Posted || got.Post != "m1" {
			t.Errorf("claimed after it was posted: %+v", got)
		}
		settle(one, bot.Posting{Subscription: "s", Slot: "2027-01-18", Place: office, State: bot.Missed, Note: "it was down"}, true)
		got, err := one.Ledger(t.Context(), "s", 10)
		must(t, err)
		if len(got) != 2 || got[0].State != bot.Missed || got[1].State != bot.Posted || !cmp.Equal(got[1].Items, p.Items) {
			t.Errorf("ledger: %+v", got)
		}
		if last, ok, err := two.LastPosted(t.Context(), "s"); !ok || err != nil || last.Until != p.Until {
			t.Errorf("posted last: %+v, %v, %v", last, ok, err)
		}
	})
}

func TestClaimsOfManyAtOnceAreCounted(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one, two := open(t, at, c), open(t, at, c)
		var attempts atomic.Int64
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				s := one
				if i%2 == 1 {
					s = two
				}
				got, err := s.Claim(t.Context(), bot.Posting{Subscription: "s", Slot: "2027-01-15", Place: office})
				if err != nil {
					t.Error(err)
				}
				attempts.Add(int64(got.Attempts))
			})
		}
		wg.Wait()
		if got := attempts.Load(); got != 1+2+3+4+5+6+7+8 {
			t.Errorf("the attempts add up to %d, want each from 1 to 8 once", got)
		}
	})
}
