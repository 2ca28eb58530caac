package slack

import (
	"fmt"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
	"attache/knowledge"
)

// Payload is an answer as Slack shows it, before the lines behind its buttons are
// kept. It is at most one message long.
type Payload struct {
	Text    string           // for notifications and screen readers, escaped
	Blocks  []slackapi.Block // all but the buttons
	Buttons []Button
	Private bool // only the person who asked is to see it

	About    *behind // the answer, for the buttons below it; nil where there is nothing to do with it
	Drawable bool    // it can be drawn as a picture
	Turns    []Turn  // to the pages before and behind

	line  string      // that gave the answer
	at    bot.Cursor  // of this page
	draws *bot.Answer // what a picture of the page shows; nil where there is none
}

// Button runs a line when it is pressed.
type Button struct {
	Label string
	Line  string // "/who Ingrid Halvorsen"
}

// about says what the buttons below an answer are about. The bot's own voice has
// none.
func (p *Payload) about(a bot.Answer) {
	c := citationsOf(a)
	if a.Line == "" || a.Err != nil || len(c.list) == 0 && !a.Abstained {
		return
	}
	p.About = &behind{Line: a.Line, Shown: c.ids()}
}

// flatten lays out the whole answer as pieces, in the order in which they are
// read.
func flatten(a bot.Answer) []piece {
	w := &writer{title: line(a.Title, maxName), alone: len(a.Blocks) == 1, link: a.Link, numbers: citationsOf(a).numbers()}
	w.understood(a.Understood)
	if a.Abstained {
		w.reason(a)
	}
	for _, b := range a.Blocks {
		b.Accept(w)
	}
	return w.pieces
}

// writer turns blocks into pieces. It implements [bot.BlockVisitor], each method
// in the file of its family.
type writer struct {
	pieces    []piece
	title     string
	under     string
	happening int    // the number of the happening of a timeline that is being told, counted from 1; 0 for none
	anchor    string // what is being told, see [bot.Pages]
	alone     bool   // the answer has one block, which may take room
	link      func(knowledge.Citation) string
	numbers   map[knowledge.DocID]int // of the documents, as the list of sources has them
}

// where is the source of a citation, with the address of the page that opens on
// its words.
func (w *writer) where(c knowledge.Citation) knowledge.Source {
	s := c.Source
	s.URL = w.link(c)
	return s
}

// put adds a piece that shows elements, if it shows anything.
func (w *writer) put(p piece, elements ...element) {
	for _, e := range elements {
		if e != nil {
			p.rich = append(p.rich, e)
		}
	}
	if len(p.rich) == 0 && p.note == "" {
		return
	}
	p.under, p.happening, p.anchor = w.under, w.happening, w.anchor
	w.pieces = append(w.pieces, p)
}

func (w *writer) note(text string) {
	if text != "" {
		w.put(piece{note: text})
	}
}

// heading puts what follows under a heading, or under none.
func (w *writer) heading(text string) { w.under = line(text, maxName) }

func (w *writer) understood(list []bot.Understood) {
	const shown = 4
	var parts []string
	for _, u := range list {
		typed, as := line(u.Typed, maxName/2), line(u.As, maxName/2)
		if typed != "" && as != "" && len(parts) < shown {
			parts = append(parts, fmt.Sprintf("%s → %s", typed, as))
		}
	}
	if len(parts) > 0 {
		w.note("Understood " + strings.Join(parts, ", "))
	}
}

func (w *writer) reason(a bot.Answer) {
	reason := line(a.Reason, maxLine)
	if reason == "" {
		reason = "The dossier does not say."
	}
	w.put(piece{tight: true}, section(plain(reason)))
	w.note(localise(a.Advice()))
}
