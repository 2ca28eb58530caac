package discord

import (
	"attache/bot"
	"attache/knowledge"
)

// Timeline implements [bot.BlockVisitor].
func (r *renderer) Timeline(b bot.Timeline) {
	for _, e := range b.Entries {
		r.happening(e)
	}
	var notes []string
	if b.Undated > 0 {
		notes = append(notes, small(count(b.Undated, "happening"), " without a date: only the place between others is known."))
	}
	if b.Hidden > 0 {
		notes = append(notes, small(count(b.Hidden, "happening"), " left out, dated by nothing but the report."))
	}
	if len(notes) > 0 {
		r.rule()
		r.text(part{}, notes...)
	}
}

func (r *renderer) happening(e bot.TimelineEntry) {
	lines := append([]string{dotted("**"+when(e.When)+"**", status(e.Status))}, paragraph(e.Text.Text)...)
	cites := e.Citations
	if len(cites) == 0 {
		cites = []knowledge.Citation{e.Text}
	}
	r.text(part{entry: true}, append(lines, r.sources(cites, basis(e), toldBy(e.Origins))...)...)
}

func status(s knowledge.Status) string {
	switch s {
	case knowledge.Planned:
		return "planned"
	case knowledge.Postponed:
		return "put off"
	case knowledge.Denied:
		return "denied"
	case knowledge.Conditional:
		return "if a condition is met"
	}
	return ""
}

// basis says in words how the time of a happening is known.
func basis(e bot.TimelineEntry) string {
	var words []string
	for _, c := range e.ResolvedFrom {
		if !blank(c.Text) {
			words = append(words, "“"+escapeLine(clip(c.Text, nameRunes))+"”")
		}
	}
	from := enumerate(words, 3, ", ")
	switch {
	case e.When.Basis == knowledge.Stated:
		return "date stated"
	case e.When.Basis == knowledge.Ordered:
		return "order only, no date is given"
	case e.When.Basis == knowledge.Resolved && from != "":
		return "date worked out from " + from
	case e.When.Basis == knowledge.Resolved:
		return "date worked out"
	case from != "":
		return "no date of its own, taken from " + from
	}
	return "no date of its own, taken from the report"
}

// toldBy names the one origin of a happening, or counts them.
func toldBy(origins []bot.Origin) string {
	if n := knowledge.CountStated(origins); n > 1 {
		return count(n, "origin")
	}
	for _, o := range origins {
		if !blank(o.Name) {
			return "origin: " + originName(o)
		}
	}
	return ""
}
