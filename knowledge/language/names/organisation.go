package names

import (
	"slices"
	"strings"

	"attache/knowledge/language"
)

// scoreOrganisation weighs the atoms from..to of r as an organisation's name.
func (s *scan) scoreOrganisation(r *run, from, to int) (float32, bool) {
	atoms := r.atoms[from:to]
	n := len(atoms)
	score, ok := s.organisationShape(r, atoms)
	if team := s.team(r, from, to); team > 0 {
		score, ok = team, true
	}
	if !ok {
		return 0, false
	}
	if n == 1 && from > 0 && r.atoms[from-1].class&given != 0 && atoms[0].class&orgHead == 0 {
		score -= 2.6 // "Tom Lehman"
	}
	if from == 0 && r.from > s.text.Sentences[r.sentence].From {
		switch word := s.word(r.from - 1); {
		case s.class[r.from-1]&before != 0 && !s.tokens[r.from-1].Upper:
			score += 2.6
		case r.to < len(s.tokens) && s.class[r.to]&behind != 0 && to == len(r.atoms) && (word == "the" || word == "The" || word == "an" || word == "a"):
			score += 2.4
		case word == ":" && r.from > 1 && sources[s.word(r.from-2)] && atoms[0].class&common == 0:
			score += 2.4
		case word == "the" || word == "The":
			score += 0.6
		case s.class[r.from-1]&localPrep != 0 && n == 1:
			score -= 0.3
		}
	}
	if from == 0 && to == len(r.atoms) {
		score += r.body
	}
	switch f := s.family[s.joinKeys(atoms)]; {
	case f.person >= bracketed && n == 1:
		score -= 3
	case f.organisation >= bracketed:
		score += 4
	case f.organisation > 0:
		score += 2.5
	}
	if r.style == titled || r.style == shouted {
		score -= 0.5
	}
	return score, true
}

// team weighs the name of a town as that of a team, which reports on sports call so:
// "CHICAGO 97 Miami 91", "beat Coventry 2-1", "Wigan wing Jason Smith". Countries
// stay places.
func (s *scan) team(r *run, from, to int) float32 {
	if !s.sports || from > 0 || to < len(r.atoms) && r.style == shouted || s.dateline(r) {
		return 0
	}
	atoms := r.atoms[:to]
	if !s.placed(atoms) || s.isCountry(atoms) {
		return 0
	}
	sent := &s.text.Sentences[r.sentence]
	var score float32
	if i := r.from - 1; i >= sent.From && !s.tokens[i].Upper && (s.class[i]&sport != 0 || opposing[s.word(i)]) {
		score += 3
	}
	if i := atoms[to-1].to; i < sent.To {
		lower := !s.tokens[i].Upper && s.tokens[i].Kind == language.Word
		switch {
		case r.style == table && s.tokens[i].Kind == language.Number && s.tokens[i].Len() < 4:
			score += 3.5
		case lower && s.class[i]&(role|sport) != 0 && s.class[i]&say == 0:
			score += 3
		}
	}
	if score > 0 && len(atoms) > 1 {
		score += 1.9
	}
	return score
}

// opposing are words that a team follows, as the one that was played against.
var opposing = set("against over v vs versus")

func (s *scan) isCountry(atoms []atom) bool {
	if len(atoms) == 1 {
		return atoms[0].class&country != 0
	}
	return countries[s.joinKeys(atoms)]
}

// countries are those of several words.
var countries = setOf("sri lanka", "new zealand", "south africa", "south korea", "north korea", "saudi arabia", "costa rica", "czech republic",
	"ivory coast", "hong kong", "el salvador", "west indies", "united states", "northern ireland", "burkina faso", "sierra leone",
	"equatorial guinea", "papua new guinea", "dominican republic", "united arab emirates", "soviet union", "san marino", "puerto rico",
	"great britain", "united kingdom", "trinidad and tobago", "bosnia and herzegovina", "cape verde", "faroe islands")

// sources are words that a list of publishers follows.
var sources = set("Source Sources source sources by By Via via")

