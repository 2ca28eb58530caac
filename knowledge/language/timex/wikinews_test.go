package timex_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

var update = flag.Bool("update", false, "write the golden files anew")

const corpus = "../../eval/testdata/wikinews/"

// goldDoc is one line of the corpus' annotation.
type goldDoc struct {
	Doc   string        `json:"doc"`
	DCT   language.Date `json:"dct"`
	Timex []struct {
		language.Span
		Type  string `json:"type"`
		Value string `json:"value"`
	} `json:"timex"`
}

// score counts matches against the annotation. A match is an overlap.
type score struct {
	found, gold, overlap, typed, valued int
}

func (s score) f1(hits int) float64 {
	return 2 * float64(hits) / float64(s.found+s.gold)
}

// annotatedLines is how many lines of each article the annotation covers: the
// title, the date line and the four sentences that follow.
const annotatedLines = 6

// TestWikinews measures the tagger on the annotated part of the news corpus:
// title, date line and first sentences. The figures are committed, so that a
// change that makes the tagger worse or better shows.
func TestWikinews(t *testing.T) {
	var s score
	for _, g := range readGold(t) {
		raw, err := os.ReadFile(corpus + "docs/" + g.Doc + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		end := offsetOfLine(raw, annotatedLines)
		s.add(g, timex.Tag(language.Analyse(string(raw)), g.DCT), end)
	}
	if f := s.f1(s.valued); f < 0.80 {
		t.Errorf("value F1 is %.3f, want at least 0.80", f)
	}
	golden(t, "testdata/wikinews.golden", s.report())
}

func readGold(t *testing.T) []goldDoc {
	f, err := os.Open(corpus + "timex.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldDoc
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldDoc
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func offsetOfLine(raw []byte, n int) int {
	at := 0
	for range n {
		i := bytes.IndexByte(raw[at:], '\n')
		if i < 0 {
			return len(raw)
		}
		at += i + 1
	}
	return at
}

// add compares what was found before the byte end with the annotation. Each
// annotation matches once.
func (s *score) add(g goldDoc, found []timex.Timex, end int) {
	s.gold += len(g.Timex)
	used := make([]bool, len(g.Timex))
	for _, x := range found {
		if x.Start >= end {
			break
		}
		s.found++
		for i, y := range g.Timex {
			if used[i] || !x.Span.Overlaps(y.Span) {
				continue
			}
			used[i] = true
			s.overlap++
			s.typed += count(x.Type.String() == y.Type)
			s.valued += count(x.Value == y.Value)
			break
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s score) report() string {
	return fmt.Sprintf("annotated %d, found %d\noverlap precision %.3f recall %.3f F1 %.3f\ntype F1 %.3f\nvalue precision %.3f recall %.3f F1 %.3f\n",
		s.gold, s.found,
		float64(s.overlap)/float64(s.found), float64(s.overlap)/float64(s.gold), s.f1(s.overlap),
		s.f1(s.typed),
		float64(s.valued)/float64(s.found), float64(s.valued)/float64(s.gold), s.f1(s.valued))
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.Clean(path), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-committed +now; -update writes it anew):\n%s", path, diff)
	}
}
