// Package speech finds who says what: quotations, direct and indirect, with
// their speakers, the verb that reports them and the outlet they were given to.
//
// A speaker is right or absent: a pronoun or a role ("the envoy") is resolved
// only where one antecedent fits. Words that are only held at arm's length
// ("senseless") are no statements.
package speech

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Class tells what kind of speaker a claim has.
type Class uint8

// The classes of speakers.
const (
	Unknown    Class = iota // no speaker is named, or which one is meant is not certain
	Named                   // a person, organisation or government that is named
	Anonymous               // "a senior Ukrainian official"
	Collective              // "sources", "European leaders"
	Outlet                  // a newspaper, agency or report
)

// Claim is a statement that the text reports. All spans are bytes in the text.
type Claim struct {
	Span        language.Span // the statement with its speaker and verb
	Quote       language.Span // the words that are claimed, without quotation marks
	Direct      bool          // the words stand in quotation marks, or are a turn of a transcript
	Speaker     string        // the fullest form of the name in this document, or the words; empty where there is none
	SpeakerSpan language.Span // empty where there is none
	Class       Class
	Verb        string // the reporting verb as written: "insisted", "telling"; empty where there is none
	VerbSpan    language.Span
	Hedged      bool            // "reportedly"
	Told        []language.Span // outlets that were told: "telling Reuters", "confirmed to Reuters"
	About       language.Span   // the name of whom "he" or "she" that begins an indirect statement is; empty where that is not certain
}

// Find returns the claims of a text in order of Span.Start. The mentions are
// those that names.Find gives for the same text.
func Find(t *language.Text, mentions []names.Mention) []Claim {
	quotes := quotations(t)
	r := newReader(t, mentions, quotes)
	claims := append(r.direct(quotes), r.turns()...)
	claims = append(claims, r.indirect(claims)...)
	slices.SortStableFunc(claims, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Quote.Start, b.Quote.Start))
	})
	return claims
}

// direct credits the quotations that say something.
func (r *reader) direct(quotes []quotation) []Claim {
	var out []Claim
	last, lastQuote := -1, -1 // indexes in out and quotes of the quotation before
	for i := range quotes {
		q := &quotes[i]
		if !q.isStatement(r.t.Raw) {
			if a, ok := r.called(q); ok {
				out = append(out, claimOf(r.t.Raw, q.inner, q.outer, a, true))
			}
			continue
		}
		a, ok := r.credit(quotes, i)
		if !ok && last >= 0 && r.continues(q, &quotes[lastQuote], out[last]) {
			a, ok = inherited(out[last]), true
		}
		if !ok && !r.isSentence(q) {
			continue
		}
		out = append(out, claimOf(r.t.Raw, q.inner, q.outer, a, true))
		last, lastQuote = len(out)-1, i
	}
	return out
}

func claimOf(raw string, quote, outer language.Span, a attribution, direct bool) Claim {
	c := Claim{Span: outer, Quote: quote, Direct: direct, Speaker: a.speaker.name, SpeakerSpan: a.speaker.span,
		Class: a.speaker.class, VerbSpan: a.verb, Hedged: a.hedged, Told: a.told}
	if a.verb.Len() > 0 {
		c.Verb = a.verb.In(raw)
		if a.span.Len() > 0 {
			c.Span = cover(outer, a.span)
		}
	}
	return c
}

// credit finds the attribution beside the quotation: behind it where it ends
// with a comma or asks, else before it, else behind it all the same.
func (r *reader) credit(quotes []quotation, i int) (attribution, bool) {
	q := &quotes[i]
	if a, ok := r.creditAfter(quotes, i); ok {
		return a, true
	}
	if a, ok := r.creditBefore(quotes, i); ok {
		return a, true
	}
	if a, ok := r.leadIn(q); ok {
		return a, true
	}
	if a, ok := r.signed(q); ok {
		return a, true
	}
	return r.creditBelow(q)
}

// signed reads a quotation that a dash and a name follow, as in a motto or a table:
// “…” — Ann Smith, to the BBC. The name ends the line or a comma follows it.
func (r *reader) signed(q *quotation) (attribution, bool) {
	i := r.t.TokenAt(q.outer.End)
	if i+1 >= len(r.low) || r.low[i] != "—" && r.low[i] != "–" && r.low[i] != "-" || !r.t.Tokens[i].Spaced || r.t.Tokens[i+1].Start >= r.t.Blocks[q.last].Body.End {
		return attribution{}, false
	}
	for i++; i+1 < len(r.low) && !r.isNamed(i) && (r.isTitle(i) || r.low[i] == "."); i++ {
	}
	m, ok := r.at[i]
	if !ok || r.mentions[m].Kind != names.Person {
		return attribution{}, false
	}
	end := r.t.TokenAt(r.mentions[m].End)
	if end < len(r.low) && r.t.Tokens[end].Start < r.t.Blocks[q.last].Body.End && r.low[end] != "," && r.low[end] != "." && r.low[end] != "(" && !r.t.Tokens[end].Line {
		return attribution{}, false
	}
	s := r.named(m)
	return attribution{speaker: s, span: s.span, told: r.told(end, min(len(r.low), end+6), s.span)}, true
}

