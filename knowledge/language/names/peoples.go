package names

import "strings"

// peopleEndings turn the name of a country or a region into the word for its
// people: "Brazil" into "Brazilian", "Oltenia" into "Oltenian".
var peopleEndings = []string{"n", "an", "ian", "ese", "ish", "i"}

// leastOfPlace is how many letters the name of a place has at least that a word for
// a people is made from.
const leastOfPlace = 4

// findPeoples takes words that no list knows for words for a people where the
// document names the place that they are made from.
func (s *scan) findPeoples() {
	found := false
	for _, e := range s.cache {
		if e.class&^ending == 0 && s.solo[e.key] && s.isOfPlace(e.key) {
			e.class, found = demonym, true
		}
	}
	for i := range s.tokens {
		if found && s.tokens[i].Upper && s.class[i]&^ending == 0 {
			s.class[i] = s.lookup(s.word(i)).class
		}
	}
}

func (s *scan) isOfPlace(key string) bool {
	for _, e := range peopleEndings {
		base, ok := strings.CutSuffix(key, e)
		if ok && len(base) >= leastOfPlace && s.solo[base] && s.lex.words[base]&(given|surname|common) == 0 {
			return true
		}
	}
	return false
}
