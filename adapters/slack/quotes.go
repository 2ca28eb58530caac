package slack

import (
	"fmt"

	"attache/bot"
	"attache/knowledge"
)

// Quotes shows quotations, each with where it stands below it.
func (w *writer) Quotes(b bot.Quotes) {
	w.heading("")
	if b.Near && len(b.Quotes) > 0 {
		w.heading("Nearest evidence")
	}
	for _, q := range b.Quotes {
		if len(q.Citations) > 0 {
			w.quote(q)
		}
	}
	w.heading("")
}

// quote writes one quotation, with the number of its document; one that is too long
// for a piece goes on in the next, so that all of it can be read.
func (w *writer) quote(q bot.Quote) {
	first := q.Citations[0]
	parts := divide(cleanRuns(first.Text, within(q.Marks, first.Span)), maxPart)
	for i, part := range parts {
		var below []inline
		if i == len(parts)-1 {
			below = append([]inline{numbered(w.numbers[first.Doc])}, w.cited(q.Citations)...)
		}
		w.put(piece{item: i == 0, more: i > 0}, quoted(inlines(part)...), section(below...))
	}
}

// numbered is the number of a document, as its list of sources has it.
func numbered(n int) inline { return plain(numberWords(n)) }

func numberWords(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("[%d]\u00a0", n)
}

// cited writes where words stand: the first place in full, the others by name.
func (w *writer) cited(citations []knowledge.Citation) []inline {
	if len(citations) == 0 {
		return nil
	}
	list := source(w.where(citations[0]))
	if also := w.others(citations[0].Source, citations[1:], w.numbers); also != nil {
		list = append(append(list, plain(dot)), also...)
	}
	return list
}

// within returns the marks that lie in s, counted from its start.
func within(marks []knowledge.Span, s knowledge.Span) []knowledge.Span {
	var list []knowledge.Span
	for _, m := range marks {
		start, end := max(m.Start, s.Start), min(m.End, s.End)
		if start < end {
			list = append(list, knowledge.Span{Start: start - s.Start, End: end - s.Start})
		}
	}
	return list
}

// excerpt is quoted text on a line of its own, without marks: "“…”".
func excerpt(c knowledge.Citation, limit int) inline {
	text := line(c.Text, limit)
	if text == "" {
		return nil
	}
	return plain("“" + text + "”")
}
