package ingest

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"attache/knowledge"
)

// maxDepth is how deep elements may lie within each other. Pages of newspapers
// have a few dozen.
const maxDepth = 500

// prose writes the text of a page as lines that show its structure: paragraphs
// with an empty line between them, headings behind number signs, items behind a
// dash, rows of tables between bars.
type prose struct {
	out    strings.Builder
	line   strings.Builder
	lead   string // what the next line begins with: the mark of an item or heading
	close  bool   // the next line stands directly under the one before
	within int    // lists around
	cells  []string
	row    bool
	pre    int // preformatted text around, whose lines are lines

	marked int              // the line of the file that was marked last; 0 when it is noted
	lines  []knowledge.Line // where the marks stood
}

// textOf is the text below a node.
func textOf(n *html.Node) string {
	text, _ := linedText(n)
	return text
}

// linedText is the text below a node, and where marks of lines stand in it.
func linedText(n *html.Node) (string, []knowledge.Line) {
	var p prose
	p.node(n, 0)
	p.end()
	return strings.TrimSpace(p.out.String()), p.lines
}

// silent are elements whose text is not for reading.
var silent = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg, atom.Iframe, atom.Object, atom.Button, atom.Select, atom.Textarea, atom.Audio, atom.Video, atom.Math}

// blocks are elements that begin and end a line.
var blocks = []atom.Atom{atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
	atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tr, atom.Caption, atom.Ul, atom.Ol, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Details, atom.Summary, atom.Body}

func (p *prose) node(n *html.Node, depth int) {
	switch {
	case depth > maxDepth:
		return
	case n.Type == html.TextNode:
		p.linesOf(n.Data)
		return
	case n.Type == html.CommentNode:
		p.marked = max(p.marked, markedLine(n.Data))
		return
	case n.Type == html.ElementNode && (slices.Contains(silent, n.DataAtom) || isHidden(n)):
		return
	case n.DataAtom == atom.Br:
		p.end()
		p.close = true
		return
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		p.cell(n, depth)
		return
	case n.DataAtom == atom.Tr && !holdsTable(n):
		p.tableRow(n, depth)
		return
	}
	block := slices.Contains(blocks, n.DataAtom)
	if block {
		p.end()
		p.begin(n)
	}
	list := n.DataAtom == atom.Ul || n.DataAtom == atom.Ol
	if list {
		p.within++
	}
	if n.DataAtom == atom.Pre {
		p.pre++
		defer func() { p.pre-- }()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.node(child, depth+1)
	}
	if list {
		p.within--
	}
	if block {
		p.end()
		p.lead = ""
	}
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" && n.DataAtom != atom.Main {
			return true
		}
	}
	return false
}

// begin sets the mark that the first line of a block has.
func (p *prose) begin(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.lead, p.close = strings.Repeat("#", int(n.Data[1]-'0'))+" ", false
	case atom.Li:
		p.lead, p.close = strings.Repeat("  ", max(p.within-1, 0))+itemMark(n), !isFirstElement(n) || p.within > 1
	}
}

// itemMark is a dash, or the number of an item in a list that has numbers.
func itemMark(n *html.Node) string {
	if n.Parent == nil || n.Parent.DataAtom != atom.Ol {
		return "- "
	}
	number := 1
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.DataAtom == atom.Li {
			number++
		}
	}
	return strconv.Itoa(number) + ". "
}

func isFirstElement(n *html.Node) bool {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.ElementNode {
			return false
		}
	}
	return true
}

// linesOf adds text, of which each line is one where it is preformatted.
func (p *prose) linesOf(s string) {
	if p.pre == 0 {
		p.text(s)
		return
	}
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			before := p.out.Len()
			p.end()
			p.close = p.close || p.out.Len() > before
		}
		p.text(line)
	}
}

// text adds text to the line; white space between words is one space.
func (p *prose) text(s string) {
	blank := p.line.Len() == 0
	for _, r := range s {
		if isSpace(r) {
			if !blank {
				p.line.WriteByte(' ')
				blank = true
			}
			continue
		}
		p.line.WriteRune(r)
		blank = false
	}
}

// isSpace reports whether r separates words: a no-break space does not end a line,
// and stays as it is.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// end ends a line and writes it.
func (p *prose) end() {
	line := collapse(p.line.String())
	p.line.Reset()
	if line == "" {
		return
	}
	p.write(p.lead + line)
	p.lead = ""
}

func (p *prose) write(line string) {
	switch {
	case p.out.Len() == 0:
	case p.close:
		p.out.WriteByte('\n')
	default:
		p.out.WriteString("\n\n")
	}
	p.close = false
	if p.marked > 0 {
		p.lines = append(p.lines, knowledge.Line{At: p.out.Len(), Number: p.marked})
		p.marked = 0
	}
	p.out.WriteString(line)
}

// collapse leaves one space between words and none around them.
func collapse(s string) string {
	s = strings.Trim(s, " ")
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// holdsTable reports whether a row lays out other blocks, as pages of old do.
func holdsTable(n *html.Node) bool {
	cells := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cells++
		for d := range c.Descendants() {
			if d.DataAtom == atom.Table || d.DataAtom == atom.P && d.NextSibling != nil && d.NextSibling.DataAtom == atom.P {
				return true
			}
		}
	}
	return cells < 2
}

// tableRow writes a row as its cells between bars.
func (p *prose) tableRow(n *html.Node, depth int) {
	p.end()
	p.cells, p.row = nil, true
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.node(child, depth+1)
	}
	p.row = false
	if strings.TrimSpace(strings.Join(p.cells, "")) == "" {
		return
	}
	p.close = hasRowBefore(n)
	p.write("| " + strings.Join(p.cells, " | ") + " |")
	if isHeadRow(n) {
		p.close = true
		p.write("|" + strings.Repeat(" --- |", len(p.cells)))
	}
}

func hasRowBefore(n *html.Node) bool {
	if !isFirstElement(n) {
		return true
	}
	return n.Parent != nil && (n.Parent.DataAtom == atom.Tbody || n.Parent.DataAtom == atom.Tfoot) && !isFirstElement(n.Parent)
}

// isHeadRow reports whether all cells of a row are headings.
func isHeadRow(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
	}
	return !hasRowBefore(n)
}

// cell reads a cell into one line of its own.
func (p *prose) cell(n *html.Node, depth int) {
	if !p.row {
		p.end()
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			p.node(child, depth+1)
		}
		p.end()
		return
	}
	var inner prose
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		inner.node(child, depth+1)
	}
	inner.end()
	text := strings.Join(strings.Fields(inner.out.String()), " ")
	p.cells = append(p.cells, strings.ReplaceAll(text, "|", "/"))
}
