package knowledge

import (
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
)

// What a denial and what it denies must share.
const (
	deniedObject   = .5  // part of the words behind the verb
	deniedWords    = 3   // words in common, the verb not among them
	deniedLeast    = 2   // likewise, where a whole clause is denied
	deniedPart     = .7  // part of a whole clause that is denied
	deniedPrinted  = 3   // days between the publications, where no time says that both speak of one
	sameClause     = 4   // words in common of sentences that say where somebody was at one moment, whenever they were printed
	sameClausePart = .75 // part of the shorter one's words
	deniedAfter    = 7   // tokens behind a verb that belong to it
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
	own     bool            // a whole clause is denied, and it names who it is about
	at      int             // where that clause begins
	none    map[string]bool // what there was none of; nil where something else is denied
}

// clauseLater is within how many tokens of a denial the clause begins that is denied:
// "denied on Tuesday that".
const clauseLater = 4

// deniedFrom is where the clause begins that a verb of denying leads to; 0 where there
// is none.
func (a *account) deniedFrom(verb int) int {
	low := a.page.text.low
	if strings.HasSuffix(low[verb+1], "ing") {
		return verb + 1
	}
	for i := verb + 1; i < min(a.to-1, verb+1+clauseLater); i++ {
		if low[i] == "that" {
			return i + 1
		}
	}
	return 0
}

// beForms and whereabouts are the words of where somebody was.
var (
	beForms     = wordSet(`is are was were been`)
	whereabouts = wordSet(`on in at aboard among inside`)
)

// placeWords is how many tokens behind a preposition the place takes.
const placeWords = 3

// deniedPlace reads "was not on the bridge": the verb is the preposition.
func (a *account) deniedPlace(no int) (denial, bool) {
	in := a.clauseAround(no)
	end := a.placeEnd(no+1, in.to)
	d := denial{account: a, verb: a.page.text.low[no+1], subject: a.termsIn(in.from, no), object: a.termsIn(no+2, end), value: clause{no - 1, end}.span(a)}
	return d, len(d.subject) > 0 && len(d.object) > 0
}

// placeEnd is where the place ends that a preposition leads to, which ends at a token at
// last.
func (a *account) placeEnd(preposition, to int) int {
	end := min(a.clauseStop(preposition, to), preposition+1+placeWords)
	for i := preposition + 1; i < end; i++ {
		if whereabouts[a.page.text.low[i]] {
			return i
		}
	}
	return end
}

