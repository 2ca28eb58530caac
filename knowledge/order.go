package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
	"attache/knowledge/language/timex"
)

// orderer dates the entries of one chronology as far as their order and their
// words force it. Each entry is a day that is not known; what the text says of
// the days are differences between them. Entries whose day comes out exactly are
// resolved, the others get the bounds that are known.
type orderer struct {
	t       *language.Text
	times   []timex.Timex
	entries []*Event // oldest first
	days    differences
	because [][]Span // for each entry the words that bind it
	asOf    []Span   // the words of the day that nothing on the page is later than
}

// orderChronologies dates the undated entries of every chronology in a text.
func orderChronologies(t *language.Text, times []timex.Timex, published Date, events []Event) {
	lists := map[int][]*Event{}
	most := 0
	for i := range events {
		if n := events[i].List; n > 0 {
			lists[n] = append(lists[n], &events[i])
			most = max(most, n)
		}
	}
	for n := 1; n <= most; n++ {
		if list := lists[n]; len(list) > 1 {
			o := orderer{t: t, times: times}
			o.run(list, published)
		}
	}
}

func (o *orderer) run(list []*Event, published Date) {
	switch o.direction(list) {
	case newestFirst:
		for i := len(list) - 1; i >= 0; i-- {
			o.entries = append(o.entries, list[i])
		}
	case oldestFirst:
		o.entries = list
	default:
		undo(list, published)
		return
	}
	o.because = make([][]Span, len(o.entries))
	o.days = newDifferences(len(o.entries))
	for i, e := range o.entries {
		e.Order = i + 1
		if i > 0 {
			o.days.atLeast(i-1, i, 0)
		}
	}
	o.stated()
	latest, known := o.latestDay(published)
	if known {
		for i, e := range o.entries {
			if e.Status == Happened {
				o.days.notAfter(i, latest)
			}
		}
	}
	o.series(latest, known)
	o.anchors()
	if !o.days.solve() {
		return // the text contradicts itself: the order is all that is left
	}
	for i := range o.entries {
		o.settle(i)
	}
}

// undo gives the entries of a list that may run either way the time of the report:
// nothing is known of their order.
func undo(list []*Event, published Date) {
	for _, e := range list {
		if e.When.Basis == Ordered && !published.IsZero() {
			e.When = When{From: published, To: published, Basis: Carried}
		}
	}
}

// direction of a list.
type direction uint8

const (
	unknownDirection direction = iota
	newestFirst
	oldestFirst
)

// direction finds which way a list runs: by the dates that its entries state,
// else by the ordinals that count their days ("Third day" above "Second day").
func (o *orderer) direction(list []*Event) direction {
	down, up := 0, 0
	count := func(c int) {
		if c > 0 {
			down++
		} else if c < 0 {
			up++
		}
	}
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			a, b := list[i], list[j]
			if !a.When.From.IsZero() && !b.When.From.IsZero() {
				count(cmp.Or(a.When.From.Compare(b.When.From), o.compareClocks(a, b)))
			}
		}
	}
	if down == up {
		for i := range list {
			for j := i + 1; j < len(list); j++ {
				x, okx := o.ordinal(list[i].Span)
				y, oky := o.ordinal(list[j].Span)
				if okx && oky && o.related(list[i].Span, list[j].Span) {
					count(o.times[x].Event.Count - o.times[y].Event.Count)
				}
			}
		}
	}
	switch {
	case down > up:
		return newestFirst
	case up > down:
		return oldestFirst
	}
	return unknownDirection
}

// compareClocks compares the times of day that two entries of one day give.
func (o *orderer) compareClocks(a, b *Event) int {
	if a.Timex < 0 || b.Timex < 0 {
		return 0
	}
	x, y := o.times[a.Timex], o.times[b.Timex]
	if x.Type != timex.Time || y.Type != timex.Time {
		return 0
	}
	return cmp.Compare(x.Value, y.Value)
}

// stated binds the entries that give a date.
func (o *orderer) stated() {
	for i, e := range o.entries {
		if e.When.From.IsZero() {
			continue
		}
		o.days.notBefore(i, e.When.From.First())
		if !e.When.Open {
			last := e.When.To
			if last.IsZero() {
				last = e.When.From
			}
			o.days.notAfter(i, last.Last())
		}
	}
}

