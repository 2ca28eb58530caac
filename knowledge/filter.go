package knowledge

import (
	"context"
	"slices"
	"time"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// Today is the day that t falls on, in t's own location.
func Today(t time.Time) Date { return language.DateOf(t) }

// ParseTimeline reads what a person typed to narrow a timeline: dates ("since
// 2025-11", "until yesterday"), and a name or words. The error says what could
// not be read.
func (d *Dossier) ParseTimeline(ctx context.Context, words string, today Date) (TimelineQuery, error) {
	var q TimelineQuery
	var err error
	if q.From, q.To, q.Words, err = timex.ParseQuery(words, today); err != nil || q.Words == "" {
		return q, err
	}
	switch m := d.Names().Lookup(q.Words); m.Outcome {
	case names.Found, names.ByRole:
		q.Entity, q.Words = m.Entity, ""
	case names.Misspelt:
		if known, err := d.knowsWords(ctx, q.Words); err != nil || known {
			return q, err
		}
		q.Entity, q.Words, q.Typed, q.As = m.Entity, "", m.Typed, m.As
	}
	return q, nil
}

// knowsWords reports whether the dossier holds the words as they were typed, so
// that they need not be misspelt names.
func (d *Dossier) knowsWords(ctx context.Context, words string) (bool, error) {
	counts, err := d.index.DocFreq(ctx, d.index.Terms(words))
	return len(counts) > 0 && !slices.Contains(counts, 0), err
}
