package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/responses"
)

// pdfLine is a line of a page, with its place in points; the bottom of a page is 0.
type pdfLine struct {
	text                     string
	left, right, top, bottom float64
	size                     float64 // of its letters
	limit                    float64 // where lines of its column end at most
	bold                     bool
}

func (l pdfLine) height() float64 { return max(l.top-l.bottom, 1) }

// linesOf puts the characters of a page together into lines. A line ends where
// pdfium sets an end, and where the next character stands elsewhere.
func linesOf(chars []*responses.GetPageTextStructuredChar) []pdfLine {
	var out []pdfLine
	var line pdfLine
	end := func() {
		if line.text = collapse(line.text); line.text != "" {
			out = append(out, line)
		}
		line = pdfLine{}
	}
	for _, c := range chars {
		if strings.ContainsAny(c.Text, "\r\n") {
			end()
			continue
		}
		text := strings.Map(printable, c.Text)
		if strings.TrimSpace(text) != "" {
			line.cover(c)
		}
		line.text += text
	}
	end()
	return out
}

// cover makes room for a character, and takes its letters for those of the line
// where it is the first.
func (l *pdfLine) cover(c *responses.GetPageTextStructuredChar) {
	at := c.PointPosition
	top, bottom := max(at.Top, at.Bottom), min(at.Top, at.Bottom)
	if l.size > 0 {
		l.left, l.right, l.top, l.bottom = min(l.left, at.Left), max(l.right, at.Right), max(l.top, top), min(l.bottom, bottom)
		return
	}
	l.left, l.right, l.top, l.bottom, l.size = at.Left, at.Right, top, bottom, max(top-bottom, 1)
	if f := c.FontInformation; f != nil {
		l.bold = f.Weight >= 600 || strings.Contains(strings.ToLower(f.Name), "bold")
		if f.RenderedSize > 1 {
			l.size = f.RenderedSize
		}
	}
}

// printable drops what is no character: soft hyphens and what fonts without a
// table of characters give. For a hyphen at the end of a line pdfium has signs of its
// own (CPDF_TextPage).
func printable(r rune) rune {
	switch {
	case r == '\ufffe' || r == '\x02':
		return '-'
	case r == '\u00ad' || r == utf8.RuneError || unicode.Is(unicode.Co, r):
		return -1
	case unicode.IsControl(r):
		return ' '
	}
	return r
}

// layOut makes paragraphs and headings of the lines of pages.
func layOut(pages [][]pdfLine) content {
	dropRunning(pages)
	s := setting{size: bodySize(pages)}
	c := content{encoding: "utf-8"}
	for _, lines := range pages {
		c.pages = append(c.pages, s.out.Len())
		findColumns(lines)
		for _, l := range lines {
			s.line(l)
		}
		s.endPage()
	}
	s.end()
	c.text = s.out.String()
	for i := range c.pages { // the end of a page that is empty
		c.pages[i] = min(c.pages[i], len(c.text))
	}
	return c
}

// columnIndent is how far, in sizes of letters, the lines of one column begin from
// each other at most: lists stand in from the text around them.
const columnIndent = 5

// findColumns works out where the lines of each column end at most.
func findColumns(lines []pdfLine) {
	for i := range lines {
		l := &lines[i]
		for _, o := range lines {
			if o.left > l.left-columnIndent*l.size && o.left < l.left+columnIndent*l.size && o.size < 1.12*l.size {
				l.limit = max(l.limit, o.right)
			}
		}
	}
}

