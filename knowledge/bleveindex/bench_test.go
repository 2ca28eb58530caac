package bleveindex_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
)

// The benchmarks run over 20,000 passages, and over 200,000 where -bench names
// them: -bench /200000.
var sizes = []int{20_000, 200_000}

const (
	benchQueries = 200
	queryWords   = 3
	queryLimit   = 10
)

// queries are three words each, as frequent as in the text.
func queries(ix knowledge.Index) [][]knowledge.Term {
	words := knowledgetest.Words(benchQueries*queryWords, 99)
	var queries [][]knowledge.Term
	for three := range slices.Chunk(words, queryWords) {
		queries = append(queries, knowledgetest.Terms(ix, three...))
	}
	return queries
}

func fill(b *testing.B, ix knowledge.Index, n int) (bytes int64) {
	b.Helper()
	batch := make([]knowledge.IndexedPassage, 0, 1000)
	flush := func() {
		if err := ix.Put(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		batch = batch[:0]
	}
	for p := range knowledgetest.Generate(n, 1) {
		bytes += int64(len(p.Text) + len(p.Heading) + len(p.Title))
		if batch = append(batch, p); len(batch) == cap(batch) {
			flush()
		}
	}
	flush()
	if err := ix.SetMarker(b.Context(), "1"); err != nil {
		b.Fatal(err)
	}
	return bytes
}

func BenchmarkPut(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ix, err := bleveindex.Open(b.TempDir() + "/index")
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(fill(b, ix, n))
				if err := ix.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSearch compares a search with what bleve itself takes for the same
// terms in the same index.
func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ix, err := bleveindex.Open(b.TempDir() + "/index")
			if err != nil {
				b.Fatal(err)
			}
			defer ix.Close()
			fill(b, ix, n)
			all := queries(ix)
			b.Run("attache", func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					if _, err := ix.Search(b.Context(), knowledge.Query{Terms: all[i%len(all)], Limit: queryLimit}); err != nil {
						b.Fatal(err)
					}
					i++
				}
			})
			b.Run("bleve", func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					if _, err := ix.Bleve().SearchInContext(b.Context(), bare(all[i%len(all)])); err != nil {
						b.Fatal(err)
					}
					i++
				}
			})
		})
	}
}

// bare is the query that bleve is asked for the terms.
func bare(terms []knowledge.Term) *bleve.SearchRequest {
	var clauses []query.Query
	for _, t := range terms {
		for field, boost := range map[string]float64{"text": 1, "heading": 0.3, "title": 0.2} {
			q := bleve.NewTermQuery(t.Text)
			q.SetField(field)
			q.SetBoost(boost)
			clauses = append(clauses, q)
		}
	}
	return bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(clauses...), queryLimit, 0, false)
}

func BenchmarkSimilar(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ix, err := bleveindex.OpenMemory()
			if err != nil {
				b.Fatal(err)
			}
			defer ix.Close()
			fill(b, ix, n)
			words := knowledgetest.Words(100, 7)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if _, err := ix.Similar(b.Context(), words[i%len(words)]+"z", 5); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

func BenchmarkDocFreq(b *testing.B) {
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	fill(b, ix, sizes[0])
	terms := knowledgetest.Words(10, 7)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ix.DocFreq(b.Context(), terms); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTerms(b *testing.B) {
	text := "Officials in the U.S. said on 19 November that the 28-point plan's authors weren't negotiating with anybody."
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ix.Terms(text)
	}
}
