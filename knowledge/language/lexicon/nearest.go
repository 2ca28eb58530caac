package lexicon

import (
	"cmp"
	"slices"
)

// Neighbour is a word near another, and how near.
type Neighbour struct {
	Word       string
	Similarity float64
}

// Neighbours returns the words nearest to a word, the nearest first: at most
// limit, and none that is less similar than least. It compares the word with all
// others, which takes some milliseconds.
func Neighbours(word string, limit int, least float64) []Neighbour {
	v := loaded()
	i := v.find(word)
	if i < 0 {
		return nil
	}
	var out []Neighbour
	for j := range v.starts {
		if j == i {
			continue
		}
		if s := v.cosine(i, j); s >= least {
			out = append(out, Neighbour{v.word(j), s})
		}
	}
	slices.SortFunc(out, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Word, b.Word))
	})
	return out[:min(len(out), limit)]
}
