package names

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// groups joins bearers that are one, by union and find.
type groups struct {
	bearers []*bearer
	parent  []int
	list    [][]int         // the members of each root
	apart   map[[2]int]bool // bearers that the keeper of the dossier keeps apart
}

// newGroups puts together what the keeper of the dossier says is one: that comes
// first, so that nothing that is worked out can stand in its way.
func newGroups(bearers []*bearer, a Aliases) *groups {
	g := &groups{bearers: bearers, parent: make([]int, len(bearers)), list: make([][]int, len(bearers)), apart: map[[2]int]bool{}}
	byName := map[string][]int{}
	for i, b := range bearers {
		g.parent[i] = i
		g.list[i] = []int{i}
		byName[fold(b.name)] = append(byName[fold(b.name)], i)
	}
	for _, pair := range a.Different {
		for _, x := range byName[fold(pair[0])] {
			for _, y := range byName[fold(pair[1])] {
				g.apart[[2]int{min(x, y), max(x, y)}] = true
			}
		}
	}
	for _, same := range a.Same {
		var first = -1
		for _, name := range same {
			for _, x := range byName[fold(name)] {
				if first < 0 {
					first = x
				} else if bearers[first].kind == bearers[x].kind {
					g.union(first, x)
				}
			}
		}
	}
	return g
}

func (g *groups) find(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) union(i, j int) {
	a, b := g.find(i), g.find(j)
	if a == b {
		return
	}
	if a > b {
		a, b = b, a
	}
	g.parent[b] = a
	g.list[a] = append(g.list[a], g.list[b]...)
	g.list[b] = nil
}

// allowed reports whether two groups may be joined: none of the one's names may
// conflict with one of the other's.
func (g *groups) allowed(i, j int) bool {
	for _, x := range g.list[g.find(i)] {
		for _, y := range g.list[g.find(j)] {
			if g.apart[[2]int{min(x, y), max(x, y)}] {
				return false
			}
			if g.bearers[x].kind == Person && comparePersons(g.bearers[x].person, g.bearers[y].person) == Different {
				return false
			}
		}
	}
	return true
}

// joinPersons joins the full names that are spellings or forms of one. Names are
// compared only where they share a word.
func (g *groups) joinPersons() {
	e := alike()
	blocks := map[string][]int{}
	for i, b := range g.bearers {
		if b.kind != Person || len(b.person.words) < 2 {
			continue
		}
		for n, w := range b.person.words {
			if n > 0 || !commonGiven(w) { // a family name can stand first
				blocks[e.familyKey(w)] = append(blocks[e.familyKey(w)], i)
			}
		}
	}
	// surer pairs first, so that a form that fits two persons goes to the nearer
	type pair struct{ i, j, rank int }
	var pairs []pair
	seen := map[[2]int]bool{}
	for _, block := range blocks {
		for n, i := range block {
			for _, j := range block[n+1:] {
				k := [2]int{min(i, j), max(i, j)}
				if i == j || seen[k] {
					continue
				}
				seen[k] = true
				a, b := g.bearers[i].person, g.bearers[j].person
				switch comparePersons(a, b) {
				case Same:
					pairs = append(pairs, pair{k[0], k[1], abs(len(a.words) - len(b.words))})
				case Compatible:
					pairs = append(pairs, pair{k[0], k[1], 10})
				}
			}
		}
	}
	sort.Slice(pairs, func(x, y int) bool {
		a, b := pairs[x], pairs[y]
		if a.rank != b.rank {
			return a.rank < b.rank
		}
		if a.i != b.i {
			return a.i < b.i
		}
		return a.j < b.j
	})
	fits := map[int]map[int]bool{} // an initial's name → the groups that it fits
	for _, p := range pairs {
		if p.rank == 10 {
			continue
		}
		if g.find(p.i) != g.find(p.j) && g.allowed(p.i, p.j) {
			g.union(p.i, p.j)
		}
	}
	for _, p := range pairs {
		if p.rank != 10 {
			continue
		}
		for _, x := range [][2]int{{p.i, p.j}, {p.j, p.i}} {
			if g.initials(x[0]) {
				if fits[x[0]] == nil {
					fits[x[0]] = map[int]bool{}
				}
				fits[x[0]][g.find(x[1])] = true
			}
		}
	}
	g.joinOnly(fits)
}

// initials reports whether a bearer's first word is an initial.
func (g *groups) initials(i int) bool { return len(g.bearers[i].person.words[0]) == 1 }

