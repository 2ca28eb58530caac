package speech

import (
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// indirect finds statements told without quotation marks, one a sentence, in the
// sentences that hold no direct one.
//
//	Smith said that …   According to Smith, …   …, Smith said.
func (r *reader) indirect(direct []Claim) []Claim {
	taken := map[int]bool{}
	for _, c := range direct {
		for s := r.t.SentenceAt(c.Span.Start); s >= 0 && s < len(r.t.Sentences) && r.t.Sentences[s].Start < c.Span.End; s++ {
			taken[s] = true
		}
	}
	var out []Claim
	for i, s := range r.t.Sentences {
		kind := r.t.Blocks[s.Block].Kind
		if taken[i] || kind == language.Furniture || kind == language.Heading || kind == language.Label {
			continue
		}
		if c, ok := r.reported(s); ok {
			out = append(out, c)
		}
	}
	return out
}

func (r *reader) reported(s language.Sentence) (Claim, bool) {
	a, from, to, according := r.accordingTo(s)
	if according && from > s.From {
		return r.indirectClaim(s, a, from, to)
	}
	if c, ok := r.byVerb(s); ok {
		return c, true
	}
	if according {
		return r.indirectClaim(s, a, from, to)
	}
	return Claim{}, false
}

// byVerb reads a statement that a verb of saying reports.
func (r *reader) byVerb(s language.Sentence) (Claim, bool) {
	for i := s.From + 1; i < s.To; i++ {
		if r.isNamed(i) || r.quoted[i] {
			continue
		}
		switch {
		case finite[r.low[i]]:
			if a, end, ok := r.saidBehind(s, i); ok {
				return r.indirectClaim(s, a, s.From, end)
			}
			subject, ok := r.subject(s.From, i)
			if !ok {
				continue
			}
			a := r.attributed(subject, r.t.Tokens[i].Span, i+1, s.To)
			if r.interrupts(s, a) {
				return r.indirectClaim(s, a, s.From, s.To)
			}
			if from, ok := r.clauseBehind(i, s.To); ok {
				return r.indirectClaim(s, a, from, s.To)
			}
			if from, ok := r.clauseBefore(s, a); ok {
				return r.indirectClaim(s, a, s.From, from)
			}
		case participles[r.low[i]] && !isHead(r.low[i-1]): // not "critics saying that"
			if from, ok := r.thatBehind(i, s.To); ok {
				if subject, ok := r.mainSubject(s.From, i); ok {
					return r.indirectClaim(s, r.attributed(subject, r.t.Tokens[i].Span, i+1, s.To), from, s.To)
				}
			}
		}
	}
	return Claim{}, false
}

// saidBehind reads "…, said Smith of Acme." It returns where the statement ends.
func (r *reader) saidBehind(s language.Sentence, verb int) (attribution, int, bool) {
	if verb < s.From+5 || r.low[verb-1] != "," || verb+1 >= s.To || s.To-verb > 24 {
		return attribution{}, 0, false
	}
	who, ok := r.phrase(verb+1, s.To)
	if !ok || who.class == Unknown {
		return attribution{}, 0, false
	}
	next := r.t.TokenAt(who.span.End)
	if next < s.To && r.t.Tokens[next].Kind == language.Word && !modifier[r.low[next]] && !circumstances[r.low[next]] && r.low[next] != "who" {
		return attribution{}, 0, false
	}
	return r.attributed(who, r.t.Tokens[verb].Span, verb+1, s.To), verb - 1, true
}

// interrupts reports whether an attribution stands between two commas within the
// statement: "This, he said, would happen."
func (r *reader) interrupts(s language.Sentence, a attribution) bool {
	first, next := r.t.TokenAt(a.span.Start), r.t.TokenAt(a.span.End)
	return first > s.From+1 && next+2 < s.To && next-first <= 6 && r.low[first-1] == "," && r.low[next] == ","
}

// indirectClaim makes the claim of tokens from..to of a sentence, without the
// mark at its end.
func (r *reader) indirectClaim(s language.Sentence, a attribution, from, to int) (Claim, bool) {
	for from < to && r.t.Tokens[to-1].Kind == language.Punct && !r.closes(max(from, to-200), to-1) {
		to--
	}
	for i := from + 3; i+1 < to; i++ {
		if r.low[i] == "," && r.low[i+1] == "citing" {
			to = i
		}
	}
	for from < to && r.low[from] == "," {
		from++
	}
	if from < to && closers[firstRune(r.low[from])] != "" && !strings.ContainsAny(r.t.Raw[r.t.Tokens[from].End:r.t.Tokens[to-1].End], closers[firstRune(r.low[from])]) {
		from++ // marks that were never closed
	}
	if to-from < 3 {
		return Claim{}, false
	}
	quote := language.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[to-1].End}
	c := claimOf(r.t.Raw, quote, quote, a, false)
	c.About = r.about(a.speaker, from)
	return c, true
}

