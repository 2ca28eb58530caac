package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// bounds are words before a date that only ends what is told: "until 2030".
var bounds = []string{"until", "till", "til", "through", "thru"}

// isBound reports whether a date only says how long what is told lasts.
func isBound(raw string, at Span) bool {
	return slices.Contains(bounds, wordBefore(raw, at.Start))
}

// deadlines are words before a date on which something is to be done: "by 2050".
var deadlines = []string{"by", "before", "from", "after", "beyond"}

// looksAhead reports whether a date can lie behind the day on which the text was
// written: it ends or awaits something, or it stands before a noun, as "the 2030
// World Cup" and "a 2035 target" do.
func looksAhead(t *language.Text, x timex.Timex) bool {
	if isBound(t.Raw, x.Span) {
		return true
	}
	if x.From.Month == 0 && (isAttribute(t.Raw, x.Span) || slices.Contains(deadlines, wordBefore(t.Raw, x.Start))) {
		return true
	}
	s := t.SentenceAt(x.Start)
	if s < 0 || !t.Sentences[s].Contains(x.Span) {
		return false
	}
	status := statusOf(t.Sentences[s].In(t.Raw))
	return status == Planned || status == Conditional
}

// isAttribute reports whether a date stands between an article and a noun.
func isAttribute(raw string, at Span) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(raw[at.End:], " "))
	return slices.Contains([]string{"a", "an", "the", "its", "their", "his", "her", "this"}, wordBefore(raw, at.Start)) && unicode.IsLetter(next)
}

// wordBefore is the word that ends right before an offset, in small letters; empty
// where something else than spaces stands between.
func wordBefore(raw string, at int) string {
	before := strings.TrimRight(raw[max(0, at-24):at], " \u00a0")
	cut := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.ToLower(before[cut+1:])
}