// latestDay is the day that the page was written on or after which it knows of
// nothing: its publication, else the latest day that it names outside its
// chronologies. The second is an assumption, and its words are among the reasons
// of whatever rests on it.
func (o *orderer) latestDay(published Date) (Date, bool) {
	if published.Day > 0 {
		return published, true
	}
	var latest Date
	for _, x := range o.times {
		if x.To.Day == 0 || x.From != x.To || x.Type != timex.Date || o.inEntry(x.Span) || isBound(o.t.Raw, x.Span) {
			continue
		}
		if latest.IsZero() || x.To.Compare(latest) > 0 {
			latest, o.asOf = x.To, append([]Span{x.Span}, x.Because...)
		}
	}
	return latest, !latest.IsZero()
}

func (o *orderer) inEntry(s Span) bool {
	for _, e := range o.entries {
		if e.Span.Contains(s) {
			return true
		}
	}
	return false
}

// series binds entries that count the days of one happening: the second day is
// one day after the first, and a day that the page says it is now is its latest.
func (o *orderer) series(latest Date, known bool) {
	counts := make([]int, len(o.entries))
	words := make([]Span, len(o.entries))
	for i, e := range o.entries {
		if x, ok := o.ordinal(e.Span); ok {
			counts[i], words[i] = o.times[x].Event.Count, o.times[x].Span
		}
	}
	for i := range o.entries {
		if i+1 < len(o.entries) && counts[i] == 0 && counts[i+1] == 2 && o.related(o.entries[i].Span, o.entries[i+1].Span) {
			if o.opens(o.entries[i].Title) {
				counts[i], words[i] = 1, o.entries[i].Title
			}
		}
	}
	for i := range counts {
		for j := i + 1; j < len(counts); j++ {
			if counts[i] > 0 && counts[j] > counts[i] && o.related(o.entries[i].Span, o.entries[j].Span) {
				o.days.exactly(i, j, counts[j]-counts[i])
				o.bind(i, words[i], words[j])
				o.bind(j, words[j], words[i])
			}
		}
	}
	if !known {
		return
	}
	for i := range counts {
		if s, ok := o.isNow(counts[i], o.entries[i].Span); ok && counts[i] > 0 {
			o.days.notBefore(i, latest)
			o.bind(i, s)
		}
	}
}

// isNow finds where the page says that it is now the n-th day of what an entry
// tells: "the meetings, now in their third straight day".
func (o *orderer) isNow(n int, entry Span) (Span, bool) {
	for i, x := range o.times {
		if x.Event == nil || x.Event.Relation != timex.Within || x.Event.Count != n || o.inEntry(x.Span) || i == 0 {
			continue
		}
		now := o.times[i-1]
		s := o.t.SentenceAt(x.Start)
		if now.Value == "PRESENT_REF" && x.Start-now.End < 12 && s >= 0 && o.related(o.t.Sentences[s].Span, entry) {
			return Span{Start: now.Start, End: x.End}, true
		}
	}
	return Span{}, false
}

// anchors binds entries that count from another: "two days after the setback".
func (o *orderer) anchors() {
	for i, e := range o.entries {
		for _, x := range o.times {
			if x.Event == nil || x.Event.Relation == timex.Within || !e.Span.Contains(x.Span) || x.Event.Words.Len() == 0 {
				continue
			}
			n, ok := inDays(x.Event.Count, x.Event.Unit)
			j, found := o.entryFor(x.Event.Words, i, x.Event.Relation)
			if !ok || !found {
				continue
			}
			if x.Event.Relation == timex.After {
				o.days.exactly(j, i, n)
			} else {
				o.days.exactly(i, j, n)
			}
			words := Span{Start: x.Start, End: x.Event.Words.End}
			o.bind(i, words)
			o.bind(j, words)
		}
	}
}

func inDays(count int, unit string) (int, bool) {
	switch {
	case count <= 0:
		return 0, false
	case unit == "D":
		return count, true
	case unit == "W":
		return 7 * count, true
	}
	return 0, false
}

