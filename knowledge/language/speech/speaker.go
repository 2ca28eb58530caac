package speech

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

func (r *reader) isNamed(i int) bool {
	_, ok := r.in[i]
	return ok
}

// endingAt reads the noun phrase whose last token is i.
func (r *reader) endingAt(from, i int) (speaker, bool) {
	if i < from {
		return speaker{}, false
	}
	if r.t.Tokens[i].Kind == language.Suffix {
		return speaker{}, false
	}
	if m, ok := r.in[i]; ok {
		if s, ok := r.speaksFor(from, i, m); ok {
			return s, true
		}
		if r.mentions[m].Kind == names.Place {
			return r.placed(from, m)
		}
		return r.named(m), true
	}
	if pronouns[r.low[i]] {
		return r.pronoun(i)
	}
	if s, ok := r.capitalsBefore(from, i); ok {
		return s, true
	}
	if s, ok := r.reportOf(from, i); ok {
		return s, true
	}
	if isHead(r.low[i]) {
		if s, ok := r.onBehalf(from, i); ok {
			return s, true
		}
		return r.nounPhrase(from, i)
	}
	// "officials familiar with the draft": the head stands before a modifier
	for j := i - 1; j >= from && j >= i-8; j-- {
		if r.low[j] == "," || r.low[j] == "." || finite[r.low[j]] {
			break
		}
		if (isHead(r.low[j])) && !r.isNamed(j) && modifier[r.low[j+1]] {
			s, ok := r.nounPhrase(from, j)
			s.span.End = r.t.Tokens[i].End
			s.name = s.span.In(r.t.Raw)
			return s, ok
		}
	}
	return speaker{}, false
}

// capitals reads a name that is no known mention, from the token that begins it.
func (r *reader) capitals(from, to int) (speaker, bool) {
	if from < to && r.low[from] == "the" {
		from++
	}
	i := from
	for i < to && i < from+6 && r.isCapital(i) && (i == from || !r.t.Tokens[i].Line) {
		i++
	}
	return r.words(from, i)
}

// capitalsBefore reads such a name that ends at a token. One word that begins a
// sentence may be any word.
func (r *reader) capitalsBefore(from, last int) (speaker, bool) {
	i := last
	for i >= from && i > last-6 && (r.isCapital(i) || r.isNamed(i)) {
		i--
	}
	i++
	if i <= last && notNames[r.low[i]] {
		i++
	}
	if i > last || !r.isCapital(last) || i == last && r.t.SentenceAt(r.t.Tokens[i].Start) >= 0 && r.t.Sentences[r.t.SentenceAt(r.t.Tokens[i].Start)].From == i {
		return speaker{}, false
	}
	return r.words(i, last+1)
}

// notNames begin sentences with a capital, not names.
var notNames = set(`the a an this that these those but and yet so in on at as when while if after before since some many most other others`)

func (r *reader) isCapital(i int) bool {
	tok := r.t.Tokens[i]
	return tok.Kind == language.Word && tok.Upper && !r.isNamed(i) && !language.IsWeekday(r.low[i]) && language.Month(r.low[i]) == 0 && !selves[r.low[i]] && !isHead(r.low[i])
}

func (r *reader) words(from, to int) (speaker, bool) {
	if from >= to {
		return speaker{}, false
	}
	s := speaker{span: language.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[to-1].End}, class: Named}
	s.name = s.span.In(r.t.Raw)
	if isOutletName(s.name) {
		s.class = Outlet
	}
	return s, true
}

