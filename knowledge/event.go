package knowledge

import (
	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// events finds the happenings that a text tells with a time of their own.
func events(t *language.Text, times []timex.Timex, published Date) []Event {
	var out []Event
	next := 0
	for _, s := range t.Sentences {
		first := next
		for next < len(times) && times[next].Start < s.End {
			next++
		}
		block := t.Blocks[s.Block]
		if block.Kind == language.Furniture || block.Kind == language.Heading || !s.Complete && block.Kind != language.Item {
			continue
		}
		if i, ok := dated(times, first, next); ok {
			out = append(out, eventAt(s.Span, times, i))
		}
	}
	return out
}

// dated returns the first of times[from:to] that names an interval on the
// calendar; a day is preferred to what is coarser.
func dated(times []timex.Timex, from, to int) (int, bool) {
	best, found := 0, false
	for i := from; i < to; i++ {
		x := times[i]
		if x.Type != timex.Date && x.Type != timex.Time || x.From.IsZero() {
			continue
		}
		if !found || x.From.Day > 0 && times[best].From.Day == 0 {
			best, found = i, true
		}
	}
	return best, found
}

func eventAt(s Span, times []timex.Timex, i int) Event {
	x := times[i]
	e := Event{Span: s, Timex: i, When: When{From: x.From, To: x.To, Open: x.Open}}
	if x.Basis == timex.Resolved {
		e.When.Basis = Resolved
		e.Because = append([]Span{x.Span}, x.Because...)
	}
	return e
}
