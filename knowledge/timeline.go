package knowledge

import (
	"cmp"
	"context"

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

// Timeline returns what happened when: one entry for each happening, however many
// documents tell it.
func (d *Dossier) Timeline(ctx context.Context, q TimelineQuery) (TimelineAnswer, error) {
	s := selection{d: d, query: q, terms: d.index.Terms(q.Words), people: d.Names(), mentioned: mentionsByDocument(q.Entity)}
	for _, head := range d.Documents() {
		if q.Entity != nil && s.mentioned[head.ID] == nil {
			continue
		}
		if err := s.read(ctx, head.ID); err != nil {
			return TimelineAnswer{}, err
		}
	}
	out := TimelineAnswer{Hidden: s.hidden}
	for _, group := range inOrder(merge(s.told)) {
		out.Entries = append(out.Entries, entryOf(group))
	}
	return out, nil
}

// telling is one document's account of a happening.
type telling struct {
	doc      *Document
	event    Event
	entities map[string]bool // ids of who and what it names
	terms    map[string]bool // its words, as the index has them
}

// selection gathers the tellings that a query asks for.
type selection struct {
	d         *Dossier
	query     TimelineQuery
	terms     []string
	people    *names.Catalogue
	mentioned map[DocID]map[int]bool
	told      []telling
	hidden    int
}

func mentionsByDocument(e *names.Entity) map[DocID]map[int]bool {
	out := map[DocID]map[int]bool{}
	if e == nil {
		return out
	}
	for _, r := range e.Mentions {
		id := DocID(r.Doc)
		if out[id] == nil {
			out[id] = map[int]bool{}
		}
		out[id][r.Index] = true
	}
	return out
}

func (s *selection) read(ctx context.Context, id DocID) error {
	doc, err := s.d.Document(ctx, id)
	if err != nil {
		return err
	}
	facts, err := s.d.Facts(ctx, id)
	if err != nil {
		return err
	}
	for _, e := range facts.Events {
		if !within(e.When, s.query.From, s.query.To) || s.query.Entity != nil && !nameStands(facts, s.mentioned[id], e) {
			continue
		}
		t := telling{doc: &doc, event: e, terms: s.termsOf(&doc, e)}
		if !holds(t.terms, s.terms) {
			continue
		}
		if e.When.Basis == Carried {
			s.hidden++
			continue
		}
		t.entities = s.entitiesOf(facts, string(id), e)
		s.told = append(s.told, t)
	}
	return nil
}

func (s *selection) termsOf(doc *Document, e Event) map[string]bool {
	out := map[string]bool{}
	for _, term := range s.d.index.Terms(e.Span.In(doc.Text)) {
		out[term] = true
	}
	return out
}

func (s *selection) entitiesOf(facts Facts, doc string, e Event) map[string]bool {
	out := map[string]bool{}
	for i, m := range facts.Names {
		if e.Span.Contains(m.Span) {
			if x := s.people.EntityOf(names.Ref{Doc: doc, Index: i}); x != nil {
				out[x.ID] = true
			}
		}
	}
	return out
}

// entryOf makes one entry of the tellings of one happening. What is shown is a
// title where one telling has it, else the telling that states its date and says
// most in fewest words.
func entryOf(group []telling) TimelineEntry {
	best := group[0]
	for _, t := range group[1:] {
		if betterTelling(t, best) {
			best = t
		}
	}
	shown := best.event.Span
	if best.event.Title.Len() > 0 {
		shown = best.event.Title
	}
	out := TimelineEntry{When: best.event.When, Status: best.event.Status, Text: best.doc.Cite(shown)}
	for _, s := range best.event.Because {
		out.ResolvedFrom = append(out.ResolvedFrom, best.doc.Cite(s))
	}
	out.Citations = append(out.Citations, best.doc.Cite(best.event.Span))
	for _, t := range group {
		if c := t.doc.Cite(t.event.Span); c.ID != out.Citations[0].ID {
			out.Citations = append(out.Citations, c)
		}
	}
	return out
}

func betterTelling(a, b telling) bool {
	return cmp.Or(
		cmp.Compare(b.event.When.Basis, a.event.When.Basis),
		cmp.Compare(b2i(a.event.Title.Len() > 0), b2i(b.event.Title.Len() > 0)),
		cmp.Compare(len(a.entities), len(b.entities)),
		cmp.Compare(b.event.Span.Len(), a.event.Span.Len()),
	) > 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// within reports whether a time lies in part between from and to.
func within(w When, from, to Date) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	first, last := w.From, w.To
	if w.Basis == Ordered {
		first, last = w.After, w.Before
	}
	if first.IsZero() && last.IsZero() {
		return false
	}
	if last.IsZero() && !w.Open {
		last = first
	}
	if !from.IsZero() && !last.IsZero() && last.Last().Compare(from.First()) < 0 {
		return false
	}
	return to.IsZero() || first.IsZero() || first.First().Compare(to.Last()) <= 0
}

// nameStands reports whether one of the mentions stands in the event.
func nameStands(facts Facts, mentions map[int]bool, e Event) bool {
	for i := range mentions {
		if e.Span.Contains(facts.Names[i].Span) {
			return true
		}
	}
	return false
}

// holds reports whether every wanted term is among those that are there.
func holds(there map[string]bool, wanted []string) bool {
	for _, term := range wanted {
		if !there[term] {
			return false
		}
	}
	return true
}
