package knowledge

import (
	"context"
	"fmt"
	"slices"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// telling is one document's account of a happening.
type telling struct {
	doc       *Document // without its text
	event     Event
	entities  []string // ids of who and what it names, in order, each once
	content   content
	rest      []*lexeme // the words of its times
	published Date
	first     int // the days that it can lie on, both inclusive
	last      int
	newsDay   int        // the day of publication, for a happening that takes its time from that; else 0
	yearless  daysOfYear // the days that it gives without a year
}

// daysOfYear is a day, a month or a range of days of any year; zero is none.
type daysOfYear struct{ fromMonth, fromDay, toMonth, toDay int }

// What a happening without a time of its own can be told of: news of the days
// before publication, and plans for the weeks behind it.
const (
	daysBefore = 10
	daysAhead  = 45
	anyDay     = 1 << 29
)

// tellings reads what every document tells.
func (d *Dossier) tellings(ctx context.Context, v *view) ([]*telling, error) {
	lexemeOf := func(written string) *lexeme { return d.opened.lexemes.of(written, d.index.Terms) }
	of, err := eachDocument(ctx, d, v.docs, func(doc *Document, o *openDocument) []*telling {
		r := tellingReader{doc: doc, facts: &o.facts, people: v.people, text: o.analysis(), lexemeOf: lexemeOf}
		out := make([]*telling, 0, len(o.facts.Events))
		for _, e := range o.facts.Events {
			out = append(out, r.read(e))
		}
		return out
	})
	if err != nil {
		return nil, err
	}
	out := slices.Concat(of...)
	weigh(out)
	return out, nil
}

// tellingReader reads the tellings of one document.
type tellingReader struct {
	doc      *Document
	facts    *Facts
	people   *names.Catalogue
	text     *language.Text
	lexemeOf func(string) *lexeme
}

func (r *tellingReader) read(e Event) *telling {
	t := &telling{doc: r.doc, event: e, entities: r.entitiesIn(e), published: r.doc.Published.Value}
	var times []Span
	for _, x := range r.facts.Timexes {
		if e.Span.Contains(x.Span) {
			times = append(times, x.Span)
			t.yearless = t.yearless.with(x)
		}
	}
	t.content, t.rest = contentOf(r.text, e.Span, times, r.lexemeOf)
	t.first, t.last = daysOf(e, t.published)
	if e.When.Basis == Carried && len(e.Because) == 0 && t.published.Day > 0 {
		t.newsDay = dayNumber(t.published)
	}
	return t
}

// entitiesIn returns the ids of who and what an event names, also where a quotation in
// it is about somebody whom another sentence names.
func (r *tellingReader) entitiesIn(e Event) []string {
	var out []string
	add := func(mention int) {
		if x := r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: mention}); x != nil && !slices.Contains(out, x.ID) {
			out = append(out, x.ID)
		}
	}
	for i, m := range r.facts.Names {
		if m.Start >= e.Span.End {
			break
		}
		if e.Span.Contains(m.Span) {
			add(i)
		}
	}
	for _, c := range r.facts.Claims {
		if c.Span.Start >= e.Span.End {
			break
		}
		if c.About.Len() > 0 && e.Span.Contains(c.Quote) {
			add(firstMention(r.facts.Names, c.About.Start))
		}
	}
	slices.Sort(out)
	return slices.Clip(out)
}

// namesEntity reports whether it names who or what has this id.
func (t *telling) namesEntity(id string) bool { return slices.Contains(t.entities, id) }

// with takes a day or month without a year in.
func (y daysOfYear) with(x timex.Timex) daysOfYear {
	if !yearless.MatchString(x.Value) {
		return y
	}
	var month, day int
	if _, err := fmt.Sscanf(x.Value, "XXXX-%d-%d", &month, &day); err != nil {
		day = 0 // a month
	}
	if y == (daysOfYear{}) {
		return daysOfYear{month, day, month, day}
	}
	y.toMonth, y.toDay = month, day
	return y
}

// yearlessOf is the days of an interval without their year.
func yearlessOf(w When) daysOfYear {
	to := w.To
	if to.IsZero() {
		to = w.From
	}
	return daysOfYear{w.From.Month, w.From.Day, to.Month, to.Day}
}

// daysOf is the first and the last day that a happening can lie on, as far as
// one document tells.
func daysOf(e Event, published Date) (first, last int) {
	w := e.When
	switch {
	case w.Basis == Ordered:
		first, last = -anyDay, anyDay
		if !w.After.IsZero() {
			first = dayNumber(w.After.First())
		}
		if !w.Before.IsZero() {
			last = dayNumber(w.Before.Last())
		}
		return first, last
	case w.From.IsZero():
		return -anyDay, anyDay
	case w.Basis == Carried && len(e.Because) == 0:
		first, last = dayNumber(published.First())-daysBefore, dayNumber(published.Last())
		if e.Status != Happened {
			last += daysAhead
		}
		return first, last
	}
	first, last = dayNumber(w.From.First()), anyDay
	if !w.To.IsZero() {
		last = dayNumber(w.To.Last())
	} else if !w.Open {
		last = dayNumber(w.From.Last())
	}
	if w.Basis == Carried { // taken from a sentence near by
		first, last = first-1, last+1
	}
	return first, last
}
