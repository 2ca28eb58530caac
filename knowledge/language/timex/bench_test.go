package timex_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// newsText is all of the news corpus in one text.
func newsText(b *testing.B) string {
	paths, err := filepath.Glob("../../eval/testdata/wikinews/docs/*.txt")
	if err != nil || len(paths) == 0 {
		b.Fatalf("no corpus: %v", err)
	}
	var all strings.Builder
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(raw)
		all.WriteString("\n\n")
	}
	return all.String()
}

// BenchmarkTag measures the tagger alone, on text that is analysed already.
func BenchmarkTag(b *testing.B) {
	raw := newsText(b)
	text := language.Analyse(raw)
	published := language.Date{Year: 2008, Month: 10, Day: 10}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		timex.Tag(text, published)
	}
}

// BenchmarkAnalyseAndTag measures what a document costs from its bytes on.
func BenchmarkAnalyseAndTag(b *testing.B) {
	raw := newsText(b)
	published := language.Date{Year: 2008, Month: 10, Day: 10}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		timex.Tag(language.Analyse(raw), published)
	}
}
