package speech_test

import (
	"os"
	"path/filepath"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

func FuzzFind(f *testing.F) {
	files, _ := filepath.Glob("../../../seeds/*.txt")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for _, s := range []string{"", "\"", "''", "``a", "“a\n“b\n“c”", "said Ann Lee, \"a b c d\"", "“«„\"'‘", "It said that \"a.\"", "the of said", "According to", ", said", "A said\n\n\"B.\"", "(Reuters)", "Source: A / B; (", "\xff\"\xfe a b c d\" said"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text := language.Analyse(raw)
		mentions := names.Find(text)
		last := 0
		for _, c := range speech.Find(text, mentions) {
			inside(t, raw, append([]language.Span{c.Span, c.Quote, c.SpeakerSpan, c.VerbSpan}, c.Told...)...)
			if c.Span.Start < last {
				t.Errorf("claim at %d stands behind one at %d", c.Span.Start, last)
			}
			last = c.Span.Start
			if c.Quote.Len() == 0 || !c.Span.Contains(c.Quote) {
				t.Errorf("claim %v does not hold its words %v", c.Span, c.Quote)
			}
			if c.Class != speech.Unknown && (c.Speaker == "" || c.SpeakerSpan.Len() == 0) {
				t.Errorf("claim at %d has a class and no speaker", c.Span.Start)
			}
		}
		last = 0
		for _, p := range speech.FindProvenance(text, mentions) {
			inside(t, raw, p.Span, p.At)
			if p.At.Start < last || p.Name == "" {
				t.Errorf("outlet %q at %d, behind %d", p.Name, p.At.Start, last)
			}
			last = p.At.Start
		}
	})
}

func inside(t *testing.T, raw string, spans ...language.Span) {
	t.Helper()
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(raw) {
			t.Errorf("span %v is not in the text of %d bytes", s, len(raw))
		}
	}
}
