package discord

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
)

// escape writes text so that Discord shows it as it is: no bold, no quote, no
// list, no mention, no link, no emoji and no timestamp comes of it. The text may
// have several lines, each of which may stand at the start of a line or a quote.
func escape(text string) string {
	text = clean(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	lineStart := true
	for i, r := range text {
		rest := text[i+utf8.RuneLen(r):]
		switch {
		case r == '@' && broadcasts(rest):
			b.WriteString("@" + zeroWidthSpace) // a backslash would leave the name whole
		case r == '_' && insideWord(text[:i], rest):
			b.WriteRune(r)
		case special(r), lineStart && opensLine(r), r == ':' && opensName(rest), closesNumber(r, text[:i], rest),
			r == '(' && strings.HasSuffix(text[:i], "]"):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		lineStart = r == '\n' || lineStart && unicode.IsSpace(r)
	}
	return b.String()
}

// escapeLine is escape for a place that has but one line.
func escapeLine(text string) string { return escape(knowledge.OneLine(clean(text))) }

const zeroWidthSpace = "\u200b"

// special reports whether a character means something to Discord anywhere.
func special(r rune) bool { return strings.ContainsRune("\\*_~`|<>[]@", r) }

// insideWord reports whether an underscore stands between two letters or digits:
// such a one neither begins nor ends anything.
func insideWord(before, rest string) bool {
	return before != "" && rest != "" && alphanumeric(before[len(before)-1]) && alphanumeric(rest[0])
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// opensLine reports whether a character means something at the start of a line.
func opensLine(r rune) bool { return r == '#' || r == '-' || r == '+' }

// opensName reports whether what follows a colon may make it part of an address
// or of the name of an emoji.
func opensName(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && !unicode.IsSpace(next)
}

// closesNumber reports whether a dot or bracket between before and rest would
// make a numbered list of the line.
func closesNumber(r rune, before, rest string) bool {
	if r != '.' && r != ')' {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(next) {
		return false
	}
	line := strings.TrimLeftFunc(before[strings.LastIndexByte(before, '\n')+1:], unicode.IsSpace)
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// broadcasts reports whether what follows an @ calls everybody. Characters that
// do not show are passed over, since a reader would not see them either.
func broadcasts(rest string) bool {
	var word strings.Builder
	for _, r := range rest {
		if invisible(r) {
			continue
		}
		if word.Len() == len("everyone") || !unicode.IsLetter(r) {
			break
		}
		word.WriteRune(unicode.ToLower(r))
	}
	return word.String() == "everyone" || strings.HasPrefix(word.String(), "here")
}

func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// clean makes valid UTF-8 of text, one kind of line end, and leaves out control
// characters: those that turn the direction of writing would reach past the
// quote into what the bot says.
func clean(text string) string {
	if strings.IndexFunc(text, unclean) < 0 {
		return text
	}
	text = strings.ToValidUTF8(text, "\ufffd")
	text = lineEnds.Replace(text)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, text)
}

// unclean reports whether a character is one of those that clean may change.
func unclean(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	}
	return r < 0xa0 || r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == utf8.RuneError
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// blank reports whether nothing of a text shows. Discord refuses such texts.
func blank(text string) bool {
	return strings.IndexFunc(clean(text), func(r rune) bool {
		return !unicode.IsSpace(r) && !invisible(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Mn, r)
	}) < 0
}

// clip cuts text to n characters, at a space where there is one near, and says so
// with an ellipsis. It is for names and titles, never for what is quoted.
func clip(text string, n int) string {
	text = knowledge.OneLine(clean(text))
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	head, _ := cut(text, n-1)
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// cut divides text after at most n characters, at the last space of the second
// half where there is one. It avoids to part a letter from its accents.
func cut(text string, n int) (head, tail string) {
	end := offset(text, n)
	if end == len(text) {
		return text, ""
	}
	half := offset(text, n/2)
	if space := strings.LastIndexFunc(text[half:end], unicode.IsSpace); space > 0 {
		end = half + space
	} else {
		end = letterEnd(text, half, end)
	}
	return text[:end], text[end:]
}

// letterEnd is the last place from low to high at which a letter as readers see
// it ends, or high where there is none.
func letterEnd(text string, low, high int) int {
	for i := high; i > low; {
		before, size := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i:])
		if !joins(after) && before != '\u200d' {
			return i
		}
		i -= size
	}
	return high
}

// joins reports whether a character belongs to the one before it.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r == '\u200d' || r >= 0x1f3fb && r <= 0x1f3ff
}

// offset is where the n-th character of text begins.
func offset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// code writes text of the bot's own as something to type.
func code(text string) string {
	text = strings.NewReplacer("`", "'", "@", "@"+zeroWidthSpace).Replace(clip(text, lineRunes))
	if blank(text) {
		return ""
	}
	return "`" + text + "`"
}

// link writes a label that leads to an address, or the label alone where the
// address is not one to go to. Discord takes no label that looks like an address
// or holds brackets, so such a label stays beside its link.
func link(label, address string) string {
	target, ok := safeURL(address)
	shown := escapeLine(label)
	switch {
	case !ok:
		return shown
	case blank(label):
		return "[open](<" + target + ">)"
	case strings.ContainsAny(label, "[]") || strings.Contains(label, "://"):
		return shown + arrow(target)
	}
	return "[" + shown + "](<" + target + ">)"
}

// safeURL is an http address in a form that cannot end the link it stands in.
func safeURL(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", false
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]\\|\"'*`", c) >= 0 {
			b.WriteString(percent(c))
			continue
		}
		b.WriteByte(c)
	}
	return b.String(), b.Len() <= urlBytes
}

func percent(c byte) string {
	const hex = "0123456789ABCDEF"
	return string([]byte{'%', hex[c>>4], hex[c&15]})
}
