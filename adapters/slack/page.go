package slack

import (
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"
)

// piece is the smallest part of an answer that stands on one page whole. A cursor
// counts pieces.
type piece struct {
	under  string    // the heading that it stands under, repeated where a page begins
	rich   []element // what it shows, or …
	note   string    // … a small grey line
	button *Button
	tight  bool // it stands close to the piece before it
	item   bool // it counts as one thing: a quote, a happening, a document
	more   bool // it goes on where the piece before it ended, in the middle of a text
	apart  bool // its heading stands in a block of its own, since what follows is bold too

	happening int    // the number of the happening of a timeline that it tells, counted from 1; 0 for none
	anchor    string // what it tells, see [bot.Pages]; empty where that is not known
}

// page gathers pieces until no more fit.
type page struct {
	blocks  []slackapi.Block
	buttons []Button
	heading string
	bytes   int
	pieces  int
	items   int
	spoken  []string // what the text for notifications is made of
}

// fits reports whether p can be added. A page takes one piece in any case.
func (g *page) fits(p piece) bool {
	if g.pieces == 0 {
		return true
	}
	return (!p.item || g.items < pageItems) &&
		g.bytes+p.size() <= pageBytes &&
		len(g.blocks)+len(g.buttons)/buttonRow+3 < pageBlocks &&
		(p.button == nil || len(g.buttons) < maxButtons-1)
}

func (p piece) size() int {
	const frame = 80 // {"type":"rich_text","elements":[]} and the like
	n := frame + len(p.under)*2
	for _, e := range p.rich {
		n += size(e)
	}
	if p.note != "" {
		n += frame + quotedLen(p.note)
	}
	if p.button != nil {
		n += 2*frame + quotedLen(p.button.Label)
	}
	return n
}

func (g *page) add(p piece) {
	g.bytes += p.size()
	g.pieces++
	if p.item {
		g.items++
	}
	if p.button != nil {
		g.buttons = append(g.buttons, *p.button)
	}
	if p.under != g.heading {
		if g.heading = p.under; p.under != "" {
			g.rich(false, section(styled(p.under, bold)))
			p.tight = !p.apart
		}
	}
	if p.note != "" {
		g.note(p.note)
	}
	if len(p.rich) > 0 {
		rich := p.rich
		if p.more {
			rich = g.goOn(rich)
		}
		g.rich(p.tight || p.more && g.pieces > 1, rich...)
		g.spoken = append(g.spoken, words(p.rich))
	}
}

// rich adds elements, to the last block if they stand close to it.
func (g *page) rich(tight bool, elements ...element) {
	if tight && len(g.blocks) > 0 {
		if last, ok := g.blocks[len(g.blocks)-1].(*slackapi.RichTextBlock); ok {
			for _, e := range elements {
				last.Elements = join(last.Elements, e)
			}
			return
		}
	}
	block := slackapi.NewRichTextBlock("")
	for _, e := range elements {
		block.Elements = join(block.Elements, e)
	}
	g.blocks = append(g.blocks, block)
}

// goOn writes the first of the elements on behind the text that the page ends with,
// and returns the others. A page that begins in the middle of a text says so.
func (g *page) goOn(elements []element) []element {
	if g.pieces == 1 {
		return append([]element{resumed(elements[0])}, elements[1:]...)
	}
	last, ok := g.blocks[len(g.blocks)-1].(*slackapi.RichTextBlock)
	if !ok || len(last.Elements) == 0 {
		return elements
	}
	end := len(last.Elements) - 1
	whole := extended(last.Elements[end], elements[0])
	if whole == nil {
		return elements
	}
	last.Elements[end] = whole
	return elements[1:]
}

// resumed begins an element with dots: its beginning stands on the page before.
func resumed(e element) element {
	dots := plain("… ")
	for _, begin := range []element{section(dots), quoted(dots), bullet(dots)} {
		if whole := extended(begin, e); whole != nil {
			return whole
		}
	}
	return e
}

// extended is one element of two of a kind, and nil of two that are not.
func extended(a, b element) element {
	switch b := b.(type) {
	case *slackapi.RichTextSection:
		if a, ok := a.(*slackapi.RichTextSection); ok {
			return slackapi.NewRichTextSection(slices.Concat(a.Elements, b.Elements)...)
		}
	case *slackapi.RichTextQuote:
		if a, ok := a.(*slackapi.RichTextQuote); ok {
			return quoted(slices.Concat(a.Elements, b.Elements)...)
		}
	case *bullets:
		if a, ok := a.(*bullets); ok {
			end := len(a.sections) - 1
			sections := append(slices.Clone(a.sections[:end]), extended(a.sections[end], b.sections[0]))
			return &bullets{append(sections, b.sections[1:]...), b.indent}
		}
	}
	return nil
}

// join appends e: a bullet to the list before it, and a section as a line of its
// own to the section before it, since Slack sets sections one behind the other.
func join(elements []element, e element) []element {
	if len(elements) == 0 {
		return append(elements, e)
	}
	last := len(elements) - 1
	switch e := e.(type) {
	case *bullets:
		if before, ok := elements[last].(*bullets); ok && before.indent == e.indent {
			elements[last] = &bullets{slices.Concat(before.sections, e.sections), e.indent}
			return elements
		}
	case *slackapi.RichTextSection:
		if before, ok := elements[last].(*slackapi.RichTextSection); ok {
			elements[last] = slackapi.NewRichTextSection(slices.Concat(before.Elements, []inline{plain("\n")}, e.Elements)...)
			return elements
		}
	}
	return append(elements, e)
}

// note adds a small grey line. It is plain text: Slack reads no markup in it.
func (g *page) note(text string) {
	g.blocks = append(g.blocks, slackapi.NewContextBlock("", &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: cut(text, maxPlainText)}))
}

// fill puts pieces on a page, from the cursor on, and returns the cursor of the
// first that did not fit, or 0.
func fill(g *page, pieces []piece, from int) (next int) {
	for i := from; i < len(pieces); i++ {
		if !g.fits(pieces[i]) {
			return i
		}
		g.add(pieces[i])
	}
	return 0
}

func items(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		if p.item {
			n++
		}
	}
	return n
}

// summary is the text for notifications and screen readers.
func (g *page) summary(title string) string {
	text := title
	if len(g.spoken) > 0 {
		text = strings.TrimSpace(title + ": " + strings.Join(g.spoken, " / "))
	}
	if text = cut(text, maxSummary); text == "" {
		text = "An answer"
	}
	return escape(text)
}
