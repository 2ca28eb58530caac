package timex

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
)

// ParseQuery splits what a person typed into a filter by time and the words that
// are left: "Miami until yesterday", "sanctions since 2025-11", "Alaska in August",
// "between October and December", "last two weeks". from and to are days, both
// inclusive; a zero Date leaves its side open. Several times narrow each other
// down; two that exclude each other ("in 1945 and 1975") count from the first to
// the last. rest is words without the filter, with single spaces.
//
// A month or weekday without a year is the last one that has begun. Words that
// name a time and something else too ("may", "spring") count as a time only behind
// a word such as "in" or "since". The error tells the person what is wrong: a day
// that no calendar has, or a filter that ends before it begins.
func ParseQuery(words string, today language.Date) (from, to language.Date, rest string, err error) {
	text := language.Analyse(words)
	if err := impossibleDate(text); err != nil {
		return from, to, "", err
	}
	q := query{text: text, today: today}
	found := newTagger(text, today, true).run()
	for i := 0; i < len(found); i++ {
		i = q.read(found, i)
	}
	if !q.from.IsZero() && !q.to.IsZero() && q.to.Compare(q.from) < 0 {
		return from, to, "", fmt.Errorf("the time asked for ends on %s, before it begins on %s", q.to, q.from)
	}
	return q.from, q.to, q.rest(), nil
}

// query collects the filter that a line holds.
type query struct {
	text     *language.Text
	today    language.Date
	from, to language.Date
	cut      []language.Span // what belongs to the filter
	last     *filter         // the one before, which "and" may widen
}

// filter is one interval and the bytes it was read from.
type filter struct {
	language.Span
	from, to language.Date
	plain    bool // "in X", or X alone
}

// leads are the words that a filter begins with, by what they do.
var leads = map[string]string{
	"since": "from", "from": "from", "starting": "from", "after": "after", "before": "before",
	"until": "to", "till": "to", "to": "to", "through": "to", "thru": "to", "by": "to", "til": "to",
	"in": "in", "on": "in", "during": "in", "at": "in", "for": "in", "within": "in", "of": "in", "over": "in", "throughout": "in", "between": "in",
}

// padding are words between a lead and the time, or before a lead: "up to", "as of".
var padding = set("the up back as only")

// read takes the finding i, and its other end if it has one, into the filter. It
// returns the index of the last finding it used.
func (q *query) read(found []Timex, i int) int {
	x := found[i]
	span, end := x.Span, i
	from, to := x.From.First(), x.To.Last()
	if x.Pair == i+1 {
		end = i + 1
		span.End = found[end].End
		if found[i].Open {
			to = q.today
		}
	}
	lead, start := q.lead(span.Start)
	if !q.counts(x, lead) {
		return end
	}
	switch {
	case x.Type == Duration:
		from, to = q.reach(x)
	case x.Value == presentRef:
		from, to = q.today, q.today
	}
	if from.IsZero() && to.IsZero() {
		return end
	}
	span.Start = start
	f := filter{Span: span, from: from, to: to}
	switch {
	case x.Pair >= 0 || lead == "" || lead == "in":
		f.plain = true
	case lead == "from":
		f.to = language.Date{}
	case lead == "after":
		f.from, f.to = to.AddDays(1), language.Date{}
	case lead == "before":
		f.from, f.to = language.Date{}, from.AddDays(-1)
	case lead == "to":
		f.from = language.Date{}
	}
	q.add(f)
	return end
}

// lead is what the word before the byte at does, and where the filter begins.
func (q *query) lead(at int) (lead string, start int) {
	tokens := q.text.TokensIn(language.Span{Start: 0, End: at})
	start = at
	for n := len(tokens) - 1; n >= 0; n-- {
		word := strings.ToLower(tokens[n].In(q.text.Raw))
		switch does, ok := leads[word]; {
		case ok && lead == "":
			lead, start = does, tokens[n].Start
		case padding[word] && (lead != "" || n > 0 && leads[strings.ToLower(tokens[n-1].In(q.text.Raw))] != "" || word == "the"):
			start = tokens[n].Start
		default:
			return lead, start
		}
	}
	return lead, start
}

