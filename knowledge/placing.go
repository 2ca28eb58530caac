package knowledge

import (
	"cmp"
	"slices"
)

// placed is a happening and where it goes: by day, and among those of one day by
// its place in its chronology.
type placed struct {
	*happening
	day   Date
	order int
}

// listKey names one chronology of one document.
type listKey struct {
	doc  DocID
	list int
}

// inOrder sorts happenings, oldest first. One without a date goes where its
// chronology has it: behind the entry that is older, before the one that is newer.
func inOrder(happenings []*happening) []*happening {
	all := make([]*placed, len(happenings))
	lists := map[listKey][]*placed{}
	for i, h := range happenings {
		p := &placed{happening: h, day: h.when.From}
		all[i] = p
		for _, t := range h.told {
			if t.event.Order > 0 && p.order == 0 {
				p.order = t.event.Order
				key := listKey{t.doc.ID, t.event.List}
				lists[key] = append(lists[key], p)
			}
		}
	}
	for _, list := range lists {
		slices.SortFunc(list, func(a, b *placed) int { return cmp.Compare(a.order, b.order) })
		tighten(list)
		fillDays(list)
	}
	slices.SortStableFunc(all, func(a, b *placed) int {
		return cmp.Or(a.day.First().Compare(b.day.First()), cmp.Compare(a.order, b.order), a.when.To.Compare(b.when.To))
	})
	out := make([]*happening, len(all))
	for i, p := range all {
		out[i] = p.happening
	}
	return out
}

// tighten narrows the bounds of the undated entries of a chronology, oldest first,
// by the entries whose date is known from other documents.
func tighten(list []*placed) {
	after := Date{}
	for _, p := range list {
		if p.undated() && after.Compare(p.when.After) > 0 {
			p.when.After = after
		}
		after = later(after, p.day.First())
	}
	before := Date{}
	for _, p := range slices.Backward(list) {
		if p.undated() && !before.IsZero() && (p.when.Before.IsZero() || before.Compare(p.when.Before) < 0) {
			p.when.Before = before
		}
		if end := p.when.To; !p.undated() && !end.IsZero() {
			before = earlier(before, end.Last())
		}
	}
}

func (p *placed) undated() bool { return p.when.From.IsZero() }

// fillDays gives the undated entries of a chronology, oldest first, the days they
// are sorted by.
func fillDays(list []*placed) {
	next := Date{}
	for _, p := range slices.Backward(list) {
		if p.day.IsZero() {
			p.day = p.when.After
			if p.day.IsZero() {
				p.day = earlier(p.when.Before, next)
			}
		}
		next = earlier(p.day, next)
	}
	before := Date{}
	for _, p := range list {
		if p.undated() && p.day.Compare(before) < 0 {
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

// later is the later of two dates; a zero one counts for nothing.
func later(a, b Date) Date {
	if b.Compare(a) > 0 {
		return b
	}
	return a
}
