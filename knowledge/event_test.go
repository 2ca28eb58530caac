package knowledge_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/ingest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const wikinews = "eval/testdata/wikinews"

// readNews reads the articles of the news corpus, by file name without ending.
func readNews(t *testing.T) map[string]knowledge.Document {
	t.Helper()
	f, err := ingest.ReadFolder(t.Context(), os.DirFS(wikinews+"/docs"))
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]knowledge.Document{}
	for _, d := range f.Documents {
		docs[strings.TrimSuffix(d.Path, ".txt")] = d
	}
	return docs
}

// lines decodes a file of one JSON object a line.
func lines[T any](t *testing.T, path string) []T {
	t.Helper()
	file, err := os.Open(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []T
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var x T
		if err := json.Unmarshal(scanner.Bytes(), &x); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out = append(out, x)
	}
	return out
}

// golden compares got with a committed file, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s changed (go test -update rewrites it); now:\n%s", path, got)
	}
}

type goldMention struct {
	Doc        string
	Start, End int
}

type goldEvent struct {
	Event, Time, Descr string
	Mentions           []goldMention
}

var day = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// TestEventsOfTheNews holds how many of the dated mentions of happenings in the
// news corpus come out with their day: the sentence, and the date with it.
func TestEventsOfTheNews(t *testing.T) {
	facts := map[string]knowledge.Facts{}
	for name, doc := range readNews(t) {
		facts[name] = knowledge.Read(&doc)
	}
	mentions, own, carried := 0, 0, 0
	for _, g := range lines[goldEvent](t, wikinews+"/events.jsonl") {
		if !day.MatchString(g.Time) {
			continue
		}
		for _, m := range g.Mentions {
			f, ok := facts[m.Doc]
			if !ok {
				continue
			}
			mentions++
			withOwn, withCarried := false, false
			for _, e := range f.Events {
				if e.Span.Start > m.Start || m.End > e.Span.End || e.When.From.String() != g.Time {
					continue
				}
				if e.When.Basis == knowledge.Carried {
					withCarried = true
				} else {
					withOwn = true
				}
			}
			if withOwn {
				own++
			}
			if withOwn || withCarried {
				carried++
			} else if testing.Verbose() {
				t.Logf("%s %s %d: %s", m.Doc, g.Time, m.Start, g.Descr)
			}
		}
	}
	golden(t, "events.golden", fmt.Sprintf("day-grain mentions: %d\nfound with a date of their own: %d (%.3f)\nfound with carried dates too: %d (%.3f)\n",
		mentions, own, float64(own)/float64(mentions), carried, float64(carried)/float64(mentions)))
}
