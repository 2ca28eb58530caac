package knowledge

import (
	"maps"
	"slices"

	"attache/knowledge/language"
)

// agentVerbs are verbs of what one does alone, or few together: two documents that name
// others cannot both have it right. To be praised by one is not to be praised by no other.
var agentVerbs = wordSet(`fund finance pay build design invent found compose discover commission organise organize own sponsor win buy acquire host
	convene mediate write direct conduct score command captain shoot kill poison forge invite call`)

// agentWords is the part of the words before the verb that two clauses share.
const agentWords = .6

// agency is a clause that says by whom something was done.
type agency struct {
	*account
	verb    string
	subject map[string]bool // what was done, or to whom
	named   map[string]bool // ids of who did it
	terms   map[string]bool // words of who did it
	value   Span
	told    Span // what was done, in few words
}

// agents finds what two documents say was done by others.
func (c *comparison) agents() []dispute {
	var all []agency
	var keys [][]string
	for _, a := range c.accounts {
		for i := a.from + 1; i+1 < a.to; i++ {
			if g, ok := c.agency(a, i); ok {
				all = append(all, g)
				keys = append(keys, slices.Sorted(maps.Keys(g.subject)))
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, 1, func(i, j int) {
		if all[i].against(all[j]) && !c.namesAgent(all[i].page, all[j]) && !c.namesAgent(all[j].page, all[i]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindPeople, entities: map[string]bool{}}
		for _, g := range group {
			maps.Copy(x.entities, g.entities)
			value := g.value.In(g.page.doc.Text)
			x.add(value, value, g.page.doc.Cite(g.span))
		}
		x.About = c.aboutNames("who did it", inBoth(group[0].entities, group[1].entities))
		if first := group[0]; first.told.Len() > 0 {
			x.About = "by whom " + first.page.lowered(first.told)
		}
		out = append(out, x)
	}
	return out
}

// agency reads a passive at its "by": "was funded by the Wexler Foundation".
func (c *comparison) agency(a *account, by int) (agency, bool) {
	low := a.page.text.low
	if low[by] != "by" || by < a.from+2 || a.inQuote(by) {
		return agency{}, false
	}
	verb := by - 1
	if low[verb] == "for" && low[verb-1] == "paid" {
		verb--
	}
	be := verb - 1
	g := agency{account: a, verb: a.deedVerb(verb)}
	if !agentVerbs[g.verb] || !beForms[low[be]] || !a.isMeant(verb) {
		return agency{}, false
	}
	in := a.clauseAround(be)
	g.subject = a.termsIn(a.doerFrom(in.from), be)
	g.told = a.inBrief(a.doerFrom(in.from), by)
	end := by + 1
	for end < a.to && (a.page.text.Tokens[end].Upper || a.page.isNamed(a.page.text.Tokens[end].Span) || low[end] == "the" || low[end] == "of" || low[end] == "and") && a.page.text.Tokens[end].Kind != language.Punct {
		end++
	}
	for end > by+1 && !a.page.text.Tokens[end-1].Upper {
		end--
	}
	g.terms = a.termsIn(by+1, end)
	if len(g.subject) == 0 || len(g.terms) == 0 {
		return agency{}, false
	}
	g.value = clause{by, end}.span(a)
	g.named = c.named(a.page, g.value)
	return g, true
}

// against reports whether two clauses say of one thing that others did it.
func (g agency) against(o agency) bool {
	if g.page == o.page || g.verb != o.verb && !sameDeed(g.verb, o.verb) || len(inBoth(g.terms, o.terms)) > 0 || len(inBoth(g.named, o.named)) > 0 {
		return false
	}
	return overlap(g.subject, o.subject) >= agentWords && g.page.words.related(o.page.words) && !otherTime(g.account, o.account)
}

// namesAgent reports whether a page names who did it, as another page says: then it may
// know of both.
func (c *comparison) namesAgent(p *page, g agency) bool {
	return slices.ContainsFunc(c.accounts, func(a *account) bool {
		return a.page == p && len(inBoth(a.terms, g.terms)) == len(g.terms) && len(inBoth(a.terms, g.subject)) > 0
	})
}
