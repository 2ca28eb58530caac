package knowledge

import (
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language/timex"
)

// gatherings are verbs of people who come together, and talks what they then hold.
var (
	gatherings = wordSet(`meet gather confer negotiate spend convene huddle dine`)
	talks      = wordSet(`meeting meetings talks session sessions discussions negotiations summit conversation conversations dinner lunch briefing consultations`)
	holdings   = wordSet(`hold have conduct attend join`)
)

// What two accounts must share to be of one gathering.
const (
	gatheredPeople  = 2
	gatheredPrinted = 60 // days between the publications
)

// open words say that a list of people is not whole.
var openList = wordSet(`others other including among team delegation colleagues officials aides members`)

// gathering is a clause that tells who came together, and on which day.
type gathering struct {
	*account
	when   timex.Timex
	people []person
	ids    map[string]bool
}

// participants finds gatherings of which documents list other people. A list that
// says itself that it is not whole is none.
func (c *comparison) participants() []dispute {
	var all []gathering
	var keys [][]string
	for _, a := range c.accounts {
		for i := a.from; i < a.to; i++ {
			if g, ok := c.gathering(a, i); ok {
				all = append(all, g)
				keys = append(keys, slices.Sorted(maps.Keys(g.ids)))
				break
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, gatheredPeople, func(i, j int) {
		if oneGathering(all[i], all[j]) && publishedNear(all[i].page, all[j].page, gatheredPrinted) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		if x, ok := c.gathered(group); ok {
			out = append(out, x)
		}
	}
	return out
}

// gathering reads the clause around a token that is a verb of coming together.
func (c *comparison) gathering(a *account, i int) (gathering, bool) {
	verb := a.page.verb(i)
	if a.page.text.low[i] == "" || !gatherings[verb] && !holdings[verb] || a.inQuote(i) || !a.isMeant(i) {
		return gathering{}, false
	}
	in := a.clauseAround(i)
	if holdings[verb] && !a.has(talks, i+1, min(in.to, i+7)) || a.has(openList, in.from, in.to) {
		return gathering{}, false
	}
	when, ok := a.dayIn(in.span(a))
	if !ok {
		return gathering{}, false
	}
	g := gathering{account: a, when: when, ids: map[string]bool{}}
	for _, who := range c.personsIn(a, in) {
		if !g.ids[who.id] {
			g.ids[who.id] = true
			g.people = append(g.people, who)
		}
	}
	return g, len(g.people) >= gatheredPeople
}

// has reports whether a token from..to is one of the words.
func (a *account) has(words map[string]bool, from, to int) bool {
	return slices.ContainsFunc(a.page.text.low[from:max(from, to)], func(w string) bool { return words[w] })
}

// dayIn is the one day, or range of days, that a span gives.
func (a *account) dayIn(s Span) (timex.Timex, bool) {
	var found timex.Timex
	n := 0
	for _, x := range a.times {
		if s.Contains(x.Span) && x.From.Day > 0 && x.To.Day > 0 && (n == 0 || x.From != found.From || x.To != found.To) {
			found = x
			n++
		}
	}
	return found, n == 1
}

func oneGathering(a, b gathering) bool {
	return a.when.From == b.when.From && a.when.To == b.when.To && len(inBoth(a.ids, b.ids)) >= gatheredPeople
}

// gathered makes a dispute of the accounts of one gathering. What several sentences
// of a page list counts together.
func (c *comparison) gathered(group []gathering) (dispute, bool) {
	listed := map[*page]map[string]string{}
	shared := maps.Clone(group[0].ids)
	for _, g := range group {
		if listed[g.page] == nil {
			listed[g.page] = map[string]string{}
		}
		for _, who := range g.people {
			listed[g.page][who.id] = who.name
		}
		maps.DeleteFunc(shared, func(id string, _ bool) bool { return !g.ids[id] })
	}
	x := dispute{kind: kindPeople, entities: map[string]bool{}}
	for _, g := range group {
		if len(g.ids) < len(listed[g.page]) {
			continue // another sentence of the page lists more of them
		}
		maps.Copy(x.entities, g.ids)
		value := strings.Join(slices.Sorted(maps.Values(listed[g.page])), ", ")
		x.add(value, value, g.page.doc.Cite(g.span))
	}
	x.About = c.aboutNames("who took part", slices.Sorted(maps.Keys(shared)))
	return x, len(x.Sides) > 1 && distinctDocs(x.Sides)
}

// distinctDocs reports whether the sides stand in at least two documents.
func distinctDocs(sides []Side) bool {
	docs := map[DocID]bool{}
	for _, s := range sides {
		for _, q := range s.Quotes {
			docs[q.Doc] = true
		}
	}
	return len(docs) > 1
}
