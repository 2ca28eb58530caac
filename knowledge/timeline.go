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
	Dates        []Side // the times that documents give it, where they differ; else empty
}

// TimelineQuery narrows a timeline. The zero query takes everything that has a
// date of its own, or a place among others.
type TimelineQuery struct {
	Entity   *names.Entity // happenings that name it
	Words    string        // happenings that hold every one of these words
	From, To Date          // happenings that lie in part within; either may be zero
	All      bool          // also those whose only date is that of their report

	Typed, As string   // what misspelt words were taken for
	Nearest   []string // the nearest names, where the words are none that the dossier has
}

// TimelineAnswer is a timeline, oldest first.
type TimelineAnswer struct {
	Entries []TimelineEntry
	Hidden  int // happenings left out since their only date is that of the report

	Contradictions []Disagreement // chronologies whose dates go against their order
}

// Timeline returns what happened when: one entry for each happening, however many
// documents tell it.
func (d *Dossier) Timeline(ctx context.Context, q TimelineQuery) (TimelineAnswer, error) {
	all, err := d.happeningsOf(ctx, q.Entity)
	if err != nil {
		return TimelineAnswer{}, err
	}
	var out TimelineAnswer
	var shown []*happening
	terms := d.index.Terms(q.Words)
	for _, h := range all {
		switch {
		case !within(h.when, q.From, q.To) || !h.holds(terms):
		case !q.All && !h.corroborated():
			out.Hidden++
		default:
			e, err := d.entryOf(ctx, h)
			if err != nil {
				return TimelineAnswer{}, err
			}
			out.Entries = append(out.Entries, e)
			shown = append(shown, h)
		}
	}
	out.Contradictions, err = d.contradictions(ctx, shown)
	return out, err
}

// happening is what tellings of one or more documents tell.
type happening struct {
	told []*telling
	best *telling // the one whose time and words stand for it
	when When
}

// happenings returns all happenings in order of time. They are worked out once
// for each state of the dossier.
func (d *Dossier) happenings(ctx context.Context) ([]*happening, error) {
	v := d.view.Load()
	c := &d.opened.happened
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == v {
		return c.all, nil
	}
	told, err := d.tellings(ctx, v)
	if err != nil {
		return nil, err
	}
	var all []*happening
	for _, group := range adopt(merge(told)) {
		all = append(all, newHappening(group))
	}
	c.of, c.all = v, inOrder(all)
	c.by = byEntity(c.all)
	return c.all, nil
}

// happeningsOf returns the happenings that name an entity, or all for nil.
func (d *Dossier) happeningsOf(ctx context.Context, e *names.Entity) ([]*happening, error) {
	all, err := d.happenings(ctx)
	if err != nil || e == nil {
		return all, err
	}
	c := &d.opened.happened
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.by[e.ID], nil
}

// byEntity lists the happenings under the ids of those whom they name.
func byEntity(all []*happening) map[string][]*happening {
	out := map[string][]*happening{}
	for _, h := range all {
		seen := map[string]bool{}
		for _, t := range h.told {
			for _, id := range t.entities {
				if !seen[id] {
					seen[id] = true
					out[id] = append(out[id], h)
				}
			}
		}
	}
	return out
}

// newHappening makes one happening of its tellings. It takes the time and the
// words of the one that knows its time best.
func newHappening(group []*telling) *happening {
	best := group[0]
	for _, t := range group[1:] {
		if betterTelling(t, best) {
			best = t
		}
	}
	return &happening{told: group, best: best, when: best.event.When}
}

func betterTelling(a, b *telling) bool {
	return cmp.Or(
		cmp.Compare(b2i(a.own()), b2i(b.own())),
		cmp.Compare(fineness(a.event.When), fineness(b.event.When)),
		cmp.Compare(b.event.When.Basis, a.event.When.Basis),
		cmp.Compare(b2i(a.event.Title.Len() > 0), b2i(b.event.Title.Len() > 0)),
		cmp.Compare(b2i(a.event.Status == Happened), b2i(b.event.Status == Happened)),
		cmp.Compare(len(a.entities), len(b.entities)),
		cmp.Compare(b.event.Span.Len(), a.event.Span.Len()),
	) > 0
}

