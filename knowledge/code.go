package knowledge

import "attache/knowledge/language"

// shortLead is how many letters before a figure say too little by themselves to be
// looked for: the "F" of "F-16", the "Su" of "Su-35".
const shortLead = 2

// codeIn returns the figures of a word whose terms are letters and then figures: "F16"
// is two terms.
func codeIn(terms []string) string {
	if len(terms) == 2 && !isFigures(terms[0]) && isFigures(terms[1]) {
		return terms[1]
	}
	return ""
}

func isFigures(term string) bool { return term != "" && term[0] >= '0' && term[0] <= '9' }

// parts returns the words that a word of the question is looked for as: itself, and of
// letters and figures in one also the other part, since others write them apart. What
// says less of the two is light: the letters where they are few, else the figures.
func (w queryWord) parts(terms []string) []queryWord {
	code := codeIn(terms)
	if code == "" {
		return []queryWord{w}
	}
	figures := queryWord{typed: w.typed, low: code, term: code, token: w.token, number: true}
	if len(terms[0]) > shortLead {
		figures.light = true
		return []queryWord{w, figures}
	}
	w.light = true
	return []queryWord{figures, w}
}

// leadsCode reports whether a word is a few letters that a hyphen joins to a figure.
func (p *phrase) leadsCode(i int) bool {
	if i+2 >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	if t.Kind != language.Word || t.End-t.Start > shortLead {
		return false
	}
	hyphen, next := p.tokens[i+1], p.tokens[i+2]
	return isFigures(p.low[i+2]) && hyphen.Kind == language.Punct && hyphen.Start == t.End && hyphen.End == next.Start && hyphen.In(p.text) != "."
}

// written is a word as the person who asks sees it: a figure with the letters that lead
// it.
func (p *phrase) written(i int) string {
	if i >= 2 && p.leadsCode(i-2) {
		return p.text[p.tokens[i-2].Start:p.tokens[i].End]
	}
	return p.tokens[i].In(p.text)
}
