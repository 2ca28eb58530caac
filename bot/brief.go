package bot

import (
	"context"
	"slices"
	"strings"
	"time"

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
// comes next. A part that no document has is said to be absent.
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
	if items.Items, err = b.happenedItems(ctx); err != nil {
		return Answer{}, err
	}
	items.Items = append(items.Items, latestItems(timeline.Entries, items.Items)...)
	for _, part := range []func(context.Context) ([]Item, error){b.peopleItems, b.partItemsOf(knowledge.Number, briefNumbers)} {
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
	if text := absent(items.Items, len(differ), len(last.Items)); text != "" {
		blocks = append(blocks, Notice{Text: text})
	}
	return Answer{Title: "Brief", Blocks: blocks, Relations: related}, nil
}

// absent says which parts of a briefing no document has.
func absent(items []Item, differ, coming int) string {
	var out []string
	if !slices.ContainsFunc(items, func(i Item) bool { return i.Part == partNames[knowledge.Number].item }) {
		out = append(out, partNames[knowledge.Number].missing)
	}
	if differ == 0 {
		out = append(out, "Nothing was found that documents put differently.")
	}
	if coming == 0 {
		out = append(out, nothingComes)
	}
	return strings.Join(out, " ")
}

func sourcesOf(docs []knowledge.Document) []knowledge.Source {
	out := make([]knowledge.Source, len(docs))
	for i := range docs {
		out[i] = docs[i].Source()
	}
	return out
}

// latestItems are the last happenings with a date that the text gives, newest
// first; where there are enough, without those that are told already.
func latestItems(entries []TimelineEntry, told []Item) []Item {
	known, shown := map[string]bool{}, map[string]bool{}
	for _, item := range told {
		known[item.Text.ID] = true
	}
	var fresh, all []Item
	var newest knowledge.Date
	for i := len(entries) - 1; i >= 0 && len(fresh) < briefLatest; i-- {
		e := entries[i]
		if e.When.From.IsZero() || e.Status != knowledge.Happened || shown[e.Text.ID] || len(strings.Fields(e.Text.Text)) < leastWords {
			continue
		}
		if newest.IsZero() {
			newest = e.When.From
		}
		if newest.Time().Sub(e.When.From.Time()) > latestSpan {
			break
		}
		shown[e.Text.ID] = true // a sentence with two dates is told at the later one
		item := Item{Part: "latest", Label: WhenWords(e.When), Text: &e.Text, Citations: e.Citations}
		if all = append(all, item); !known[e.Text.ID] {
			fresh = append(fresh, item)
		}
	}
	if len(fresh) > 1 {
		return fresh
	}
	return all[:min(len(all), briefLatest)]
}

// leastWords is how many words tell a happening; fewer are a caption.
const leastWords = 3

// latestSpan is how much older than the newest happening the latest ones are.
const latestSpan = 366 * 24 * time.Hour

// nameItems are the people and organisations that most documents name, as many of
// each kind as asked for and no entity that is shown already.
func (b *Bot) nameItems(ctx context.Context, most map[names.Kind]int, shown map[string]bool) ([]Item, error) {
	var out []Item
	for _, e := range b.dossier.Names().Entities() {
		if most[e.Kind] <= 0 || shown[e.ID] || len(e.Mentions) < 2 || e.Documents < 2 && len(e.Roles) == 0 && len(b.dossier.Documents()) > 2 || b.publishes(e) {
			continue
		}
		most[e.Kind]--
		item, err := b.nameItem(ctx, e)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	slices.SortStableFunc(out, func(x, y Item) int { return strings.Compare(y.Part, x.Part) }) // people first
	return out, nil
}

// publishes reports whether an organisation is the publisher of a document, and so
// no part of what the documents tell.
func (b *Bot) publishes(e *names.Entity) bool {
	return e.Kind == names.Organisation && slices.ContainsFunc(b.dossier.Documents(), func(d knowledge.Document) bool {
		return d.Publisher.Value != "" && names.Compare(e.Name, d.Publisher.Value, names.Organisation) == names.Same
	})
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
	role, err := b.roleOf(ctx, e)
	if err != nil {
		return Item{}, err
	}
	if role != nil {
		item.Text = role
		item.Citations = append(item.Citations, *role)
	}
	return item, nil
}
