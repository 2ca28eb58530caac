package knowledge

import (
	"context"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
)

// smallWords are words of questions other than those that ask and that help a verb: what
// they are misspelt as is no word of what is asked about.
var smallWords = strings.Fields("about after against and before between during from into than that their them then there these they this those through under until with without")

// askingWords are the asking words, the frequent ones first.
var askingWords = strings.Fields("what who when where how why which whose whom")

// shortest is how many letters a small word must have to be known with one of them
// wrong; of a shorter one only two may stand the wrong way round.
const shortest = 4

// withoutSlips returns a question in which small words that are misspelt are written
// right: "wht did she say abot it". Names and words that the dossier has stay as they
// are, and so does what is in another language.
func (d *Dossier) withoutSlips(ctx context.Context, question string) (string, error) {
	p := parse(question)
	if p.tongue() != "" || strings.ContainsAny(question, quotationMarks) {
		return question, nil
	}
	var out strings.Builder
	copied := 0
	for i, t := range p.tokens {
		if t.Kind != language.Word || t.AllCap || t.Upper && i > 0 {
			continue
		}
		meant := p.smallWordAt(i)
		if meant == "" {
			continue
		}
		is, err := d.holdsWord(ctx, p.low[i])
		if err != nil {
			return question, err
		}
		if is {
			continue
		}
		out.WriteString(question[copied:t.Start])
		out.WriteString(meant)
		copied = t.End
	}
	return out.String() + question[copied:], nil
}

// holdsWord reports whether a passage or a name has the word.
func (d *Dossier) holdsWord(ctx context.Context, low string) (bool, error) {
	if d.isName(low) {
		return true, nil
	}
	terms := d.index.Terms("." + low)
	if len(terms) == 0 {
		return false, nil
	}
	counts, err := d.index.DocFreq(ctx, terms[:1])
	return err == nil && counts[0] > 0, err
}

// smallWordAt returns the small word that the one at i is a slip of; empty where it is
// none.
func (p *phrase) smallWordAt(i int) string {
	low, next := p.low[i], p.word(i+1)
	helped := auxiliaries[next]
	if asking[low] || auxiliaries[low] || light[low] || slices.Contains(smallWords, low) {
		return ""
	}
	if i == 0 {
		switch {
		case low == "y" && helped:
			return "why"
		case strings.HasSuffix(low, "s") && asking[low[:len(low)-1]]: // "whos"
			return low[:len(low)-1] + " is"
		}
		counts := next == "many" || next == "much" || next == "long"
		if counts && isSlip(low, "how") {
			return "how"
		}
		if (helped || !lexicon.Known(low)) && !counts {
			return slipOf(low, askingWords)
		}
		return ""
	}
	for _, w := range []string{"the", "and"} { // whatever their letters make is no word
		if isSlip(low, w) {
			return w
		}
	}
	if lexicon.Known(low) || len(low) < 3 {
		return ""
	}
	if meant := slipOf(low, smallWords); meant != "" {
		return meant
	}
	for _, w := range askingWords {
		if len(w) >= shortest && isSlip(low, w) {
			return w
		}
	}
	return ""
}

// slipOf returns the first of the words, and first of those of which a letter was left
// out or two stand the wrong way round, that a word is a slip of.
func slipOf(low string, words []string) string {
	second := ""
	for _, w := range words {
		if !isSlip(low, w) {
			continue
		}
		if len(low) <= len(w) && (len(low) < len(w) || sameLetters(low, w)) {
			return w
		}
		if second == "" {
			second = w
		}
	}
	return second
}

// isSlip reports whether a word becomes another with one letter more, fewer or other, or
// with two that change places. Of a short word all letters must be there.
func isSlip(low, meant string) bool {
	if len(meant) < shortest {
		return len(low) == len(meant) && sameLetters(low, meant) && low != meant
	}
	from := 0
	for from < len(low) && from < len(meant) && low[from] == meant[from] {
		from++
	}
	a, b := low[from:], meant[from:]
	switch {
	case len(a) == len(b)+1:
		return a[1:] == b
	case len(b) == len(a)+1:
		return a == b[1:]
	case len(a) != len(b) || len(a) == 0:
		return false
	}
	return a[1:] == b[1:] || len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}

// sameLetters reports whether two words are of the same letters.
func sameLetters(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}
