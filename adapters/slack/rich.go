package slack

import (
	"encoding/json"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/knowledge"
)

// Answers are built of rich_text: Slack shows its texts as they are, so that
// nothing in them is ever a mention, a link or a style.

type (
	inline  = slackapi.RichTextSectionElement
	element = slackapi.RichTextElement
)

var (
	bold   = slackapi.RichTextSectionTextStyle{Bold: true}
	italic = slackapi.RichTextSectionTextStyle{Italic: true}
	code   = slackapi.RichTextSectionTextStyle{Code: true}
)

// styled returns text in a style; nil where there is no text, since Slack refuses
// empty elements.
func styled(text string, style slackapi.RichTextSectionTextStyle) inline {
	if text == "" {
		return nil
	}
	e := slackapi.NewRichTextSectionTextElement(text, nil)
	if style != (slackapi.RichTextSectionTextStyle{}) {
		e.Style = &style
	}
	return e
}

func plain(text string) inline { return styled(text, slackapi.RichTextSectionTextStyle{}) }

// linked returns text that links to address, or plain text where there is no
// address to link to.
func linked(text, address string) inline {
	target := linkable(address)
	if target == "" || text == "" {
		return plain(text)
	}
	return slackapi.NewRichTextSectionLinkElement(target, text, nil)
}

func inlines(runs []run) []inline {
	var list []inline
	for _, r := range runs {
		style := slackapi.RichTextSectionTextStyle{Bold: r.bold}
		list = append(list, styled(r.text, style))
	}
	return list
}

// section, quoted and bullet return nil where all their parts are.
func section(parts ...inline) element {
	if parts = present(parts); len(parts) == 0 {
		return nil
	}
	return slackapi.NewRichTextSection(parts...)
}

func quoted(parts ...inline) element {
	if parts = present(parts); len(parts) == 0 {
		return nil
	}
	return &slackapi.RichTextQuote{Type: slackapi.RTEQuote, Elements: parts}
}

func bullet(parts ...inline) element { return bulletAt(0, parts...) }

// bulletAt returns a bullet so many steps in.
func bulletAt(indent int, parts ...inline) element {
	if parts = present(parts); len(parts) == 0 {
		return nil
	}
	return &bullets{[]element{slackapi.NewRichTextSection(parts...)}, min(indent, maxIndent)}
}

// bullets is a rich_text_list. The library's own type writes a field that Slack's
// types do not have.
type bullets struct {
	sections []element
	indent   int
}

// RichTextElementType implements [slackapi.RichTextElement].
func (b *bullets) RichTextElementType() slackapi.RichTextElementType { return slackapi.RTEList }

// MarshalJSON writes the list as Slack reads it.
func (b *bullets) MarshalJSON() ([]byte, error) {
	list := map[string]any{"type": slackapi.RTEList, "style": slackapi.RTEListBullet, "elements": b.sections}
	if b.indent > 0 {
		list["indent"] = b.indent
	}
	return json.Marshal(list)
}

func present(parts []inline) []inline {
	var list []inline
	for _, p := range parts {
		if p != nil {
			list = append(list, p)
		}
	}
	return list
}

// between puts a separator between the parts that are there.
func between(separator string, parts ...inline) []inline {
	var list []inline
	for _, p := range present(parts) {
		if len(list) > 0 {
			list = append(list, plain(separator))
		}
		list = append(list, p)
	}
	return list
}

// dot parts what stands on one line. It stays with what is before it, so that no
// line begins with it.
const dot = "\u00a0· "

// source writes where a quotation comes from: publisher · date · title, linked
// where the document has an address. Without a publisher the title leads.
func source(s knowledge.Source) []inline {
	publisher, title := line(s.Publisher, maxName), line(s.Title, maxName)
	if publisher == "" && title == "" {
		return between(dot, linked(line(s.Path, maxName), s.URL), plain(dateWords(s.Published)))
	}
	if publisher == "" || title == "" {
		return between(dot, linked(publisher+title, s.URL), plain(dateWords(s.Published)))
	}
	return between(dot, plain(publisher), plain(dateWords(s.Published)), linked(title, s.URL))
}

// shortSource writes the publisher, or what stands for it, and links it.
func shortSource(s knowledge.Source) inline { return linked(sourceName(s), s.URL) }

func sourceName(s knowledge.Source) string {
	for _, name := range []string{s.Publisher, s.Title, s.Path} {
		if shown := line(name, maxSource); shown != "" {
			return shown
		}
	}
	return "a document without a name"
}

// datedSource writes the source's name and date, for places with little room.
func datedSource(s knowledge.Source) []inline {
	return between(dot, shortSource(s), plain(dateWords(s.Published)))
}

// others names the further documents that say the same, and is empty where there
// are none. They have the numbers that are given.
func (w *writer) others(first knowledge.Source, more []knowledge.Citation, numbers map[knowledge.DocID]int) []inline {
	const shown = 3
	seen := map[knowledge.DocID]bool{first.Doc: true}
	var list []inline
	count := 0
	for _, c := range more {
		if seen[c.Doc] {
			continue
		}
		seen[c.Doc] = true
		if count++; count <= shown {
			s := w.where(c)
			list = append(list, linked(numberWords(numbers[c.Doc])+sourceName(s), s.URL))
		}
	}
	if count > shown {
		list = append(list, plain(plural(count-shown, "more document")))
	}
	if len(list) == 0 {
		return nil
	}
	return append([]inline{plain("also ")}, between(", ", list...)...)
}

// words returns the text that elements show, on one line.
func words(elements []element) string {
	var b strings.Builder
	for _, e := range elements {
		switch e := e.(type) {
		case *slackapi.RichTextSection:
			writeInlines(&b, e.Elements)
		case *slackapi.RichTextQuote:
			writeInlines(&b, e.Elements)
		case *bullets:
			b.WriteString(words(e.sections))
		}
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func writeInlines(b *strings.Builder, list []inline) {
	for _, e := range list {
		switch e := e.(type) {
		case *slackapi.RichTextSectionTextElement:
			b.WriteString(e.Text)
		case *slackapi.RichTextSectionLinkElement:
			b.WriteString(e.Text)
		}
	}
}
