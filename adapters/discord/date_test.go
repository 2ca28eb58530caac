package discord

import (
	"strings"
	"testing"

	"attache/bot"
	"attache/knowledge"
)

func TestTimesInWords(t *testing.T) {
	day, other := knowledge.Date{Year: 2031, Month: 2, Day: 26}, knowledge.Date{Year: 2031, Month: 2, Day: 28}
	march, year := knowledge.Date{Year: 2031, Month: 3}, knowledge.Date{Year: 2030}
	for _, c := range []struct {
		when knowledge.When
		want string
	}{
		{knowledge.When{From: day, To: day}, "26 Feb 2031"},
		{knowledge.When{From: day, To: other}, "26–28 Feb 2031"},
		{knowledge.When{From: day, To: knowledge.Date{Year: 2031, Month: 3, Day: 1}}, "26 Feb – 1 Mar 2031"},
		{knowledge.When{From: year, To: day}, "2030 – 26 Feb 2031"},
		{knowledge.When{From: knowledge.Date{Year: 2031, Month: 2}, To: march}, "Feb – Mar 2031"},
		{knowledge.When{From: day, To: march}, "26 Feb 2031 – Mar 2031"},
		{knowledge.When{From: march}, "Mar 2031"},
		{knowledge.When{From: day, Open: true}, "since 26 Feb 2031"},
		{knowledge.When{To: day}, "until 26 Feb 2031"},
		{knowledge.When{After: year, Before: day}, "between 2030 and 26 Feb 2031"},
		{knowledge.When{After: year}, "after 2030"},
		{knowledge.When{Before: day}, "before 26 Feb 2031"},
		{knowledge.When{}, "no date"},
	} {
		if got := strings.ReplaceAll(when(c.when), fixed, " "); got != c.want {
			t.Errorf("when(%+v) = %q, want %q", c.when, got, c.want)
		}
	}
}

func TestHowATimeIsKnownIsSaid(t *testing.T) {
	words := []knowledge.Citation{{Text: "last *Monday*"}}
	for _, c := range []struct {
		basis knowledge.Basis
		from  []knowledge.Citation
		want  string
	}{
		{knowledge.Stated, nil, "date stated"},
		{knowledge.Resolved, words, `date worked out from “last \*Monday\*”`},
		{knowledge.Resolved, nil, "date worked out"},
		{knowledge.Carried, words, `no date of its own, taken from “last \*Monday\*”`},
		{knowledge.Carried, nil, "no date of its own, taken from the report"},
		{knowledge.Ordered, nil, "order only, no date is given"},
	} {
		if got := basis(bot.TimelineEntry{When: knowledge.When{Basis: c.basis}, ResolvedFrom: c.from}); got != c.want {
			t.Errorf("basis %v from %v: %q, want %q", c.basis, c.from, got, c.want)
		}
	}
}
