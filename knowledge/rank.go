package knowledge

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"attache/knowledge/language/lexicon"
)

// candidates is how many passages have their units ranked, at least. The passage
// of a right answer lies among the first dozen wherever it was measured.
const candidates = 20

// enough is the part of a question's weight that one passage must hold for the
// words of the question to do; below it, other words for them are tried.
const enough = .5

// gather finds the candidates for a question and ranks them, best first: enough
// of them for limit quotations.
func (d *Dossier) gather(ctx context.Context, q *query, limit int) ([]candidate, error) {
	limit = max(candidates, limit+limit/4)
	hits, err := d.index.Search(ctx, Query{Terms: q.terms(), Limit: limit})
	if err != nil {
		return nil, err
	}
	out, err := d.rank(ctx, q, hits)
	if err != nil || len(out) > 0 && out[0].Features[fCover]+out[0].Features[fHeading] >= enough {
		return out, err
	}
	wider, err := d.widened(ctx, q, out)
	if err != nil || len(wider) == 0 {
		return out, err
	}
	if hits, err = d.index.Search(ctx, Query{Terms: append(q.terms(), wider...), Limit: limit}); err != nil {
		return nil, err
	}
	return d.rank(ctx, q, hits)
}

func (q *query) terms() []Term {
	var out []Term
	for i := range q.words {
		w := &q.words[i]
		boost := 1.
		if w.light {
			boost = lightWeight
		}
		out = append(out, Term{w.term, boost})
		for _, o := range w.others {
			out = append(out, Term{o, boost})
		}
		for _, o := range w.instead {
			out = append(out, Term{o, boost * widenWeight})
		}
	}
	return out
}

// Words that are put beside those of a question.
const (
	widenWeight = .35
	widenWords  = 8 // for one word
	widenMost   = 3 // words of the question that others are put beside
)

// widened returns terms for words that mean nearly the same as the weightiest
// words of the question that the best candidate lacks.
func (d *Dossier) widened(ctx context.Context, q *query, ranked []candidate) ([]Term, error) {
	var terms []string
	for _, w := range q.lacking(ranked) {
		words := slices.Sorted(maps.Keys(w.synonyms))
		for _, n := range lexicon.Neighbours(w.low, widenWords, leastSim) {
			words = append(words, n.Word)
		}
		for _, word := range words {
			for _, t := range d.index.Terms("." + word) {
				if !slices.Contains(terms, t) && t != w.term {
					terms = append(terms, t)
				}
			}
		}
	}
	counts, err := d.index.DocFreq(ctx, terms)
	if err != nil {
		return nil, err
	}
	var out []Term
	for i, t := range terms {
		if counts[i] > 0 {
			out = append(out, Term{t, widenWeight})
		}
	}
	return out, nil
}

// lacking returns the words that others can be put beside, the weightiest first.
func (q *query) lacking(ranked []candidate) []*queryWord {
	var out []*queryWord
	for i := range q.words {
		w := &q.words[i]
		if w.name || w.number || w.light || len(ranked) > 0 && ranked[0].own[i].strength > 0 {
			continue
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b *queryWord) int { return cmp.Compare(b.weight, a.weight) })
	return out[:min(len(out), widenMost)]
}

// rank makes candidates of the units of passages and orders them.
func (d *Dossier) rank(ctx context.Context, q *query, hits []Hit) ([]candidate, error) {
	var out []candidate
	for _, h := range hits {
		open, err := d.open(ctx, h.Doc)
		if err != nil {
			return nil, err
		}
		text := d.readable(open)
		s := q.newScope(open, text, h.Span)
		for i := text.unitAt(h.Span.Start); i < len(text.units) && text.units[i].Start < h.Span.End; i++ {
			c := candidate{open: open, text: text, unit: i, hit: h.Score / hits[0].Score}
			c.tokens = s.in(&text.units[i])
			c.own = q.findIn(c.tokens, max(text.units[i].from, s.from))
			if !slices.ContainsFunc(c.own, func(f found) bool { return f.strength > 0 }) {
				continue
			}
			s.measure(&c)
			out = append(out, c)
		}
	}
	q.order(out)
	return out, nil
}

// readable returns the form of a document that questions are put to.
func (d *Dossier) readable(o *openDocument) *readable {
	o.reading.once.Do(func() {
		o.reading.text = newReadable(o.analysis(), func(written string) *lexeme { return d.opened.lexemes.of(written, d.index.Terms) })
	})
	return o.reading.text
}

// order scores candidates against the best of them and sorts them.
func (q *query) order(list []candidate) {
	best := 0.
	for i := range list {
		best = max(best, list[i].weight)
	}
	for i := range list {
		c := &list[i]
		c.Features[fHit] = c.hit
		if best > 0 {
			c.Features[fBM25] = c.weight / best
		}
		c.score = rankWeights.dot(&c.Features) + c.shape(q)
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.open.doc.Path, b.open.doc.Path), cmp.Compare(a.span().Start, b.span().Start))
	})
}

// shape is what counts for or against the form of a unit. Running text teaches
// nothing about lists, cards and fragments, so these are set by hand.
func (c *candidate) shape(q *query) float64 {
	u := &c.text.units[c.unit]
	switch {
	case u.kind == listUnit && q.kind == Several:
		return listBonus
	case u.kind == listUnit && q.kind == Reason && c.Features[fKind] < 1:
		return whyWeight
	case u.kind == listUnit:
		return listWeight
	case u.kind == cardUnit && (u.whole || q.kind == Identity || q.kind == Count):
		return cardWeight
	case u.heading:
		return headingWeight
	case u.in >= 0 && c.leadsIn(u):
		return leadWeight
	case !u.whole:
		return fragmentWeight
	case u.in >= 0:
		return memberWeight
	}
	return 0
}

// leadsIn reports whether a unit is the first line of the list or card that it is
// in, and says little without it.
func (c *candidate) leadsIn(u *unit) bool {
	return c.text.units[u.in].kind == listUnit && strings.HasSuffix(u.In(c.text.Raw), ":")
}

const (
	listBonus      = 1.
	listWeight     = -.3
	whyWeight      = -1.5 // of a list in which no word leads to a reason
	cardWeight     = 0.
	headingWeight  = -3.
	leadWeight     = -3.
	fragmentWeight = -1.5
	memberWeight   = -.5
)

func (w *Features) dot(f *Features) float64 {
	sum := 0.
	for i := range w {
		sum += w[i] * f[i]
	}
	return sum
}

// sigmoid maps a sum of weights to a probability.
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
