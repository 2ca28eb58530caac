package knowledge

import (
	"cmp"
	"context"
	"slices"

	"attache/knowledge/language/names"
)

// TimelineEntry is one happening, told by one or more documents.
type TimelineEntry struct {
	When         When
	Status       Status
	Text         Citation   // what to show: the title where there is one, else the sentence
	Citations    []Citation // every telling of it
	ResolvedFrom []Citation // the words that the time was worked out from
	Origins      []Origin
}

// TimelineQuery narrows a timeline. The zero query takes everything.
type TimelineQuery struct {
	Entity   *names.Entity // happenings that name it
	Words    string        // happenings that hold every one of these words
	From, To Date          // happenings that lie in part within; either may be zero

	Typed, As string // what a misspelt name was taken for
}

// TimelineAnswer is a timeline, oldest first.
type TimelineAnswer struct {
	Entries []TimelineEntry
	Hidden  int // happenings left out since their only date is that of the report
}

// Timeline returns what happened when.
func (d *Dossier) Timeline(ctx context.Context, q TimelineQuery) (TimelineAnswer, error) {
	var out TimelineAnswer
	terms := d.index.Terms(q.Words)
	mentioned := map[DocID]map[int]bool{}
	if q.Entity != nil {
		for _, r := range q.Entity.Mentions {
			id := DocID(r.Doc)
			if mentioned[id] == nil {
				mentioned[id] = map[int]bool{}
			}
			mentioned[id][r.Index] = true
		}
	}
	for _, head := range d.Documents() {
		if q.Entity != nil && mentioned[head.ID] == nil {
			continue
		}
		doc, err := d.Document(ctx, head.ID)
		if err != nil {
			return out, err
		}
		facts, err := d.Facts(ctx, head.ID)
		if err != nil {
			return out, err
		}
		for _, e := range facts.Events {
			if !within(e.When, q.From, q.To) || q.Entity != nil && !nameStands(facts, mentioned[head.ID], e) || !d.holds(doc.Text, e, terms) {
				continue
			}
			if e.When.Basis == Carried {
				out.Hidden++
				continue
			}
			out.Entries = append(out.Entries, entry(&doc, e))
		}
	}
	slices.SortStableFunc(out.Entries, func(a, b TimelineEntry) int {
		return cmp.Or(a.When.From.Compare(b.When.From), a.When.To.Compare(b.When.To))
	})
	return out, nil
}

func entry(doc *Document, e Event) TimelineEntry {
	shown := e.Span
	if e.Title.Len() > 0 {
		shown = e.Title
	}
	t := TimelineEntry{When: e.When, Status: e.Status, Text: doc.Cite(shown), Citations: []Citation{doc.Cite(e.Span)}}
	for _, s := range e.Because {
		t.ResolvedFrom = append(t.ResolvedFrom, doc.Cite(s))
	}
	return t
}

// within reports whether a time lies in part between from and to.
func within(w When, from, to Date) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	if w.From.IsZero() {
		return false
	}
	last := w.To.Last()
	if w.To.IsZero() && !w.Open {
		last = w.From.Last()
	}
	if !from.IsZero() && !last.IsZero() && last.Compare(from.First()) < 0 {
		return false
	}
	return to.IsZero() || w.From.First().Compare(to.Last()) <= 0
}

// nameStands reports whether one of the mentions stands in the event.
func nameStands(facts Facts, mentions map[int]bool, e Event) bool {
	for i := range mentions {
		if m := facts.Names[i].Span; e.Span.Contains(m) || e.Title.Contains(m) {
			return true
		}
	}
	return false
}

// holds reports whether every term stands in the event.
func (d *Dossier) holds(text string, e Event, terms []string) bool {
	if len(terms) == 0 {
		return true
	}
	there := map[string]bool{}
	for _, s := range []Span{e.Title, e.Span} {
		for _, term := range d.index.Terms(s.In(text)) {
			there[term] = true
		}
	}
	for _, term := range terms {
		if !there[term] {
			return false
		}
	}
	return true
}
