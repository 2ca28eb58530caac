package timex

import (
	"strings"

	"attache/knowledge/language"
)

// firstYear and lastYear bound the figures that are taken for a year without any
// word that says so; from earliestYear on they can be one.
const (
	earliestYear = 1000
	firstYear    = 1500
	lastYear     = 2099
)

// figures classifies a token of figures by its shape.
func (s *scanner) figures(it *item, to int) {
	text := s.text(it.from)
	it.id = idFigures
	digits, ordinal := text, false
	if last := text[len(text)-1]; last < '0' || last > '9' { // 24th
		digits, ordinal = text[:len(text)-2], true
	}
	n, plain, points := readFigures(digits)
	it.n = n
	switch {
	case ordinal:
		it.class = cOrd
		if plain && n >= 1 && n <= 31 {
			it.class |= cDay
		}
		return
	case points == 1:
		whole, frac, _ := strings.Cut(digits, ".")
		it.n, _, _ = readFigures(whole)
		it.class, it.frac = cNum, frac
		if len(whole) <= 2 && len(frac) == 2 {
			it.class |= cDotClock
		}
	case points == 2:
		it.class = cDotted
		return
	case points > 2:
		return
	case !plain:
		it.class = cNum
	default:
		it.class = cNum | shape(digits, n)
	}
	s.shortSuffix(it, digits, to)
	if it.class&cNum != 0 {
		s.halves(it, to)
	}
}

// readFigures reads digits with commas and points. plain means that there is no
// comma; the value is capped, for nothing here counts higher.
func readFigures(digits string) (n int32, plain bool, points int) {
	plain = true
	for i := 0; i < len(digits); i++ {
		switch c := digits[i]; c {
		case ',':
			plain = false
		case '.':
			points++
		default:
			if n < 1e7 {
				n = n*10 + int32(c-'0')
			}
		}
	}
	return n, plain, points
}

// shape is what plain digits can be.
func shape(digits string, n int32) class {
	var c class
	switch len(digits) {
	case 1, 2:
		c |= cSmall
		if len(digits) == 2 {
			c |= cTwo
		}
		if n >= 1 && n <= 31 {
			c |= cDay
		}
	case 4:
		if n >= earliestYear && n <= lastYear {
			c |= cYear
		}
		if n < 2400 && n%100 < 60 {
			c |= cFour
		}
	}
	return c
}

// shortSuffix takes in the "s" of a decade ("1990s", "1990's") and the "m" of an
// hour that is glued to it stays a token of its own.
func (s *scanner) shortSuffix(it *item, digits string, to int) {
	i := it.to
	if i >= to || s.tokens[i].Spaced || len(digits) != 4 || it.n%10 != 0 || it.class&cYear == 0 {
		return
	}
	switch s.text(i) {
	case "s", "'s", "’s":
		possessive := s.tokens[i].Kind == language.Suffix
		if possessive && !s.decadeBefore(it.from) {
			return
		}
		it.class, it.n, it.to = cDecade, it.n/10, i+1
	}
}

// decadeBefore reports whether the words before token i lead to a decade, so that
// "1990's" behind them is one: "the 1990's", "the late 1990's".
func (s *scanner) decadeBefore(i int) bool {
	if i == 0 {
		return false
	}
	if s.dash(i-1, i) && i > 1 {
		i--
	}
	l, ok := s.lookup(i - 1)
	return ok && l.class&(cThe|cEarly) != 0
}

// shortDecade reads "'90s" and leaves "'82" to the rules.
func (s *scanner) shortDecade(it *item, to int) {
	i := it.to
	if i+1 >= to || s.tokens[i].Spaced || s.tokens[i].Kind != language.Number || s.tokens[i].Len() != 2 || s.tokens[i+1].Spaced || s.text(i+1) != "s" {
		return
	}
	if n, plain, _ := readFigures(s.text(i)); plain && n%10 == 0 {
		it.class, it.n, it.to = cDecade, 190+n/10, i+2
		it.id = idFigures
	}
}

// fiscalYear reads "FY2025", which is one token.
func (s *scanner) fiscalYear(it *item) {
	text := s.text(it.from)
	if len(text) != 6 || text[:2] != "FY" {
		return
	}
	for _, c := range text[2:] {
		if c < '0' || c > '9' {
			return
		}
	}
	if n, _, _ := readFigures(text[2:]); n >= firstYear && n <= lastYear {
		it.class, it.n, it.id = cYear, n, idFigures
	}
}

// halves takes in what makes a fraction of the figures: "2 1/2", "2 and a half".
func (s *scanner) halves(it *item, to int) {
	i := it.to
	if i+2 < to && s.text(i) == "1" && s.text(i+1) == "/" && s.text(i+2) == "2" {
		it.to, it.frac = i+3, "5"
		return
	}
	if i+3 < to && s.dash(i, to) && s.text(i+1) == "1" && s.text(i+2) == "/" && s.text(i+3) == "2" {
		it.to, it.frac = i+4, "5"
		return
	}
	s.andAHalf(it, to)
}

// shortYear is the year that two figures mean: the last one that is not more than
// twenty years ahead of the publication.
func shortYear(n int, published language.Date) int {
	now := published.Year
	if now == 0 {
		now = 2010
	}
	y := now/100*100 + n
	for y > now+20 {
		y -= 100
	}
	return y
}
