package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// maxCandidates is how many of several bearers of a name are offered; Discord
// and Slack show 25 buttons at most.
const maxCandidates = 25

func who(ctx context.Context, b *Bot, c call) (Answer, error) {
	m := b.dossier.Names().Lookup(c.words)
	switch m.Outcome {
	case names.Unknown:
		return b.unknownName(ctx, c.words, m.Nearest)
	case names.Ambiguous:
		return b.which(ctx, c.words, m)
	}
	p, err := b.dossier.Profile(ctx, m.Entity)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: p.Name, Blocks: []Block{Profile(p)}, Relations: p.Relations}
	switch m.Outcome {
	case names.Misspelt:
		a.Understood = []Understood{{Typed: m.Typed, As: m.As}}
	case names.ByRole:
		a.Understood = []Understood{{Typed: c.words, As: p.Name}}
	}
	return a, nil
}

// maxUnnamed is how many statements of speakers without a name are shown.
const maxUnnamed = 5

// unknownName says that nothing has the name. Where it is no name but what
// documents call somebody whom they do not name, it shows what such speakers said.
func (b *Bot) unknownName(ctx context.Context, typed string, nearest []string) (Answer, error) {
	said, err := b.dossier.Unnamed(ctx, typed, maxUnnamed)
	if err != nil {
		return Answer{}, err
	}
	typed = clip(bare(typed), 80)
	a := Answer{Title: "Nobody called " + typed, Abstained: true, Reason: fmt.Sprintf("The dossier names nobody and nothing called “%s”.", typed)}
	if len(said) > 0 {
		a.Reason = fmt.Sprintf("The dossier does not name “%s”. This is what speakers are reported to have said whom it calls so; they need not be one person.", typed)
		var block Quotes
		for i := range said {
			block.Quotes = append(block.Quotes, Quote{Citations: []knowledge.Citation{said[i].Context}, Marks: []knowledge.Span{said[i].Quote.Span}})
		}
		block.Near = true
		a.Blocks = []Block{block}
		return a, nil
	}
	block := Candidates{Query: typed, Unknown: true}
	for _, name := range nearest {
		block.Candidates = append(block.Candidates, Candidate{Name: name, Line: "/who " + name})
	}
	a.Blocks = []Block{block}
	return a, nil
}

// which asks who of several was meant.
func (b *Bot) which(ctx context.Context, typed string, m names.Match) (Answer, error) {
	block := Candidates{Query: typed}
	times := map[string]int{}
	for _, e := range m.Candidates {
		times[e.Name]++
	}
	for _, e := range m.Candidates[:min(len(m.Candidates), maxCandidates)] {
		x := Candidate{Name: e.Name, Line: "/who " + e.Name}
		role, err := b.roleOf(ctx, e)
		if err != nil {
			return Answer{}, err
		}
		if x.Role = role; role != nil && times[e.Name] > 1 { // the name alone would ask again
			x.Line += ", " + knowledge.OneLine(role.Text)
		}
		block.Candidates = append(block.Candidates, x)
	}
	a := Answer{Title: "Which " + clip(typed, 80) + "?", Blocks: []Block{block}}
	if m.As != "" {
		a.Understood = []Understood{{Typed: m.Typed, As: m.As}}
	}
	return a, nil
}

// roleOf cites the words that say best who somebody is: the role that is given
// most often, of several the one that says most; nil where no document gives one.
func (b *Bot) roleOf(ctx context.Context, e *names.Entity) (*knowledge.Citation, error) {
	type place struct {
		ref  names.Ref
		span knowledge.Span
		text string
	}
	var all []place
	times, worded := map[string]int{}, map[string]int{}
	for _, r := range e.Mentions {
		facts, err := b.dossier.Facts(ctx, knowledge.DocID(r.Doc))
		if err != nil {
			return nil, err
		}
		m := &facts.Names[r.Index]
		for i, span := range m.Roles {
			all = append(all, place{r, span, m.RoleTexts[i]})
			times[names.RoleKey(m.RoleTexts[i])]++
			worded[m.RoleTexts[i]]++
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	best := slices.MaxFunc(all, func(x, y place) int {
		return cmp.Or(cmp.Compare(times[names.RoleKey(x.text)], times[names.RoleKey(y.text)]), cmp.Compare(worded[x.text], worded[y.text]), cmp.Compare(len(x.text), len(y.text)))
	})
	doc, err := b.dossier.Document(ctx, knowledge.DocID(best.ref.Doc))
	if err != nil {
		return nil, err
	}
	c := doc.Cite(best.span)
	return &c, nil
}

// whoExample is a line about the person whom most of the dossier is about.
func whoExample(_ context.Context, b *Bot) string {
	if e := b.mostNamed(names.Person); e != nil {
		return "/who " + e.Name
	}
	return ""
}

func (b *Bot) mostNamed(k names.Kind) *names.Entity {
	for _, e := range b.dossier.Names().Entities() {
		if e.Kind == k {
			return e
		}
	}
	return nil
}

// Complete offers names for what was typed so far, best first.
func (b *Bot) Complete(_ context.Context, prefix string, limit int) []string {
	var out []string
	for _, e := range b.dossier.Names().Complete(prefix, limit) {
		out = append(out, e.Name)
	}
	return out
}
