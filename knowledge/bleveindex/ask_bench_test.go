package bleveindex_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// askPassages is how many of the generated passages make one document.
const askPassages = 20

// generated returns documents that hold n generated passages.
func generated(n int) []knowledge.Document {
	var docs []knowledge.Document
	var text strings.Builder
	count := 0
	for p := range knowledgetest.Generate(n, 1) {
		text.WriteString(p.Text)
		text.WriteString(".\n\n")
		if count++; count%askPassages == 0 {
			docs = append(docs, knowledge.NewDocument(fmt.Sprintf("%06d.txt", len(docs)), text.String()))
			text.Reset()
		}
	}
	return docs
}

// BenchmarkAsk asks three-word questions of a dossier on disk, and bleve itself
// for the same words in the same index, by turns: text and title, the best 50, no
// highlighting. The larger size takes minutes to prepare; -bench 'Ask/20000$'
// leaves it out. Beside the mean it gives medians, their relation and the 99th of
// a hundred.
func BenchmarkAsk(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d, index := knowledgetest.OpenOnDisk(b)
			if _, err := d.Put(b.Context(), generated(n)); err != nil {
				b.Fatal(err)
			}
			words := knowledgetest.Words(benchQueries*queryWords, 2)
			var asked, bare []time.Duration
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				three := words[i%benchQueries*queryWords:][:queryWords]
				start := time.Now()
				if _, err := d.Ask(b.Context(), strings.Join(three, " "), 3); err != nil {
					b.Fatal(err)
				}
				asked = append(asked, time.Since(start))
				b.StopTimer()
				start = time.Now()
				if _, err := index.Bleve().SearchInContext(b.Context(), plain(knowledgetest.Terms(index, three...))); err != nil {
					b.Fatal(err)
				}
				bare = append(bare, time.Since(start))
				b.StartTimer()
			}
			slices.Sort(asked)
			slices.Sort(bare)
			ask, search := asked[len(asked)/2], bare[len(bare)/2]
			b.ReportMetric(float64(ask.Microseconds()), "median-µs")
			b.ReportMetric(float64(search.Microseconds()), "bleve-median-µs")
			b.ReportMetric(float64(ask)/float64(search), "times-bleve")
			b.ReportMetric(float64(asked[len(asked)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// plain is the query that bleve is asked for the terms: in text and title.
func plain(terms []knowledge.Term) *bleve.SearchRequest {
	var clauses []query.Query
	for _, t := range terms {
		for _, field := range []string{"text", "title"} {
			q := bleve.NewTermQuery(t.Text)
			q.SetField(field)
			clauses = append(clauses, q)
		}
	}
	return bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(clauses...), 50, 0, false)
}
