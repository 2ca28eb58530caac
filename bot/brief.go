package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// How much of each kind a briefing shows.
const (
	briefNames   = 6
	briefLatest  = 5
	briefLeads   = 3
	briefCards   = 8
	briefNumbers = 6
	briefNext    = 5
	briefDispute = 3
)

// brief is the dossier on one page: its documents and the span of their dates,
// what happened, the latest, who is in it, the numbers, what is disputed and what
// comes next. A part that no document has is left out.
func brief(ctx context.Context, b *Bot, _ call) (Answer, error) {
	docs := b.dossier.Documents()
	if len(docs) == 0 {
		return emptyDossier(), nil
	}
	var items, last Items
	for _, part := range []func(context.Context) ([]Item, error){b.happenedItems, b.latestItems, b.peopleItems, b.partItemsOf(knowledge.Number, briefNumbers)} {
		found, err := part(ctx)
		if err != nil {
			return Answer{}, err
		}
		items.Items = append(items.Items, found...)
	}
	blocks := []Block{Notice{Text: extent(docs), Hint: "/sources lists the documents."}, items}
	differ, err := b.dossier.Disagreements(ctx, "")
	if err != nil {
		return Answer{}, err
	}
	if len(differ) > 0 {
		blocks = append(blocks, Disagreements{Disagreements: differ[:min(len(differ), briefDispute)]})
	}
	if last.Items, err = b.comingItems(ctx); err != nil {
		return Answer{}, err
	}
	if len(last.Items) > 0 {
		blocks = append(blocks, last)
	}
	return Answer{Title: "Brief", Blocks: blocks}, nil
}

// spelt writes a date for a sentence, as far as it is known: "19 November 2025".
func spelt(d knowledge.Date) string {
	switch {
	case d.Day > 0:
		return d.Time().Format("2 January 2006")
	case d.Month > 0:
		return d.Time().Format("January 2006")
	}
	return d.String()
}

// extent says how many documents there are and from when to when.
func extent(docs []knowledge.Document) string {
	var first, last knowledge.Date
	undated := 0
	for i := range docs {
		d := docs[i].Published.Value
		switch {
		case d.IsZero():
			undated++
			continue
		case first.IsZero() || d.Compare(first) < 0:
			first = d
		}
		if last.IsZero() || d.Compare(last) > 0 {
			last = d
		}
	}
	text := counted(len(docs), "document", "documents")
	switch {
	case first.IsZero():
		return text + ", none of them dated."
	case first == last:
		text += " of " + spelt(first)
	default:
		text += fmt.Sprintf(" from %s to %s", spelt(first), spelt(last))
	}
	if undated > 0 {
		text += fmt.Sprintf(", %d without a date", undated)
	}
	return text + "."
}

// latestItems are the last happenings with a date that the text gives, newest
// first.
func (b *Bot) latestItems(ctx context.Context) ([]Item, error) {
	found, err := b.dossier.Timeline(ctx, knowledge.TimelineQuery{})
	if err != nil {
		return nil, err
	}
	var out []Item
	for i := len(found.Entries) - 1; i >= 0 && len(out) < briefLatest; i-- {
		e := found.Entries[i]
		if e.When.From.IsZero() || e.Status != knowledge.Happened {
			continue
		}
		label := e.When.From.String()
		if !e.When.To.IsZero() && e.When.To != e.When.From {
			label += " to " + e.When.To.String()
		}
		out = append(out, Item{Part: "latest", Label: label, Text: &e.Text, Citations: e.Citations})
	}
	return out, nil
}

// nameItems are the people and organisations that most documents name.
func (b *Bot) nameItems(ctx context.Context) ([]Item, error) {
	var out []Item
	counts := map[names.Kind]int{}
	for _, e := range b.dossier.Names().Entities() {
		if e.Kind == names.Place || counts[e.Kind] >= briefNames {
			continue
		}
		counts[e.Kind]++
		item, err := b.nameItem(ctx, e)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

func (b *Bot) nameItem(ctx context.Context, e *names.Entity) (Item, error) {
	r := e.Mentions[0]
	for _, other := range e.Mentions { // the place that gives the whole name
		facts, err := b.dossier.Facts(ctx, knowledge.DocID(other.Doc))
		if err != nil {
			return Item{}, err
		}
		if facts.Names[other.Index].Name == e.Name {
			r = other
			break
		}
	}
	doc, err := b.dossier.Document(ctx, knowledge.DocID(r.Doc))
	if err != nil {
		return Item{}, err
	}
	facts, err := b.dossier.Facts(ctx, knowledge.DocID(r.Doc))
	if err != nil {
		return Item{}, err
	}
	name := doc.Cite(facts.Names[r.Index].Span)
	item := Item{Part: e.Kind.String(), Label: "named in " + counted(e.Documents, "document", "documents"), Title: &name,
		Citations: []knowledge.Citation{name}}
	role, err := b.firstRole(ctx, e)
	if err != nil {
		return Item{}, err
	}
	if role != nil {
		item.Text = role
		item.Citations = append(item.Citations, *role)
	}
	return item, nil
}
