package speech_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

var update = flag.Bool("update", false, "rewrite testdata/figures.json with what was measured")

// label is a line of testdata/quotations.jsonl, labelled by hand from the text.
type label struct {
	Document string
	Start    int
	End      int
	Direct   bool
	Fragment bool     // a few words in marks: need not be found, but is credited rightly if it is
	Speaker  []string // forms that are right; empty where the text names none
	Verb     string
}

func (l label) span() language.Span { return language.Span{Start: l.Start, End: l.End} }

func (l label) names(speaker string) bool {
	return slices.ContainsFunc(l.Speaker, func(s string) bool { return simple(s) == simple(speaker) })
}

// simple folds a speaker without its article.
func simple(s string) string {
	s = language.FoldString(strings.Join(strings.Fields(s), " "))
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return strings.TrimSuffix(s, ".")
}

// share is how many of how many.
type share struct{ Right, Of int }

func (s share) rate() float64 { return float64(s.Right) / float64(max(s.Of, 1)) }

func (s *share) count(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// figures are what is measured on the labelled set.
type figures struct {
	Speakers share // credited direct quotations and fragments whose speaker is right
	Credited share // labelled direct quotations that are found whole, with the right speaker
	Verbs    share // of those, the ones with the labelled verb
	Indirect share // labelled indirect statements that are found with the right speaker
	Told     share // indirect statements that are found at all whose speaker is right
}

func TestLabelledSet(t *testing.T) {
	t.Parallel()
	var docs []labelled
	for document, labels := range readLabels(t) {
		docs = append(docs, labelled{document, readDocument(t, document), labels})
	}
	measure(t, docs, "testdata/figures.json")
}

// TestBlindSet measures on texts that were labelled before any rule saw them.
func TestBlindSet(t *testing.T) {
	t.Parallel()
	measure(t, readMarked(t, "testdata/blind.txt"), "testdata/figures-blind.json")
}

// labelled is a document with its labels.
type labelled struct {
	name, raw string
	labels    []label
}

func measure(t *testing.T, docs []labelled, golden string) {
	t.Helper()
	var got figures
	for _, d := range docs {
		text := language.Analyse(d.raw)
		claims := speech.Find(text, names.Find(text))
		for _, miss := range got.add(d.raw, d.labels, claims) {
			t.Logf("%s: %s", d.name, miss)
		}
	}
	if got.Speakers.rate() < .92 || got.Credited.rate() < .8 {
		t.Errorf("speakers right %.3f, quotations credited %.3f; want .92 and .8", got.Speakers.rate(), got.Credited.rate())
	}
	if *update {
		data, err := json.MarshalIndent(got, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var want figures
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		what      string
		got, want share
	}{
		{"speakers", got.Speakers, want.Speakers}, {"credited", got.Credited, want.Credited}, {"verbs", got.Verbs, want.Verbs},
		{"indirect", got.Indirect, want.Indirect}, {"told", got.Told, want.Told},
	} {
		if f.got.rate() < f.want.rate() {
			t.Errorf("%s: %d of %d, was %d of %d", f.what, f.got.Right, f.got.Of, f.want.Right, f.want.Of)
		}
		t.Logf("%s: %d of %d (%.3f)", f.what, f.got.Right, f.got.Of, f.got.rate())
	}
}

// add counts one document and describes what is wrong in it.
func (f *figures) add(raw string, labels []label, claims []speech.Claim) (misses []string) {
	for _, l := range labels {
		if !l.Direct {
			f.addIndirect(raw, l, claims, &misses)
			continue
		}
		if l.Fragment || len(l.Speaker) == 0 {
			continue
		}
		i := slices.IndexFunc(claims, func(c speech.Claim) bool { return c.Direct && alike(c.Quote, l.span()) && l.names(c.Speaker) })
		f.Credited.count(i >= 0)
		if i < 0 {
			misses = append(misses, fmt.Sprintf("not credited to %v: %q", l.Speaker, l.span().In(raw)))
		} else if l.Verb != "" {
			f.Verbs.count(strings.EqualFold(claims[i].Verb, l.Verb))
		}
	}
	for _, c := range claims {
		if !c.Direct || c.Speaker == "" || c.Class == speech.Unknown {
			continue
		}
		i := slices.IndexFunc(labels, func(l label) bool { return l.Direct && l.span().Overlaps(c.Quote) })
		right := i >= 0 && labels[i].names(c.Speaker)
		f.Speakers.count(right)
		if !right {
			misses = append(misses, fmt.Sprintf("wrongly credited to %q: %q", c.Speaker, c.Quote.In(raw)))
		}
	}
	return misses
}

func (f *figures) addIndirect(raw string, l label, claims []speech.Claim, misses *[]string) {
	i := slices.IndexFunc(claims, func(c speech.Claim) bool { return c.Quote.Contains(l.span()) })
	right := i >= 0 && l.names(claims[i].Speaker)
	f.Indirect.count(right)
	if i >= 0 {
		f.Told.count(right)
	}
	switch {
	case i < 0:
		*misses = append(*misses, fmt.Sprintf("indirect not found, by %v: %q", l.Speaker, l.span().In(raw)))
	case !right:
		*misses = append(*misses, fmt.Sprintf("indirect by %v, not %q: %q", l.Speaker, claims[i].Speaker, l.span().In(raw)))
	}
}

// alike reports whether two spans share at least four fifths of what they cover.
func alike(a, b language.Span) bool {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	whole := max(a.End, b.End) - min(a.Start, b.Start)
	return shared*5 >= whole*4
}

func readLabels(t *testing.T) map[string][]label {
	t.Helper()
	data, err := os.ReadFile("testdata/quotations.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]label{}
	for line := range bytes.Lines(data) {
		var l label
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		out[l.Document] = append(out[l.Document], l)
	}
	return out
}

// readMarked reads texts in which statements are marked; how is told at the head of
// the file.
func readMarked(t *testing.T, path string) []labelled {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for _, marked := range strings.Split(string(data), "=====\n")[1:] {
		var d labelled
		var raw strings.Builder
		d.name, _, _ = strings.Cut(marked, "\n")
		for marked != "" {
			before, rest, found := strings.Cut(marked, "{{")
			raw.WriteString(before)
			if !found {
				break
			}
			tag, rest, _ := strings.Cut(rest, "}}")
			body, rest, _ := strings.Cut(rest, "{{/}}")
			d.labels = append(d.labels, labelsOf(tag, body, raw.Len())...)
			raw.WriteString(body)
			marked = rest
		}
		d.raw = raw.String()
		out = append(out, d)
	}
	return out
}

// labelsOf makes the labels of a marked stretch that begins at a byte: of all of
// it where it is indirect, else of each quotation in it.
func labelsOf(tag, body string, at int) []label {
	who, verb, _ := strings.Cut(tag, "|")
	l := label{Start: at, End: at + len(body), Verb: verb}
	who, indirect := strings.CutPrefix(who, "~")
	who, l.Fragment = strings.CutPrefix(who, "?")
	if who != "" {
		l.Speaker = strings.Split(who, ";")
	}
	if indirect {
		return []label{l}
	}
	l.Direct = true
	var out []label
	openers := "\"“„«'‘"
	for from := 0; ; {
		open := strings.IndexAny(body[from:], openers)
		if open < 0 {
			return out
		}
		_, width := utf8.DecodeRuneInString(body[from+open:])
		mark := body[from+open : from+open+width]
		openers = mark
		start := from + open + width
		end := strings.IndexAny(body[start:], map[string]string{"\"": "\"", "“": "”", "„": "“", "«": "»", "'": "", "‘": "’"}[mark])
		if mark == "'" {
			end = strings.LastIndex(body[start:], "'")
		}
		if end < 0 {
			end = len(body) - start
		}
		l.Start, l.End = at+start, at+start+end
		out = append(out, l)
		l.Verb = ""
		from = min(len(body), start+end+1)
		for from < len(body) && !utf8.RuneStart(body[from]) {
			from++
		}
	}
}

// documents are the folders that the labelled documents lie in.
var documents = []string{"../../eval/testdata/wikinews/docs", "../../../seeds"}

func readDocument(t testing.TB, name string) string {
	t.Helper()
	for _, dir := range documents {
		if raw, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
			return string(raw)
		}
	}
	t.Fatalf("no document %s", name)
	return ""
}
