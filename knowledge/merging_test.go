package knowledge_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// labelledPair is two sentences and whether they tell one happening, as a person
// read them; see testdata/merging/README.md.
type labelledPair struct {
	In   string
	A, B struct{ Doc, Words string }
	Same bool
}

// hits counts what came out as labelled.
type hits struct{ joined, rightly, same, pairs int }

// with counts one pair more.
func (h hits) with(joined, same bool) hits {
	return hits{h.joined + bit(joined), h.rightly + bit(joined && same), h.same + bit(same), h.pairs + 1}
}

func (h hits) precision() float64 { return float64(h.rightly) / float64(max(h.joined, 1)) }
func (h hits) recall() float64    { return float64(h.rightly) / float64(max(h.same, 1)) }

func (h hits) String() string {
	return fmt.Sprintf("%d pairs, %d of one happening, precision %.3f, recall %.3f", h.pairs, h.same, h.precision(), h.recall())
}

// TestOneHappeningIsOneEntry measures on pairs labelled by hand which tellings
// become one entry of a timeline.
func TestOneHappeningIsOneEntry(t *testing.T) {
	folders := map[string]fs.FS{"ferry": os.DirFS("testdata/merging/ferry"), "cholera": os.DirFS("testdata/merging/cholera"), "seeds": seeds.Files, "wikinews": os.DirFS(wikinews + "/docs")}
	names := []string{"ferry", "cholera", "seeds", "wikinews"}
	entries := map[string][]knowledge.TimelineEntry{}
	for _, name := range names {
		found, err := knowledgetest.OpenFolder(t, folders[name]).Timeline(t.Context(), knowledge.TimelineQuery{All: true})
		if err != nil {
			t.Fatal(err)
		}
		entries[name] = found.Entries
	}
	by, all := map[string]hits{}, hits{}
	for _, p := range lines[labelledPair](t, "testdata/merging/pairs.jsonl") {
		joined := tellsBoth(entries[p.In], p)
		if joined != p.Same && testing.Verbose() {
			t.Logf("%s: joined %v: %s %q, %s %q", p.In, joined, p.A.Doc, p.A.Words, p.B.Doc, p.B.Words)
		}
		all = all.with(joined, p.Same)
		by[p.In] = by[p.In].with(joined, p.Same)
	}
	var report strings.Builder
	for _, name := range names {
		fmt.Fprintf(&report, "%s: %s\n", name, by[name])
	}
	fmt.Fprintf(&report, "all: %s\n", all)
	if all.precision() < .95 || all.recall() < .8 {
		t.Errorf("precision %.3f, want .95; recall %.3f, want .8", all.precision(), all.recall())
	}
	golden(t, "merging.golden", report.String())
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tellsBoth reports whether one entry cites both sentences of a pair.
func tellsBoth(entries []knowledge.TimelineEntry, p labelledPair) bool {
	for _, e := range entries {
		if cites(e, p.A.Doc, p.A.Words) && cites(e, p.B.Doc, p.B.Words) {
			return true
		}
	}
	return false
}

func cites(e knowledge.TimelineEntry, doc, words string) bool {
	for _, c := range e.Citations {
		if strings.TrimSuffix(c.Path, ".txt") == doc && strings.Contains(c.Text, words) {
			return true
		}
	}
	return false
}

// TestEventsOfTheNewsToldTwice measures how many happenings of the news corpus
// that several documents tell are one entry.
func TestEventsOfTheNewsToldTwice(t *testing.T) {
	found, err := knowledgetest.OpenFolder(t, os.DirFS(wikinews+"/docs")).Timeline(t.Context(), knowledge.TimelineQuery{All: true})
	if err != nil {
		t.Fatal(err)
	}
	told, whole, part := 0, 0, 0
	for _, g := range lines[goldEvent](t, wikinews+"/events.jsonl") {
		docs := map[string]bool{}
		for _, m := range g.Mentions {
			docs[m.Doc] = true
		}
		if len(docs) < 2 {
			continue
		}
		told++
		most := 0
		for _, e := range found.Entries {
			most = max(most, len(tellers(e, g)))
		}
		whole += bit(most == len(docs))
		part += bit(most >= 2)
		if most < len(docs) && testing.Verbose() {
			t.Logf("%d of %d documents: %s %s", most, len(docs), g.Time, g.Descr)
		}
	}
	golden(t, "toldtwice.golden", fmt.Sprintf("happenings told by several documents: %d\none entry cites all of the documents: %d\none entry cites two of them or more: %d\n", told, whole, part))
}

// tellers are the documents whose mention of a happening an entry cites.
func tellers(e knowledge.TimelineEntry, g goldEvent) map[string]bool {
	docs := map[string]bool{}
	for _, c := range e.Citations {
		for _, m := range g.Mentions {
			if strings.TrimSuffix(c.Path, ".txt") == m.Doc && c.Span.Start <= m.Start && m.End <= c.Span.End {
				docs[m.Doc] = true
			}
		}
	}
	return docs
}
