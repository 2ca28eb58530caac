package slack

import (
	"fmt"

	"attache/bot"
	"attache/knowledge"
)

// Timeline shows happenings, oldest first, and says how each date is known.
func (w *writer) Timeline(b bot.Timeline) {
	w.heading("")
	if len(b.Entries) > 0 {
		w.note(timelineNote(b))
	}
	for i, e := range b.Entries {
		w.happening, w.anchor = i+1, bot.Anchor(e)
		w.entry(e)
	}
	w.happening, w.anchor = 0, ""
}

// entry writes one happening: its date and how that is known, what happened, and
// who tells it.
func (w *writer) entry(e bot.TimelineEntry) {
	head := between(dot,
		styled(whenWords(e.When), bold),
		styled(bot.StatusWords(e.Status), italic),
		styled(basisWords(e.When, e.ResolvedFrom), italic))
	parts := divide(cleanRuns(e.Text.Text, nil), maxPart)
	if len(parts) == 0 {
		parts = [][]run{nil}
	}
	for i, part := range parts {
		text := inlines(part)
		if i == len(parts)-1 {
			text = append(text, plain(" — "))
			text = append(text, w.told(e)...)
		}
		if i > 0 {
			head = nil
		}
		w.put(piece{item: i == 0, more: i > 0}, section(head...), section(text...))
	}
}

// told names who tells a happening, and how many of them are independent.
func (w *writer) told(e bot.TimelineEntry) []inline {
	list := []inline{shortSource(w.where(e.Text))}
	if also := w.others(e.Text.Source, e.Citations, nil); also != nil {
		list = append(append(list, plain(", ")), also...)
	}
	if n := knowledge.CountStated(e.Origins); n > 1 {
		list = append(list, plain(dot+plural(n, "origin")))
	}
	return list
}

func timelineNote(b bot.Timeline) string {
	text := "Dates are as the texts state them, unless marked."
	if b.Undated > 0 {
		text += fmt.Sprintf(" %d without a date.", b.Undated)
	}
	if b.Hidden > 0 {
		text += " " + line(b.LeftOut(), maxLine)
	}
	return text
}
