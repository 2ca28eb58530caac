package speech

import (
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// attribution is who says something, by which verb.
type attribution struct {
	speaker speaker
	verb    language.Span
	told    []language.Span
	hedged  bool
	span    language.Span // from the speaker to the verb
}

// speaker is who says something.
type speaker struct {
	span  language.Span
	name  string
	class Class
}

// reader finds claims in one text.
type reader struct {
	t        *language.Text
	mentions []names.Mention
	at       map[int]int         // token → mention that it begins
	in       map[int]int         // token → mention that it lies in
	quoted   []bool              // token lies in quotation marks
	low      []string            // tokens in lower case
	bearers  map[string][]bearer // head of a role → who has it; made when first asked for
}

func newReader(t *language.Text, mentions []names.Mention, quotes []quotation) *reader {
	r := &reader{t: t, mentions: mentions, at: map[int]int{}, in: map[int]int{}, quoted: make([]bool, len(t.Tokens)), low: make([]string, len(t.Tokens))}
	next := 0
	for i, tok := range t.Tokens {
		if tok.Kind == language.Word {
			r.low[i] = strings.ToLower(tok.In(t.Raw))
		} else {
			r.low[i] = tok.In(t.Raw)
		}
		for next < len(mentions) && mentions[next].End <= tok.Start {
			next++
		}
		if next < len(mentions) && mentions[next].Start <= tok.Start && tok.End <= mentions[next].End {
			if mentions[next].Start == tok.Start {
				r.at[i] = next
			}
			r.in[i] = next
		}
	}
	q := 0
	for i, tok := range t.Tokens {
		for q < len(quotes) && quotes[q].outer.End <= tok.Start {
			q++
		}
		r.quoted[i] = q < len(quotes) && quotes[q].outer.Start <= tok.Start && quotes[q].isStatement(t.Raw)
	}
	return r
}

// after reads the attribution that stands behind a quotation: tokens from..to.
//
//	"…," Smith said.   "…," said Smith, the head of …   "…," according to Smith
func (r *reader) after(from, to int) (attribution, bool) {
	for from < to && (r.low[from] == "," || r.low[from] == "—" || r.low[from] == "–" || r.low[from] == "-") {
		from++
	}
	if from >= to {
		return attribution{}, false
	}
	if r.low[from] == "according" && from+2 < to && r.low[from+1] == "to" {
		if s, ok := r.phrase(from+2, to); ok {
			return r.attributed(s, language.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[from+1].End}, from+2, to), true
		}
		return attribution{}, false
	}
	if auxiliaries[r.low[from]] && from+1 < to && finite[r.low[from+1]] { // a déclaré Dupont
		from++
	}
	if finite[r.low[from]] || spoken[r.low[from]] { // said Smith
		if s, ok := r.phrase(from+1, min(to, from+14)); ok {
			return r.attributed(s, r.t.Tokens[from].Span, from+1, to), true
		}
		return attribution{}, false
	}
	limit := min(to, from+24)
	for i := from + 1; i < limit; i++ {
		if _, named := r.in[i]; named || !finite[r.low[i]] && !(spoken[r.low[i]] && i <= from+4) {
			continue
		}
		s, ok := r.subject(from, i)
		if !ok && nounToo[r.low[i]] {
			continue
		}
		if !ok {
			return attribution{}, false
		}
		return r.attributed(s, r.t.Tokens[i].Span, i+1, to), true
	}
	return attribution{}, false
}

