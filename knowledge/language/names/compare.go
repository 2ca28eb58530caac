package names

import "strings"

// Relation tells whether two names can have one bearer.
type Relation uint8

// The relations of two names.
const (
	Different  Relation = iota // they cannot
	Compatible                 // they may: one says less than the other ("Clinton", "Bill Clinton")
	Same                       // they are spellings or forms of one name
)

// String is the relation in one word.
func (r Relation) String() string {
	switch r {
	case Same:
		return "same"
	case Compatible:
		return "compatible"
	}
	return "different"
}

// Compare tells how two names of one kind relate, by the names alone.
func Compare(a, b string, kind Kind) Relation {
	if kind != Person {
		return compareThings(a, b, kind)
	}
	return comparePersons(parsePerson(a), parsePerson(b))
}

// personName is a person's name in comparable parts. All words are keys.
type personName struct {
	words  []string // without titles, particles and suffixes; initials are one letter
	suffix string   // "jr", "sr", …
}

// nameParticles are small words that newspapers keep or drop at will.
var nameParticles = set("al el ul bin binti binte bint ibn ben ibnu abu van von der den de del della di da du la le dos the of and y e st")

func parsePerson(name string) personName {
	var p personName
	raw := strings.Fields(plainWords(name))
	for len(raw) > 1 && honorifics[raw[0]] {
		raw = raw[1:]
	}
	for len(raw) > 1 && suffixes[raw[len(raw)-1]] {
		p.suffix = raw[len(raw)-1]
		raw = raw[:len(raw)-1]
	}
	for i, w := range raw {
		if i == len(raw)-1 || !nameParticles[w] {
			p.words = append(p.words, keyWord(w))
		}
	}
	return p
}

// honorifics are titles that are dropped from the front of a name that somebody
// typed. A word that is a given name as well ("Dean", "Earl") is none.
var honorifics = set(`mr mrs ms miss mx dr prof professor sir lord lady dame gen general lt lieutenant col colonel maj
	capt captain adm admiral sgt sergeant brig brigadier gov governor sen senator rep rev reverend hon
	president premier minister chancellor secretary ambassador congressman congresswoman
	prime vice deputy foreign defense defence king queen pope cardinal archbishop bishop sheikh ayatollah emir sultan`)

func comparePersons(a, b personName) Relation {
	if len(a.words) == 0 || len(b.words) == 0 {
		return Different
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	e := alike()
	if len(a.words) == 1 {
		return e.compareOne(a.words[0], b)
	}
	if generations(a.suffix, b.suffix) {
		return Different
	}
	if strings.Join(a.words, "") == strings.Join(b.words, "") {
		return Same
	}
	if e.turned(a.words, b.words) {
		return Same
	}
	return e.compareFull(a.words, b.words)
}

// generations reports whether two suffixes tell father from son.
func generations(a, b string) bool { return a != "" && b != "" && a != b }

// compareOne compares a single word with a name.
func (e *equivalents) compareOne(w string, b personName) Relation {
	last := b.words[len(b.words)-1]
	if len(b.words) == 1 {
		if e.sameFamily(w, last) {
			return Same
		}
		return Different
	}
	for i, x := range b.words {
		if len(x) > 1 && len(w) > 1 && (e.sameFamily(w, x) || i == 0 && e.sameGiven(w, x)) {
			return Compatible
		}
	}
	return Different
}

// turned reports whether b is a with the family name first.
func (e *equivalents) turned(a, b []string) bool {
	n := len(a)
	if n != len(b) || n > 3 || len(a[0]) == 1 || len(b[0]) == 1 {
		return false
	}
	if !e.sameFamily(a[n-1], b[0]) {
		return false
	}
	for i := range n - 1 {
		if !e.sameGiven(a[i], b[i+1]) {
			return false
		}
	}
	return true
}

// compareFull compares two names of two and more words; a is not the longer one.
func (e *equivalents) compareFull(a, b []string) Relation {
	if !e.sameFamily(a[len(a)-1], b[len(b)-1]) {
		if e.doubleFamily(a, b) {
			return Same
		}
		return Different
	}
	if e.tail(a, b) {
		return Same
	}
	first := e.compareGiven(a[0], b[0])
	if first == Different {
		return Different
	}
	if !e.middles(a[1:len(a)-1], b[1:len(b)-1]) {
		return Different
	}
	return first
}

// compareGiven compares two first words; an initial may stand for a name.
func (e *equivalents) compareGiven(a, b string) Relation {
	switch {
	case e.sameGiven(a, b):
		return Same
	case len(a) == 1 && strings.HasPrefix(b, a), len(b) == 1 && strings.HasPrefix(a, b):
		return Compatible
	}
	return Different
}

// middles reports whether what stands between the first and the last words goes
// together: each middle name of the shorter name must be found in the longer.
func (e *equivalents) middles(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for _, w := range a {
		for i < len(b) && e.compareGiven(w, b[i]) == Different {
			i++
		}
		if i == len(b) {
			return false
		}
		i++
	}
	if len(a) == len(b) || len(a) == 0 {
		return true
	}
	return e.compareGiven(a[0], b[0]) != Different
}

// tail reports whether all of a, at least two words, are the last words of b:
// "Tayyip Erdoğan" in "Recep Tayyip Erdoğan".
func (e *equivalents) tail(a, b []string) bool {
	if len(a) >= len(b) {
		return false
	}
	at := len(b) - len(a)
	for i, w := range a {
		if len(w) == 1 || !e.sameFamily(w, b[at+i]) {
			return false
		}
	}
	return true
}

// doubleFamily reports whether a is b without the second of two family names:
// "Gabriel García", "Gabriel García Márquez".
func (e *equivalents) doubleFamily(a, b []string) bool {
	if len(b) != len(a)+1 || len(a) < 2 || len(b) < 3 {
		return false
	}
	for i, w := range a {
		if len(w) == 1 || !e.sameFamily(w, b[i]) {
			return false
		}
	}
	return true
}
