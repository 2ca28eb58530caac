package picture

import (
	"strconv"
	"time"

	"attache/knowledge"
)

// fixedSpace is a space at which no line is broken, so that a date stays together.
const fixedSpace = "\u00a0"

// shortDate writes a date as far as it is known: "19 Nov 2025", "Nov 2025", "2025".
func shortDate(d knowledge.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return month(d) + fixedSpace + strconv.Itoa(d.Year)
	}
	return strconv.Itoa(d.Day) + fixedSpace + month(d) + fixedSpace + strconv.Itoa(d.Year)
}

func month(d knowledge.Date) string { return time.Month(d.Month).String()[:3] }

// when writes the time of a happening for the date column.
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

// between writes an interval, with what both ends share only once.
func between(from, to knowledge.Date) string {
	switch {
	case to.IsZero() || from == to:
		return shortDate(from)
	case from.Year != to.Year || from.Month == 0 || to.Month == 0 || (from.Day == 0) != (to.Day == 0):
		return shortDate(from) + fixedSpace + "– " + shortDate(to)
	case from.Month != to.Month && from.Day == 0:
		return month(from) + fixedSpace + "– " + shortDate(to)
	case from.Month != to.Month:
		return strconv.Itoa(from.Day) + fixedSpace + month(from) + fixedSpace + "– " + shortDate(to)
	}
	return strconv.Itoa(from.Day) + "–" + shortDate(to)
}

func bounds(w knowledge.When) string {
	switch {
	case !w.After.IsZero() && !w.Before.IsZero():
		return "between " + shortDate(w.After) + " and " + shortDate(w.Before)
	case !w.After.IsZero():
		return "after " + shortDate(w.After)
	case !w.Before.IsZero():
		return "before " + shortDate(w.Before)
	}
	return "no date"
}
