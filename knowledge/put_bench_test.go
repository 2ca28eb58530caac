package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/knowledge"
)

// BenchmarkPutThenAsk puts one document after the other into a dossier on disk and asks
// for each: what an operation takes is from the moment that it is put until an answer
// quotes it. Beside that others ask without a pause, and the benchmark reports the
// median and the longest of what they wait. The larger size takes minutes to prepare;
// -bench 'PutThenAsk/20000$' leaves it out.
func BenchmarkPutThenAsk(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := openNewsroom(b, n)
			done := make(chan struct{})
			var waits []time.Duration
			var others sync.WaitGroup
			others.Go(func() {
				for i := 0; ; i++ {
					select {
					case <-done:
						return
					default:
					}
					begun := time.Now()
					if _, err := d.Ask(b.Context(), fmt.Sprintf("who wrote about the bridge in %d", 2000+i%50), 3); err != nil {
						b.Error(err)
						return
					}
					waits = append(waits, time.Since(begun))
				}
			})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				word := "zyx" + strings.Repeat("ka", 1+i%7) + fmt.Sprintf("%c%c", 'a'+rune(i%26), 'a'+rune(i/26%26))
				text := fmt.Sprintf("The %s sails\n\nThe ship %s left Oslo on 4 March 2031 with %d tonnes of grain.\n", word, word, i)
				if _, err := d.Put(b.Context(), []knowledge.Document{knowledge.NewDocument(word+".txt", text)}); err != nil {
					b.Fatal(err)
				}
				e, err := d.Ask(b.Context(), "When did the ship "+word+" leave Oslo?", 1)
				if err != nil || e.Verdict != knowledge.Answered || !strings.Contains(e.Quotes[0].Citations[0].Text, word) {
					b.Fatalf("%s: %v %+v", word, err, e)
				}
			}
			close(done)
			others.Wait()
			slices.Sort(waits)
			if len(waits) > 0 {
				b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "ms/median-other")
				b.ReportMetric(float64(waits[len(waits)-1].Microseconds())/1000, "ms/longest-other")
			}
		})
	}
}
