package knowledge

import (
	"strings"
	"sync"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
)

// unitKind tells what a piece of text that can answer is.
type unitKind uint8

const (
	sentenceUnit unitKind = iota
	listUnit
	cardUnit
)

// unit is a piece of text that can answer: a sentence, a list or a card.
type unit struct {
	Span
	kind     unitKind
	from, to int // tokens
	block    int
	whole    bool // a sentence that ends as one, a list, or a card that holds one
	heading  bool
	in       int // for a line of a list or card, the index of that unit; else -1
}

// longestList is the length in bytes up to which a list answers as one: it is
// whole or it misleads.
const longestList = 1600

// readable is a document's text as questions are put to it.
type readable struct {
	*language.Text
	terms   []string  // of the tokens, as the index analyses them; empty for stop words and marks
	low     []string  // the tokens folded
	words   []int32   // of the tokens, in lexemes; -1 for marks
	lexemes []*lexeme // the different words of the text
	units   []unit    // in order of Start, what holds others before them
}

// lexeme is a word as it is written, with all that its matches are decided by.
type lexeme struct {
	written, low, term string
	code               string // the figures of letters and figures in one, "16" of "F16"
	base               string // the dictionary form
	figure             string // of a small number in words
	vector             lexicon.Vector
	hasVector          bool
}

// maxLexemes bounds how many words are kept at hand. The frequent words of a
// language come again soon after they were dropped.
const maxLexemes = 1 << 15

// lexemes keeps what was worked out for the words of texts. It is safe for
// concurrent use.
type lexemes struct {
	mu   sync.Mutex
	seen map[string]*lexeme
}

// of returns what a word is matched by; terms must always be the same.
func (l *lexemes) of(written string, terms func(string) []string) *lexeme {
	l.mu.Lock()
	known := l.seen[written]
	l.mu.Unlock()
	if known != nil {
		return known
	}
	made := newLexeme(strings.Clone(written), terms)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil || len(l.seen) >= maxLexemes {
		l.seen = make(map[string]*lexeme)
	}
	l.seen[made.written] = made
	return made
}

func newLexeme(written string, terms func(string) []string) *lexeme {
	l := &lexeme{written: written, low: language.FoldString(written)}
	// What stands before the word keeps "May" and "US" from being taken for the
	// first word of a text.
	if found := terms("." + written); len(found) > 0 {
		l.term, l.code = found[0], codeIn(found)
	}
	l.base = lexicon.Base(l.low)
	l.figure = numberWords[l.low]
	l.vector, l.hasVector = lexicon.Find(l.low)
	return l
}

// reading makes the readable form of a text once.
type reading struct {
	once sync.Once
	text *readable
}

// newReadable finds the words of a text with lexemeOf.
func newReadable(t *language.Text, lexemeOf func(written string) *lexeme) *readable {
	n := len(t.Tokens)
	r := &readable{Text: t, terms: make([]string, n), low: make([]string, n), words: make([]int32, n)}
	seen := map[string]int32{}
	for i, tok := range t.Tokens {
		r.words[i] = -1
		if tok.Kind == language.Punct || tok.Kind == language.Suffix {
			continue
		}
		written := tok.In(t.Raw)
		at, ok := seen[written]
		if !ok {
			at = int32(len(r.lexemes))
			r.lexemes = append(r.lexemes, lexemeOf(written))
			seen[written] = at
		}
		r.words[i] = at
		r.low[i], r.terms[i] = r.lexemes[at].low, r.lexemes[at].term
	}
	r.split()
	return r
}

