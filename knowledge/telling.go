package knowledge

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// telling is one document's account of a happening.
type telling struct {
	doc       *Document // without its text
	event     Event
	entities  map[string]bool // ids of who and what it names
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

// tellings reads what every document tells, on all processors.
func (d *Dossier) tellings(ctx context.Context, v *view) ([]*telling, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	of := make([][]*telling, len(v.docs))
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(of)) {
		readers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(of) && ctx.Err() == nil; i = next.Add(1) - 1 {
				told, err := d.tellingsOf(ctx, v, &v.docs[i])
				if err != nil {
					fail(err)
				}
				of[i] = told
			}
		})
	}
	readers.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	out := slices.Concat(of...)
	weigh(out)
	return out, nil
}

// tellingsOf reads what one document tells.
func (d *Dossier) tellingsOf(ctx context.Context, v *view, doc *Document) ([]*telling, error) {
	o, err := d.open(ctx, doc.ID)
	if err != nil {
		return nil, err
	}
	lexemeOf := func(written string) *lexeme { return d.opened.lexemes.of(written, d.index.Terms) }
	r := tellingReader{doc: doc, facts: &o.facts, people: v.people, text: o.analysis(), lexemeOf: lexemeOf}
	out := make([]*telling, 0, len(o.facts.Events))
	for _, e := range o.facts.Events {
		out = append(out, r.read(e))
	}
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
	t := &telling{doc: r.doc, event: e, entities: map[string]bool{}, published: r.doc.Published.Value}
	for i, m := range r.facts.Names {
		if m.Start >= e.Span.End {
			break
		}
		if x := r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: i}); x != nil && e.Span.Contains(m.Span) {
			t.entities[x.ID] = true
		}
	}
	for _, c := range r.facts.Claims {
		if c.Span.Start >= e.Span.End {
			break
		}
		if c.About.Len() == 0 || !e.Span.Contains(c.Quote) {
			continue
		}
		if x := r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: firstMention(r.facts.Names, c.About.Start)}); x != nil {
			t.entities[x.ID] = true
		}
	}
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
