package knowledge

import (
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language/names"
)

// single are offices that one person has at a time. A company has many directors
// and a country many senators.
var single = wordSet(`president minister premier chancellor governor mayor ceo chief executive head chairman chairwoman chair captain coach manager king queen pope emperor
	secretary-general commander rector principal headmaster headteacher prosecutor-general leader`)

// officeDays is within how many days two documents count as of one time, for who
// has an office that changes hands.
const officeDays = 14

// offices finds offices that two documents give to two people.
func (c *comparison) offices() []dispute {
	byOffice := map[string][]title{}
	for _, p := range c.pages {
		for i, m := range p.facts.Names {
			if m.Kind != names.Person || len(m.Roles) == 0 {
				continue
			}
			e := c.people.EntityOf(names.Ref{Doc: string(p.doc.ID), Index: i})
			if e == nil {
				continue
			}
			for _, role := range m.Roles {
				t, ok := p.title(role)
				words := strings.Fields(t.office)
				if !ok || t.stage != holding || len(t.of) == 0 || !single[words[len(words)-1]] {
					continue
				}
				t.holder = e.ID
				key := t.office + " of " + strings.Join(slices.Sorted(maps.Keys(t.of)), " ")
				byOffice[key] = append(byOffice[key], t)
			}
		}
	}
	var out []dispute
	for _, key := range slices.Sorted(maps.Keys(byOffice)) {
		if x, ok := c.officeDispute(byOffice[key]); ok {
			out = append(out, x)
		}
	}
	return out
}

func (c *comparison) officeDispute(all []title) (dispute, bool) {
	all = slices.DeleteFunc(slices.Clone(all), func(t title) bool { return c.knowsSeveral(all, t) })
	x := dispute{kind: kindOffice, entities: map[string]bool{}}
	disputed := map[int]bool{}
	for i, a := range all {
		for j, b := range all {
			n, ok := daysApart(a.page.doc.Published.Value, b.page.doc.Published.Value)
			if a.holder != b.holder && a.page != b.page && ok && n <= officeDays && !sameSurname(c.people.Get(a.holder).Name, c.people.Get(b.holder).Name) {
				disputed[i], disputed[j] = true, true
			}
		}
	}
	for i, t := range all {
		if disputed[i] {
			x.entities[t.holder] = true
			name := c.people.Get(t.holder).Name
			x.add(t.holder, name, t.quote)
		}
	}
	if len(x.Sides) < 2 {
		return dispute{}, false
	}
	x.About = "who is " + OneLine(all[0].span.In(all[0].page.doc.Text))
	return x, true
}

// knowsSeveral reports whether the page of a title gives the office to somebody else
// too, or tells of a change in it.
func (c *comparison) knowsSeveral(all []title, t title) bool {
	if slices.ContainsFunc(all, func(o title) bool { return o.page == t.page && o.holder != t.holder }) {
		return true
	}
	changing := map[string]bool{}
	for _, term := range c.d.index.Terms(changes) {
		changing[term] = true
	}
	return slices.ContainsFunc(c.accounts, func(a *account) bool {
		return a.page == t.page && a.entities[t.holder] && len(inBoth(changing, a.terms)) > 0
	})
}

// sameSurname reports whether two names may be one person's.
func sameSurname(a, b string) bool {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	return len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1]
}
