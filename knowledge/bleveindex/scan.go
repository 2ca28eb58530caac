package bleveindex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters is the length of the run of letters that text begins with, with the
// accents, vowel signs, soft hyphens and joiners inside it.
func letters(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && !joins(r) || isIdeograph(r) {
			return i
		}
	}
	return len(text)
}

// joins reports whether r continues a word without being a letter.
func joins(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return r >= utf8.RuneSelf && unicode.IsMark(r)
}

// isIdeograph reports whether r is of a script that is written without spaces
// between words.
func isIdeograph(r rune) bool {
	return r >= '\u2E80' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// number returns the end of the number that starts at i: digits, and commas
// where they stand between thousands.
func number(text string, i int) int {
	end := i + digits(text[i:])
	if end-i > 3 {
		return end
	}
	for end < len(text) && text[end] == ',' && digits(text[end+1:]) == 3 {
		end += 4
	}
	return end
}

// digits is the length in bytes of the run of digits that text begins with.
func digits(text string) int {
	for i, r := range text {
		if !unicode.IsDigit(r) {
			return i
		}
	}
	return len(text)
}

// numberEnding is the length of the ordinal or plural ending that follows a
// number: "28th", "1990s".
func numberEnding(text string) int {
	n := min(letters(text), 3)
	switch strings.ToLower(text[:n]) {
	case "st", "nd", "rd", "th", "s":
		return n
	}
	return 0
}

// initials returns the end of the abbreviation that starts at i, single letters
// joined by points such as "U.S." and "a.m.", or 0 where there is none.
func initials(text string, i int) int {
	end, count := i, 0
	for {
		_, size := utf8.DecodeRuneInString(text[end:])
		if n := letters(text[end:]); n == 0 || n != size {
			break
		}
		end += size
		count++
		if end == len(text) || text[end] != '.' {
			break
		}
		end++
	}
	if count < 2 {
		return 0
	}
	return end
}

// contraction returns the contracted ending that follows a word ending at i ("s"
// of "bank's", "ll" of "she'll"; "" for none) and the offset behind it.
func contraction(text string, i int) (string, int) {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '\'', '’', 'ʼ', '‘', '`', '´':
	default:
		return "", i
	}
	start := i + size
	end := start + letters(text[start:])
	switch ending := strings.ToLower(text[start:end]); ending {
	case "s", "t", "d", "m", "re", "ll", "ve":
		return ending, end
	}
	return "", i
}
