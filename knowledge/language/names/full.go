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

// fill gives each mention the fullest form that the document has for its bearer:
// the latest full name before it, else the first one behind it.
func (s *scan) fill(mentions []Mention) {
	type introduced struct {
		at   int
		name string
		len  int
	}
	full := map[string][]introduced{}
	for i := range mentions {
		m := &mentions[i]
		m.Full = m.Name
		if m.Kind != Person {
			continue
		}
		words := splitName(m.Name)
		if len(words) < 2 {
			continue
		}
		last := words[len(words)-1]
		full[last] = append(full[last], introduced{i, m.Name, len(words)})
		full[words[0]] = append(full[words[0]], introduced{i, m.Name, len(words)})
	}
	s.fillOrganisations(mentions)
	for i := range mentions {
		m := &mentions[i]
		if m.Kind != Person {
			continue
		}
		words := splitName(m.Name)
		if len(words) == 0 {
			continue
		}
		best := ""
		for _, c := range full[words[len(words)-1]] {
			if c.len <= len(words) || !extends(splitName(c.name), words) {
				continue
			}
			if c.at < i || best == "" {
				best = c.name
			}
			if c.at > i {
				break
			}
		}
		if best != "" {
			m.Full = best
		}
	}
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
			full = fullOrganisation(m.Name, names)
			done[m.Name] = full
		}
		m.Full = full
	}
}

// fullOrganisation is the one of the sorted names that name is short for, name
// itself where there is none.
func fullOrganisation(name string, names []string) string {
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