// about finds whom a statement tells of that begins with "he" or "she" at token
// from: "Ann Smith said he had left". It is nobody where it can be the speaker.
func (r *reader) about(who speaker, from int) language.Span {
	word := r.low[from]
	if word != "he" && word != "she" || who.class == Unknown {
		return language.Span{}
	}
	if m, ok := r.in[r.t.TokenAt(who.span.Start)]; who.class == Named && (!ok || r.mentions[m].Kind == names.Person && r.fits(m, from)) {
		return language.Span{}
	}
	m, ok := r.antecedentOf(from)
	if !ok {
		return language.Span{}
	}
	return r.mentions[m].Span
}

// closes reports whether the mark at token i closes a quotation that began at
// token from or later.
func (r *reader) closes(from, i int) bool {
	mark := firstRune(r.t.Tokens[i].In(r.t.Raw))
	for j := from; j < i; j++ {
		if tok := r.t.Tokens[j]; tok.Kind == language.Punct {
			if opened := firstRune(tok.In(r.t.Raw)); strings.ContainsRune(closers[opened], mark) || opened == '‘' && mark == '’' || opened == '\'' && mark == '\'' {
				return true
			}
		}
	}
	return false
}

// accordingTo reads "According to Smith, …" and "…, according to Smith." It
// returns where the statement begins and ends.
func (r *reader) accordingTo(s language.Sentence) (a attribution, from, to int, ok bool) {
	for i := s.From; i+2 < s.To; i++ {
		if r.low[i] != "according" || r.low[i+1] != "to" {
			continue
		}
		subject, ok := r.phrase(i+2, s.To)
		if !ok {
			subject, ok = r.capitals(i+2, s.To)
		}
		if !ok {
			return attribution{}, 0, 0, false
		}
		verb := language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[i+1].End}
		a = attribution{speaker: subject, verb: verb, span: cover(verb, subject.span)}
		if i > s.From && finite[r.low[i-1]] && !r.isNamed(i-1) {
			return attribution{}, 0, 0, false
		}
		if i > s.From+3 {
			return a, s.From, i, true
		}
		for j := i + 2; j < s.To; j++ {
			if r.low[j] == "," && r.t.Tokens[j].Start >= subject.span.End && j+1 < s.To && !clauseStarts[r.low[j+1]] {
				return a, j + 1, s.To, true
			}
		}
		return attribution{}, 0, 0, false
	}
	return attribution{}, 0, 0, false
}

// clauseBehind finds the clause that a verb reports: behind "that", or right
// behind a verb that does without.
func (r *reader) clauseBehind(verb, to int) (int, bool) {
	if from, ok := r.thatBehind(verb, to); ok {
		return from, true
	}
	if from := r.overTime(verb+1, to); from < to && r.bare(verb, from, to) {
		return from, true
	}
	return 0, false
}

