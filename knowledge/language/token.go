package language

import (
	"unicode"
	"unicode/utf8"
)

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
// nothing else: "Gen." is two tokens.
func Tokenize(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+8)
	spaced, line := true, true
	for i := 0; i < len(text); {
		r, size := decode(text, i)
		switch {
		case r == '\n':
			spaced, line = true, true
			i += size
			continue
		case isSpace(r):
			spaced = true
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
	letters, lower := 0, false
	points := false
	for first := true; i < len(text); first = false {
		r, size := decode(text, i)
		switch {
		case isLetter(r) || unicode.Is(unicode.Mn, r) || (!first && isDigit(r)):
			if isLetter(r) {
				letters++
				up := isUpper(r)
				if letters == 1 {
					t.Upper = up
				}
				lower = lower || !up
			}
			i += size
			continue
		case r == '.' && letters > 0 && abbreviates(text, t.Start, i):
			points = true
			i++
			continue
		case isApostrophe(r) && innerApostrophe(text, i, size):
			i += size
			continue
		}
		break
	}
	t.AllCap = letters > 1 && !lower || points && !lower
	return i
}

// abbreviates reports whether the point at i belongs to the word that starts at
// start: single letters joined by points, as in "U.S." and "a.m.".
func abbreviates(text string, start, i int) bool {
	if lastPart := i - start; lastPart > 1 && text[i-2] != '.' {
		return false
	}
	if i+1 < len(text) {
		next, size := decode(text, i+1)
		if isLetter(next) {
			after := i + 1 + size
			if after >= len(text) {
				return true
			}
			r, _ := decode(text, after)
			return r == '.' || !isLetter(r)
		}
	}
	return i-2 >= start && text[i-2] == '.'
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
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			i++
			continue
		case (c == ',' || c == '.') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			i++
			continue
		}
		break
	}
	if n := ordinalEnding(text[i:]); n > 0 {
		return i + n
	}
	return i
}

// ordinalEnding is the length of an English ordinal ending at the start of s.
func ordinalEnding(s string) int {
	if len(s) < 2 {
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

func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || r == '\u2060'
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'A' && r <= 'Z'
	}
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

// IsHyphen reports whether r joins or separates words: a hyphen of any kind, an
// en or em dash, a minus sign.
func IsHyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212'
}
