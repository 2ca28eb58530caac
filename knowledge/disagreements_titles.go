package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// stage is how far somebody is through an office. It only grows.
type stage uint8

const (
	elect stage = iota
	acting
	holding
	former
)

// stageWords tell the stage.
var stageWords = map[string]stage{
	"elect": elect, "designate": elect, "acting": acting, "interim": acting, "caretaker": acting,
	"former": former, "ex": former, "late": former, "deposed": former, "ousted": former,
}

// rankWords belong to the office: a deputy's is another one than his chief's.
var rankWords = wordSet(`vice deputy prime foreign defence defense finance interior justice chief executive general managing assistant associate
	co first second junior senior founding honorary operating financial technology lieutenant major under home shadow national security press
	special joint cardinal crown grand attorney chairman chairwoman commander permanent political military trade health education energy`)

// stateHeads are offices of which a country, city or church has one, so that they
// can be told without saying of what.
var stateHeads = wordSet(`president chancellor premier king queen emperor pope governor mayor sultan emir`)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// title is one time that somebody is given an office.
type title struct {
	page   *page
	holder string // entity
	office string // head with what ranks it
	of     map[string]bool
	stage  stage
	span   Span // the words of it
	quote  Citation
}

// sameOfficeDays is within how many days two documents count as of one time for who holds
// an office.
const sameOfficeDays = 31

// titles finds who is given an office by one document and called its former, or
// coming, holder by another though that was written no later.
func (c *comparison) titles() []dispute {
	byHolder := map[string][]title{}
	var order []string
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
				if !ok {
					continue
				}
				t.holder = e.ID
				key := e.ID + "/" + t.office
				if byHolder[key] == nil {
					order = append(order, key)
				}
				byHolder[key] = append(byHolder[key], t)
			}
		}
	}
	slices.Sort(order)
	var out []dispute
	for _, key := range order {
		if x, ok := c.titleDispute(byHolder[key]); ok {
			out = append(out, x)
		}
	}
	return out
}

// title reads the words of a role.
func (p *page) title(role Span) (title, bool) {
	t := title{page: p, stage: holding, span: role, of: map[string]bool{}}
	words := p.text.TokensIn(role)
	first := p.text.TokenAt(role.Start)
	head := -1
	for i, tok := range words {
		low := p.text.low[first+i]
		if low == "of" || low == "for" || low == "to" || low == "at" || low == "in" || low == "on" || low == "," || tok.Kind == language.Punct && tok.In(p.text.Raw) != "-" && tok.In(p.text.Raw) != "‑" {
			break
		}
		if s, ok := stageWords[low]; ok {
			t.stage = s
			continue
		}
		if tok.Kind == language.Word {
			head = i
		}
	}
	if head < 0 {
		return title{}, false
	}
	if i := slices.IndexFunc(words, func(w language.Token) bool { return w.Kind == language.Punct && w.In(p.text.Raw) == "," }); i >= 0 {
		words = words[:i]
	}
	t.office = p.text.low[first+head]
	for i := range words {
		low, term := p.text.low[first+i], p.text.terms[first+i]
		switch {
		case i == head || term == "":
		case i < head && rankWords[low]:
			t.office = low + " " + t.office
		default:
			if _, ok := stageWords[low]; !ok {
				t.of[term] = true
			}
		}
	}
	if sentence := p.text.SentenceAt(role.Start); sentence >= 0 && p.text.Sentences[sentence].Contains(role) {
		t.quote = p.doc.Cite(p.text.Sentences[sentence].Span)
		return t, true
	}
	return title{}, false
}

// notBefore is the day before which a page was not written: that of publication,
// else the last that it tells of as past.
func (p *page) notBefore() Date {
	if d := p.doc.Published.Value; d.Day > 0 {
		return d
	}
	var last Date
	for _, e := range p.facts.Events {
		if e.Status == Happened && e.When.Basis == Stated && e.When.To.Day > 0 && e.When.To.Compare(last) > 0 {
			last = e.When.To
		}
	}
	return last
}

// ofOneMind returns the titles of the pages that give the office at one stage
// only. One that says both "then president" and "former president" tells of two
// times.
func ofOneMind(all []title) []title {
	first, torn := map[*page]stage{}, map[*page]bool{}
	for _, t := range all {
		if s, ok := first[t.page]; ok && s != t.stage {
			torn[t.page] = true
		}
		first[t.page] = t.stage
	}
	return slices.DeleteFunc(slices.Clone(all), func(t title) bool { return torn[t.page] })
}

// changes are words for coming to an office and leaving it.
const changes = `resign resigned resignation oust ousted ouster depose deposed impeach impeached impeachment succeed succeeded successor replace replaced
	overthrow overthrown topple toppled inaugurate inaugurated inauguration sworn quit sacked dismiss dismissed retire retired retirement appoint appointed
	appointment elected election stepping stepped died death`

// withoutChange leaves out the titles of pages that tell of the holder coming or
// going: what they call him depends on which side of that they speak of.
func (c *comparison) withoutChange(all []title) []title {
	changing := map[string]bool{}
	for _, term := range c.d.index.Terms(changes) {
		changing[term] = true
	}
	changed := map[*page]bool{}
	for _, a := range c.accounts {
		if len(all) > 0 && a.entities[all[0].holder] && len(inBoth(changing, a.terms)) > 0 {
			changed[a.page] = true
		}
	}
	return slices.DeleteFunc(all, func(t title) bool { return changed[t.page] })
}

// titleDispute looks for two titles of one office that cannot both be.
func (c *comparison) titleDispute(all []title) (dispute, bool) {
	all = ofOneMind(all)
	if !slices.ContainsFunc(all, func(t title) bool { return t.stage != all[0].stage }) {
		return dispute{}, false
	}
	all = c.withoutChange(all)
	disputed := make([]bool, len(all))
	for i, late := range all {
		for j, early := range all {
			if contradict(late, early) {
				disputed[i], disputed[j] = true, true
			}
		}
	}
	x := dispute{kind: kindTitle, entities: map[string]bool{}}
	var picked []title
	for i, t := range all {
		if disputed[i] {
			picked = append(picked, t)
		}
	}
	slices.SortStableFunc(picked, func(a, b title) int { return cmp.Compare(b.stage, a.stage) })
	for _, t := range picked {
		x.entities[t.holder] = true
		x.add(string('0'+rune(t.stage)), t.span.In(t.page.doc.Text), t.quote)
	}
	if len(x.Sides) < 2 {
		return dispute{}, false
	}
	x.About = "the title of " + c.people.Get(all[0].holder).Name
	return x, true
}

// contradict reports whether a page that was published gives somebody a later
// stage of an office than another that was written on the same day or after it.
func contradict(late, early title) bool {
	if late.page == early.page || late.stage <= early.stage {
		return false
	}
	then, now := late.page.doc.Published.Value, early.page.since
	if n, ok := daysApart(then, now); !ok || n > sameOfficeDays || now.Compare(then) < 0 {
		return false
	}
	if len(late.of) == 0 || len(early.of) == 0 {
		words := strings.Fields(late.office)
		return stateHeads[words[len(words)-1]]
	}
	return overlap(late.of, early.of) >= .5
}
