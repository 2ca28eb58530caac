package knowledge

// What two pages have in common that are on one subject.
const (
	pageNames   = 2  // words in capitals
	pageOverlap = .3 // part of the words of the page that has fewer
)

// vocabulary is the words of a page.
type vocabulary struct{ words, capitals map[string]bool }

// addWords adds the words of a sentence, and those that are written in capitals
// within it.
func (a *account) addWords(to vocabulary) {
	for i := a.from; i < a.to; i++ {
		term := a.page.text.terms[i]
		if term == "" || a.page.isTime(i) {
			continue
		}
		to.words[term] = true
		if i > a.from && a.page.text.Tokens[i].Upper {
			to.capitals[term] = true
		}
	}
}

// isTime reports whether a token is part of a temporal expression.
func (p *page) isTime(i int) bool {
	at := p.timeAt(p.text.Tokens[i].Start + 1)
	return at > 0 && p.facts.Timexes[at-1].Overlaps(p.text.Tokens[i].Span)
}

// related reports whether two pages are on one subject.
func (v vocabulary) related(o vocabulary) bool {
	switch n := len(inBoth(v.capitals, o.capitals)); {
	case n >= pageNames && overlap(v.capitals, o.capitals) >= pageOverlap:
		return true
	default:
		return n > 0 && overlap(v.words, o.words) >= pageOverlap
	}
}
