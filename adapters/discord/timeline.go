package discord

import (
	"slices"

	"attache/bot"
	"attache/knowledge"
)

// Timeline implements [bot.BlockVisitor].
func (r *renderer) Timeline(b bot.Timeline) {
	for i, e := range b.Entries {
		r.happening, r.anchor = i+1, bot.Anchor(e)
		r.event(e)
	}
	r.happening, r.anchor = 0, ""
	var notes []string
	if b.Undated > 0 {
		notes = append(notes, small(count(b.Undated, "happening"), " without a date: only the place between others is known."))
	}
	if len(b.Entries) > 0 { // else the reason says it
		notes = append(notes, small(escapeLine(b.LeftOut())))
	}
	if notes = slices.DeleteFunc(notes, blank); len(notes) > 0 {
		r.rule()
		r.text(part{}, notes...)
	}
}

func (r *renderer) event(e bot.TimelineEntry) {
	lines := append([]string{dotted("**"+bot.Unbroken(capital(bot.WhenWords(e.When)))+"**", bot.StatusWords(e.Status))}, paragraph(e.Text.Text)...)
	cites := e.Citations
	if len(cites) == 0 {
		cites = []knowledge.Citation{e.Text}
	}
	r.text(part{entry: true}, append(lines, r.sources(cites, basis(e), toldBy(e.Origins))...)...)
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
	if e.When.Basis == knowledge.Stated || from == "" {
		return bot.BasisWords(e.When.Basis, false)
	}
	return bot.BasisWords(e.When.Basis, true) + " " + from
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
