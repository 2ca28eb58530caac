package timex

import "attache/knowledge/language"

// dayOrder is the order of day and month in dates written with slashes.
type dayOrder uint8

const (
	unread dayOrder = iota
	noOrder
	dayFirst
	monthFirst
)

// dayOrder is the order that the document itself shows: by slashed dates that can
// be read in one way only, then by one that is the publication date in one
// reading, then by how its dates in words are ordered.
func (t *tagger) dayOrder() dayOrder {
	if t.order == unread {
		t.order = t.findOrder()
	}
	return t.order
}

func (t *tagger) findOrder() dayOrder {
	slashed, published, words := 0, 0, 0
	t.slashedDates(func(a, b, y int) {
		switch day, month := validDay(y, b, a), validDay(y, a, b); {
		case day && !month:
			slashed++
		case month && !day:
			slashed--
		case day && month && a != b && y == t.published.Year:
			p := t.published
			published += boolInt(p.Day == a && p.Month == b) - boolInt(p.Day == b && p.Month == a)
		}
	})
	for i := range t.text.Tokens {
		words += t.wordOrder(i)
	}
	for _, evidence := range [...]int{slashed, published, words} {
		switch {
		case evidence > 0:
			return dayFirst
		case evidence < 0:
			return monthFirst
		}
	}
	return noOrder
}

// slashedDates calls yield for each a/b/y in the text.
func (t *tagger) slashedDates(yield func(a, b, y int)) {
	tokens := t.text.Tokens
	for i := 1; i+3 < len(tokens); i++ {
		if t.scanner.text(i) != "/" || t.scanner.text(i+2) != "/" || !t.glued(i-1, i+3) {
			continue
		}
		a, okA := t.plain(i - 1)
		b, okB := t.plain(i + 1)
		if y, okY := t.plain(i + 3); okA && okB && okY {
			if tokens[i+3].Len() == 2 {
				y = shortYear(y, t.published)
			}
			yield(a, b, y)
		}
	}
}

// glued reports whether no white space stands between the tokens from i to j.
func (t *tagger) glued(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if t.text.Tokens[k].Spaced {
			return false
		}
	}
	return true
}

// plain reads token i as plain figures.
func (t *tagger) plain(i int) (int, bool) {
	if t.text.Tokens[i].Kind != language.Number {
		return 0, false
	}
	n, plain, points := readFigures(t.scanner.text(i))
	last := t.scanner.text(i)
	return int(n), plain && points == 0 && last[len(last)-1] <= '9'
}

// wordOrder is 1 where a day stands before the month at token i, -1 where it
// stands behind it.
func (t *tagger) wordOrder(i int) int {
	l, ok := t.scanner.lookup(i)
	if !ok || l.class&(cMonth|cMonat) == 0 || !t.text.Tokens[i].Upper && l.class&cMonat == 0 {
		return 0
	}
	isDay := func(j int) bool {
		if j < 0 || j >= len(t.text.Tokens) || t.text.Tokens[j].Line && j > i {
			return false
		}
		n, ok := t.plain(j)
		return ok && n >= 1 && n <= 31 && t.text.Tokens[j].Len() <= 2
	}
	return boolInt(isDay(i-1)) - boolInt(isDay(i+1))
}
