package knowledge

// When an undated entry of a chronology takes the date of a happening that other
// documents tell: nothing else in the time that it must lie in is nearly as like
// it, and it is what is most like that happening.
const (
	adoptScore  = .42
	adoptMargin = .08
	adoptDays   = 62 // the longest time between its bounds
)

// adopt joins the undated entries of chronologies whose bounds are known with the
// happenings that they must be.
func adopt(groups [][]*telling) [][]*telling {
	var entries []int
	for i, g := range groups {
		if len(g) == 1 && g[0].event.List > 0 && g[0].event.When.Basis == Ordered && g[0].last-g[0].first <= adoptDays {
			entries = append(entries, i)
		}
	}
	into := map[int]int{}
	for _, i := range entries {
		if j := choose(groups, i, entries); j >= 0 {
			into[i] = j
		}
	}
	var out [][]*telling
	for i, g := range groups {
		if j, ok := into[i]; ok {
			groups[j] = append(groups[j], g...)
		}
	}
	for i, g := range groups {
		if _, gone := into[i]; !gone {
			out = append(out, g)
		}
	}
	return out
}

// choose finds the happening that the undated entry i must be, -1 where none is
// nearer than all others.
func choose(groups [][]*telling, i int, entries []int) int {
	entry := groups[i][0]
	best, first, second := -1, 0.0, 0.0
	for j, g := range groups {
		if score := adoptable(entry, g); score > first {
			best, first, second = j, score, first
		} else if score > second {
			second = score
		}
	}
	if best < 0 || first < adoptScore || first-second < adoptMargin {
		return -1
	}
	for _, other := range entries {
		if other != i && adoptable(groups[other][0], groups[best]) >= first {
			return -1
		}
	}
	return best
}

// adoptable is how like an undated entry is to a happening of a known day that
// other documents tell; 0 where it cannot be that one.
func adoptable(entry *telling, group []*telling) float64 {
	best := 0.0
	for _, t := range group {
		if t.doc == entry.doc {
			return 0
		}
		if !t.own() || t.event.When.From.Day == 0 || t.last-t.first > 7 || t.first < entry.first || t.last > entry.last {
			continue
		}
		if l := compare(entry, t); l.kinds > 0 {
			best = max(best, l.score(entry, t))
		}
	}
	return best
}
