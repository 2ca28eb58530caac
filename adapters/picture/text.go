package picture

import (
	"strings"
	"unicode"

	"github.com/gosimple/unidecode"
	"golang.org/x/text/unicode/norm"
)

// clean takes out of a stranger's text what would hide, reorder or break what
// stands beside it, and makes one space of all white space.
func clean(text string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(kept), " ")
}

// clip shortens text to at most n runes, at a space where one is near the end.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := n - 1
	for i := cut; i > cut*3/4; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:") + "…"
}

// drawable returns text in letters that the font has: accents that it cannot
// put on a letter are left out, letters of other scripts are transliterated, and
// signs that have no letters are left out. A letter of which nothing is known
// becomes a question mark.
func drawable(text string, has func(rune) bool) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.Is(unicode.M, r) && unicode.Is(unicode.Inherited, r):
			// The fonts do not place marks: those that NFC left alone would stand
			// beside their letter. The vowels of Indian scripts are marks of their
			// own script, and are spelt.
		case has(r):
			b.WriteRune(r)
		default:
			b.WriteString(substitute(r, has))
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
}

// spellings are letters that the transliteration leaves out or writes as a sign.
var spellings = map[rune]string{'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ع': "'", 'ء': "'", 'ئ': "'", 'ؤ': "'", 'א': "a", 'ע': "'"}

func substitute(r rune, has func(rune) bool) string {
	if latin, ok := spellings[r]; ok {
		return latin
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(string(r)))
	if plain != "" && !strings.ContainsFunc(plain, func(r rune) bool { return !has(r) }) {
		return plain
	}
	latin := unidecode.Unidecode(string(r))
	switch {
	case strings.TrimSpace(latin) != "" && !strings.ContainsFunc(latin, func(r rune) bool { return !has(r) }):
		return latin
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return "?"
	}
	return ""
}
