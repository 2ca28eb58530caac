package bot

import (
	"context"
	"fmt"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// partNames are what parts are called in Items, and in the bot's voice.
var partNames = map[knowledge.PartKind]struct{ item, title, missing string }{
	knowledge.Number:           {"number", "Numbers", "No document lists key numbers."},
	knowledge.Scenario:         {"scenario", "Scenarios", "No document sets out scenarios."},
	knowledge.Precedent:        {"precedent", "Precedents", "No document gives historical precedents."},
	knowledge.Perspective:      {"perspective", "Perspectives", "No document tells how different camps frame it."},
	knowledge.Takeaway:         {"takeaway", "Takeaways", "No document lists key takeaways."},
	knowledge.PersonCard:       {"person", "People", "No document lists the people involved."},
	knowledge.OrganisationCard: {"organisation", "Organisations", "No document lists the organisations involved."},
	knowledge.Overview:         {"happened", "What happened", "No document has an overview."},
}

// partCommand carries out a command that lists one kind of part.
func partCommand(kind knowledge.PartKind) func(context.Context, *Bot, call) (Answer, error) {
	return func(ctx context.Context, b *Bot, c call) (Answer, error) {
		if len(b.dossier.Documents()) == 0 {
			return emptyDossier(), nil
		}
		name := partNames[kind]
		parts, err := b.dossier.Parts(ctx, kind)
		if err != nil {
			return Answer{}, err
		}
		a := Answer{Title: name.title}
		if len(parts) == 0 {
			a.Abstained, a.Reason = true, name.missing
			return a, nil
		}
		if c.words != "" {
			topic := clip(knowledge.OneLine(c.words), 80)
			a.Title += ": " + topic
			if parts = about(parts, c.words); len(parts) == 0 {
				a.Abstained, a.Reason = true, fmt.Sprintf("%s that the documents have say nothing about “%s”.", "The "+strings.ToLower(name.title), topic)
				return a, nil
			}
		}
		items := partItems(parts)
		a.Blocks = []Block{Items{Items: items}}
		if kind == knowledge.Takeaway {
			traced, err := b.originsBehind(ctx, items)
			if err != nil {
				return Answer{}, err
			}
			a.Blocks = append(a.Blocks, traced)
		}
		return a, nil
	}
}

// about keeps the parts that hold every word of the topic, whatever its ending.
func about(parts []knowledge.Part, topic string) []knowledge.Part {
	var out []knowledge.Part
	for _, p := range parts {
		var text strings.Builder
		for _, c := range p.Citations() {
			text.WriteString(" " + language.FoldString(c.Text))
		}
		if holdsAll(strings.Fields(text.String()), strings.Fields(language.FoldString(topic))) {
			out = append(out, p)
		}
	}
	return out
}

func holdsAll(there, wanted []string) bool {
	for _, w := range wanted {
		found := false
		for _, t := range there {
			found = found || strings.HasPrefix(strings.Trim(t, "\"'(.,"), stem(w))
		}
		if !found {
			return false
		}
	}
	return true
}

// stem leaves out what may change at the end of a word.
func stem(word string) string {
	r := []rune(word)
	if len(r) > 5 {
		return string(r[:len(r)-2])
	}
	return word
}

func partItems(parts []knowledge.Part) []Item {
	var out []Item
	for i := range parts {
		p := &parts[i]
		item := Item{Part: partNames[p.Kind].item, Title: p.Title, Text: p.Text, Citations: p.Citations()}
		if p.By != nil {
			item.By = knowledge.OneLine(p.By.Text)
		}
		out = append(out, item)
	}
	return out
}

// originsBehind traces the documents that the items are quoted from.
func (b *Bot) originsBehind(ctx context.Context, items []Item) (Origins, error) {
	var ids []knowledge.DocID
	seen := map[knowledge.DocID]bool{}
	for _, item := range items {
		for _, c := range item.Citations {
			if !seen[c.Doc] {
				seen[c.Doc] = true
				ids = append(ids, c.Doc)
			}
		}
	}
	traced, err := b.dossier.Origins(ctx, ids)
	return Origins{Origins: traced, Documents: len(ids)}, err
}

// next tells what the documents say will, may or is planned to come.
func next(ctx context.Context, b *Bot, _ call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	items, err := b.nextItems(ctx, true)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "What comes next"}
	if len(items) == 0 {
		a.Abstained, a.Reason = true, nothingComes
		return a, nil
	}
	a.Blocks = []Block{Items{Items: items}}
	return a, nil
}

