package picture

import (
	"image"
	"image/color"

	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// ink is one of the few colours of a picture.
type ink uint8

const (
	ground ink = iota // takes away what is drawn
	strong            // words
	faint             // sources, notes
	accent            // marks
	rail              // the line of time, and between names
	tie               // between a name and the one it is all about
)

// levels is how many steps there are between the ground and a full ink; it is
// enough for smooth edges, and few colours keep the picture small.
const levels = 15

// canvas is a picture in which each pixel is an ink in some strength.
type canvas struct{ *image.Paletted }

func newCanvas(width, height int, dark bool) canvas {
	colours := [...]color.RGBA{{255, 255, 255, 255}, {26, 32, 44, 255}, {90, 102, 120, 255}, {32, 98, 168, 255}, {203, 213, 224, 255}, {140, 178, 217, 255}}
	if dark {
		colours = [...]color.RGBA{{26, 29, 33, 255}, {237, 240, 244, 255}, {165, 174, 187, 255}, {104, 176, 242, 255}, {70, 78, 90, 255}, {62, 108, 150, 255}}
	}
	palette := color.Palette{colours[ground]}
	for _, c := range colours[1:] {
		for level := 1; level <= levels; level++ {
			palette = append(palette, mix(colours[ground], c, level))
		}
	}
	return canvas{image.NewPaletted(image.Rect(0, 0, width, height), palette)}
}

func mix(a, b color.RGBA, level int) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8((int(x)*(levels-level) + int(y)*level) / levels) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// paint draws ink through a mask. Where two inks meet, the stronger is seen.
func (c canvas) paint(in ink, r image.Rectangle, mask *image.Alpha, at image.Point) {
	seen := r.Intersect(c.Rect)
	at = at.Add(seen.Min.Sub(r.Min))
	for y := range seen.Dy() {
		row := c.Pix[c.PixOffset(seen.Min.X, seen.Min.Y+y):][:seen.Dx()]
		from := mask.Pix[mask.PixOffset(at.X, at.Y+y):]
		for x := range row {
			level := (int(from[x])*levels + 127) / 255
			switch {
			case level == 0:
			case in == ground:
				if level > levels/2 {
					row[x] = 0
				}
			case level >= (int(row[x])+levels-1)%levels+1 || row[x] == 0:
				row[x] = uint8((int(in)-1)*levels + level)
			}
		}
	}
}

// write draws one line of text, with its base line at y, and returns where it
// ends. x and y are in pixels. Letters begin at whole pixels, which nobody sees at
// this size: equal letters are then equal pixels, and the picture half as large.
func (c canvas) write(t *typeface, in ink, text string, x fixed.Int26_6, y int) fixed.Int26_6 {
	for _, r := range text {
		rect, mask, at, advance, ok := t.Glyph(fixed.Point26_6{X: fixed.I(x.Round()), Y: fixed.I(y)}, r)
		if alpha, is := mask.(*image.Alpha); ok && is && !rect.Empty() {
			c.paint(in, rect, alpha, at)
		}
		x += advance
	}
	return x
}

// path adds an outline to a rasterizer.
type path func(z *vector.Rasterizer, left, top float32)

// fill draws outlines; those that run the other way cut holes.
func (c canvas) fill(in ink, x0, y0, x1, y1 float64, paths ...path) {
	r := image.Rect(int(x0)-1, int(y0)-1, int(x1)+2, int(y1)+2)
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for _, p := range paths {
		p(z, float32(r.Min.X), float32(r.Min.Y))
	}
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.paint(in, r, mask, image.Point{})
}

// pill is a rectangle with round ends; as wide as high it is a circle. A hole
// runs the other way.
func pill(x0, y0, x1, y1 float64, hole bool) path {
	return func(z *vector.Rasterizer, left, top float32) {
		const k = 0.5523 // how far the handles of a quarter circle reach
		l, t, r, b := float32(x0)-left, float32(y0)-top, float32(x1)-left, float32(y1)-top
		h := (r - l) / 2
		m, q := l+h, h*k
		if hole {
			l, r, q = r, l, -q
		}
		z.MoveTo(m, t)
		z.CubeTo(m+q, t, r, t+h-abs(q), r, t+h)
		z.LineTo(r, b-h)
		z.CubeTo(r, b-h+abs(q), m+q, b, m, b)
		z.CubeTo(m-q, b, l, b-h+abs(q), l, b-h)
		z.LineTo(l, t+h)
		z.CubeTo(l, t+h-abs(q), m-q, t, m, t)
		z.ClosePath()
	}
}

func abs(x float32) float32 { return max(x, -x) }

// polygon joins points, given as x and y in turn.
func polygon(points ...float64) path {
	return func(z *vector.Rasterizer, left, top float32) {
		for i := 0; i+1 < len(points); i += 2 {
			x, y := float32(points[i])-left, float32(points[i+1])-top
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
}

func (c canvas) box(in ink, x0, y0, x1, y1 float64) {
	c.fill(in, x0, y0, x1, y1, polygon(x0, y0, x1, y0, x1, y1, x0, y1))
}
