package knowledge

import (
	"cmp"
	"slices"
)

// placed is a happening and where it goes: by day, and among those of one day by
// its place in its chronology.
type placed struct {
	group []telling
	day   Date
	order int
	list  listKey
}

// listKey names one chronology of one document.
type listKey struct {
	doc  DocID
	list int
}

// inOrder sorts happenings, oldest first. One without a date goes where its
// chronology has it: behind the entry that is older, before the one that is newer.
func inOrder(groups [][]telling) [][]telling {
	all := make([]*placed, len(groups))
	lists := map[listKey][]*placed{}
	for i, g := range groups {
		p := &placed{group: g, day: g[0].event.When.From}
		all[i] = p
		for _, t := range g {
			if t.event.Order > 0 && p.order == 0 {
				p.order, p.list = t.event.Order, listKey{t.doc.ID, t.event.List}
				lists[p.list] = append(lists[p.list], p)
			}
		}
	}
	for _, list := range lists {
		slices.SortFunc(list, func(a, b *placed) int { return cmp.Compare(a.order, b.order) })
		fillDays(list)
	}
	slices.SortStableFunc(all, func(a, b *placed) int {
		return cmp.Or(a.day.First().Compare(b.day.First()), cmp.Compare(a.order, b.order), a.group[0].event.When.To.Compare(b.group[0].event.When.To))
	})
	out := make([][]telling, len(all))
	for i, p := range all {
		out[i] = p.group
	}
	return out
}

// fillDays gives the undated entries of a chronology, oldest first, the days they
// are sorted by.
func fillDays(list []*placed) {
	next := Date{}
	for i := len(list) - 1; i >= 0; i-- {
		p := list[i]
		if p.day.IsZero() {
			w := p.group[0].event.When
			p.day = w.After
			if p.day.IsZero() {
				p.day = earlier(w.Before, next)
			}
		}
		next = earlier(p.day, next)
	}
	before := Date{}
	for _, p := range list {
		if p.group[0].event.When.From.IsZero() && p.day.Compare(before) < 0 {
			p.day = before
		}
		before = p.day
	}
}

// earlier is the earlier of two dates; a zero one counts for nothing.
func earlier(a, b Date) Date {
	if a.IsZero() || !b.IsZero() && b.Compare(a) < 0 {
		return b
	}
	return a
}
