package picture

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"attache/bot"
)

// MaxLinks is how many lines a picture of relations holds: more would hide one
// another. Each name keeps its strongest.
const MaxLinks = 45

// Relations draws who is linked with whom: names, and between them lines that are
// the thicker the more happenings name both. It returns a PNG, and a text that
// says the same as it. Names that the fonts lack letters for are transliterated
// in the picture alone; what is left out is told in both. Equal arguments give
// equal bytes. The error is [ErrEmpty] where nobody is linked with anybody.
func Relations(r bot.Relations, o Options) (picture []byte, alt string, err error) {
	if len(r.Links) == 0 {
		return nil, "", ErrEmpty
	}
	n := netOf(r, o.Title)
	picture, err = encode(n.draw, o)
	if err != nil {
		return nil, "", err
	}
	return picture, n.alt(), nil
}

// net is what a picture of relations says.
type net struct {
	title string
	about bool // the first name is the one that it is about
	names []bot.Related
	links []bot.Pair // those that are drawn, the strongest first
	notes []string   // what is left out
}

func netOf(r bot.Relations, title string) net {
	n := net{about: r.About != "", names: slices.Clone(r.Names)}
	for i := range n.names {
		if n.names[i].Name = clip(clean(n.names[i].Name), nameRunes); n.names[i].Name == "" {
			n.names[i].Name = "(no name)"
		}
	}
	subject := clip(clean(title), titleRunes)
	if subject == "" && n.about {
		subject = n.names[0].Name
	}
	if n.title = subject + ": who is linked with whom"; subject == "" {
		n.title = "Who is linked with whom"
	}
	n.links = drawn(r.Links, len(r.Names))
	if r.Left > 0 {
		n.notes = append(n.notes, fmt.Sprintf("%s more left out.", count(r.Left, "name")))
	}
	if left := len(r.Links) - len(n.links); left > 0 {
		n.notes = append(n.notes, fmt.Sprintf("The %d strongest of %d links.", len(n.links), len(r.Links)))
	}
	return n
}

// nameRunes is how much of a name is shown.
const nameRunes = 60

// drawn are the links that a picture shows: the strongest of each name, and the
// strongest of all.
func drawn(links []bot.Pair, names int) []bot.Pair {
	links = slices.Clone(links)
	stronger := func(a, b bot.Pair) int { return b.Count - a.Count }
	slices.SortStableFunc(links, stronger)
	if len(links) <= MaxLinks {
		return links
	}
	linked := make([]bool, names)
	var kept, rest []bot.Pair
	for _, l := range links {
		if linked[l.A] && linked[l.B] {
			rest = append(rest, l)
			continue
		}
		linked[l.A], linked[l.B] = true, true
		kept = append(kept, l)
	}
	kept = append(kept, rest[:max(0, min(len(rest), MaxLinks-len(kept)))]...)
	slices.SortStableFunc(kept, stronger)
	return kept
}

