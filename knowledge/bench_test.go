package knowledge_test

import (
	"os"
	"path/filepath"
	"testing"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
	"attache/knowledge/language/timex"
)

// news returns the texts of sixty articles.
func news(b *testing.B) (docs []knowledge.Document, size int64) {
	b.Helper()
	files, err := filepath.Glob("eval/testdata/wikinews/docs/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no articles: %v", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, knowledge.NewDocument(filepath.Base(f), string(text)))
		size += int64(len(text))
	}
	return docs, size
}

// BenchmarkRead reads all there is to read in news, on one core, and beside it
// each part by itself.
func BenchmarkRead(b *testing.B) {
	docs, size := news(b)
	each := func(name string, read func(*knowledge.Document, *language.Text)) {
		b.Run(name, func(b *testing.B) {
			texts := make([]*language.Text, len(docs))
			for i := range docs {
				texts[i] = language.Analyse(docs[i].Text)
			}
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for i := range docs {
					read(&docs[i], texts[i])
				}
			}
		})
	}
	each("everything", func(d *knowledge.Document, _ *language.Text) { knowledge.Read(d) })
	each("analyse", func(d *knowledge.Document, _ *language.Text) { language.Analyse(d.Text) })
	each("times", func(d *knowledge.Document, t *language.Text) { timex.Tag(t, d.Published.Value) })
	each("names", func(_ *knowledge.Document, t *language.Text) { names.Find(t) })
	each("names and speech", func(_ *knowledge.Document, t *language.Text) { speech.Find(t, names.Find(t)) })
}
