package speech

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// quotation is a stretch of text between quotation marks.
type quotation struct {
	outer, inner language.Span
	block, last  int // the blocks that it begins and ends in
	words        int
	single       bool // between single marks
	goesOn       bool // the paragraph ended before the marks were closed, and the next begins with one
}

// closers are the marks that close what an opening mark begins.
var closers = map[rune]string{'“': "”", '„': "“”", '«': "»", '»': "«", '"': "\"", '‟': "”"}

// quotations finds what stands in quotation marks, block by block. Marks that
// are never closed are left alone; those inside other marks are not found.
func quotations(t *language.Text) []quotation {
	var out []quotation
	done := 0 // up to where the text was read
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if b.Kind == language.Furniture || b.Body.End <= done {
			continue
		}
		out = append(out, inBlock(t, i, max(done, b.Body.Start))...)
		if len(out) > 0 {
			done = out[len(out)-1].outer.End
		}
	}
	return out
}

func inBlock(t *language.Text, block, from int) []quotation {
	var out []quotation
	body := t.Blocks[block].Body
	for i := from; i < body.End; {
		r, n := utf8.DecodeRuneInString(t.Raw[i:body.End])
		end, width := 0, 0
		q := quotation{block: block, last: block}
		switch {
		case opensDouble(t.Raw, body, i, r):
			var again bool
			end, width, again = closeDouble(t.Raw, i+n, body.End, r)
			if again {
				i += n
				continue
			}
			if end < 0 && goesOn(t, block) {
				end, width, q.goesOn = body.End, 0, true
			}
			if end < 0 {
				end, width, q.last = closeLater(t, block, closers[r])
			}
		case opensTyped(t.Raw, body, i):
			n = 2
			end, width = closeTyped(t.Raw, i+n, body.End)
			if end < 0 {
				end, width, q.last = closeLater(t, block, "\"”")
			}
		case opensSingle(t.Raw, body, i, r):
			end, width = closeSingle(t.Raw, i+n, body.End)
			q.single = true
		default:
			i += n
			continue
		}
		if end < 0 {
			i += n
			continue
		}
		q.inner = trim(t.Raw, language.Span{Start: i + n, End: end})
		q.outer = language.Span{Start: i, End: end + width}
		q.words = len(strings.Fields(q.inner.In(t.Raw)))
		if q.words > 0 {
			out = append(out, q)
		}
		i = q.outer.End
	}
	return out
}

// trim takes white space off both ends of a span.
func trim(raw string, s language.Span) language.Span {
	text := s.In(raw)
	s.Start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	s.End = max(s.Start, s.End-(len(text)-len(strings.TrimRightFunc(text, unicode.IsSpace))))
	return s
}

func opensDouble(raw string, body language.Span, i int, r rune) bool {
	if closers[r] == "" {
		return false
	}
	if r == '"' || r == '»' { // the same mark closes: it opens behind a space or before a word
		next, _ := utf8.DecodeRuneInString(raw[i+utf8.RuneLen(r) : body.End])
		before, _ := utf8.DecodeLastRuneInString(raw[body.Start:i])
		return next != utf8.RuneError && (!unicode.IsSpace(next) || i == body.Start || unicode.IsSpace(before))
	}
	return true
}

// closeDouble finds the mark that closes what open began. Where open stands again
// first, the quotation was never closed.
func closeDouble(raw string, from, to int, open rune) (end, width int, again bool) {
	for j, r := range raw[from:to] {
		switch {
		case strings.ContainsRune(closers[open], r):
			return from + j, utf8.RuneLen(r), false
		case r == open:
			return -1, 0, true
		}
	}
	return -1, 0, false
}

// maxLines is over how many lines a quotation may run where each sentence stands
// on a line of its own.
const maxLines = 4

// closeLater finds the closing mark in the lines right below a block, where no
// empty line and no further opening mark comes first.
func closeLater(t *language.Text, block int, marks string) (end, width, last int) {
	for i := block + 1; i < len(t.Blocks) && i <= block+maxLines; i++ {
		b := &t.Blocks[i]
		if b.After || b.Kind == language.Furniture {
			break
		}
		for j, r := range b.Body.In(t.Raw) {
			if strings.ContainsRune(marks, r) {
				return b.Body.Start + j, utf8.RuneLen(r), i
			}
			if closers[r] != "" {
				return -1, 0, block
			}
		}
	}
	return -1, 0, block
}