func (r *reader) creditAfter(quotes []quotation, i int) (attribution, bool) {
	q := &quotes[i]
	lastMark, _ := utf8.DecodeLastRuneInString(strings.TrimRight(q.inner.In(r.t.Raw), "'’”\" "))
	from := r.t.TokenAt(q.outer.End)
	if from >= len(r.t.Tokens) {
		return attribution{}, false
	}
	opens := strings.ContainsRune(",?!—…", lastMark) || r.low[from] == "," || r.low[from] == "—" || r.low[from] == "–" || finite[r.low[from]] && !r.t.Tokens[from].Line
	if !opens {
		return attribution{}, false
	}
	s := r.t.SentenceAt(r.t.Tokens[from].Start)
	if s < 0 || r.t.Sentences[s].Block != q.last {
		return attribution{}, false
	}
	end := r.t.Sentences[s].End
	if i+1 < len(quotes) && quotes[i+1].isStatement(r.t.Raw) {
		end = min(end, quotes[i+1].outer.Start)
	}
	return r.after(from, r.t.TokenAt(end))
}

// creditBelow reads an attribution that begins the line right below the marks,
// where each sentence stands on a line of its own.
func (r *reader) creditBelow(q *quotation) (attribution, bool) {
	below := q.last + 1
	if below >= len(r.t.Blocks) || r.t.Blocks[below].After || q.outer.End != r.t.Blocks[q.last].Body.End {
		return attribution{}, false
	}
	from := r.t.TokenAt(r.t.Blocks[below].Body.Start)
	if from >= len(r.low) || !finite[r.low[from]] || r.t.Tokens[from].Upper {
		return attribution{}, false
	}
	return r.after(from, r.t.Sentences[r.t.SentenceAt(r.t.Tokens[from].Start)].To)
}

func (r *reader) creditBefore(quotes []quotation, i int) (attribution, bool) {
	q := &quotes[i]
	s := r.t.SentenceAt(q.outer.Start)
	if s < 0 || r.t.Sentences[s].Block != q.block {
		return attribution{}, false
	}
	start := r.t.Sentences[s].Start
	if i > 0 && quotes[i-1].outer.End > start && quotes[i-1].isStatement(r.t.Raw) {
		start = quotes[i-1].outer.End
	}
	from, to := r.t.TokenAt(start), r.t.TokenAt(q.outer.Start)
	if from >= to {
		return attribution{}, false
	}
	if a, ok := r.before(from, to); ok {
		return a, true
	}
	return r.opened(q, from, to)
}

// leadIn credits a quotation that is a block of its own below a line which ends
// with a colon: "As one official put it:".
func (r *reader) leadIn(q *quotation) (attribution, bool) {
	if q.block == 0 || q.outer.Start != r.t.Blocks[q.block].Body.Start {
		return attribution{}, false
	}
	above := r.t.Blocks[q.block-1]
	if !strings.HasSuffix(above.In(r.t.Raw), ":") {
		return attribution{}, false
	}
	s := r.t.Sentences[r.t.SentenceAt(above.End-1)]
	return r.before(s.From, s.To)
}

// continues reports whether quotation q goes on with what the claim before it
// says: both in one paragraph, nothing but the attribution and the end of a
// sentence between them; or the marks were left open at the paragraph's end.
func (r *reader) continues(q, earlier *quotation, before Claim) bool {
	if before.Class == Unknown && before.Speaker == "" {
		return false
	}
	if earlier.last != q.block {
		return earlier.last == q.block-1 && r.fillsBlock(q)
	}
	if r.beginsNext(before, q) {
		return true
	}
	for i := r.t.TokenAt(max(before.Span.End, earlier.outer.End)); i < len(r.low) && r.t.Tokens[i].Start < q.outer.Start; i++ {
		if r.t.Tokens[i].Kind != language.Punct && r.low[i] != "and" {
			return r.sameSentence(before, q)
		}
	}
	return true
}

// beginsNext reports whether a quotation is a sentence right behind the one with
// the claim: “…,” Smith told reporters on Monday. “…”
func (r *reader) beginsNext(before Claim, q *quotation) bool {
	s := r.t.SentenceAt(q.outer.Start)
	return before.VerbSpan.Start > before.Quote.Start && s > 0 && q.endsSentence(r.t.Raw) &&
		r.t.Sentences[s].Start == q.outer.Start && r.t.SentenceAt(before.Span.End-1) == s-1
}

// fillsBlock reports whether a quotation is all that its paragraph holds. Without
// a speaker of its own, such a paragraph goes on with what the one above quotes.
func (r *reader) fillsBlock(q *quotation) bool {
	return q.outer.Start == r.t.Blocks[q.block].Body.Start && q.outer.End == r.t.Blocks[q.last].Body.End &&
		q.words >= 3 && q.endsSentence(r.t.Raw)
}

// sameSentence reports whether the quotation stands in the sentence that holds
// the claim, so that its subject is the same: “…,” noting that it has “…”.
func (r *reader) sameSentence(before Claim, q *quotation) bool {
	return r.t.SentenceAt(before.Span.End-1) == r.t.SentenceAt(q.outer.Start) && before.VerbSpan.Start < before.Quote.Start
}

func inherited(c Claim) attribution {
	return attribution{speaker: speaker{span: c.SpeakerSpan, name: c.Speaker, class: c.Class}, told: c.Told, hedged: c.Hedged}
}

// isSentence reports whether a quotation without a speaker is a statement all
// the same: it begins and ends as a sentence does.
func (r *reader) isSentence(q *quotation) bool {
	return q.words >= 5 && !q.single && q.endsSentence(r.t.Raw)
}

// endsSentence reports whether a quotation begins and ends as a sentence does.
func (q *quotation) endsSentence(raw string) bool {
	inner := q.inner.In(raw)
	return startsUpper(inner) && (strings.ContainsAny(inner[len(inner)-1:], ".!?,") || strings.HasSuffix(inner, "…"))
}

func isOutletName(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if outletWords[w] {
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
