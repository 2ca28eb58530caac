package discord

import (
	"fmt"
	"slices"

	"attache/bot"
	"attache/knowledge"
)

// Profile implements [bot.BlockVisitor]. It begins with some of everything, so
// that the first message is an overview that fits a phone; the rest follows in the
// same order, behind "More" where it is long.
func (r *renderer) Profile(b bot.Profile) {
	name := strong(clip(b.Name, nameRunes))
	if b.Name == r.title {
		name = ""
	}
	r.text(part{}, capital(dotted(name, escapeLine(clip(b.Kind, nameRunes)), named(b))), alsoWritten(b.Variants))
	sections := r.sectionsOf(b)
	for _, s := range sections {
		r.list(s.name, 0, min(s.first, s.count), s.show)
	}
	overview, rest := len(r.parts), 0
	for _, s := range sections {
		rest += max(0, s.count-s.first)
		r.list("More: "+s.name, s.first, s.count, s.show)
	}
	r.documents(b.Documents)
	if rest > fewMore && overview < len(r.parts) {
		r.parts[overview].breaks = true
	}
}

// fewMore is how many things stand with the overview rather than in a message of
// their own.
const fewMore = 2

// section is one list in a profile.
type section struct {
	name  string
	count int
	first int // how many to begin with
	show  func(i int)
}

func (r *renderer) sectionsOf(b bot.Profile) []section {
	events := slices.Clone(b.Events)
	slices.Reverse(events) // the latest first
	return []section{
		{"Roles", len(b.Roles), 3, func(i int) { r.role(b.Roles[i]) }},
		{"Said", len(b.Said), 2, func(i int) { r.statement(b.Said[i].Quote, b.Said[i]) }},
		{"Said about " + clip(b.Name, nameRunes), len(b.SaidAbout), 2, func(i int) { r.statement(b.SaidAbout[i].Context, b.SaidAbout[i]) }},
		{"In happenings together with", min(len(b.With), 1), 1, func(int) { r.text(part{}, together(b.With)) }},
		{"Happenings, the latest first", len(events), 3, func(i int) { r.event(events[i]) }},
	}
}

// list shows the things from one up to another below a heading.
func (r *renderer) list(name string, from, to int, show func(i int)) {
	if from >= to {
		return
	}
	r.rule()
	r.section(name)
	for i := from; i < to; i++ {
		show(i)
	}
}

func (r *renderer) role(role bot.Role) {
	if len(role.Citations) > 0 {
		r.text(part{entry: true}, append(quoted(role.Citations[0], nil), r.sources(role.Citations)...)...)
	}
}

// statement shows what was said, or the sentence that reports it, in which the
// statement is marked unless it is most of it.
func (r *renderer) statement(shown knowledge.Citation, s bot.Statement) {
	if shown.Doc != s.Quote.Doc || shown.Span == s.Quote.Span || blank(shown.Text) {
		r.text(part{entry: true}, append(quoted(s.Quote, nil), r.sources([]knowledge.Citation{s.Quote}, manner(s)...)...)...)
		return
	}
	var marks []knowledge.Span
	if len(s.Quote.Text) < len(shown.Text)/2 {
		marks = []knowledge.Span{s.Quote.Span}
	}
	r.text(part{entry: true}, append(quoted(shown, marks), r.sources([]knowledge.Citation{shown})...)...)
}

func named(b bot.Profile) string {
	if len(b.Documents) == 0 {
		return ""
	}
	return "named in " + bot.Unbroken(bot.SourceWords(b.Documents))
}

func alsoWritten(variants []string) string {
	var all []string
	for _, v := range variants {
		if !blank(v) {
			all = append(all, escapeLine(clip(v, nameRunes)))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return small("Also written ", enumerate(all, 8, ", "))
}

func together(links []bot.Link) string {
	var all []string
	for _, l := range links {
		if !blank(l.Name) {
			all = append(all, fmt.Sprintf("%s\u00a0(%d)", escapeLine(clip(l.Name, nameRunes)), l.Count))
		}
	}
	return enumerate(all, 10, dot)
}

// manner says how something was said: the verb, to whom, and in whose words.
func manner(s bot.Statement) []string {
	var notes []string
	if !blank(s.Verb) {
		notes = append(notes, "“"+escapeLine(clip(s.Verb, publisherRunes))+"”")
	}
	if !blank(s.Told) {
		notes = append(notes, "to "+escapeLine(clip(s.Told, nameRunes)))
	}
	if !s.Direct {
		notes = append(notes, "in the report's words")
	}
	if s.Hedged {
		notes = append(notes, "the report does not vouch for it")
	}
	return notes
}

// documents lists documents, a line each.
func (r *renderer) documents(docs []knowledge.Source) {
	if len(docs) == 0 {
		return
	}
	r.rule()
	r.section("Documents")
	for _, group := range chunks(docs, 5) {
		var lines []string
		for _, d := range group {
			lines = append(lines, small(r.document(d)))
		}
		r.text(part{}, lines...)
	}
}

func chunks[T any](list []T, size int) [][]T {
	var all [][]T
	for len(list) > size {
		all, list = append(all, list[:size]), list[size:]
	}
	return append(all, list)
}