func (s *scan) organisationShape(r *run, atoms []atom) (float32, bool) {
	n := len(atoms)
	first, last := &atoms[0], &atoms[n-1]
	if n == 1 {
		a := first
		switch {
		case a.initial || a.class&stop != 0 && a.class&org == 0:
			return 0, false
		case a.class&org != 0 && a.class&(common|given|surname|town) != 0:
			if a.class&common != 0 && a.class&orgHead == 0 && r.start && a.start == r.atoms[0].start {
				return -0.4, true
			}
			return 1.2, true
		case a.class&org != 0:
			return 2.6, true
		case a.caps && r.style != shouted && r.style != titled && len(a.key) >= 2 && len(a.key) <= 6 && a.class&(common|title|demonym|place) == 0:
			return 0.9, true
		case a.class&(orgHead|title|role|demonym|event) != 0:
			return 0, false
		}
		return -1.6, true
	}
	if c := s.phrase(atoms); c&org != 0 && c&place == 0 {
		return 1.8 * float32(n), true
	}
	if first.class&stop != 0 && (n < 3 || !s.placed(atoms[:2])) || r.style == shouted && last.class&stop != 0 {
		return 0, false
	}
	if n <= 3 && r.style != shouted && (isClub(first) || isClub(last)) && !linked(atoms) {
		return 2.3 * float32(n), true // "FC Lindhaven", "Arsenal FC"
	}
	if s.sports && n <= 3 && s.placed(atoms[:n-1]) && plural(last) {
		return 2.3 * float32(n), true // "Bradford Bulls"
	}
	if n <= 3 && last.class&org != 0 && last.class&orgHead == 0 && s.placed(atoms[:n-1]) {
		return 2.3 * float32(n), true // "New York Mets"
	}
	heads, ands, caps := 0, 0, 0
	for i := range atoms {
		a := &atoms[i]
		switch {
		case a.link == ofLink && atoms[i-1].class&orgHead == 0:
			return 0, false
		case a.link == andLink:
			if s.word(a.from) != "&" && (atoms[i-1].class&common == 0 || atoms[i+1].class&common == 0) {
				return 0, false // "Sberbank and Gazprom Bank" are two
			}
			ands++
		case a.link != noLink:
		case a.initial:
			return 0, false
		default:
			caps++
		}
		if a.class&orgHead != 0 {
			heads++
		}
	}
	switch {
	case ands > 0 && (ands > 1 || last.class&orgHead == 0 || s.class[atoms[0].from]&given != 0):
		if ands == 1 && n == 3 && r.atoms[0].class&common == 0 && s.word(atoms[1].from) == "&" {
			return 2.2, true
		}
		if ands > 1 || first.class&orgHead == 0 || n < 5 {
			return 0, false
		}
		return 0.7 * float32(caps), true
	case last.class&orgHead != 0:
		score := 1.05 * float32(caps)
		if r.style == shouted && ordinary(atoms) {
			score -= 3 // "RUGBY LEAGUE"
		}
		if !first.caps && n > 2 && s.placed(atoms[:1]) || n > 2 && s.phrase(atoms[:2])&place != 0 || n == 2 && last.key == "embassy" {
			score += 3.2 // "New York Stock Exchange"
		}
		if s.family[first.key].person > 0 && first.class&common == 0 || r.style == titled {
			score -= 1.6
		}
		if atoms[1].link == ofLink && first.class&(orgHead|title) == 0 {
			return 0, false
		}
		if first.class&(title|role) != 0 && first.class&titleMod == 0 {
			score -= 1.5
		}
		return score, true
	case first.class&orgHead != 0 && atoms[1].link == ofLink:
		return 0.9*float32(caps) + 0.3*float32(n-caps) + placeWithin(last), true
	case n >= 4 && atoms[1].class&orgHead != 0 && atoms[2].link == ofLink: // "National Bank of Greece"
		return 0.9*float32(caps) + 0.3*float32(n-caps) + placeWithin(last), true
	case heads > 0:
		return 0, false
	}
	for i := range atoms {
		if atoms[i].link != noLink || atoms[i].class&(title|role|event|geo|demonym|given) != 0 {
			return 0, false
		}
	}
	if n > 3 {
		return 0, false
	}
	return -1.1, true
}

// clubs are the letters that sports clubs have before or behind the name of their town.
var clubs = setOf("fc", "afc", "cf", "ac", "sc", "sv", "fk", "nk", "bk", "ifk", "bsc", "tsv", "vfb", "vfl", "ssc", "ud", "rc", "sk", "hc", "bc", "rfc", "cfc")

func isClub(a *atom) bool { return clubs[a.key] && (a.caps || strings.HasPrefix(a.key, "vf")) } // "VfB"

// linked reports whether a small word joins atoms.
func linked(atoms []atom) bool {
	return slices.ContainsFunc(atoms, func(a atom) bool { return a.link != noLink })
}

// plural reports whether a word can be what a team calls itself: "Bulls",
// "Indians".
func plural(a *atom) bool {
	return !a.caps && a.class&(common|demonym) != 0 && a.class&(given|event|geo|title|role) == 0 && len(a.key) > 3 && a.key[len(a.key)-1] == 's'
}

// placeWithin makes up for the place that is not counted by itself when it ends an
// organisation's name.
func placeWithin(last *atom) float32 {
	if last.class&(place|town) != 0 {
		return 2.2
	}
	return 0
}

// placed reports whether atoms are the name of a place.
func (s *scan) placed(atoms []atom) bool {
	if len(atoms) == 1 {
		return atoms[0].class&(place|town) != 0
	}
	return s.phrase(atoms)&(place|town) != 0
}

func (s *scan) joinKeys(atoms []atom) string {
	if len(atoms) == 1 {
		return atoms[0].key
	}
	n := 0
	for i := range atoms {
		n += len(atoms[i].key) + 1
	}
	b := make([]byte, 0, n)
	for i := range atoms {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, atoms[i].key...)
	}
	return string(b)
}
