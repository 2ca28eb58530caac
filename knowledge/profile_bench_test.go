package knowledge_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/language/names"
)

// people returns n full names, each once.
func people(n int) []string {
	first := strings.Fields("Ann Paul Maria John Olga Peter Ruth David Elena Mark Nadia George Laura Simon Irene Victor Clara Hugo Sofia Ivan")
	begin := strings.Fields("Hal Mor Vin Kes Dra Bel Tor Quin Ros Fen Gar Lund Mar Nor Pel Sten Tul Ved Wes Yor")
	middle := strings.Fields("a e i o u en ar el on ir")
	end := strings.Fields("ström berg sen ley ford wick dale ton field mann")
	var out []string
	for i := range n {
		out = append(out, first[i%20]+" "+begin[i/20%20]+middle[i/400%10]+end[i/4000%10])
	}
	return out
}

// perDocument is how many passages of the newsroom make one document.
const perDocument = 20

// newsroom returns documents with passages that name people, some far more often
// than others.
func newsroom(passages int) []knowledge.Document {
	who := people(4000)
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return who[int(math.Pow(float64(len(who)), r.Float64()))-1] }
	offices := strings.Fields("minister envoy director mayor senator spokesman economist chairman")
	lines := []string{
		"%s, the %s of the harbour board, met %s in Oslo on %s.",
		"“We will not sign before the winter,” said %s, a %s, after talks with %s on %s.",
		"%s, a former %s, said that %s had asked for more time until %s.",
		"The %[2]s %[1]s wrote to %[3]s on %[4]s about the bridge and its cost.",
	}
	var docs []knowledge.Document
	var text strings.Builder
	for i := range passages {
		day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%700)
		fmt.Fprintf(&text, lines[i%len(lines)]+" It was the third such meeting of the year, and nobody expected it to be the last one.\n\n",
			pick(), offices[r.IntN(len(offices))], pick(), day.Format("2 January 2006"))
		if (i+1)%perDocument == 0 {
			docs = append(docs, knowledge.NewDocument(fmt.Sprintf("%06d.txt", len(docs)), text.String()))
			text.Reset()
		}
	}
	return docs
}

// openNewsroom opens a dossier on disk that holds the newsroom.
func openNewsroom(b *testing.B, passages int) *knowledge.Dossier {
	b.Helper()
	d, _ := knowledgetest.OpenOnDisk(b)
	if _, err := d.Put(b.Context(), newsroom(passages)); err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkWhoAtScale asks who people are in a dossier on disk, and reports the
// median of what an answer takes. The larger size takes minutes to prepare;
// -bench 'WhoAtScale/20000$' leaves it out.
func BenchmarkWhoAtScale(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := openNewsroom(b, n)
			var took []time.Duration
			who, all := people(4000), d.Names()
			mentions := 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				begun := time.Now()
				m := all.Lookup(who[i*37%len(who)])
				if m.Outcome == names.Unknown || m.Entity == nil {
					continue
				}
				if _, err := d.Profile(b.Context(), m.Entity); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
				mentions += len(m.Entity.Mentions)
			}
			slices.Sort(took)
			if len(took) > 0 {
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
				b.ReportMetric(float64(mentions)/float64(len(took)), "mentions/answer")
			}
		})
	}
}
