package knowledge

import (
	"cmp"
	"slices"
)

// What two tellings at the same time must share to be one happening. Precision
// comes first: two entries for one happening are a smaller harm than one entry
// for two.
const (
	sharedNames  = 2   // at least this many of the same people, organisations and places, and
	namesCovered = .5  // this part of the names of the telling that has fewer, and
	wordsShared  = .2  // this part of the words of the shorter telling; or
	wordsAlone   = .65 // this part of its words, whoever is named
)

// merge groups the tellings of one happening. The groups and their members are in
// order of time, document and place, whatever the order of the input.
func merge(told []telling) [][]telling {
	slices.SortStableFunc(told, func(a, b telling) int {
		return cmp.Or(a.event.When.From.Compare(b.event.When.From), a.event.When.To.Compare(b.event.When.To),
			cmp.Compare(a.doc.Path, b.doc.Path), cmp.Compare(a.event.Span.Start, b.event.Span.Start))
	})
	var groups [][]telling
	open := 0 // the first group that has the same time as the one being placed
	for _, t := range told {
		for open < len(groups) && !sameTime(groups[open][0].event.When, t.event.When) {
			open++
		}
		placed := false
		for i := open; i < len(groups) && !placed; i++ {
			if oneHappening(groups[i], t) {
				groups[i] = append(groups[i], t)
				placed = true
			}
		}
		if !placed {
			groups = append(groups, []telling{t})
		}
	}
	return groups
}

// sameTime reports whether two times are the same interval. Undated happenings
// are never at the same time.
func sameTime(a, b When) bool {
	return !a.From.IsZero() && a.From == b.From && a.To == b.To && a.Open == b.Open
}

// oneHappening reports whether a telling tells what every one of a group tells.
func oneHappening(group []telling, t telling) bool {
	for _, g := range group {
		if !sameTime(g.event.When, t.event.When) || !alike(g, t) {
			return false
		}
	}
	return true
}

func alike(a, b telling) bool {
	if (a.event.Status == Happened) != (b.event.Status == Happened) {
		return false
	}
	words := overlap(a.terms, b.terms)
	if words >= wordsAlone {
		return true
	}
	common := 0
	for id := range a.entities {
		if b.entities[id] {
			common++
		}
	}
	fewer := min(len(a.entities), len(b.entities))
	return common >= sharedNames && float64(common) >= namesCovered*float64(fewer) && words >= wordsShared
}

// overlap is the part of the smaller set that stands in the other too.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for term := range a {
		if b[term] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}
