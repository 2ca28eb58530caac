package names

import (
	"sort"
	"strings"
)

// misspelt finds the one entity whose name is nearly the query: each word of the
// query is a word of the name, or within a slip or two of one.
func (x *index) misspelt(q string) (Match, bool) {
	words := keysOf(q)
	if len(words) == 0 || len(words) > 6 {
		return Match{}, false
	}
	var ids []int
	slipped := false
	for i, w := range words {
		here := x.wordIDs(w)
		if len(here) == 0 {
			near := x.nearWords(w, slips(w))
			if len(near) == 0 {
				return Match{}, false
			}
			best := near[0].distance
			for _, n := range near {
				if n.distance == best {
					here = merge(here, x.words[n.at].ids)
				}
			}
			slipped = true
		}
		if i == 0 {
			ids = here
		} else {
			ids = both(ids, here)
		}
	}
	if len(ids) == 0 || !slipped {
		return Match{}, false
	}
	m := x.spelling(q, x.match(q, ids))
	if m.Outcome == Found {
		m.Outcome = Misspelt
	}
	return m, true
}

// spelling notes in m how the texts write what was typed, where they write it
// otherwise.
func (x *index) spelling(q string, m Match) Match {
	e := m.Entity
	if e == nil {
		e = m.Candidates[0]
	}
	typed := strings.Fields(q)
	keys := make([]string, len(typed))
	for i, w := range typed {
		keys[i] = Key(w)
	}
	if e.Kind != Person && strings.Contains(Key(strings.Join(append(e.Variants, e.Name), "|")), strings.Join(keys, " ")) {
		return m
	}
	if e.Kind != Person && m.Outcome == Found && x.called(e, thingKey(q)) || e.Kind == Organisation && strings.ToUpper(q) == q {
		return m
	}
	as := x.formNear(e, keys)
	if strings.EqualFold(as, strings.Join(typed, " ")) {
		return m
	}
	m.Typed, m.As = q, as
	if m.Outcome == Found && plainWords(as) != plainWords(q) && ascii(q) {
		m.Outcome = Misspelt
	}
	return m
}

// formNear is the part of an entity's name that the words of a query were taken
// for, as the texts write it.
func (x *index) formNear(e *Entity, words []string) string {
	var out []string
	for _, w := range words {
		best, distance := "", 1<<30
		for _, v := range append([]string{e.Name}, e.Variants...) {
			for part := range strings.FieldsSeq(v) {
				if d := slipsBetween(w, Key(part), 9); d < distance {
					best, distance = part, d
				}
			}
		}
		out = append(out, best)
	}
	return strings.Join(out, " ")
}

// slips is how many letters of a word may be wrong: none of a short one.
func slips(w string) int {
	switch n := len(w); {
	case n <= 3:
		return 0
	case n <= 6:
		return 1
	}
	return 2
}

// near is a word of the index close to another.
type near struct {
	at, distance int
}

// nearWords returns the words of the index within limit slips of w, the nearest
// first. It walks the sorted words as the tree of their prefixes: a prefix that
// is too far takes all its words with it.
func (x *index) nearWords(w string, limit int) []near {
	if limit == 0 {
		return nil
	}
	var out []near
	rows := newRows(w)
	before := ""
	for i := 0; i < len(x.words); {
		word := x.words[i].word
		shared := sharedPrefix(before, word)
		dead := rows.advance(word, shared, limit)
		if dead > 0 {
			before = word[:dead]
			i = x.behindPrefix(i, word[:dead])
			continue
		}
		before = word
		if d := rows.last(len(word)); d <= limit {
			out = append(out, near{i, d})
		}
		i++
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].distance < out[b].distance })
	return out
}

// behindPrefix returns the first word behind i that does not begin with prefix.
func (x *index) behindPrefix(i int, prefix string) int {
	rest := x.words[i:]
	return i + sort.Search(len(rest), func(n int) bool { return !strings.HasPrefix(rest[n].word, prefix) })
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// rows holds the table of distances between one word and the prefixes of another;
// two letters that changed places are one slip.
type rows struct {
	w    string
	rows [][]int
	text []byte
}

func newRows(w string) *rows {
	r := &rows{w: w}
	first := make([]int, len(w)+1)
	for i := range first {
		first[i] = i
	}
	r.rows = append(r.rows, first)
	return r
}

// advance works out the rows of word, of whose prefix the first shared rows
// stand. It returns the length of the first prefix whose words are all too far,
// 0 if there is none.
func (r *rows) advance(word string, shared, limit int) int {
	r.text = append(r.text[:0], word...)
	for n := shared + 1; n <= len(word); n++ {
		if n >= len(r.rows) {
			r.rows = append(r.rows, make([]int, len(r.w)+1))
		}
		row, up := r.rows[n], r.rows[n-1]
		row[0] = n
		least := row[0]
		for j := 1; j <= len(r.w); j++ {
			cost := 1
			if word[n-1] == r.w[j-1] {
				cost = 0
			}
			row[j] = min(up[j]+1, row[j-1]+1, up[j-1]+cost)
			if n > 1 && j > 1 && word[n-1] == r.w[j-2] && word[n-2] == r.w[j-1] {
				row[j] = min(row[j], r.rows[n-2][j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return n
		}
	}
	return 0
}

func (r *rows) last(n int) int { return r.rows[n][len(r.w)] }

// slipsBetween is the distance of two words, limit+1 where it is more.
func slipsBetween(a, b string, limit int) int {
	r := newRows(a)
	if r.advance(b, 0, limit) > 0 {
		return limit + 1
	}
	return r.last(len(b))
}

// nearest returns the names that look most like the query: by words a few slips
// away, then by words that begin alike.
func (x *index) nearest(q string) []string {
	score := map[int]int{}
	for _, w := range keysOf(q) {
		for _, n := range x.nearWords(w, max(2, len(w)/2)) {
			for _, id := range x.words[n.at].ids {
				score[id] += 20 - 4*n.distance + sharedPrefix(w, x.words[n.at].word)
			}
		}
	}
	ids := make([]int, 0, len(score))
	for id := range score {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool {
		if score[ids[i]] != score[ids[j]] {
			return score[ids[i]] > score[ids[j]]
		}
		return ids[i] < ids[j]
	})
	var out []string
	for _, id := range ids[:min(len(ids), maxNearest)] {
		out = append(out, x.entities[id].Name)
	}
	return out
}
