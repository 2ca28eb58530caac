package slack

import (
	"fmt"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// namesInLine is how many names stand on one line. A few more are not put off to
// another.
const namesInLine, fewMore = 8, 4

// atOnce is how many of n names are written first.
func atOnce(n int) int {
	if n <= namesInLine+fewMore {
		return n
	}
	return namesInLine
}

// part is one part of a profile: a few of it are shown first, the rest after the
// few of every other part.
type part struct {
	heading string
	first   int // how many are shown first; together the parts fill one page
	n       int
	write   func(i int)
}

// Profile shows what the dossier says of somebody: first a few of everything, then
// the rest of each.
func (w *writer) Profile(b bot.Profile) {
	w.heading("")
	w.about(b)
	parts := []part{
		{"Described as", 3, len(b.Roles), func(i int) { w.role(b.Roles[i]) }},
		{"Said", 3, len(b.Said), func(i int) { w.statement(b.Said[i]) }},
		{"Said about " + line(b.Name, maxName/2), 2, len(b.SaidAbout), func(i int) { w.saidAbout(b.SaidAbout[i]) }},
		{"When, the latest first", 2, len(b.Events), func(i int) { w.event(b.Events[len(b.Events)-1-i]) }},
		{"Named in", 2, len(b.Documents), func(i int) { w.document(b.Documents[i]) }},
	}
	fillPage(parts)
	for _, p := range parts {
		w.part(p.heading, p, 0, p.first)
	}
	w.listed("Also written", variants(b))
	w.listed("In happenings with", beside(b.With))
	for _, p := range parts {
		w.part(p.heading+", the rest", p, p.first, p.n)
	}
	w.heading("")
}

// fillPage lets parts show more first where others have less than their share of
// the page, if that shows a part whole.
func fillPage(parts []part) {
	left := pageItems
	for i := range parts {
		parts[i].first = min(parts[i].first, parts[i].n)
		left -= parts[i].first
	}
	for i, p := range parts {
		if more := p.n - p.first; more <= left {
			parts[i].first, left = p.n, left-more
		}
	}
}

func (w *writer) part(heading string, p part, from, to int) {
	if w.heading(heading); from == 0 && to < p.n {
		w.heading(fmt.Sprintf("%s (%d of %d)", heading, to, p.n))
	}
	for i := from; i < to; i++ {
		p.write(i)
	}
}

func (w *writer) about(b bot.Profile) {
	var facts []string
	if kind := line(b.Kind, maxName/2); kind != "" {
		facts = append(facts, capital(kind))
	}
	if len(b.Documents) > 0 {
		facts = append(facts, "named in "+bot.Unbroken(bot.SourceWords(b.Documents)))
	}
	w.note(strings.Join(facts, dot))
	if also := variants(b); len(also) > 0 {
		w.names("Also written", also[:atOnce(len(also))])
	}
	if with := beside(b.With); len(with) > 0 {
		w.names("In happenings with", with[:atOnce(len(with))])
	}
}

// variants are the other ways in which a name is written.
func variants(b bot.Profile) []string {
	var list []string
	for _, name := range b.Variants {
		if name = line(name, maxName/2); name != "" {
			list = append(list, name)
		}
	}
	return list
}

// beside names those who stand beside somebody, with how often.
func beside(links []bot.Link) []string {
	var list []string
	for _, l := range links {
		if name := line(l.Name, maxName/2); name != "" {
			list = append(list, fmt.Sprintf("%s\u00a0(%d)", name, l.Count))
		}
	}
	return list
}

// listed writes the names after the first ones, a line of them at a time.
func (w *writer) listed(lead string, list []string) {
	w.heading(lead + ", the rest")
	for from := atOnce(len(list)); from < len(list); from += namesInLine {
		w.names("", list[from:min(from+namesInLine, len(list))])
	}
}

// names writes names on one line.
func (w *writer) names(lead string, list []string) {
	if len(list) == 0 {
		return
	}
	if lead != "" {
		lead += " "
	}
	w.put(piece{tight: true, item: lead == ""}, section(plain(lead), plain(strings.Join(list, ", "))))
}

func (w *writer) role(r bot.Role) {
	if len(r.Citations) == 0 {
		return
	}
	when := " — "
	if !r.First.IsZero() {
		when = " (" + rangeWords(r.First, r.Last) + ")" + when
	}
	parts := append([]inline{excerpt(r.Citations[0], maxLine), plain(when)}, w.from(r.Citations[0], r.Citations[1:])...)
	w.put(piece{item: true, tight: true}, bullet(parts...))
}

// statement writes the words, and below them who was told and where it stands.
func (w *writer) statement(s bot.Statement) {
	verb, told := line(s.Verb, maxName/2), line(s.Told, maxName)
	switch {
	case told != "" && strings.HasSuffix(verb, "told"):
		verb += " " + told
	case told != "":
		verb = strings.TrimSpace(verb + " to " + told)
	}
	if s.Hedged {
		verb = strings.TrimSpace(verb + " (hedged)")
	}
	foot := datedSource(w.where(s.Quote))
	if verb != "" {
		foot = append([]inline{styled(verb, italic), plain(dot)}, foot...)
	}
	w.excerpt(nil, s.Quote, nil, foot)
}

// saidAbout shows the sentence that reports what another said, which tells who it
// was; the statement is marked in it unless it is most of it.
func (w *writer) saidAbout(s bot.Statement) {
	c := s.Context
	if c.Doc != s.Quote.Doc || c.Span == s.Quote.Span || line(c.Text, maxName) == "" {
		w.statement(s)
		return
	}
	var marks []knowledge.Span
	if len(s.Quote.Text) < len(c.Text)/2 {
		marks = within([]knowledge.Span{s.Quote.Span}, c.Span)
	}
	w.excerpt(nil, c, marks, datedSource(w.where(c)))
}

func (w *writer) event(e bot.TimelineEntry) {
	parts := []inline{styled(whenWords(e.When), bold)}
	if text := line(e.Text.Text, maxLine); text != "" {
		parts = append(parts, plain("  "+text))
	}
	parts = append(append(parts, plain(" — ")), w.told(e)...)
	for _, mark := range []string{bot.StatusWords(e.Status), basisWords(e.When, e.ResolvedFrom)} {
		if mark != "" {
			parts = append(parts, plain(dot), styled(mark, italic))
		}
	}
	w.put(piece{item: true, tight: true}, bullet(parts...))
}

// document writes one document that names somebody.
func (w *writer) document(s knowledge.Source) {
	w.put(piece{item: true, tight: true}, bullet(source(s)...))
}