// entryFor finds the entry that words such as "the Moscow setback" mean: the
// nearest on the right side whose title holds a name among them, else one of their
// words in some form.
func (o *orderer) entryFor(words Span, from int, side timex.Relation) (int, bool) {
	step := -1
	if side == timex.Before {
		step = 1
	}
	for _, same := range []func(a, b Span) bool{o.related, o.sameWord} {
		for i := from + step; i >= 0 && i < len(o.entries); i += step {
			if same(words, o.entries[i].Title) {
				return i, true
			}
		}
	}
	return 0, false
}

// opening are words of titles that tell the first of several days.
var opening = []string{"opens", "opened", "begins", "began", "begin", "starts", "started", "start", "launches", "kicks off", "convenes", "gets under way"}

// opens reports whether a title tells the first of several days.
func (o *orderer) opens(title Span) bool {
	words := " " + strings.ToLower(title.In(o.t.Raw)) + " "
	return slices.ContainsFunc(opening, func(w string) bool { return strings.Contains(words, " "+w+" ") })
}

// ordinal finds the first expression in a span that counts the days of
// something.
func (o *orderer) ordinal(s Span) (int, bool) {
	for i, x := range o.times {
		if s.Contains(x.Span) && x.Event != nil && x.Event.Relation == timex.Within && x.Event.Unit == "D" && x.Event.Count > 0 {
			return i, true
		}
	}
	return 0, false
}

// related reports whether two spans have a name or another word written large in
// common: titles are written so that not every name in them is known for one.
func (o *orderer) related(a, b Span) bool {
	seen := map[string]bool{}
	for _, tok := range o.t.TokensIn(a) {
		if o.isMarked(tok) {
			seen[language.FoldString(tok.In(o.t.Raw))] = true
		}
	}
	for _, tok := range o.t.TokensIn(b) {
		if o.isMarked(tok) && seen[language.FoldString(tok.In(o.t.Raw))] {
			return true
		}
	}
	return false
}

// sameWord reports whether two spans have a word in common, in whatever form:
// "the hearing" and "Court Hears the Parties".
func (o *orderer) sameWord(a, b Span) bool {
	seen := map[string]bool{}
	for _, tok := range o.t.TokensIn(a) {
		if base := o.base(tok); base != "" {
			seen[base] = true
		}
	}
	return slices.ContainsFunc(o.t.TokensIn(b), func(tok language.Token) bool { return seen[o.base(tok)] })
}

// base is the dictionary form of a token that can tell what happened, else empty.
func (o *orderer) base(tok language.Token) string {
	low := language.FoldString(tok.In(o.t.Raw))
	if tok.Kind != language.Word || tok.Len() < 4 || unmarked[low] {
		return ""
	}
	return lexicon.Base(low)
}

// isMarked reports whether a token is a word written large that can name
// something.
func (o *orderer) isMarked(tok language.Token) bool {
	return tok.Kind == language.Word && tok.Upper && tok.Len() >= 4 && !unmarked[language.FoldString(tok.In(o.t.Raw))]
}

// unmarked are words that stand large at the start of sentences and in titles,
// and name nothing.
var unmarked = map[string]bool{"this": true, "that": true, "these": true, "they": true, "their": true, "with": true, "from": true, "after": true,
	"before": true, "when": true, "while": true, "first": true, "second": true, "third": true, "fourth": true, "fifth": true, "sixth": true,
	"seventh": true, "straight": true, "consecutive": true, "days": true, "there": true, "where": true, "over": true, "into": true}

func (o *orderer) bind(i int, words ...Span) {
	for _, w := range words {
		if w.Len() > 0 {
			o.because[i] = append(o.because[i], w)
		}
	}
}

// settle writes what came out for an entry without a date of its own.
func (o *orderer) settle(i int) {
	e := o.entries[i]
	if e.When.Basis != Ordered {
		return
	}
	first, last := o.days.earliest(i), o.days.latest(i)
	if !first.IsZero() && first == last {
		e.When = When{From: first, To: first, Basis: Resolved}
		e.Because = distinct(append(o.because[i], o.asOf...))
		return
	}
	e.When.After, e.When.Before = first, last
	e.Because = distinct(o.because[i])
}

// distinct drops the spans that stood before.
func distinct(spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
