package lexicon_test

import (
	"slices"
	"testing"

	"attache/knowledge/language/lexicon"
)

func TestSimilarity(t *testing.T) {
	near := [][2]string{{"postponed", "delayed"}, {"halted", "suspended"}, {"newspaper", "magazine"}}
	far := [][2]string{{"postponed", "banana"}, {"treaty", "kitchen"}, {"qqqq", "treaty"}, {"", "treaty"}}
	for _, p := range near {
		if s := lexicon.Similarity(p[0], p[1]); s < .55 || s > 1 {
			t.Errorf("Similarity(%q, %q) = %.2f, want .55 or more", p[0], p[1], s)
		}
	}
	for _, p := range far {
		if s := lexicon.Similarity(p[0], p[1]); s > .4 {
			t.Errorf("Similarity(%q, %q) = %.2f, want little", p[0], p[1], s)
		}
	}
}

func TestNeighbours(t *testing.T) {
	got := lexicon.Neighbours("ceasefire", 8, .55)
	if !slices.ContainsFunc(got, func(n lexicon.Neighbour) bool { return n.Word == "truce" }) {
		t.Errorf("Neighbours(ceasefire) = %v, want truce among them", got)
	}
	if len(got) > 8 || !slices.IsSortedFunc(got, func(a, b lexicon.Neighbour) int {
		if a.Similarity >= b.Similarity {
			return -1
		}
		return 1
	}) {
		t.Errorf("Neighbours(ceasefire) = %v, want at most 8, the nearest first", got)
	}
	if got := lexicon.Neighbours("qqqq", 8, 0); got != nil {
		t.Errorf("Neighbours of no word = %v", got)
	}
}

func TestSynonyms(t *testing.T) {
	if got := lexicon.Synonyms("postpone"); !slices.Contains(got, "defer") {
		t.Errorf("Synonyms(postpone) = %v, want defer among them", got)
	}
	for _, w := range []string{"a", "zymosis", "", "qqqq", "zzzz", "\n"} {
		lexicon.Synonyms(w)
	}
}

func TestBase(t *testing.T) {
	for word, want := range map[string]string{"postponed": "postpone", "planned": "plan", "founded": "found", "parties": "party", "making": "make", "treaty": "treaty", "qqqqs": "qqqqs", "began": "begin", "met": "meet", "written": "write"} {
		if got := lexicon.Base(word); got != want {
			t.Errorf("Base(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestOpposites(t *testing.T) {
	for _, p := range [][2]string{{"increase", "decrease"}, {"loser", "winner"}, {"necessary", "unnecessary"}, {"islamist", "non-islamist"}} {
		if !lexicon.AreOpposites(p[0], p[1]) || !lexicon.AreOpposites(p[1], p[0]) {
			t.Errorf("%v are opposites", p)
		}
	}
	for _, p := range [][2]string{{"increase", "increase"}, {"one", "none"}, {"war", "treaty"}} {
		if lexicon.AreOpposites(p[0], p[1]) {
			t.Errorf("%v are no opposites", p)
		}
	}
}

func BenchmarkSimilarity(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		lexicon.Similarity("ceasefire", "truce")
	}
}

func BenchmarkNeighbours(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		lexicon.Neighbours("ceasefire", 8, .55)
	}
}
