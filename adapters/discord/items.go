package discord

import (
	"slices"

	"attache/bot"
	"attache/knowledge"
)

// Items implements [bot.BlockVisitor]. Items of one part stand together.
func (r *renderer) Items(b bot.Items) {
	var parts []string
	for _, item := range b.Items {
		if !slices.Contains(parts, item.Part) {
			parts = append(parts, item.Part)
		}
	}
	for _, part := range parts {
		if name := clip(bot.PartTitle(part), nameRunes); name != r.title {
			r.rule()
			r.section(name)
		} else {
			r.under = ""
		}
		for _, item := range b.Items {
			if item.Part == part {
				r.item(item)
			}
		}
	}
}

func (r *renderer) item(item bot.Item) {
	title, marks := item.Title, []knowledge.Span(nil)
	if title != nil && item.Text != nil && opens(*title, *item.Text) {
		title, marks = nil, []knowledge.Span{title.Span}
	}
	var lines []string
	head := escapeLine(clip(item.Label, titleRunes))
	if title != nil && !blank(title.Text) {
		lines = append(lines, titleLines(title.Text, head)...)
	} else if head != "" {
		lines = append(lines, "**"+head+"**")
	}
	if item.Text != nil {
		lines = append(lines, quoted(*item.Text, marks)...)
	}
	r.text(part{entry: true}, append(lines, r.sources(itemCitations(item), by(item)...)...)...)
}

// titleLines are the words of a title, bold, and what the bot says beside it.
func titleLines(title, beside string) []string {
	var lines []string
	for rest := knowledge.OneLine(clean(title)); rest != ""; {
		var line string
		line, rest = cut(rest, lineRunes)
		lines = append(lines, strong(line))
	}
	if len(lines) > 0 {
		lines[len(lines)-1] = dotted(lines[len(lines)-1], beside)
	}
	return lines
}

// opens reports whether a text begins with its title.
func opens(title, text knowledge.Citation) bool {
	return title.Doc == text.Doc && title.Span.Start == text.Span.Start && title.Span.End <= text.Span.End
}

func by(item bot.Item) []string {
	var notes []string
	if !blank(item.By) {
		notes = append(notes, "by "+escapeLine(clip(item.By, nameRunes)))
	}
	if !blank(item.Firmness) {
		notes = append(notes, escapeLine(clip(bot.FirmnessWords(item.Firmness), publisherRunes)))
	}
	return notes
}

func itemCitations(item bot.Item) []knowledge.Citation {
	if len(item.Citations) > 0 {
		return item.Citations
	}
	var all []knowledge.Citation
	for _, c := range []*knowledge.Citation{item.Title, item.Text} {
		if c != nil {
			all = append(all, *c)
		}
	}
	return all
}

// Documents implements [bot.BlockVisitor].
func (r *renderer) Documents(b bot.Documents) {
	for _, d := range b.Documents {
		s := d.Source
		r.text(part{entry: true},
			r.documentLine(s, s.Title),
			dotted(found("publisher", s.Publisher, d.PublisherFrom), found("date", bot.DateWords(s.Published), d.PublishedFrom)),
			small(dotted(also(d.Also), pathBeside(s), unusual("language ", d.Language, "en"), unusual("", d.Encoding, "utf-8"))))
	}
}

// pathBeside is where a document lies, unless that stands for its title.
func pathBeside(s knowledge.Source) string {
	if blank(s.Title) {
		return ""
	}
	return escapeLine(clip(s.Path, nameRunes))
}

// unusual names what a reader would not expect.
func unusual(what, value, usual string) string {
	if blank(value) || value == usual {
		return ""
	}
	return what + escapeLine(clip(value, publisherRunes))
}

// found writes a value with how it was found, or that it is not stated.
func found(what, value, from string) string {
	value, from = escapeLine(clip(value, nameRunes)), escapeLine(clip(from, publisherRunes))
	if what == "date" {
		value = bot.Unbroken(value)
	}
	switch {
	case blank(value):
		return what + " not stated"
	case blank(from):
		return value
	}
	return value + " (" + from + ")"
}

func also(dates []knowledge.FoundDate) string {
	var all []string
	for _, d := range dates {
		all = append(all, found("date", bot.DateWords(d.Value), d.From))
	}
	if len(all) == 0 {
		return ""
	}
	return "also dated " + enumerate(all, 3, ", ")
}
