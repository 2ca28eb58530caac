package language

import "unicode/utf8"

// Kind tells what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // letters, with the points of an abbreviation ("U.S.") and inner apostrophes of names ("O'Brien")
	Number             // digits with inner points, commas and an ordinal ending: "28", "1,000.5", "24th"
	Suffix             // the possessive or contracted ending of the word before: "'s", "’s", "n't" is not split
	Punct              // one punctuation mark or symbol; a run of points is one token
)

// Token is one token: its bytes, its kind and how it is written.
type Token struct {
	Span
	Kind   Kind
	Upper  bool // the first letter is upper case
	AllCap bool // two or more letters, none of them lower case
	Spaced bool // white space (or the start of the text) stands before it
	Line   bool // it is the first token of its line
}

// Tokenize splits text into tokens and drops the white space.
//
// A hyphen of any kind is a token of its own ("28-point" is three tokens), so is
// a dash; an apostrophe followed by "s" at the end of a word is a [Suffix].
// A point stays with a word that holds an inner point ("U.S.", "a.m.") and with
// nothing else: "Gen." is two tokens. In scripts that do not write spaces each
// letter is a token.
func Tokenize(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+8)
	spaced, line := true, true
	for i := 0; i < len(text); {
		r, size := decode(text, i)
		if isSpace(r) {
			spaced = true
			line = line || isLineEnd(r)
			i += size
			continue
		}
		t := Token{Span: Span{Start: i}, Spaced: spaced, Line: line}
		switch {
		case isLetter(r):
			i = scanWord(text, i, &t)
		case isDigit(r):
			i = scanNumber(text, i, &t)
		case isApostrophe(r) && isSuffixAt(text, i, size, spaced):
			t.Kind = Suffix
			i += size + 1
		case r == '.':
			t.Kind = Punct
			for i < len(text) && text[i] == '.' {
				i++
			}
		default:
			t.Kind = Punct
			i += size
		}
		t.End = i
		tokens = append(tokens, t)
		spaced, line = false, false
	}
	return tokens
}

// scanWord reads the word that starts at i and returns the offset behind it.
func scanWord(text string, i int, t *Token) int {
	t.Kind = Word
	letters, lower, points := 0, false, false
	for i < len(text) {
		r, size := decode(text, i)
		switch {
		case isLetter(r):
			if isIdeographic(r) {
				if letters == 0 {
					i += size
				}
				return i
			}
			letters++
			up := isUpper(r)
			if letters == 1 {
				t.Upper = up
			}
			lower = lower || !up
			i += size
			continue
		case isDigit(r) || joins(r):
			i += size
			continue
		case r == '.' && abbreviates(text, t.Start, i):
			points = true
			i++
			continue
		case isApostrophe(r) && innerApostrophe(text, i, size):
			i += size
			continue
		}
		break
	}
	t.AllCap = !lower && (letters > 1 || points)
	return i
}

// abbreviates reports whether the point at i belongs to the word that starts at
// start: single letters joined by points, as in "U.S." and "a.m.".
func abbreviates(text string, start, i int) bool {
	_, size := decodeLast(text, i)
	inner := i-size > start && text[i-size-1] == '.'
	if i-size > start && !inner {
		return false
	}
	if i+1 < len(text) {
		if next, size := decode(text, i+1); isLetter(next) {
			after := i + 1 + size
			if after >= len(text) {
				return true
			}
			r, _ := decode(text, after)
			return r == '.' || !isLetter(r)
		}
	}
	return inner
}

// innerApostrophe reports whether the apostrophe at i joins two parts of one
// name or contraction ("O’Brien", "n't", "l'Europe") and is not a possessive.
func innerApostrophe(text string, i, size int) bool {
	next := i + size
	if next >= len(text) {
		return false
	}
	r, rsize := decode(text, next)
	if !isLetter(r) {
		return false
	}
	if r != 's' && r != 'S' {
		return true
	}
	if next+rsize >= len(text) {
		return false
	}
	after, _ := decode(text, next+rsize)
	return isLetter(after)
}

func isSuffixAt(text string, i, size int, spaced bool) bool {
	if spaced || i == 0 || i+size >= len(text) {
		return false
	}
	if c := text[i+size]; c != 's' && c != 'S' {
		return false
	}
	if i+size+1 >= len(text) {
		return true
	}
	r, _ := decode(text, i+size+1)
	return !isLetter(r) && !isDigit(r)
}

// scanNumber reads the number that starts at i and returns the offset behind it.
func scanNumber(text string, i int, t *Token) int {
	t.Kind = Number
	for i < len(text) {
		r, size := decode(text, i)
		switch {
		case isDigit(r):
			i += size
			continue
		case (r == ',' || r == '.') && i+1 < len(text) && isDigitAt(text, i+1):
			i++
			continue
		}
		break
	}
	return i + ordinalEnding(text[i:])
}

func isDigitAt(text string, i int) bool {
	r, _ := decode(text, i)
	return isDigit(r)
}

// ordinalEnding is the length of an English ordinal ending at the start of s.
func ordinalEnding(s string) int {
	if len(s) < 2 || s[0] >= utf8.RuneSelf {
		return 0
	}
	switch s[:2] {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
	default:
		return 0
	}
	if len(s) > 2 {
		if r, _ := decode(s, 2); isLetter(r) || isDigit(r) {
			return 0
		}
	}
	return 2
}
