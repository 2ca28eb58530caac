package slack

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
)

// Candidates asks which of several was meant; each is a button.
func (w *writer) Candidates(b bot.Candidates) {
	w.heading("")
	query := line(b.Query, maxName/2)
	switch {
	case len(b.Candidates) == 0:
		return
	case b.Unknown && query != "":
		w.heading(fmt.Sprintf("Nearest to “%s”", query))
	case b.Unknown:
		w.heading("Nearest")
	}
	for _, c := range b.Candidates {
		name := line(c.Name, maxName)
		if name == "" {
			continue
		}
		parts := []inline{styled(name, bold)}
		if c.Role != nil {
			if role := excerpt(*c.Role, maxName); role != nil {
				parts = append(parts, plain(dot), role, plain(" — "), shortSource(w.where(*c.Role)))
			}
		}
		w.put(piece{item: true, tight: true, button: &Button{Label: cut(name, maxButtonText), Line: c.Line}}, bullet(parts...))
	}
	w.heading("")
}

// Items shows the parts of a dossier, each under its heading.
func (w *writer) Items(b bot.Items) {
	for _, i := range b.Items {
		if w.heading(line(bot.PartTitle(i.Part), maxName)); w.under == w.title {
			w.heading("")
		}
		w.item(i)
	}
	w.heading("")
}

// item writes who says it, what is said, and how firmly. A title that stands in
// the text is bold there, and not said twice.
func (w *writer) item(i bot.Item) {
	text, inText := i.Text, titleIn(i)
	if text == nil {
		text = i.Title
	}
	if text == nil {
		parts := []inline{plain(line(i.Label, maxLine))}
		if parts[0] != nil && len(i.Citations) > 0 {
			parts = append(append(parts, plain(" — ")), w.from(i.Citations[0], i.Citations[1:])...)
		}
		w.put(piece{item: true, tight: true}, bullet(parts...))
		return
	}
	var head []inline
	if i.Title != nil && i.Text != nil && len(inText) == 0 {
		head = append(head, styled(line(i.Title.Text, maxLine), bold))
	}
	label := line(i.Label, maxLine)
	if slices.Contains(datedParts, i.Part) && label != "" {
		head = append(head, styled(bot.Unbroken(label), bold), plain("  "))
	} else if name := line(text.Text, maxLine); i.Title == nil && label != "" && utf8.RuneCountInString(name) <= maxSource {
		// What is said is but a name: it leads, and the label follows.
		parts := append(between(dot, styled(name, bold), plain(label)), plain(" — "))
		w.put(piece{item: true, tight: true}, bullet(append(parts, w.from(*text, i.Citations)...)...))
		return
	} else if head = between(dot, append(head, plain(label))...); len(head) > 0 {
		head = append(head, plain("\n"))
	}
	if by := line(i.By, maxName); by != "" {
		head = append(head, styled(by+": ", bold))
	}
	tail := append([]inline{plain(" — ")}, w.from(*text, i.Citations)...)
	if firmness := line(bot.FirmnessWords(i.Firmness), maxName/2); firmness != "" {
		tail = append(tail, plain(dot), styled(firmness, italic))
	}
	parts := divide(cleanRuns(text.Text, inText), maxPart)
	for n, part := range parts {
		body := inlines(part)
		if n == 0 {
			body = append(head, body...)
		}
		if n == len(parts)-1 {
			body = append(body, tail...)
		}
		w.put(piece{item: n == 0, more: n > 0, tight: true}, bullet(body...))
	}
}

// datedParts are those whose items have a date as their label: what happened last
// and what is to come.
var datedParts = []string{partLatest, "next", "due"}

const partLatest = "latest"

// titleIn is where the title stands in the text, if it is a part of it.
func titleIn(i bot.Item) []knowledge.Span {
	if i.Title == nil || i.Text == nil || i.Title.Doc != i.Text.Doc {
		return nil
	}
	return within([]knowledge.Span{i.Title.Span}, i.Text.Span)
}

// from names the documents of a quotation.
func (w *writer) from(c knowledge.Citation, more []knowledge.Citation) []inline {
	list := []inline{shortSource(w.where(c))}
	if also := w.others(c.Source, more, nil); also != nil {
		list = append(append(list, plain(", ")), also...)
	}
	return list
}

// Documents lists documents with how title, publisher and date were found.
func (w *writer) Documents(b bot.Documents) {
	w.heading("")
	for i, d := range b.Documents {
		var also []string
		for _, o := range d.Also {
			also = append(also, strings.TrimSpace(dateWords(o.Value)+" "+bracketed(o.From)))
		}
		found := between(dot, plain(found("title", d.TitleFrom)), plain(found("publisher", d.PublisherFrom)), plain(found("date", d.PublishedFrom)),
			plain(alsoDated(also)), plain(oddEncoding(d.Encoding)))
		title := line(d.Source.Title, maxName)
		if title == "" {
			title = line(d.Source.Path, maxName)
		}
		head := between(dot, linked(title, d.Source.URL), plain(line(d.Source.Publisher, maxName)), plain(dateWords(d.Source.Published)))
		if len(found) > 0 {
			head = append(append(head, plain("\n")), italics(found)...)
		}
		shown := bullet(head...)
		if b.Numbered {
			shown = section(append([]inline{numbered(i + 1)}, head...)...)
		}
		w.put(piece{item: true, tight: true}, shown)
	}
}

// alsoDated names the other dates that a document gives.
func alsoDated(dates []string) string {
	if len(dates) == 0 {
		return ""
	}
	return cut("also "+strings.Join(dates, ", "), maxLine)
}

func bracketed(text string) string {
	if text = line(text, maxName/2); text == "" {
		return ""
	}
	return "(" + text + ")"
}

func found(what, how string) string {
	if how = line(how, maxName/2); how == "" {
		return ""
	}
	return what + " from " + how
}

// oddEncoding names an encoding that a reader would not expect.
func oddEncoding(encoding string) string {
	if encoding == "utf-8" {
		return ""
	}
	return line(encoding, maxName/2)
}
