// Package picture draws a timeline, and who is linked with whom, as a PNG that
// can be read on a phone and be printed, with a text that says the same to those
// who cannot see it.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"

	"attache/bot"
)

// MaxEntries is how many happenings a picture holds; more would be too small to
// read where a chat scales the picture down.
const MaxEntries = 15

// The widths of a picture in pixels. The largest, which it has unless told
// otherwise, is sharp on a phone, whose 400 points have two to three pixels each.
const (
	DefaultWidth = 1080
	minWidth     = 480
)

// maxBytes is how large a picture may be: what a chat shows without delay. Only
// words of ever other letters fill more; they are drawn in a narrower picture.
const maxBytes = 250_000

// ErrEmpty tells that a timeline has no happening to draw, or relations no link.
var ErrEmpty = errors.New("there is nothing to draw")

// Options say how a picture looks.
type Options struct {
	Title string
	Dark  bool // light letters on a dark ground
	Page  int  // which [MaxEntries] happenings are drawn, counted from 1; zero is the first page, and one past the end the last
	Width int  // in pixels; zero is DefaultWidth, others are kept between 480 and 1080, and the picture within 250 kB
}

// Timeline draws one page of the happenings of t, as many as [MaxEntries], and
// returns the picture as a PNG, and a text that says the same as it. What is left
// out is told in both. The text keeps the script of the documents; in the picture
// letters that the fonts lack are transliterated, and a note says so. Platforms limit how long such a text may be:
// the caller clips it. Equal arguments give equal bytes. The error is [ErrEmpty]
// where there is nothing to draw.
func Timeline(t bot.Timeline, o Options) (picture []byte, alt string, err error) {
	if len(t.Entries) == 0 {
		return nil, "", ErrEmpty
	}
	s := sheetOf(t, o.Title, o.Page)
	picture, err = encode(func(f *fonts, o Options) image.Image { return draw(s, f, o) }, o)
	if err != nil {
		return nil, "", err
	}
	return picture, s.alt(), nil
}

// Pages is how many pages the happenings of t fill.
func Pages(t bot.Timeline) int { return max(1, (len(t.Entries)+MaxEntries-1)/MaxEntries) }

// encode draws a picture, narrower than asked for if it would be too large.
func encode(draw func(*fonts, Options) image.Image, o Options) (picture []byte, err error) {
	o.Width = widthOf(o.Width)
	picture, err = encodeOnce(draw, o)
	for err == nil && len(picture) > maxBytes && o.Width > minWidth {
		o.Width = max(o.Width*3/4, minWidth)
		picture, err = encodeOnce(draw, o)
	}
	return picture, err
}

func encodeOnce(draw func(*fonts, Options) image.Image, o Options) (picture []byte, err error) {
	f, err := loadFonts(scaleOf(o.Width))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var b bytes.Buffer
	if err := png.Encode(&b, draw(f, o)); err != nil {
		return nil, fmt.Errorf("encode a picture: %w", err)
	}
	return b.Bytes(), nil
}

func widthOf(wanted int) int {
	if wanted == 0 {
		return DefaultWidth
	}
	return min(max(wanted, minWidth), DefaultWidth)
}
