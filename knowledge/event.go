package knowledge

import (
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/speech"
	"attache/knowledge/language/timex"
)

// events finds the happenings that a text tells: entries of chronologies, titles
// with a date below them, and sentences. A sentence without a time of its own
// takes that of the sentences before it in its paragraph, else that of
// publication.
//
// What stands wholly within a quotation is something said, and no happening.
func events(t *language.Text, times []timex.Timex, claims []speech.Claim, published Date) []Event {
	r := eventReader{t: t, times: times, claims: claims, published: published, entries: map[int]bool{}}
	for i := range t.Blocks {
		if e, ok := r.titled(i); ok {
			r.out = append(r.out, e)
		}
	}
	for i, list := range chronologies(t) {
		for _, e := range list {
			r.entry(e, i+1)
		}
	}
	for i := range t.Sentences {
		r.sentence(i)
	}
	return r.out
}

// eventReader gathers the events of one text.
type eventReader struct {
	t         *language.Text
	times     []timex.Timex
	claims    []speech.Claim
	published Date
	entries   map[int]bool // blocks that lie in an entry
	out       []Event

	block int   // of the sentence read last
	last  Event // the dated event read last in this block
	any   bool  // there is one
}

// sentence reads the happening that a sentence tells.
func (r *eventReader) sentence(i int) {
	s := r.t.Sentences[i]
	if s.Block != r.block {
		r.block, r.any = s.Block, false
	}
	if !r.tells(s) && !r.isRow(s) || r.entries[s.Block] || r.isSaid(s.Span) {
		return
	}
	if _, ok := r.wholeDate(s.Block); ok { // it says when, and nothing else
		return
	}
	if s.Block != r.t.Title() && r.hasImprint(s.Span) || r.isCard(s) {
		return
	}
	carry := true
	for _, x := range slices.DeleteFunc(r.mainTimes(s.Span), func(i int) bool { return !r.tellsDay(r.times[i]) }) {
		if r.onlyCompares(s, x) || isBound(r.t.Raw, r.times[x].Span) && !r.isPutOff(s.Span, x) || r.ofAnotherDay(s.Span, x) { // "the lowest since 2002", "until 2030": the happening itself is of another time
			continue
		}
		e := r.at(s.Span, x)
		r.out = append(r.out, e)
		r.last, r.any = e, true
		carry = carry && r.times[x].From.Day == 0 && r.reports(s.Span)
	}
	if carry {
		r.out = append(r.out, r.carried(s))
	}
}

