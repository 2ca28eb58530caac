package bot_test

import (
	"testing"

	"attache/bot"
	"attache/knowledge"
)

func TestACursorFindsItsPageAgain(t *testing.T) {
	p := bot.Pages{Starts: []int{0, 3, 5}, Anchors: []string{"", "a", "b", "c", "d", "e", "f"}, Mark: "now"}
	for name, c := range map[string]struct {
		at      bot.Cursor
		page    int
		changed bool
	}{
		"the second page":            {p.Cursor(1), 1, false},
		"the last page":              {p.Cursor(2), 2, false},
		"within a page":              {bot.Cursor{From: 4, Mark: "now"}, 1, false},
		"of an older version":        {bot.Cursor{From: 5}, 2, false},
		"past the end":               {bot.Cursor{From: 40}, 2, true},
		"moved on":                   {bot.Cursor{From: 3, Mark: "then", Anchor: "e"}, 2, true},
		"moved back":                 {bot.Cursor{From: 6, Mark: "then", Anchor: "a"}, 0, true},
		"gone":                       {bot.Cursor{From: 3, Mark: "then", Anchor: "z"}, 1, true},
		"gone, and so is the place":  {bot.Cursor{From: 40, Mark: "then", Anchor: "z"}, 2, true},
		"nothing tells pieces apart": {bot.Cursor{From: 3, Mark: "then"}, 1, true},
	} {
		again, ok := bot.ParseCursor(c.at.String())
		if !ok || again.From != c.at.From || again.Mark != c.at.Mark {
			t.Errorf("%s: %q is read as %+v, %v", name, c.at, again, ok)
		}
		if page, changed := p.At(again); page != c.page || changed != c.changed {
			t.Errorf("%s: page %d, changed %v; want %d, %v", name, page, changed, c.page, c.changed)
		}
	}
	for _, wrong := range []string{"", "x", "-1", "3-", "3-a", "3.5", "-a-b"} {
		if c, ok := bot.ParseCursor(wrong); ok {
			t.Errorf("%q is read as %+v", wrong, c)
		}
	}
	for last, want := range map[int]string{8: "Page 2 of 3", 9: "Page 2 of 3 · 9 of 34", 15: "Page 2 of 3 · 9–15 of 34"} {
		if got := p.Words(1, 8, last, 34); got != want {
			t.Errorf("called %q, want %q", got, want)
		}
	}
}

func TestAPartOfATimelineSaysWhatIsNotInIt(t *testing.T) {
	var whole bot.Timeline
	for i := range 10 {
		e := bot.TimelineEntry{When: knowledge.When{From: knowledge.Date{Year: 2031, Month: 1, Day: i + 1}}}
		if i == 4 || i == 9 {
			e.When = knowledge.When{Basis: knowledge.Ordered}
			whole.Undated++
		}
		whole.Entries = append(whole.Entries, e)
	}
	part := whole.Part(3, 4)
	if part.Before != 3 || part.After != 3 || len(part.Entries) != 4 || part.Undated != 1 || part.Entries[0].When.From.Day != 4 {
		t.Errorf("part %+v", part)
	}
	if rest := part.Part(2, 9); rest.Before != 5 || rest.After != 3 || len(rest.Entries) != 2 {
		t.Errorf("part of the part %+v", rest)
	}
	if len(whole.Entries) != 10 || whole.Undated != 2 {
		t.Error("the whole has changed")
	}
}
