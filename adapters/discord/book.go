package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// book is an answer laid out in messages.
type book struct {
	answer bot.Answer
	parts  []part
	turns  string // the kind of press that turns its pages
	about  string // what its buttons are about
	lead   string // the address of the best quote; empty where none is offered
	pages  bot.Pages
}

// bookOf lays an answer out.
func bookOf(a bot.Answer) *book {
	r := newRenderer(a)
	r.blocks(a)
	return newBook(a, r.parts, pressPage, lead(a))
}

// newBook divides the parts of an answer among pages. The same parts are always
// divided in the same way.
func newBook(a bot.Answer, parts []part, turns, lead string) *book {
	b := &book{answer: a, parts: parts, turns: turns, about: subjectOf(a).text(), lead: lead}
	b.pages.Starts = []int{0}
	for from := 0; ; {
		if from = b.sheet(from).fill(parts, from); from == 0 {
			break
		}
		b.pages.Starts = append(b.pages.Starts, from)
	}
	if len(b.pages.Starts) > 1 {
		texts := make([]string, len(parts))
		for i, p := range parts {
			texts[i] = p.text()
			b.pages.Anchors = append(b.pages.Anchors, p.anchor)
		}
		b.pages.Mark = bot.MarkOf(texts)
	}
	return b
}

// sheet is an empty page that begins with the part numbered from.
func (b *book) sheet(from int) *page {
	head := heading(b.answer)
	if from > 0 {
		head = strings.TrimPrefix(head+"\n"+b.parts[from].under, "\n")
	}
	p := newPage(strings.TrimSuffix(head, "\n"))
	if from == 0 && len(b.parts) > 0 {
		p.open(b.lead)
	}
	return p
}

// end is the number of the first part that is not on a page.
func (b *book) end(n int) int {
	if n+1 < len(b.pages.Starts) {
		return b.pages.Starts[n+1]
	}
	return len(b.parts)
}

// message is a page as a message. Where the answer has changed since the reader saw
// another page, it says so.
func (b *book) message(n int, changed bool) Message {
	from := b.pages.Starts[n]
	p := b.sheet(from)
	p.fill(b.parts, from)
	if len(p.parts) == 0 {
		p.add(part{lines: []string{"Nothing to show."}})
	}
	var foot []string
	many := len(b.pages.Starts) > 1
	if many {
		foot = append(foot, small(b.pages.Words(n, entries(b.parts[:from]), entries(b.parts[:b.end(n)]), entries(b.parts))))
	}
	if changed {
		foot = append(foot, small(bot.PagesChanged))
	}
	if len(foot) > 0 {
		p.parts = append(p.parts, textDisplay(strings.Join(foot, "\n")))
	}
	m := seal(colour(b.answer), p.parts)
	var buttons []Component
	if many {
		buttons = []Component{b.turn("‹ Previous", n, n-1), b.turn("Next ›", n, n+1)}
	}
	if b.turns == pressPage {
		buttons = append(buttons, offers(b.answer, b.about)...)
	}
	m.offer(buttons)
	m.draws = b.drawn(n)
	return m
}

// at is the page that holds what stood at a cursor.
func (b *book) at(c bot.Cursor) Message { return b.message(b.pages.At(c)) }

// turn is the button that leads from page n to another. Where there is none it
// stands there all the same, so that no button moves below a reader's finger.
func (b *book) turn(label string, n, to int) Component {
	there := to >= 0 && to < len(b.pages.Starts)
	if !there {
		to = n
	}
	c := button(label, press{kind: b.turns, text: b.about, at: b.pages.Cursor(to)})
	c.Disabled = !there
	return c
}

// drawn is an answer with nothing but the part of its timeline that stands on a
// page, nil where none does.
func (b *book) drawn(n int) *bot.Answer {
	first, last := 0, 0
	for _, p := range b.parts[b.pages.Starts[n]:b.end(n)] {
		if p.happening > 0 && first == 0 {
			first = p.happening
		}
		last = max(last, p.happening)
	}
	t := timelineOf(b.answer)
	if t == nil || first == 0 {
		return nil
	}
	a := b.answer
	a.Blocks = []bot.Block{t.Part(first-1, last-first+1)}
	return &a
}

// timelineOf is the timeline of an answer, nil where it has none that a picture
// shows better than words.
func timelineOf(a bot.Answer) *bot.Timeline {
	for _, block := range a.Blocks {
		if t, ok := block.(bot.Timeline); ok && len(t.Entries) > 1 {
			return &t
		}
	}
	return nil
}

// Render draws a page of an answer, the first of which is 0, and says how many there
// are. The buttons have no name yet: see [Message.Bind].
func Render(a bot.Answer, page int) (m Message, pages int) {
	b := bookOf(a)
	return b.message(page, false), len(b.pages.Starts)
}

// offer adds buttons to a message, in as many rows as they take.
func (m *Message) offer(buttons []Component) {
	frame := &m.Components[0]
	frame.Components = append(frame.Components, rows(buttons)...)
}

// askedBy notes in the buttons that turn pages who asked: only they turn the pages
// of what all can see.
func (m Message) askedBy(person string) Message {
	_ = eachButton(m.Components, func(b *Component) error {
		b.press.asker = person
		return nil
	})
	return m
}

// turnsInPlace reports whether a press that turns a page may change the message
// that its button belongs to. What others can see is changed for whoever asked
// alone; the others get a copy of their own.
func (i interaction) turnsInPlace(p press) bool {
	return i.Message.Flags&discordgo.MessageFlagsEphemeral != 0 || i.direct() || p.asker != "" && p.asker == i.person()
}
