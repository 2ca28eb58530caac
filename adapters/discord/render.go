package discord

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// The colours of the frame around an answer: what it is can be told at a glance.
const (
	colourAnswer    = 0x4f7cac
	colourAbstained = 0xd9a441
	colourError     = 0xc8553d
)

// Render draws an answer, or as much of it as one message holds. It begins with
// the part numbered from, which is 0 or what an earlier call returned as next;
// next is 0 where nothing is left. The buttons have no name yet: see
// [Message.Bind].
func Render(a bot.Answer, from int) (m Message, next int) { return compose(a, partsOf(a), from) }

// compose is the message that begins with the part numbered from.
func compose(a bot.Answer, parts []part, from int) (m Message, next int) {
	p := press{kind: pressMore, text: subjectOf(a).text()}
	m, next = fill(a, parts, from, p)
	if from == 0 {
		m.offer(offers(a, p.text))
	}
	return m, next
}

// fill is a message with as many of the parts as it holds, where more asks for
// those that are left.
func fill(a bot.Answer, parts []part, from int, more press) (m Message, next int) {
	if from < 0 || from >= len(parts) && from > 0 {
		return nothingLeft(a), 0
	}
	p := newPage(heading(a, from))
	if from == 0 && len(parts) > 0 && more.kind == pressMore {
		p.open(lead(a))
	}
	next = p.fill(parts, from)
	if len(p.parts) == 0 {
		p.add(part{lines: []string{"Nothing to show."}})
	}
	if next == 0 {
		return seal(colour(a), p.parts), 0
	}
	said, rest := cutNotice(parts, from, next, more)
	m = seal(colour(a), append(p.parts, said))
	m.offer([]Component{rest})
	return m, next
}

// offer adds buttons to the last row of a message, and as many rows as they take.
func (m *Message) offer(buttons []Component) {
	frame := &m.Components[0]
	if n := len(frame.Components); n > 0 && frame.Components[n-1].Type == discordgo.ActionsRowComponent && frame.Components[n-1].Components[0].press.kind == pressMore {
		buttons = append(frame.Components[n-1].Components, buttons...)
		frame.Components = frame.Components[:n-1]
	}
	frame.Components = append(frame.Components, rows(buttons)...)
}

// offers are what can be done with an answer: see all that it cites, see it as a
// picture, show it to all, and say whether it is right.
func offers(a bot.Answer, about string) []Component {
	var all []Component
	if a.Err != nil || asks(a) {
		return nil
	}
	cites := len(citations(a)) > 0
	if cites {
		all = append(all, button("Sources", press{kind: pressSources, text: about}))
	}
	if drawable(a) {
		all = append(all, button("Picture", press{kind: pressPicture, text: about}))
	}
	if cites && a.Visibility == bot.Private {
		all = append(all, button("Share", press{kind: pressShare, text: about}))
	}
	if cites || a.Abstained {
		all = append(all, button("👍", press{kind: pressGood, text: about}), button("👎", press{kind: pressBad, text: about}))
	}
	return all
}

// asks reports whether an answer is a question: who was meant.
func asks(a bot.Answer) bool {
	for _, b := range a.Blocks {
		if _, ok := b.(bot.Candidates); !ok {
			return false
		}
	}
	return !a.Abstained
}

// RenderSources draws everything that an answer cites, document by document, from
// the part numbered from on.
func RenderSources(a bot.Answer, from int) Message {
	r := newRenderer(a)
	r.blocks(a) // numbers the documents as the answer does
	r.parts, r.told = nil, map[knowledge.DocID]bool{}
	for _, c := range citations(a) {
		r.number(c.Source)
	}
	for _, d := range r.documentsCited {
		r.cited(d, citations(a))
	}
	a.Title = "Sources: " + a.Title
	m, _ := fill(a, r.parts, from, press{kind: pressSources, text: subjectOf(a).text()})
	return m
}

