package knowledge

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// gist is what decides whether two texts say the same in nearly the same words.
type gist struct {
	words map[string]bool // folded; "not" for whatever negates
	named []string        // keys of the words that are written as names
}

// gistOf reads a text by itself.
func gistOf(text string) gist {
	var s gist
	for i, t := range language.Tokenize(text) {
		if t.Kind == language.Word || t.Kind == language.Number {
			s.add(i, t, t.In(text), language.FoldString(t.In(text)), language.FoldString(t.In(text)))
		}
	}
	return s
}

// gistIn reads a span of a text that is made ready for search, by the terms that
// the index has for its words.
func gistIn(text *readable, span Span) gist {
	var s gist
	from := text.TokenAt(span.Start)
	for i, t := range text.TokensIn(span) {
		s.add(i, t, t.In(text.Raw), text.low[from+i], text.terms[from+i])
	}
	return s
}

// add takes in the i-th token of the text: as written, folded, and as the word that it
// counts as, which is empty where it counts for nothing.
func (s *gist) add(i int, t language.Token, written, low, word string) {
	switch {
	case negations[low]:
		word = "not"
	case strings.ContainsAny(low, "0123456789"):
		word = low // "F-16" and "F16" apart from "F-35"
	case word == "":
		return
	case t.Kind == language.Word && t.Upper && i > 0:
		s.named = append(s.named, names.Key(written))
	}
	if s.words == nil {
		s.words = map[string]bool{}
	}
	s.words[word] = true
}

// repeats reports whether at least this share of the words of the two is the same. A
// number or a "not" that one has alone makes another statement of it, and so do names
// of which each has one that the other has not.
func (s gist) repeats(o gist, least float64) bool {
	if len(s.words) == 0 || float64(min(len(s.words), len(o.words))) < least*float64(max(len(s.words), len(o.words))) {
		return false
	}
	both := 0
	for w := range s.words {
		if o.words[w] {
			both++
		}
	}
	return float64(both) >= least*float64(len(s.words)+len(o.words)-both) &&
		!s.decidesAgainst(o) && !o.decidesAgainst(s) && !(s.namesBeyond(o) && o.namesBeyond(s))
}

// decidesAgainst reports whether s has a number or a negation that o has not.
func (s gist) decidesAgainst(o gist) bool {
	for w := range s.words {
		if !o.words[w] && (w == "not" || numberWords[w] != "" || strings.ContainsAny(w, "0123456789")) {
			return true
		}
	}
	return false
}

// namesBeyond reports whether s has a name that o has not.
func (s gist) namesBeyond(o gist) bool {
	return slices.ContainsFunc(s.named, func(key string) bool {
		return !slices.Contains(o.named, key) && !o.words[key]
	})
}

// gists are statements among which those that a new one repeats are found without
// comparing it with each.
type gists struct {
	least float64 // the share of their words that is the same in two
	all   []gist
	by    map[string][]int // a word → the statements that are found by it, in order
}

// add takes a statement in.
func (g *gists) add(s gist) {
	if g.by == nil {
		g.by = map[string][]int{}
	}
	for _, w := range g.found(s) {
		g.by[w] = append(g.by[w], len(g.all))
	}
	g.all = append(g.all, s)
}

// find returns the index of the first statement that s repeats, -1 where it repeats
// none.
func (g *gists) find(s gist) int {
	first := -1
	for _, w := range g.found(s) {
		for _, i := range g.by[w] {
			if first >= 0 && i >= first {
				break
			}
			if g.all[i].repeats(s, g.least) {
				first = i
				break
			}
		}
	}
	return first
}

// found are the words that a statement is found by. Of two that have this share of
// their words in common, at least one of so many that come first in any order is in
// both; the long ones come first, since few statements have them.
func (g *gists) found(s gist) []string {
	words := slices.SortedFunc(maps.Keys(s.words), func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return words[:min(len(words), len(words)-int(math.Ceil(g.least*float64(len(words))))+1)]
}
