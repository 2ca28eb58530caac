package language

import (
	"unicode"
	"unicode/utf8"
)

// What a byte below utf8.RuneSelf is.
const (
	asciiLetter = 1 << iota
	asciiUpper
	asciiDigit
	asciiSpace
)

var ascii = func() (t [utf8.RuneSelf]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c] = asciiLetter
		t[c-'a'+'A'] = asciiLetter | asciiUpper
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = asciiDigit
	}
	for _, c := range " \t\n\v\f\r" {
		t[c] = asciiSpace
	}
	return t
}()

func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func decodeLast(s string, end int) (rune, int) {
	if c := s[end-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(s[:end])
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return ascii[r]&asciiSpace != 0
	}
	switch r {
	case '\u0085', '\u00A0', '\u1680', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000', '\uFEFF', '\u200B', '\u2060':
		return true
	}
	return r >= '\u2000' && r <= '\u200A'
}

func isLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ascii[r]&asciiLetter != 0
	case r >= 'À' && r <= 'ɏ':
		return r != '×' && r != '÷'
	case r >= 'Ѐ' && r <= 'ҁ':
		return true
	case r >= '\u2000' && r <= '\u206F': // general punctuation: the commonest runes of running text outside ASCII
		return false
	}
	return unicode.IsLetter(r)
}

func isUpper(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ascii[r]&asciiUpper != 0
	case r >= 'Ѐ' && r <= 'џ':
		return r <= 'Я'
	}
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return ascii[r]&asciiDigit != 0
	}
	return r >= '\u0660' && unicode.IsDigit(r)
}

// joins reports whether r continues a word without being a letter: an accent
// written on its own, a vowel sign, a soft hyphen, a joiner.
func joins(r rune) bool {
	if r < utf8.RuneSelf {
		return false
	}
	return r == '\u00AD' || r == '\u200C' || r == '\u200D' || r >= '\u0300' && unicode.IsMark(r)
}

// isIdeographic reports whether r is of a script that is written without spaces
// between words, so that each letter is a token.
func isIdeographic(r rune) bool {
	return r >= '\u2E80' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

// IsHyphen reports whether r joins or separates words: a hyphen of any kind, an
// en or em dash, a minus sign.
func IsHyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212'
}

// isLineEnd reports whether r ends a line.
func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
}

// trim takes the white space off both ends of a span.
func trim(raw string, s Span) Span {
	for s.Start < s.End {
		r, size := decode(raw, s.Start)
		if !isSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := decodeLast(raw[s.Start:s.End], s.End-s.Start)
		if !isSpace(r) {
			break
		}
		s.End -= size
	}
	return s
}

func skipSpace(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

func allDigits(s string) bool {
	for _, r := range s {
		if !isDigit(r) {
			return false
		}
	}
	return s != ""
}
