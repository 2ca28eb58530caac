package knowledge

import (
	"maps"
	"slices"

	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// What two sentences must share to tell one happening, and how far apart the
// days may lie that they put it at.
const (
	dayNames   = 2
	dayWords   = 6
	dayOverlap = .7  // with more names than that
	dayAlike   = .85 // with no more
	dayApart   = 10
	dayPrinted = 7
)

// dated is a sentence that puts a happening at one day or a range of days.
type dated struct {
	*account
	when    timex.Timex
	persons map[string]bool
}

// dates finds what documents put at different days, or hours.
func (c *comparison) dates() []dispute {
	out := c.days()
	out = append(out, withoutSame(c.deeds(), out)...)
	return append(out, c.limits()...)
}

// days finds happenings that two documents put at days which do not meet.
func (c *comparison) days() []dispute {
	var all []dated
	var keys [][]string
	for _, a := range c.accounts {
		if len(a.times) != 1 || a.times[0].From.Day == 0 || a.times[0].To.Day == 0 || a.times[0].Open || len(a.marks) < dayNames || a.times[0].Type != timex.Date || !a.happened() {
			continue
		}
		all = append(all, dated{a, a.times[0], c.persons(a)})
		keys = append(keys, slices.Sorted(maps.Keys(a.marks)))
	}
	joined := newPairings(len(all))
	neighbours(keys, dayNames, func(i, j int) {
		if otherDay(all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindDay, entities: group[0].entities}
		for _, t := range group {
			x.add(t.when.From.String()+"/"+t.when.To.String(), t.when.In(t.page.doc.Text), t.page.doc.Cite(t.span))
		}
		x.About = c.aboutNames("the day", inBoth(group[0].entities, group[1].entities))
		out = append(out, x)
	}
	return out
}

// persons are the ids of the people that a sentence names.
func (c *comparison) persons(a *account) map[string]bool {
	out := map[string]bool{}
	for id := range a.entities {
		if e := c.people.Get(id); e != nil && e.Kind == names.Person {
			out[id] = true
		}
	}
	return out
}

// happened reports whether a sentence tells of something as past.
func (a *account) happened() bool {
	return slices.ContainsFunc(a.page.facts.Events, func(e Event) bool {
		return e.Span.Overlaps(a.span) && e.Status == Happened && e.When.Basis <= Resolved
	})
}

func otherDay(a, b dated) bool {
	if a.page == b.page || meet(a.when, b.when) || !publishedNear(a.page, b.page, dayPrinted) {
		return false
	}
	if n, ok := daysApart(a.when.From, b.when.From); !ok || n > dayApart {
		return false
	}
	if !maps.Equal(a.persons, b.persons) {
		return false // others may have met on another day
	}
	least := dayOverlap
	if len(inBoth(a.marks, b.marks)) == dayNames {
		least = dayAlike
	}
	if len(inBoth(a.terms, b.terms)) < dayWords || overlap(a.terms, b.terms) < least {
		return false
	}
	return !a.page.gives(b.when) && !b.page.gives(a.when)
}

// gives reports whether a page puts anything at the day: then it knows of both
// days, and what they differ in is likely the happening.
func (p *page) gives(when timex.Timex) bool {
	return slices.ContainsFunc(p.facts.Timexes, func(x timex.Timex) bool {
		return x.From.Day > 0 && meet(x, when)
	})
}