const nothingComes = "No document makes a dated or conditional statement about what comes next."

// nextItems are the statements about the future, also those whose time has passed
// since where past is set.
func (b *Bot) nextItems(ctx context.Context, past bool) ([]Item, error) {
	found, err := b.dossier.Next(ctx)
	if err != nil {
		return nil, err
	}
	var out []Item
	for i := range found {
		p := &found[i]
		if p.Past && !past {
			break // they come last
		}
		out = append(out, Item{Part: "next", Label: dueWords(p), Text: &p.Citations[0], By: p.By, Firmness: string(p.Firmness), Citations: p.Citations})
	}
	return out, nil
}

// dueWords tells when a statement about the future comes true; empty where it does
// not say.
func dueWords(p *knowledge.Prospect) string {
	when := WhenWords(p.Due)
	switch {
	case p.Due.From.IsZero():
		return ""
	case p.Past:
		return "was due " + when
	}
	return when
}

// Items for a briefing of one page.

func (b *Bot) partItemsOf(kind knowledge.PartKind, most int) func(context.Context) ([]Item, error) {
	return func(ctx context.Context) ([]Item, error) {
		parts, err := b.dossier.Parts(ctx, kind)
		return partItems(parts[:min(len(parts), most)]), err
	}
}

// happenedItems are the sentences that say what it is about: of each document the
// first, those that repeat others left out.
func (b *Bot) happenedItems(ctx context.Context) ([]Item, error) {
	leads, err := b.dossier.Leads(ctx)
	if err != nil {
		return nil, err
	}
	var out []Item
	for i := range leads[:min(len(leads), briefLeads)] {
		out = append(out, Item{Part: "happened", Text: &leads[i], Citations: leads[i : i+1]})
	}
	return out, nil
}

// peopleItems are the people and organisations that the documents list, each once;
// where they list few, those that they name most follow.
func (b *Bot) peopleItems(ctx context.Context) ([]Item, error) {
	var out []Item
	shown := map[string]bool{}
	most := map[names.Kind]int{names.Person: briefNames, names.Organisation: briefNames}
	for _, list := range []struct {
		part knowledge.PartKind
		kind names.Kind
	}{{knowledge.PersonCard, names.Person}, {knowledge.OrganisationCard, names.Organisation}} {
		cards, err := b.dossier.Parts(ctx, list.part)
		if err != nil {
			return nil, err
		}
		listed, err := b.cardItems(ctx, partItems(cards), shown)
		if err != nil {
			return nil, err
		}
		listed = listed[:min(len(listed), briefCards)]
		more := map[names.Kind]int{list.kind: most[list.kind] - len(listed)}
		others, err := b.nameItems(ctx, more, shown)
		if err != nil {
			return nil, err
		}
		out = append(append(out, listed...), others...)
	}
	return out, nil
}

// cardItems joins the cards of one entity, and notes in shown whose they are.
func (b *Bot) cardItems(ctx context.Context, cards []Item, shown map[string]bool) ([]Item, error) {
	var out []Item
	at := map[string]int{}
	for _, card := range cards {
		id, err := b.entityIn(ctx, card.Title)
		if err != nil {
			return nil, err
		}
		if i, there := at[id]; there && id != "" {
			out[i].Citations = append(out[i].Citations, card.Citations...)
			continue
		}
		at[id] = len(out)
		shown[id] = true
		out = append(out, card)
	}
	return out, nil
}

// entityIn is the id of the first entity that is named in a citation, empty where
// none is.
func (b *Bot) entityIn(ctx context.Context, c *knowledge.Citation) (string, error) {
	if c == nil {
		return "", nil
	}
	facts, err := b.dossier.Facts(ctx, c.Doc)
	if err != nil {
		return "", err
	}
	for i := range facts.Names {
		if c.Span.Contains(facts.Names[i].Span) {
			if e := b.dossier.Names().EntityOf(names.Ref{Doc: string(c.Doc), Index: i}); e != nil {
				return e.ID, nil
			}
		}
	}
	return "", nil
}

func (b *Bot) comingItems(ctx context.Context) ([]Item, error) {
	found, err := b.nextItems(ctx, false)
	return found[:min(len(found), briefNext)], err
}
