package timex_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

func date(s string) language.Date {
	var d language.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return d
}

// tag finds the expressions of text; published may be empty.
func tag(text, published string) []timex.Timex {
	return timex.Tag(language.Analyse(text), date(published))
}

// find returns the expression that reads words.
func find(t *testing.T, text, published, words string) timex.Timex {
	t.Helper()
	for _, x := range tag(text, published) {
		if x.In(text) == words {
			return x
		}
	}
	t.Fatalf("%q: nothing reads %q", text, words)
	return timex.Timex{}
}

func TestIntervals(t *testing.T) {
	for _, c := range []struct {
		text, published, words string
		from, to               string
		precision              timex.Precision
		basis                  timex.Basis
	}{
		{"It ended on 19 Nov 2025.", "", "19 Nov 2025", "2025-11-19", "2025-11-19", timex.Day, timex.Stated},
		{"It began in February 2022.", "", "February 2022", "2022-02", "2022-02", timex.Month, timex.Stated},
		{"The accords of 1973 held.", "", "1973", "1973", "1973", timex.Year, timex.Stated},
		{"It grew in the third quarter of 2025.", "", "the third quarter of 2025", "2025-07", "2025-09", timex.Range, timex.Stated},
		{"Q4 2025 was worse.", "", "Q4 2025", "2025-10", "2025-12", timex.Range, timex.Stated},
		{"In the first half of 2025 it fell.", "", "the first half of 2025", "2025-01", "2025-06", timex.Range, timex.Stated},
		{"In the summer of 1988 it was dry.", "", "the summer of 1988", "1988-06", "1988-08", timex.Range, timex.Stated},
		{"In the winter of 1996 it froze.", "", "the winter of 1996", "1996-12", "1997-02", timex.Range, timex.Stated},
		{"In the 1990s it boomed.", "", "the 1990s", "1990", "1999", timex.Range, timex.Stated},
		{"In the late 1990s it fell.", "", "the late 1990s", "1997", "1999", timex.Range, timex.Stated},
		{"In the 19th century it stood.", "", "the 19th century", "1800", "1899", timex.Range, timex.Stated},
		{"In late 2025 it began.", "", "late 2025", "2025-09", "2025-12", timex.Range, timex.Stated},
		{"By mid-April 2013 it was over.", "", "mid-April 2013", "2013-04-11", "2013-04-20", timex.Range, timex.Stated},
		{"At the end of February 2024 it rained.", "", "the end of February 2024", "2024-02-21", "2024-02-29", timex.Range, timex.Stated},
		{"They met this week.", "2025-11-20", "this week", "2025-11-17", "2025-11-23", timex.Range, timex.Resolved},
		{"They met over the weekend.", "2025-11-24", "the weekend", "2025-11-22", "2025-11-23", timex.Range, timex.Resolved},
		{"They met in Alaska earlier this August.", "2025-11-20", "earlier this August", "2025-08", "2025-08", timex.Month, timex.Resolved},
		{"They met yesterday.", "2025-03-01", "yesterday", "2025-02-28", "2025-02-28", timex.Day, timex.Resolved},
		{"They met on Friday morning.", "2025-11-20", "Friday morning", "2025-11-14", "2025-11-14", timex.Day, timex.Resolved},
		{"The port wants the cranes moving by Friday.", "2025-11-20", "Friday", "2025-11-21", "2025-11-21", timex.Day, timex.Resolved},
		{"Two had confessed by Friday.", "2025-11-20", "Friday", "2025-11-14", "2025-11-14", timex.Day, timex.Resolved},
		{"They met last year.", "2025-11-20", "last year", "2024", "2024", timex.Year, timex.Resolved},
		{"It took three days.", "2025-11-20", "three days", "", "", timex.None, timex.Stated},
		{"They meet every Monday.", "2025-11-20", "every Monday", "", "", timex.None, timex.Stated},
		{"It is now over.", "2025-11-20", "now", "", "", timex.None, timex.Stated},
	} {
		x := find(t, c.text, c.published, c.words)
		got := []any{x.From.String(), x.To.String(), x.Precision, x.Basis}
		want := []any{c.from, c.to, c.precision, c.basis}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.text, diff)
		}
	}
}

