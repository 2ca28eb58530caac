package discord

import (
	"fmt"

	"attache/bot"
	"attache/knowledge"
)

// Profile implements [bot.BlockVisitor].
func (r *renderer) Profile(b bot.Profile) {
	name := strong(clip(b.Name, nameRunes))
	if b.Name == r.title {
		name = ""
	}
	r.text(part{}, dotted(name, escapeLine(clip(b.Kind, nameRunes)), named(b)), alsoWritten(b.Variants))
	if len(b.Roles) > 0 {
		r.section("Roles")
	}
	for _, role := range b.Roles {
		if len(role.Citations) > 0 {
			r.text(part{entry: true}, append(quoted(role.Citations[0], nil), r.sources(role.Citations)...)...)
		}
	}
	r.statements("Said", b.Said, func(s bot.Statement) (knowledge.Citation, []string) { return s.Quote, manner(s) })
	r.statements("Said about "+clip(b.Name, nameRunes), b.SaidAbout, func(s bot.Statement) (knowledge.Citation, []string) { return s.Context, nil })
	if len(b.With) > 0 {
		r.rule()
		r.text(part{}, "**Named together with** "+together(b.With))
	}
	if len(b.Events) > 0 {
		r.rule()
		r.section("Happenings")
		r.happenings(b.Events)
	}
	r.documents(b.Documents)
}

func named(b bot.Profile) string {
	s := ""
	if len(b.Documents) > 0 {
		s = "named in " + count(len(b.Documents), "document")
	}
	if b.First.IsZero() {
		return s
	}
	return dotted(s, between(b.First, b.Last))
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
	return small("also written ", enumerate(all, 8, ", "))
}

func together(links []bot.Link) string {
	var all []string
	for _, l := range links {
		if !blank(l.Name) {
			all = append(all, fmt.Sprintf("%s (%d)", escapeLine(clip(l.Name, nameRunes)), l.Count))
		}
	}
	return enumerate(all, 10, " · ")
}

// statements shows what was said: shown picks the words to quote, the statement
// itself or the sentence that reports it, and what to say beside them.
func (r *renderer) statements(name string, list []bot.Statement, shown func(bot.Statement) (knowledge.Citation, []string)) {
	if len(list) == 0 {
		return
	}
	r.rule()
	r.section(name)
	for _, s := range list {
		c, beside := shown(s)
		if blank(c.Text) {
			c, beside = s.Quote, manner(s)
		}
		var marks []knowledge.Span
		if c.Span != s.Quote.Span {
			marks = []knowledge.Span{s.Quote.Span}
		}
		r.text(part{entry: true}, append(quoted(c, marks), r.sources([]knowledge.Citation{c}, beside...)...)...)
	}
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
			lines = append(lines, small(r.source(d)))
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
