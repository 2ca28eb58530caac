package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"attache/knowledge/language/names"
)

// rolesOf joins the wordings of one role. Where the documents are far apart in
// time, what was said last comes first; else what most of them say, and of equals
// what says more.
func rolesOf(said []Citation) []Role {
	var out []Role
	at := map[string]int{}
	var keys []string
	for _, c := range said {
		key := names.RoleKey(OneLine(c.Text))
		i, there := at[key]
		if !there {
			i = len(out)
			at[key] = i
			out, keys = append(out, Role{}), append(keys, key)
		}
		out[i].add(c)
	}
	out = withoutTitles(out, keys)
	var first, last Date
	for i := range out {
		first, last = widen(first, last, out[i].First)
		first, last = widen(first, last, out[i].Last)
	}
	apart := !first.IsZero() && last.Time().Sub(first.Time()) > changing
	slices.SortStableFunc(out, func(a, b Role) int {
		newer := 0
		if apart {
			newer = b.Last.Compare(a.Last)
		}
		return cmp.Or(newer, cmp.Compare(len(b.Citations), len(a.Citations)), cmp.Compare(len(b.Citations[0].Text), len(a.Citations[0].Text)))
	})
	return out
}

// changing is how far apart documents must be for their order to tell what
// somebody is by now.
const changing = 180 * 24 * time.Hour

func (r *Role) add(c Citation) {
	r.Citations = append(r.Citations, c)
	r.First, r.Last = widen(r.First, r.Last, c.Published)
}

// withoutTitles joins a role of one word ("President") with the one longer role
// that has it as well ("President of Norway"). With several, it stays.
func withoutTitles(roles []Role, keys []string) []Role {
	var out []Role
	into := make([]int, len(roles))
	for i := range roles {
		into[i] = i
		if strings.Contains(keys[i], " ") {
			continue
		}
		found := 0
		for j := range roles {
			if words := strings.Fields(keys[j]); len(words) > 1 && slices.Contains(words, keys[i]) && !slices.Contains(words, "former") {
				found++
				into[i] = j
			}
		}
		if found != 1 {
			into[i] = i
		}
	}
	for i := range roles {
		if into[i] != i {
			for _, c := range roles[i].Citations {
				roles[into[i]].add(c)
			}
		}
	}
	for i := range roles {
		if into[i] == i {
			out = append(out, roles[i])
		}
	}
	return out
}
