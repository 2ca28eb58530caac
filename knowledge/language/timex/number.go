package timex

// behindArticle are words that make a number with "a" before them.
var behindArticle = []struct {
	word string
	n    int32
	of   bool // "of" belongs to it where it follows
}{
	{"few", vague, false}, {"couple", 2, true}, {"dozen", 12, false}, {"hundred", 100, false}, {"thousand", 1000, false},
}

// numberWords reads a number that begins with a word: "twenty-five", "a few", "a
// couple of", "two hundred", "two and a half"; and "more than".
func (s *scanner) numberWords(it *item, to int) {
	switch {
	case it.class&cOpener != 0:
		s.opener(it, to)
	case it.class&cA != 0:
		s.articleNumber(it, to)
	case it.n == vague:
		if s.literal(it.from, to, "dozens") && s.literal(it.to, to, "of") {
			it.to++
		}
	default:
		s.tens(it, to)
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
}

// opener reads "couple of", "more than" and "less than".
func (s *scanner) opener(it *item, to int) {
	switch {
	case s.literal(it.from, to, "couple"):
		if s.literal(it.to, to, "of") {
			it.class, it.n, it.to = cNum, 2, it.to+1
		}
	case s.literal(it.to, to, "than"):
		mod := lessThan
		if s.literal(it.from, to, "more") {
			mod = moreThan
		}
		it.class, it.n, it.to = cApprox, int32(mod), it.to+1
	}
}

// articleNumber reads "a few", "a couple of", "a half" before a unit.
func (s *scanner) articleNumber(it *item, to int) {
	i := it.to
	if s.literal(i, to, "half") && s.unitAt(i+1, to) {
		it.class, it.n, it.frac, it.to = cNum, 0, "5", i+1
		return
	}
	if s.literal(i, to, "number") && s.literal(i+1, to, "of") {
		it.class, it.n, it.to = cNum, vague, i+2
		return
	}
	for _, w := range behindArticle {
		if s.literal(i, to, w.word) {
			it.class, it.n, it.to = cNum, w.n, i+1
			if w.of && s.literal(i+1, to, "of") {
				it.to++
			}
			return
		}
	}
}

// tens reads "twenty-five", "twenty five" and "twenty-fifth".
func (s *scanner) tens(it *item, to int) {
	if it.n < 20 || it.n > 90 {
		return
	}
	j := it.to
	if s.dash(j, to) {
		j++
	}
	if j >= to {
		return
	}
	l, ok := s.lookup(j)
	switch {
	case !ok || l.n < 1 || l.n > 9:
	case l.class&cNum != 0:
		it.n, it.to = it.n+l.n, j+1
	case l.class&cOrd != 0 && j > it.to:
		it.n, it.class, it.to = it.n+l.n, cOrd, j+1
	}
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

// andAHalf takes in "and a half" or "and one-half" behind a count, also joined by
// hyphens.
func (s *scanner) andAHalf(it *item, to int) {
	i := it.to
	for _, words := range [...][2]string{{"and", "and"}, {"a", "one"}, {"half", "half"}} {
		if s.dash(i, to) {
			i++
		}
		if !s.literal(i, to, words[0]) && !s.literal(i, to, words[1]) {
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
