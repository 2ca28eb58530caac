package web

import (
	"strings"

	"attache/knowledge/language/names"
)

// namesOnPage is how many names a page lists.
const namesOnPage = 60

type peopleView struct {
	Kind    string
	Query   string
	Kinds   []choice
	Count   string
	Names   []nameView
	Pager   pager
	Nearest []string // where nothing is called so
}

type nameView struct {
	Name      string
	Kind      string
	Role      string
	Variants  []string
	Documents string
	Mentions  int
}

// kinds are what can be named, in the order in which they are offered.
var kinds = []struct{ value, many string }{{"person", "People"}, {"organisation", "Organisations"}, {"place", "Places"}}

// people lists who and what is named, the most often named first.
func (d *desk) people() (page, error) {
	q := d.URL.Query()
	v := peopleView{Kind: "person", Query: strings.TrimSpace(q.Get("q"))}
	if k := q.Get("kind"); k != "" {
		v.Kind = k
	}
	all := d.Dossier.Names().Entities()
	if v.Query != "" {
		all = d.called(v.Query)
	}
	counts := map[string]int{}
	var chosen []*names.Entity
	for _, e := range all {
		counts[e.Kind.String()]++
		if e.Kind.String() == v.Kind {
			chosen = append(chosen, e)
		}
	}
	for _, k := range kinds {
		v.Kinds = append(v.Kinds, choice{k.value, counts[k.value], k.value == v.Kind})
	}
	if len(all) == 0 && v.Query != "" {
		v.Nearest = d.Dossier.Names().Lookup(v.Query).Nearest
	}
	from, to, pager := d.paged(len(chosen), namesOnPage)
	v.Pager, v.Count = pager, counted(len(chosen), "name", "names")
	for _, e := range chosen[from:to] {
		v.Names = append(v.Names, viewName(e))
	}
	return page{View: "people", Title: "Names", Place: "people", Data: v}, nil
}

// KindName is the heading over names of a kind.
func (choice) KindName(value string) string {
	for _, k := range kinds {
		if k.value == value {
			return k.many
		}
	}
	return value
}

// mostCalled bounds the names that a search finds.
const mostCalled = 300

// called are the names that begin like what was typed, and those that it means.
func (d *desk) called(typed string) []*names.Entity {
	people := d.Dossier.Names()
	out := people.Complete(typed, mostCalled)
	seen := map[string]bool{}
	for _, e := range out {
		seen[e.ID] = true
	}
	m := people.Lookup(typed)
	for _, e := range append([]*names.Entity{m.Entity}, m.Candidates...) {
		if e != nil && !seen[e.ID] {
			seen[e.ID] = true
			out = append(out, e)
		}
	}
	return out
}

// variantsListed is how many of a name's forms stand in a list.
const variantsListed = 4

func viewName(e *names.Entity) nameView {
	v := nameView{Name: plain(e.Name), Kind: e.Kind.String(), Documents: counted(e.Documents, "document", "documents"), Mentions: len(e.Mentions)}
	if len(e.Roles) > 0 {
		v.Role = plain(e.Roles[0])
	}
	for _, form := range e.Variants {
		if form != e.Name && len(v.Variants) < variantsListed {
			v.Variants = append(v.Variants, plain(form))
		}
	}
	return v
}

type topicView struct {
	Name   string // of the page
	About  string
	Answer answerView
}

// who shows what the dossier says of one name.
func (d *desk) who() (page, error) {
	name := d.PathValue("name")
	answer := d.answer("/who "+name, 0)
	if answer.Err != nil {
		return page{}, errMissing
	}
	v := topicView{Name: "who", About: name, Answer: d.viewAnswer(answer, usualQuotes, false)}
	return page{View: "who", Title: v.Answer.Title, Place: "people", Data: v}, nil
}

// origins shows where the documents have their news from.
func (d *desk) origins() (page, error) {
	return d.topic("origins", "Origins", "Which documents go back to the same source, and the words that show it.")
}

// compare shows what the documents put differently.
func (d *desk) compare() (page, error) {
	return d.topic("compare", "Disputed", "What the documents put differently, side by side. No side is said to be right.")
}

func (d *desk) topic(command, title, about string) (page, error) {
	words := strings.TrimSpace(d.URL.Query().Get("about"))
	answer := d.answer(strings.TrimSpace("/"+command+" "+words), 0)
	v := topicView{Name: command, About: words, Answer: d.viewAnswer(answer, usualQuotes, false)}
	return page{View: "topic", Title: title, Place: command, Description: about, Data: v}, nil
}
