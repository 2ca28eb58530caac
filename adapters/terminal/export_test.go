package terminal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
)

var made = time.Date(2031, 3, 10, 12, 0, 0, 0, time.UTC)

func entriesIn(a bot.Answer) []bot.TimelineEntry {
	var out []bot.TimelineEntry
	for _, block := range a.Blocks {
		if t, ok := block.(bot.Timeline); ok {
			out = append(out, t.Entries...)
		}
	}
	return out
}

func TestExports(t *testing.T) {
	for _, a := range adaptertest.Answers() {
		if a.Name != "timeline" {
			continue
		}
		entries := entriesIn(a.Answer)
		table, err := CSV(entries)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "timeline.golden.csv", table)
		golden(t, "timeline.golden.ics", Calendar(entries, made))
		story, err := TimelineJS(a.Answer.Title, entries)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "timelinejs.golden.json", story)
	}
}

// TestExportsOfHostileText holds that no text breaks out of its place in a file.
func TestExportsOfHostileText(t *testing.T) {
	for _, a := range adaptertest.Hostile() {
		entries := entriesIn(a.Answer)
		if len(entries) == 0 {
			continue
		}
		table, err := CSV(entries)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
		if err != nil || len(rows) != len(entries)+1 {
			t.Errorf("%s: %d rows of CSV (%v), want %d", a.Name, len(rows), err, len(entries)+1)
		}
		calendar := string(Calendar(entries, made))
		if n := strings.Count(calendar, "\r\nBEGIN:VEVENT\r\n"); n > len(entries) {
			t.Errorf("%s: %d events, want at most %d", a.Name, n, len(entries))
		}
		for line := range strings.SplitSeq(calendar, "\r\n") {
			if len(line) > maxCalendarLine || strings.ContainsAny(line, "\r\n\x00\x1b") {
				t.Errorf("%s: line of %d bytes: %q", a.Name, len(line), line)
				break
			}
		}
		story, err := TimelineJS(a.Answer.Title, entries)
		if err != nil || !json.Valid(story) {
			t.Errorf("%s: no JSON: %v", a.Name, err)
		}
	}
}
