package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// attributeDays is how many days may lie between the publications of two sums or parts
// that are told by one noun: "a deficit of 4 million".
const attributeDays = 14

// severals are nouns of which a thing has many, each with a sum of its own.
var severals = wordSet(`sum sums total amount value loan loans fine fines grant grants contract contracts investment payment payments rise increase fall drop
	growth gain order orders deal deals project projects package aid tax cut average maximum minimum speed rate share stake majority part lead level record
	offer bid offers bids margin`)

// attribute is the token of the noun that a sum, a part or a measure is of, by the words
// before it: "a deficit of 4 million", "the hole in its books is 2 billion", "puts the
// hole at 3 billion". It is -1 where none is.
func (a *account) attribute(f figure) int {
	if f.noun != "" || f.key == "" || f.key == scoreKey {
		return -1
	}
	low := a.page.text.low
	i := a.page.text.TokenAt(f.span.Start) - 1
	for i > a.from && (boundWords[low[i]] != plainly || low[i] == "than" || low[i] == "at" && low[i+1] == "least") {
		i--
	}
	if i <= a.from {
		return -1
	}
	noun := -1
	switch low[i] {
	case "of", "at":
		noun = i - 1
	case "is", "was":
		noun = a.headBefore(i)
	}
	if noun < a.from || a.page.text.Tokens[noun].Upper && noun > a.from || a.page.text.terms[noun] == "" || severals[low[noun]] || a.page.text.Tokens[noun].Kind != language.Word || strings.HasSuffix(low[noun], "ed") {
		return -1
	}
	return noun
}

// headBefore is the noun that a clause begins with, whose verb is at a token: "the hole in
// its books is"; -1 where it begins otherwise.
func (a *account) headBefore(verb int) int {
	low := a.page.text.low
	from := a.clauseAround(verb).from
	if low[from] != "the" && low[from] != "its" && low[from] != "their" && low[from] != "his" && low[from] != "her" {
		return -1
	}
	for i := from + 1; i <= verb; i++ {
		if i == verb || low[i] == "of" || low[i] == "in" || low[i] == "at" || low[i] == "for" || low[i] == "on" {
			return i - 1
		}
		if a.page.text.Tokens[i].Kind != language.Word {
			return -1
		}
	}
	return -1
}
