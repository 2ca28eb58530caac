package slack

import (
	"fmt"
	"strings"

	"attache/bot"
)

// overview is how many of each kind a profile shows before it goes into detail.
const overview = 3

// Profile shows what the dossier says of somebody: first a few of everything, then
// the rest of each.
func (w *writer) Profile(b bot.Profile) {
	w.heading("")
	w.about(b)
	parts := []struct {
		heading string
		n       int
		write   func(i int)
		shown   int
	}{
		{"Described as", len(b.Roles), func(i int) { w.role(b.Roles[i]) }, 0},
		{"Said", len(b.Said), func(i int) { w.statement(b.Said[i]) }, 0},
		{"Others said", len(b.SaidAbout), func(i int) { w.statement(b.SaidAbout[i]) }, 0},
		{"When", len(b.Events), func(i int) { w.event(b.Events[i]) }, 0},
		{"Named in", len(b.Documents), func(i int) { w.document(b.Documents[i]) }, 0},
	}
	for i, p := range parts {
		shown := p.n
		if w.heading(p.heading); p.n > overview+2 { // one or two are not worth a turn of the page
			shown = overview
			w.heading(fmt.Sprintf("%s (%d of %d)", p.heading, shown, p.n))
		}
		for n := range shown {
			p.write(n)
		}
		parts[i].shown = shown
	}
	for _, p := range parts {
		w.heading(p.heading + ", the rest")
		for n := p.shown; n < p.n; n++ {
			p.write(n)
		}
	}
	w.heading("")
}

func (w *writer) about(b bot.Profile) {
	facts := []string{capital(line(b.Kind, maxName/2))}
	if n := len(b.Documents); n > 0 {
		named := "named in " + plural(n, "document")
		if when := rangeWords(b.First, b.Last); when != "" {
			named += ", " + when
		}
		facts = append(facts, named)
	}
	w.note(strings.Trim(strings.Join(facts, dot), dot))
	w.listed("Also written ", b.Variants)
	var with []string
	for _, l := range b.With {
		if name := line(l.Name, maxName/2); name != "" {
			with = append(with, fmt.Sprintf("%s (%d)", name, l.Count))
		}
	}
	w.listed("Named beside ", with)
}

// listed writes names on one line, and in a further line what does not fit.
func (w *writer) listed(lead string, list []string) {
	const each = 8
	for start := 0; start < len(list); start += each {
		var shown []string
		for _, name := range list[start:min(start+each, len(list))] {
			if name = line(name, maxName/2); name != "" {
				shown = append(shown, name)
			}
		}
		if len(shown) > 0 {
			w.put(piece{tight: true}, section(plain(lead), plain(strings.Join(shown, ", "))))
		}
	}
}

func (w *writer) role(r bot.Role) {
	if len(r.Citations) == 0 {
		return
	}
	first := r.Citations[0]
	parts := []inline{excerpt(first, maxLine), plain(" — "), shortSource(first.Source)}
	if also := others(first.Source, r.Citations[1:]); also != nil {
		parts = append(append(parts, plain(", ")), also...)
	}
	w.put(piece{item: true, tight: true}, bullet(parts...))
}

// statement writes the words, and below them who was told and where it stands.
func (w *writer) statement(s bot.Statement) {
	verb := line(s.Verb, maxName/2)
	if told := line(s.Told, maxName); told != "" {
		verb = strings.TrimSpace(verb + " to " + told)
		if strings.HasSuffix(line(s.Verb, maxName/2), "told") {
			verb = line(s.Verb, maxName/2) + " " + told
		}
	}
	if s.Hedged {
		verb = strings.TrimSpace(verb + " (hedged)")
	}
	var lead []inline
	if verb != "" {
		lead = []inline{styled(verb, italic), plain(dot)}
	}
	w.excerpt(s.Quote, lead)
}

func (w *writer) event(e bot.TimelineEntry) {
	head := between(dot, styled(whenWords(e.When), bold), styled(statusWords(e.Status), italic), styled(basisWords(e.When, e.ResolvedFrom), italic))
	parts := append(head, plain("  "+line(e.Text.Text, maxLine)), plain(" — "))
	w.put(piece{item: true, tight: true}, bullet(append(parts, told(e)...)...))
}
