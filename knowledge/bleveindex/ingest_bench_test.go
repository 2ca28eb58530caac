package bleveindex_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// articles returns n generated articles of about two kilobytes: words of all
// frequencies among names, dates and quotations as news has them.
func articles(n int) []knowledge.Document {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	given := []string{"Ada", "Olaf", "Ingrid", "Tomas", "Carl", "Rosa", "Ivan", "Lena", "Peter", "Maria"}
	family := strings.Fields("Lund Brandt Halvorsen Reyke Holm Keller Petrov Novak Moreau Silva Okafor Tanaka Fischer Rossi Jansen Kowalski Nagy Popescu Marino Dubois")
	person := func() string { return pick(given...) + " " + pick(family...) + pick("", "son", "berg", "er") }
	words := strings.Fields(strings.Join(knowledgetest.Words(4000, 3), " "))
	clause := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[r.IntN(1+r.IntN(len(words)))] + " ")
		}
		return strings.TrimSpace(b.String())
	}
	docs := make([]knowledge.Document, n)
	for i := range docs {
		day := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(700))
		var b strings.Builder
		fmt.Fprintf(&b, "The %s of %s\n\nVESSHOLM, %s (Northern Wire) – ", clause(4), person(), day.Format("2 January 2006"))
		for range 8 {
			who := person()
			fmt.Fprintf(&b, "%s, the director of the %s, met %s on %s and %s.\n\n", who, clause(2), person(), day.AddDate(0, 0, -r.IntN(9)).Format("2 January"), clause(14))
			fmt.Fprintf(&b, "“We %s,” %s said on %s. The %s.\n\n", clause(9), strings.Fields(who)[1], day.Format("Monday"), clause(18))
		}
		docs[i] = knowledge.NewDocument(fmt.Sprintf("%05d.txt", i), b.String())
		docs[i].Published.Value = knowledge.Today(day)
		docs[i].Language = "en"
	}
	return docs
}

// BenchmarkIngest stores articles, and beside it indexes their passages with
// nothing but bleve: the difference is what reading them costs.
func BenchmarkIngest(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		docs := articles(n)
		var size int64
		for _, d := range docs {
			size += int64(len(d.Text))
		}
		b.Run(fmt.Sprintf("%d/attache", n), func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				d, _ := knowledgetest.OpenOnDisk(b)
				if _, err := d.Put(b.Context(), docs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
		b.Run(fmt.Sprintf("%d/bleve", n), func(b *testing.B) {
			var passages []string
			for _, d := range docs {
				for _, p := range knowledge.Read(&d).Passages {
					passages = append(passages, p.Span.In(d.Text))
				}
			}
			b.SetBytes(size)
			for b.Loop() {
				indexBare(b, passages)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

// indexBare indexes passages with bleve's own analysis.
func indexBare(b *testing.B, passages []string) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	m.ScoringModel = "bm25"
	ix, err := bleve.New(b.TempDir()+"/bare", m)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	batch := ix.NewBatch()
	for i, text := range passages {
		if err := batch.Index(fmt.Sprint(i), map[string]string{"text": text}); err != nil {
			b.Fatal(err)
		}
		if batch.Size() >= 1000 {
			if err := ix.Batch(batch); err != nil {
				b.Fatal(err)
			}
			batch.Reset()
		}
	}
	if err := ix.Batch(batch); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkOneMore stores one more article in a dossier of many, and looks for
// whom it names.
func BenchmarkOneMore(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			docs := articles(n + 200)
			d, _ := knowledgetest.OpenOnDisk(b)
			if _, err := d.Put(b.Context(), docs[:n]); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := d.Put(b.Context(), docs[n+i%200:n+i%200+1]); err != nil {
					b.Fatal(err)
				}
				d.Names().Lookup("Lund")
			}
		})
	}
}