// speaksFor reads "a spokesman for Apple", "the lawyer of John Smith": whom a
// preposition leads to is not who speaks.
func (r *reader) speaksFor(from, last, m int) (speaker, bool) {
	p := r.t.TokenAt(r.mentions[m].Start) - 1
	titled := r.mentions[m].Kind == names.Person // capitals before a person are a title
	for p > from && (r.low[p] == "the" || !titled && r.t.Tokens[p].Upper && !r.isNamed(p)) {
		p--
	}
	if p <= from || !belongs[r.low[p]] {
		return speaker{}, false
	}
	for j := p - 1; j >= from && j >= p-6; j-- {
		if r.t.Tokens[j].Kind == language.Punct || finite[r.low[j]] {
			break
		}
		if j == p-1 && r.isNamed(j) && r.mentions[r.in[j]].Kind == names.Person { // Ann Smith of Acme
			return r.named(r.in[j]), true
		}
		if r.isNamed(j) || !isHead(r.low[j]) && !outlets[r.low[j]] {
			continue
		}
		s, ok := r.nounPhrase(from, j)
		s.span.End = r.t.Tokens[last].End
		if s.class != Named {
			s.name = s.span.In(r.t.Raw)
		}
		if outlets[r.low[j]] {
			s.class = Outlet
			if r.mentions[m].Kind == names.Organisation {
				s = r.named(m)
				s.class = Outlet
			}
		}
		return s, ok
	}
	return speaker{}, false
}

// onBehalf reads "a spokesman for the ministry", "Ann Smith of the health ministry":
// the body that the phrase ends with, at token i, is not who speaks.
func (r *reader) onBehalf(from, i int) (speaker, bool) {
	p := i - 1
	for p > from && p > i-6 && r.t.Tokens[p].Kind != language.Punct && !belongs[r.low[p]] && !finite[r.low[p]] {
		p--
	}
	if p <= from || r.low[p] != "of" && r.low[p] != "for" && r.low[p] != "at" && r.low[p] != "from" {
		return speaker{}, false
	}
	if m, ok := r.in[p-1]; ok {
		return r.named(m), r.mentions[m].Kind == names.Person
	}
	if !anonymous[r.low[p-1]] && !collective[r.low[p-1]] {
		return speaker{}, false
	}
	s, ok := r.nounPhrase(from, p-1)
	if ok && s.class != Named {
		s.span.End = r.t.Tokens[i].End
		s.name = s.span.In(r.t.Raw)
	}
	return s, ok
}

// belongs are prepositions that join whoever speaks to whom he speaks for.
var belongs = set(`for of from at with to inside near in`)

// modifier are words that begin a phrase behind the noun they describe.
var modifier = set(`familiar with in of from at close briefed involved who inside on for quoted within near`)

// placed reads a subject that ends with a place. A place that a preposition leads
// to, alone or in a list, only says where the speakers are ("diplomats in Paris
// and Brussels"); otherwise it speaks as a government does ("Moscow").
func (r *reader) placed(from, m int) (speaker, bool) {
	i := r.t.TokenAt(r.mentions[m].Start) - 1
	for i >= from && (r.low[i] == "," || r.low[i] == "and" || r.low[i] == "or" || r.low[i] == "the" || r.isNamed(i)) {
		i--
	}
	if i < from || !locative[r.low[i]] {
		return r.named(m), true
	}
	if i-1 >= from && (isHead(r.low[i-1])) {
		return r.nounPhrase(from, i-1)
	}
	if i-1 >= from && r.isNamed(i-1) && r.mentions[r.in[i-1]].Kind != names.Place {
		return r.named(r.in[i-1]), true
	}
	return speaker{}, false
}

var locative = set(`in at from near of across around outside inside`)

// named is the speaker that a mention names. A name that leads a noun phrase
// ("the Reuters report") is handled by reportOf.
func (r *reader) named(m int) speaker {
	x := r.mentions[m]
	s := speaker{span: x.Span, name: x.Full, class: Named}
	if x.Kind == names.Organisation && isOutletName(x.Name) {
		s.class = Outlet
	}
	return s
}

func (r *reader) possessive(m int) bool {
	i := r.t.TokenAt(r.mentions[m].End)
	return i < len(r.t.Tokens) && r.t.Tokens[i].Kind == language.Suffix && !r.t.Tokens[i].Spaced
}
