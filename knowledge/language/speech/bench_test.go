package speech_test

import (
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// long is one document of about a megabyte that is full of names, pronouns, roles
// and quotations: what is found must not slow down as it grows.
func long(b *testing.B) (*language.Text, []names.Mention) {
	b.Helper()
	var one strings.Builder
	for _, name := range []string{"stock-180695.txt", "apple-279494.txt", "002_c58b7bd601761270.txt", "001_3fe6467e6415c3f4.txt"} {
		one.WriteString(readDocument(b, name) + "\n\n")
	}
	text := language.Analyse(strings.Repeat(one.String(), 1<<20/one.Len()))
	return text, names.Find(text)
}

func BenchmarkFind(b *testing.B) {
	text, mentions := long(b)
	b.SetBytes(int64(len(text.Raw)))
	b.ReportAllocs()
	for b.Loop() {
		speech.Find(text, mentions)
	}
}

func BenchmarkFindProvenance(b *testing.B) {
	text, mentions := long(b)
	b.SetBytes(int64(len(text.Raw)))
	b.ReportAllocs()
	for b.Loop() {
		speech.FindProvenance(text, mentions)
	}
}
