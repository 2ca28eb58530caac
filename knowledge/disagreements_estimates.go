package knowledge

import (
	"cmp"
	"slices"
	"strconv"

	"attache/knowledge/language/timex"
)

// estimate is a number that is given for a magnitude. Where it only refers to what a
// sentence before it counts ("put the number at 900"), of is nil.
type estimate struct {
	*account
	figure
	of *magnitude
}

// What two estimates must have to be of one thing.
const (
	estimatesApart = 2  // sentences from one to the other, on one page
	estimateTimes  = 12 // the higher is at most so many times the lower
	nounDays       = 7  // between the publications, where only a noun tells what is counted
	nounWords      = 1  // words beside the noun that the sentences have in common
)

// estimates finds magnitudes for which two people, or two documents, give numbers of
// which one at most is right.
func (c *comparison) estimates() []dispute {
	var all []estimate
	on := map[*account][]int{}
	same := map[string][]int{}
	var keys []string
	for _, a := range c.accounts {
		for _, f := range a.numbers() {
			e := estimate{a, f, a.magnitudeOf(f)}
			on[a] = append(on[a], len(all))
			if key := e.subject(); key != "" {
				if same[key] == nil {
					keys = append(keys, key)
				}
				same[key] = append(same[key], len(all))
			}
			all = append(all, e)
		}
	}
	joined := newPairings(len(all))
	for i, a := range c.accounts {
		for k := i - 1; k >= max(0, i-estimatesApart) && c.accounts[k].page == a.page; k-- {
			if x, y, ok := c.rivals(all, on[c.accounts[k]], on[a]); ok {
				joined.join(x, y)
				break
			}
		}
	}
	for _, key := range keys {
		list := same[key]
		if len(list) > common {
			continue
		}
		for x, i := range list {
			for _, j := range list[x+1:] {
				if c.otherEstimate(all, list, all[i], all[j]) && all[i].page.words.related(all[j].page.words) {
					joined.join(i, j)
				}
			}
		}
	}
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		out = append(out, c.estimateDispute(group))
	}
	return out
}

// subject is what an estimate is compared by: its quantity, or the noun of what is
// counted.
func (e estimate) subject() string {
	switch {
	case e.of != nil:
		return e.of.name
	case e.attribute(e.figure) >= 0:
		return e.page.text.terms[e.attribute(e.figure)] + " in " + e.key
	case e.noun == "" || e.lasts || e.key == scoreKey || everybody[e.noun] || spanNouns[e.noun] || e.measures():
		return ""
	}
	return "=" + e.key
}

// grows reports whether a sentence tells of what goes on, such as people who die.
func (a *account) grows() bool {
	return slices.ContainsFunc(magnitudes, func(q magnitude) bool { return q.days == figureApart && a.has(q.words, a.from, a.to) })
}

// rivals finds the one estimate of a sentence that goes against one of a sentence
// close before it, on one page.
func (c *comparison) rivals(all []estimate, before, here []int) (i, j int, ok bool) {
	found := 0
	for _, y := range here {
		late := all[y]
		if late.isRenewed() || !c.givenByOther(late) {
			continue
		}
		refers := late.refersBack()
		for _, x := range before {
			if early := all[x]; late.against(early) && !otherOccasion(early.account, late.account) &&
				(refers && (late.of == nil || early.of == nil || late.of == early.of) ||
					late.of != nil && late.of == early.of && !c.otherPlace(early.account, late.account)) {
				i, j = x, y
				found++
			}
		}
	}
	return i, j, found == 1
}

// against reports whether two numbers can be of one thing, and differ.
func (e estimate) against(o estimate) bool {
	return !agree(e.figure, o.figure) && min(e.value, o.value) > 0 && max(e.value, o.value) <= estimateTimes*min(e.value, o.value) && e.sameUnit(o.figure)
}

// sameUnit reports whether two numbers count the same, as far as their nouns tell.
func (f figure) sameUnit(o figure) bool {
	switch {
	case f.lasts || o.lasts || f.key == scoreKey || o.key == scoreKey:
		return false
	case f.key == o.key:
		return true
	case f.key == "":
		return o.key != "%"
	case o.key == "":
		return f.key != "%"
	}
	return everybody[f.noun] && everybody[o.noun]
}

// renewed are words of a number that takes the place of an earlier one, adds to it or
// is of another time: no side of a dispute.
var renewed = wordSet(`revised raised corrected updated earlier initially previously formerly later former previous old now rose risen rises climbed grew dropped
	up down increased yet already still plan planned plans expected expects could may might would if again initial final finally another also including among other
	additional total altogether`)

func (a *account) isRenewed() bool { return a.has(renewed, a.from, a.to) }

// givers are verbs of giving a number, beside those of saying.
var givers = wordSet(`put puts set sets estimate estimates estimated reckon reckons count counts counted record recorded records report reported reports speak speaks spoke
	think thinks believe believes say says said claim claims claimed gave gives told announced denied denies according`)

// referring begin a sentence of whoever spoke before it.
var referring = wordSet(`he she they it we i his her their this that these those`)

// givenByOther reports whether an estimate is said to be somebody's, who is told by
// name or office.
func (c *comparison) givenByOther(e estimate) bool {
	return !referring[e.page.text.low[e.from]] && e.has(givers, e.from, e.to)
}

