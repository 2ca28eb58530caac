package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// look is how a run of text is shown where the terminal has colours.
type look uint8

const (
	plain look = iota
	strong
	faint
	accent
	warning
	locus // faint, and its lines end at white space only: a place that may be copied
)

// escapes are the SGR sequences (ECMA-48, section 8.3.117) of the looks.
var escapes = [...]string{plain: "", strong: "\x1b[1m", faint: "\x1b[2m", accent: "\x1b[36m", warning: "\x1b[33m", locus: "\x1b[2m"}

const reset = "\x1b[0m"

// run is text that is shown in one look. It is cleaned when it is laid out.
type run struct {
	text string
	look look
}

// cell is one grapheme cluster with the number of columns that it takes.
type cell struct {
	text  string
	width int
	look  look
	ends  bool // a line may end behind it (UAX #14)
}

// margin is what stands left of a paragraph: first on its first line, rest on
// the others.
type margin struct {
	first, rest string
	look        look
}

func indent(n int) margin {
	s := strings.Repeat(" ", n)
	return margin{first: s, rest: s}
}

// page collects the lines of an answer.
type page struct {
	b      strings.Builder
	width  int
	colour bool
	apart  bool // an empty line is due before the next paragraph
}

// gap puts an empty line before what comes next, unless nothing stands above it.
func (p *page) gap() { p.apart = p.b.Len() > 0 }

// para writes the runs as one paragraph, wrapped to the page's width; where they
// hold no text, nothing.
func (p *page) para(m margin, runs ...run) {
	text := cells(runs)
	if len(text) == 0 {
		return
	}
	if p.apart {
		p.b.WriteByte('\n')
		p.apart = false
	}
	width := max(p.width-max(widthOf(m.first), widthOf(m.rest)), 10)
	for i, line := range wrap(text, width) {
		left := m.first
		if i > 0 {
			left = m.rest
		}
		p.line(run{left, m.look}, line)
	}
}

func (p *page) line(left run, line []cell) {
	now := plain
	if strings.TrimSpace(left.text) != "" {
		now = p.turn(now, left.look)
	}
	p.b.WriteString(left.text)
	for _, c := range line {
		now = p.turn(now, c.look)
		p.b.WriteString(c.text)
	}
	p.turn(now, plain)
	p.b.WriteByte('\n')
}

// turn switches from one look to another.
func (p *page) turn(from, to look) look {
	if !p.colour || escapes[from] == escapes[to] {
		return to
	}
	if from != plain {
		p.b.WriteString(reset)
	}
	p.b.WriteString(escapes[to])
	return to
}

// cells splits the runs into grapheme clusters. White space between words is one
// space; there is none at the start and at the end.
func cells(runs []run) []cell {
	var text strings.Builder
	var ends []int
	for _, r := range runs {
		text.WriteString(clean(r.text))
		ends = append(ends, text.Len())
	}
	rest, at, now, state := text.String(), 0, 0, -1
	out := make([]cell, 0, len(rest))
	for rest != "" {
		var cluster string
		var bounds int
		cluster, rest, bounds, state = uniseg.StepString(rest, state)
		for at >= ends[now] {
			now++
		}
		at += len(cluster)
		c := cell{text: cluster, width: bounds >> uniseg.ShiftWidth, look: runs[now].look, ends: bounds&uniseg.MaskLine != uniseg.LineDontBreak}
		if c.look == locus && rest != "" {
			c.ends = false
		}
		if strings.TrimSpace(cluster) == "" && cluster != "\u00a0" && cluster != "\u202f" {
			if len(out) == 0 || out[len(out)-1].text == " " {
				continue
			}
			c.text, c.width, c.ends = " ", 1, true
		}
		out = append(out, c)
	}
	return trimCells(out)
}

func trimCells(line []cell) []cell {
	for len(line) > 0 && line[len(line)-1].text == " " {
		line = line[:len(line)-1]
	}
	return line
}

// wrap breaks a paragraph into lines of at most width columns. A word that is
// wider than a line is broken between two of its letters.
func wrap(line []cell, width int) [][]cell {
	var out [][]cell
	for len(line) > 0 {
		n := fit(line, width)
		out = append(out, trimCells(line[:n]))
		line = line[n:]
		for len(line) > 0 && line[0].text == " " {
			line = line[1:]
		}
	}
	return out
}

// fit is how many cells, at least one, go on a line of width columns.
func fit(line []cell, width int) int {
	used, last := 0, 0
	for i, c := range line {
		if c.text != " " && used+c.width > width {
			if last > 0 {
				return last
			}
			return max(i, 1)
		}
		used += c.width
		if c.ends {
			last = i + 1
		}
	}
	return len(line)
}

// widthOf is the number of columns that text takes on one line.
func widthOf(text string) int { return uniseg.StringWidth(text) }
