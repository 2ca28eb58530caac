// Package language turns the text of a document into spans: tokens, blocks and
// sentences. Its sub-packages find temporal expressions (timex), names (names)
// and quotations (speech) in them.
//
// Everything here is a pure function of the text. Offsets are bytes into the
// text that was given, and intervals are half open. The text itself is never
// rewritten: what is folded for comparison is folded in a copy that keeps a map
// back to the original ([Folded]).
package language

// Span is a half-open interval of bytes in a document's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// In returns the slice of text that the span names.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Text is an analysed text: the same bytes seen as tokens, blocks and sentences.
// It is read only once it was made and may be shared between goroutines.
type Text struct {
	Raw       string
	Tokens    []Token    // in order, without white space
	Blocks    []Block    // in order, every non-empty line belongs to one
	Sentences []Sentence // in order, each within one block

	roles []role // of the blocks
}

// Analyse splits raw into tokens, blocks and sentences.
func Analyse(raw string) *Text {
	t := &Text{Raw: raw, Tokens: Tokenize(raw)}
	t.Blocks, t.roles = blocks(raw)
	t.Sentences = sentences(t)
	return t
}

// TokensIn returns the tokens that lie within span. The slice is shared.
func (t *Text) TokensIn(span Span) []Token {
	from, to := t.tokenRange(span)
	return t.Tokens[from:to]
}

// SentenceAt returns the index of the sentence that holds the byte offset, or of
// the last one before it; -1 where there is none.
func (t *Text) SentenceAt(offset int) int {
	lo, hi := 0, len(t.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.Sentences[mid].Span.Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

func (t *Text) tokenRange(span Span) (from, to int) {
	from = t.TokenAt(span.Start)
	to = from
	for to < len(t.Tokens) && t.Tokens[to].End <= span.End {
		to++
	}
	return from, to
}

// TokenAt returns the index of the first token that starts at the offset or behind
// it; the number of tokens where there is none.
func (t *Text) TokenAt(offset int) int {
	lo, hi := 0, len(t.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.Tokens[mid].Start < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