// joinOnly joins the names that fit exactly one group to it.
func (g *groups) joinOnly(fits map[int]map[int]bool) {
	order := make([]int, 0, len(fits))
	for i := range fits {
		order = append(order, i)
	}
	sort.Ints(order)
	for _, i := range order {
		roots := map[int]bool{}
		for r := range fits[i] {
			roots[g.find(r)] = true
		}
		delete(roots, g.find(i))
		if len(roots) != 1 {
			continue
		}
		for r := range roots {
			if g.allowed(i, r) {
				g.union(i, r)
			}
		}
	}
}

// joinThings joins the organisations and places that have one name.
func (g *groups) joinThings() {
	known := sameThings()
	first := map[string]int{}
	var acronyms []int
	long := map[string][]int{} // first letters → organisations
	for i, b := range g.bearers {
		if b.kind == Person {
			continue
		}
		keys := []string{b.kind.String() + b.thing, b.kind.String() + "~" + Key(b.thing)}
		if n, ok := known.group[b.kind][b.thing]; ok {
			keys = append(keys, b.kind.String()+"="+strconv.Itoa(n))
		}
		for _, k := range keys {
			if j, ok := first[k]; !ok {
				first[k] = i
			} else if g.allowed(i, j) {
				g.union(i, j)
			}
		}
		if b.kind == Organisation {
			if len(b.name) <= 7 {
				acronyms = append(acronyms, i)
			} else {
				long[b.thing[:min(1, len(b.thing))]] = append(long[b.thing[:min(1, len(b.thing))]], i)
			}
		}
	}
	fits := map[int]map[int]bool{}
	for _, i := range acronyms {
		b := g.bearers[i]
		for _, j := range long[b.thing[:min(1, len(b.thing))]] {
			if abbreviates(b.name, g.bearers[j].name) {
				if fits[i] == nil {
					fits[i] = map[int]bool{}
				}
				fits[i][g.find(j)] = true
			}
		}
	}
	g.joinOnly(fits)
}

// joinSurnames joins a surname that no document gives a first name for to the one
// person of the dossier who has it. Two persons with it leave it alone.
func (g *groups) joinSurnames() {
	e := alike()
	byWord := map[string][]int{}
	inner := map[string][]int{} // by the first of two family names
	for i, b := range g.bearers {
		if n := len(b.person.words); b.kind == Person && n > 1 {
			w := e.familyKey(b.person.words[n-1])
			byWord[w] = append(byWord[w], i)
			for _, word := range b.person.words[1 : n-1] {
				if len(word) > 2 && (!commonGiven(word) || hyphenated(b.name, word)) {
					inner[e.familyKey(word)] = append(inner[e.familyKey(word)], i)
				}
			}
			if n == 2 && len(b.person.words[0]) > 1 && !commonGiven(b.person.words[0]) { // family name first
				byWord[e.familyKey(b.person.words[0])] = append(byWord[e.familyKey(b.person.words[0])], i)
			}
		}
	}
	fits := map[int]map[int]bool{}
	lone := map[string]int{}
	for i, b := range g.bearers {
		if b.kind != Person || len(b.person.words) != 1 {
			continue
		}
		w := e.familyKey(b.person.words[0])
		if j, ok := lone[w]; ok {
			if g.allowed(i, j) {
				g.union(i, j)
			}
		} else {
			lone[w] = i
		}
		named := byWord[w]
		if len(named) == 0 {
			named = inner[w]
		}
		for _, j := range named {
			if fits[i] == nil {
				fits[i] = map[int]bool{}
			}
			fits[i][g.find(j)] = true
		}
	}
	g.joinOnly(fits)
}

// hyphenated reports whether a hyphen joins a word of a name to the next one.
func hyphenated(name, key string) bool {
	for part := range strings.FieldsSeq(name) {
		if first, _, ok := strings.Cut(part, "-"); ok && slices.Equal(parsePerson(first).words, []string{key}) {
			return true
		}
	}
	return false
}

// commonGiven reports whether a key is that of a listed given name.
func commonGiven(key string) bool { return givenKeys()[key] }

// members returns the groups, each with its bearers.
func (g *groups) members() [][]*bearer {
	var out [][]*bearer
	for i := range g.bearers {
		if g.find(i) != i {
			continue
		}
		var members []*bearer
		for _, j := range g.list[i] {
			members = append(members, g.bearers[j])
		}
		out = append(out, members)
	}
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
