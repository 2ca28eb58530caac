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
	out = withoutParts(out, keys)
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

// withoutParts joins a role with the one longer role that says it too: "President"
// with "President of Norway". With several, it stays.
func withoutParts(roles []Role, keys []string) []Role {
	order := make([]int, len(roles))
	heads := make([]string, len(roles))
	for i := range order {
		order[i] = i
		heads[i] = names.RoleHead(OneLine(roles[i].Citations[0].Text))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(keys[b]), len(keys[a])) })
	var kept []int
	for _, i := range order {
		into := -1
		for n, j := range kept {
			if heads[i] != "" && heads[i] == heads[j] && partOf(keys[i], keys[j]) {
				if into >= 0 {
					into = -1
					break
				}
				into = n
			}
		}
		if into < 0 {
			kept = append(kept, i)
			continue
		}
		for _, c := range roles[i].Citations {
			roles[kept[into]].add(c)
		}
	}
	slices.Sort(kept)
	var out []Role
	for _, i := range kept {
		out = append(out, roles[i])
	}
	return out
}

// partOf reports whether the words of one role are all in a longer one, and that
// none of those which are not makes it another role.
func partOf(short, long string) bool {
	have := strings.Fields(short)
	rest := strings.Fields(long)
	if len(have) >= len(rest) {
		return false
	}
	for _, w := range have {
		if !slices.Contains(rest, w) {
			return false
		}
	}
	return !slices.ContainsFunc(rest, func(w string) bool { return otherRole[w] && !slices.Contains(have, w) })
}

// otherRole are words that make another role of one.
var otherRole = map[string]bool{"former": true, "deputy": true, "vice": true, "acting": true, "assistant": true, "interim": true, "elect": true,
	"designate": true, "candidate": true, "late": true, "was": true, "then": true, "incoming": true, "outgoing": true, "prime": true, "foreign": true,
	"defense": true, "finance": true, "interior": true}
