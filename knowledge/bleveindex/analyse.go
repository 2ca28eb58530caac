package bleveindex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"

	"attache/knowledge/language"
)

const (
	// maxTerm is how many bytes of a word are indexed: longer runs of letters are no
	// words of a language, and two that agree so far may be taken for the same.
	maxTerm = 64
	// maxSeen bounds how many words an analyser remembers.
	maxSeen = 1 << 15
)

// analyser turns text into terms. It remembers the terms of words that it has
// seen, so it is for one goroutine.
type analyser struct {
	seen map[string]meaning // by the word as written
}

// meaning is what one word is indexed as.
type meaning struct {
	folded, term string
	stop         bool // folded is a stop word
}

func newAnalyser() *analyser { return &analyser{seen: make(map[string]meaning)} }

// Terms analyses text for a query. It gives what Put indexes for the same text.
func (ix *Index) Terms(text string) []string { return newAnalyser().terms(nil, text) }

// terms appends the terms of text to dst, in order, repeated as they repeat.
//
// Words are runs of letters, numbers are runs of digits; "28-point" is two terms
// and so is "F16". Letters joined by points are one term ("U.S." is "us"); commas
// between thousands go ("1,000" is "1000"), and so do ordinal endings,
// possessives and contracted endings. In scripts that do not write spaces each
// letter is a term.
func (a *analyser) terms(dst []string, text string) []string {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			end := number(text, i)
			dst = append(dst, clip(strings.ReplaceAll(text[i:end], ",", "")))
			i = end + numberEnding(text[end:])
		case isIdeograph(r):
			dst = append(dst, fold(text[i:i+size]))
			i += size
		case unicode.IsLetter(r):
			var term string
			if term, i = a.word(text, i); term != "" {
				dst = append(dst, term)
			}
		default:
			i += size
		}
	}
	return dst
}

// word returns the term of the word that starts at i, "" for none, and the
// offset behind the word and its ending.
func (a *analyser) word(text string, i int) (string, int) {
	if end := initials(text, i); end > 0 {
		return stem(fold(strings.ReplaceAll(text[i:end], ".", ""))), end // "U.S." is no pronoun
	}
	end := i + letters(text[i:])
	word := text[i:end]
	ending, after := contraction(text, end)
	if ending == "t" && (word[len(word)-1] == 'n' || word[len(word)-1] == 'N') {
		return "", after // "don't", "hasn't": stop words, every one
	}
	return a.term(text, i, word), after
}

// term returns the term of a word that stands at offset i of text, "" for none.
func (a *analyser) term(text string, i int, word string) string {
	m, ok := a.seen[word]
	if !ok {
		m.folded = fold(word)
		m.term = stem(m.folded)
		m.stop = stopWords[m.folded]
		if len(a.seen) < maxSeen {
			a.seen[strings.Clone(word)] = m
		}
	}
	if m.stop && stops(text, i, word, m.folded) {
		return ""
	}
	return m.term
}

// stops reports whether a stop word says nothing in the way it is written: "US"
// and "WHO" are names in a text that is not all in capitals, "May" is a month.
func stops(text string, i int, word, folded string) bool {
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return true
	}
	if len(word) > size && strings.ToUpper(word) == word {
		return shouted(text)
	}
	if always, ok := properWords[folded]; ok {
		return !always && strings.TrimSpace(text[:i]) == ""
	}
	return true
}

// shouted reports whether text is written in capitals throughout, so that they
// mean nothing. One or two words may well be an abbreviation.
func shouted(text string) bool {
	return strings.IndexFunc(text, unicode.IsLower) < 0 && len(strings.Fields(text)) > 2
}

// fold makes one of the spellings of a word: lower case, without accents.
func fold(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return clip(language.FoldString(norm.NFC.String(word)))
		}
	}
	return clip(strings.ToLower(word))
}

// stem takes the endings of English grammar off a folded word. A word with
// letters of another alphabet stays as it is.
func stem(folded string) string {
	if len(folded) < 3 {
		return folded
	}
	for i := range len(folded) {
		if folded[i] < 'a' || folded[i] > 'z' {
			return folded
		}
	}
	env := snowballstem.NewEnv(folded)
	english.Stem(env)
	return env.Current()
}

// clip cuts a term at maxTerm bytes, between letters.
func clip(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	end := maxTerm
	for !utf8.RuneStart(term[end]) {
		end--
	}
	return term[:end]
}
