package slack

import (
	"fmt"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// Origins says in one line how many independent sources an answer has; where that
// is the whole answer, it shows each with the words that tell.
func (w *writer) Origins(b bot.Origins) {
	if len(b.Origins) == 0 && b.Documents == 0 {
		return
	}
	w.note(originsWords(b))
	if !w.alone {
		return
	}
	for _, o := range b.Origins {
		w.origin(o)
	}
}

// origin shows the tree of one origin: what it grew through, and the words that
// tell.
func (w *writer) origin(o bot.Origin) {
	name := line(o.Name, maxName)
	if name == "" {
		name = "Origin not named"
	}
	head := []inline{styled(name, bold), plain(dot + plural(len(o.Documents), "document"))}
	if o.Name != "" && !o.Stated {
		head = append(head, plain(dot+"not stated in so many words"))
	}
	w.put(piece{item: true}, section(head...))
	lines := bot.Lines(o)
	if len(lines) == 0 {
		w.put(piece{tight: true}, section(publishers(o.Documents)...))
	}
	for _, x := range lines {
		w.put(piece{tight: true}, bulletAt(x.Depth, w.branch(x)...))
		for _, also := range x.Also {
			w.put(piece{tight: true}, bulletAt(x.Depth+1, plain("also "), plain(line(also.Name, maxName)), plain(": "), excerpt(also.Because, maxLine)))
		}
	}
	if left := bot.LeftOut(o); left > 0 && len(lines) > 0 {
		w.put(piece{tight: true}, section(plain("and "+plural(left, "more document"))))
	}
}

func (w *writer) branch(x bot.OriginLine) []inline {
	if x.Outlet != "" {
		return []inline{plain(line(x.Outlet, maxName))}
	}
	s := x.Document
	if len(x.Because) > 0 && x.Because[0].Doc == s.Doc {
		s = w.where(x.Because[0])
	}
	list := datedSource(s)
	if how := line(x.HowWords(), maxName); how != "" {
		list = append(list, plain(dot), plain(how))
	}
	if len(x.Because) > 0 {
		list = append(list, plain(": "), excerpt(x.Because[0], maxLine))
	}
	return list
}

// publishers lists documents on one line by who published them.
func publishers(documents []knowledge.Source) []inline {
	const shown = 8
	var list []inline
	for i, d := range documents {
		if i == shown {
			list = append(list, plain(plural(len(documents)-shown, "more document")))
			break
		}
		list = append(list, shortSource(d))
	}
	return between(", ", list...)
}

// Disagreements shows what sources put differently: a line each, or, where that
// is the whole answer, with the words of each side.
func (w *writer) Disagreements(b bot.Disagreements) {
	for _, d := range b.Disagreements {
		if w.alone {
			w.sides(d)
		} else {
			w.dispute(d)
		}
	}
}

func (w *writer) dispute(d bot.Disagreement) {
	var sides []inline
	for _, s := range d.Sides {
		value := styled(line(s.Value, maxName), bold)
		if value == nil {
			continue
		}
		if len(sides) > 0 {
			sides = append(sides, plain(" or "))
		}
		sides = append(sides, value)
		if len(s.Quotes) > 0 {
			sides = append(sides, plain(" ("), shortSource(w.where(s.Quotes[0])))
			if more := len(s.Quotes) - 1; more > 0 {
				sides = append(sides, plain(fmt.Sprintf(" and %d more", more)))
			}
			sides = append(sides, plain(")"))
		}
	}
	about := "Sources differ"
	if what := line(d.About, maxName); what != "" {
		about += " on " + what
	}
	w.put(piece{item: true}, section(append([]inline{plain(about + ": ")}, sides...)...))
}

func (w *writer) sides(d bot.Disagreement) {
	w.heading("Sources differ on " + line(d.About, maxName))
	for _, s := range d.Sides {
		value := styled(line(s.Value, maxName), bold)
		if len(s.Quotes) == 0 {
			w.put(piece{item: true}, section(value))
		}
		for k, c := range s.Quotes {
			head := datedSource(w.where(c))
			if k < len(s.By) && line(s.By[k], maxSource) != "" {
				head = append(head, plain(dot+line(s.By[k], maxSource)))
			}
			if value != nil {
				head = append([]inline{value, plain(dot)}, head...)
			}
			w.excerpt(section(head...), c, valueIn(c, s.Value), nil)
			value = nil
		}
	}
	w.heading("")
}

// valueIn is where a value stands in the words that give it.
func valueIn(c knowledge.Citation, value string) []knowledge.Span {
	at := strings.Index(c.Text, value)
	if at < 0 || strings.TrimSpace(value) == "" {
		return nil
	}
	return []knowledge.Span{{Start: at, End: at + len(value)}}
}

// excerpt puts quoted words below head, with the marked ones bold, and a line below
// them, in parts if they are long. Marks count in the words.
func (w *writer) excerpt(head element, c knowledge.Citation, marks []knowledge.Span, foot []inline) {
	parts := divide(cleanRuns(c.Text, marks), maxPart)
	for i, part := range parts {
		var below []inline
		if i == len(parts)-1 {
			below = foot
		}
		w.put(piece{item: i == 0, more: i > 0, apart: head != nil}, head, quoted(inlines(part)...), section(below...))
		head = nil
	}
}
