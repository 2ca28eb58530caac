package timex

import (
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// item is a word, a figure or a mark as rules see it; a number or a decade that is
// written in several tokens is one item.
type item struct {
	from, to int // tokens, half open
	id       uint16
	unit     unit
	class    class
	n        int32
	frac     string // digits behind the point of a count
	spaced   bool   // white space stands before it
	upper    bool   // its first letter is a capital
}

// scanner turns tokens into items.
type scanner struct {
	lex    *lexicon
	raw    string
	tokens []language.Token
	loose  bool // capitals mean nothing: a person typed this
	buf    [64]byte
}

// scan appends the items of tokens[from:to] to items, and reports whether any of
// them can be the core of an expression.
func (s *scanner) scan(items []item, from, to int) ([]item, bool) {
	trigger := false
	for i := from; i < to; {
		it := s.item(i, to)
		trigger = trigger || it.class&triggers != 0
		items = append(items, it)
		i = it.to
	}
	return items, trigger
}

// item reads the item that starts at token i.
func (s *scanner) item(i, to int) item {
	tok := &s.tokens[i]
	it := item{from: i, to: i + 1, id: idOther, spaced: tok.Spaced, upper: tok.Upper}
	switch tok.Kind {
	case language.Word:
		s.word(&it, to)
	case language.Number:
		s.figures(&it, to)
	case language.Suffix:
		it.id = s.lex.possessive
	case language.Punct:
		if l, ok := s.lex.look([]byte(tok.In(s.raw))); ok {
			it.id, it.class, it.n = l.id, l.class, l.n
		}
		if it.class&cApos != 0 {
			s.shortDecade(&it, to)
		}
	}
	return it
}

// text is what token i says.
func (s *scanner) text(i int) string { return s.tokens[i].In(s.raw) }

// lookup finds the word of token i in the lexicon.
func (s *scanner) lookup(i int) (lexeme, bool) {
	tok := &s.tokens[i]
	if tok.Kind != language.Word || tok.Len() > len(s.buf)-utf8.UTFMax {
		return lexeme{}, false
	}
	l, ok := s.lex.look(s.lower(s.raw[tok.Start:tok.End]))
	if ok && l.caps && !tok.Upper && !s.loose {
		l.class = 0
	}
	return l, ok
}

// lower writes word in lower case into the scanner's buffer, which the next call
// overwrites. A word too long for any table comes back empty.
func (s *scanner) lower(word string) []byte {
	out := s.buf[:0]
	if len(word) > len(s.buf)-utf8.UTFMax {
		return out
	}
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = append(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		switch r {
		case '’':
			r = '\''
		case 'İ':
			r = 'i'
		default:
			r = unicode.ToLower(r)
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// word classifies a word, and takes in the words behind it that make one number
// with it, or the point of an abbreviation.
func (s *scanner) word(it *item, to int) {
	l, ok := s.lookup(it.from)
	if !ok {
		s.fiscalYear(it)
		return
	}
	it.id, it.class, it.n, it.unit = l.id, l.class, l.n, l.unit
	switch {
	case it.class&(cNum|cA|cOpener) != 0:
		s.numberWords(it, to)
		if it.to > it.from+1 {
			it.id = idFigures
		}
	case it.class&(cMonth|cWkday) != 0:
		s.abbreviation(it, to)
	}
}

// abbreviation takes in the point of "Nov." where more follows in the sentence.
func (s *scanner) abbreviation(it *item, to int) {
	tok := s.tokens[it.from]
	if tok.Len() > 5 || it.to+1 >= to {
		return
	}
	if point := s.tokens[it.to]; !point.Spaced && s.text(it.to) == "." && abbreviated(s.text(it.from)) {
		it.to++
	}
}

// abbreviated reports whether word is the short form of a month or weekday.
func abbreviated(word string) bool {
	switch len(word) {
	case 3:
		return word != "May" && word != "may" && word != "MAY"
	case 4: // Sept, Thur, Tues, Weds
		return word[0]|0x20 == 's' || word[0]|0x20 == 't' || word[0]|0x20 == 'w'
	case 5:
		return word[0]|0x20 == 't'
	}
	return false
}

// literal reports whether token i is the lower-case word w, in any case.
func (s *scanner) literal(i, to int, w string) bool {
	return i < to && s.tokens[i].Len() == len(w) && string(s.lower(s.text(i))) == w
}

// dash reports whether token i is a hyphen or dash.
func (s *scanner) dash(i, to int) bool {
	return i < to && isDash(s.text(i))
}

// isDash reports whether text is a hyphen or dash.
func isDash(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return language.IsHyphen(r)
}
