package knowledge

import (
	"math"
	"sort"

	"attache/knowledge/language"
)

// The features of a candidate. All are free of scale: they are parts of the
// question's weight, or relations to the best candidate, so that dossiers of five
// and of fifty thousand documents give alike values.
const (
	fCover       = iota // weight of the question's words that stand in the unit
	fSoft               // … of those that stand there in other words
	fHeading            // … that stand in the headings above, and not in the unit
	fPrevious           // … in the sentence before, and not in the unit
	fNext               // … in the sentence behind, and not in the unit
	fPassage            // … elsewhere in the passage
	fBM25               // BM25 of the unit, against the best
	fHit                // the passage's score, against the best
	fClose              // how close together the two rarest words stand
	fOrder              // neighbours in the question that are near each other here, in order
	fKind               // it holds the kind of thing asked for, beyond what the question names
	fKindNear           // how near that stands to the question's words
	fKindMiss           // a kind was asked for that is easy to see, and it is not there
	fRarest             // the rarest word of the question stands here
	fNames              // part of the question's names that stand here
	fFocus              // the noun that is asked about stands here
	fShort              // the unit has few words
	fLong               // it has many
	fLeans              // it begins with a word that leans on the sentence before
	fFirst              // it opens its passage
	fMissing            // weight of the question's words that stand nowhere near
	fMissMost           // … of the weightiest of them
	fMissRare           // how many of them there are, counted by their rarity
	fMissNames          // weight of the names that stand nowhere near
	fMissNumbers        // … of its numbers
	fNegation           // one of question and unit is negated, the other is not
	fOpposite           // the opposite of a word of the question stands here
	fUnknown            // weight of the words that the dossier does not hold
	fSaid               // it reports what the one who is asked about said
	fPlain              // part of the words that are no names, numbers or light words, that stand here or beside
	fFocusMiss          // the noun that is asked about stands nowhere near
	fDated              // the document appeared on a date that the question names
	fOtherName          // a name of the question is not here, and another one is
	fOtherNumber        // likewise a number
	fRole               // it tells the role of the one who is asked about
	featureCount
)

var featureNames = [featureCount]string{"cover", "soft", "heading", "previous", "next", "passage", "bm25", "hit", "close", "order", "kind", "kind near", "kind miss",
	"rarest", "names", "focus", "short", "long", "leans", "first", "missing", "missing most", "missing rare", "missing names", "missing numbers", "negation", "opposite", "unknown", "said", "plain", "focus miss", "dated", "other name", "other number", "role"}

// Features are what a candidate is ranked by.
type Features [featureCount]float64

// FeatureNames are the names of the features, in their order.
func FeatureNames() []string { return featureNames[:] }

// candidate is a unit that may answer, with all that is known of it.
type candidate struct {
	open   *openDocument
	text   *readable
	unit   int
	hit    float64   // of the passage
	weight float64   // what its words count for together, as BM25 has it
	own    []found   // the question's words in the unit
	near   []float64 // how well each stands in the unit or around it
	tokens []match   // of the unit's tokens
	Features
	score float64
}

// found is where and how well a word of the question stands in a piece of text.
type found struct {
	strength float64
	at       int // token
}

func (c *candidate) span() Span { return c.text.units[c.unit].Span }

// findIn says of every word of the question how well it stands among tokens.
func (q *query) findIn(matches []match, from int) []found {
	out := make([]found, len(q.words))
	for i, m := range matches {
		if m.word >= 0 && m.strength > out[m.word].strength {
			out[m.word] = found{m.strength, from + i}
		}
	}
	return out
}

// scope is the text around the units of one passage.
type scope struct {
	q       *query
	text    *readable
	facts   *Facts
	from    int     // the first token of matches
	matches []match // of the passage's tokens
	whole   []found // the question's words in the passage
	heads   map[int][]found
	dated   bool // the document appeared on a date that the question names
}

func (q *query) newScope(open *openDocument, text *readable, span Span) *scope {
	s := &scope{q: q, text: text, facts: &open.facts, heads: map[int][]found{}, dated: q.covers(open.doc.Published.Value)}
	tokens := text.TokensIn(span)
	s.from = text.TokenAt(span.Start)
	s.matches = q.matchAll(text, s.from, s.from+len(tokens))
	s.whole = q.findIn(s.matches, s.from)
	return s
}

func (q *query) matchAll(text *readable, from, to int) []match {
	out := make([]match, to-from)
	for i := range out {
		k := from + i
		if text.words[k] < 0 {
			out[i] = match{word: -1, opposite: -1}
			continue
		}
		out[i] = q.of(text.lexemes[text.words[k]])
	}
	return out
}

