package bot

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

func timeline(ctx context.Context, b *Bot, c call) (Answer, error) {
	q, err := b.dossier.ParseTimeline(ctx, c.words, knowledge.Today(b.now()))
	if err != nil {
		return Answer{}, &UserError{capital(err.Error()), "For example: /timeline since 2025-10, /timeline until yesterday."}
	}
	a := Answer{Title: "Timeline"}
	if c.words != "" {
		a.Title = "Timeline: " + clip(c.words, 80)
	}
	if q.As != "" {
		a.Understood = []Understood{{Typed: q.Typed, As: q.As}}
	}
	found, terr := b.dossier.Timeline(ctx, q)
	if terr != nil {
		return Answer{}, terr
	}
	block := Timeline{Entries: found.Entries, Hidden: found.Hidden}
	for _, e := range found.Entries {
		if e.When.Basis == knowledge.Ordered {
			block.Undated++
		}
	}
	a.Blocks = []Block{block}
	if len(block.Entries) == 0 {
		a.Abstained, a.Reason = true, nothingHappened(c.words, found.Hidden)
		if len(q.Nearest) > 0 {
			a.Blocks = append(a.Blocks, nearestNames(q.Words, q.Nearest, "/timeline "))
		}
	}
	if d := differingDates(found); len(d.Disagreements) > 0 {
		a.Blocks = append(a.Blocks, d)
	}
	return a, nil
}

// capital writes the first letter as a capital.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func nothingHappened(words string, hidden int) string {
	switch {
	case hidden == 1:
		return fmt.Sprintf("The one happening found has no date but that of its report: /timeline all %s shows it.", clip(words, 80))
	case hidden > 1:
		return fmt.Sprintf("The %d happenings found have no date but that of their report: /timeline all %s shows them.", hidden, clip(words, 80))
	case words == "":
		return "No document of the dossier gives a date for anything that happened."
	}
	return fmt.Sprintf("The dossier has no happening with a date for “%s”.", clip(words, 80))
}

// differingDates tells which happenings the documents put at different times, and
// which lists contradict themselves.
func differingDates(found knowledge.TimelineAnswer) Disagreements {
	var out Disagreements
	for _, e := range found.Entries {
		if len(e.Dates) > 1 {
			out.Disagreements = append(out.Disagreements, Disagreement{About: "when it was", Sides: datesInWords(e.Dates)})
		}
	}
	for _, d := range found.Contradictions {
		d.Sides = datesInWords(d.Sides)
		out.Disagreements = append(out.Disagreements, d)
	}
	return out
}

// datesInWords writes the values of sides, which are dates, in words.
func datesInWords(sides []Side) []Side {
	out := make([]Side, len(sides))
	for i, s := range sides {
		var day knowledge.Date
		if err := day.UnmarshalText([]byte(s.Value)); err == nil {
			s.Value = DateWords(day)
		}
		out[i] = s
	}
	return out
}

func timelineExample(_ context.Context, b *Bot) string {
	if e := b.mostNamed(names.Place); e != nil {
		return "/timeline " + e.Name
	}
	return "/timeline"
}
