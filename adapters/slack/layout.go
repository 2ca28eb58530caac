package slack

import "attache/bot"

// layout is an answer divided among pages.
type layout struct {
	answer bot.Answer
	pieces []piece
	pages  bot.Pages
}

// lay divides an answer among pages. Each piece stands on one of them.
func lay(a bot.Answer) *layout {
	l := &layout{answer: a, pieces: flatten(a)}
	l.pages.Starts = []int{0}
	for {
		from := fill(l.sheet(), l.pieces, l.pages.Starts[len(l.pages.Starts)-1])
		if from == 0 {
			break
		}
		l.pages.Starts = append(l.pages.Starts, from)
	}
	if len(l.pages.Starts) > 1 {
		texts := make([]string, len(l.pieces))
		for i, p := range l.pieces {
			texts[i] = p.under + "\n" + p.note + "\n" + words(p.rich)
			l.pages.Anchors = append(l.pages.Anchors, p.anchor)
		}
		l.pages.Mark = bot.MarkOf(texts)
	}
	return l
}

// sheet is an empty page with the title of the answer.
func (l *layout) sheet() *page {
	g := new(page)
	if head := section(styled(l.title(), bold)); head != nil {
		g.rich(false, head)
		g.bytes += size(head)
	}
	return g
}

func (l *layout) title() string { return line(l.answer.Title, maxName) }

// end is the number of the first piece that is not on a page.
func (l *layout) end(n int) int {
	if n+1 < len(l.pages.Starts) {
		return l.pages.Starts[n+1]
	}
	return len(l.pieces)
}

// page draws a page.
func (l *layout) page(n int) Payload {
	g := l.sheet()
	fill(g, l.pieces, l.pages.Starts[n])
	many := len(l.pages.Starts) > 1
	if many {
		g.note(l.pages.Words(n, items(l.pieces[:l.pages.Starts[n]]), items(l.pieces[:l.end(n)]), items(l.pieces)))
	}
	a := l.answer
	if n == 0 && a.Exactly != "" {
		g.buttons = append(g.buttons, Button{Label: line(a.NotSo(), maxButtonText), Line: a.Exactly})
	}
	if len(g.blocks) == 0 {
		g.note("There is nothing to show.")
	}
	p := Payload{Text: g.summary(l.title()), Blocks: g.blocks, Buttons: g.buttons, Private: a.Visibility == bot.Private, line: a.Line, at: l.pages.Cursor(n)}
	if n > 0 {
		p.Turns = append(p.Turns, Turn{"‹ Previous", l.pages.Cursor(n - 1)})
	}
	if n+1 < len(l.pages.Starts) {
		p.Turns = append(p.Turns, Turn{"Next ›", l.pages.Cursor(n + 1)})
	}
	p.about(a)
	p.draws = l.drawn(n)
	p.Drawable = p.About != nil && (p.draws != nil || len(a.Relations.Links) > 0)
	return p
}

// drawn is the answer with nothing but the part of its timeline that stands on a
// page, nil where none does that a picture shows better than words.
func (l *layout) drawn(n int) *bot.Answer {
	first, last := 0, 0
	for _, p := range l.pieces[l.pages.Starts[n]:l.end(n)] {
		if p.happening > 0 && first == 0 {
			first = p.happening
		}
		last = max(last, p.happening)
	}
	for _, b := range l.answer.Blocks {
		if t, ok := b.(bot.Timeline); ok && first > 0 && len(t.Entries) > 1 {
			a := l.answer
			a.Blocks = []bot.Block{t.Part(first-1, last-first+1)}
			return &a
		}
	}
	return nil
}

// Render draws a page of an answer, the first of which is 0, and says how many
// there are.
func Render(a bot.Answer, page int) (p Payload, pages int) {
	l := lay(a)
	return l.page(page), len(l.pages.Starts)
}

// Turn leads to another page of the same answer.
type Turn struct {
	Label string
	At    bot.Cursor
}
