package bot_test

import (
	"testing"

	"attache/bot"
	"attache/knowledge"
)

func partial(t *testing.T, text string) knowledge.Date {
	t.Helper()
	var d knowledge.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTimesInWords(t *testing.T) {
	for _, c := range []struct {
		from, to, after, before string
		open                    bool
		want, unbroken          string
	}{
		{from: "2025-10-24", to: "2025-10-24", want: "24 Oct 2025", unbroken: "24_Oct_2025"},
		{from: "2025-10-24", to: "2025-10-26", want: "24–26 Oct 2025", unbroken: "24–26_Oct_2025"},
		{from: "2025-10-30", to: "2025-11-02", want: "30 Oct – 2 Nov 2025", unbroken: "30_Oct_– 2_Nov_2025"},
		{from: "2025-12-30", to: "2026-01-02", want: "30 Dec 2025 – 2 Jan 2026", unbroken: "30_Dec_2025_– 2_Jan_2026"},
		{from: "2014-09", to: "2015-02", want: "Sep 2014 – Feb 2015", unbroken: "Sep_2014_– Feb_2015"},
		{from: "2015-01", to: "2015-02", want: "Jan – Feb 2015", unbroken: "Jan_– Feb_2015"},
		{from: "2014", to: "2015", want: "2014 – 2015", unbroken: "2014_– 2015"},
		{from: "2030", to: "2031-02-26", want: "2030 – 26 Feb 2031", unbroken: "2030_– 26_Feb_2031"},
		{from: "2025-10", to: "2025-10-26", want: "Oct 2025 – 26 Oct 2025", unbroken: "Oct_2025_– 26_Oct_2025"},
		{from: "1953-07", want: "Jul 1953", unbroken: "Jul_1953"},
		{from: "2022-02-24", open: true, want: "since 24 Feb 2022", unbroken: "since 24_Feb_2022"},
		{to: "2022-02-24", want: "until 24 Feb 2022", unbroken: "until 24_Feb_2022"},
		{after: "2030", before: "2031-02-26", want: "between 2030 and 26 Feb 2031", unbroken: "between 2030 and 26_Feb_2031"},
		{after: "2031-02-26", before: "2031-02-26", want: "after 26 Feb 2031", unbroken: "after 26_Feb_2031"},
		{after: "2030", want: "after 2030", unbroken: "after 2030"},
		{before: "2031-02", want: "before Feb 2031", unbroken: "before Feb_2031"},
		{want: "no date", unbroken: "no date"},
	} {
		w := knowledge.When{From: partial(t, c.from), To: partial(t, c.to), After: partial(t, c.after), Before: partial(t, c.before), Open: c.open}
		got := bot.WhenWords(w)
		if got != c.want {
			t.Errorf("%+v: %q, want %q", w, got, c.want)
		}
		if kept := visible(bot.Unbroken(got)); kept != c.unbroken {
			t.Errorf("%q kept together: %q, want %q", got, kept, c.unbroken)
		}
	}
}

// visible shows the spaces at which no line is broken.
func visible(words string) string {
	r := []rune(words)
	for i := range r {
		if r[i] == '\u00a0' {
			r[i] = '_'
		}
	}
	return string(r)
}

func TestHowATimeIsKnownIsSaid(t *testing.T) {
	for _, c := range []struct {
		basis       knowledge.Basis
		alone, with string
	}{
		{knowledge.Stated, "date stated", "date stated"},
		{knowledge.Resolved, "date worked out", "date worked out from"},
		{knowledge.Carried, "no date of its own, taken from its report", "no date of its own, taken from"},
		{knowledge.Ordered, "order only", "order only, from"},
	} {
		if got := bot.BasisWords(c.basis, false); got != c.alone {
			t.Errorf("%v without words: %q, want %q", c.basis, got, c.alone)
		}
		if got := bot.BasisWords(c.basis, true); got != c.with {
			t.Errorf("%v with words: %q, want %q", c.basis, got, c.with)
		}
	}
}
