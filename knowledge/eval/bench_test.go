package eval_test

import (
	"testing"

	"attache/knowledge"
)

// BenchmarkAsk asks the questions on the encyclopedia in turn, its documents at
// hand. BenchmarkSearch is what the index takes of it.
func BenchmarkAsk(b *testing.B) {
	d := open(b, sets["encyclopedia"].docs)
	list := questions(b, sets["encyclopedia"].questions)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := d.Ask(b.Context(), list[i%len(list)].Question, 3); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	index := openIndex(b, sets["encyclopedia"].docs)
	list := questions(b, sets["encyclopedia"].questions)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		var terms []knowledge.Term
		for _, t := range index.Terms(list[i%len(list)].Question) {
			terms = append(terms, knowledge.Term{Text: t, Boost: 1})
		}
		if _, err := index.Search(b.Context(), knowledge.Query{Terms: terms}); err != nil {
			b.Fatal(err)
		}
	}
}
