package bot

import (
	"strconv"
	"strings"
	"time"

	"attache/knowledge"
)

// The words in which dates, and how they are known, are told are the same on every
// platform; adapters decide only how they look.

// DateWords writes a date as far as it is known: "19 Nov 2025", "Nov 2025", "2025",
// and "" where nothing is known.
func DateWords(d knowledge.Date) string { return writeDate(d, shortMonth) }

// LongDateWords writes a date for a sentence: "19 November 2025".
func LongDateWords(d knowledge.Date) string { return writeDate(d, time.Month.String) }

func shortMonth(m time.Month) string { return m.String()[:3] }

func writeDate(d knowledge.Date, month func(time.Month) string) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return month(time.Month(d.Month)) + " " + strconv.Itoa(d.Year)
	}
	return strconv.Itoa(d.Day) + " " + month(time.Month(d.Month)) + " " + strconv.Itoa(d.Year)
}

// WhenWords writes what is known of the time of a happening: "24–26 Oct 2025",
// "since 24 Feb 2022", "between 19 Nov 2025 and 2 Dec 2025", "no date".
func WhenWords(w knowledge.When) string {
	switch {
	case w.From.IsZero() && !w.To.IsZero():
		return "until " + DateWords(w.To)
	case w.From.IsZero():
		return boundsWords(w)
	case w.Open:
		return "since " + DateWords(w.From)
	}
	return RangeWords(w.From, w.To)
}

// RangeWords writes an interval, and what both ends share only once: "3–5 Mar 2031",
// "28 Feb – 1 Mar 2031". A zero end is taken for unknown.
func RangeWords(from, to knowledge.Date) string {
	switch {
	case to.IsZero() || from == to:
		return DateWords(from)
	case from.IsZero():
		return "until " + DateWords(to)
	case from.Year != to.Year || from.Month == 0 || to.Month == 0 || (from.Day == 0) != (to.Day == 0):
		return DateWords(from) + " – " + DateWords(to)
	case from.Month != to.Month:
		return strings.TrimSuffix(DateWords(from), " "+strconv.Itoa(from.Year)) + " – " + DateWords(to)
	}
	return strconv.Itoa(from.Day) + "–" + DateWords(to)
}

func boundsWords(w knowledge.When) string {
	switch {
	case !w.After.IsZero() && !w.Before.IsZero() && w.After != w.Before:
		return "between " + DateWords(w.After) + " and " + DateWords(w.Before)
	case !w.After.IsZero():
		return "after " + DateWords(w.After)
	case !w.Before.IsZero():
		return "before " + DateWords(w.Before)
	}
	return "no date"
}

// BasisWords says how the time of a happening is known. They are followed by the
// words of the documents where cited is true.
func BasisWords(b knowledge.Basis, cited bool) string {
	switch {
	case b == knowledge.Stated:
		return "date stated"
	case b == knowledge.Ordered && cited:
		return "order only, from"
	case b == knowledge.Ordered:
		return "order only"
	case b == knowledge.Carried && cited:
		return "no date of its own, taken from"
	case b == knowledge.Carried:
		return "no date of its own, taken from its report"
	case cited:
		return "date worked out from"
	}
	return "date worked out"
}

// StatusWords says what a happening is if it is not told as a fact, and "" if it is.
func StatusWords(s knowledge.Status) string {
	switch s {
	case knowledge.Planned:
		return "planned"
	case knowledge.Postponed:
		return "put off"
	case knowledge.Denied:
		return "denied or called off"
	case knowledge.Conditional:
		return "on a condition"
	}
	return ""
}

// noBreak is a space at which no line is broken.
const noBreak = "\u00a0"

// Unbroken keeps the parts of each date in words together on narrow screens: lines
// break only between dates.
func Unbroken(words string) string {
	parts := strings.Split(words, " ")
	var b strings.Builder
	for i, part := range parts {
		if i > 0 && ofDate(parts[i-1]) && (ofDate(part) || part == "–") {
			b.WriteString(noBreak)
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return b.String()
}

// ofDate reports whether a word is a number or the name of a month.
func ofDate(word string) bool {
	if word == "" {
		return false
	}
	if last := word[len(word)-1]; '0' <= last && last <= '9' {
		return true
	}
	for m := time.January; m <= time.December; m++ {
		if word == shortMonth(m) || word == m.String() {
			return true
		}
	}
	return false
}
