package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"attache/knowledge/language"
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
}

// Evidenced is one quotation that bears on a question.
type Evidenced struct {
	Citations []Citation // the first is shown, the others say nearly the same
	Marks     []Span     // in the first citation's document: the words that were matched
	Score     float64    // comparable within one Evidence
}

// Reading tells what a typed word was taken for.
type Reading struct{ Typed, As string }

// How a unit of text is scored. The weights are those of the field's usual
// BM25F, in units of the rarity of the question's words.
const (
	candidates     = 50  // passages whose sentences are ranked
	headingWeight  = .35 // a word in the heading counts this part
	titleWeight    = .2
	kindWeight     = .9 // for holding what the question asks for, in units of a mean word
	fragmentWeight = .6 // against a line that is no sentence
	answerCover    = .5 // the part of the question's rarity that an answer holds
)

// Ask finds the evidence for a question.
func (d *Dossier) Ask(ctx context.Context, question string, limit int) (Evidence, error) {
	q, err := d.question(ctx, question)
	if err != nil {
		return Evidence{}, err
	}
	if len(q.terms) == 0 {
		return Evidence{Verdict: Nothing, Reason: "The question has no word to search for."}, nil
	}
	units, err := d.units(ctx, q)
	if err != nil {
		return Evidence{}, err
	}
	slices.SortStableFunc(units, func(a, b unit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc.Path, b.doc.Path), cmp.Compare(a.span.Start, b.span.Start))
	})
	out := Evidence{Verdict: Answered}
	for _, u := range units {
		if len(out.Quotes) >= limit {
			break
		}
		if i := slices.IndexFunc(out.Quotes, func(e Evidenced) bool { return sameWords(e.Citations[0].Text, u.span.In(u.doc.Text)) }); i >= 0 {
			out.Quotes[i].Citations = append(out.Quotes[i].Citations, u.doc.Cite(u.span))
			continue
		}
		out.Quotes = append(out.Quotes, Evidenced{Citations: []Citation{u.doc.Cite(u.span)}, Marks: u.marks, Score: u.score})
	}
	switch {
	case len(units) == 0:
		out.Verdict, out.Reason = Nothing, fmt.Sprintf("None of the %d documents holds these words.", len(d.Documents()))
	case units[0].cover < answerCover || q.wants != nil && !units[0].kind:
		out.Verdict, out.Reason = Near, fmt.Sprintf("The dossier does not say: none of the %d documents puts these words together.", len(d.Documents()))
	}
	return out, nil
}

// asked is a question as it is searched for.
type asked struct {
	terms []string
	idf   map[string]float64
	total float64 // of all idf
	wants func(text string) bool
}

// unit is a piece of text that can answer: a sentence, a list or a card.
type unit struct {
	doc   *Document
	span  Span
	marks []Span
	score float64
	cover float64
	kind  bool
}

func (d *Dossier) question(ctx context.Context, text string) (asked, error) {
	q := asked{idf: map[string]float64{}, wants: wanted(text)}
	for _, t := range d.index.Terms(text) {
		if !slices.Contains(q.terms, t) && !questionWords[t] {
			q.terms = append(q.terms, t)
		}
	}
	counts, err := d.index.DocFreq(ctx, q.terms)
	if err != nil {
		return q, err
	}
	n, err := d.index.Count(ctx)
	if err != nil {
		return q, err
	}
	for i, t := range q.terms {
		q.idf[t] = math.Log(1 + (float64(n)-float64(counts[i])+.5)/(float64(counts[i])+.5))
		q.total += q.idf[t]
	}
	return q, nil
}

// questionWords ask and are no words of the answer.
var questionWords = map[string]bool{"who": true, "whom": true, "whose": true, "what": true, "when": true, "where": true, "which": true, "why": true, "how": true, "mani": true, "much": true, "long": true, "say": true, "did": true, "does": true, "do": true}