// overTime steps over when something was said: "announced on Monday it has …".
func (r *reader) overTime(from, to int) int {
	i := from
	for i < to && (language.IsWeekday(r.low[i]) || r.low[i] == "today" || r.low[i] == "yesterday" || r.low[i] == "on" && i+1 < to && language.IsWeekday(r.low[i+1])) {
		i++
	}
	return i
}

// bare reports whether the words from a token on are a clause that a verb reports
// without "that". Verbs that take objects as well need one with a verb of its own.
func (r *reader) bare(verb, from, to int) bool {
	if r.t.Tokens[from].Kind == language.Punct || notClause[r.low[from]] {
		return false
	}
	if bareVerbs[r.low[verb]] {
		return true
	}
	if !clauseVerbs[r.low[verb]] {
		return false
	}
	for i := from + 1; i < to && i < from+8 && r.t.Tokens[i].Kind == language.Word; i++ {
		if r.low[i] == "to" || r.low[i] == "for" {
			return false
		}
		if auxiliary[r.low[i]] {
			return true
		}
	}
	return false
}

// clauseVerbs take a clause or an object.
var clauseVerbs = set(`announced announces announce suggest suggests suggested think thinks thought claim claims claimed warn warns warned argue argues argued
	insist insists insisted expect expects predicted predict predicts acknowledged admitted confirmed estimate estimated added adds reported reports told
	revealed hinted alleged noted notes indicated indicates`)

// auxiliary are the verb forms that show a clause.
var auxiliary = set(`is are was were will would has have had can could may might should must did does do won't wouldn't isn't aren't wasn't`)

// notClause are words behind "said" that begin no statement.
var notClause = set(`in on at of to by from about during after before yesterday today monday tuesday wednesday thursday friday saturday sunday nothing so it's`)

// thatBehind finds "that" within a few words behind a verb, over whom it was
// said to: "told reporters on Monday that".
func (r *reader) thatBehind(verb, to int) (int, bool) {
	for i := verb + 1; i < to && i < verb+11; i++ {
		if r.low[i] == "that" {
			return i + 1, i+1 < to
		}
		if r.low[i] == "," && i+1 < to && (r.low[i+1] == "that" || circumstances[r.low[i+1]]) { // said, on Monday, that
			continue
		}
		if r.low[i] == "." || r.low[i] == ";" || r.low[i] == "," || finite[r.low[i]] && !r.isNamed(i) {
			break
		}
	}
	return 0, false
}

// follows reports whether a word may follow "Smith said" where that ends a
// sentence: when, where or to whom, but no object.
func (r *reader) follows(a attribution, next int) bool {
	verb := strings.ToLower(a.verb.In(r.t.Raw))
	return verb == "told" || verb == "tells" || r.low[next] == "to" && verb == "said" || circumstances[r.low[next]] || language.IsWeekday(r.low[next])
}

// circumstances begin when, where and how something was said.
var circumstances = set(`in on at by during after from yesterday today late early earlier later separately via through when while as this last before ahead citing`)

// clauseBefore reads "…, Smith said.": the attribution ends the sentence and a
// comma stands before it. It returns where the statement ends.
func (r *reader) clauseBefore(s language.Sentence, a attribution) (int, bool) {
	first := r.t.TokenAt(min(a.speaker.span.Start, a.verb.Start))
	next := r.t.TokenAt(a.span.End)
	behind := s.To - next
	if next < s.To && r.t.Tokens[next].Kind == language.Word && !r.follows(a, next) {
		return 0, false
	}
	if introductions[r.low[s.From]] || next < s.To && (r.low[next] == ":" || r.quoted[next]) {
		return 0, false
	}
	for n := 0; n < 12 && first > s.From && !r.isNamed(first-1) && r.t.Tokens[first-1].Kind == language.Word && first > s.From+4; n++ {
		first--
	}
	if first-1 > s.From+3 && r.low[first-1] == "," && behind <= 8 {
		return first - 1, true
	}
	return 0, false
}
