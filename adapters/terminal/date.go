package terminal

import (
	"strconv"
	"time"

	"attache/knowledge"
)

// longDate writes a date for a sentence: "19 November 2025", as far as it is known.
func longDate(d knowledge.Date) string { return writeDate(d, time.Month.String) }

// shortDate writes a date for a column: "19 Nov 2025".
func shortDate(d knowledge.Date) string { return writeDate(d, monthName) }

func monthName(m time.Month) string { return m.String()[:3] }

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

// when writes the time of a happening for the date column of a timeline.
func when(w knowledge.When) string {
	switch {
	case w.From.IsZero() && !w.To.IsZero():
		return "until " + shortDate(w.To)
	case w.From.IsZero():
		return bounds(w)
	case w.Open:
		return "since " + shortDate(w.From)
	}
	return between(w.From, w.To)
}

// between writes an interval and names what both ends share but once.
func between(from, to knowledge.Date) string {
	switch {
	case to.IsZero() || from == to:
		return shortDate(from)
	case from.Year != to.Year || from.Month == 0 || to.Month == 0:
		return shortDate(from) + " – " + shortDate(to)
	case from.Month != to.Month && from.Day == 0 && to.Day == 0:
		return monthName(time.Month(from.Month)) + " – " + shortDate(to)
	case from.Month != to.Month && from.Day > 0 && to.Day > 0:
		return strconv.Itoa(from.Day) + " " + monthName(time.Month(from.Month)) + " – " + shortDate(to)
	case from.Month == to.Month && from.Day > 0 && to.Day > 0:
		return strconv.Itoa(from.Day) + "–" + shortDate(to)
	}
	return shortDate(from) + " – " + shortDate(to)
}

func bounds(w knowledge.When) string {
	switch {
	case !w.After.IsZero() && !w.Before.IsZero() && w.After != w.Before:
		return "between " + shortDate(w.After) + " and " + shortDate(w.Before)
	case !w.After.IsZero():
		return "after " + shortDate(w.After)
	case !w.Before.IsZero():
		return "before " + shortDate(w.Before)
	}
	return "no date"
}
