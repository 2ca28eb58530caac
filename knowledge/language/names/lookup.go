package names

import (
	"slices"
	"sort"
	"strings"
)

// Outcome tells how a query was understood.
type Outcome uint8

// The outcomes of a query.
const (
	Unknown   Outcome = iota // nobody and nothing; Match.Nearest has the nearest names
	Found                    // one entity, by its name
	Ambiguous                // several; Match.Candidates has them
	Misspelt                 // one entity whose name is nearly what was typed
	ByRole                   // one entity, by a role it has in the texts
)

// Match is the answer to a query.
type Match struct {
	Outcome    Outcome
	Entity     *Entity   // of Found, Misspelt and ByRole
	Candidates []*Entity // of Ambiguous, the most mentioned first
	Typed, As  string    // where the name was not typed as the texts write it: what was typed, and what it was taken for
	Nearest    []string  // of Unknown: the nearest names, best first
}

const (
	maxCandidates = 12
	maxNearest    = 5
)

// Lookup finds what a query names. It takes half a name, another alphabet or
// spelling, lower case, an acronym, a role ("the army chief"), and a slip or two. In
// quotation marks it takes only what the texts write so.
func (c *Catalogue) Lookup(query string) Match {
	m := c.lookup(query)
	if m.As == "" || !isQuoted(query) {
		return m
	}
	nearest := m.Candidates
	if m.Entity != nil {
		nearest = []*Entity{m.Entity}
	}
	out := Match{Outcome: Unknown}
	for _, e := range nearest[:min(len(nearest), maxNearest)] {
		out.Nearest = append(out.Nearest, e.Name)
	}
	return out
}

// isQuoted reports whether a query stands in quotation marks.
func isQuoted(query string) bool {
	r := []rune(strings.TrimSpace(query))
	return len(r) > 2 && strings.ContainsRune("\"“„«", r[0]) && strings.ContainsRune("\"”“»", r[len(r)-1])
}

func (c *Catalogue) lookup(query string) Match {
	x := c.index()
	q := strings.TrimSpace(strings.Trim(strings.TrimSpace(query), "?!.,;:\"“”„«»"))
	if q == "" || len(x.entities) == 0 {
		return Match{}
	}
	if ids := x.byName(q); len(ids) > 0 {
		return x.spelling(q, x.match(q, ids))
	}
	if m, ok := x.namedAs(q); ok {
		return m
	}
	if m, ok := x.byRole(q); ok {
		return m
	}
	name := withoutTitle(q)
	if ids := x.byName(name); len(ids) > 0 {
		return x.spelling(name, x.match(name, ids))
	}
	if m, ok := x.misspelt(name); ok {
		return m
	}
	return Match{Outcome: Unknown, Nearest: x.nearest(q)}
}

// byName returns the entities that have the query as a name or as words of one.
func (x *index) byName(q string) []int {
	if ids := merge(x.exact["="+thingKey(q)], x.exact[Key(q)]); len(ids) > 0 {
		return x.withSurname(q, ids)
	}
	if form := strings.ToLower(strings.ReplaceAll(q, ".", "")); !strings.Contains(form, " ") && len(form) > 2 {
		if ids := x.byForm[form]; len(ids) > 0 {
			return ids
		}
	}
	return x.byWords(keysOf(q))
}

// withSurname adds to those that are called just so the persons who have the
// query as their surname.
func (x *index) withSurname(q string, ids []int) []int {
	words := keysOf(q)
	if len(words) != 1 {
		return ids
	}
	for _, id := range ids {
		if x.entities[id].Kind != Person {
			return ids
		}
	}
	out := ids
	for _, id := range x.wordIDs(words[0]) {
		e := x.entities[id]
		if e.Kind == Person && hasSurname(e, words[0]) {
			out = merge(out, []int{id})
		}
	}
	return out
}

