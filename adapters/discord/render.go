package discord

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
)

// The colours of the frame around an answer: what it is can be told at a glance.
const (
	colourAnswer    = 0x4f7cac
	colourAbstained = 0xd9a441
	colourError     = 0xc8553d
)

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
	if len(a.Relations.Links) > 0 { // the picture of a timeline comes with the answer
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

// sourcesOf lays out everything that an answer cites, document by document.
func sourcesOf(a bot.Answer) *book {
	r := newRenderer(a)
	r.blocks(a) // numbers the documents as the answer does
	r.parts, r.told = nil, map[knowledge.DocID]bool{}
	for _, c := range citations(a) {
		r.number(c.Source)
	}
	for _, d := range r.documentsCited {
		r.cited(d, citations(a))
	}
	b := newBook(a, r.parts, pressCited, "")
	b.answer.Title = "Sources: " + a.Title
	return b
}

// cited shows a document with the words that an answer cites of it.
func (r *renderer) cited(d knowledge.Source, all []knowledge.Citation) {
	const most = 5
	lines := []string{r.documentLine(d, d.Title), small(dotted(escapeLine(clip(d.Publisher, publisherRunes)), bot.Unbroken(bot.DateWords(d.Published)), pathBeside(d)))}
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

func heading(a bot.Answer) string {
	if blank(a.Title) {
		return ""
	}
	return "### " + escapeLine(clip(a.Title, titleRunes))
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

// renderer is a [bot.BlockVisitor] that collects the parts of an answer.
type renderer struct {
	parts          []part
	numbers        map[knowledge.DocID]int
	documentsCited []knowledge.Source              // by number, from 1 on
	told           map[knowledge.DocID]bool        // documents whose title a reader has been given
	link           func(knowledge.Citation) string // where a citation can be read
	title          string
	happening      int // the number of the happening that is being told; 0 outside of timelines
	anchor         string
	under          string // the heading of what is being written, as markup
	reason         bool   // the answer has said why it abstains
	quoted         bool   // the answer quotes: what else it holds is said in one line
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
	r.understood(a)
	if r.reason {
		r.text(part{}, append(paragraph(a.Reason), small(escapeLine(a.Advice())))...)
	}
	for _, b := range a.Blocks {
		r.under = ""
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
	if len(p.lines) == 0 {
		return
	}
	for _, p := range p.divide() {
		p.happening, p.anchor, p.under = r.happening, r.anchor, r.under
		r.parts = append(r.parts, p)
	}
}

// section puts what follows under a heading.
func (r *renderer) section(name string) { r.headed("**" + escapeLine(name) + "**") }

func (r *renderer) headed(line string) {
	r.under = ""
	r.text(part{head: true}, line)
	r.under = line
}

// rule draws a line, unless nothing or a line stands above.
func (r *renderer) rule() {
	r.under = ""
	if n := len(r.parts); n > 0 && !r.parts[n-1].rule {
		r.parts = append(r.parts, part{rule: true})
	}
}

// understood says what was taken for what, with a way back.
func (r *renderer) understood(a bot.Answer) {
	var said []string
	for _, u := range a.Understood {
		if !blank(u.Typed) && !blank(u.As) {
			said = append(said, "“"+escapeLine(clip(u.Typed, nameRunes))+"” as “"+escapeLine(clip(u.As, nameRunes))+"”")
		}
	}
	if len(said) > 0 {
		r.text(part{}, small("Understood ", enumerate(said, 5, ", ")))
	}
	if a.Exactly != "" {
		r.parts = append(r.parts, part{buttons: []Component{button(a.NotSo(), press{kind: pressLine, text: a.Exactly})}})
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
	return strings.Join(all, dot)
}

// dot parts what stands on one line. It stays with what is before it, so that no line
// begins with it.
const dot = "\u00a0· "

// capital writes the first letter as a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
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
