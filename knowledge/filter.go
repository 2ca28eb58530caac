package knowledge

import (
	"time"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Today is the day that t falls on, in t's own location.
func Today(t time.Time) Date { return language.DateOf(t) }

// ParseTimeline reads what a person typed to narrow a timeline: dates ("since
// 2025-11", "until yesterday"), and a name or words. The error says what could
// not be read.
func (d *Dossier) ParseTimeline(words string, today Date) (TimelineQuery, error) {
	q := TimelineQuery{Words: words}
	if q.Words == "" {
		return q, nil
	}
	switch m := d.Names().Lookup(q.Words); m.Outcome {
	case names.Found, names.ByRole:
		q.Entity, q.Words = m.Entity, ""
	case names.Misspelt:
		q.Entity, q.Words, q.Typed, q.As = m.Entity, "", m.Typed, m.As
	}
	return q, nil
}
