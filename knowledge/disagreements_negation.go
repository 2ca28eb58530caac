package knowledge

import (
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language"
)

// What a denial and what it denies must share.
const (
	deniedObject  = .5 // part of the words behind the verb
	deniedWords   = 3  // words in common, the verb not among them
	deniedPart    = .7 // part of a whole clause that is denied
	deniedPrinted = 3  // days between the publications, where no time says that both speak of one
	deniedAfter   = 7  // tokens behind a verb that belong to it
)

// silences are verbs of which "did not" tells nothing that another could deny.
var silences = wordSet(`comment say disclose specify elaborate know name identify return provide give mention explain want need mean think believe
	expect seem have be do get go come make yet only just immediately necessarily always even`)

// questions are what silence is kept on: "did not answer a request".
var questions = wordSet(`request requests question questions email emails e-mail message messages inquiry inquiries enquiries comment comments call calls`)

// denial is a clause that says that something was not.
type denial struct {
	*account
	verb    string // empty where a whole clause is denied
	value   Span
	subject map[string]bool // terms before the verb
	object  map[string]bool // terms behind it
	turned  bool            // a word such as "against" turns the verb round
}

// denials finds what one document says was, and another that it was not.
func (c *comparison) denials() []dispute {
	var no []denial
	on := map[*page][]denial{}
	byTerm := map[string][]int{}
	for i, a := range c.accounts {
		if d, ok := a.denial(); ok {
			no = append(no, d)
			on[a.page] = append(on[a.page], d)
		}
		for term := range a.terms {
			byTerm[term] = append(byTerm[term], i)
		}
	}
	var out []dispute
	for _, d := range no {
		if x, ok := c.denied(d, byTerm, on); ok {
			out = append(out, x)
		}
	}
	return out
}

// denial reads the first clause of a sentence that denies.
func (a *account) denial() (denial, bool) {
	low := a.page.text.low
	for i := a.from; i+1 < a.to; i++ {
		if low[i] == "" || a.inQuote(i) {
			continue
		}
		switch {
		case (low[i] == "denied" || low[i] == "denies") && i > a.from && (low[i+1] == "that" || strings.HasSuffix(low[i+1], "ing")):
			return a.deniedClause(i)
		case (low[i] == "failed" || low[i] == "refused" || low[i] == "declined") && low[i+1] == "to" && i+2 < a.to:
			return a.deniedVerb(i, i+2)
		case negations[low[i]] && low[i] != "no" && low[i] != "without" && low[i] != "nor" && low[i] != "neither" && low[i] != "non" && !strings.HasPrefix(low[i], "w") && !modals[low[i]]:
			if a.isFirm(i) {
				return a.deniedVerb(i, i+1)
			}
		}
	}
	return denial{}, false
}

// isFirm reports whether a negation is of what was, not of what may be.
func (a *account) isFirm(at int) bool {
	for i := at - 1; i >= max(a.from, at-2); i-- {
		if modals[a.page.text.low[i]] {
			return false
		}
	}
	return true
}

// deniedVerb reads the verb that is denied, from a token on.
func (a *account) deniedVerb(no, at int) (denial, bool) {
	text := a.page.text
	for at < a.to && text.terms[at] == "" && text.low[at] != "" && !silences[text.low[at]] {
		at++
	}
	if at >= a.to || text.low[at] == "" || text.Tokens[at].Kind != language.Word || text.Tokens[at].Upper || silences[text.low[at]] || silences[a.page.verb(at)] {
		return denial{}, false
	}
	in := a.clauseAround(at)
	start := no
	if start > in.from && (text.low[start-1] == "did" || text.low[start-1] == "has" || text.low[start-1] == "had" || text.low[start-1] == "have" || text.low[start-1] == "was" || text.low[start-1] == "were") {
		start--
	}
	end := a.clauseStop(at, in.to)
	if a.has(questions, at, end) {
		return denial{}, false
	}
	d := denial{account: a, verb: a.page.verb(at), subject: a.termsIn(in.from, no), object: a.termsIn(at+1, min(end, at+1+deniedAfter)), value: clause{start, end}.span(a),
		turned: a.has(opposing, at, end)}
	return d, len(d.subject) > 0 && len(d.object) > 0
}

// deniedClause reads "X denied that …".
func (a *account) deniedClause(at int) (denial, bool) {
	in := a.clauseAround(at + 1)
	end := a.clauseStop(at+1, max(in.to, at+2))
	d := denial{account: a, subject: a.termsIn(a.from, at), object: a.termsIn(at+1, end), value: clause{at, end}.span(a)}
	return d, len(d.subject) > 0 && len(d.object) >= deniedWords
}

// clauseStop is where what belongs to a verb ends: at a comma or a colon.
func (a *account) clauseStop(from, to int) int {
	for i := from; i < to; i++ {
		if a.isMark(i, ",:;—–(") {
			return i
		}
	}
	return to
}

func (a *account) termsIn(from, to int) map[string]bool {
	out := map[string]bool{}
	for i := from; i < to; i++ {
		if term := a.page.text.terms[i]; a.terms[term] {
			out[term] = true
		}
	}
	return out
}

