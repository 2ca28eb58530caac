package knowledge

import (
	"maps"
	"slices"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// What two clauses must share that say until when one thing lasts.
const (
	limitWords  = 2  // words, the kind of office or thing among them
	limitDays   = 31 // between the publications, where the end is told to the year or month
	limitMoment = 1  // likewise, where it is a day, which is put off
	limitBack   = 12 // tokens before "until"
)

// limit is a clause that says until when something lasts.
type limit struct {
	*account
	words map[string]bool // of the clause
	when  timex.Timex
}

// limits finds what two documents say lasts until times that do not meet.
func (c *comparison) limits() []dispute {
	var all []limit
	var keys [][]string
	for _, a := range c.accounts {
		for _, x := range a.times {
			if l, ok := a.limit(x); ok {
				all = append(all, l)
				keys = append(keys, slices.Sorted(maps.Keys(l.words)))
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, limitWords, func(i, j int) {
		if all[i].against(all[j]) && !slices.ContainsFunc(all, func(o limit) bool {
			return o.page == all[i].page && meet(o.when, all[j].when) || o.page == all[j].page && meet(o.when, all[i].when)
		}) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindDay, entities: group[0].entities}
		for _, l := range group {
			x.add(l.when.From.String()+"/"+l.when.To.String(), "until "+l.when.In(l.page.doc.Text), l.page.doc.Cite(l.span))
		}
		x.About = c.aboutNames("until when", inBoth(group[0].entities, group[1].entities))
		out = append(out, x)
	}
	return out
}

// limit reads the clause that a time behind "until" ends.
func (a *account) limit(x timex.Timex) (limit, bool) {
	at := a.page.text.TokenAt(x.Start)
	low := a.page.text.low
	if x.Type != timex.Date || x.Open || at <= a.from+1 || low[at-1] != "until" && low[at-1] != "till" || a.has(negations, max(a.from, at-limitBack), at) {
		return limit{}, false
	}
	from := at - 1
	for from > a.from && from > at-limitBack && !a.isMark(from-1, ";:—–") && (low[from-1] != "and" || a.page.text.Tokens[from].Upper) && low[from-1] != "but" {
		from--
	}
	l := limit{account: a, words: a.termsIn(from, at-1), when: x}
	return l, len(l.words) >= limitWords
}

// against reports whether two clauses say of one thing that it lasts until other times.
func (l limit) against(o limit) bool {
	days := limitDays
	if l.when.From.Day > 0 || o.when.From.Day > 0 {
		days = limitMoment
	}
	if l.page == o.page || meet(l.when, o.when) || !publishedNear(l.page, o.page, days) || !l.page.words.related(o.page.words) {
		return false
	}
	shared := inBoth(l.words, o.words)
	return len(shared) >= limitWords && slices.ContainsFunc(shared, l.isThing)
}

// isThing reports whether a word of a clause is written in it as no name: what lasts,
// not whose it is.
func (l limit) isThing(term string) bool {
	for i := l.from; i < l.to; i++ {
		if l.page.text.terms[i] == term && l.page.text.Tokens[i].Kind == language.Word {
			return !l.page.text.Tokens[i].Upper
		}
	}
	return false
}
