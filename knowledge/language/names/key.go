package names

import (
	"strings"

	"github.com/gosimple/unidecode"
)

// Key folds a name into the form that its spellings share, whatever the alphabet,
// the romanisation, the accents and the case: "Lysenko", "Lyssenko" and
// "Лисенко" have one key, "Bush" and "Busch" have two. The words of a name stay
// apart, in their order.
func Key(name string) string {
	var out strings.Builder
	for i, w := range strings.Fields(plainWords(name)) {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(keyWord(w))
	}
	return out.String()
}

// beforeUnidecode are letters that the common romanisation spells otherwise than
// newspapers do.
var beforeUnidecode = strings.NewReplacer("ё", "е", "Ё", "Е", "ı", "i", "đ", "dj", "Đ", "Dj", "’", "", "'", "", "ʼ", "", "ʻ", "", "`", "")

// plainWords is name in lower-case ASCII, its words divided by single spaces.
func plainWords(name string) string {
	name = beforeUnidecode.Replace(nominatives(name))
	if !ascii(name) {
		name = unidecode.Unidecode(name)
	}
	var b strings.Builder
	b.Grow(len(name))
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '&':
			b.WriteByte(c)
		case c == '\'' || c == '`':
		case c == '.' && i+2 < len(name) && i > 0 && (i == 1 || name[i-2] == ' ' || name[i-2] == '.') && name[i+2] == '.':
			// "U.S." is one word
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// spellings rewrites one romanisation into another. The order matters: at each
// place the first that fits is taken.
var spellings = strings.NewReplacer(
	"shch", "sc", "schtsch", "sc", "tsch", "c", "tch", "c", "sch", "s", "sh", "s", "ch", "c",
	"tsi", "zi", "tse", "ze", "tsa", "za", "tso", "zo", "tsu", "zu", "tsy", "zi", "tzi", "zi", "tze", "ze",
	"zh", "z", "kh", "h", "gh", "g", "ph", "f", "th", "t", "dh", "d", "dj", "i", "dzh", "i",
	"ou", "u", "oo", "u", "oe", "o", "ue", "u", "ae", "a",
	"ck", "k", "q", "k", "x", "ks", "w", "v",
	"ca", "ka", "co", "ko", "cu", "ku", "cl", "kl", "cr", "kr",
	"y", "i", "j", "i",
)

// keyWord folds one lower-case ASCII word.
func keyWord(w string) string {
	tail := ""
	if strings.HasSuffix(w, "sch") && len(w) > 4 { // Busch is not Bush
		w, tail = w[:len(w)-3], "x"
	}
	french := strings.Contains(w, "ou") || strings.Contains(w, "tch")
	w = spellings.Replace(w)
	if french && strings.HasSuffix(w, "ine") { // Poutine
		w = w[:len(w)-1]
	}
	slavic := slavicEnding(w)
	b := make([]byte, 0, len(w)+1)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if slavic && c == 'g' { // the Ukrainian г is now g, now h
			c = 'h'
		}
		if n := len(b); n > 0 && b[n-1] == c && (c < '0' || c > '9') {
			continue
		}
		if n := len(b); n > 0 && b[n-1] == 'i' && c == 'e' { // Umierov, Yermak
			b[n-1] = 'e'
			continue
		}
		b = append(b, c)
	}
	if s := string(b); strings.HasSuffix(s, "of") && len(s) > 5 { // -off and -of are one
		b = append(b[:len(b)-1], 'f')
	}
	return string(b) + tail
}

func slavicEnding(w string) bool {
	for _, e := range []string{"ov", "ova", "ev", "eva", "enko", "uk", "ski", "skii", "skaia", "ko", "off"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+1 {
			return true
		}
	}
	return false
}