// reports reports whether a sentence tells that somebody said something: then
// saying it is a happening of its own, beside the one that is spoken of.
func (r *eventReader) reports(s Span) bool {
	for _, c := range r.claims {
		if c.Span.Start >= s.End {
			return false
		}
		if isPast(c.Verb) && c.Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// isPast reports whether a verb of saying tells that something was said, and not
// what is held at all times.
func isPast(verb string) bool {
	verb = strings.ToLower(verb)
	return strings.HasSuffix(verb, "ed") || verb == "said" || verb == "told" || verb == "wrote"
}

// comparing are words before a date that the happening is only held against.
var comparing = []string{"than in", "than on", "compared with", "compared to", "from the", "unlike in"}

// onlyCompares reports whether a sentence names a date only to compare with it.
func (r *eventReader) onlyCompares(s language.Sentence, i int) bool {
	before := strings.ToLower(strings.TrimSpace(r.t.Raw[s.Start:r.times[i].Start]))
	for _, w := range comparing {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return strings.HasSuffix(before, "since") && ranksHighest(before)
}

// ranksHighest reports whether the words say that nothing was more: "the lowest
// since".
func ranksHighest(words string) bool {
	for _, w := range strings.Fields(words) {
		w = strings.TrimRight(w, ".,;:")
		if len(w) > 4 && strings.HasSuffix(w, "est") || w == "most" || w == "least" || w == "first" || w == "worst" || w == "best" {
			return true
		}
	}
	return false
}

// isSaid reports whether a sentence is nothing but words that somebody is quoted
// with.
func (r *eventReader) isSaid(s Span) bool {
	for _, c := range r.claims {
		if c.Span.Start > s.End {
			break
		}
		if c.Direct && c.Quote.Start-3 <= s.Start && s.End <= c.Quote.End+4 {
			return true
		}
	}
	return false
}

// tells reports whether a sentence can tell a happening: headings, labels and
// page furniture do not.
func (r *eventReader) tells(s language.Sentence) bool {
	switch r.t.Blocks[s.Block].Kind {
	case language.Paragraph, language.Item:
		return s.To-s.From >= 4
	case language.Label:
		return s.Complete && s.To-s.From >= 4
	case language.Heading: // the title of a report tells its news
		return s.Block == r.t.Title() && s.To-s.From >= 3
	}
	return false
}

// rowLetters is how many letters a row of a table has beside its date to tell a
// happening.
const rowLetters = 6

// isRow reports whether a short line is a row of a table or a list that gives a
// date and what happened then: "3 March 2031 | Crane topples | 2 injured".
func (r *eventReader) isRow(s language.Sentence) bool {
	if kind := r.t.Blocks[s.Block].Kind; kind != language.Label && kind != language.Heading || s.Block == r.t.Title() {
		return false
	}
	for i, x := range r.times {
		if x.Start >= s.End {
			break
		}
		if !s.Contains(x.Span) || !r.onCalendar(i) {
			continue
		}
		before := strings.TrimRight(r.t.Raw[s.Start:x.Start], " *_")
		after := strings.TrimLeft(r.t.Raw[x.End:s.End], " *_)")
		opens := strings.Trim(before, "|\t-•* ") == "" || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "\t")
		closes := after == "" && before != "" || strings.IndexAny(after, "|:\t-") == 0 || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—")
		if opens && closes && countLetters(before)+countLetters(after) >= rowLetters {
			return true
		}
	}
	return false
}

// carried gives a sentence the time of the one before it, of the title above it
// where that is a date, or of publication.
func (r *eventReader) carried(s language.Sentence) Event {
	e := Event{Span: s.Span, Timex: -1, Status: statusOf(s.Span.In(r.t.Raw)), When: When{Basis: Carried}}
	if x, ok := r.dateAbove(s.Block); ok {
		e = r.at(s.Span, x)
		e.Because = []Span{r.times[x].Span}
		return e
	}
	if r.any && r.last.When.From.Day > 0 {
		e.When.From, e.When.To, e.When.Open = r.last.When.From, r.last.When.To, r.last.When.Open
		e.Because = []Span{r.times[r.last.Timex].Span}
		return e
	}
	if x, ok := r.newsDay(); ok {
		e.When.From, e.When.To = r.times[x].From, r.times[x].From
		e.Because = []Span{r.times[x].Span}
		return e
	}
	e.When.From, e.When.To = r.published, r.published
	return e
}

// What makes a date the day of the news: it stands in the lead, and the report
// appeared on it or right after.
const (
	leadSentences = 6
	newsDays      = 4
)

// newsDay finds the day that the report is about, where its lead names one:
// "… unveiled the plan on Monday".
func (r *eventReader) newsDay() (int, bool) {
	if r.published.Day == 0 || len(r.t.Sentences) == 0 {
		return 0, false
	}
	lead := r.t.Sentences[min(leadSentences, len(r.t.Sentences))-1].End
	for i, x := range r.times {
		if x.Start >= lead {
			break
		}
		s := r.t.SentenceAt(x.Start)
		if s < 0 || !r.onCalendar(i) || x.From.Day == 0 || !r.namesDay(x) || x.From != x.To || r.isDateline(r.t.Sentences[s].Span, i) || r.onlyCompares(r.t.Sentences[s], i) {
			continue
		}
		if x.From.Compare(r.published) <= 0 && x.From.AddDays(newsDays).Compare(r.published) > 0 && r.tells(r.t.Sentences[s]) {
			return i, true
		}
	}
	return 0, false
}

// dateAbove returns the time that the heading of a block consists of.
func (r *eventReader) dateAbove(block int) (int, bool) {
	if above := block - 1; above > r.t.Title() && !r.t.Blocks[above].After && r.t.Blocks[above].Kind == language.Label {
		if x, ok := r.wholeDate(above); ok {
			return x, ok
		}
	}
	head := r.t.Blocks[block].Head
	if head <= r.t.Title() || head < 0 {
		return 0, false
	}
	return r.wholeDate(head)
}

// wholeDate returns the time that a block consists of.
func (r *eventReader) wholeDate(block int) (int, bool) {
	b := r.t.Blocks[block]
	first, at := -1, b.Body.Start
	var between strings.Builder
	for i := range r.times {
		if !b.Body.Contains(r.times[i].Span) {
			continue
		}
		if first < 0 && r.onCalendar(i) {
			first = i
		}
		between.WriteString(r.t.Raw[at:r.times[i].Start])
		at = r.times[i].End
	}
	between.WriteString(r.t.Raw[at:b.Body.End])
	rest := language.FoldString(outsideBrackets(between.String()))
	if first >= 0 && r.times[first].Open {
		rest = strings.NewReplacer("present", "", "today", "", "now", "").Replace(rest)
	}
	return first, first >= 0 && countLetters(rest) == 0
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func outsideBrackets(s string) string {
	open, end := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
	if open < 0 || end < open {
		return s
	}
	return s[:open] + s[end+1:]
}

// titled reads a heading with a date line below it: "The Minsk Agreements /
// September 2014 – February 2015".
func (r *eventReader) titled(block int) (Event, bool) {
	b := r.t.Blocks[block]
	head := b.Head
	if b.Kind == language.Heading || b.Kind == language.Furniture || head <= r.t.Title() || head != block-1 {
		return Event{}, false
	}
	x, ok := r.wholeDate(block)
	if !ok || r.hasDate(r.t.Blocks[head].Body) || r.times[x].From == r.published && r.t.SentenceAt(b.Body.Start) < leadSentences { // the second is when it appeared
		return Event{}, false
	}
	title := r.t.Blocks[head]
	e := r.at(Span{Start: title.Body.Start, End: b.End}, x)
	e.Title = title.Body
	return e, true
}

// hasDate reports whether a span gives a day or a month of its own.
func (r *eventReader) hasDate(s Span) bool {
	for i, x := range r.times {
		if x.Start >= s.End {
			break
		}
		if s.Contains(x.Span) && r.onCalendar(i) && x.From.Month > 0 && x.Precision != timex.Range {
			return true
		}
	}
	return false
}

// entry reads an entry of a chronology: its title and the text below it are one
// happening, whose time is the first that either gives.
func (r *eventReader) entry(e language.Entry, list int) {
	for b := e.Title; b < e.To; b++ {
		r.entries[b] = true
	}
	title := r.t.Blocks[e.Title].Body
	whole := title
	for b := e.From; b < e.To; b++ {
		if r.t.Blocks[b].Kind != language.Furniture {
			whole.End = r.t.Blocks[b].End
		}
	}
	event := Event{Span: whole, Title: title, Timex: -1, Status: statusOf(title.In(r.t.Raw)), When: When{Basis: Ordered}, List: list}
	if found := r.timesOfEntry(whole, title); len(found) > 0 {
		at := r.at(whole, found[0])
		event.Timex, event.When, event.Because = at.Timex, at.When, at.Because
	}
	r.out = append(r.out, event)
}

// timesOfEntry returns the times of an entry. A time of day in its text is of the
// day that is told of, which need not be that of publication; only where it stands
// first, as in live reports, it is.
func (r *eventReader) timesOfEntry(whole, title Span) []int {
	found := slices.DeleteFunc(r.timesIn(whole), func(i int) bool { return isBound(r.t.Raw, r.times[i].Span) })
	if clocked(title.In(r.t.Raw)) {
		return found
	}
	return slices.DeleteFunc(found, func(i int) bool { return r.times[i].Type == timex.Time && r.times[i].FromPublication })
}

// at returns the event of a span at a time.
func (r *eventReader) at(s Span, i int) Event {
	x := r.times[i]
	e := Event{Span: s, Timex: i, Status: statusOf(r.statement(s, i).In(r.t.Raw)), When: When{From: x.From, To: x.To, Open: x.Open}}
	if !e.When.Open && r.goesOn(s, x.Span) {
		e.When.Open, e.When.To = true, Date{}
	}
	if x.Basis == timex.Resolved {
		e.When.Basis = Resolved
		e.Because = r.reasons(i)
	}
	if e.Status == Planned && !x.To.IsZero() && !r.published.IsZero() && x.To.Last().Compare(r.published.First()) < 0 {
		e.Status = Happened // "the night of 3 March will not be forgotten"
	}
	if e.Status == Happened && !r.published.IsZero() && x.From.Compare(r.published) > 0 && x.From.Month > 0 {
		e.Status = Planned
	}
	return e
}

// reasons are the words that a time was worked out from: the expression itself,
// with the other end of a range, and the dates it leans on. The verbs that told
// the direction are left out: a reader would not see why they are shown.
func (r *eventReader) reasons(i int) []Span {
	x := r.times[i]
	own := x.Span
	if x.Pair >= 0 {
		other := r.times[x.Pair].Span
		own = Span{Start: min(own.Start, other.Start), End: max(own.End, other.End)}
	}
	out := []Span{own}
	for _, s := range x.Because {
		for _, y := range r.times {
			if y.Overlaps(s) && !own.Overlaps(s) {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// timesIn returns the times that a span gives for what it tells, the finest
// only; one for each different interval, one for both ends of a range, and none
// for the date that only says when the text appeared.
func (r *eventReader) timesIn(s Span) []int {
	var fine, coarse []int
	for i := range r.times {
		x := r.times[i]
		if x.Start >= s.End {
			break
		}
		if !s.Contains(x.Span) || !r.onCalendar(i) || r.isDateline(s, i) || r.isImprint(s, i) || r.has(fine, x) || r.has(coarse, x) {
			continue
		}
		if x.From.Day > 0 {
			fine = append(fine, i)
		} else {
			coarse = append(coarse, i)
		}
	}
	if len(fine) > 0 {
		return fine
	}
	return coarse
}

func (r *eventReader) has(list []int, x timex.Timex) bool {
	for _, i := range list {
		if r.times[i].From == x.From && r.times[i].To == x.To && r.times[i].Open == x.Open {
			return true
		}
	}
	return false
}

// onCalendar reports whether an expression names an interval on the calendar,
// and not "now" or a length of time.
func (r *eventReader) onCalendar(i int) bool {
	x := r.times[i]
	return (x.Type == timex.Date || x.Type == timex.Time) && !x.From.IsZero() && !strings.HasSuffix(x.Value, "_REF")
}
