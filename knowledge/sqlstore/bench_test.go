package sqlstore_test

import (
	"fmt"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

func openBench(b *testing.B, n int) (*sqlstore.Store, []knowledge.Document) {
	b.Helper()
	s, err := sqlstore.Open(b.Context(), b.TempDir()+"/store.db", "dossier")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	docs := make([]knowledge.Document, n)
	for i := range docs {
		docs[i] = longDocument(i)
		if err := s.Put(b.Context(), docs[i], knowledgetest.FactsOf(docs[i])); err != nil {
			b.Fatal(err)
		}
	}
	return s, docs
}

// longDocument is as long as an article.
func longDocument(n int) knowledge.Document {
	var text string
	for p := range knowledgetest.Generate(20, uint64(n)) {
		text += p.Text + "\n\n"
	}
	return knowledge.NewDocument(fmt.Sprintf("%d.txt", n), text)
}

func BenchmarkPut(b *testing.B) {
	s, docs := openBench(b, 1)
	facts := knowledgetest.FactsOf(docs[0])
	b.SetBytes(int64(len(docs[0].Text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Put(b.Context(), docs[0], facts); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFacts(b *testing.B) {
	s, docs := openBench(b, 100)
	b.SetBytes(int64(len(docs[0].Text)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := s.Facts(b.Context(), docs[i%len(docs)].ID); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkDocument(b *testing.B) {
	s, docs := openBench(b, 100)
	b.SetBytes(int64(len(docs[0].Text)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := s.Document(b.Context(), docs[i%len(docs)].ID); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