// in returns the matches of the tokens of a unit that lies in the scope.
func (s *scope) in(u *unit) []match {
	lo, hi := max(u.from-s.from, 0), min(u.to-s.from, len(s.matches))
	if lo >= hi {
		return nil
	}
	return s.matches[lo:hi]
}

// above returns the question's words in the headings that govern a block.
func (s *scope) above(block int) []found {
	head := s.text.Blocks[block].Head
	if head < 0 {
		return nil
	}
	if f, ok := s.heads[head]; ok {
		return f
	}
	out := make([]found, len(s.q.words))
	for h := head; h >= 0; h = s.text.Blocks[h].Head {
		span := s.text.Blocks[h].Span
		from := s.text.TokenAt(span.Start)
		for w, f := range s.q.findIn(s.q.matchAll(s.text, from, from+len(s.text.TokensIn(span))), from) {
			if f.strength > out[w].strength {
				out[w] = f
			}
		}
	}
	s.heads[head] = out
	return out
}

// saturation and normality are those of the usual BM25, for sentences.
const (
	saturation  = 1.2
	normality   = .4
	usualLength = 24 // tokens of a sentence
)

// measure fills in the features that a unit has by itself and in its scope.
func (s *scope) measure(c *candidate) {
	q, u := s.q, &s.text.units[c.unit]
	head := s.above(u.block)
	previous, next := s.beside(c.unit, -1), s.beside(c.unit, 1)
	f := &c.Features
	var named, namedHere, missing, missingNames, missingNumbers, unknown, plain, plainHere float64
	rarest := -1
	c.near = make([]float64, len(q.words))
	for i := range q.words {
		w := &q.words[i]
		part := w.weight / q.mass
		own := c.own[i].strength
		rest := 1 - own
		if w.date && s.dated {
			rest = 0
		}
		switch {
		case own >= derived:
			f[fCover] += own * part
		case own > 0:
			f[fSoft] += own * part
		}
		gain := func(name int, words []found) {
			if words == nil || words[i].strength <= own {
				return
			}
			f[name] += (words[i].strength - own) * part
			rest = min(rest, 1-words[i].strength)
		}
		gain(fHeading, head)
		gain(fPrevious, previous)
		gain(fNext, next)
		gain(fPassage, s.whole)
		c.near[i] = 1 - rest
		if w.count == 0 {
			unknown += rest * part
		}
		if !w.name && !w.number && !w.light {
			plain++
			plainHere += 1 - rest
			if w.low == q.focus {
				f[fFocusMiss] = rest
			}
		}
		missing += rest * part
		f[fMissMost] = max(f[fMissMost], rest*part)
		f[fMissRare] += rest * w.weight / q.rarity(0)
		if w.name {
			named += w.weight
			namedHere += w.weight * own
			missingNames += rest * part
		}
		if w.number && rest > .5 {
			missingNumbers++
		}
		if rarest < 0 || w.weight > q.words[rarest].weight {
			rarest = i
		}
	}
	f[fMissRare] = min(f[fMissRare]/3, 1)
	f[fMissing], f[fMissNames], f[fMissNumbers], f[fUnknown] = missing, missingNames, min(missingNumbers, 1), unknown
	f[fPlain] = 1
	if plain > 0 {
		f[fPlain] = plainHere / plain
	}
	f[fNames] = 1
	if named > 0 {
		f[fNames] = namedHere / named
	}
	if rarest >= 0 {
		f[fRarest] = c.own[rarest].strength
	}
	s.measureShape(c, u)
	s.measureWords(c)
	s.measureKind(c, u)
	s.measureOthers(c, u)
	if s.dated {
		f[fDated] = 1
	}
	c.weight = s.bm25(c, head)
}

// beside returns the question's words in the sentence before or behind a unit,
// nil where none is.
func (s *scope) beside(unit, step int) []found {
	n := s.text.beside(unit, step)
	if n < 0 {
		return nil
	}
	u := &s.text.units[n]
	if u.from >= s.from && u.to <= s.from+len(s.matches) {
		return s.q.findIn(s.in(u), u.from)
	}
	return s.q.findIn(s.q.matchAll(s.text, u.from, u.to), u.from)
}

func (s *scope) bm25(c *candidate, head []found) float64 {
	counts := make([]float64, len(s.q.words))
	for _, m := range c.tokens {
		if m.word >= 0 {
			counts[m.word] += m.strength
		}
	}
	length := float64(len(c.tokens)) / usualLength
	if s.text.units[c.unit].kind != sentenceUnit {
		length = min(length, 1) // a list is as long as it has to be
	}
	sum := 0.
	for i := range s.q.words {
		n := counts[i]
		if head != nil {
			n += .3 * head[i].strength
		}
		sum += s.q.words[i].weight * n * (saturation + 1) / (n + saturation*(1-normality+normality*length))
	}
	return sum
}