// refersBack reports whether the words before a number say that it is given for what
// was told before it: "put the figure at", "speaks of".
func (e estimate) refersBack() bool {
	low := e.page.text.low
	i := e.page.text.TokenAt(e.figure.span.Start)
	k := i - 1
	for k > e.from && (boundWords[low[k]] != plainly && low[k] != "to" || low[k] == "than" || low[k] == "" && low[k-1] != "" && !e.isMark(k, ",;:.") || low[k] == "only" || low[k] == "just") {
		if low[k] == "below" || low[k] == "under" {
			break
		}
		k--
	}
	if k <= e.from {
		return false
	}
	switch low[k] {
	case "at":
		return slices.ContainsFunc(low[max(e.from, k-6):k], func(w string) bool {
			return w == "put" || w == "puts" || w == "set" || w == "sets" || w == "estimates" || w == "estimated"
		})
	case "of":
		return low[k-1] == "speaks" || low[k-1] == "spoke" || low[k-1] == "speak" || low[k-1] == "talks" || low[k-1] == "talked"
	case "thinks", "reckons", "believes", "think", "reckon", "believe":
		return true
	case "below", "under", "is", "was":
		return slices.ContainsFunc(low[max(e.from, k-3):k], func(w string) bool { return w == "number" || w == "figure" || w == "toll" || w == "total" })
	}
	return false
}

// otherPlace reports whether two sentences name places, and none in common.
func (c *comparison) otherPlace(a, b *account) bool {
	here, there := c.placesIn(a.page, a.span), c.placesIn(b.page, b.span)
	return len(here) > 0 && len(there) > 0 && len(inBoth(here, there)) == 0
}

// otherOccasion reports whether two sentences tell of times that do not meet. When
// something was said is none of those.
func otherOccasion(a, b *account) bool {
	x, y := *a, *b
	x.times, y.times = a.told(), b.told()
	return otherTime(&x, &y)
}

// told are the times of a sentence without those at which it was said: "said on
// Thursday".
func (a *account) told() []timex.Timex {
	return slices.DeleteFunc(slices.Clone(a.times), func(x timex.Timex) bool {
		for i := a.page.text.TokenAt(x.Start) - 1; i >= max(a.from, a.page.text.TokenAt(x.Start)-sayingWithin); i-- {
			if givers[a.page.text.low[i]] {
				return true
			}
		}
		return false
	})
}

// ofPeriod reports whether a sentence tells of a whole year.
func (a *account) ofPeriod() bool {
	return slices.ContainsFunc(a.told(), func(x timex.Timex) bool { return x.From.Year > 0 && x.From.Month == 0 })
}

// sayingWithin is how many tokens before a time the verb of saying stands that it
// belongs to.
const sayingWithin = 2

// otherEstimate reports whether two documents give different numbers for one magnitude:
// the only ones that each gives for it, at nearly one time.
func (c *comparison) otherEstimate(all []estimate, list []int, a, b estimate) bool {
	n, ok := daysApart(a.page.doc.Published.Value, b.page.doc.Published.Value)
	days := nounDays
	if a.of != nil {
		days = a.of.days
	} else if len(inBoth(a.terms, b.terms)) < 1+nounWords {
		return false
	} else if a.grows() || b.grows() {
		days = figureApart
	} else if a.noun == "" {
		days = attributeDays
	}
	if a.measures() && a.ofPeriod() != b.ofPeriod() {
		return false // what is lost in a year is not what is lost at once
	}
	if a.of == nil && a.noun == "" {
		if ok = ok || len(inBoth(a.entities, b.entities)) > 0; !ok || c.counts(a.page, b.figure) || c.counts(b.page, a.figure) {
			return false // a page knows of both
		}
	}
	if a.page == b.page || !ok || n > days || !a.against(b) || a.isRenewed() || b.isRenewed() || otherOccasion(a.account, b.account) || c.otherPlace(a.account, b.account) {
		return false
	}
	return !slices.ContainsFunc(list, func(i int) bool {
		o := all[i]
		return o.page == a.page && !agree(o.figure, a.figure) || o.page == b.page && !agree(o.figure, b.figure)
	})
}

func (c *comparison) estimateDispute(members []estimate) dispute {
	slices.SortStableFunc(members, func(a, b estimate) int { return cmp.Compare(a.value, b.value) })
	x := dispute{kind: kindFigure, entities: members[0].entities}
	noun := ""
	for _, m := range members {
		key := strconv.FormatFloat(m.value, 'g', -1, 64)
		x.add(key, m.valueSpan().In(m.page.doc.Text), m.page.doc.Cite(m.account.span))
		if m.of != nil {
			noun, x.of = m.of.name, m.of
		}
	}
	for _, m := range members {
		if noun == "" && m.noun != "" {
			noun = "how many " + m.noun
		}
		if at := m.attribute(m.figure); noun == "" && at >= 0 {
			noun = "the " + m.page.text.low[at]
		}
	}
	x.About = c.aboutNames(cmp.Or(noun, "the amount"), inBoth(members[0].entities, members[len(members)-1].entities))
	return x
}

// valueSpan is the number with the words before it that bound it: "at least 800 tonnes".
func (e estimate) valueSpan() Span {
	out := e.figure.span
	if e.bound == plainly {
		return out
	}
	low := e.page.text.low
	for i := e.page.text.TokenAt(out.Start) - 1; i > e.from && (boundWords[low[i]] != plainly || low[i] == "than" || low[i] == "at" && low[i+1] == "least"); i-- {
		out.Start = e.page.text.Tokens[i].Start
	}
	return out
}

// numbers finds what is counted or estimated differently.
func (c *comparison) numbers() []dispute {
	out := c.figures()
	return append(out, withoutSame(c.estimates(), out)...)
}

// withoutSame leaves out disputes whose quotations stand in others already.
func withoutSame(all, others []dispute) []dispute {
	known := map[string]bool{}
	for _, o := range others {
		for _, id := range o.quoteIDs() {
			known[id] = true
		}
	}
	return slices.DeleteFunc(all, func(x dispute) bool {
		return !slices.ContainsFunc(x.quoteIDs(), func(id string) bool { return !known[id] })
	})
}
