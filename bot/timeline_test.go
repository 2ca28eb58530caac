package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"attache/bot"
	"attache/knowledge/knowledgetest"
)

// shipping is a small dossier whose documents differ on a day.
var shipping = map[string]string{
	"a.txt": "Brenna aground\n\nVELDSUND, March 5, 2025 (Northern Wire) - The tanker Brenna ran aground off Cape Holm on 4 March with 21 sailors on board, the coastguard said.\n\nCaptain Leif Moen was questioned in Veldsund on Wednesday.\n\nTugs will try to refloat the tanker on Friday.\n",
	"b.txt": "The loss of the Brenna\n\nThe Coastal Weekly, 9 April 2025\n\nThe tanker Brenna ran aground off Cape Holm on 3 March with 21 sailors on board.\n\nMinister Ane Lund visited Veldsund on 8 April and promised a new lighthouse.\n",
	"c.txt": "Tide tables\n\nThe harbour of Veldsund is twelve metres deep. It froze in 1998.\n",
}

// openAt returns a bot over files whose clock stands at a day.
func openAt(t *testing.T, files map[string]string, now time.Time) *bot.Bot {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d := knowledgetest.OpenFolder(t, fsys)
	return bot.New(d, bot.Options{Now: func() time.Time { return now }})
}

func timelineOf(a bot.Answer) bot.Timeline {
	for _, block := range a.Blocks {
		if t, ok := block.(bot.Timeline); ok {
			return t
		}
	}
	return bot.Timeline{}
}

func TestATimelineIsNarrowed(t *testing.T) {
	b := openAt(t, shipping, time.Date(2025, 4, 10, 9, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		line string
		days string // of the entries, in order
	}{
		{"/timeline", "1998 2025-03-04 2025-03-05 2025-03-07 2025-04-08"},
		{"/timeline since april", "2025-04-08"},
		{"/timeline until march 4", "1998 2025-03-04"},
		{"/timeline last month", "2025-03-04 2025-03-05 2025-03-07"},
		{"/timeline between 5 march and 7 march", "2025-03-05 2025-03-07"},
		{"/timeline two days ago", "2025-04-08"},
		{"/timeline in 1998", "1998"},
		{"/timeline leif moen", "2025-03-05"},
		{"/timeline captan moen", "2025-03-05"},
		{"/timeline person:Moen", "2025-03-05"},
		{"/timeline lighthouse since:2025-03", "2025-04-08"},
		{"/timeline Veldsund until yesterday", "2025-03-04 2025-03-05 2025-04-08"},
		{"/timeline sinse aprill", "2025-04-08"},
		{"/timeline tanker BRENNA", "2025-03-04"},
	} {
		var days []string
		for _, e := range timelineOf(b.Handle(context.Background(), bot.Request{Line: c.line})).Entries {
			days = append(days, e.When.From.String())
		}
		if got := strings.Join(days, " "); got != c.days {
			t.Errorf("%s: %s, want %s", c.line, got, c.days)
		}
	}
}

func TestADateWithoutAYearIsOfTheDossiersTime(t *testing.T) {
	b := openAt(t, shipping, time.Date(2029, 1, 10, 9, 0, 0, 0, time.UTC))
	if got := timelineOf(b.Handle(context.Background(), bot.Request{Line: "/timeline in march"})).Entries; len(got) != 3 {
		t.Errorf("%d entries for March, want the three of 2025", len(got))
	}
	if got := timelineOf(b.Handle(context.Background(), bot.Request{Line: "/timeline last month"})).Entries; len(got) != 0 {
		t.Errorf("%d entries for last month, want none: the dossier is of 2025", len(got))
	}
}

func TestWhatCannotBeReadAsAFilterIsSaid(t *testing.T) {
	b := openAt(t, shipping, time.Date(2025, 4, 10, 9, 0, 0, 0, time.UTC))
	for line, want := range map[string]string{
		"/timeline since":                       "behind “since”",
		"/timeline Brenna until foo":            "behind “until”",
		"/timeline colour:red":                  "no filter “colour:”",
		"/timeline 32 march":                    "no date “32 march”",
		"/timeline in 2025-13":                  "no date 2025-13",
		"/timeline since 2025-05 until 2025-02": "before it begins",
	} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err == nil || !strings.Contains(a.Err.Message, want) || a.Err.Hint == "" {
			t.Errorf("%s: %+v, want a line with %q and what to type", line, a.Err, want)
		}
	}
	a := b.Handle(context.Background(), bot.Request{Line: "/timeline zzqx"})
	if !a.Abstained || a.Reason == "" {
		t.Errorf("an unknown word: %+v", a)
	}
}

