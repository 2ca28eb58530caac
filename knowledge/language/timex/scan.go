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
		it.id = s.lex.words["'s"].id
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

// lower writes word in lower case into the scanner's buffer.
func (s *scanner) lower(word string) []byte {
	out := s.buf[:0]
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = append(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		switch {
		case r == '’':
			r = '\''
		case r == 'İ':
			r = 'i'
		default:
			r = unicode.ToLower(r)
		}
		if len(out)+utf8.UTFMax > cap(out) {
			break
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
	case it.id == s.lex.words["couple"].id:
		if s.literal(it.to, to, "of") {
			it.class, it.n, it.to, it.id = cNum, 2, it.to+1, idFigures
		}
	case it.id == s.lex.words["more"].id, it.id == s.lex.words["less"].id, it.id == s.lex.words["fewer"].id:
		if s.literal(it.to, to, "than") {
			it.class, it.id = cApprox, idFigures
			it.n = int32(moreThan)
			if !s.literal(it.from, to, "more") {
				it.n = int32(lessThan)
			}
			it.to++
		}
	case it.class&(cNum|cA) != 0:
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

func (s *scanner) dash(i, to int) bool {
	return i < to && isDash(s.text(i))
}

func isDash(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return language.IsHyphen(r)
}

// numberWords reads a number that starts with a word: "twenty-five", "a few", "a
// couple of", "half an", "two hundred", "two and a half".
func (s *scanner) numberWords(it *item, to int) {
	i := it.to
	if it.class&cA != 0 {
		switch {
		case s.literal(i, to, "few"), s.literal(i, to, "number") && s.literal(i+1, to, "of"):
			it.class, it.n, it.to = cNum, vague, i+1+boolInt(s.literal(i, to, "number"))
		case s.literal(i, to, "couple"):
			it.class, it.n, it.to = cNum, 2, i+1+boolInt(s.literal(i+1, to, "of"))
		case s.literal(i, to, "dozen"):
			it.class, it.n, it.to = cNum, 12, i+1
		case s.literal(i, to, "hundred"):
			it.class, it.n, it.to = cNum, 100, i+1
		case s.literal(i, to, "thousand"):
			it.class, it.n, it.to = cNum, 1000, i+1
		case s.literal(i, to, "half") && s.unitAt(i+1, to):
			it.class, it.n, it.frac, it.to = cNum, 0, "5", i+1
		}
		return
	}
	if it.n == vague {
		switch s.text(it.from) {
		case "dozens", "Dozens":
			if s.literal(i, to, "of") {
				it.to++
			}
		}
		return
	}
	if it.n >= 20 && it.n < 100 { // twenty-five, twenty five
		j := i
		if s.dash(j, to) {
			j++
		}
		if j < to {
			if l, ok := s.lookup(j); ok && l.class&cNum != 0 && l.n > 0 && l.n < 10 {
				it.n += l.n
				it.to = j + 1
			} else if ok && l.class&cOrd != 0 && l.n < 10 && j > i {
				it.n += l.n
				it.class, it.to = cOrd, j+1
			}
		}
	}
	switch {
	case s.literal(it.to, to, "hundred"):
		it.n *= 100
		it.to++
	case s.literal(it.to, to, "thousand"):
		it.n *= 1000
		it.to++
	}
	s.andAHalf(it, to)
}

// unitAt reports whether a unit stands at token i, perhaps behind a hyphen.
func (s *scanner) unitAt(i, to int) bool {
	if s.dash(i, to) {
		i++
	}
	if i >= to {
		return false
	}
	l, ok := s.lookup(i)
	return ok && l.class&(cUnit|cUnits) != 0
}

// andAHalf takes in "and a half" behind a count, also joined by hyphens.
func (s *scanner) andAHalf(it *item, to int) {
	i := it.to
	skip := func() {
		if s.dash(i, to) {
			i++
		}
	}
	for _, w := range [...]string{"and", "a", "half"} {
		skip()
		if !s.literal(i, to, w) && !(w == "a" && s.literal(i, to, "one")) {
			return
		}
		i++
	}
	it.to, it.frac = i, "5"
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
