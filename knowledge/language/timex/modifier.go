package timex

// modifier is what a word such as "early" or "about" does to an expression.
type modifier uint8

const (
	noMod modifier = iota
	early
	mid
	late
	earlier // "earlier this year": some time in it before now, not its first part
	later
	approximately
	moreThan
	lessThan
)

// String is the modifier as TIMEX3 writes it.
func (m modifier) String() string {
	return [...]string{"", "START", "MID", "END", "START", "END", "APPROX", "MORE_THAN", "LESS_THAN"}[m]
}

// third is which third of a stretch the modifier leaves, from 0.
func (m modifier) third() (i int, ok bool) { return int(m - early), m >= early && m <= late }

// mod is the modifier of what was captured under e.
func (t *tagger) mod(h *hit) modifier {
	it := t.captured(h, 'e')
	if it == nil {
		return noMod
	}
	return modifier(it.n)
}

// approximate is the modifier that a word such as "about" at item i gives.
func (t *tagger) approximate(i int) modifier {
	switch {
	case !t.has(i, cApprox):
		return noMod
	case t.items[i].n < 0: // "some" is a number too
		return approximately
	}
	return modifier(t.items[i].n)
}
