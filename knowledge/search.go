package knowledge

import (
	"context"
	"slices"
	"strings"
)

// Verdict tells how well the evidence answers the question.
type Verdict uint8

// The verdicts.
const (
	Answered Verdict = iota
	Near             // the nearest evidence, no answer
	Nothing
)

// Evidence is what the dossier has on a question.
type Evidence struct {
	Quotes     []Evidenced
	Verdict    Verdict
	Reason     string // where not Answered: one sentence that a person can use
	Understood []Reading
	Kind       Kind    // the kind of answer that was looked for
	Signals    Signals // what the verdict was given by
}

// Evidenced is one quotation that bears on a question.
type Evidenced struct {
	Citations []Citation // the first is shown, the others say nearly the same
	Marks     []Span     // in the first citation's document: the words that were matched
	Score     float64    // comparable within one Evidence
	Features  Features   // what it was ranked by
}

// Reading tells what a typed word was taken for.
type Reading struct{ Typed, As string }

// Ask finds the evidence for a question, at most limit quotations.
func (d *Dossier) Ask(ctx context.Context, question string, limit int) (Evidence, error) {
	q, err := d.ask(ctx, question)
	if err != nil {
		return Evidence{}, err
	}
	out := Evidence{Kind: q.kind}
	if len(q.words) == 0 || q.mass == 0 {
		out.Verdict, out.Reason = Nothing, "The question has no word to search for."
		return out, nil
	}
	ranked, err := d.gather(ctx, q, limit)
	if err != nil {
		return Evidence{}, err
	}
	out.Understood = q.readings(ranked)
	out.Quotes = q.quote(ranked, limit)
	out.Verdict = Nothing
	if len(ranked) > 0 {
		out.Signals = q.signals(ranked)
		out.Verdict = Near
		if d.answers(q, ranked, &out.Signals) {
			out.Verdict = Answered
		}
	}
	if out.Verdict != Answered {
		out.Reason = d.reason(q, ranked)
	}
	return out, nil
}

// answers decides whether the best candidate answers the question.
func (d *Dossier) answers(q *query, ranked []candidate, s *Signals) bool {
	switch {
	case q.foreign != "":
		return q.named && q.kind == Identity
	case q.personal(), q.kind == Person && q.isUnheardOf(s):
		return false
	case q.kind == Count || q.kind == Time || q.kind == Length || q.kind == Saying:
		if !q.shows(q.sharpen(ranked, 0)) {
			return false
		}
	}
	return s.probability() >= answerLeast
}

// isUnheardOf reports whether the first word that weighs, which in "who founded …" is
// the deed, stands in no passage, and nothing near the best candidate is like it.
func (q *query) isUnheardOf(s *Signals) bool {
	i := slices.IndexFunc(q.words, func(w queryWord) bool { return !w.light })
	return i >= 0 && !q.words[i].name && q.words[i].count == 0 && s[sLacksFirst] == 1
}

// untimed are words that tell when without a date: "after the war".
var untimed = setOf("after before during while when until since once following later earlier then")

// shows reports whether the quotation of a candidate holds a number, a time, a
// length of time or somebody's words, as the question asks for it, beyond its own.
func (q *query) shows(c *candidate) bool {
	span := q.grow(c)
	s := q.newScope(c.open, c.text, span)
	u := &unit{Span: span, from: s.from, to: s.from + len(s.matches), in: -1}
	least := 0.
	if q.kind == Count && q.focus != "" && c.Features[fKind] == 0 {
		least = .5 // a neighbour's number has to count what is asked about
	}
	if sure, _ := s.expected(c, u); sure > least {
		return true
	}
	for k := u.from; q.kind == Time && k < u.to; k++ {
		if untimed[c.text.low[k]] && !c.matched(k) {
			return true
		}
	}
	return false
}

// readings tells what misspelt words were taken for, as the best candidates write
// it.
func (q *query) readings(ranked []candidate) []Reading {
	var out []Reading
	for _, g := range q.guesses {
		if as := g.writtenIn(ranked); as != "" {
			out = append(out, Reading{Typed: g.typed, As: as})
		}
	}
	return out
}

