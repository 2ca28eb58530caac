package speech

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// reportOf reads "the Reuters report", "an exclusive report from Reuters": a
// publication and, where it is named, whose.
func (r *reader) reportOf(from, i int) (speaker, bool) {
	if !outlets[r.low[i]] {
		return speaker{}, false
	}
	if i > from {
		if m, ok := r.in[i-1]; ok && r.mentions[m].Kind != names.Place {
			s := r.named(m)
			s.class = Outlet
			return s, true
		}
	}
	head := i
	for j := i - 1; j >= from && j >= i-6; j-- { // a statement on its website
		if outlets[r.low[j]] && (r.low[j+1] == "on" || belongs[r.low[j+1]]) {
			head = j
		}
	}
	s, ok := r.nounPhrase(from, head)
	s.span.End = r.t.Tokens[i].End
	s.name, s.class = s.span.In(r.t.Raw), Outlet
	return s, ok
}

// nounPhrase reads the phrase that ends with the head at i: its adjectives and
// its determiner.
func (r *reader) nounPhrase(from, i int) (speaker, bool) {
	start := i
	for start > from && i-start < 7 {
		p := start - 1
		tok := r.t.Tokens[p]
		if tok.Kind == language.Punct && !language.IsHyphen(firstRune(tok.In(r.t.Raw))) || finite[r.low[p]] || stopsPhrase[r.low[p]] {
			break
		}
		start = p
		if r.low[p] == "a" || r.low[p] == "an" || r.low[p] == "the" || r.low[p] == "one" || r.low[p] == "another" {
			break
		}
	}
	for start < i && (linkers[r.low[start]] || r.t.Tokens[start].Kind == language.Punct) {
		start++
	}
	if start == i && institutions[r.low[i]] { // "company statistics"
		return speaker{}, false
	}
	if start-2 >= from && r.low[start-1] == "of" && partitives[r.low[start-2]] {
		start -= 2
	}
	s := speaker{span: language.Span{Start: r.t.Tokens[start].Start, End: r.t.Tokens[i].End}}
	s.name = s.span.In(r.t.Raw)
	s.class = Anonymous
	if !anonymous[r.low[i]] {
		s.class = Collective
	}
	if m, ok := r.bearerOf(start, i); ok {
		n := r.named(m)
		n.span = s.span
		return n, true
	}
	return s, true
}

// partitives take some of those whom a phrase names: "one of the officials".
var partitives = set(`one two three some several many most few none both`)

// linkers join a sentence to the one before; they are no part of its subject.
var linkers = set(`yet but and so still however meanwhile then also now instead even though or nor`)

// stopsPhrase are words that a noun phrase does not reach across.
var stopsPhrase = set(`that and but while as in on at to of from by with for after before when if because is are was were has have had said`)

// nameFollows reports whether the noun at i is the title of a name right behind
// it: "envoy Ann Lee".
func (r *reader) nameFollows(i, to int) bool {
	_, ok := r.at[i+1]
	return ok && i+1 < to
}

// phrase reads the speaker that begins at from: a name, with or without a title
// before it, or a noun phrase.
func (r *reader) phrase(from, to int) (speaker, bool) {
	to = min(to, from+14)
	for i := from; i < to; i++ {
		if m, ok := r.at[i]; ok && !r.possessive(m) {
			if r.mentions[m].Kind != names.Person && r.headAfter(i, to) >= 0 {
				continue
			}
			if p, ok := r.titled(m, to); ok {
				return r.named(p), true
			}
			if r.mentions[m].Kind != names.Place || i == from {
				return r.named(m), true
			}
		}
		if r.isNamed(i) {
			continue
		}
		if pronouns[r.low[i]] && i == from {
			return r.pronoun(i)
		}
		if _, named := r.at[i+1]; named && r.low[i] == "." { // Rep. Smith
			continue
		}
		if r.low[i] == "," || r.low[i] == "." || r.low[i] == ";" || r.low[i] == "that" || r.quoted[i] {
			break
		}
		if outlets[r.low[i]] && (!r.t.Tokens[i].Upper || i == from) {
			return r.reportOf(from, i)
		}
		if isHead(r.low[i]) && !r.nameFollows(i, to) && !r.headNext(i, to) {
			if p, ok := r.nameBehind(i); ok {
				return r.named(p), true
			}
			return r.nounPhrase(from, i)
		}
	}
	return speaker{}, false
}

// nameBehind finds the person that an office is followed by behind a comma: "said
// the head of research at Acme, Ann Smith." What follows the name ends the clause.
func (r *reader) nameBehind(head int) (int, bool) {
	for i := head + 1; i+1 < len(r.low) && i < head+10; i++ {
		switch {
		case r.low[i] == ",":
			for n := 0; n < 4 && i+2 < len(r.low) && (r.isTitle(i+1) || r.low[i+1] == "."); n++ { // Lt. Col.
				i++
			}
			m, ok := r.at[i+1]
			if !ok || r.mentions[m].Kind != names.Person || r.possessive(m) {
				return 0, false
			}
			next := r.t.TokenAt(r.mentions[m].End)
			return m, next >= len(r.low) || r.low[next] == "." || r.low[next] == "," || r.low[next] == ";" || r.low[next] == ":"
		case r.t.Tokens[i].Kind == language.Punct && !language.IsHyphen(firstRune(r.low[i])), finite[r.low[i]], r.quoted[i]:
			return 0, false
		}
	}
	return 0, false
}

// titled finds the person whose title begins with an organisation or a place:
// "Apple CEO Tim Cook", "Barclays head trader, Ann Lee".
func (r *reader) titled(m, to int) (int, bool) {
	from := r.t.TokenAt(r.mentions[m].End)
	office := r.mentions[m].Kind != names.Person
	for i := from; i < to && i < from+7; i++ {
		if p, ok := r.at[i]; ok {
			return p, office && r.mentions[p].Kind == names.Person
		}
		office = office || isHead(r.low[i])
		if r.low[i] == "." || r.low[i] == ";" || r.low[i] == "and" || finite[r.low[i]] || i == from && r.low[i] == "," {
			break
		}
	}
	return 0, false
}

// headAfter finds a speaker noun right behind an organisation or place name:
// "White House official", "Acme spokesman Lee".
func (r *reader) headAfter(i, to int) int {
	m := r.in[i]
	for j := i; j < to && j < i+6; j++ {
		if k, ok := r.in[j]; ok && k == m {
			continue
		}
		if isHead(r.low[j]) {
			return j
		}
		if r.t.Tokens[j].Kind == language.Punct {
			return -1
		}
	}
	return -1
}

func (r *reader) headNext(i, to int) bool {
	return i+1 < to && isHead(r.low[i+1])
}