func TestDaysThatDocumentsGiveDifferentlyAreADisagreement(t *testing.T) {
	b := openAt(t, shipping, time.Date(2025, 4, 10, 9, 0, 0, 0, time.UTC))
	a := b.Handle(context.Background(), bot.Request{Line: "/timeline Brenna"})
	if n := len(timelineOf(a).Entries); n != 1 {
		t.Fatalf("%d entries, want the one happening", n)
	}
	for _, block := range a.Blocks {
		if d, ok := block.(bot.Disagreements); ok {
			sides := map[string]string{}
			for _, s := range d.Disagreements[0].Sides {
				sides[s.Value] = s.Quotes[0].Path
			}
			if len(sides) != 2 || sides["3 Mar 2025"] != "b.txt" || sides["4 Mar 2025"] != "a.txt" {
				t.Errorf("sides %v", sides)
			}
			return
		}
	}
	t.Error("no disagreement is shown")
}

func TestWhatHasNoDateOfItsOwnIsShownWhereItIsAskedFor(t *testing.T) {
	b := openAt(t, shipping, time.Date(2025, 4, 10, 9, 0, 0, 0, time.UTC))
	some, all := b.Handle(context.Background(), bot.Request{Line: "/timeline"}), b.Handle(context.Background(), bot.Request{Line: "/timeline all"})
	hidden := timelineOf(some).Hidden
	if hidden == 0 || len(timelineOf(all).Entries) != len(timelineOf(some).Entries)+hidden || timelineOf(all).Hidden != 0 {
		t.Errorf("%d shown and %d left out; with all %d shown", len(timelineOf(some).Entries), hidden, len(timelineOf(all).Entries))
	}
	if said, line := timelineOf(some).LeftOut(), timelineOf(some).All; line != "/timeline all" || !strings.Contains(said, line+" shows") {
		t.Errorf("what is left out is told as %q, without %q", said, line)
	}
	narrowed := timelineOf(b.Handle(context.Background(), bot.Request{Line: "/timeline since 2025-01"}))
	if whole := timelineOf(b.Handle(context.Background(), bot.Request{Line: narrowed.All})); narrowed.All != "/timeline all since 2025-01" || len(whole.Entries) != len(narrowed.Entries)+narrowed.Hidden {
		t.Errorf("%s shows %d happenings, not the %d and the %d that were left out", narrowed.All, len(whole.Entries), len(narrowed.Entries), narrowed.Hidden)
	}
	a := b.Handle(context.Background(), bot.Request{Line: "/timeline metres"})
	if !a.Abstained || !strings.Contains(a.Reason, "/timeline all metres") {
		t.Errorf("the reason does not say how to see the rest: %q", a.Reason)
	}
}

func TestANameToChooseKeepsTheTimeThatWasTyped(t *testing.T) {
	b := openAt(t, shipping, time.Date(2025, 4, 10, 9, 0, 0, 0, time.UTC))
	a := b.Handle(context.Background(), bot.Request{Line: "/timeline all lief mohn since 2025-03-05 until 2025-03"})
	for _, block := range a.Blocks {
		c, ok := block.(bot.Candidates)
		if !ok || len(c.Candidates) == 0 {
			continue
		}
		if line := c.Candidates[0].Line; line != "/timeline all Leif Moen since 2025-03-05 until 2025-03-31" {
			t.Errorf("the line of %s is %q", c.Candidates[0].Name, line)
		}
		return
	}
	t.Fatalf("no name to choose: %+v", a)
}
