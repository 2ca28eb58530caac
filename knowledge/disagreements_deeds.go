package knowledge

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// once are verbs of what is done to one thing, or comes about, one time: two dates of
// it cannot both be right. People meet, speak and play again and again.
var once = wordSet(`begin start open found build inspect arrest die bear marry sign launch appoint sink crash collapse hit land explode
	strike vaccinate admit discover complete finish retire establish erupt capsize derail break burst kill murder sentence resign elect fund invent
	detect hospitalise hospitalize extradite bury inaugurate ratify adopt acquire dissolve abolish vanish disappear graduate
	install construct create introduce`)

// ofItself are those of the verbs that need nobody who does it.
var ofItself = wordSet(`begin start open sink crash collapse land hit strike explode die erupt capsize derail break burst resign retire vanish disappear graduate finish`)

// passiveWithin is how many tokens before a verb "was" stands that makes it a passive.
const passiveWithin = 3

// orders are words that single one of many happenings out, whatever the verb.
var orders = wordSet(`first last final second third fourth next previous another new again other latest only`)

// onlyOne are those of the words that leave one happening.
var onlyOne = wordSet(`first last final latest`)

// Within how many tokens a deed is told, and what two of them share.
const (
	deedVerb  = 7  // from its verb to its time
	deedBack  = 10 // from its time to where its words end
	deedWords = .6 // words in common of two deeds that are one, as a part of those of the shorter
)

// deed is a clause that tells when something was done.
type deed struct {
	*account
	verb    string          // in its dictionary form
	subject map[string]bool // words before the verb
	rest    map[string]bool // words behind it
	active  bool            // the verb says what the subject does to something
	order   string          // "first" and the like, in order
	named   map[string]bool // ids of who and what it names
	when    timex.Timex
	clock   int  // minutes since midnight, -1 where only a date is given
	told    Span // who or what did it, and the verb; empty where that is long
}

