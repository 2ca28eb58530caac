package knowledge

import (
	"cmp"
	"slices"
	"strconv"
)

// What two tellings must share to be one happening. Precision comes first: two
// entries for one happening are a smaller harm than one entry for two. The
// figures were set on the pairs in testdata/merging.
const (
	shareShort = .65 // what the part of the shorter telling that the other says weighs, against that of the longer
	perName    = .06 // for each of up to three names that both have, if those are half of what one of them names
	sameKind   = .1
	otherKind  = .08
	noName     = .1 // more for another kind where no name is shared
	perClash   = .3
	perStrange = .15 // each names somebody or something, and nobody and nothing is named by both
	offStatus  = .25

	needSameTime  = .42 // both give the same time
	needMeeting   = .55 // the times that they give meet
	needMonth     = .63 // and one is a month
	needNews      = .68 // one has no time of its own, and takes it from the report
	needCoarse    = .72 // one gives no more than a season or a year
	needFarNews   = .76 // that report is of another day
	needUndated   = .8  // nothing but the order is known of one, or not even that
	needDisputed  = .85 // they give different days
	sameWords     = .9  // the part of the shorter one that makes up for a day and a kind that are not told
	fewestWords   = 3   // of either, where the times are not the same
	sameDocument  = .12 // more, for what one document tells twice
	disputedDays  = 3
	daysOfMonth   = 31
	daysOfWeek    = 7
	weakestMember = -.12 // of the mean over all pairs of two groups that become one
	unlike        = -.2  // what a pair counts for that was not compared
	never         = -9
)

// likely is how much more than needed two tellings share to tell one happening;
// less than 0 where they do not.
func (n *wordPairs) likely(a, b *telling) float64 {
	need := needed(a, b)
	if need >= -never || need > needSameTime && min(len(a.content.words), len(b.content.words)) < fewestWords {
		return never
	}
	if a.doc == b.doc {
		need += sameDocument
	}
	l := n.compare(a, b)
	if l.names == 0 && (need >= needFarNews || l.goes && !l.words) || l.kinds <= 0 && l.short < sameWords && !(a.own() && b.own()) && !a.sameDays(b) && !b.sameDays(a) {
		return never
	}
	if l.meets && (need >= needCoarse && a.coarse() != b.coarse() || a.anyTime() != b.anyTime()) {
		return l.told() - need // the same people meet again and again
	}
	return l.score(a, b) - need
}

// coarse reports whether the time that a telling gives is longer than a month.
func (t *telling) coarse() bool { return t.own() && t.last-t.first > daysOfMonth }

// told is how far two tellings share their words.
func (l likeness) told() float64 { return shareShort*l.short + (1-shareShort)*l.long }

// score is how much two tellings share, whenever they are.
func (l likeness) score(a, b *telling) float64 {
	score := l.told()
	if l.part >= .5 {
		score += perName * float64(min(l.names, 3))
	}
	switch {
	case l.kinds > 0 && l.strange:
	case l.kinds > 0:
		score += sameKind
	case l.kinds < 0 && l.names == 0:
		score -= otherKind + noName
	case l.kinds < 0:
		score -= otherKind
	}
	score -= perClash * float64(l.clash)
	if l.strange {
		score -= perStrange
	}
	if undone(a.event.Status) != undone(b.event.Status) {
		score -= offStatus
	}
	return score
}

// undone reports whether a happening is told as not having come about.
func undone(s Status) bool { return s == Denied || s == Postponed }

// needed is what two tellings must share, as their times have it: the better the
// times agree, the less. It is -never or more where they cannot be one.
func needed(a, b *telling) float64 {
	x, y := a.event, b.event
	if a.doc == b.doc && (x.List > 0 && x.List == y.List || x.Span == y.Span) {
		return -never // two entries of one chronology, or two times that one sentence gives
	}
	if a.sameDays(b) || b.sameDays(a) {
		return needSameTime
	}
	gap := max(a.first-b.last, b.first-a.last)
	switch {
	case a.own() && b.own() && x.When.From == y.When.From && x.When.To == y.When.To && x.When.Open == y.When.Open:
		return needSameTime
	case a.anyTime() && b.own() && b.last-b.first > daysOfMonth || b.anyTime() && a.own() && a.last-a.first > daysOfMonth:
		return -never // nothing ties them to one time
	case gap <= 0 && a.coarse() != b.coarse():
		return needCoarse
	case a.own() && b.own() && gap <= 0 && max(a.last-a.first, b.last-b.first) > daysOfWeek:
		return needMonth
	case a.own() && b.own() && gap <= 0:
		return needMeeting
	case a.own() && b.own() && gap <= disputedDays && a.couldKnow(b) && b.couldKnow(a):
		return needDisputed
	case gap > 0:
		return -never
	case a.undated() || b.undated():
		return needUndated
	case a.newsDay != 0 && b.newsDay != 0:
		return newsNeed(a.newsDay == b.newsDay)
	case a.newsDay != 0:
		return newsNeed(b.first <= a.newsDay+1 && b.last >= a.newsDay-1)
	case b.newsDay != 0:
		return newsNeed(a.first <= b.newsDay+1 && a.last >= b.newsDay-1)
	case !a.own() || !b.own():
		return needNews
	}
	return needMeeting
}

// newsNeed is what is needed where a day is that of publication.
func newsNeed(near bool) float64 {
	if near {
		return needNews
	}
	return needFarNews
}

// sameDays reports whether a telling gives without a year the days that another
// one gives in full.
func (t *telling) sameDays(other *telling) bool {
	return t.anyTime() && t.yearless != (daysOfYear{}) && other.own() && t.yearless == yearlessOf(other.event.When)
}

