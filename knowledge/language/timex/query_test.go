package timex_test

import (
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

func TestParseQuery(t *testing.T) {
	for _, c := range []struct{ words, from, to, rest string }{
		{"Miami until yesterday", "", "2025-11-19", "Miami"},
		{"sanctions since 2025-11", "2025-11-01", "", "sanctions"},
		{"Alaska in October", "2025-10-01", "2025-10-31", "Alaska"},
		{"between October 24 and November 3", "2025-10-24", "2025-11-03", ""},
		{"talks from 2025-10-24 to 2025-10-26", "2025-10-24", "2025-10-26", "talks"},
		{"Oct. 24–26", "2025-10-24", "2025-10-26", ""},
		{"Miami since Oct 24 until Nov. 3", "2025-10-24", "2025-11-03", "Miami"},
		{"Minsk 2014", "2014-01-01", "2014-12-31", "Minsk"},
		{"2014-15 Minsk", "2014-01-01", "2015-12-31", "Minsk"},
		{"Yalta 1945 or Helsinki 1975", "1945-01-01", "1975-12-31", "Yalta or Helsinki"},
		{"July 1953 - present Korea", "1953-07-01", "2025-11-20", "Korea"},
		{"before 2024", "", "2023-12-31", ""},
		{"after 19 November", "2025-11-20", "", ""},
		{"by Dec. 6", "", "2025-12-06", ""},
		{"talks up to 2025-11-01", "", "2025-11-01", "talks"},
		{"last two weeks", "2025-11-06", "2025-11-20", ""},
		{"strikes in the past 24 hours", "2025-11-19", "2025-11-20", "strikes"},
		{"Miami last week", "2025-11-10", "2025-11-16", "Miami"},
		{"in October and November", "2025-10-01", "2025-11-30", ""},
		{"in december", "2024-12-01", "2024-12-31", ""},
		{"since friday", "2025-11-14", "", ""},
		{"until now", "", "2025-11-20", ""},
		{"november 19 2025 turkey", "2025-11-19", "2025-11-19", "turkey"},
		{"march on Kyiv in march", "2025-03-01", "2025-03-31", "march on Kyiv"},
		// words of the topic
		{"who may meet the president", "", "", "who may meet the president"},
		{"28-point plan", "", "", "28-point plan"},
		{"spring offensive", "", "", "spring offensive"},
		{"three-day meeting", "", "", "three-day meeting"},
		{"since the invasion", "", "", "since the invasion"},
		{"what happened on 9/11", "", "", "what happened on 9/11"},
		{"the second round now", "", "", "the second round now"},
		{"", "", "", ""},
	} {
		from, to, rest, err := timex.ParseQuery(c.words, date("2025-11-20"))
		if err != nil || from.String() != c.from || to.String() != c.to || rest != c.rest {
			t.Errorf("%q: from %q to %q rest %q, %v; want %q, %q, %q", c.words, from, to, rest, err, c.from, c.to, c.rest)
		}
	}
}

func TestParseQueryTellsWhatIsWrong(t *testing.T) {
	for words, want := range map[string]string{
		"Miami 2025-13":         "there is no date 2025-13",
		"2025-02-30":            "there is no date 2025-02-30",
		"since 2025 until 2024": "before it begins",
	} {
		_, _, _, err := timex.ParseQuery(words, date("2025-11-20"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error with %q", words, err, want)
		}
	}
}

// FuzzParseQuery looks for lines that break the parser, or filters that end before
// they begin.
func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"Miami until yesterday", "between A and B", "since 2025-11", "'82 – present", "last 99999 years", "24-26 Oct"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		from, to, rest, err := timex.ParseQuery(words, language.Date{Year: 2025, Month: 11, Day: 20})
		if err == nil && !from.IsZero() && !to.IsZero() && to.Compare(from) < 0 {
			t.Errorf("from %s to %s", from, to)
		}
		if len(rest) > len(words) {
			t.Errorf("rest %q of %q", rest, words)
		}
	})
}