// deeds finds what two documents say was done, in few words, at dates or at hours of the
// clock that do not meet.
func (c *comparison) deeds() []dispute {
	var all []deed
	var keys [][]string
	for _, a := range c.accounts {
		for i := a.page.timeAt(a.span.Start); i < len(a.page.facts.Timexes) && a.page.facts.Timexes[i].Start < a.span.End; i++ {
			if d, ok := c.deed(a, a.page.facts.Timexes[i]); ok {
				all = append(all, d)
				keys = append(keys, slices.Sorted(maps.Keys(d.subject)))
			}
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, 1, func(i, j int) {
		if all[i].otherTime(all[j]) && all[i].isSame(all[j]) && !knowsBoth(all, all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindDay, entities: group[0].named}
		for _, d := range group {
			x.add(d.key(), d.when.In(d.page.doc.Text), d.page.doc.Cite(d.span))
		}
		x.About = c.aboutNames("when it was", inBoth(group[0].entities, group[1].entities))
		for _, d := range group {
			if d.told.Len() > 0 {
				x.About = "when " + d.page.lowered(d.told)
				break
			}
		}
		out = append(out, x)
	}
	return out
}

// briefly is how many tokens may tell in a title what was done.
const briefly = 8

// inBrief is the words from one token to another, where they are few and no mark parts
// them; else it is empty.
func (a *account) inBrief(from, to int) Span {
	if to-from < 2 || to-from > briefly || personal[a.page.text.low[from]] || a.page.text.low[from] == "it" {
		return Span{}
	}
	for i := from; i < to; i++ {
		if a.page.text.Tokens[i].Kind == language.Punct {
			return Span{}
		}
	}
	return clause{from, to}.span(a)
}

// articles begin a sentence in capitals, and nothing else.
var articles = wordSet(`the a an his her its their`)

// lowered is the words of a span on one line, an article at their beginning in lower case.
func (p *page) lowered(s Span) string {
	text := OneLine(s.In(p.doc.Text))
	if first, rest, _ := strings.Cut(text, " "); articles[strings.ToLower(first)] {
		return strings.ToLower(first) + " " + rest
	}
	return text
}

// key tells apart the times of deeds.
func (d deed) key() string {
	if d.clock >= 0 {
		return strconv.Itoa(d.clock)
	}
	return d.when.From.String() + "/" + d.when.To.String()
}

// deed reads the clause that a time ends.
func (c *comparison) deed(a *account, when timex.Timex) (deed, bool) {
	d := deed{account: a, when: when, clock: clockOf(when)}
	if d.clock < 0 && (when.Type != timex.Date || when.From.IsZero() || when.To.IsZero() || when.Open || when.Pair >= 0) || !a.span.Contains(when.Span) {
		return deed{}, false
	}
	at := a.page.text.TokenAt(when.Start)
	if at <= a.from || !datesDeed(a.page.text.low[at-1], a.page.text.low[max(a.from, at-2)]) && !a.isMark(at-1, "(") {
		return deed{}, false
	}
	verb, ok := a.pastVerb(at)
	if !ok || a.inQuote(verb) || !a.isMeant(verb) {
		return deed{}, false
	}
	d.verb = a.deedVerb(verb)
	in := a.clauseAround(verb)
	d.subject = a.termsIn(a.doerFrom(in.from), verb)
	told := verb + 1
	if particles[a.page.text.low[told]] {
		told++
	}
	d.told = a.inBrief(a.doerFrom(in.from), told)
	end := min(a.clauseStop(at, in.to), at+deedBack)
	d.rest = a.termsIn(verb+1, max(verb+1, end))
	d.active = !ofItself[d.verb] && !a.has(beForms, max(a.from, verb-passiveWithin), verb+1)
	for i := a.doerFrom(in.from); i < at; i++ {
		if orders[a.page.text.low[i]] {
			d.order += a.page.text.low[i] + " "
		}
	}
	d.named = c.named(a.page, clause{a.doerFrom(in.from), max(verb+1, end)}.span(a))
	if at := a.doerFrom(in.from); at == a.from && personal[a.page.text.low[at]] {
		c.nameDoer(&d)
	}
	first := strings.Fields(d.order)
	single := once[d.verb] || d.clock >= 0 || len(first) > 0 && onlyOne[first[0]]
	return d, single && len(d.subject) > 0
}

// phrasal are verbs of two words, and the verb of one word that says the same.
var phrasal = map[string]string{"touch down": "land", "break out": "begin", "set off": "leave", "set out": "leave", "take off": "depart", "blow up": "explode",
	"go off": "explode", "go down": "sink", "pass away": "die", "pay for": "fund"}

// particles belong to the verb before them.
var particles = wordSet(`off out down up away over`)

// deedVerb is the dictionary form of a verb with the particle behind it.
func (a *account) deedVerb(at int) string {
	verb := a.page.verb(at)
	if beForms[a.page.text.low[at]] {
		return "be"
	}
	if at+1 < a.to {
		if one := phrasal[verb+" "+a.page.text.low[at+1]]; one != "" {
			return one
		}
	}
	return verb
}

// personal stand for the person whom the sentence before them is about.
var personal = wordSet(`he she`)

// nameDoer puts for the pronoun that a deed begins with the person with whom the
// sentence before it begins.
func (c *comparison) nameDoer(d *deed) {
	i := slices.Index(c.accounts, d.account)
	if i <= 0 || c.accounts[i-1].page != d.page {
		return
	}
	before := c.accounts[i-1]
	n := d.page.nameAt(before.span.Start)
	if n >= len(d.page.facts.Names) || d.page.facts.Names[n].Start > before.span.Start || d.page.facts.Names[n].Kind != names.Person {
		return
	}
	name := d.page.facts.Names[n].Span
	maps.Copy(d.named, c.named(d.page, name))
	for k := before.from; k < before.to && d.page.text.Tokens[k].Start < name.End; k++ {
		if term := d.page.text.terms[k]; term != "" {
			d.subject[term] = true
		}
	}
}

// datesDeed reports whether the words before a time say that a deed was done at it, not
// since it or until it.
func datesDeed(before, second string) bool {
	switch before {
	case "on", "in", "at", "of":
		return true
	case "about", "around", "early", "late":
		return second == "at" || second == "in"
	}
	return before == "the" && (second == "on" || second == "in")
}

// pastVerb is the last verb before a token, in its clause, that tells of the past.
func (a *account) pastVerb(at int) (int, bool) {
	low := a.page.text.low
	for i := at - 1; i > a.from && i >= at-deedVerb; i-- {
		if a.isMark(i, ",;:—–") || clauseEnds[low[i]] || low[i] == "and" {
			return 0, false
		}
		if tok := a.page.text.Tokens[i]; tok.Kind != language.Word || tok.Upper || givers[low[i]] {
			continue
		}
		if irregularVerbs[low[i]] != "" || unchanged[low[i]] || strings.HasSuffix(low[i], "ed") && len(low[i]) > 4 && a.page.verb(i) != low[i] {
			return i, true
		}
		if i == at-2 && (low[i] == "was" || low[i] == "were") {
			return i, true // "the last inspection was in March"
		}
	}
	return 0, false
}

// unchanged are verbs whose past form is their dictionary form.
var unchanged = wordSet(`hit burst quit`)

// doerFrom is where the words begin that a relative clause is about, else where the
// clause begins.
func (a *account) doerFrom(from int) int {
	if from == a.from {
		return from
	}
	if low := a.page.text.low[from-1]; low != "which" && low != "who" {
		return from
	}
	for i := from - 2; i > a.from; i-- {
		if a.isMark(i, ";:—–,") && i < from-2 {
			return i + 1
		}
	}
	return a.from
}

// clockOf reads the minute of a day off a time.
func clockOf(x timex.Timex) int {
	_, clock, ok := strings.Cut(x.Value, "T")
	if x.Type != timex.Time || !ok || len(clock) < len("15:04") {
		return -1
	}
	h, err := strconv.Atoi(clock[:2])
	m, err2 := strconv.Atoi(clock[3:5])
	if err != nil || err2 != nil {
		return -1
	}
	return 60*h + m
}

// Minutes by which two clocks may differ that tell of one moment, and where one of them
// is only about right.
const (
	clocksAgree = 4
	clocksAbout = 30
	clockDays   = 45 // between the publications
)

// otherTime reports whether two times are of one grain and cannot both be right.
func (d deed) otherTime(o deed) bool {
	switch {
	case d.page == o.page || (d.clock < 0) != (o.clock < 0):
		return false
	case d.clock < 0:
		return !meet(d.when, o.when)
	}
	slack := clocksAgree
	if d.isAbout() || o.isAbout() {
		slack = clocksAbout
	}
	apart := max(d.clock-o.clock, o.clock-d.clock)
	return apart > slack && apart < 24*60-slack && publishedNear(d.page, o.page, clockDays) && !otherTime(d.dates(), o.dates())
}

// dates is the account with the days that it says itself: an hour alone says none.
func (d deed) dates() *account {
	a := *d.account
	a.times = slices.DeleteFunc(a.told(), func(x timex.Timex) bool {
		return clockOf(x) >= 0 && !strings.ContainsFunc(x.In(a.page.doc.Text), func(r rune) bool { return r >= 'A' && r <= 'Z' })
	})
	return &a
}

// isAbout reports whether the hour is not told to the minute.
func (d deed) isAbout() bool {
	i := d.page.text.TokenAt(d.when.Start)
	return d.when.Mod != "" || boundWords[d.page.text.low[max(d.from, i-1)]] != plainly || d.clock%60 == 0
}

// isSame reports whether two clauses tell of one deed.
func (d deed) isSame(o deed) bool {
	if d.order != o.order && !d.rulesOut(o) && !o.rulesOut(d) || !d.page.words.related(o.page.words) || !sameOrNone(d.named, o.named) {
		return false
	}
	if !sameDeed(d.verb, o.verb) && !d.namesDeed(o) && !o.namesDeed(d) {
		return false
	}
	words, others := d.words(), o.words()
	shared := inBoth(d.subject, o.words())
	if len(shared) == 0 || len(inBoth(o.subject, words)) == 0 || overlap(words, others) < deedWords {
		return false
	}
	if d.clock >= 0 || onlyOne[strings.TrimSpace(d.order)] {
		return true
	}
	if d.active || o.active {
		return d.sameObject(o)
	}
	return sameOrNone(d.rest, o.rest)
}

// sameObject reports whether two clauses say that the same was done to the same: they
// have a word for it that tells of no people in general, and no other number.
func (d deed) sameObject(o deed) bool {
	if slices.ContainsFunc(inBoth(d.rest, o.rest), func(term string) bool { return !d.nameTerm(term) && !d.ofEverybody(term) }) {
		return !slices.ContainsFunc(d.counts, func(f figure) bool {
			return slices.ContainsFunc(o.counts, func(g figure) bool { return f.key == g.key && !agree(f, g) })
		})
	}
	return false
}

// ofEverybody reports whether a word of a clause stands for people of no kind.
func (d deed) ofEverybody(term string) bool {
	for i := d.from; i < d.to; i++ {
		if d.page.text.terms[i] == term {
			return everybody[d.page.text.low[i]]
		}
	}
	return false
}

// rulesOut reports whether a deed was the last one before the other, or the first one
// behind it.
func (d deed) rulesOut(o deed) bool {
	if d.clock >= 0 || o.order != "" {
		return false
	}
	switch later := d.when.From.Compare(o.when.From); strings.TrimSpace(d.order) {
	case "last", "latest":
		return later < 0
	case "first":
		return later > 0
	}
	return false
}

// namesDeed reports whether the deed of another clause is a noun in this one: "the
// inspection was in May".
func (d deed) namesDeed(o deed) bool {
	return d.verb == "be" && slices.ContainsFunc(slices.Collect(maps.Keys(d.subject)), func(term string) bool {
		return len(term) > 4 && strings.HasPrefix(term, o.verb[:min(len(o.verb), 5)])
	})
}

func (d deed) words() map[string]bool {
	out := maps.Clone(d.subject)
	maps.Copy(out, d.rest)
	return out
}

// sameOrNone reports whether two sets have something in common, or one is empty.
func sameOrNone(a, b map[string]bool) bool {
	return len(a) == 0 || len(b) == 0 || len(inBoth(a, b)) > 0
}

// knowsBoth reports whether the page of one of two deeds puts the like at the time of
// the other: then there were two.
func knowsBoth(all []deed, a, b deed) bool {
	return slices.ContainsFunc(all, func(o deed) bool {
		return o.page == a.page && o.isLike(b) && !o.otherThan(b) || o.page == b.page && o.isLike(a) && !o.otherThan(a)
	})
}

// isLike reports whether two clauses may tell of one deed, on whatever page.
func (d deed) isLike(o deed) bool {
	return sameDeed(d.verb, o.verb) && len(inBoth(d.subject, o.subject)) > 0 && (d.clock < 0) == (o.clock < 0)
}

// otherThan reports whether two times of one grain differ, on whatever page.
func (d deed) otherThan(o deed) bool {
	if d.clock >= 0 {
		return max(d.clock-o.clock, o.clock-d.clock) > clocksAgree
	}
	return !meet(d.when, o.when)
}
