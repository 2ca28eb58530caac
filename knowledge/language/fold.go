package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a copy of a text made for comparison, with the way back: hyphens of
// every kind are "-", quotation marks straight, spaces plain, accents off,
// letters lower case.
type Folded struct {
	Text   string
	starts []int // for each byte of Text, the offset of the original it came from
	end    int   // the length of the original
}

// Fold folds text and keeps the map of offsets.
func Fold(text string) Folded {
	var b strings.Builder
	b.Grow(len(text))
	starts := make([]int, 0, len(text))
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		before := b.Len()
		foldRune(&b, r)
		for range b.Len() - before {
			starts = append(starts, i)
		}
		i += n
	}
	return Folded{Text: b.String(), starts: starts, end: len(text)}
}

// Original maps a span of the folded text to the span of the original that it
// came from. The result always falls on character boundaries.
func (f Folded) Original(s Span) Span {
	return Span{f.offset(s.Start), f.offset(s.End)}
}

func (f Folded) offset(i int) int {
	if i >= len(f.starts) {
		return f.end
	}
	return f.starts[i]
}

// FoldString is Fold for short strings whose offsets nobody needs.
func FoldString(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteByte(byte(r))
	case IsHyphen(r):
		b.WriteByte('-')
	case isApostrophe(r) || r == '‚' || r == '‹' || r == '›':
		b.WriteByte('\'')
	case strings.ContainsRune("“”„«»", r):
		b.WriteByte('"')
	case r == '\u00AD' || r == '\uFEFF' || r == '\u200B' || r == '\u2060':
	case isSpace(r):
		b.WriteByte(' ')
	case r == 'ß':
		b.WriteString("ss")
	case r == 'ı' || r == 'İ':
		b.WriteByte('i')
	case r == 'ø' || r == 'Ø':
		b.WriteByte('o')
	case r == 'ł' || r == 'Ł':
		b.WriteByte('l')
	case r == 'đ' || r == 'Đ':
		b.WriteByte('d')
	case r == 'æ' || r == 'Æ':
		b.WriteString("ae")
	default:
		foldAccents(b, r)
	}
}

func foldAccents(b *strings.Builder, r rune) {
	if unicode.Is(unicode.Mn, r) {
		return
	}
	if r == 'й' || r == 'Й' || r == 'ї' || r == 'Ї' || r == 'ё' || r == 'Ё' { // letters of their own, not accents
		b.WriteRune(unicode.ToLower(r))
		return
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	for _, d := range string(norm.NFKD.Bytes(buf[:n])) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
}