// denied finds who says that what is denied was.
func (c *comparison) denied(d denial, byTerm map[string][]int, on map[*page][]denial) (dispute, bool) {
	with := map[int]bool{}
	for term := range d.object {
		if list := byTerm[term]; len(list) <= common {
			for _, i := range list {
				with[i] = true
			}
		}
	}
	var yes []assertion
	for _, i := range slices.Sorted(maps.Keys(with)) {
		s, ok := c.accounts[i].asserts(d)
		if !ok {
			continue
		}
		if s.page == d.page {
			return dispute{}, false // the page knows of both
		}
		if denialMeets(d, s.account) {
			yes = append(yes, s)
		}
	}
	yes = slices.DeleteFunc(yes, func(s assertion) bool { // its page knows of both
		return slices.ContainsFunc(on[s.page], func(o denial) bool { return o.verb == d.verb && overlap(o.object, d.object) >= deniedObject })
	})
	if len(yes) == 0 {
		return dispute{}, false
	}
	x := dispute{kind: kindDenial, entities: d.entities}
	var keys []string
	for _, s := range yes {
		x.Sides, keys = addSide(x.Sides, keys, "yes", s.value.In(s.page.doc.Text), s.page.doc.Cite(s.account.span))
	}
	x.Sides, _ = addSide(x.Sides, keys, "no", d.value.In(d.page.doc.Text), d.page.doc.Cite(d.account.span))
	x.About = c.aboutNames("whether it was so", inBoth(d.entities, yes[0].entities))
	return x, true
}

// things are the words of the object that stand in no name, where there are such:
// two sentences about one place need not be about one thing.
func (d denial) things() map[string]bool {
	out := map[string]bool{}
	for term := range d.object {
		if !d.nameTerm(term) {
			out[term] = true
		}
	}
	if len(out) == 0 {
		return d.object
	}
	return out
}

// assertion is a clause that says what another denies.
type assertion struct {
	*account
	value Span
}

func (a *account) asserts(d denial) (assertion, bool) {
	if a == d.account || len(inBoth(a.marks, d.marks)) == 0 || len(inBoth(a.terms, d.terms)) < deniedWords {
		return assertion{}, false
	}
	if d.verb == "" {
		return a.assertsClause(d)
	}
	if object := d.things(); float64(len(inBoth(object, a.terms))) < deniedObject*float64(len(object)) {
		return assertion{}, false
	}
	for i := a.from; i < a.to; i++ {
		if a.page.text.low[i] == "" || a.page.verb(i) != d.verb || !a.isMeant(i) || a.inQuote(i) {
			continue
		}
		end := a.clauseStop(i+1, a.clauseAround(i).to)
		if len(inBoth(d.subject, a.doer(i))) > 0 && len(inBoth(d.object, a.terms)) > 0 && a.has(opposing, i, end) == d.turned {
			return assertion{a, clause{i, end}.span(a)}, true
		}
	}
	return assertion{}, false
}

// doer is the words of who does what a verb says: those before it, or in a passive
// those behind "by".
func (a *account) doer(verb int) map[string]bool {
	if low := a.page.text.low; verb > a.from && (low[verb-1] == "was" || low[verb-1] == "were" || low[verb-1] == "been") {
		for i := verb + 1; i < a.to; i++ {
			if low[i] == "by" {
				return a.termsIn(i+1, a.to)
			}
		}
	}
	return a.termsIn(a.from, verb)
}

// opposing words turn what is done round: to vote against is not to vote for.
var opposing = wordSet(`against without off out`)

// assertsClause reports whether a sentence says the whole of what is denied.
func (a *account) assertsClause(d denial) (assertion, bool) {
	if float64(len(inBoth(d.object, a.terms))) < deniedPart*float64(len(d.object)) || len(inBoth(d.subject, a.terms)) == 0 || len(a.termsIn(a.from, a.to)) == 0 {
		return assertion{}, false
	}
	for i := a.from; i < a.to; i++ {
		if low := a.page.text.low[i]; negations[low] || strings.HasPrefix(low, "den") || modals[low] && low != "to" {
			return assertion{}, false
		}
	}
	return assertion{a, Span{Start: a.page.text.Tokens[a.from].Start, End: a.span.End}}, true
}

// denialMeets reports whether a denial and a statement may be of one moment. What
// had happened before it was denied stays denied; else what was not yet may have
// come about since.
func denialMeets(d denial, a *account) bool {
	if otherTime(d.account, a) {
		return false
	}
	if published := d.page.doc.Published.Value; d.verb == "" && published.Day > 0 {
		for _, x := range a.times {
			if x.To.Last().Compare(published) < 0 {
				return true
			}
		}
	}
	if len(d.times) > 0 && len(a.times) > 0 {
		return true // both say when, and it is one time
	}
	n, ok := daysApart(d.page.doc.Published.Value, a.page.doc.Published.Value)
	return ok && n <= deniedPrinted
}
