package language

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

func addSeeds(f *testing.F) {
	files, _ := filepath.Glob("../../seeds/*.txt")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for _, s := range []string{"", "\ufeff", "\x00\xff", "1\nA b c\n\n2\nD e", "A:\nb\nc\n\n- d\n  e", "**a**\n---\n# b #", "a)\u2028b. C|d|\t", "a\r\r\nb",
		"Name Here\nName Here\nRole", "| a | b |\n|-|-|\n| c | d |", "Status: a\nStatus: b", "[1](", "> ", "…\"»", "中。と", "(a) b\n(b) c", "b\n("} {
		f.Add(s)
	}
}

func FuzzAnalyse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, raw string) {
		checkText(t, raw)
		if !utf8.ValidString(raw) {
			return
		}
		text := Analyse(raw)
		var spans []Span
		for _, k := range text.Tokens {
			spans = append(spans, k.Span)
		}
		for _, b := range text.Blocks {
			spans = append(spans, b.Span, b.Body)
		}
		for _, s := range text.Sentences {
			spans = append(spans, s.Span)
		}
		for _, p := range text.Passages() {
			spans = append(spans, p.Span)
		}
		for _, s := range spans {
			if !utf8.ValidString(s.In(raw)) {
				t.Fatalf("%v parts a character: %q", s, s.In(raw))
			}
		}
	})
}

func FuzzFold(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, raw string) {
		folded := Fold(raw)
		if folded.Text != FoldString(raw) {
			t.Fatal("the two ways to fold differ")
		}
		if whole := folded.Original(Span{0, len(folded.Text)}); whole.End != len(raw) {
			t.Fatalf("the whole leads back to %v of %d", whole, len(raw))
		}
		last := 0
		for i := range folded.Text {
			s := folded.Original(Span{i, i + 1})
			if s.Start < last || s.End < s.Start || s.End > len(raw) {
				t.Fatalf("byte %d leads back to %v after %d", i, s, last)
			}
			if utf8.ValidString(raw) && (s.Start < len(raw) && !utf8.RuneStart(raw[s.Start]) || s.End < len(raw) && !utf8.RuneStart(raw[s.End])) {
				t.Fatalf("byte %d leads back into a character: %v", i, s)
			}
			last = s.Start
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2025-11-19", "2025-02-30", "0000", "9999-12", "--", "2025-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && (d.String() != s || d.First().Compare(d.Last()) > 0) {
			t.Fatalf("%q was read as %v", s, d)
		}
	})
}