// fineness tells the finer of two times: that of a day from that of a month.
func fineness(w When) int { return b2i(w.From.Month > 0) + b2i(w.From.Day > 0) }

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// corroborated reports whether a happening is more than what one report tells on
// its day: it has a time of its own, or a second document tells it of that day.
func (h *happening) corroborated() bool {
	if h.when.Basis != Carried {
		return true
	}
	if h.when.From.IsZero() {
		return false
	}
	return slices.ContainsFunc(h.told, func(t *telling) bool {
		return t.doc.ID != h.best.doc.ID && t.event.When.From == h.when.From
	})
}

// names reports whether a telling names the entity; nil is named by all.
func (h *happening) names(e *names.Entity) bool {
	return e == nil || slices.ContainsFunc(h.told, func(t *telling) bool { return t.namesEntity(e.ID) })
}

// holds reports whether one telling holds all the terms.
func (h *happening) holds(terms []string) bool {
	return len(terms) == 0 || slices.ContainsFunc(h.told, func(t *telling) bool {
		return !slices.ContainsFunc(terms, func(term string) bool { return !t.holds(term) })
	})
}

func (t *telling) holds(term string) bool {
	return slices.ContainsFunc(t.content.words, func(w weighed) bool { return w.term == term }) ||
		slices.ContainsFunc(t.rest, func(l *lexeme) bool { return l.term == term })
}

// status is that of the best telling; but what a document tells as done
// is no plan any more.
func (h *happening) status() Status {
	s := h.best.event.Status
	if s != Planned && s != Conditional {
		return s
	}
	for _, t := range h.told {
		if t.event.Status == Happened && t.own() {
			return Happened
		}
	}
	return s
}

// entryOf writes a happening with its citations.
func (d *Dossier) entryOf(ctx context.Context, h *happening) (TimelineEntry, error) {
	out := TimelineEntry{When: h.when, Status: h.status()}
	c := citer{d: d, ctx: ctx}
	span := h.best.event.Span
	if h.best.event.Title.Len() > 0 {
		span = h.best.event.Title
	}
	out.Text = c.cite(h.best, span)
	for _, s := range h.best.event.Because {
		out.ResolvedFrom = append(out.ResolvedFrom, c.cite(h.best, s))
	}
	out.Citations = c.citeAll(h.best, h.told)
	out.Dates = c.dates(h)
	return out, c.err
}

// citer cites tellings, and keeps the first error.
type citer struct {
	d   *Dossier
	ctx context.Context
	err error
}

func (c *citer) cite(t *telling, s Span) Citation {
	doc, err := c.d.Document(c.ctx, t.doc.ID)
	if err != nil {
		if c.err == nil {
			c.err = err
		}
		return Citation{}
	}
	return doc.Cite(s)
}

// citeAll cites tellings, each passage once, one of them first.
func (c *citer) citeAll(first *telling, all []*telling) []Citation {
	var out []Citation
	for _, t := range append([]*telling{first}, all...) {
		cite := c.cite(t, t.event.Span)
		if !slices.ContainsFunc(out, func(x Citation) bool { return x.ID == cite.ID }) {
			out = append(out, cite)
		}
	}
	return out
}

// dates returns the different times that documents give a happening: nothing
// where they agree as far as they go.
func (c *citer) dates(h *happening) []Side {
	var sides []Side
	var whens []When
	for _, t := range h.told {
		if !t.own() || t.event.When.From.IsZero() {
			continue
		}
		at := slices.IndexFunc(whens, func(w When) bool { return meetTimes(w, t.event.When) })
		if at < 0 {
			at = len(whens)
			whens = append(whens, t.event.When)
			sides = append(sides, Side{Value: t.event.When.From.String()})
		}
		sides[at].Quotes = append(sides[at].Quotes, c.cite(t, t.event.Span))
	}
	if len(sides) < 2 {
		return nil
	}
	return sides
}

// meetTimes reports whether two times have a day in common.
func meetTimes(a, b When) bool {
	end := func(w When) Date {
		if w.To.IsZero() {
			return w.From
		}
		return w.To
	}
	return (a.Open || end(a).Last().Compare(b.From.First()) >= 0) && (b.Open || end(b).Last().Compare(a.From.First()) >= 0)
}

// longPeriod is how many days a period lasts that is no answer to what happened in
// a part of it.
const longPeriod = 400

// within reports whether a time lies in part between from and to. What is still
// running, or lasted longer than a year, must begin there.
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
	if w.Basis != Ordered && !from.IsZero() && first.First().Compare(from.First()) < 0 && (w.Open || dayNumber(last.Last())-dayNumber(first.First()) > longPeriod) {
		return false
	}
	return to.IsZero() || first.IsZero() || first.First().Compare(to.Last()) <= 0
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