// wanted returns what an answer to the question must hold; nil for anything.
func wanted(text string) func(string) bool {
	low := strings.ToLower(text)
	switch {
	case strings.HasPrefix(low, "when") || strings.Contains(low, "what year") || strings.Contains(low, "which year"):
		return func(s string) bool { return strings.ContainsAny(s, "0123456789") }
	case strings.HasPrefix(low, "how many") || strings.HasPrefix(low, "how much"):
		return hasNumber
	}
	return nil
}

func hasNumber(s string) bool {
	if strings.ContainsAny(s, "0123456789") {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w {
		case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "several", "hundred", "thousand", "million":
			return true
		}
	}
	return false
}

func (d *Dossier) units(ctx context.Context, q asked) ([]unit, error) {
	query := Query{Limit: candidates}
	for _, t := range q.terms {
		query.Terms = append(query.Terms, Term{t, 1})
	}
	hits, err := d.index.Search(ctx, query)
	if err != nil {
		return nil, err
	}
	var out []unit
	for _, h := range hits {
		doc, err := d.Document(ctx, h.Doc)
		if err != nil {
			return nil, err
		}
		text, err := d.Analysis(ctx, h.Doc)
		if err != nil {
			return nil, err
		}
		for _, span := range unitSpans(text, h.Span) {
			if u, ok := d.score(&doc, text, span, q); ok {
				out = append(out, u)
			}
		}
	}
	return out, nil
}

// longestUnit bounds a list or card that answers as one.
const longestUnit = 900

// unitSpans are the sentences of a passage, and the lists and cards in it.
func unitSpans(t *language.Text, passage Span) []Span {
	var out []Span
	for _, g := range t.Groups() {
		if passage.Overlaps(g.Span) && g.Span.Len() <= longestUnit {
			out = append(out, g.Span)
		}
	}
	for _, s := range t.Sentences {
		if passage.Contains(s.Span) && t.Blocks[s.Block].Kind != language.Furniture {
			out = append(out, s.Span)
		}
	}
	return out
}

func (d *Dossier) score(doc *Document, t *language.Text, span Span, q asked) (unit, bool) {
	u := unit{doc: doc, span: span}
	body := d.index.Terms(span.In(doc.Text))
	sentence := t.SentenceAt(span.Start)
	head := ""
	if b := t.Blocks[t.Sentences[max(sentence, 0)].Block]; b.Head >= 0 {
		head = t.Blocks[b.Head].In(doc.Text)
	}
	headTerms, titleTerms := d.index.Terms(head), d.index.Terms(doc.Title.Value)
	found := 0.
	for _, term := range q.terms {
		switch idf := q.idf[term]; {
		case slices.Contains(body, term):
			u.score += idf
			found += idf
		case slices.Contains(headTerms, term):
			u.score += headingWeight * idf
			found += headingWeight * idf
		case slices.Contains(titleTerms, term):
			u.score += titleWeight * idf
		}
	}
	if found == 0 {
		return u, false
	}
	u.cover = found / q.total
	mean := q.total / float64(len(q.terms))
	u.kind = q.wants == nil || q.wants(span.In(doc.Text))
	if q.wants != nil && u.kind {
		u.score += kindWeight * mean
	}
	if sentence >= 0 && !t.Sentences[sentence].Complete && t.Sentences[sentence].Contains(span) {
		u.score -= fragmentWeight * mean
	}
	u.score -= .02 * mean * math.Sqrt(float64(len(body)))
	for _, tok := range t.TokensIn(span) {
		if terms := d.index.Terms(tok.In(doc.Text)); len(terms) == 1 && q.idf[terms[0]] > 0 {
			u.marks = append(u.marks, tok.Span)
		}
	}
	return u, true
}

// sameWords reports whether two quotations say the same but for case and space.
func sameWords(a, b string) bool {
	return language.FoldString(OneLine(a)) == language.FoldString(OneLine(b))
}
