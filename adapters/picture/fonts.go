package picture

import (
	"errors"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is a font in one size.
type typeface struct {
	font.Face
	font *sfnt.Font
	buf  sfnt.Buffer
}

// has reports whether the font has a glyph for r.
func (t *typeface) has(r rune) bool {
	i, err := t.font.GlyphIndex(&t.buf, r)
	return err == nil && i != 0
}

func (t *typeface) width(text string) fixed.Int26_6 { return font.MeasureString(t.Face, text) }

// fonts are the typefaces of one picture, whose units are scale pixels wide.
type fonts struct {
	scale                    float64
	title, date, text, small *typeface
}

func loadFonts(scale float64) (*fonts, error) {
	regular, err1 := opentype.Parse(goregular.TTF)
	bold, err2 := opentype.Parse(gobold.TTF)
	if err := errors.Join(err1, err2); err != nil {
		return nil, fmt.Errorf("read the fonts of pictures: %w", err)
	}
	f := &fonts{scale: scale}
	for _, x := range []struct {
		to   **typeface
		font *sfnt.Font
		size float64
	}{{&f.title, bold, 19}, {&f.date, bold, 12.5}, {&f.text, regular, 14}, {&f.small, regular, 11}} {
		face, err := opentype.NewFace(x.font, &opentype.FaceOptions{Size: x.size * scale, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, fmt.Errorf("scale the fonts of pictures: %w", err)
		}
		*x.to = &typeface{Face: face, font: x.font}
	}
	return f, nil
}

// Close frees what the faces hold.
func (f *fonts) Close() error {
	return errors.Join(f.title.Close(), f.date.Close(), f.text.Close(), f.small.Close())
}

// lines breaks text into at most limit lines that are no wider than width; the
// last ends in an ellipsis where there was more. Words that are wider than a line
// are broken. The text is made drawable first.
func (t *typeface) lines(text string, width float64, limit int) []string {
	most := fixed.Int26_6(width * 64)
	var out []string
	line, start := []rune{}, 0 // start: where the line could be broken, 0 for nowhere
	var used fixed.Int26_6
	for _, r := range drawable(text, t.has) {
		advance, _ := t.GlyphAdvance(r)
		if used+advance > most && r != ' ' && len(line) > 0 {
			rest := []rune{}
			if start > 0 {
				line, rest = line[:start-1], append(rest, line[start:]...)
			}
			out = append(out, string(line))
			if len(out) == limit {
				out[limit-1] = t.shorten(out[limit-1], most)
				return out
			}
			line, start = rest, 0
			used = t.width(string(rest))
		}
		line = append(line, r)
		used += advance
		if r == ' ' {
			start = len(line)
		}
	}
	if len(line) > 0 {
		out = append(out, string(line))
	}
	return out
}

// shorten puts an ellipsis to the end of a line, which stays within width.
func (t *typeface) shorten(line string, width fixed.Int26_6) string {
	runes := []rune(line)
	for len(runes) > 0 && t.width(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