// cited shows a document with the words that an answer cites of it.
func (r *renderer) cited(d knowledge.Source, all []knowledge.Citation) {
	const most = 5
	at := d.Path
	if blank(d.Title) {
		at = "" // it stands for the title
	}
	lines := []string{r.documentLine(d, d.Title), small(dotted(escapeLine(clip(d.Publisher, publisherRunes)), bot.Unbroken(bot.DateWords(d.Published)), escapeLine(clip(at, nameRunes))))}
	n := 0
	for _, c := range all {
		if c.Doc != d.Doc {
			continue
		}
		if n++; n <= most {
			lines = append(lines, "> "+escapeLine(clip(c.Text, titleRunes))+arrow(r.link(c)))
		}
	}
	if n > most {
		lines = append(lines, small("and ", count(n-most, "place"), " more"))
	}
	r.text(part{entry: true}, lines...)
}

// arrow leads to an address, if it is one to go to.
func arrow(address string) string {
	target, ok := safeURL(address)
	if !ok {
		return ""
	}
	return " [→](<" + target + ">)"
}

// nothingLeft is what a "more" button gives whose answer has become shorter.
func nothingLeft(a bot.Answer) Message {
	p := newPage(heading(a, 1))
	p.add(part{lines: []string{"That was all: the dossier has changed since, and the answer is shorter now."}})
	return seal(colour(a), p.parts)
}

func heading(a bot.Answer, from int) string {
	if blank(a.Title) {
		return ""
	}
	h := "### " + escapeLine(clip(a.Title, titleRunes))
	if from > 0 {
		h += "\n-# continued"
	}
	return h
}

func colour(a bot.Answer) int {
	switch {
	case a.Err != nil:
		return colourError
	case a.Abstained:
		return colourAbstained
	}
	return colourAnswer
}

// partsOf is an answer as parts in the order they are read, each small enough
// for a message. The same answer always gives the same parts.
func partsOf(a bot.Answer) []part {
	r := newRenderer(a)
	r.blocks(a)
	return r.parts
}

// renderer is a [bot.BlockVisitor] that collects the parts of an answer.
type renderer struct {
	parts          []part
	numbers        map[knowledge.DocID]int
	documentsCited []knowledge.Source              // by number, from 1 on
	told           map[knowledge.DocID]bool        // documents whose title a reader has been given
	link           func(knowledge.Citation) string // where a citation can be read
	title          string
	reason         bool // the answer has said why it abstains
	quoted         bool // the answer quotes: what else it holds is said in one line
}

func newRenderer(a bot.Answer) *renderer {
	r := &renderer{numbers: map[knowledge.DocID]int{}, told: map[knowledge.DocID]bool{}, link: a.Link, title: a.Title, reason: a.Abstained && !blank(a.Reason)}
	for _, b := range a.Blocks {
		if q, ok := b.(bot.Quotes); ok && len(q.Quotes) > 0 {
			r.quoted = true
		}
	}
	return r
}

func (r *renderer) blocks(a bot.Answer) {
	r.understood(a.Understood)
	if r.reason {
		r.text(part{}, paragraph(a.Reason)...)
	}
	for _, b := range a.Blocks {
		b.Accept(r)
	}
}

// text adds a part with these lines, but for those that show nothing.
func (r *renderer) text(p part, lines ...string) {
	for _, line := range lines {
		if !blank(line) {
			p.lines = append(p.lines, line)
		}
	}
	if len(p.lines) > 0 {
		r.parts = append(r.parts, p.divide()...)
	}
}

func (r *renderer) section(name string) { r.text(part{head: true}, "**"+escapeLine(name)+"**") }

// rule draws a line, unless nothing or a line stands above.
func (r *renderer) rule() {
	if n := len(r.parts); n > 0 && !r.parts[n-1].rule {
		r.parts = append(r.parts, part{rule: true})
	}
}

func (r *renderer) understood(list []bot.Understood) {
	var said []string
	for _, u := range list {
		if !blank(u.Typed) && !blank(u.As) {
			said = append(said, "“"+escapeLine(clip(u.Typed, nameRunes))+"” as “"+escapeLine(clip(u.As, nameRunes))+"”")
		}
	}
	if len(said) > 0 {
		r.text(part{}, small("Understood ", enumerate(said, 5, ", ")))
	}
}

