package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text safe to write to a terminal. Documents are written by
// strangers: control sequences are taken out with their parameters, single
// control characters and those that reorder or hide text are dropped, and all
// white space becomes spaces. Words are never removed.
func clean(text string) string {
	if !needsCleaning(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		if n := controlSequence(text[i:]); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			b.WriteRune(utf8.RuneError)
		case isBreak(r):
			b.WriteByte(' ')
		case !isHidden(r):
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

func needsCleaning(text string) bool {
	if !utf8.ValidString(text) {
		return true
	}
	return strings.ContainsFunc(text, func(r rune) bool { return isBreak(r) || isHidden(r) })
}

// controlSequence is the length of the control sequence (ECMA-48, section 5.4)
// at the start of text, 0 where there is none. Only its parameters go with it:
// the text of longer sequences, which may be a document's words, stays.
func controlSequence(text string) int {
	n := 0
	switch {
	case strings.HasPrefix(text, "\x1b["):
		n = 2
	case strings.HasPrefix(text, "\u009b"):
		n = len("\u009b")
	default:
		return 0
	}
	for n < len(text) && text[n] >= 0x20 && text[n] <= 0x3f {
		n++
	}
	if n < len(text) && text[n] >= 0x40 && text[n] <= 0x7e {
		return n + 1
	}
	return n
}

// isBreak reports whether r ends a line or stands for white space that a
// terminal would act on.
func isBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isHidden reports whether a terminal acts on r instead of showing it, or shows
// text elsewhere than it stands because of it.
func isHidden(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r == '\u00ad', r == '\u061c', r == '\u200b', r == '\u200e', r == '\u200f', r == '\u2060', r == '\ufeff':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}

// OneLine is a stranger's text on one line, without what a terminal would act on.
func OneLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// paragraphs splits quoted text into the lines that were meant as lines: items
// of lists, headings, cards. Lines that were wrapped by hand are put together.
// The results are half-open byte intervals of text.
func paragraphs(text string) [][2]int {
	var out [][2]int
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		if line := strings.TrimSpace(text[start:end]); line != "" {
			if n := len(out); n > 0 && out[n-1][1] == start-1 && continues(text[out[n-1][0]:out[n-1][1]], line) {
				out[n-1][1] = end
			} else {
				out = append(out, [2]int{start, end})
			}
		}
		start = end + 1
	}
	return out
}

// wrapWidth is the length in bytes from which a line is taken to have been
// wrapped by hand rather than to have ended on purpose.
const wrapWidth = 45

// continues reports whether line goes on with the paragraph before it.
func continues(before, line string) bool {
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	before = strings.TrimRight(before, " \t\r")
	if len(before) < wrapWidth || strings.HasSuffix(before, ":") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(line)
	if unicode.IsLower(r) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, `"'”’»)]`))
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && (unicode.IsLetter(last) || last == ',') && len(before) > wrapWidth+15
}