func TestRangeIsOneIntervalAndTwoExpressions(t *testing.T) {
	for _, c := range []struct {
		text, published string
		words           [2]string
		from, to        string
		basis           timex.Basis
	}{
		{"From October 24 to 26, they met.", "2025-11-20", [2]string{"October 24", "26"}, "2025-10-24", "2025-10-26", timex.Resolved},
		{"They met in Miami between October 24 and 26.", "2025-11-20", [2]string{"October 24", "26"}, "2025-10-24", "2025-10-26", timex.Resolved},
		{"a session (24-26 Oct 2025)", "", [2]string{"24", "26 Oct 2025"}, "2025-10-24", "2025-10-26", timex.Stated},
		{"a session (24\u201126\u00a0Oct\u00a02025)", "", [2]string{"24", "26\u00a0Oct\u00a02025"}, "2025-10-24", "2025-10-26", timex.Stated},
		{"they spent Oct. 24–26 there", "2025-11-20", [2]string{"Oct. 24", "26"}, "2025-10-24", "2025-10-26", timex.Resolved},
		{"Nov–Dec 1995", "", [2]string{"Nov", "Dec 1995"}, "1995-11", "1995-12", timex.Stated},
		{"September 2014 – February 2015", "", [2]string{"September 2014", "February 2015"}, "2014-09", "2015-02", timex.Stated},
		{"from December 30 to January 3, 2009", "", [2]string{"December 30", "January 3, 2009"}, "2008-12-30", "2009-01-03", timex.Stated},
		{"The Agreements (2014–2015)", "", [2]string{"2014", "2015"}, "2014", "2015", timex.Stated},
		{"the 2014–15 season", "", [2]string{"2014", "15"}, "2014", "2015", timex.Stated},
		{"It runs Monday through Wednesday.", "2025-11-20", [2]string{"Monday", "Wednesday"}, "2025-11-17", "2025-11-19", timex.Resolved},
	} {
		found := tag(c.text, c.published)
		if len(found) != 2 {
			t.Errorf("%q: found %d expressions, want 2", c.text, len(found))
			continue
		}
		for i, x := range found {
			got := []any{x.In(c.text), x.From.String(), x.To.String(), x.Pair, x.Basis}
			want := []any{c.words[i], c.from, c.to, 1 - i, c.basis}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q, end %d: -want +got\n%s", c.text, i, diff)
			}
		}
	}
}

func TestTwoDaysThatAreNoRange(t *testing.T) {
	for _, x := range tag("On Nov. 19 and 20, 2025, leaders met.", "") {
		if x.Pair != -1 || x.From != x.To {
			t.Errorf("%s: pair %d, %s to %s; want a day of its own", x.Value, x.Pair, x.From, x.To)
		}
	}
}

func TestOpenRange(t *testing.T) {
	found := tag("July 1953 – present (ongoing armistice)", "")
	if len(found) != 2 {
		t.Fatalf("found %d expressions, want 2", len(found))
	}
	for _, x := range found {
		if !x.Open || x.From != date("1953-07") || !x.To.IsZero() || x.Precision != timex.Range {
			t.Errorf("%s: open %v, %s to %s, %s", x.Value, x.Open, x.From, x.To, x.Precision)
		}
	}
}

// TestBecause holds the tagger to telling what it worked a date out from.
func TestBecause(t *testing.T) {
	for _, c := range []struct {
		text, published, words, value string
		because                       string
		fromPublication               bool
	}{
		{"They left yesterday.", "2025-11-20", "yesterday", "2025-11-19", "", true},
		{"The court will rule on Friday.", "2025-11-20", "Friday", "2025-11-21", "will", true},
		{"They met on 5 March 2022. Two days later, he died.", "2025-11-20", "Two days later", "2022-03-07", "5 March 2022", false},
		{"They met on Tuesday. The following day they parted.", "2025-11-20", "The following day", "2025-11-19", "Tuesday", true},
		{"It began on Nov. 26, 2011, and ended on Dec. 6.", "2025-11-20", "Dec. 6", "2011-12-06", "Nov. 26, 2011", false},
		{"It was passed in 1994 and took effect the following January.", "2025-11-20", "the following January", "1995-01", "1994", false},
		{"It was signed on 27 July 1953.\n\nNearly seven decades later, the border holds.", "2025-11-20", "Nearly seven decades later", "202", "27 July 1953", false},
	} {
		x := find(t, c.text, c.published, c.words)
		var because []string
		for _, s := range x.Because {
			because = append(because, s.In(c.text))
		}
		got := []any{x.Value, x.Basis, strings.Join(because, "|"), x.FromPublication}
		want := []any{c.value, timex.Resolved, c.because, c.fromPublication}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.text, diff)
		}
	}
}

func TestEvents(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        timex.Event
		event       string
	}{
		{"They met in Miami two days after the Moscow setback.", "two days", timex.Event{Relation: timex.After, Count: 2, Unit: "D"}, "the Moscow setback"},
		{"Two weeks before the election, polls closed.", "Two weeks", timex.Event{Relation: timex.Before, Count: 2, Unit: "W"}, "the election"},
		{"He fled hours before the raid.", "hours", timex.Event{Relation: timex.Before, Unit: "TH"}, "the raid"},
		{"The day after the vote, they marched.", "The day", timex.Event{Relation: timex.After, Count: 1, Unit: "D"}, "the vote"},
		{"The talks, now in their third straight day, go on.", "their third straight day", timex.Event{Relation: timex.Within, Count: 3, Unit: "D"}, ""},
		{"Third Straight Day of Miami Talks", "Third Straight Day", timex.Event{Relation: timex.Within, Count: 3, Unit: "D"}, "Miami Talks"},
		{"Officials hold a second day of talks in Florida.", "a second day", timex.Event{Relation: timex.Within, Count: 2, Unit: "D"}, "talks in Florida"},
		{"The meetings enter a third day as envoys continue.", "a third day", timex.Event{Relation: timex.Within, Count: 3, Unit: "D"}, ""},
		{"A century after the war, borders remain.", "A century", timex.Event{Relation: timex.After, Count: 100, Unit: "Y"}, "the war"},
	} {
		x := find(t, c.text, "", c.words)
		if x.Event == nil {
			t.Errorf("%q: %q hangs on no event", c.text, c.words)
			continue
		}
		got, event := *x.Event, x.Event.Words.In(c.text)
		got.Words = language.Span{}
		if diff := cmp.Diff(c.want, got); diff != "" || event != c.event {
			t.Errorf("%q: event %q, want %q; -want +got\n%s", c.text, event, c.event, diff)
		}
	}
}