// bodySize is the size of most letters.
func bodySize(pages [][]pdfLine) float64 {
	letters := map[float64]int{}
	for _, lines := range pages {
		for _, l := range lines {
			letters[float64(int(l.size*2+0.5))/2] += len(l.text)
		}
	}
	best, most := 0.0, 0
	for size, n := range letters {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return best
}

// running are how many lines at the top and the bottom of a page may be the same
// on all pages.
const running = 2

// dropRunning takes out the lines that stand at the top or the bottom of most
// pages, and page numbers there.
func dropRunning(pages [][]pdfLine) {
	seen := map[string]int{}
	edge := func(lines []pdfLine, i int) bool { return i < running || i >= len(lines)-running }
	for _, lines := range pages {
		on := map[string]bool{}
		for i, l := range lines {
			if edge(lines, i) {
				on[withoutDigits(l.text)] = true
			}
		}
		for text := range on {
			seen[text]++
		}
	}
	for p, lines := range pages {
		var kept []pdfLine
		for i, l := range lines {
			text := withoutDigits(l.text)
			number := strings.Trim(strings.ToLower(text), "# -–—/|ofpage") == ""
			if edge(lines, i) && len(lines) > 2*running && (number || seen[text] >= 3 && 2*seen[text] > len(pages)) {
				continue
			}
			kept = append(kept, l)
		}
		pages[p] = kept
	}
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}

// setting sets lines as text.
type setting struct {
	out  strings.Builder
	size float64 // of the body's letters
	para strings.Builder
	last pdfLine
	gaps []float64 // between lines of one paragraph
	kind byte      // of the paragraph: 0, '#' or '-'
	past byte      // of the paragraph before
}

func (s *setting) line(l pdfLine) {
	kind := byte(0)
	switch {
	case isBullet(l.text) || numberedItem.MatchString(l.text) && (s.para.Len() == 0 || endsParagraph(s.last.text)):
		kind = '-'
	case s.isHeading(l):
		kind = '#'
	}
	if s.para.Len() > 0 && s.breaks(l, kind) {
		s.end()
	}
	if s.para.Len() == 0 {
		s.kind = kind
		s.para.WriteString(s.lead(l, kind))
		if kind == '-' && isBullet(l.text) {
			l.text = strings.TrimSpace(strings.TrimLeft(l.text, bullets))
		}
		s.para.WriteString(l.text)
	} else {
		s.gaps = append(s.gaps, s.last.bottom-l.top)
		s.continueWith(l.text)
	}
	s.last = l
}

const bullets = "•●▪■◦‣–-*·o "

// numberedItem is the beginning of an item of a numbered list.
var numberedItem = regexp.MustCompile(`^\d{1,2}[.)] \S`)

func isBullet(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("•●▪■◦‣·", r) || strings.ContainsRune("–-*", r) && strings.HasPrefix(text[n:], " ")
}

// isHeading reports whether a line is larger than the body, or bold and short.
func (s *setting) isHeading(l pdfLine) bool {
	if len(l.text) > 200 {
		return false
	}
	return l.size > 1.12*s.size || l.bold && l.size >= s.size && len(l.text) < 90 && !strings.HasSuffix(l.text, ".") && !strings.HasSuffix(l.text, ",")
}

func (s *setting) lead(l pdfLine, kind byte) string {
	switch {
	case kind == '-' && isBullet(l.text):
		return "- "
	case kind == '#' && l.size > 1.6*s.size:
		return "# "
	case kind == '#' && l.size > 1.25*s.size:
		return "## "
	case kind == '#':
		return "### "
	}
	return ""
}

// breaks reports whether a line begins a paragraph of its own.
func (s *setting) breaks(l pdfLine, kind byte) bool {
	resized := l.size > 1.08*s.last.size || l.size < 0.92*s.last.size
	if kind == '-' || resized || kind == '#' != (s.kind == '#') {
		return true
	}
	gap := s.last.bottom - l.top
	if gap < -s.last.height() { // the top of another column or page
		return endsParagraph(s.para.String())
	}
	if gap > s.usualGap()+0.45*l.size {
		return true
	}
	if endsParagraph(s.last.text) && s.last.right+s.last.size/4+firstWord(l) < s.last.limit {
		return true // there was room for its first word
	}
	indented := l.left > s.last.left+0.8*l.size && l.left < s.last.left+5*l.size
	return indented && s.kind == 0 && endsParagraph(s.last.text)
}

// firstWord is how wide the first word of a line is, about.
func firstWord(l pdfLine) float64 {
	word, _, _ := strings.Cut(l.text, " ")
	return (l.right - l.left) * float64(utf8.RuneCountInString(word)) / float64(max(utf8.RuneCountInString(l.text), 1))
}

// usualGap is the median distance between lines of a paragraph so far.
func (s *setting) usualGap() float64 {
	if len(s.gaps) == 0 {
		return 0.25 * s.size
	}
	sorted := slices.SortedFunc(slices.Values(s.gaps), cmp.Compare)
	return max(sorted[len(sorted)/2], 0)
}

// endsParagraph reports whether the text can be whole.
func endsParagraph(text string) bool {
	text = strings.TrimRight(text, " \"'”’»)")
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "…")
}

// continueWith adds a line to the paragraph. A word that is split at the end of a
// line is put together.
func (s *setting) continueWith(text string) {
	so := s.para.String()
	first, _ := utf8.DecodeRuneInString(text)
	if strings.HasSuffix(so, "-") && len(so) > 1 && unicode.IsLower(first) {
		before, _ := utf8.DecodeLastRuneInString(so[:len(so)-1])
		if unicode.IsLower(before) {
			s.para.Reset()
			s.para.WriteString(so[:len(so)-1] + text)
			return
		}
	}
	s.para.WriteString(" " + text)
}

// endPage lets a paragraph that is whole end with its page; one that is not goes
// on.
func (s *setting) endPage() {
	if s.kind != 0 || endsParagraph(s.para.String()) {
		s.end()
	}
	s.last.bottom = -1e6
}

func (s *setting) end() {
	text := strings.TrimSpace(s.para.String())
	s.para.Reset()
	if text == "" {
		return
	}
	switch {
	case s.out.Len() == 0:
	case s.kind == '-' && s.past == '-':
		s.out.WriteByte('\n')
	default:
		s.out.WriteString("\n\n")
	}
	s.out.WriteString(text)
	s.past, s.kind = s.kind, 0
}
