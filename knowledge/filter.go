package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// Today is the day that t falls on, in t's own location.
func Today(t time.Time) Date { return language.DateOf(t) }

// ParseTimeline reads what a person typed to narrow a timeline: dates ("since
// 2025-11", "until yesterday", "between March and May"), a name or words, and
// "all". A date without a year that lies outside the dossier's own time is taken
// for one of that time. The error says what could not be read, and how to write
// it.
func (d *Dossier) ParseTimeline(ctx context.Context, words string, today Date) (TimelineQuery, error) {
	var q TimelineQuery
	words, err := openFilters(words)
	if err != nil {
		return q, err
	}
	fields := strings.Fields(words)
	fields, q.All = cutAll(fields)
	for i, w := range fields {
		if mended := d.mendTimeWord(ctx, w); mended != w {
			fields[i] = mended
			q.taken(w, mended)
		}
	}
	if err := q.read(strings.Join(fields, " "), today, d.lastDay()); err != nil || q.Words == "" {
		return q, err
	}
	return q, d.readName(ctx, &q)
}

// taken notes what a word was taken for.
func (q *TimelineQuery) taken(typed, as string) {
	q.Typed, q.As = strings.TrimSpace(q.Typed+" "+typed), strings.TrimSpace(q.As+" "+as)
}

// read finds the dates in the words.
func (q *TimelineQuery) read(words string, today, last Date) error {
	var err error
	if q.From, q.To, q.Words, err = timex.ParseQuery(words, today); err != nil {
		return err
	}
	if !last.IsZero() && last.Year != today.Year && leavesYearOpen(words) {
		from, to, rest, err := timex.ParseQuery(words, last)
		if err == nil && (from != q.From || to != q.To) {
			q.From, q.To, q.Words = from, to, rest
		}
	}
	fields := strings.Fields(strings.ToLower(q.Words))
	for i, w := range fields {
		if i > 0 && (isMonth(w) && isFigure(fields[i-1]) || isFigure(w) && isMonth(fields[i-1])) {
			return fmt.Errorf("there is no date “%s %s”", fields[i-1], w)
		}
		if timeLeads[w] {
			return fmt.Errorf("no date can be read behind “%s”: write since 2025-11, until yesterday, in March 2025 or between 3 March and 5 April", w)
		}
	}
	return nil
}

func isMonth(w string) bool {
	i := slices.Index(timeWords, w)
	return i >= 0 && i >= slices.Index(timeWords, "january") && i <= slices.Index(timeWords, "december")
}

func isFigure(w string) bool {
	return len(w) <= 2 && strings.Trim(w, "0123456789") == ""
}

// timeLeads are words that nothing but a date is typed behind.
var timeLeads = map[string]bool{"since": true, "until": true, "till": true, "between": true}

// relativeWords are words that count from the day on which they are typed.
var relativeWords = map[string]bool{"yesterday": true, "today": true, "tomorrow": true, "last": true, "this": true, "next": true, "past": true, "ago": true,
	"now": true, "week": true, "weeks": true, "day": true, "days": true, "month": true, "months": true, "year": true, "years": true}

// leavesYearOpen reports whether words can name a date, but no year and nothing
// that counts from today.
func leavesYearOpen(words string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if relativeWords[w] || len(w) == 4 && w[0] >= '0' && w[0] <= '9' {
			return false
		}
	}
	return true
}

// lastDay is the last day on which a document of the dossier appeared.
func (d *Dossier) lastDay() Date {
	var last Date
	for _, doc := range d.Documents() {
		last = later(last, doc.Published.Value.Last())
	}
	return last
}

// filterNames are what may stand before a colon.
var filterNames = map[string]bool{"since": true, "until": true, "till": true, "from": true, "to": true, "in": true, "on": true, "before": true, "after": true, "between": true,
	"person": false, "who": false, "organisation": false, "organization": false, "org": false, "place": false, "where": false, "words": false, "about": false}