// alt says in words what the picture shows.
func (n net) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s. %s; the number of each link is how many happenings name both.\n", strings.TrimSuffix(n.title, "."), count(len(n.names), "name"))
	for _, l := range n.links {
		fmt.Fprintf(&b, "%s – %s: %d\n", n.names[l.A].Name, n.names[l.B].Name, l.Count)
	}
	for _, note := range n.notes {
		b.WriteString(note + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// The layout of a picture of relations, in units. Names stand in rows of three and
// two in turn, so that lines pass between them.
const (
	plateWidth = 98.0 // of the words on a plate
	plateLine  = 15.0
	plateLines = 3
	platePad   = 9.0 // from the words to the edge of a plate
	rowSpace   = 38.0
	thickest   = 9.0
	thinnest   = 1.4
)

// plate is a name as it is drawn.
type plate struct {
	lines  []string
	w, h   float64 // half of its width and height
	x, y   float64 // its middle
	person bool
	about  bool
}

// plates breaks the names into lines.
func (n net) plates(f *fonts) []plate {
	out := make([]plate, len(n.names))
	for i, name := range n.names {
		p := plate{person: name.Kind == "person", about: n.about && i == 0}
		p.lines = f.date.lines(name.Name, plateWidth*f.scale, plateLines)
		wide := 0.0
		for _, l := range p.lines {
			wide = max(wide, float64(f.date.width(l))/64/f.scale)
		}
		p.h = float64(len(p.lines))*plateLine/2 + 5
		p.w = max(wide/2+platePad, p.h)
		out[i] = p
	}
	return out
}

// place puts the plates into the rows that an arrangement gives them, and returns
// where the last row ends.
func place(plates []plate, slots []int, top float64) float64 {
	high := map[int]float64{} // of rows, half
	for i := range plates {
		row := rowOfSlot(slots[i])
		high[row] = max(high[row], plates[i].h)
	}
	rows := make([]int, 0, len(high))
	for row := range high {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	middle := map[int]float64{}
	y := top
	for _, row := range rows {
		middle[row] = y + high[row]
		y += 2*high[row] + rowSpace
	}
	for i := range plates {
		plates[i].x = slotPoint(slots[i]).x
		plates[i].y = middle[rowOfSlot(slots[i])]
	}
	return y - rowSpace
}

// draw draws the net; the picture is as high as its rows.
func (n net) draw(f *fonts, o Options) image.Image {
	title := f.title.lines(n.title, (textRight-margin)*f.scale, titleLines)
	plates := n.plates(f)
	top := margin + float64(len(title))*titleLine + 16
	bottom := place(plates, arrange(len(plates), n.links), top)
	var notes []string
	for _, note := range n.notes {
		notes = append(notes, f.small.lines(note, (textRight-margin)*f.scale, smallLines)...)
	}
	legend := n.legend()
	height := bottom + 26 + legendLine*float64(1+len(notes)) + margin
	if len(legend.kinds) > 1 {
		height += legendLine
	}
	p := pen{newCanvas(widthOf(o.Width), int(math.Ceil(height*f.scale)), o.Dark), f.scale}
	y := margin
	for _, l := range title {
		p.line(f.title, strong, l, margin, y+17)
		y += titleLine
	}
	most := n.links[0].Count
	for _, l := range slices.Backward(n.links) {
		p.link(plates[l.A], plates[l.B], thickness(l.Count, most))
	}
	for i := range plates {
		p.plate(plates[i], f)
	}
	y = p.netLegend(legend, f, bottom+24)
	for _, l := range notes {
		p.line(f.small, faint, l, margin, y+10)
		y += smallLine + 2
	}
	return p.Paletted
}

// thickness is how wide the line of a link is, of which the strongest has most
// happenings.
func thickness(count, most int) float64 {
	if most <= 1 {
		return thinnest
	}
	step := min(1.6, (thickest-thinnest)/float64(most-1))
	return thinnest + step*float64(count-1)
}

// link draws the line between the middles of two plates, which hide its ends.
func (p pen) link(a, b plate, wide float64) {
	in := rail
	if a.about || b.about {
		in = tie
	}
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	ox, oy := -dy/length*wide/2, dx/length*wide/2
	s := p.scale
	points := []float64{(a.x + ox) * s, (a.y + oy) * s, (b.x + ox) * s, (b.y + oy) * s, (b.x - ox) * s, (b.y - oy) * s, (a.x - ox) * s, (a.y - oy) * s}
	x0, x1 := min(a.x, b.x)-wide, max(a.x, b.x)+wide
	y0, y1 := min(a.y, b.y)-wide, max(a.y, b.y)+wide
	p.fill(in, x0*s, y0*s, x1*s, y1*s, polygon(points...))
}

// plate draws a name with its edge: round for a person, square for all else.
func (p pen) plate(x plate, f *fonts) {
	p.edge(x)
	y := x.y - float64(len(x.lines))*plateLine/2 + 11.5
	for _, l := range x.lines {
		width := float64(f.date.width(l)) / 64 / p.scale
		p.line(f.date, strong, l, x.x-width/2, y)
		y += plateLine
	}
}

func (p pen) edge(x plate) {
	stroke := 1.3
	if x.about {
		stroke = 2.6
	}
	x0, y0, x1, y1 := x.x-x.w, x.y-x.h, x.x+x.w, x.y+x.h
	if !x.person {
		p.shape(ground, x0-2, y0-2, x1+2, y1+2)
		p.shape(accent, x0, y0, x1, y1)
		p.shape(ground, x0+stroke, y0+stroke, x1-stroke, y1-stroke)
		return
	}
	p.capsule(ground, x0-2, y0-2, x1+2, y1+2)
	p.capsule(accent, x0, y0, x1, y1)
	p.capsule(ground, x0+stroke, y0+stroke, x1-stroke, y1-stroke)
}

// capsule fills a rectangle with round corners.
func (p pen) capsule(in ink, x0, y0, x1, y1 float64) {
	r := min((y1-y0)/2, roundest)
	for _, x := range [2]float64{x0, x1 - 2*r} {
		p.round(in, x, y0, x+2*r, y0+2*r, 0)
		p.round(in, x, y1-2*r, x+2*r, y1, 0)
	}
	p.shape(in, x0+r, y0, x1-r, y1)
	p.shape(in, x0, y0+r, x1, y1-r)
}

// roundest is the radius of the corners of a person's plate, of one line.
const roundest = 12.5

// netLegend is what the legend explains.
type netLegend struct {
	kinds  []string
	counts []int // of happenings, for lines of each thickness
	most   int
}

func (n net) legend() netLegend {
	l := netLegend{most: n.links[0].Count}
	for _, kind := range []string{"person", "organisation"} {
		if slices.ContainsFunc(n.names, func(r bot.Related) bool { return (r.Kind == "person") == (kind == "person") }) {
			l.kinds = append(l.kinds, kind)
		}
	}
	least := n.links[len(n.links)-1].Count
	for _, c := range []int{least, (least + l.most + 1) / 2, l.most} {
		if !slices.Contains(l.counts, c) {
			l.counts = append(l.counts, c)
		}
	}
	return l
}

func (p pen) netLegend(l netLegend, f *fonts, y float64) float64 {
	x := margin
	word := func(text string) {
		x = p.line(f.small, faint, text, x, y+10) + legendGap
	}
	for i, c := range l.counts {
		wide := thickness(c, l.most)
		p.shape(tie, x, y+6.5-wide/2, x+22, y+6.5+wide/2)
		x += 28
		if text := count(c, "happening"); i == 0 {
			word(text)
		} else {
			word(fmt.Sprint(c))
		}
	}
	if y += legendLine; len(l.kinds) < 2 {
		return y
	}
	x = margin
	for _, kind := range l.kinds {
		p.edge(plate{w: 9, h: 5, x: x + 11, y: y + 6.5, person: kind == "person"})
		x += 28
		word(kind)
	}
	return y + legendLine
}
