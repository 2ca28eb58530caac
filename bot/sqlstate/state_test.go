package sqlstate_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache/bot/sqlstate"
	"attache/internal/database/databasetest"
)

// clock is set by tests.
type clock struct{ seconds atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.seconds.Store(1_800_000_000)
	return c
}

func (c *clock) now() time.Time          { return time.Unix(c.seconds.Load(), 0) }
func (c *clock) advance(d time.Duration) { c.seconds.Add(int64(d / time.Second)) }

// place is an empty database to keep state in.
type place func(t *testing.T) string

// each runs a test on every kind of database.
func each(t *testing.T, test func(t *testing.T, at string)) {
	for name, place := range map[string]place{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "state.db") },
		"PostgreSQL": func(t *testing.T) string { return databasetest.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) { test(t, place(t)) })
	}
}

func open(t *testing.T, at string, c *clock) *sqlstate.State {
	t.Helper()
	return openDossier(t, at, "dossier", c)
}

func openDossier(t *testing.T, at, dossier string, c *clock) *sqlstate.State {
	t.Helper()
	s, err := sqlstate.Open(t.Context(), at, dossier, sqlstate.Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func firstTime(t *testing.T, s *sqlstate.State, key string) bool {
	t.Helper()
	first, err := s.FirstTime(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return first
}

func keep(t *testing.T, s *sqlstate.State, text string) string {
	t.Helper()
	key, err := s.Keep(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func recall(t *testing.T, s *sqlstate.State, key string) (string, bool) {
	t.Helper()
	text, ok, err := s.Recall(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return text, ok
}

func TestFirstTimeIsToldOnce(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one, two := open(t, at, c), open(t, at, c)
		if !firstTime(t, one, "event 1") {
			t.Error("a new key was seen before")
		}
		if firstTime(t, one, "event 1") || firstTime(t, two, "event 1") {
			t.Error("a key is new twice")
		}
		if !firstTime(t, two, "event 2") {
			t.Error("a new key was seen before")
		}
	})
}

// TestKeysOfAnyBytes: what a stranger names an event is no reason to fail, nor to take
// it for another's.
func TestKeysOfAnyBytes(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		s := open(t, at, newClock())
		for _, key := range []string{"", "a\x00b", "a\x00c", "\xff", "\xfe", "\u2028", `"'\\`, strings.Repeat("k", 5000)} {
			if !firstTime(t, s, key) {
				t.Errorf("%.20q was seen before", key)
			}
			if firstTime(t, s, key) {
				t.Errorf("%.20q is new twice", key)
			}
		}
	})
}

func TestFirstTimeAmongManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		states := []*sqlstate.State{open(t, at, c), open(t, at, c)}
		for round := range 10 {
			var told atomic.Int32
			var wg sync.WaitGroup
			for i := range 8 {
				wg.Go(func() {
					first, err := states[i%2].FirstTime(t.Context(), fmt.Sprint("event ", round))
					if err != nil {
						t.Error(err)
					}
					if first {
						told.Add(1)
					}
				})
			}
			wg.Wait()
			if told.Load() != 1 {
				t.Errorf("round %d: %d were told that they are first", round, told.Load())
			}
		}
	})
}

func TestKeyIsForgottenAfterADay(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		firstTime(t, s, "event")
		c.advance(23 * time.Hour)
		if firstTime(t, s, "event") {
			t.Error("forgotten within a day")
		}
		c.advance(2 * time.Hour)
		if !firstTime(t, s, "event") {
			t.Error("not forgotten after a day")
		}
		if firstTime(t, s, "event") {
			t.Error("not remembered once more")
		}
	})
}

func TestRecallWhatWasKept(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one := open(t, at, c)
		for _, text := range []string{"/who Somebody", "", "any \x00 byte \xff", strings.Repeat("long", 5000)} {
			key := keep(t, one, text)
			if !regexp.MustCompile(`^[0-9a-z]{1,26}$`).MatchString(key) {
				t.Errorf("key %q: want at most 26 letters and digits", key)
			}
			if again := keep(t, one, text); again != key {
				t.Errorf("equal texts have keys %q and %q", key, again)
			}
			if got, ok := recall(t, open(t, at, c), key); !ok || got != text {
				t.Errorf("recalled %.50q, %v for %.50q", got, ok, text)
			}
		}
		if _, ok := recall(t, one, "unknown"); ok {
			t.Error("recalled what was never kept")
		}
	})
}

func TestKeptTextsExpire(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		old, used := keep(t, s, "old"), keep(t, s, "used")
		c.advance(60 * 24 * time.Hour)
		keep(t, s, "used")
		c.advance(31 * 24 * time.Hour)
		if _, ok := recall(t, s, old); ok {
			t.Error("recalled after 91 days")
		}
		if _, ok := recall(t, s, used); !ok {
			t.Error("a text that was kept again 31 days ago is gone")
		}
	})
}

func TestDossiersHaveTheirOwnState(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one := open(t, at, c)
		other := openDossier(t, at, "another", c)
		firstTime(t, one, "event")
		key := keep(t, one, "text")
		if !firstTime(t, other, "event") {
			t.Error("the other dossier has seen the event")
		}
		if _, ok := recall(t, other, key); ok {
			t.Error("the other dossier recalls the text")
		}
	})
}

func TestBackupHoldsWhatWasKept(t *testing.T) {
	c := newClock()
	s := open(t, filepath.Join(t.TempDir(), "state.db"), c)
	key := keep(t, s, "text")
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if text, ok := recall(t, open(t, path, c), key); !ok || text != "text" {
		t.Errorf("the copy recalls %q, %v", text, ok)
	}
}
