package knowledge

import (
	"regexp"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// yearless are values of expressions that lack nothing but the year.
var yearless = regexp.MustCompile(`^XXXX-\d\d(-\d\d)?$`)

// tagTimes finds the temporal expressions of a document. Where the document has
// no publication date, the latest date that its text states in full, and does
// not look ahead to, gives the year to those that lack nothing else; what was worked out so names the words
// of that date as its reason.
func tagTimes(t *language.Text, published Date) []timex.Timex {
	times := timex.Tag(t, published)
	if !published.IsZero() {
		return times
	}
	at := latestStated(t, times)
	if at < 0 {
		return times
	}
	evidence := times[at]
	assumed := timex.Tag(t, evidence.To.Last())
	byStart := map[int]timex.Timex{}
	for _, x := range assumed {
		byStart[x.Start] = x
	}
	for i, x := range times {
		y, ok := byStart[x.Start]
		if !ok || y.Span != x.Span || !yearless.MatchString(x.Value) || y.From.Year != evidence.To.Year {
			continue
		}
		y.Pair, y.FromPublication, y.Basis = x.Pair, false, timex.Resolved
		y.Because = append(y.Because, evidence.Span)
		times[i] = y
	}
	return times
}

// latestStated returns the index of the latest date that the text gives with its
// year and does not look ahead to, -1 where it gives none.
func latestStated(t *language.Text, times []timex.Timex) int {
	best := -1
	for i, x := range times {
		if x.Type != timex.Date || x.Basis != timex.Stated || x.From.IsZero() || x.To.IsZero() || looksAhead(t, x) {
			continue
		}
		if best < 0 || x.To.Last().Compare(times[best].To.Last()) > 0 {
			best = i
		}
	}
	return best
}
