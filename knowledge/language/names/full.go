package names

import (
	"maps"
	"slices"
	"strings"
)

// splitName returns the folded words of a name, without suffixes such as "Jr".
func splitName(name string) []string {
	words := strings.Fields(fold(apart.Replace(nominatives(name))))
	for len(words) > 1 && suffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// apart puts spaces where the words of a name are divided otherwise.
var apart = strings.NewReplacer(".", " ", "-", " ", "\u2011", " ", "\u2010", " ")

var suffixes = set("jr sr ii iii iv")

// fullName is a person's name of several words, and where a document has it.
type fullName struct {
	name        string
	words       []string
	first, last int  // mentions; last is the last one that was passed, -1 before the first
	kin         bool // it is introduced as that of a relative: "his brother, Ann Lee"
}

// fill gives each mention the fullest form that the document has for its bearer:
// the latest full name before it, else the first one behind it.
func (s *scan) fill(mentions []Mention) {
	words := map[string][]string{} // of each person's name
	full := map[string]*fullName{}
	byWord := map[string][]*fullName{} // by the first and the last word
	inner := map[string][]*fullName{}  // by the words between, which may be the first of two family names
	for i := range mentions {
		m := &mentions[i]
		m.Full = m.Name
		if m.Kind != Person || m.Doubtful || words[m.Name] != nil {
			continue
		}
		w := splitName(m.Name)
		words[m.Name] = w
		if len(w) < 2 {
			continue
		}
		f := &fullName{name: m.Name, words: w, first: i, last: -1, kin: s.isKin(m.Start)}
		full[m.Name] = f
		byWord[w[0]] = append(byWord[w[0]], f)
		byWord[w[len(w)-1]] = append(byWord[w[len(w)-1]], f)
		for _, word := range w[1 : len(w)-1] {
			inner[word] = append(inner[word], f)
		}
	}
	for i := range mentions {
		m := &mentions[i]
		if w := words[m.Name]; m.Kind == Person && !m.Doubtful && len(w) > 0 {
			f := fullest(byWord[w[len(w)-1]], w)
			if f == nil && len(w) == 1 {
				f = fullest(inner[w[0]], w)
			}
			if man, ok := masculine(w[len(w)-1]); f == nil && ok && len(w) == 1 && !ascii(m.Name) {
				f = fullest(byWord[man], []string{man})
			}
			if f != nil {
				m.Full = f.name
			}
			if f := full[m.Name]; f != nil {
				f.last = i
			}
			if m.Full == m.Name && isAcronym(m.Name) {
				m.Full = spelledOut(m.Name, slices.Sorted(maps.Keys(full)))
			}
		}
	}
	s.fillOrganisations(mentions)
}

// kin are words for relatives, who have the family name of somebody else.
var kin = set("brother sister son daughter wife husband father mother uncle aunt cousin nephew niece widow twin grandson granddaughter")

// isKin reports whether a name is introduced as that of a relative: "his brother,
// Senator Ann Lee".
func (s *scan) isKin(at int) bool {
	i := s.text.TokenAt(at) - 1
	for n := 0; i > 0 && n < 3 && (s.tokens[i].Upper && s.class[i]&title != 0 || s.punct(i, ",") || s.punct(i, ".")); n++ {
		i--
	}
	return i >= 0 && kin[s.word(i)]
}

// fullest chooses among full names the one that a name of the given words is short
// for, at the place up to which the document was read; nil if there is none.
func fullest(all []*fullName, words []string) *fullName {
	var best *fullName
	for _, f := range all {
		if len(f.words) <= len(words) || !extends(f.words, words) || f.kin && f.last < 0 {
			continue
		}
		switch {
		case best == nil,
			f.last > best.last,
			f.last < 0 && best.last < 0 && f.first < best.first:
			best = f
		}
	}
	return best
}

// fillOrganisations gives acronyms the name that they stand for in the document,
// and a short name the one with its legal form.
func (s *scan) fillOrganisations(mentions []Mention) {
	long := map[string]bool{}
	for i := range mentions {
		if m := &mentions[i]; m.Kind == Organisation && strings.Contains(m.Name, " ") {
			long[m.Name] = true
		}
	}
	names := slices.Sorted(maps.Keys(long))
	done := map[string]string{}
	for i := range mentions {
		m := &mentions[i]
		if m.Kind != Organisation || len(names) == 0 {
			continue
		}
		full, ok := done[m.Name]
		if !ok {
			if full = spelledOut(m.Name, names); full == m.Name && long[s.short[m.Name]] {
				full = s.short[m.Name]
			}
			done[m.Name] = full
		}
		m.Full = full
	}
}

// spelledOut is the one of the sorted names that name is short for, name
// itself where there is none.
func spelledOut(name string, names []string) string {
	if isAcronym(name) {
		for _, long := range names {
			if abbreviates(name, long) {
				return long
			}
		}
		return name
	}
	at, _ := slices.BinarySearch(names, name+" ")
	for ; at < len(names) && strings.HasPrefix(names[at], name+" "); at++ {
		if thingKey(names[at]) == thingKey(name) {
			return names[at]
		}
	}
	return name
}

// extends reports whether the words of a full name hold those of a shorter one,
// in order; an initial stands for its word.
func extends(full, short []string) bool {
	i := 0
	for _, w := range short {
		for i < len(full) && full[i] != w && !(len(w) == 1 && strings.HasPrefix(full[i], w)) {
			i++
		}
		if i == len(full) {
			return false
		}
		i++
	}
	return true
}