// isThere reports whether a sentence says at a token where somebody was, who a denial
// says was not there.
func (a *account) isThere(i int, d denial) bool {
	low := a.page.text.low
	if !whereabouts[d.verb] || low[i] != d.verb || i == a.from || !beForms[low[i-1]] {
		return false
	}
	return len(inBoth(d.object, a.termsIn(i+1, min(a.to, i+1+placeWords)))) == len(d.object)
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
		case (low[i] == "denied" || low[i] == "denies") && i > a.from:
			if at := a.deniedFrom(i); at > 0 {
				return a.deniedClause(i, at)
			}
		case low[i] == "no":
			if d, ok := a.deniedNone(i); ok {
				return d, true
			}
		case low[i] == "not" && beForms[low[max(a.from, i-1)]] && whereabouts[low[i+1]]:
			return a.deniedPlace(i)
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

// deniedClause reads "X denied that …" from the clause on.
func (a *account) deniedClause(verb, at int) (denial, bool) {
	in := a.clauseAround(at)
	end := a.clauseStop(at, max(in.to, at+1))
	from := at
	if low := a.page.text.low; referring[low[at]] && (low[at+1] == "client" || low[at+1] == "clients") {
		from += 2 // a lawyer speaks for him
	}
	d := denial{account: a, subject: a.termsIn(a.from, verb), object: a.termsIn(from, end), value: clause{verb, end}.span(a), at: at}
	d.own = !strings.HasSuffix(a.page.text.low[at], "ing") && !referring[a.page.text.low[at]] && a.page.text.low[at] != "there"
	return d, len(d.subject) > 0 && len(d.object) >= deniedLeast
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
		if s.page == d.page && !c.saidByTwo(d, s) {
			return dispute{}, false // the page knows of both
		}
		if denialMeets(d, s.account) {
			yes = append(yes, s)
		}
	}
	if s, ok := c.retort(d); ok {
		yes = append(yes, s)
	}
	yes = slices.DeleteFunc(yes, func(s assertion) bool { // its page knows of both
		return s.page != d.page && slices.ContainsFunc(on[s.page], func(o denial) bool { return o.verb == d.verb && overlap(o.object, d.object) >= deniedObject })
	})
	if len(yes) == 0 {
		return dispute{}, false
	}
	x := dispute{kind: kindDenial, entities: d.entities}
	for _, s := range yes {
		x.add("yes", s.value.In(s.page.doc.Text), s.page.doc.Cite(s.account.span))
	}
	x.add("no", d.value.In(d.page.doc.Text), d.page.doc.Cite(d.account.span))
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

// retortWithin is how many sentences behind a denial somebody repeats what is denied.
const retortWithin = 2

// retort finds who says close behind a denial, in words of his own, that the one who
// denies did it after all: "She denied that she had walked out. … says she left."
func (c *comparison) retort(d denial) (assertion, bool) {
	low := d.page.text.low
	if d.verb != "" || d.own || !referring[low[d.at]] {
		return assertion{}, false
	}
	verb := d.at + 1
	for verb < d.to-1 && (low[verb] == "had" || low[verb] == "has" || low[verb] == "ever" || low[verb] == "been") {
		verb++
	}
	at := slices.Index(c.accounts, d.account)
	for _, a := range c.accounts[at+1 : min(len(c.accounts), at+1+retortWithin)] {
		for i := a.from + 1; i+1 < a.to && a.page == d.page; i++ {
			if low[i] == low[d.at] && !negations[low[i+1]] && a.isMeant(i+1) && !a.inQuote(i) && sameDeed(d.page.verb(verb), d.page.verb(i+1)) {
				s := assertion{a, clause{i + 1, a.clauseStop(i+1, a.clauseAround(i+1).to)}.span(a)}
				return s, c.saidByTwo(d, s)
			}
		}
	}
	return assertion{}, false
}

// sameDeed reports whether two verbs can be used for one deed.
func sameDeed(a, b string) bool {
	return a == b || slices.Contains(lexicon.Synonyms(a), b) || slices.Contains(lexicon.Paraphrases(a), b)
}

// near reports whether two sentences may be on one thing: they have a name in common,
// or their page, or all of what is denied and their pages are on one subject.
func (d denial) near(a *account) bool {
	whole := d.verb == "" || whereabouts[d.verb] || len(inBoth(d.object, a.terms)) == len(d.object)
	return len(inBoth(a.marks, d.marks)) > 0 || a.page == d.page || whole && d.page.words.related(a.page.words)
}

func (a *account) asserts(d denial) (assertion, bool) {
	if a == d.account || !d.near(a) {
		return assertion{}, false
	}
	if d.none != nil {
		return a.assertsSome(d)
	}
	if d.verb == "" {
		return a.assertsClause(d)
	}
	if len(inBoth(a.terms, d.terms)) < deniedWords && !whereabouts[d.verb] {
		return assertion{}, false
	}
	if object := d.things(); float64(len(inBoth(object, a.terms))) < deniedObject*float64(len(object)) {
		return assertion{}, false
	}
	for i := a.from; i < a.to; i++ {
		if a.page.text.low[i] == "" || !a.isThere(i, d) && (a.page.verb(i) != d.verb || whereabouts[d.verb]) || !a.isMeant(i) || a.inQuote(i) {
			continue
		}
		end := a.clauseStop(i+1, a.clauseAround(i).to)
		if len(inBoth(d.subject, a.doer(i))) > 0 && len(inBoth(d.object, a.terms)) > 0 && a.has(opposing, i, end) == d.turned {
			if whereabouts[d.verb] {
				return assertion{a, clause{i - 1, a.placeEnd(i, end)}.span(a)}, true
			}
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

// sameDoer reports whether a sentence is about who denies: it names him, or where no
// name denies has one of his words.
func (d denial) sameDoer(a *account) bool {
	named := map[string]bool{}
	for term := range d.subject {
		if d.nameTerm(term) {
			named[term] = true
		}
	}
	if len(named) == 0 {
		named = d.subject
	}
	return len(inBoth(named, a.terms)) > 0
}

// assertsClause reports whether a sentence says the whole of what is denied.
func (a *account) assertsClause(d denial) (assertion, bool) {
	shared := inBoth(d.object, a.terms)
	if len(shared) < deniedLeast || float64(len(shared)) < deniedPart*float64(len(d.object)) || !d.own && !d.sameDoer(a) {
		return assertion{}, false
	}
	said := false
	for i := a.from; i < a.to; i++ {
		low := a.page.text.low[i]
		if negations[low] || strings.HasPrefix(low, "den") || modals[low] && low != "to" && !said {
			return assertion{}, false
		}
		said = said || d.object[a.page.text.terms[i]] && !a.nameTerm(a.page.text.terms[i])
	}
	return assertion{a, Span{Start: a.page.text.Tokens[a.from].Start, End: a.span.End}}, true
}

// saidByTwo reports whether one page has one person say what another denies.
func (c *comparison) saidByTwo(d denial, s assertion) bool {
	no, yes := c.sayer(d.page.doc.Cite(d.account.span)), c.sayer(s.page.doc.Cite(s.account.span))
	return yes != "" && yes != no && (no != "" || d.verb == "")
}

// denialMeets reports whether a denial and a statement may be of one moment. What
// had happened before it was denied stays denied; else what was not yet may have
// come about since.
func denialMeets(d denial, a *account) bool {
	if otherOccasion(d.account, a) {
		return false
	}
	if published := d.page.doc.Published.Value; d.verb == "" && d.none == nil && published.Day > 0 {
		for _, x := range a.times {
			if x.To.Last().Compare(published) < 0 {
				return true
			}
		}
	}
	if len(d.times) > 0 && len(a.times) > 0 {
		return true // both say when, and it is one time
	}
	if whereabouts[d.verb] && len(inBoth(d.terms, a.terms)) >= sameClause && overlap(d.terms, a.terms) >= sameClausePart {
		return true
	}
	n, ok := daysApart(d.page.doc.Published.Value, a.page.doc.Published.Value)
	return ok && n <= deniedPrinted || !ok && d.own // a clause as long as that is seldom of two happenings
}