// hasSurname reports whether a word, as a key, is the family name of a person: the
// last word of the name, or the first where the family name stands first. Of a
// double name it is not.
func hasSurname(e *Entity, word string) bool {
	words := parsePerson(e.Name).words
	n := len(words)
	if n < 2 || strings.ContainsAny(e.Name, "-‑") && words[n-1] != word {
		return false
	}
	return alike().sameFamily(words[n-1], word) && !strings.Contains(lastWord(e.Name), "-") || alike().sameFamily(words[0], word) && clanName(words[0])
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

func clanName(word string) bool { return lists().words[word]&clan != 0 }

func keysOf(q string) []string {
	var out []string
	for _, w := range strings.Fields(plainWords(q)) {
		if !nameParticles[w] || len(w) > 3 {
			out = append(out, keyWord(w))
		}
	}
	return out
}

// byWords returns the entities that have all the words in one of their names.
func (x *index) byWords(words []string) []int {
	if len(words) == 0 {
		return nil
	}
	var out []int
	for i, w := range words {
		ids := x.wordIDs(w)
		if i == 0 {
			out = ids
		} else {
			out = both(out, ids)
		}
	}
	if len(out) > 0 || len(words) < 2 {
		return out
	}
	// the first name may be written otherwise
	last := words[len(words)-1]
	for _, id := range x.wordIDs(last) {
		e := x.entities[id]
		if e.Kind == Person && comparePersons(personName{words: words}, parsePerson(e.Name)) != Different {
			out = append(out, id)
		}
	}
	return out
}

func (x *index) wordIDs(key string) []int { return find(x.words, key) }

func find(list []indexed, word string) []int {
	i := sort.Search(len(list), func(i int) bool { return list[i].word >= word })
	if i < len(list) && list[i].word == word {
		return list[i].ids
	}
	return nil
}

// match makes an answer of the entities found. One that bears just that name goes
// before those that have it among others.
func (x *index) match(q string, ids []int) Match {
	if written := x.asWritten(q, ids); len(written) > 0 {
		ids = written
	}
	if len(ids) == 1 {
		return Match{Outcome: Found, Entity: x.entities[ids[0]]}
	}
	if only, ok := x.onlyFull(q, ids); ok {
		return Match{Outcome: Found, Entity: x.entities[only]}
	}
	m := Match{Outcome: Ambiguous}
	for _, id := range ids[:min(len(ids), maxCandidates)] {
		m.Candidates = append(m.Candidates, x.entities[id])
	}
	return m
}

// asWritten returns those of the entities that have all words of the query just as
// they were typed, accents and case apart.
func (x *index) asWritten(q string, ids []int) []int {
	for _, w := range strings.Fields(plainWords(q)) {
		if !nameParticles[w] {
			ids = both(ids, find(x.written, w))
		}
	}
	return ids
}

// onlyFull returns the one entity whose own name is the query, where the query is
// no mere surname.
func (x *index) onlyFull(q string, ids []int) (int, bool) {
	key, thing := Key(q), thingKey(q)
	found := -1
	for _, id := range ids {
		e := x.entities[id]
		if e.Kind == Person && !strings.Contains(key, " ") {
			continue
		}
		if Key(e.Name) != key && (e.Kind == Person || thingKey(e.Name) != thing && !x.called(e, thing)) {
			continue
		}
		if found >= 0 {
			return 0, false
		}
		found = id
	}
	return found, found >= 0
}

func (x *index) called(e *Entity, thing string) bool {
	for _, v := range x.namesOf(e, Aliases{}) {
		if thingKey(v) == thing {
			return true
		}
	}
	return false
}

// withoutTitle takes titles off the front of what was typed.
func withoutTitle(q string) string {
	words := strings.Fields(q)
	for len(words) > 1 && (honorifics[fold(words[0])] || fold(words[0]) == "the") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// namedAs reads "Ann Lee, the mayor": of those who have the name, the one with the
// role.
func (x *index) namedAs(q string) (Match, bool) {
	name, role, found := strings.Cut(q, ",")
	if !found {
		return Match{}, false
	}
	wanted := roleWords(role)
	var ids []int
	for _, id := range x.byName(strings.TrimSpace(name)) {
		if len(wanted) > 0 && slices.ContainsFunc(x.entities[id].Roles, func(r string) bool { return holds(roleWords(r), wanted) }) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return Match{}, false
	}
	return x.match(name, ids), true
}

// byRole finds who has a role: every word of the query that is not small must
// stand in one role of the entity.
func (x *index) byRole(q string) (Match, bool) {
	words := roleWords(q)
	if len(words) == 0 || !namesRole(q) {
		return Match{}, false
	}
	counts := map[int]int{}
	for _, w := range words {
		for _, id := range x.roles[w] {
			counts[id]++
		}
	}
	type hit struct{ id, times int }
	var hits []hit
	for id, n := range counts {
		if n < len(words) {
			continue
		}
		times := 0
		for _, role := range x.entities[id].Roles {
			if holds(roleWords(role), words) {
				times++
			}
		}
		if times > 0 {
			hits = append(hits, hit{id, times})
		}
	}
	if len(hits) == 0 {
		return Match{}, false
	}
	sort.Slice(hits, func(i, j int) bool { return hits[i].id < hits[j].id })
	if len(hits) == 1 {
		return Match{Outcome: ByRole, Entity: x.entities[hits[0].id]}, true
	}
	m := Match{Outcome: Ambiguous}
	for _, h := range hits[:min(len(hits), maxCandidates)] {
		m.Candidates = append(m.Candidates, x.entities[h.id])
	}
	return m, true
}

// namesRole reports whether a query has a word for a role in it.
func namesRole(q string) bool {
	words := lists().words
	for _, w := range strings.Fields(plainWords(q)) {
		if words[w]&(role|title) != 0 || words[strings.TrimSuffix(w, "s")]&role != 0 {
			return true
		}
	}
	return false
}

func holds(all, some []string) bool {
	for _, w := range some {
		found := false
		for _, v := range all {
			if v == w {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// merge joins two ascending lists.
func merge(a, b []int) []int {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	out := append(append(make([]int, 0, len(a)+len(b)), a...), b...)
	sort.Ints(out)
	n := 1
	for i := 1; i < len(out); i++ {
		if out[i] != out[n-1] {
			out[n] = out[i]
			n++
		}
	}
	return out[:n]
}

// both returns what is in two ascending lists.
func both(a, b []int) []int {
	var out []int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, a[i])
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return out
}
