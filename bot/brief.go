package bot

import (
	"context"

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
	timeline, err := b.dossier.Timeline(ctx, knowledge.TimelineQuery{})
	if err != nil {
		return Answer{}, err
	}
	related, err := b.dossier.Relations(ctx, timeline.Entries)
	if err != nil {
		return Answer{}, err
	}
	items, last := Items{}, Items{}
	latest := func(context.Context) ([]Item, error) { return latestItems(timeline.Entries), nil }
	for _, part := range []func(context.Context) ([]Item, error){b.happenedItems, latest, b.peopleItems, b.partItemsOf(knowledge.Number, briefNumbers)} {
		found, err := part(ctx)
		if err != nil {
			return Answer{}, err
		}
		items.Items = append(items.Items, found...)
	}
	blocks := []Block{Notice{Text: SourceWords(sourcesOf(docs)) + ".", Hint: "/sources lists the documents."}, items}
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
	return Answer{Title: "Brief", Blocks: blocks, Relations: related}, nil
}

func sourcesOf(docs []knowledge.Document) []knowledge.Source {
	out := make([]knowledge.Source, len(docs))
	for i := range docs {
		out[i] = docs[i].Source()
	}
	return out
}

// latestItems are the last happenings with a date that the text gives, newest
// first.
func latestItems(entries []TimelineEntry) []Item {
	var out []Item
	for i := len(entries) - 1; i >= 0 && len(out) < briefLatest; i-- {
		e := entries[i]
		if e.When.From.IsZero() || e.Status != knowledge.Happened {
			continue
		}
		label := e.When.From.String()
		if !e.When.To.IsZero() && e.When.To != e.When.From {
			label += " to " + e.When.To.String()
		}
		out = append(out, Item{Part: "latest", Label: label, Text: &e.Text, Citations: e.Citations})
	}
	return out
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