// leaning are words at the start of a sentence that lean on the one before.
var leaning = setOf("he she it they this that these those his her its their him such both there then however but instead also thus therefore here another others similarly additionally furthermore moreover consequently meanwhile")

func (s *scope) measureShape(c *candidate, u *unit) {
	n := float64(len(c.tokens))
	c.Features[fShort] = max(0, 1-n/10)
	if u.kind == sentenceUnit {
		c.Features[fLong] = max(0, min(1, (n-30)/50))
	}
	if u.from < len(s.text.low) && leaning[s.text.low[u.from]] {
		c.Features[fLeans] = 1
	}
	if u.from-s.from < 2 {
		c.Features[fFirst] = 1
	}
	negated, opposed := false, false
	for i, m := range c.tokens {
		negated = negated || negations[s.text.low[u.from+i]]
		opposed = opposed || m.opposite >= 0 && c.own[m.opposite].strength < derived
	}
	if negated != s.q.negated {
		c.Features[fNegation] = 1
	}
	if opposed {
		c.Features[fOpposite] = 1
	}
}

// near is how many tokens apart words count as beside each other.
const near = 4

// measureWords looks at how the question's words stand to each other.
func (s *scope) measureWords(c *candidate) {
	first, second := -1, -1
	pairs, kept := 0., 0.
	before := -1
	for i := range s.q.words {
		w := &s.q.words[i]
		if c.own[i].strength > 0 {
			switch {
			case first < 0 || w.weight > s.q.words[first].weight:
				first, second = i, first
			case second < 0 || w.weight > s.q.words[second].weight:
				second = i
			}
		}
		if w.light {
			continue
		}
		if before >= 0 {
			weight := w.weight + s.q.words[before].weight
			pairs += weight
			a, b := c.own[before], c.own[i]
			if a.strength > 0 && b.strength > 0 {
				gap := b.at - a.at
				asked := w.token - s.q.words[before].token
				switch {
				case gap > 0 && gap <= asked+1:
					kept += weight
				case gap != 0 && gap >= -near && gap <= near+asked:
					kept += weight / 2
				}
			}
		}
		before = i
	}
	if pairs > 0 {
		c.Features[fOrder] = kept / pairs
	}
	if second >= 0 {
		gap := math.Abs(float64(c.own[first].at - c.own[second].at))
		c.Features[fClose] = 1 / (1 + gap/6)
	}
	if s.q.focus != "" {
		for i := range s.q.words {
			if s.q.words[i].low == s.q.focus {
				c.Features[fFocus] = c.own[i].strength
			}
		}
	}
}

// measureOthers looks for names and numbers that stand where those of the question
// should.
func (s *scope) measureOthers(c *candidate, u *unit) {
	lackName, lackNumber := 0., 0.
	for i := range s.q.words {
		w := &s.q.words[i]
		lack := 1 - c.own[i].strength
		if w.date && s.dated {
			lack = 0
		}
		if w.name {
			lackName = max(lackName, lack)
		}
		if w.number {
			lackNumber = max(lackNumber, lack)
		}
	}
	otherName, otherNumber := false, false
	for k := u.from; k < u.to; k++ {
		t := s.text.Tokens[k]
		if c.matched(k) || s.text.terms[k] == "" {
			continue
		}
		otherName = otherName || k > u.from && t.Kind == language.Word && t.Upper
		otherNumber = otherNumber || t.Kind == language.Number
	}
	if otherName {
		c.Features[fOtherName] = lackName
	}
	if otherNumber {
		c.Features[fOtherNumber] = lackNumber
	}
}

// distance is how many tokens lie between a token and the nearest word of the
// question in the unit.
func (c *candidate) distance(token int) float64 {
	best := math.Inf(1)
	for _, f := range c.own {
		if f.strength > 0 {
			best = min(best, math.Abs(float64(f.at-token)))
		}
	}
	return best
}

// firstIn returns the index of the first of n spans, in order of Start, that
// starts at the offset or behind it.
func firstIn(n, offset int, start func(int) int) int {
	return sort.Search(n, func(i int) bool { return start(i) >= offset })
}

// matched reports whether a word of the question stands at a token of the unit,
// as it is or in another spelling.
func (c *candidate) matched(token int) bool {
	i := token - c.text.units[c.unit].from
	return i >= 0 && i < len(c.tokens) && c.tokens[i].word >= 0 && c.tokens[i].strength >= derived
}

// isNew reports whether a span of the unit says a word that the question does not.
func (c *candidate) isNew(s Span) bool {
	for k := c.text.TokenAt(s.Start); k < len(c.text.Tokens) && c.text.Tokens[k].Start < s.End; k++ {
		if c.text.Tokens[k].Kind != language.Punct && c.text.terms[k] != "" && !c.matched(k) {
			return true
		}
	}
	return false
}
