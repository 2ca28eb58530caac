package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// perDocument is how many of the generated passages make one document.
const perDocument = 20

// generated returns documents that hold n generated passages.
func generated(n int) []knowledge.Document {
	var docs []knowledge.Document
	var text strings.Builder
	for p := range knowledgetest.Generate(n, 1) {
		text.WriteString(p.Text)
		text.WriteString(".\n\n")
		if strings.Count(text.String(), "\n\n") == perDocument {
			docs = append(docs, knowledge.NewDocument(fmt.Sprintf("%06d.txt", len(docs)), text.String()))
			text.Reset()
		}
	}
	return docs
}

// BenchmarkAskAtScale asks three-word questions of a dossier on disk, and beside
// it searches its index for the same words. The larger size takes minutes to
// prepare; -bench 'AskAtScale/20000$' leaves it out.
func BenchmarkAskAtScale(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			store, err := sqlstore.Open(b.Context(), dir+"/store.db", "bench")
			if err != nil {
				b.Fatal(err)
			}
			index, err := bleveindex.Open(dir + "/index")
			if err != nil {
				b.Fatal(err)
			}
			d, err := knowledge.Open(b.Context(), knowledge.Config{Store: store, Index: index})
			if err != nil {
				b.Fatal(err)
			}
			defer d.Close()
			if _, err := d.Put(b.Context(), generated(n)); err != nil {
				b.Fatal(err)
			}
			words := knowledgetest.Words(300, 2)
			question := func(i int) string { return strings.Join(words[i*3%297:i*3%297+3], " ") }
			b.Run("ask", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if _, err := d.Ask(b.Context(), question(i), 3); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("search", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					var terms []knowledge.Term
					for _, t := range index.Terms(question(i)) {
						terms = append(terms, knowledge.Term{Text: t, Boost: 1})
					}
					if _, err := index.Search(b.Context(), knowledge.Query{Terms: terms, Limit: 50}); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