// number is the number that a document has in this answer.
func (r *renderer) number(s knowledge.Source) int {
	n, ok := r.numbers[s.Doc]
	if !ok {
		n = len(r.numbers) + 1
		r.numbers[s.Doc] = n
		r.documentsCited = append(r.documentsCited, s)
	}
	return n
}

// ref names a document by its number alone.
func ref(n int) string { return `\[` + strconv.Itoa(n) + `\]` }

// refs names the documents of citations by their numbers.
func (r *renderer) refs(cites []knowledge.Citation) string {
	var docs []knowledge.Source
	for _, c := range cites {
		docs = append(docs, c.Source)
	}
	return r.documentRefs(docs)
}

// source describes the document of a citation in one line: "[1] Publisher · 19 Nov
// 2025 · title", and leads to the words. The title is given once in an answer.
func (r *renderer) source(c knowledge.Citation) string {
	s := c.Source
	name, title := clip(s.Publisher, publisherRunes), clip(s.Title, titleRunes)
	if blank(name) {
		name, title = title, ""
	}
	if blank(name) {
		name = clip(s.Path, nameRunes)
	}
	if r.told[s.Doc] {
		name = clip(name, publisherRunes)
	}
	last := &title
	if r.told[s.Doc] || blank(title) {
		title, last = "", &name
	}
	r.told[s.Doc] = true
	plain := map[*string]string{&name: escapeLine(name), &title: escapeLine(title)}
	plain[last] = link(*last, r.link(c))
	return ref(r.number(s)) + "\u00a0" + dotted(plain[&name], bot.Unbroken(bot.DateWords(s.Published)), plain[&title])
}

// document describes a document of which nothing in particular is cited.
func (r *renderer) document(s knowledge.Source) string {
	return r.source(knowledge.Citation{Source: s})
}

// documentLine is a document by its title, which leads to it.
func (r *renderer) documentLine(s knowledge.Source, title string) string {
	name := clip(title, titleRunes)
	if blank(name) {
		name = clip(s.Path, titleRunes)
	}
	return ref(r.number(s)) + " **" + link(name, r.link(knowledge.Citation{Source: s})) + "**"
}

// sources describes the documents of citations, a line each, each document once.
func (r *renderer) sources(cites []knowledge.Citation, before ...string) []string {
	const most = 4
	var lines []string
	seen := map[knowledge.DocID]bool{}
	for _, c := range cites {
		if seen[c.Doc] {
			continue
		}
		seen[c.Doc] = true
		if len(seen) <= most {
			lines = append(lines, small(dotted(append(before, r.source(c))...)))
			before = nil
		}
	}
	if left := len(seen) - most; left > 0 {
		lines = append(lines, fmt.Sprintf("-# and %s more", count(left, "document")))
	}
	if len(lines) == 0 {
		lines = append(lines, small(dotted(before...)))
	}
	return lines
}

// small writes a line in small letters, if there is anything to write.
func small(text ...string) string {
	if all := strings.Join(text, ""); !blank(all) {
		return "-# " + all
	}
	return ""
}

func strong(text string) string {
	if blank(text) {
		return ""
	}
	return "**" + escapeLine(text) + "**"
}

// paragraph writes the bot's own words, which may repeat a person's or a
// document's, as they are.
func paragraph(text string) []string {
	var lines []string
	for rest := knowledge.OneLine(clean(text)); rest != ""; {
		var line string
		line, rest = cut(rest, lineRunes)
		lines = append(lines, escapeLine(line))
	}
	return lines
}

// dotted joins what there is with dots between.
func dotted(texts ...string) string {
	var all []string
	for _, t := range texts {
		if !blank(t) {
			all = append(all, t)
		}
	}
	return strings.Join(all, " · ")
}

// enumerate joins the first of the texts and counts the rest.
func enumerate(texts []string, most int, between string) string {
	if len(texts) <= most {
		return strings.Join(texts, between)
	}
	return strings.Join(texts[:most], between) + fmt.Sprintf(" and %d more", len(texts)-most)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