// quote makes quotations of the best candidates, at most limit. What repeats one
// is a further citation of it, and what lies in one is left out.
func (q *query) quote(ranked []candidate, limit int) []Evidenced {
	var out []Evidenced
	var taken []quoted
	for i := range ranked {
		c := q.sharpen(ranked, i)
		span := q.grow(c)
		if slices.ContainsFunc(taken, func(t quoted) bool { return t.doc == c.open.doc.ID && t.Overlaps(span) }) {
			continue
		}
		n := quoted{span, c.open.doc.ID, gistIn(c.text, span), len(out)}
		if k := slices.IndexFunc(taken, func(t quoted) bool { return t.says.repeats(n.says, sameness) }); k >= 0 {
			n.at = taken[k].at
			out[n.at].Citations = append(out[n.at].Citations, c.open.doc.Cite(span))
		} else if len(out) < limit {
			out = append(out, Evidenced{Citations: []Citation{c.open.doc.Cite(span)}, Marks: q.marks(c.text, span), Score: sigmoid(c.score / 4), Features: c.Features})
		} else {
			continue
		}
		taken = append(taken, n)
	}
	return out
}

// allButOf is the part of what a list holds of the question that one of its lines
// must hold to answer in its place.
const allButOf = .75

// sharpen returns the line of a list that holds what the whole holds of the
// question, where no list is asked for and a line has it; else the candidate
// itself.
func (q *query) sharpen(ranked []candidate, i int) *candidate {
	c := &ranked[i]
	if c.text.units[c.unit].kind != listUnit || q.kind == Several || q.plural {
		return c
	}
	for k := range ranked {
		line := &ranked[k]
		u := &line.text.units[line.unit]
		if line.text != c.text || u.in != c.unit || u.heading || line.leadsIn(u) {
			continue
		}
		if line.Features[fCover] >= allButOf*c.Features[fCover] && (line.Features[fKind] > 0 || c.Features[fKind] == 0) {
			return line
		}
	}
	return c
}

// quoted is a span that is quoted already.
type quoted struct {
	Span
	doc  DocID
	says gist
	at   int // the quotation that cites it
}

// sameness is the part of two quotations' words that is the same where one says
// nearly what the other says.
const sameness = .85

func (q *query) marks(text *readable, span Span) []Span {
	var out []Span
	from := text.TokenAt(span.Start)
	for k := from; k < from+len(text.TokensIn(span)); k++ {
		if text.terms[k] == "" {
			continue
		}
		if m := q.of(text.lexemes[text.words[k]]); m.word >= 0 && m.strength >= synonym {
			out = append(out, text.Tokens[k].Span)
		}
	}
	return out
}

// Limits of a quotation that is more than a sentence.
const (
	mostSentences = 3
	mostLetters   = 400
	worthJoining  = .12 // part of the question's weight that a neighbour must add
)

// grow takes in the sentences that a sentence needs to be understood: the one
// before where it leans on that, and a neighbour that holds words of the question
// that it lacks.
func (q *query) grow(c *candidate) Span {
	u := c.text.units[c.unit]
	if u.kind != sentenceUnit || u.heading || u.in >= 0 {
		return u.Span
	}
	span, sentences := u.Span, 1
	join := func(step int, wanted bool) {
		if n := c.text.beside(c.unit, step); n >= 0 && wanted && sentences < mostSentences {
			other := c.text.units[n].Span
			if words := other.In(c.text.Raw); step < 0 && beginsQuoted(words) || step > 0 && endsQuoted(words) {
				return // it needs another to be understood
			}
			wider := Span{Start: min(span.Start, other.Start), End: max(span.End, other.End)}
			if letters(wider.In(c.text.Raw)) <= mostLetters {
				span = wider
				sentences++
			}
		}
	}
	text := u.Span.In(c.text.Raw)
	join(-1, beginsQuoted(text))
	join(1, endsQuoted(text))
	previous, next := c.Features[fPrevious], c.Features[fNext]
	join(-1, !beginsQuoted(text) && (c.Features[fLeans] > 0 && previous > 0 || previous >= worthJoining))
	join(1, !endsQuoted(text) && next >= worthJoining)
	return span
}

// beginsQuoted reports whether a sentence goes on with a quotation that the one
// before it began: its first mark is one that closes.
func beginsQuoted(sentence string) bool {
	at := strings.IndexAny(sentence, quotationMarks)
	return at > 0 && closes(sentence, at)
}

// endsQuoted reports whether a sentence leaves a quotation to be closed by the
// next: its last mark is one that opens.
func endsQuoted(sentence string) bool {
	at := strings.LastIndexAny(sentence, quotationMarks)
	return at >= 0 && !closes(sentence, at)
}

const quotationMarks = "\"“”«»"

// closes reports whether the quotation mark at an offset closes a quotation.
func closes(s string, at int) bool {
	switch {
	case strings.HasPrefix(s[at:], "”"), strings.HasPrefix(s[at:], "»"):
		return true
	case strings.HasPrefix(s[at:], "“"), strings.HasPrefix(s[at:], "«"):
		return false
	}
	return at > 0 && s[at-1] != ' ' && s[at-1] != '('
}

func letters(s string) int { return len([]rune(s)) }