// before reads the attribution that stands before a quotation: tokens from..to.
//
//	Smith said: "…"   Smith told Reuters that "…"   Smith welcomed it, saying "…"
func (r *reader) before(from, to int) (attribution, bool) {
	for i := to - 1; i >= from && i >= to-16; i-- {
		if _, named := r.in[i]; named || r.quoted[i] {
			continue
		}
		switch {
		case finite[r.low[i]] || namings[r.low[i]]:
			if s, ok := r.subject(from, i); ok {
				return r.attributed(s, r.t.Tokens[i].Span, i+1, to), true
			}
			if s, ok := r.agent(i, to); ok {
				return r.attributed(s, r.t.Tokens[i].Span, i+1, to), true
			}
			if s, ok := r.inverted(i, to); ok {
				return r.attributed(s, r.t.Tokens[i].Span, i+1, to), true
			}
		case participles[r.low[i]]:
			if s, ok := r.mainSubject(from, i); ok {
				return r.attributed(s, r.t.Tokens[i].Span, i+1, to), true
			}
		case r.low[i] == "according" && i+1 < to && r.low[i+1] == "to":
			if s, ok := r.phrase(i+2, to); ok {
				return r.attributed(s, language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[i+1].End}, i+2, to), true
			}
		case r.low[i] == "put" && i+1 < to && r.low[i+1] == "it":
			if s, ok := r.subject(from, i); ok {
				return r.attributed(s, language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[i+1].End}, i+2, to), true
			}
		}
	}
	return attribution{}, false
}

// agent reads "was praised by Smith as" before a quotation.
func (r *reader) agent(verb, to int) (speaker, bool) {
	if verb+2 >= to || r.low[verb+1] != "by" || r.low[to-1] != "as" {
		return speaker{}, false
	}
	return r.phrase(verb+2, to)
}

// opened reads a quotation that the sentence before its marks leads up to,
// without a verb of saying: "Smith spoke about the storm: “…”". Behind a comma or
// a dash the words must be those of somebody who speaks of himself.
func (r *reader) opened(q *quotation, from, to int) (attribution, bool) {
	if q.words < 5 || to-from < 3 || to-from > maxClause {
		return attribution{}, false
	}
	mark := r.low[to-1]
	if mark != ":" && (mark != "," && mark != "-" && mark != "–" && mark != "—" || !r.firstPerson(q)) {
		return attribution{}, false
	}
	s, ok := r.mainSubject(from, to-1)
	if !ok || s.class == Unknown || r.t.Tokens[to-1].Start < s.span.End {
		return attribution{}, false
	}
	if mark != ":" && s.class != Named {
		return attribution{}, false
	}
	return attribution{speaker: s, span: s.span}, true
}

func (r *reader) firstPerson(q *quotation) bool {
	for i := r.t.TokenAt(q.inner.Start); i < len(r.low) && r.t.Tokens[i].Start < q.inner.End; i++ {
		if selves[r.low[i]] {
			return true
		}
	}
	return false
}

// inverted reads "said Smith:" before a quotation, where nothing stands before
// the verb.
func (r *reader) inverted(verb, to int) (speaker, bool) {
	if verb+1 >= to {
		return speaker{}, false
	}
	if _, ok := r.at[verb+1]; !ok {
		return speaker{}, false
	}
	return r.phrase(verb+1, to)
}

func (r *reader) attributed(s speaker, verb language.Span, from, to int) attribution {
	a := attribution{speaker: s, verb: verb, span: cover(s.span, verb)}
	a.told = r.told(from, min(to, from+8), s.span)
	first := r.t.TokenAt(a.span.Start)
	for i := max(0, first-3); i < len(r.low) && r.t.Tokens[i].Start < a.span.End; i++ {
		a.hedged = a.hedged || hedges[r.low[i]]
	}
	return a
}

// told finds the outlets that were told, behind the verb: "telling Reuters",
// "confirmed to Reuters", "in an interview with the BBC".
func (r *reader) told(from, to int, not language.Span) []language.Span {
	var out []language.Span
	for i := from; i < to; i++ {
		if r.quoted[i] || r.low[i] == "that" || r.low[i] == "." || r.low[i] == ":" {
			break
		}
		m, ok := r.at[i]
		if !ok || r.mentions[m].Kind != names.Organisation || r.mentions[m].Overlaps(not) {
			continue
		}
		behind := i
		if before(r.low, i, from, "the") { // but not "who leads the union's branch"
			behind--
		}
		if before(r.low, behind, from-1, "told", "telling", "tell", "tells", "to", "with") {
			out = append(out, r.mentions[m].Span)
		}
	}
	return out
}

func before(low []string, i, floor int, words ...string) bool {
	if i-1 < max(floor, 0) {
		return false
	}
	for _, w := range words {
		if low[i-1] == w {
			return true
		}
	}
	return false
}

func cover(a, b language.Span) language.Span {
	return language.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
