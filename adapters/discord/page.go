package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"
)

// part is the least of an answer that is not divided between two messages.
type part struct {
	lines   []string
	entry   bool        // one of the things that are counted: a quote, a happening, a document
	head    bool        // says what follows, and goes with it
	rule    bool        // a line drawn between others
	breaks  bool        // begins a message of its own
	buttons []Component // at most a row

	happening int    // the number of the happening of a timeline that it tells, counted from 1; 0 for none
	anchor    string // what it tells, see [bot.Pages]; empty where that is not known
	under     string // the heading that it stands under, repeated where a page begins
}

func (p part) text() string { return strings.Join(p.lines, "\n") }

// A part is at most this long, so that it fits a message with its heading and
// the notice that it is cut.
const (
	partUnits = pageUnits - 500
	partBytes = maxTextBytes - 2000
)

// divide returns p in as many parts as there must be so that each fits a message.
func (p part) divide() []part {
	var all []part
	begin, length, bytes := 0, 0, 0
	for i, line := range p.lines {
		u, b := units(line)+1, len(line)+1
		if i > begin && (length+u > partUnits || bytes+b > partBytes) {
			all = append(all, part{lines: p.lines[begin:i]})
			begin, length, bytes = i, 0, 0
		}
		length, bytes = length+u, bytes+b
	}
	all = append(all, part{lines: p.lines[begin:], head: p.head})
	all[0].entry = p.entry
	return all
}

// page is a message that is being filled.
type page struct {
	parts      []Component
	components int
	units      int
	bytes      int
	entries    int
}

// newPage is a page with the heading of the message. Room is kept for what ends
// a message: lines that say which page it is, a picture, and two rows with seven
// buttons.
func newPage(heading string) *page {
	p := &page{components: 1 + 1 + 1 + 9, units: 250, bytes: 500}
	if heading != "" {
		p.add(part{lines: []string{heading}})
	}
	return p
}

// open puts a button beside the heading that opens the place of the best quote,
// which is the first document of the answer. Beside the quote it would leave a
// phone no room for the words.
func (p *page) open(address string) {
	if address == "" || len(p.parts) != 1 {
		return
	}
	p.components += 2
	p.parts[0] = Component{Type: discordgo.SectionComponent, Components: []Component{p.parts[0]}, Accessory: linkButton("Open [1]", address)}
}

// room reports whether all of these can be added. A page with nothing but its
// heading takes whatever Discord takes.
func (p *page) room(parts ...part) bool {
	components, length, bytes := p.components, p.units, p.bytes
	for _, part := range parts {
		c, u, b := part.cost()
		components, length, bytes = components+c, length+u, bytes+b
	}
	most := pageUnits
	if len(p.parts) <= 1 {
		most = maxTextUnits
	}
	return components <= maxComponents && length <= most && bytes+componentBytes*components <= maxTextBytes
}

func (p part) cost() (components, length, bytes int) {
	if len(p.buttons) > 0 {
		return 1 + len(p.buttons), 0, 0
	}
	text := p.text()
	return 1, units(text), len(text)
}

func (p *page) add(one part) {
	c, u, b := one.cost()
	p.components, p.units, p.bytes = p.components+c, p.units+u, p.bytes+b
	if one.entry {
		p.entries++
	}
	switch {
	case one.rule:
		p.parts = append(p.parts, Component{Type: discordgo.SeparatorComponent, Spacing: 1})
	case len(one.buttons) > 0:
		p.parts = append(p.parts, row(one.buttons...))
	default:
		p.parts = append(p.parts, textDisplay(one.text()))
	}
}

// fill adds parts from the one numbered from until there is no room, and returns
// the number of the first that was not added, or 0 when all were.
func (p *page) fill(parts []part, from int) (next int) {
	for i := from; i < len(parts); i++ {
		with := parts[i : i+1]
		for len(with) < len(parts)-i && (with[len(with)-1].head || with[len(with)-1].rule) {
			with = parts[i : i+len(with)+1]
		}
		if (parts[i].breaks || !p.room(with...)) && i > from {
			return i
		}
		if parts[i].rule && i == from {
			continue
		}
		p.add(parts[i])
	}
	return 0
}

func entries(parts []part) int {
	n := 0
	for _, p := range parts {
		if p.entry {
			n++
		}
	}
	return n
}
