package knowledge

import (
	"maps"
	"slices"
)

// causing are verbs that lead from a cause to what it brought about, and blaming those
// that lead to the cause.
var (
	causing = wordSet(`cause trigger spark`)
	blaming = wordSet(`blame`)
)

// What two accounts of a cause must share.
const (
	causeEffect = .6 // words for what came about, as a part of those of the shorter
	causeDays   = 31 // between the publications
	causeWithin = 9  // tokens that a cause, or what it brought about, takes
)

// cause is a clause that says what brought something about.
type cause struct {
	*account
	why    map[string]bool // words of the cause
	effect map[string]bool // words of what came about
	value  Span            // the cause
}

// causes finds what two documents, or two people in one, say came about by other causes.
func (c *comparison) causes() []dispute {
	var all []cause
	var keys [][]string
	for _, a := range c.accounts {
		for i := a.from + 1; i+1 < a.to; i++ {
			if x, ok := a.cause(i); ok {
				all = append(all, x)
				keys = append(keys, slices.Sorted(maps.Keys(x.effect)))
				break
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, 1, func(i, j int) {
		if c.otherCause(all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindPeople, entities: map[string]bool{}}
		for _, w := range group {
			maps.Copy(x.entities, w.entities)
			value := w.value.In(w.page.doc.Text)
			x.add(value, value, w.page.doc.Cite(w.span))
		}
		x.About = c.aboutNames("the cause", inBoth(group[0].entities, group[1].entities))
		out = append(out, x)
	}
	return out
}

// cause reads the clause around a verb: "a blast caused the collapse", "the collapse was
// caused by a blast", "blamed a blast for the collapse".
func (a *account) cause(i int) (cause, bool) {
	verb := a.page.verb(i)
	if a.page.text.low[i] == "" || !causing[verb] && !blaming[verb] || a.inQuote(i) || !a.isMeant(i) {
		return cause{}, false
	}
	low := a.page.text.low
	in := a.clauseAround(i)
	before := clause{a.doerFrom(in.from), i}
	behind := clause{i + 1, min(a.clauseStop(i+1, in.to), i+1+causeWithin)}
	switch {
	case blaming[verb]:
		at := slices.Index(low[behind.from:behind.to], "for")
		if at <= 0 || beForms[low[i-1]] {
			return cause{}, false
		}
		before, behind = clause{behind.from, behind.from + at}, clause{behind.from + at + 1, behind.to}
	case low[i+1] == "by":
		before, behind = clause{i + 2, behind.to}, before
		for before.to > before.from+1 && beForms[low[before.to-1]] {
			before.to--
		}
	}
	x := cause{account: a, why: a.termsIn(before.from, before.to), effect: a.termsIn(behind.from, behind.to), value: before.span(a)}
	return x, len(x.why) > 0 && len(x.effect) > 0 && before.to-before.from <= causeWithin
}

// otherCause reports whether two clauses give other causes of one thing.
func (c *comparison) otherCause(a, b cause) bool {
	if len(inBoth(a.why, b.why)) > 0 || overlap(a.effect, b.effect) < causeEffect || a.account == b.account || otherOccasion(a.account, b.account) {
		return false
	}
	if !slices.ContainsFunc(inBoth(a.effect, b.effect), func(term string) bool { return !a.nameTerm(term) }) || !publishedNear(a.page, b.page, causeDays) {
		return false
	}
	if a.page == b.page {
		return c.saidByOthers(a.account, b.account)
	}
	return a.page.words.related(b.page.words) && !c.tellsOf(a.page, b.why) && !c.tellsOf(b.page, a.why)
}

// saidByOthers reports whether two sentences of a page are credited to two speakers.
func (c *comparison) saidByOthers(a, b *account) bool {
	one, other := c.sayer(a.page.doc.Cite(a.span)), c.sayer(b.page.doc.Cite(b.span))
	return one != "" && other != "" && one != other
}

// tellsOf reports whether a sentence of a page has all of the words.
func (c *comparison) tellsOf(p *page, words map[string]bool) bool {
	return slices.ContainsFunc(c.accounts, func(a *account) bool {
		return a.page == p && len(inBoth(a.terms, words)) == len(words)
	})
}
