package speech

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// subject finds the subject of the finite verb at token verb, not before token
// from: the name or noun phrase that ends right before it, over adverbs and
// appositions.
func (r *reader) subject(from, verb int) (speaker, bool) {
	i := verb - 1
	for i >= from {
		switch {
		case adverbs[r.low[i]] && !r.isNamed(i):
			i--
			continue
		case r.low[i] == "," && i-2 >= from && adverbs[r.low[i-1]] && r.low[i-2] == ",": // Smith, however, said
			i -= 3
			continue
		}
		break
	}
	if i < from {
		return speaker{}, false
	}
	if r.low[i] == "." && i > from && (r.isNamed(i-1) || r.isCapital(i-1)) { // Acme Inc. said
		i--
	}
	if (r.low[i] == "and" || r.low[i] == "but") && i > from { // Smith met Jones and said
		return r.mainSubject(from, i)
	}
	if r.low[i] == "who" || r.low[i] == "which" { // Smith, who said …
		return r.antecedent(from, i-1)
	}
	if r.low[i] == "," || r.low[i] == "—" || r.low[i] == "–" || r.low[i] == ")" {
		return r.overApposition(from, i)
	}
	if nounToo[r.low[verb]] && r.isCapital(i) { // "an Islamic state"
		return speaker{}, false
	}
	return r.endingAt(from, i)
}

// maxClause is over how many tokens a verb is joined to its subject.
const maxClause = 80

// antecedent finds whom a relative pronoun stands for, from the token before it.
func (r *reader) antecedent(from, i int) (speaker, bool) {
	if i <= from || r.low[i] != "," {
		return r.endingAt(from, i)
	}
	near, ok := r.endingAt(from, i-1)
	if m, named := r.in[i-1]; named && r.mentions[m].Kind == names.Person {
		return near, ok
	}
	if s, found := r.overApposition(from, i); found {
		return s, true
	}
	return near, ok
}

// overApposition steps left over "…, the head of X," to the name before it. A
// person further left is who speaks, since organisations and places stand in
// appositions more often than they have one.
func (r *reader) overApposition(from, comma int) (speaker, bool) {
	if s, ok := r.lastOf(from, comma); ok {
		return s, true
	}
	from = max(from, comma-maxClause)
	var first speaker
	found := false
	for i := comma - 1; i > from; i-- {
		if finite[r.low[i]] && !r.isNamed(i) && !nounToo[r.low[i]] && r.low[i-1] != "who" && r.low[i-1] != "which" {
			break
		}
		switch r.low[i] {
		case ",", "—", "–", "(":
			s, ok := r.endingAt(from, i-1)
			if !ok || s.class == Unknown || s.class == Collective && r.t.Tokens[from].Start < s.span.Start {
				continue
			}
			if m, named := r.in[i-1]; named && r.mentions[m].Kind == names.Person {
				return s, true
			}
			if !found {
				first, found = s, true
			}
		}
	}
	return first, found
}

// lastOf reads an apposition that leads up to the name: "the head of X, Ann
// Smith, said". The name fills what stands between two commas.
func (r *reader) lastOf(from, comma int) (speaker, bool) {
	m, ok := r.in[comma-1]
	if !ok || comma-1 < from || r.mentions[m].Kind != names.Person {
		return speaker{}, false
	}
	first := r.t.TokenAt(r.mentions[m].Start)
	for n := 0; n < 4 && first-1 > from && (r.isTitle(first-1) || r.low[first-1] == "." && r.isTitle(first-2)); n++ { // Lt. Col.
		first--
	}
	if first-1 <= from || r.low[first-1] != "," || r.isNamed(first-2) && r.mentions[r.in[first-2]].Kind == names.Person {
		return speaker{}, false
	}
	return r.named(m), true
}

// isTitle reports whether token i is a word of a title before a name: "General",
// "Lieutenant".
func (r *reader) isTitle(i int) bool {
	return i >= 0 && r.t.Tokens[i].Kind == language.Word && r.t.Tokens[i].Upper && !r.isNamed(i)
}

// nounToo are forms of reporting verbs that are nouns as often.
var nounToo = set(`point points say state report note claim estimate argue posts cites hints`)

// mainSubject finds the subject of the clause that a participle hangs on: what
// the sentence begins with, behind an introduction that ends with a comma.
func (r *reader) mainSubject(from, participle int) (speaker, bool) {
	if participle-from > 2*maxClause {
		return speaker{}, false
	}
	for i := from; i < participle; i++ {
		if m, ok := r.at[i]; ok && r.mentions[m].Kind != names.Place {
			if r.mentions[m].Kind != names.Person && r.headAfter(i, participle) >= 0 {
				continue
			}
			if !r.introduces(from, i, participle) {
				if p, ok := r.titled(m, participle); ok {
					return r.named(p), true
				}
				if !r.possessive(m) {
					return r.named(m), true
				}
			}
		}
		if r.isNamed(i) {
			continue
		}
		if pronouns[r.low[i]] {
			return r.pronoun(i)
		}
		if isHead(r.low[i]) && !r.nameFollows(i, participle) {
			if m, ok := r.nameBehind(i); ok && r.mentions[m].Start < r.t.Tokens[participle].Start {
				return r.named(m), true
			}
			return r.nounPhrase(from, i)
		}
	}
	return speaker{}, false
}

// introduces reports whether the words from..i belong to an introduction ("After
// meeting Jones, …") that another name follows.
func (r *reader) introduces(from, i, to int) bool {
	if !introductions[r.low[from]] {
		return false
	}
	for j := i; j < to; j++ {
		if r.low[j] != "," {
			continue
		}
		for k := j + 1; k < to; k++ {
			if m, ok := r.at[k]; ok && r.mentions[m].Kind != names.Place {
				return true
			}
		}
	}
	return false
}

// introductions begin a phrase that a sentence opens with before its subject.
var introductions = set(`after before during in on at following while when since with despite amid under speaking meeting asked`)