// split finds the units. Furniture is in none, and a heading alone answers
// nothing but may lead what does.
func (r *readable) split() {
	groups := r.Groups()
	held := -1
	for i, s := range r.Sentences {
		for len(groups) > 0 && groups[0].To <= s.Block {
			groups = groups[1:]
		}
		if held >= 0 && s.Start >= r.units[held].End {
			held = -1
		}
		if len(groups) > 0 && groups[0].From <= s.Block && held < 0 {
			if u, ok := r.groupUnit(groups[0], i); ok {
				held = len(r.units)
				r.units = append(r.units, u)
				groups = groups[1:]
			}
		}
		b := r.Blocks[s.Block]
		if b.Kind == language.Furniture {
			continue
		}
		r.units = append(r.units, unit{Span: s.Span, from: s.From, to: s.To, block: s.Block,
			whole: s.Complete || b.Kind == language.Item && held < 0 || isRow(b.In(r.Raw)), heading: b.Kind == language.Heading || r.isTableHead(s.Block), in: held})
	}
}

// isRow reports whether a text is a row of a table: cells between bars.
func isRow(text string) bool { return strings.HasPrefix(text, "|") && strings.Count(text, "|") > 1 }

// isTableHead reports whether a block is the row above the line that rules off the
// head of a table.
func (r *readable) isTableHead(block int) bool {
	return isRow(r.Blocks[block].In(r.Raw)) && block+1 < len(r.Blocks) && isRule(r.Blocks[block+1].In(r.Raw))
}

func isRule(text string) bool { return isRow(text) && strings.Trim(text, "|-: ") == "" }

// groupUnit makes a unit of a list or a card whose next sentence is the given
// one. A list begins with the sentence that leads to it, and a card that is too
// long for a quotation ends behind its first sentences.
func (r *readable) groupUnit(g language.Group, sentence int) (unit, bool) {
	if isRow(r.Blocks[g.From].In(r.Raw)) {
		return unit{}, false // each row of a table answers alone
	}
	u := unit{kind: listUnit, block: g.From, in: -1, whole: true}
	span := g.Span
	if g.Kind == language.Card {
		u.kind = cardUnit
		span, u.whole = r.openingOf(g, sentence)
	} else if next := sentence + 1; r.Blocks[g.From].Kind == language.Paragraph && next < len(r.Sentences) && r.Sentences[next].Block == g.From {
		return unit{}, false // the lead-in is a later sentence of the paragraph
	} else {
		span.Start = r.Sentences[sentence].Start
	}
	u.Span = span
	u.from = r.TokenAt(span.Start)
	u.to = u.from + len(r.TokensIn(span))
	return u, span.Len() > 0 && (u.kind == cardUnit || span.Len() <= longestList)
}

// openingOf returns as much of a card as a quotation holds: its labels, and the
// sentences below them up to the second. whole tells that there is a sentence.
func (r *readable) openingOf(g language.Group, sentence int) (span Span, whole bool) {
	span = Span{Start: r.Sentences[sentence].Start}
	complete := 0
	for i := sentence; i < len(r.Sentences) && r.Sentences[i].Block < g.To && complete < 2; i++ {
		s := r.Sentences[i]
		if letters(r.Raw[span.Start:s.End]) > mostLetters {
			break
		}
		span.End = s.End
		if s.Complete {
			complete++
		}
	}
	if g.Contains(span) && r.Blocks[g.From].Start < span.Start {
		span.Start = r.Blocks[g.From].Start // with the marker
	}
	if span.End <= span.Start {
		return Span{}, false
	}
	return span, complete > 0
}

// unitAt returns the first unit that starts at the offset or behind it.
func (r *readable) unitAt(offset int) int {
	lo, hi := 0, len(r.units)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.units[mid].Start < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// follows reports whether unit j is read right behind unit i: both stand in one
// paragraph, or in two that are neighbours under one heading.
func (r *readable) follows(i, j int) bool {
	a, b := r.units[i].block, r.units[j].block
	return a == b || b == a+1 && r.Blocks[a].Kind == language.Paragraph && r.Blocks[b].Kind == language.Paragraph
}

// beside returns the sentence that is read right before or behind a unit, -1
// where none is.
func (r *readable) beside(i, step int) int {
	for n := i + step; n >= 0 && n < len(r.units); n += step {
		switch {
		case r.units[n].Overlaps(r.units[i].Span):
		case r.units[n].kind == sentenceUnit && r.follows(min(i, n), max(i, n)):
			return n
		default:
			return -1
		}
	}
	return -1
}
