package language

import (
	"strings"
	"unicode/utf8"
)

// line is one line of a text that is not empty.
type line struct {
	Span         // without the white space around it
	body  Span   // without the list marker
	mark  string // the list marker
	ind   int    // white space before it, in bytes
	after bool   // an empty line, or the start of the text, stands before it
	width int    // in characters
}

// wrapWidest is the width in characters past which a line was not wrapped by
// hand: mail and typescripts break at 72 to 80, text made from pages at up to 110.
const wrapWidest = 120

// readLines returns the lines of raw that are not empty, in order. Lines end as
// any system ends them.
func readLines(raw string) []line {
	var out []line
	after := true
	separators := strings.Contains(raw, "\u2028") || strings.Contains(raw, "\u2029")
	start := 0
	if strings.HasPrefix(raw, "\uFEFF") {
		start = len("\uFEFF")
	}
	for start < len(raw) {
		end, next := lineEnd(raw, start, separators)
		span := trim(raw, Span{start, end})
		if span.Len() == 0 {
			after = true
		} else {
			l := line{Span: span, ind: span.Start - start, after: after, width: utf8.RuneCountInString(span.In(raw))}
			l.body, l.mark = listMarker(raw, span)
			out = append(out, l)
			after = false
		}
		start = next
	}
	return out
}

// lineEnd returns where the line that begins at start ends and where the next
// one begins.
func lineEnd(raw string, start int, separators bool) (end, next int) {
	i := -1
	if separators {
		i = strings.IndexFunc(raw[start:], isLineEnd)
	} else {
		i = strings.IndexAny(raw[start:], "\r\n")
	}
	if i < 0 {
		return len(raw), len(raw)
	}
	end = start + i
	_, size := decode(raw, end)
	if strings.HasPrefix(raw[end:], "\r\n") {
		size = 2
	}
	return end, end + size
}

// unwrap joins the lines that were one before somebody wrapped them, and returns
// the blocks that result.
func unwrap(raw string, lines []line) []Block {
	out := make([]Block, 0, len(lines))
	width := wrappedAt(raw, lines)
	for i, l := range lines {
		if i > 0 && !l.after && l.mark == "" && continues(raw, lines[i-1], l, width) {
			b := &out[len(out)-1]
			b.Span.End, b.Body.End = l.End, l.End
			continue
		}
		out = append(out, Block{Span: l.Span, Body: l.body, Marker: l.mark, Indent: l.ind, After: l.after, Head: -1})
	}
	return out
}

// wrappedAt returns the width at which the text was wrapped by hand, 0 where it
// was not. Text that was wrapped betrays itself: nearly every line inside a
// paragraph is as long as it can be, so that the first word of the next one would
// not have fitted.
func wrappedAt(raw string, lines []line) int {
	var counts [wrapWidest + 1]int
	total, wide, small := 0, 0, 0
	for i, l := range lines {
		if l.width > wrapWidest {
			wide++
		} else if runsOn(raw, lines, i) {
			counts[l.width]++
			total++
			if r, _ := utf8.DecodeRuneInString(lines[i+1].In(raw)); isLetter(r) && !isUpper(r) {
				small++
			}
		}
	}
	if total < 3 || wide*20 > len(lines) || small*4 < total {
		return 0 // a list of headlines may have lines of one length too, but they begin with capitals
	}
	width := percentile(counts[:], total)
	if width < 40 {
		return 0
	}
	full := 0
	for i, l := range lines {
		if runsOn(raw, lines, i) && isFull(raw, l, lines[i+1], width) {
			full++
		}
	}
	if full*10 < total*7 {
		return 0
	}
	return width
}

// runsOn reports whether line i can be the beginning of a paragraph that the next
// line goes on with: it ends openly, and no item or value begins below it.
func runsOn(raw string, lines []line, i int) bool {
	if i+1 == len(lines) || lines[i+1].after || lines[i+1].mark != "" {
		return false
	}
	if last := lastMark(lines[i].In(raw)); isMark(last) || last == ':' {
		return false
	}
	next := lines[i+1].In(raw)
	_, keyed := keyOf(next[:min(len(next), maxHeading)])
	return !keyed
}

// isFull reports whether the first word of the next line would hardly have fitted
// on this one.
func isFull(raw string, l, next line, width int) bool {
	const tolerance = 4
	return l.width+1+firstWidth(raw, next) > width-tolerance
}

// percentile returns the width that all but one in twenty lines keep to.
func percentile(counts []int, total int) int {
	left := total / 20
	for w := len(counts) - 1; w > 0; w-- {
		if left -= counts[w]; left < 0 {
			return w
		}
	}
	return 0
}

func firstWidth(raw string, l line) int {
	return utf8.RuneCountInString(nextWord(l.In(raw), 0))
}

// continues reports whether the line l goes on with what the line before it
// began. Width is what [wrappedAt] says of the text.
func continues(raw string, before, l line, width int) bool {
	text, head := l.In(raw), before.In(raw)
	if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "|") || strings.HasPrefix(head, "#") || isRule(text) || isRule(head) {
		return false
	}
	if strings.IndexByte(",.;)", text[0]) >= 0 && !strings.HasPrefix(text, "..") {
		return true
	}
	last := lastMark(head)
	if last == ':' || width > 0 && l.ind > before.ind && before.mark == "" {
		return false
	}
	if width > 0 && (isFull(raw, before, l, width) || before.mark != "" && l.ind > before.ind && !isMark(last)) {
		return true
	}
	if isMark(last) || before.width > wrapWidest {
		return false
	}
	word := nextWord(text, 0)
	r, size := utf8.DecodeRuneInString(word)
	if !isLetter(r) || isUpper(r) || isIdeographic(r) {
		return false
	}
	if dangles(head) {
		return true
	}
	second, _ := utf8.DecodeRuneInString(word[size:])
	if isUpper(second) || strings.Contains(word, ".") || strings.HasSuffix(word, ":") || l.width > wrapWidest {
		return false // "iPhone …", "e.g., …", "source: …"
	}
	first, _ := utf8.DecodeRuneInString(before.body.In(raw))
	return strings.Count(head, " ") >= 2 && (!isLetter(first) || isUpper(first))
}

// danglers are words that no line ends with on purpose.
var danglers = wordSet(`a an the of to in on at by for from with and or but that which who is are was were as if into over under between
	than his her their its
	в на по и а но с к у о из за от до для что как что і й та з із до від про
	der die das ein eine und oder mit von zu im am le la les un une des du de et ou que el los las y o con por para`)

// dangles reports whether line breaks off in the middle of a phrase.
func dangles(line string) bool {
	i := strings.LastIndexByte(line, ' ')
	return i > 0 && (line[len(line)-1] == ',' || danglers[line[i+1:]])
}

// isRule reports whether line draws a line and says nothing: "---", "* * *".
func isRule(line string) bool {
	if len(line) > 200 {
		return false
	}
	n := 0
	for _, r := range line {
		switch r {
		case '-', '*', '_', '=', '~', '•', '·', '—', '–', '─', '━', '#', '+', '.', '|', ':':
			n++
		case ' ', '\t', '\u00a0':
		default:
			return false
		}
	}
	return n > 0
}
