package picture

import (
	"image"
	"math"
	"unicode"

	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// The layout, in units of which a picture is 432 wide: about the points of a
// phone, so that sizes are those that are read there.
const (
	units      = 432.0
	margin     = 18.0
	dateRight  = 115.0 // the date column ends here
	axis       = 130.0 // the line of time
	textLeft   = 147.0
	textRight  = units - margin
	dateLine   = 16.0
	textLine   = 18.5
	smallLine  = 14.5
	titleLine  = 25.0
	legendLine = 18.0 // in the legend and between notes
	rowGap     = 17.0
	titleLines = 2
	dateLines  = 4
	textLines  = 6
	smallLines = 2
)

func scaleOf(width int) float64 { return float64(widthOf(width)) / units }

// placed is a row with its lines and its height in units.
type placed struct {
	row
	dates, texts, sources []string
	height                float64
}

// page is a sheet broken into lines.
type page struct {
	title []string
	rows  []placed
	notes []string
}

func layOut(s sheet, f *fonts) page {
	p := page{title: f.title.lines(s.title, (textRight-margin)*f.scale, titleLines)}
	for _, r := range s.rows {
		x := placed{row: r}
		x.dates = f.date.lines(r.when, (dateRight-margin)*f.scale, dateLines)
		x.texts = f.text.lines(r.text, (textRight-textLeft)*f.scale, textLines)
		x.sources = f.small.lines(r.source, (textRight-textLeft)*f.scale, smallLines)
		words := float64(len(x.texts))*textLine + float64(len(x.sources))*smallLine
		dates := float64(len(x.dates)) * dateLine
		if r.status != "" {
			words += smallLine
		}
		x.height = max(words, dates)
		p.rows = append(p.rows, x)
	}
	notes := s.notes
	if s.foreign(f) {
		notes = append(notes[:len(notes):len(notes)], transliterated)
	}
	for _, n := range notes {
		p.notes = append(p.notes, f.small.lines(n, (textRight-margin)*f.scale, smallLines)...)
	}
	return p
}

// transliterated tells that words stand in other letters than in the documents.
const transliterated = "Words in scripts that this picture cannot draw are spelt in Latin letters."

// foreign reports whether a sheet has letters that the fonts lack.
func (s sheet) foreign(f *fonts) bool {
	texts := []string{s.title}
	for _, r := range s.rows {
		texts = append(texts, r.text, r.source)
	}
	for _, text := range texts {
		for _, r := range norm.NFC.String(text) {
			if unicode.IsLetter(r) && !f.text.has(r) {
				return true
			}
		}
	}
	return false
}

// pen draws in units.
type pen struct {
	canvas
	scale float64
}

func (p pen) px(u float64) fixed.Int26_6 { return fixed.Int26_6(u * p.scale * 64) }

func (p pen) line(t *typeface, in ink, text string, x, y float64) float64 {
	end := p.write(t, in, text, p.px(x), int(math.Round(y*p.scale)))
	return float64(end) / 64 / p.scale
}

// draw draws a sheet; the picture is as high as what it says.
func draw(s sheet, f *fonts, o Options) image.Image {
	laid := layOut(s, f)
	legend := legendOf(s.rows)
	top := margin + float64(len(laid.title))*titleLine + 12
	height := top
	for _, r := range laid.rows {
		height += r.height + rowGap
	}
	height += float64(legendLines(legend, f)+len(laid.notes))*legendLine + margin
	p := pen{newCanvas(widthOf(o.Width), int(math.Ceil(height*f.scale)), o.Dark), f.scale}
	y := margin
	for _, l := range laid.title {
		p.line(f.title, strong, l, margin, y+17)
		y += titleLine
	}
	end := top
	for _, r := range laid.rows {
		end += r.height + rowGap
	}
	p.shape(rail, axis-1, top-4, axis+1, end-rowGap+4)
	y = top
	for _, r := range laid.rows {
		p.row(r, f, y)
		y += r.height + rowGap
	}
	y = p.legend(legend, f, y+4)
	for _, l := range laid.notes {
		p.line(f.small, faint, l, margin, y+10)
		y += smallLine + 2
	}
	return p.Paletted
}

func (p pen) row(r placed, f *fonts, y float64) {
	for i, l := range r.dates {
		width := float64(f.date.width(l)) / 64 / p.scale
		p.line(f.date, strong, l, dateRight-width, y+13+float64(i)*dateLine)
	}
	p.mark(r.mark, r.open, axis, y+9, max(r.height-2, 22))
	y += 13
	for _, l := range r.texts {
		p.line(f.text, strong, l, textLeft, y)
		y += textLine
	}
	y -= 1
	if r.status != "" {
		p.line(f.small, accent, r.status, textLeft, y)
		y += smallLine
	}
	for _, l := range r.sources {
		p.line(f.small, faint, l, textLeft, y)
		y += smallLine
	}
}

// shape fills a rectangle.
func (p pen) shape(in ink, x0, y0, x1, y1 float64) {
	p.box(in, x0*p.scale, y0*p.scale, x1*p.scale, y1*p.scale)
}

func (p pen) round(in ink, x0, y0, x1, y1, hole float64) {
	s := p.scale
	paths := []path{pill(x0*s, y0*s, x1*s, y1*s, false)}
	if hole > 0 {
		paths = append(paths, pill((x0+hole)*s, (y0+hole)*s, (x1-hole)*s, (y1-hole)*s, true))
	}
	p.fill(in, x0*s, y0*s, x1*s, y1*s, paths...)
}

// mark draws the sign of a happening around x. y is the middle of its first line,
// height how far down a period reaches from the top of that line.
func (p pen) mark(m mark, open bool, x, y, height float64) {
	const r, half, stroke = 6.0, 4.5, 2.2 // half: of the width of a period
	bottom := y - 9 + height
	switch m {
	case dot:
		p.round(ground, x-r-2, y-r-2, x+r+2, y+r+2, 0)
		p.round(accent, x-r, y-r, x+r, y+r, 0)
	case ring:
		p.round(ground, x-r, y-r, x+r, y+r, 0)
		p.round(accent, x-r, y-r, x+r, y+r, stroke)
	case bar, tube:
		hole := 0.0
		if m == tube {
			hole = stroke
		}
		if open {
			bottom -= 9
		}
		p.round(ground, x-half, y-r, x+half, bottom, 0)
		p.round(accent, x-half, y-r, x+half, bottom, hole)
		if open {
			p.arrow(x, bottom+2, half+1)
		}
	case bracket:
		p.shape(ground, x-r, y-r, x+r, bottom)
		p.shape(accent, x-r+2, y-r, x-r+2+stroke, bottom)
		p.shape(accent, x-r+2, y-r, x+r-1, y-r+stroke)
		p.shape(accent, x-r+2, bottom-stroke, x+r-1, bottom)
	}
}

// arrow says that a period goes on.
func (p pen) arrow(x, y, r float64) {
	s := p.scale
	p.fill(ground, (x-r)*s, y*s, (x+r)*s, (y+7)*s, polygon((x-r)*s, y*s, (x+r)*s, y*s, (x+r)*s, (y+7)*s, (x-r)*s, (y+7)*s))
	p.fill(accent, (x-r)*s, y*s, (x+r)*s, (y+7)*s, polygon((x-r)*s, y*s, (x+r)*s, y*s, x*s, (y+7)*s))
}

// legendOf lists the marks that a picture has, each once.
func legendOf(rows []row) []mark {
	var out []mark
	for m := dot; m <= bracket; m++ {
		for _, r := range rows {
			if r.mark == m {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

const (
	legendMark = 18.0 // from a mark to its words
	legendGap  = 16.0
)

// legendPlaces tells where each mark of the legend stands, in lines counted from
// zero and units from the left.
func legendPlaces(marks []mark, f *fonts) (xs []float64, lines []int) {
	x, line := margin, 0
	for _, m := range marks {
		width := legendMark + float64(f.small.width(markNames[m]))/64/f.scale
		if x > margin && x+width > textRight {
			x, line = margin, line+1
		}
		xs, lines = append(xs, x), append(lines, line)
		x += width + legendGap
	}
	return xs, lines
}

func legendLines(marks []mark, f *fonts) int {
	_, lines := legendPlaces(marks, f)
	return lines[len(lines)-1] + 1
}

func (p pen) legend(marks []mark, f *fonts, y float64) float64 {
	xs, lines := legendPlaces(marks, f)
	for i, m := range marks {
		top := y + float64(lines[i])*legendLine
		p.legendMark(m, xs[i]+6, top+6.5)
		p.line(f.small, faint, markNames[m], xs[i]+legendMark, top+10)
	}
	return y + float64(lines[len(lines)-1]+1)*legendLine
}

// legendMark draws the sign of a mark for the legend, where a period is made
// longer than a dot.
func (p pen) legendMark(m mark, x, y float64) {
	if m == dot || m == ring {
		p.mark(m, false, x, y, 0)
		return
	}
	p.mark(m, false, x, y-1, 17)
}