// own reports whether a telling gives its happening a time.
func (t *telling) own() bool { return t.event.When.Basis <= Resolved }

// anyTime reports whether nothing is known of when a happening was.
func (t *telling) anyTime() bool { return t.first == -anyDay && t.last == anyDay }

// undated reports whether no day is known of a happening, but at most its place
// among others.
func (t *telling) undated() bool { return t.anyTime() || t.event.When.Basis == Ordered }

// couldKnow reports whether the document appeared late enough to tell of a
// happening on the day that another one gives.
func (t *telling) couldKnow(other *telling) bool {
	return t.published.IsZero() || dayNumber(t.published.Last()) >= other.last
}

// link is two tellings that may be one happening.
type link struct {
	a, b   int
	likely float64
}

// merge groups the tellings of one happening. The groups and their members are in
// order of time, document and place, whatever the order of the input.
func merge(told []*telling) [][]*telling {
	slices.SortStableFunc(told, func(a, b *telling) int {
		return cmp.Or(a.event.When.From.Compare(b.event.When.From), a.event.When.To.Compare(b.event.When.To),
			cmp.Compare(a.doc.Path, b.doc.Path), cmp.Compare(a.event.Span.Start, b.event.Span.Start))
	})
	near := newWordPairs(told)
	var links []link
	at := make(likenesses, len(told))
	neighbours(searchKeys(told), keysShared, func(i, j int) {
		if l := near.likely(told[i], told[j]); l > never {
			at[i].add(j, l)
			if l >= 0 {
				links = append(links, link{i, j, l})
			}
		}
	})
	slices.SortFunc(links, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.likely, x.likely), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	of := make([]int, len(told))
	groups := make([][]int, len(told))
	for i := range told {
		of[i], groups[i] = i, []int{i}
	}
	apart := map[[2]int]int{} // two groups that are not one → their size then; they only grow
	for _, l := range links {
		a, b := of[l.a], of[l.b]
		if a == b {
			continue
		}
		pair, size := [2]int{a, b}, len(groups[a])+len(groups[b])
		if apart[pair] == size {
			continue
		}
		if !join(groups[a], groups[b], at, told) {
			apart[pair] = size
			continue
		}
		for _, i := range groups[b] {
			of[i] = a
		}
		groups[a], groups[b] = append(groups[a], groups[b]...), nil
	}
	var out [][]*telling
	for _, g := range groups {
		if g == nil {
			continue
		}
		slices.Sort(g)
		group := make([]*telling, len(g))
		for n, i := range g {
			group[n] = told[i]
		}
		out = append(out, group)
	}
	return out
}

// compared is how many members of a group are held against another group. What is
// told in the same words hundreds of times is known by a few of them.
const compared = 16

// sample is at most so many members of a group, from all over it.
func sample(group []int) []int {
	if len(group) <= compared {
		return group
	}
	out := make([]int, compared)
	for i := range out {
		out[i] = group[i*len(group)/compared]
	}
	return out
}

// join reports whether two groups are one: on the whole their tellings are alike,
// and none contradicts another.
func join(a, b []int, at likenesses, told []*telling) bool {
	a, b = sample(a), sample(b)
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			l, ok := at.of(min(i, j), max(i, j))
			if !ok {
				if needed(told[i], told[j]) >= -never {
					return false
				}
				l = unlike
			}
			sum += l
		}
	}
	return sum >= weakestMember*float64(len(a)*len(b))
}

// likenesses holds for each telling those behind it that it was found like.
type likenesses []row

// row is the tellings that one was compared with, in order, and how likely each is
// the same.
type row struct {
	with   []int32
	likely []float64
}

func (r *row) add(j int, likely float64) {
	r.with, r.likely = append(r.with, int32(j)), append(r.likely, likely)
}

// of is how likely i and j, which stands behind it, are one; false where they were
// not compared.
func (l likenesses) of(i, j int) (float64, bool) {
	at, ok := slices.BinarySearch(l[i].with, int32(j))
	if !ok {
		return 0, false
	}
	return l[i].likely[at], true
}

// keysShared is how many of the things that tellings are found by two must share
// to be compared.
const keysShared = 2

// searchKey is something that tellings are found by: a word, a name or a kind, of a
// day where that is given.
type searchKey struct{ day, of string }

// searchKeys are what each telling is found by, as numbers: its words, who and what
// it names, and its kinds. One name is enough, so each stands twice; and so are a
// word and a kind.
func searchKeys(told []*telling) [][]int32 {
	numbers := map[searchKey]int32{}
	out := make([][]int32, len(told))
	for i, t := range told {
		add := func(day, of string) {
			k := searchKey{day, of}
			n, there := numbers[k]
			if !there {
				n = int32(len(numbers))
				numbers[k] = n
			}
			out[i] = append(out[i], n)
		}
		for _, id := range t.entities {
			add("@", id)
			add("=", id)
		}
		day := ""
		if t.own() && !t.event.When.From.IsZero() {
			day = t.event.When.From.String()
		}
		for _, w := range t.content.words {
			add("", w.term)
			if day != "" && w.weight > 0 {
				add(day, w.term)
			}
		}
		if day != "" {
			for k := trigger(1); k != 0 && k <= t.content.kinds; k <<= 1 {
				if t.content.kinds&k != 0 {
					add(day, "#"+strconv.Itoa(int(k)))
					add(day, "~"+strconv.Itoa(int(k)))
				}
			}
		}
	}
	return out
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
