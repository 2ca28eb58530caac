package discord

import (
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// Notice implements [bot.BlockVisitor].
func (r *renderer) Notice(b bot.Notice) {
	lines := paragraph(b.Text)
	for _, hint := range paragraph(b.Hint) {
		lines = append(lines, small(hint))
	}
	r.text(part{}, lines...)
}

// Help implements [bot.BlockVisitor].
func (r *renderer) Help(b bot.Help) {
	for _, c := range b.Commands {
		example := ""
		if typed := code(c.Example); typed != "" && c.Example != c.Usage {
			example = small("for example ", typed)
		}
		r.text(part{entry: true}, append(append([]string{code(c.Usage)}, paragraph(c.Summary)...), example)...)
	}
}

// Candidates implements [bot.BlockVisitor]. Where there are roles to tell the
// candidates apart by, they are listed above their buttons.
func (r *renderer) Candidates(b bot.Candidates) {
	if len(b.Candidates) == 0 {
		r.text(part{}, r.which(b))
		return
	}
	r.text(part{head: true}, r.which(b))
	for _, c := range b.Candidates {
		if c.Role == nil || blank(c.Role.Text) {
			continue
		}
		lines := append([]string{strong(clip(c.Name, nameRunes))}, quoted(*c.Role, nil)...)
		r.text(part{entry: true}, append(lines, r.sources([]knowledge.Citation{*c.Role})...)...)
	}
	for _, group := range chunks(b.Candidates, maxRowButtons) {
		var buttons []Component
		for _, c := range group {
			if c.Line != "" {
				buttons = append(buttons, button(c.Name, press{kind: pressLine, text: c.Line}))
			}
		}
		if len(buttons) > 0 {
			r.parts = append(r.parts, part{buttons: buttons})
		}
	}
}

func (r *renderer) which(b bot.Candidates) string {
	query := "“" + escapeLine(clip(b.Query, nameRunes)) + "”"
	switch {
	case !b.Unknown && !blank(b.Query) && strings.Contains(r.title, b.Query):
		return "" // the heading asks it
	case !b.Unknown:
		return "Which " + query + " is meant?"
	case r.reason && len(b.Candidates) > 0:
		return "The nearest names are:"
	case len(b.Candidates) > 0:
		return "Nothing in the dossier is called " + query + ". The nearest names are:"
	case r.reason:
		return ""
	}
	return "Nothing in the dossier is called " + query + "."
}
