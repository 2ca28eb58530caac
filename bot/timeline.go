package bot

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

func timeline(ctx context.Context, b *Bot, c call) (Answer, error) {
	q, err := b.dossier.ParseTimeline(ctx, c.words, knowledge.Today(b.now()))
	if err != nil {
		return Answer{}, &UserError{capital(err.Error()) + ".", "For example: /timeline since 2025-10, /timeline until yesterday."}
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
	block := Timeline{Entries: found.Entries, Undated: undated(found.Entries), Hidden: found.Hidden}
	if !q.All {
		block.All = allOf(c.words)
	}
	a.Blocks = []Block{block}
	if len(block.Entries) == 0 {
		a.Abstained, a.Reason = true, nothingHappened(c.words, block)
		if len(q.Nearest) > 0 {
			a.Blocks = append(a.Blocks, nearestTimelines(q))
		}
	}
	if d := differingDates(found); len(d.Disagreements) > 0 {
		a.Blocks = append(a.Blocks, d)
	}
	return a, nil
}

// nearestTimelines asks which of the nearest names was meant, within the same time.
func nearestTimelines(q knowledge.TimelineQuery) Candidates {
	command, within := "/timeline ", ""
	if q.All {
		command += "all "
	}
	if !q.From.IsZero() {
		within += " since " + q.From.String()
	}
	if !q.To.IsZero() {
		within += " until " + q.To.String()
	}
	block := nearestNames(q.Words, q.Nearest, command)
	for i := range block.Candidates {
		block.Candidates[i].Line += within
	}
	return block
}

// undated counts the happenings of which only the place between others is known.
func undated(entries []TimelineEntry) int {
	n := 0
	for _, e := range entries {
		if e.When.Basis == knowledge.Ordered {
			n++
		}
	}
	return n
}

// capital writes the first letter as a capital.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// longestAll is how many characters of a filter are repeated in the line that shows
// everything; a longer one is left out, which shows more.
const longestAll = 80

// allOf is the line that shows also what a timeline of these words leaves out.
func allOf(words string) string {
	if words = knowledge.OneLine(words); utf8.RuneCountInString(words) > longestAll {
		words = ""
	}
	return strings.TrimSpace("/timeline all " + words)
}

// LeftOut says how many happenings the timeline does not show, why, and what to type
// to see them. It is empty where none is left out.
func (t Timeline) LeftOut() string {
	text, shows := "", ""
	switch {
	case t.Hidden == 0:
		return ""
	case t.Hidden == 1:
		text, shows = "1 happening left out, dated only by the report that tells it", "shows it"
	default:
		text, shows = fmt.Sprintf("%d happenings left out, dated only by the reports that tell them", t.Hidden), "shows them"
	}
	if t.All == "" {
		return text + "."
	}
	return text + ": " + t.All + " " + shows + "."
}

// nothingHappened says that there is no happening to show, but for those left out.
func nothingHappened(words string, t Timeline) string {
	about := ""
	if words != "" {
		about = fmt.Sprintf(" for “%s”", clip(bare(words), 80))
	}
	switch {
	case t.Hidden > 0:
		return "The dossier has no happening with a date of its own" + about + "; " + t.LeftOut()
	case words == "":
		return "No document of the dossier gives a date for anything that happened."
	}
	return "The dossier has no happening with a date" + about + "."
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
