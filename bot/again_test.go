package bot_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"attache/bot"
)

// TestAnsweredAgain: what was asked before has the same answer, until the dossier or
// the day changes; then nothing of the old one is left.
func TestAnsweredAgain(t *testing.T) {
	b, d, _ := open(t)
	ask := func(line string) bot.Answer { return b.Handle(t.Context(), bot.Request{Line: line}) }
	first, second := ask("/who Halvorsen"), ask("/who Halvorsen")
	if diff := cmp.Diff(first, second); diff != "" || first.Version == "" {
		t.Errorf("version %q, answered again with\n%s", first.Version, diff)
	}
	if other := ask("/who Reyke"); other.Version == first.Version || other.Title == first.Title {
		t.Errorf("another question has the answer of the first: %s", other.Title)
	}
	doc, err := d.Find(t.Context(), "record.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	after := ask("/who Halvorsen")
	if after.Version == first.Version {
		t.Error("the dossier has changed, and the version of its answer has not")
	}
	for _, s := range after.Blocks[0].(bot.Profile).Documents {
		if s.Path == "record.txt" {
			t.Error("a document that was removed is still named")
		}
	}
}

// TestAnsweredAnotherDay: "yesterday" is another day tomorrow.
func TestAnsweredAnotherDay(t *testing.T) {
	_, d, _ := open(t)
	now := time.Date(2031, 3, 5, 9, 0, 0, 0, time.UTC)
	b := bot.New(d, bot.Options{Now: func() time.Time { return now }})
	ask := func() int {
		a := b.Handle(t.Context(), bot.Request{Line: "/timeline since yesterday"})
		return len(a.Blocks[0].(bot.Timeline).Entries)
	}
	if n := ask(); n == 0 {
		t.Fatal("nothing happened since yesterday")
	}
	now = now.AddDate(0, 0, 5)
	if n := ask(); n > 0 {
		t.Errorf("%d happenings since yesterday, of five days ago", n)
	}
}

// TestAnswersOfOneVersionAreOne: what is drawn from one of them may be shown for the
// others.
func TestAnswersOfOneVersionAreOne(t *testing.T) {
	b, _, _ := open(t)
	seen := map[string]bot.Answer{}
	for _, line := range []string{"/ask who signed the lease?", "who signed the lease?", "/who Halvorsen", "/whois Halvorsen", "/who halvorson", "/brief", "/help", "/sources", "/digest"} {
		for _, req := range []bot.Request{{Line: line}, {Line: line, Private: true}, {Line: line, Limit: 1}} {
			a := b.Handle(t.Context(), req)
			before, known := seen[a.Version]
			if a.Version == "" || !known {
				seen[a.Version] = a
				continue
			}
			if diff := cmp.Diff(before, a, cmpopts.IgnoreFields(bot.Answer{}, "Visibility")); diff != "" {
				t.Errorf("%s: two answers have one version:\n%s", line, diff)
			}
		}
	}
}