// TestUndated holds the tagger to guessing nothing where no publication date is
// known.
func TestUndated(t *testing.T) {
	text := "On Friday and by Dec. 6 they met, as in August, two days ago, this week, last summer and in the third quarter."
	for _, x := range tag(text, "") {
		if !x.From.IsZero() || !x.To.IsZero() {
			t.Errorf("%q is said to mean %s to %s", x.In(text), x.From, x.To)
		}
		if !strings.Contains(x.Value, "X") && !strings.HasSuffix(x.Value, "_REF") {
			t.Errorf("%q has the value %s", x.In(text), x.Value)
		}
	}
}

func TestSuppressed(t *testing.T) {
	for _, text := range []string{
		"A 28-point plan and a 20‑point deal.",
		"The 45-year-old was 58 years old, aged 60 years.",
		"It cost $2010, or 2,010 euros.",
		"He may come; she might march on.",
		"The second attempt failed, the third too.",
		"Theresa May said April Jones agreed.",
		"Some 1500 troops and 2000 people fled.",
		"Some call it the Seven Years' War.",
		"The Sun rose and Mars was seen; Dec computers.",
		"He scored in the first half and took a second look.",
		"It was the Prague Spring, after the fall of the wall.",
	} {
		for _, x := range tag(text, "2025-11-20") {
			t.Errorf("%q: %q is taken for %s", text, x.In(text), x.Value)
		}
	}
}

// TestDayOrder decides slashed dates by the document's own evidence.
func TestDayOrder(t *testing.T) {
	for _, c := range []struct{ text, published, want string }{
		{"Published 03/04/2025. Updated 15/04/2025.", "", "2025-04-03"},
		{"Published 03/04/2025. Updated 04/15/2025.", "", "2025-03-04"},
		{"Published 03/04/2025.", "2025-04-03", "2025-04-03"},
		{"Published 03/04/2025.", "2025-03-04", "2025-03-04"},
		{"Published 03/04/2025. It began on 1 April 2025.", "", "2025-04-03"},
		{"Published 03/04/2025. It began on April 1, 2025.", "", "2025-03-04"},
		{"Published 03/04/2025.", "", "2025-XX-XX"},
		{"Published 20/11/2025.", "", "2025-11-20"},
		{"Published 11/20/2025.", "", "2025-11-20"},
	} {
		if got := tag(c.text, c.published)[0].Value; got != c.want {
			t.Errorf("%q published %q: %s, want %s", c.text, c.published, got, c.want)
		}
	}
}

func TestOtherLanguages(t *testing.T) {
	for _, text := range []string{
		"am 19. November 2025 in Berlin", "Le 19 novembre 2025 à Paris", "El 19 de noviembre de 2025", "19 листопада 2025 року",
		"19 ноября 2025 года", "19 Kasım 2025", "il 19 novembre 2025", "Mittwoch, 19. November 2025", "19.11.2025",
	} {
		found := tag(text, "")
		if len(found) != 1 || found[0].Value != "2025-11-19" || found[0].Basis != timex.Stated {
			t.Errorf("%q: %+v, want 2025-11-19", text, found)
		}
	}
}

// TestWordsOfTheirOwn are sentences whose only temporal word is the one to find.
func TestWordsOfTheirOwn(t *testing.T) {
	for text, want := range map[string]string{
		"They met at noon.":                    "2025-11-20T12:00",
		"They met at Christmas.":               "2024-12-25",
		"It may come in the near future.":      "FUTURE_REF",
		"That was long ago.":                   "PAST_REF",
		"It stays so for the time being.":      "PRESENT_REF",
		"They fled overnight.":                 "2025-11-20TNI",
		"The stalemate is a thing of the past": "PAST_REF",
		"He recently left.":                    "PAST_REF",
		"Shots were heard on 9/11.":            "2001-09-11",
	} {
		found := tag(text, "2025-11-20")
		if len(found) != 1 || found[0].Value != want {
			t.Errorf("%q: %+v, want %s", text, found, want)
		}
	}
}

func TestPossessiveAndPunctuationStayOutside(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Today’s vote", "Today"},
		{"Monday's closing price", "Monday"},
		{"It ended in Oct.", "Oct"},
		{"“On Nov. 9,” he said.", "Nov. 9"},
		{"at 2:30 p.m., they said", "2:30 p.m."},
	} {
		found := tag(c.text, "2025-11-20")
		if len(found) != 1 || found[0].In(c.text) != c.want {
			t.Errorf("%q: %+v, want %q", c.text, found, c.want)
		}
	}
}
