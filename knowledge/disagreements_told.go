package knowledge

import (
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// Verbs of telling somebody: with the one who is told behind them, or behind "with"
// or "to".
var (
	tellings = wordSet(`brief inform notify alert tell warn`)
	sharings = wordSet(`share discuss present show hand`)
	occasion = wordSet(`discussions talks meeting meetings visit session sessions summit trip negotiations`)
)

// What two accounts must share to be of one telling.
const (
	toldWords   = 2  // beside the names
	toldPrinted = 31 // days between the publications
	toldWithin  = 8  // tokens between the verb and who is told
)

// toldAt is a clause that says when somebody was told.
type toldAt struct {
	*account
	recipient string
	value     Span        // the words that give the time
	when      timex.Timex // what they mean
	others    map[string]bool
}

// told finds people of whom documents say that they were told at times which do
// not meet.
func (c *comparison) told() []dispute {
	var all []toldAt
	var keys [][]string
	for _, a := range c.accounts {
		for i := a.from; i < a.to; i++ {
			if t, ok := c.toldIn(a, i); ok {
				all = append(all, t)
				keys = append(keys, []string{t.recipient})
				break
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, 1, func(i, j int) {
		if otherTelling(all[i], all[j]) && !c.tellsBoth(all, all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindTold, entities: group[0].entities}
		for _, t := range group {
			x.add(t.when.From.String()+"/"+t.when.To.String(), t.value.In(t.page.doc.Text), t.page.doc.Cite(t.span))
		}
		x.About = "when " + c.people.Get(group[0].recipient).Name + " was told"
		out = append(out, x)
	}
	return out
}

// toldIn reads the clause around a verb of telling at a token.
func (c *comparison) toldIn(a *account, i int) (toldAt, bool) {
	text := a.page.text
	verb := a.page.verb(i)
	if text.low[i] == "" || !tellings[verb] && !sharings[verb] || a.inQuote(i) || !a.isMeant(i) {
		return toldAt{}, false
	}
	in := a.clauseAround(i)
	recipient, ok := c.recipient(a, in, i)
	if !ok {
		return toldAt{}, false
	}
	t := toldAt{account: a, recipient: recipient, others: map[string]bool{}}
	for _, who := range c.personsIn(a, clause{a.from, a.to}) {
		if who.id != recipient {
			t.others[who.id] = true
		}
	}
	if t.when, ok = a.dayIn(in.span(a)); ok {
		t.value = t.when.Span
		return t, true
	}
	if t.when, ok = a.recentIn(in); ok {
		t.value = t.when.Span
		return t, true
	}
	t.value, t.when, ok = c.occasionIn(a, in)
	return t, ok
}

// recentIn reads a time that counts from when the page was written, which it does
// not say: "this week". It lies within a week of the last day that the page knows.
func (a *account) recentIn(in clause) (timex.Timex, bool) {
	p, span := a.page, in.span(a)
	for i := p.timeAt(span.Start); i < len(p.facts.Timexes) && p.facts.Timexes[i].Start < span.End; i++ {
		x := p.facts.Timexes[i]
		if x.Type == timex.Date && x.From.IsZero() && strings.HasPrefix(x.Value, "XXXX-W") && p.since.Day > 0 {
			x.From, x.To = p.since.AddDays(-7), p.since.AddDays(7)
			return x, true
		}
	}
	return timex.Timex{}, false
}

// recipient is who is told: the person behind the verb, or behind "with" or "to"; of
// a passive the person before it.
func (c *comparison) recipient(a *account, in clause, verb int) (string, bool) {
	text := a.page.text
	from, to := verb+1, min(in.to, verb+1+toldWithin)
	low := text.low[max(a.from, verb-1)]
	if passive := low == "was" || low == "were" || low == "been" || low == "first" && verb-2 >= a.from && text.low[verb-2] == "was"; passive {
		from, to = in.from, verb
	} else if sharings[a.page.verb(verb)] {
		with := slices.IndexFunc(text.low[from:in.to], func(w string) bool { return w == "with" || w == "to" })
		if with < 0 {
			return "", false
		}
		from, to = from+with+1, min(in.to, from+with+1+toldWithin)
	}
	for k := from; k < to; k++ {
		n := a.page.nameAt(text.Tokens[k].Start)
		if n >= len(a.page.facts.Names) || a.page.facts.Names[n].Start != text.Tokens[k].Start || a.page.facts.Names[n].Kind != names.Person {
			continue
		}
		if next := text.TokenAt(a.page.facts.Names[n].End); next < len(text.Tokens) && text.Tokens[next].Kind == language.Suffix {
			continue // whose adviser is told
		}
		if e := c.people.EntityOf(names.Ref{Doc: string(a.page.doc.ID), Index: n}); e != nil {
			return e.ID, true
		}
	}
	return "", false
}

// occasionIn reads a time that is an occasion: "during the Miami discussions". Its
// days are those at which the page puts the one occasion of the place.
func (c *comparison) occasionIn(a *account, in clause) (Span, timex.Timex, bool) {
	text := a.page.text
	for i := in.from; i < in.to; i++ {
		if text.low[i] != "during" && text.low[i] != "at" {
			continue
		}
		for k := i + 1; k < min(in.to, i+6); k++ {
			if !occasion[text.low[k]] {
				continue
			}
			end := k + 1
			if k+2 < in.to && text.low[k+1] == "in" {
				end = k + 3
			}
			words := Span{Start: text.Tokens[i].Start, End: text.Tokens[end-1].End}
			when, ok := c.daysOf(a.page, c.placesIn(a.page, words))
			return words, when, ok
		}
	}
	return Span{}, timex.Timex{}, false
}

// placesIn returns the places that a span names.
func (c *comparison) placesIn(p *page, s Span) map[string]bool {
	out := c.named(p, s)
	for id := range out {
		if e := c.people.Get(id); e == nil || e.Kind != names.Place {
			delete(out, id)
		}
	}
	return out
}

// daysOf is the one time at which a page puts what happened in the places.
func (c *comparison) daysOf(p *page, places map[string]bool) (timex.Timex, bool) {
	var found timex.Timex
	n := 0
	for _, a := range c.accounts {
		if a.page != p || len(places) == 0 || len(inBoth(a.entities, places)) == 0 || !a.tellsOfTalks() {
			continue
		}
		if when, ok := a.dayIn(a.span); ok && (n == 0 || when.From != found.From || when.To != found.To) {
			found = when
			n++
		}
	}
	return found, n == 1
}

// tellsOfTalks reports whether a sentence tells of people who came together.
func (a *account) tellsOfTalks() bool {
	for i := a.from; i < a.to; i++ {
		if a.page.text.low[i] != "" && (gatherings[a.page.verb(i)] || occasion[a.page.text.low[i]]) {
			return true
		}
	}
	return false
}

func otherTelling(a, b toldAt) bool {
	if a.page == b.page || a.recipient != b.recipient || meet(a.when, b.when) || !publishedNear(a.page, b.page, toldPrinted) {
		return false
	}
	if len(inBoth(a.others, b.others)) > 0 {
		return true
	}
	words := 0
	for _, w := range inBoth(a.terms, b.terms) {
		if !a.nameTerm(w) && !toldTerms[w] {
			words++
		}
	}
	return words >= toldWords
}

// toldTerms are the verbs themselves, which say nothing of what was told.
var toldTerms = wordSet(`inform brief tell told notifi alert warn said say office`)

// nameTerm reports whether a word stands in a name of the sentence.
func (a *account) nameTerm(term string) bool {
	for i := a.from; i < a.to; i++ {
		if a.page.text.terms[i] == term {
			return a.page.isNamed(a.page.text.Tokens[i].Span)
		}
	}
	return false
}

// tellsBoth reports whether the page of one account puts a telling of the same
// person at the time of the other: then there were two.
func (c *comparison) tellsBoth(all []toldAt, a, b toldAt) bool {
	return slices.ContainsFunc(all, func(t toldAt) bool {
		return t.recipient == a.recipient && (t.page == a.page && meet(t.when, b.when) || t.page == b.page && meet(t.when, a.when))
	})
}
