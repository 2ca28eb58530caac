package names

import (
	"sort"
	"strings"
)

// Complete returns the entities that have a name of which a word begins with what
// was typed, the most mentioned first, at most limit. Of several words the last
// is the one that is still being typed. Nothing typed gives the most mentioned.
func (c *Catalogue) Complete(prefix string, limit int) []*Entity {
	x := c.index()
	words := strings.Fields(plainWords(prefix))
	var ids []int
	switch {
	case limit <= 0:
		return nil
	case len(words) == 0:
		return x.entities[:min(limit, len(x.entities))]
	default:
		ids = x.startingWith(words[len(words)-1])
		for _, w := range words[:len(words)-1] {
			ids = both(ids, x.startingWith(w))
		}
	}
	var out []*Entity
	for _, id := range ids[:min(limit, len(ids))] {
		out = append(out, x.entities[id])
	}
	return out
}

// startingWith returns the entities with a word that begins with prefix, as it is
// written or as it is folded. Entities stand in the order of their mentions, so
// that ascending ids are the best first.
func (x *index) startingWith(prefix string) []int {
	seen := map[int]bool{}
	collect := func(list []indexed, p string) {
		from := sort.Search(len(list), func(i int) bool { return list[i].word >= p })
		for i := from; i < len(list) && strings.HasPrefix(list[i].word, p); i++ {
			for _, id := range list[i].ids {
				seen[id] = true
			}
		}
	}
	collect(x.written, prefix)
	if key := keyWord(prefix); len(prefix) > 2 {
		collect(x.words, key)
	}
	out := make([]int, 0, len(seen))
	for id := range seen {
		out = append(out, id)
	}
	sort.Ints(out)
	return out
}