// openFilters takes filters that are written with a colon apart: "since:2025-11",
// "person:Holt".
func openFilters(words string) (string, error) {
	fields := strings.Fields(words)
	for i, w := range fields {
		name, value, ok := strings.Cut(w, ":")
		if !ok || name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			continue
		}
		keep, known := filterNames[strings.ToLower(name)]
		switch {
		case !known:
			return "", fmt.Errorf("there is no filter “%s:”: narrow a timeline by a name or words, and by since, until, in or between … and …", name)
		case keep:
			fields[i] = strings.ToLower(name) + " " + value
		default:
			fields[i] = value
		}
	}
	return strings.TrimSpace(strings.Join(fields, " ")), nil
}

// cutAll takes "all" off the words, at their start or end.
func cutAll(fields []string) ([]string, bool) {
	isAll := func(w string) bool { return strings.EqualFold(w, "all") || strings.EqualFold(w, "everything") }
	switch {
	case len(fields) > 0 && isAll(fields[0]):
		return fields[1:], true
	case len(fields) > 1 && isAll(fields[len(fields)-1]):
		return fields[:len(fields)-1], true
	}
	return fields, false
}

// timeWords are the words of dates that slips are mended in.
var timeWords = strings.Fields(`since until before after between yesterday today january february march april june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// mendTimeWord returns the word of a date that was meant by one that is in no
// dictionary and not in the dossier.
func (d *Dossier) mendTimeWord(ctx context.Context, word string) string {
	low := strings.ToLower(word)
	if len(low) < 4 || lexicon.Known(low) || slices.Contains(timeWords, low) {
		return word
	}
	for _, w := range timeWords {
		if w[0] == low[0] && oneSlip(low, w) {
			known, err := d.knowsWords(ctx, word)
			if same := slices.Equal(d.index.Terms(word), d.index.Terms(w)); err != nil || known && !same {
				return word
			}
			return w
		}
	}
	return word
}

// oneSlip reports whether one letter more, less or other, or two that changed
// places, make b of a.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	switch {
	case len(b)-len(a) > 1:
		return false
	case len(b) > len(a):
		return a[n:] == b[n+1:]
	case n == len(a) || a[n+1:] == b[n+1:]:
		return true
	}
	return n+1 < len(a) && a[n] == b[n+1] && a[n+1] == b[n] && a[n+2:] == b[n+2:]
}

// readName takes the words for a name where they are one, also a misspelt one or
// one behind words that the dossier does not have.
func (d *Dossier) readName(ctx context.Context, q *TimelineQuery) error {
	m := d.Names().Lookup(q.Words)
	switch m.Outcome {
	case names.Found, names.ByRole:
		q.Entity, q.Words = m.Entity, ""
		return nil
	case names.Ambiguous:
		return nil
	}
	known, err := d.knowsWords(ctx, q.Words)
	if err != nil || known {
		return err
	}
	if m.Outcome == names.Misspelt {
		q.taken(m.Typed, m.As)
		q.Entity, q.Words = m.Entity, ""
		return nil
	}
	q.Nearest = m.Nearest
	fields := strings.Fields(q.Words)
	for i := 1; i < len(fields); i++ { // "captan moen"
		tail := d.Names().Lookup(strings.Join(fields[i:], " "))
		known, err := d.knowsWords(ctx, strings.Join(fields[:i], " "))
		if err != nil {
			return err
		}
		if tail.Outcome == names.Found && !known {
			q.taken(q.Words, tail.Entity.Name)
			q.Entity, q.Words = tail.Entity, ""
			return nil
		}
	}
	return nil
}

// knowsWords reports whether the dossier holds the words as they were typed, so
// that they need not be misspelt names.
func (d *Dossier) knowsWords(ctx context.Context, words string) (bool, error) {
	counts, err := d.index.DocFreq(ctx, d.index.Terms(words))
	return len(counts) > 0 && !slices.Contains(counts, 0), err
}
