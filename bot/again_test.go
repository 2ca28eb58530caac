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

// TestWhileDocumentsAreRead: an answer says how far, is not kept for later, and a
// question that it cannot answer is not held against the dossier.
func TestWhileDocumentsAreRead(t *testing.T) {
	_, d, _ := open(t)
	far := bot.Progress{Read: 3, Total: 120}
	b := bot.New(d, bot.Options{Progress: func() bot.Progress { return far }})
	ask := func(line string) bot.Answer { return b.Handle(t.Context(), bot.Request{Line: line}) }
	said := func(a bot.Answer) (at int) {
		for i, block := range a.Blocks {
			if n, ok := block.(bot.Notice); ok && n.Text == "3 of 120 documents are read so far; this answer is from those." {
				return i
			}
		}
		return -1
	}
	for line, want := range map[string]int{
		"/who Halvorsen":          1, // behind what answers
		"/ask who won the match?": 0, // before what is nearest
		"/help":                   -1,
	} {
		if at := said(ask(line)); at != want {
			t.Errorf("%s: how far it is is said at %d, not %d", line, at, want)
		}
	}
	far = bot.Progress{}
	if at := said(ask("/who Halvorsen")); at >= 0 {
		t.Error("all is read, and the answer says that it is not")
	}
}
