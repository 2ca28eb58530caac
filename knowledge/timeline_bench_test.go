package knowledge_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"

	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
)

var years = regexp.MustCompile(`\b(19|20)\d\d\b`)

// decades returns the news corpus and copies of it that tell of other decades.
func decades(b *testing.B, copies int) []knowledge.Document {
	b.Helper()
	f, err := ingest.ReadFolder(b.Context(), os.DirFS(wikinews+"/docs"))
	if err != nil {
		b.Fatal(err)
	}
	var out []knowledge.Document
	for n := range copies {
		for _, d := range f.Documents {
			later := func(year string) string {
				y, _ := strconv.Atoi(year) // four figures
				return strconv.Itoa(y%100 + 1900 + 100*(n%2) + n/2)
			}
			c := knowledge.NewDocument(fmt.Sprintf("%02d-%s", n, d.Path), years.ReplaceAllStringFunc(d.Text, later))
			c.Published = d.Published
			c.Published.Value.Year = c.Published.Value.Year%100 + 1900 + 100*(n%2) + n/2
			out = append(out, c)
		}
	}
	return out
}

// BenchmarkTimeline measures a timeline right after a document came in, when what
// documents tell is compared anew, and one that follows.
func BenchmarkTimeline(b *testing.B) {
	for _, copies := range []int{1, 20} {
		d := knowledgetest.OpenFolder(b, os.DirFS(wikinews+"/docs"))
		docs := decades(b, copies)
		if _, err := d.Put(b.Context(), docs); err != nil {
			b.Fatal(err)
		}
		n := 0
		b.Run(fmt.Sprintf("first/%d", len(docs)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				n++
				if _, err := d.Put(b.Context(), []knowledge.Document{knowledge.NewDocument(fmt.Sprintf("n%d.txt", n), fmt.Sprintf("Note %d.\n\nNothing happened here.\n", n))}); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := d.Timeline(b.Context(), knowledge.TimelineQuery{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("next/%d", len(docs)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := d.Timeline(b.Context(), knowledge.TimelineQuery{Words: "market"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