// goesOn reports whether the next block begins with an opening mark, as a
// quotation of several paragraphs does.
func goesOn(t *language.Text, block int) bool {
	if block+1 >= len(t.Blocks) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Blocks[block+1].Body.In(t.Raw))
	return r != '»' && closers[r] != ""
}

// opensTyped reports whether two single marks that were typed for a double one
// open a quotation.
func opensTyped(raw string, body language.Span, i int) bool {
	text := raw[i:body.End]
	if !strings.HasPrefix(text, "''") && !strings.HasPrefix(text, "``") {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(raw[body.Start:i])
	next, _ := utf8.DecodeRuneInString(text[2:])
	return (i == body.Start || unicode.IsSpace(before)) && unicode.IsLetter(next)
}

func closeTyped(raw string, from, to int) (end, width int) {
	to = min(to, from+maxSingle)
	for j, r := range raw[from:to] {
		if r == '"' || r == '”' {
			return from + j, utf8.RuneLen(r)
		}
		if r == '\'' && strings.HasPrefix(raw[from+j:to], "''") {
			return from + j, 2
		}
	}
	return -1, 0
}

func opensSingle(raw string, body language.Span, i int, r rune) bool {
	if r != '\'' && r != '‘' && r != '`' {
		return false
	}
	if i > body.Start {
		before, _ := utf8.DecodeLastRuneInString(raw[body.Start:i])
		if !unicode.IsSpace(before) && !strings.ContainsRune("([—–-/", before) {
			return false
		}
	}
	next, _ := utf8.DecodeRuneInString(raw[i+utf8.RuneLen(r) : body.End])
	return unicode.IsLetter(next) || r == '`' && next == ' '
}

// maxSingle is how many bytes a quotation between single marks may be long: so
// many apostrophes look like its marks that a longer one is none.
const maxSingle = 2000

// closeSingle finds the mark that closes a single quotation: one that stands
// behind a letter or a point and before no letter. The apostrophe of a plural's
// possessive looks the same, so a later mark before the next opening one wins
// where the first stands behind an "s" and before a space.
func closeSingle(raw string, from, to int) (end, width int) {
	maybe, maybeWidth := -1, 0
	to = min(to, from+maxSingle)
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(raw[i:to])
		if r == '“' || r == '"' || r == '‘' {
			break
		}
		if (r == '\'' || r == '’') && i > from {
			before, _ := utf8.DecodeLastRuneInString(raw[from:i])
			after, _ := utf8.DecodeRuneInString(raw[i+n : to])
			if !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
				if before != 's' || !unicode.IsSpace(after) {
					return i, n
				}
				if maybe < 0 {
					maybe, maybeWidth = i, n
				}
			}
		}
		i += n
	}
	return maybe, maybeWidth
}

// isStatement reports whether a quotation says something, rather than holding a
// word at arm's length: four words or more, or a whole sentence.
func (q quotation) isStatement(raw string) bool {
	inner := q.inner.In(raw)
	if isTitle(inner) {
		return false
	}
	if q.words >= 4 {
		return true
	}
	ended := strings.HasPrefix(raw[q.outer.End:], ",") // as most languages but English set it
	return (ended || strings.ContainsAny(inner[len(inner)-1:], ".!?,")) && startsUpper(inner) && standsAlone(raw[:q.outer.Start])
}

// isTitle reports whether words are the title of a work: every longer one begins
// with a capital, and no full stop ends them.
func isTitle(inner string) bool {
	if strings.Contains(inner, ". ") || strings.Contains(inner, "! ") || strings.Contains(inner, "? ") {
		return false
	}
	capitals := 0
	for w := range strings.FieldsSeq(inner) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		if !startsUpper(w) {
			return false
		}
		capitals++
	}
	return capitals >= 2 && !strings.ContainsAny(inner[len(inner)-1:], ".!?")
}

// standsAlone reports whether the text before a quotation ends as before a
// sentence, so that few words are one: “No.”
func standsAlone(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-16):], " \u00a0")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:,\n”\"»", last)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
