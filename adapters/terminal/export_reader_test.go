package terminal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"testing"

	ical "github.com/arran4/golang-ical"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/knowledge"
)

// timelines are answers with timelines, also such as strangers' texts give.
func timelines(t *testing.T) map[string][]bot.TimelineEntry {
	t.Helper()
	out := map[string][]bot.TimelineEntry{"long": entriesIn(adaptertest.LongTimeline(40))}
	for _, a := range append(adaptertest.Answers(), adaptertest.Hostile()...) {
		if e := entriesIn(a.Answer); len(e) > 0 {
			out[a.Name] = e
		}
	}
	return out
}

// dated are the entries that have a place in a calendar.
func dated(entries []bot.TimelineEntry) []bot.TimelineEntry {
	var out []bot.TimelineEntry
	for _, e := range entries {
		if !e.When.From.IsZero() {
			out = append(out, e)
		}
	}
	return out
}

// TestACalendarProgramReadsTheCalendar opens the iCalendar file with a library
// that calendar programs are built with.
func TestACalendarProgramReadsTheCalendar(t *testing.T) {
	for name, entries := range timelines(t) {
		calendar, err := ical.ParseCalendar(bytes.NewReader(Calendar(entries, made)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := dated(entries)
		events := calendar.Events()
		if len(events) != len(want) {
			t.Errorf("%s: %d events, want %d", name, len(events), len(want))
			continue
		}
		ids := map[string]bool{}
		for i, e := range events {
			start, err := e.GetAllDayStartAt()
			if first := want[i].When.From.First(); err != nil || start.Format("2006-01-02") != first.String() {
				t.Errorf("%s: event %d begins %v (%v), want %s", name, i, start, err, first)
			}
			end, err := e.GetAllDayEndAt()
			if err != nil || !end.After(start) {
				t.Errorf("%s: event %d ends %v (%v), begins %v", name, i, end, err, start)
			}
			if summary := e.GetProperty(ical.ComponentPropertySummary); summary == nil || summary.Value != OneLine(want[i].Text.Text) {
				t.Errorf("%s: event %d is called %+v, want %q", name, i, summary, OneLine(want[i].Text.Text))
			}
			ids[e.Id()] = true
		}
		if len(ids) != len(events) && name == "timeline" { // the others repeat one sentence
			t.Errorf("%s: %d ids of %d events", name, len(ids), len(events))
		}
	}
}

// TestASpreadsheetReadsTheTable opens the table as programs do, by its header.
func TestASpreadsheetReadsTheTable(t *testing.T) {
	for name, entries := range timelines(t) {
		table, err := CSV(entries)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
		if err != nil || len(rows) != len(entries)+1 {
			t.Errorf("%s: %d rows (%v), want %d", name, len(rows), err, len(entries)+1)
			continue
		}
		column := map[string]int{}
		for i, head := range rows[0] {
			column[head] = i
		}
		for i, e := range entries {
			row := rows[i+1]
			from := e.When.From.String()
			if e.When.Basis == knowledge.Ordered { // only the bounds are told
				from = ""
			}
			if row[column["from"]] != from || row[column["basis"]] != e.When.Basis.String() || row[column["tellings"]] != strconv.Itoa(len(e.Citations)) {
				t.Errorf("%s: row %d is %q", name, i+1, row)
			}
		}
	}
}

// knightLab is the shape that TimelineJS documents for its JSON:
// https://timeline.knightlab.com/docs/json-format.html
type knightLab struct {
	Scale  string            `json:"scale"`
	Title  *knightLabSlide   `json:"title"`
	Events []knightLabSlide  `json:"events"`
	Eras   []json.RawMessage `json:"eras"`
}

type knightLabSlide struct {
	Start    *knightLabDate  `json:"start_date"`
	End      *knightLabDate  `json:"end_date"`
	Text     *knightLabText  `json:"text"`
	Media    json.RawMessage `json:"media"`
	Group    string          `json:"group"`
	Display  string          `json:"display_date"`
	Ground   json.RawMessage `json:"background"`
	Autolink *bool           `json:"autolink"`
	ID       string          `json:"unique_id"`
}

type knightLabDate struct {
	Year    int    `json:"year"`
	Month   int    `json:"month"`
	Day     int    `json:"day"`
	Hour    int    `json:"hour"`
	Minute  int    `json:"minute"`
	Display string `json:"display_date"`
}

type knightLabText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

// TestTimelineJSReadsTheStory decodes the file into the shape that TimelineJS
// takes, which knows no other fields.
func TestTimelineJSReadsTheStory(t *testing.T) {
	for name, entries := range timelines(t) {
		story, err := TimelineJS(name, entries)
		if err != nil {
			t.Fatal(err)
		}
		var got knightLab
		d := json.NewDecoder(bytes.NewReader(story))
		d.DisallowUnknownFields()
		if err := d.Decode(&got); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := dated(entries)
		if got.Title == nil || got.Title.Text == nil || len(got.Events) != len(want) {
			t.Errorf("%s: %d events, want %d and a title", name, len(got.Events), len(want))
			continue
		}
		for i, e := range got.Events {
			from := want[i].When.From
			if e.Start == nil || e.Start.Year != from.Year || e.Start.Month != from.Month || e.Start.Day != from.Day || e.Text == nil || e.ID == "" {
				t.Errorf("%s: event %d is %+v, want one of %s", name, i, e, from)
			}
			if e.End != nil && e.End.Year < e.Start.Year {
				t.Errorf("%s: event %d ends before it begins", name, i)
			}
		}
	}
}
