package terminal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
)

// CSV writes happenings as a table with a header, as RFC 4180 has it.
func CSV(entries []bot.TimelineEntry) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows := [][]string{{"from", "to", "precision", "open", "basis", "after", "before", "status", "text", "document", "start", "end", "title", "publisher", "published", "tellings"}}
	for i, e := range entriesOf(entries) {
		c := entries[i].Text
		rows = append(rows, []string{e.From.String(), e.To.String(), e.Precision, strconv.FormatBool(e.Open), e.Basis, e.After.String(), e.Before.String(), e.Status,
			e.Text, c.Path, strconv.Itoa(c.Span.Start), strconv.Itoa(c.Span.End), c.Title, c.Publisher, c.Published.String(), strconv.Itoa(len(e.Citations))})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write the timeline as CSV: %w", err)
	}
	return b.Bytes(), nil
}

// Calendar writes happenings as an iCalendar file (RFC 5545): one event of whole
// days each. Those without a date have no place in a calendar and are left out;
// of those that are still running the first day stands for all. now is when the
// file is made.
func Calendar(entries []bot.TimelineEntry, now time.Time) []byte {
	var b strings.Builder
	line := func(name, value string) { foldLine(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//attache//timeline//EN")
	for _, e := range entries {
		if e.When.From.IsZero() {
			continue
		}
		last := e.When.To
		switch {
		case e.When.Open:
			last = e.When.From.First()
		case last.IsZero():
			last = e.When.From
		}
		line("BEGIN", "VEVENT")
		line("UID", entryID(e)+"@attache")
		line("DTSTAMP", now.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE", compact(e.When.From.First()))
		line("DTEND;VALUE=DATE", compact(last.Last().AddDays(1))) // the day after the last: RFC 5545, section 3.6.1
		line("SUMMARY", calendarText(e.Text.Text))
		line("DESCRIPTION", calendarText(told(e)))
		if e.When.Basis != knowledge.Stated || e.Status == knowledge.Planned {
			line("STATUS", "TENTATIVE")
		}
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

// entryID names an entry: one sentence can tell several happenings, of different
// days.
func entryID(e bot.TimelineEntry) string { return e.Text.ID + "-" + compact(e.When.From) }

func compact(d knowledge.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// told says how exactly and how surely the time of a happening is known, and where
// it is told.
func told(e bot.TimelineEntry) string {
	notes := []string{bot.WhenWords(e.When), e.When.Basis.String(), e.Status.String()}
	for _, c := range e.Citations {
		var source strings.Builder
		for _, r := range describe(c.Source, place(c.Span)) {
			source.WriteString(r.text)
		}
		notes = append(notes, source.String())
	}
	return strings.Join(notes, "; ")
}

var calendarEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// calendarText writes text as RFC 5545, section 3.3.11 has it.
func calendarText(text string) string { return calendarEscapes.Replace(OneLine(text)) }

// maxCalendarLine is the length in bytes of a line past which it is folded: RFC
// 5545, section 3.1.
const maxCalendarLine = 75

func foldLine(b *strings.Builder, text string) {
	for room := maxCalendarLine; len(text) > room; room = maxCalendarLine - 1 {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		b.WriteString(text[:cut] + "\r\n ")
		text = text[cut:]
	}
	b.WriteString(text + "\r\n")
}

// scene is one event of TimelineJS: https://timeline.knightlab.com/docs/json-format.html
type scene struct {
	Start   moment  `json:"start_date"`
	End     *moment `json:"end_date,omitempty"`
	Display string  `json:"display_date"`
	Text    caption `json:"text"`
	ID      string  `json:"unique_id"`
}

type moment struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

// caption holds HTML.
type caption struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

// TimelineJS writes happenings as TimelineJS reads them. Those without a date are
// left out.
func TimelineJS(title string, entries []bot.TimelineEntry) ([]byte, error) {
	story := struct {
		Title struct {
			Text caption `json:"text"`
		} `json:"title"`
		Events []scene `json:"events"`
	}{Events: []scene{}}
	story.Title.Text.Headline = html.EscapeString(OneLine(title))
	for _, e := range entries {
		if e.When.From.IsZero() {
			continue
		}
		s := scene{Start: moment(e.When.From), Display: bot.WhenWords(e.When), ID: entryID(e),
			Text: caption{Headline: html.EscapeString(OneLine(e.Text.Text)), Text: html.EscapeString(OneLine(told(e)))}}
		if !e.When.To.IsZero() && !e.When.Open && e.When.To != e.When.From {
			end := moment(e.When.To)
			s.End = &end
		}
		story.Events = append(story.Events, s)
	}
	b, err := json.MarshalIndent(story, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the timeline for TimelineJS: %w", err)
	}
	return append(b, '\n'), nil
}