// bareWords begin a time that needs no word before it.
var bareWords = set(`last past this next yesterday today tomorrow recent early late mid the
	january february april june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// counts reports whether the finding is meant as a filter.
func (q *query) counts(x Timex, lead string) bool {
	words := strings.Fields(strings.ToLower(x.In(q.text.Raw)))
	switch {
	case x.Type == Set || x.Event != nil:
		return false
	case x.Type == Duration:
		first := strings.TrimPrefix(strings.Join(words, " "), "the ")
		return strings.HasPrefix(first, "last ") || strings.HasPrefix(first, "past ") || strings.HasPrefix(first, "next ")
	case x.Value == presentRef:
		return lead == "to"
	case x.From.IsZero() && x.To.IsZero():
		return false
	case lead != "":
		return true
	}
	return strings.ContainsFunc(x.In(q.text.Raw), unicode.IsDigit) || bareWords[words[0]] || bareWords[words[len(words)-1]] || words[len(words)-1] == "ago"
}

// reach is the interval of "the last two weeks": from so long ago up to today.
func (q *query) reach(x Timex) (from, to language.Date) {
	n, u, ok := readDuration(x.Value)
	if !ok || q.today.Day == 0 {
		return from, to
	}
	years, months, days := 0, 0, 0
	switch u {
	case 'Y':
		years = n
	case 'M':
		months = n
	case 'W':
		days = 7 * n
	case 'D':
		days = n
	default:
		return from, to
	}
	if strings.Contains(strings.ToLower(x.In(q.text.Raw)), "next") {
		return q.today, language.DateOf(q.today.Time().AddDate(years, months, days))
	}
	return language.DateOf(q.today.Time().AddDate(-years, -months, -days)), q.today
}

// readDuration reads a duration of one unit of at least a day, such as P3W; hours
// reach back over one day.
func readDuration(value string) (n int, u byte, ok bool) {
	var frac byte
	if k, err := fmt.Sscanf(value, "PT%d%c", &n, &frac); err == nil && k == 2 {
		return max(n/24, 1), 'D', frac == 'H'
	}
	k, err := fmt.Sscanf(value, "P%d%c", &n, &u)
	return n, u, err == nil && k == 2 && n < 10000
}

// add narrows the filter down to f. Two plain times that have no day in common
// cannot both be meant, so they widen it: "in October and November", "Yalta 1945
// or Helsinki 1975".
func (q *query) add(f filter) {
	q.cut = append(q.cut, f.Span)
	before := q.last
	q.last = &f
	if before != nil && before.plain && f.plain && (f.from.Compare(before.to) > 0 || before.from.Compare(f.to) > 0) {
		q.from, q.to = earliest(q.from, f.from), latest(q.to, f.to)
		if q.joined(before.End, f.Start) {
			q.cut = append(q.cut, language.Span{Start: before.End, End: f.Start})
		}
		return
	}
	if q.from.IsZero() || f.from.Compare(q.from) > 0 {
		q.from = f.from
	}
	if q.to.IsZero() || !f.to.IsZero() && f.to.Compare(q.to) < 0 {
		q.to = f.to
	}
}

func earliest(a, b language.Date) language.Date {
	if b.Compare(a) < 0 {
		return b
	}
	return a
}

func latest(a, b language.Date) language.Date {
	if b.Compare(a) > 0 {
		return b
	}
	return a
}

// joined reports whether only "and" or a comma stands between two bytes.
func (q *query) joined(a, b int) bool {
	switch strings.ToLower(strings.TrimSpace(q.text.Raw[a:b])) {
	case "and", ",", "or", "&":
		return true
	}
	return false
}

// rest is the words without the filter.
func (q *query) rest() string {
	var b strings.Builder
	at := 0
	slices.SortFunc(q.cut, func(a, b language.Span) int { return a.Start - b.Start })
	for _, s := range q.cut {
		if s.Start > at {
			b.WriteString(q.text.Raw[at:s.Start])
		}
		b.WriteByte(' ')
		at = max(at, s.End)
	}
	b.WriteString(q.text.Raw[at:])
	words := strings.Fields(b.String())
	for len(words) > 0 && len(q.cut) > 0 && dangling[strings.ToLower(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// dangling are words that mean nothing once the filter behind them is gone.
var dangling = set("and , ; from between up")

// impossibleDate finds what is written like an ISO date but is none.
func impossibleDate(text *language.Text) error {
	for _, word := range strings.Fields(text.Raw) {
		word = strings.Trim(word, ",.;:()")
		if !looksISO(word) {
			continue
		}
		if _, err := language.ParseDate(word); err != nil {
			return fmt.Errorf("there is no date %s: write a day as 2025-11-19, a month as 2025-11", word)
		}
	}
	return nil
}

// looksISO reports whether word has the shape 0000-00 or 0000-00-00 with a year
// that a person can mean, and is no pair of years such as 2014-15.
func looksISO(word string) bool {
	if len(word) != 7 && len(word) != 10 || !strings.HasPrefix(word, "1") && !strings.HasPrefix(word, "2") {
		return false
	}
	for i, c := range word {
		if dash := i == 4 || i == 7; dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return false
		}
	}
	return len(word) == 10 || word[5:] <= "12" || word[5:] <= word[2:4]
}
