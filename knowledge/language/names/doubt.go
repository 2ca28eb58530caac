package names

import (
	"maps"
	"slices"
)

// settle gives the doubtful mentions of the documents to the bearers that have the
// word as a surname, or as their whole name, in documents that show it. Words that
// several could have are left.
func (g *groups) settle(docs map[string][]Mention) {
	var owners map[string]map[int]bool
	known := map[string]int{} // words that were asked for, and whose they are; -1 for nobody's
	for _, d := range slices.Sorted(maps.Keys(docs)) {
		for i := range docs[d] {
			m := &docs[d][i]
			if !m.Doubtful {
				continue
			}
			if owners == nil {
				owners = g.owners()
			}
			owner, asked := known[m.Name]
			if !asked {
				owner = g.owner(owners, m.Name)
				known[m.Name] = owner
			}
			if owner >= 0 {
				b := g.bearers[owner]
				b.mentions = append(b.mentions, Ref{d, i})
				b.variants[m.Name]++
				b.docs[d] = true
			}
		}
	}
}

// owners are the groups that have a word as a surname or as their name, by the
// word's key.
func (g *groups) owners() map[string]map[int]bool {
	e := alike()
	out := map[string]map[int]bool{}
	add := func(key string, i int) {
		if out[key] == nil {
			out[key] = map[int]bool{}
		}
		out[key][g.find(i)] = true
	}
	for i, b := range g.bearers {
		if b.kind != Person {
			add(Key(b.thing), i)
			continue
		}
		if n := len(b.person.words); n > 0 {
			add(e.familyKey(b.person.words[n-1]), i)
		}
	}
	return out
}

// owner is the one group that a word belongs to, -1 where none or several do.
func (g *groups) owner(owners map[string]map[int]bool, word string) int {
	key := Key(word)
	roots := owners[alike().familyKey(key)]
	if len(roots) == 0 {
		roots = owners[key]
	}
	if len(roots) != 1 {
		return -1
	}
	for root := range roots {
		return root
	}
	return -1
}
