package slack

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
)

// run is a stretch of text in one style.
type run struct {
	text string
	bold bool
}

// clean writes text as it is shown: valid UTF-8 without control characters and
// without the characters that turn the direction of what follows, white space
// between words as one space, and line ends kept but for empty lines. What it
// returns is never markup, since it only ever goes where Slack reads none.
func clean(text string) string {
	if isClean(text) {
		return text
	}
	var b strings.Builder
	for _, r := range cleanRuns(text, nil) {
		b.WriteString(r.text)
	}
	return b.String()
}

// line is [clean] on one line and at most limit code points long, with "…" where
// it was cut. Text that has nothing to show gives an empty line.
func line(text string, limit int) string {
	if isClean(text) {
		return cut(text, limit)
	}
	return cut(strings.Join(strings.Fields(clean(text)), " "), limit)
}

// cut shortens text to at most limit code points, the last of them "…", where a
// word ends if one ends nearby.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	head, _ := split(text, limit-1)
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// split divides text after at most limit code points, after a space if there is
// one in the last third of them.
func split(text string, limit int) (head, tail string) {
	end, space, count := len(text), 0, 0
	for i, r := range text {
		if count == limit {
			end = i
			break
		}
		if count++; unicode.IsSpace(r) && count > limit*2/3 {
			space = i + utf8.RuneLen(r)
		}
	}
	if end < len(text) && space > 0 {
		end = space
	}
	return text[:end], text[end:]
}

// cleanRuns cleans text and makes the marked bytes bold. Marks count in text; what
// they cover beyond it, and marks that are inverted, count for nothing.
func cleanRuns(text string, marks []knowledge.Span) []run {
	if len(marks) == 0 && text != "" && isClean(text) {
		return []run{{text: text}}
	}
	var runs []run
	var b strings.Builder
	var bold, space, newline, started bool
	flush := func() {
		if b.Len() > 0 {
			runs = append(runs, run{b.String(), bold})
			b.Reset()
		}
	}
	for i, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			newline = true
			continue
		case unicode.IsSpace(r):
			space = true
			continue
		case hidden(r):
			continue
		}
		if started && newline {
			b.WriteByte('\n')
		} else if started && space {
			b.WriteByte(' ')
		}
		space, newline, started = false, false, true
		if m := marked(marks, i); m != bold {
			flush()
			bold = m
		}
		b.WriteRune(r) // a byte that is no UTF-8 was read as U+FFFD
	}
	flush()
	return runs
}

// isClean reports whether cleaning would change nothing, as is most often so.
func isClean(text string) bool {
	before := ' ' // no space is kept at the beginning
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == ' ' && before != ' ':
		case r <= ' ' || r == 0x7f || r == utf8.RuneError && n == 1:
			return false
		case r >= utf8.RuneSelf && (unicode.IsSpace(r) || hidden(r)):
			return false
		}
		before, i = r, i+n
	}
	return text == "" || before != ' '
}

func marked(marks []knowledge.Span, at int) bool {
	return slices.ContainsFunc(marks, func(m knowledge.Span) bool { return m.Start <= at && at < m.End })
}

// hidden reports whether r shows nothing itself and could only mislead: control
// characters, overrides of direction, and marks of no width. The joiners, which
// emoji and several scripts need, stay.
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // embeddings, overrides, isolates
		return true
	case r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u00ad':
		return true
	}
	return false
}

// divide cuts runs into parts of at most limit code points each.
func divide(runs []run, limit int) [][]run {
	var parts [][]run
	var part []run
	left := limit
	for _, r := range runs {
		for r.text != "" {
			n := utf8.RuneCountInString(r.text)
			if n <= left {
				part = append(part, r)
				left -= n
				break
			}
			head, tail := split(r.text, left)
			if head != "" {
				part = append(part, run{head, r.bold})
			}
			parts, part, left, r.text = append(parts, part), nil, limit, tail
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// linkable returns the address to link to, and "" unless it is a whole web
// address that can be shown to nobody's harm.
func linkable(address string) string {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxURL || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	written := u.String()
	if strings.ContainsAny(written, "|<> \"") || len(written) > 3*maxURL {
		return ""
	}
	return written
}

// escape writes text for a place where Slack reads markup: nothing in it is a
// mention, a link or an entity. https://docs.slack.dev/messaging/formatting-message-text
func escape(text string) string { return escaper.Replace(text) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unescape reads what Slack escaped in what a person typed.
func unescape(text string) string { return unescaper.Replace(text) }

var unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
