package knowledge

import (
	"strings"
	"unicode"

	"attache/knowledge/language"
)

// partReader reads the parts of one section: tables by their rows, cards by their
// headings, labels, numbers or list items.
type partReader struct {
	t        *language.Text
	kind     PartKind
	from, to int // blocks, half open
}

func (r *partReader) raw(i int) string { return r.t.Blocks[i].Body.In(r.t.Raw) }

func (r *partReader) read() []spans {
	var out []spans
	switch {
	case r.isTable():
		out = r.table()
	case r.kind == Takeaway || r.kind == Overview || r.kind == Next:
		out = r.statements()
	case r.kind == Number && r.pairs() > 1:
		out = r.numbers()
	case len(r.introduced()) > 1:
		out = r.cards(r.introduced())
	case len(r.paired()) > 1:
		out = r.cards(r.paired())
	case r.headed():
		out = r.cards(r.headings())
	case r.kind == Number:
		out = r.numbers()
	case r.kind == PersonCard || r.kind == OrganisationCard:
		out = r.labelled()
	default:
		out = r.cards(r.items())
	}
	kept := out[:0]
	for _, s := range out {
		s.kind = r.kind
		if s.title.Len() > 0 || s.text.Len() > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

// statements are the items of the section's lists, or its paragraphs where it has
// no list.
func (r *partReader) statements() []spans {
	var items, paragraphs []spans
	base := -1
	for i := r.from; i < r.to; i++ {
		switch b := r.t.Blocks[i]; b.Kind {
		case language.Item:
			if base < 0 {
				base = b.Indent
			}
			if b.Indent > base && len(items) > 0 { // what is set in below an item belongs to it
				items[len(items)-1].text.End = b.Body.End
				continue
			}
			items = append(items, spans{text: b.Body})
		case language.Paragraph:
			if len(items) > 0 && b.Indent > base {
				items[len(items)-1].text.End = b.Body.End
				continue
			}
			paragraphs = append(paragraphs, spans{text: b.Body})
		}
	}
	if len(items) > 0 {
		return items
	}
	return paragraphs
}

// fieldNames are headings and labels within a card.
var fieldNames = map[string]bool{"what happened": true, "outcome": true, "outcomes": true, "the outcome": true, "result": true, "results": true, "how it ended": true,
	"why it's relevant": true, "why it is relevant": true, "why relevant": true, "relevance": true, "why it matters": true, "why it matters now": true,
	"what it means": true, "lesson": true, "lessons": true, "the lesson": true, "short term": true, "long term": true, "background": true,
	"similarities": true, "differences": true, "parallels": true, "then": true, "now": true, "the parallel": true, "the event": true, "events": true, "details": true,
	"description": true, "likelihood": true, "probability": true, "impact": true, "status": true, "role": true, "why this matters": true, "aftermath": true}

func isFieldName(text string) bool {
	return fieldNames[strings.Trim(language.FoldString(text), " *_:.?!#")]
}

// headings returns the headings that each open a card: the shallowest below the
// section's own, without those that name a field of a card.
func (r *partReader) headings() []int {
	var out []int
	least := 1 << 30
	for i := r.from; i < r.to; i++ {
		if b := r.t.Blocks[i]; b.Kind == language.Heading && !isFieldName(r.raw(i)) {
			least = min(least, b.Level)
		}
	}
	for i := r.from; i < r.to; i++ {
		if b := r.t.Blocks[i]; b.Kind == language.Heading && b.Level == least && !isFieldName(r.raw(i)) {
			out = append(out, i)
		}
	}
	return out
}

func (r *partReader) headed() bool { return len(r.headings()) > 0 }

// items returns the blocks that each open a card where there are no headings:
// the outermost list items, else the labels, else the paragraphs.
func (r *partReader) items() []int {
	for _, kind := range []language.BlockKind{language.Item, language.Label, language.Paragraph} {
		var out []int
		least := 1 << 30
		for i := r.from; i < r.to; i++ {
			if b := r.t.Blocks[i]; b.Kind == kind && b.Indent < least {
				least = b.Indent
			}
		}
		for i := r.from; i < r.to; i++ {
			b := r.t.Blocks[i]
			if b.Kind != kind || b.Indent != least || kind == language.Label && (isCount(r.raw(i)) || isDetail(r.raw(i))) {
				continue
			}
			out = append(out, i)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// paired returns the lines with names, where the section is nothing but a name and
// a line about it, in turn.
func (r *partReader) paired() []int {
	if r.kind != PersonCard && r.kind != OrganisationCard {
		return nil
	}
	var out []int
	k := 0
	for i := r.from; i < r.to; i++ {
		if r.t.Blocks[i].Kind == language.Furniture {
			continue
		}
		if k++; k%2 == 0 {
			continue
		}
		if !isBareName(r.raw(i)) {
			return nil
		}
		out = append(out, i)
	}
	if k%2 != 0 {
		return nil
	}
	return out
}

// isBareName reports whether a line is a name and nothing else: a few words, nearly
// all with a capital.
func isBareName(line string) bool {
	words := strings.Fields(line)
	if len(words) > 7 || strings.ContainsAny(line, ":;()0123456789|—") {
		return false
	}
	small := 0
	for _, w := range words {
		if r := []rune(w)[0]; !unicode.IsUpper(r) {
			small++
		}
	}
	return small*2 < len(words)
}

// introduced returns the lines that each begin with a name and a dash or colon
// behind it: "Ann Lee — director of the port".
func (r *partReader) introduced() []int {
	if r.kind != PersonCard && r.kind != OrganisationCard {
		return nil
	}
	var out []int
	for i := r.from; i < r.to; i++ {
		b := r.t.Blocks[i]
		if b.Kind == language.Furniture || b.Kind == language.Item {
			continue
		}
		title, text := splitTitle(r.t.Raw, b.Body)
		if name := title.In(r.t.Raw); text.Len() > 0 && title.Len() > 0 && len(strings.Fields(name)) <= 8 && !isFieldName(name) {
			out = append(out, i)
		}
	}
	return out
}

// isCount reports whether a line is a number that only counts the cards.
func isCount(text string) bool {
	text = strings.Trim(text, " *_#.)(")
	return text != "" && len(text) < 3 && strings.Trim(text, "0123456789") == ""
}

// isDetail reports whether a line is a field of a card: "Discussed by: …".
func isDetail(text string) bool {
	return strings.Contains(text, ":") && !strings.HasSuffix(strings.TrimRight(text, " *_"), ":")
}

// cards reads the cards that the blocks open.
func (r *partReader) cards(opens []int) []spans {
	var out []spans
	for k, i := range opens {
		end := r.to
		if k+1 < len(opens) {
			end = opens[k+1]
		}
		for end > i+1 && (r.t.Blocks[end-1].Kind == language.Furniture || r.t.Blocks[end-1].Kind == language.Label && isCount(r.raw(end-1))) {
			end-- // the number of the next card stands above its title
		}
		out = append(out, r.card(i, end))
	}
	return out
}

// card reads the card of the blocks from i to end. The first is the title, unless
// it holds the text too.
func (r *partReader) card(i, end int) spans {
	var s spans
	b := r.t.Blocks[i]
	s.title = withoutMarkup(r.t.Raw, b.Body)
	if b.Kind != language.Heading || len(r.introduced()) > 1 {
		s.title, s.text = splitTitle(r.t.Raw, b.Body)
	} else if number := listNumber(r.t.Raw, s.title); number > 0 {
		s.title.Start += number
	}
	if by := inBrackets(r.t.Raw, s.title); r.kind == Perspective && by.Len() > 0 {
		s.by = by
	}
	if s.text.Len() > 0 {
		if by, rest := leadingBy(r.t.Raw, s.text); by.Len() > 0 {
			s.by, s.text = by, rest
		}
	}
	for j := i + 1; j < end; j++ {
		if r.t.Blocks[j].Kind == language.Furniture {
			continue
		}
		body := withoutMarkup(r.t.Raw, r.t.Blocks[j].Body)
		if s.by.Len() == 0 {
			by, rest := leadingBy(r.t.Raw, body)
			if by.Len() > 0 {
				s.by = by
				body = rest
			}
			if body.Len() == 0 {
				continue
			}
		}
		if s.text.Len() == 0 {
			s.text = body
		}
		s.text.End = body.End
	}
	if s.text.Len() > 0 && s.by.Start > s.text.Start && s.text.Contains(s.by) && s.by.End+3 >= s.text.End {
		s.text.End = s.by.Start
	}
	s.text = trimmed(r.t.Raw, s.text)
	return s
}

// withoutMarkup takes the signs of bold and slanted text off both ends of a span.
func withoutMarkup(raw string, s Span) Span {
	for s.Len() > 2 && (raw[s.Start] == '*' || raw[s.Start] == '_') && raw[s.End-1] == raw[s.Start] && strings.Count(s.In(raw), "**") != 4 {
		s.Start++
		s.End--
	}
	return s
}

// trimmed takes white space off both ends of a span.
func trimmed(raw string, s Span) Span {
	if s.Len() <= 0 {
		return Span{}
	}
	text := s.In(raw)
	s.Start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(text))
	return s
}

// listNumber is the length of the number in front of a title: "1. ", "Scenario
// 2: ".
func listNumber(raw string, s Span) int {
	text := s.In(raw)
	n := 0
	for _, word := range []string{"Scenario ", "Option ", "Case ", "Path ", "Outcome "} {
		if strings.HasPrefix(text, word) {
			n = len(word)
		}
	}
	digits := n
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	if n > 0 && digits == n && digits < len(text) && text[digits] >= 'A' && text[digits] <= 'E' {
		digits++
	}
	if digits == n || digits-n > 2 || digits+1 >= len(text) || !strings.ContainsRune(".):", rune(text[digits])) || text[digits+1] != ' ' {
		return 0
	}
	return digits + 2
}

// maxTitle is the length in bytes up to which what stands before a colon or dash
// is a title; the titles of cards are shorter than headlines.
const maxTitle = 120

// splitTitle parts "**Title:** text" and "Title — text". What has no title is all
// text.
func splitTitle(raw string, s Span) (title, text Span) {
	line := s.In(raw)
	for _, sign := range []string{"**", "__"} {
		if !strings.HasPrefix(line, sign) {
			continue
		}
		if end := strings.Index(line[2:], sign); end > 0 {
			title = trimmed(raw, Span{Start: s.Start + 2, End: s.Start + 2 + end})
			for title.Len() > 1 && strings.IndexByte(":.", raw[title.End-1]) >= 0 {
				title.End--
			}
			rest := strings.TrimLeft(line[4+end:], " :–—-.")
			return title, Span{Start: s.End - len(rest), End: s.End}
		}
	}
	best, width := -1, 0
	for _, sep := range []string{": ", " — ", " – ", " - "} {
		if i := strings.Index(line, sep); i > 0 && i <= maxTitle && (best < 0 || i < best) && !hasSentenceEnd(line[:i]) {
			best, width = i, len(sep)
		}
	}
	if best < 0 {
		if len(line) <= maxTitle && !strings.HasSuffix(line, ".") {
			return s, Span{}
		}
		return Span{}, s
	}
	return Span{Start: s.Start, End: s.Start + best}, trimmed(raw, Span{Start: s.Start + best + width, End: s.End})
}

// hasSentenceEnd reports whether a sentence ends within the text: a mark behind a
// small letter, with a space behind it.
func hasSentenceEnd(text string) bool {
	text = strings.ReplaceAll(text, "e.g. ", "")
	for i := 1; i+1 < len(text); i++ {
		if strings.IndexByte(".!?", text[i]) >= 0 && text[i+1] == ' ' && text[i-1] >= 'a' && text[i-1] <= 'z' {
			if word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]; text[i] == '.' && len(word) < 5 && unicode.IsUpper(rune(word[0])) {
				continue // "Dr. Ann Lee"
			}
			return true
		}
	}
	return false
}

// byNames are the names of the field that says who discusses something.
var byNames = []string{"discussed by", "who says so", "who discusses it", "who says it", "said by", "according to", "raised by", "proposed by", "backed by", "argued by", "put forward by", "predicted by",
	"outlets", "outlet", "media", "sources", "source", "publications", "examples", "voices", "e.g.", "e.g", "eg", "for example", "for instance", "such as", "including", "seen in", "found in", "as in", "analysts", "who"}

// leadingBy reads who discusses it from the start of a line: "Discussed by: A, B",
// "e.g., A, B — text". The rest is what stands behind.
func leadingBy(raw string, s Span) (by, rest Span) {
	line := s.In(raw)
	skip := len(line) - len(strings.TrimLeft(line, "*_([ "))
	for _, name := range byNames {
		if len(line) < skip+len(name) || !strings.EqualFold(line[skip:skip+len(name)], name) {
			continue
		}
		after := line[skip+len(name):]
		list := strings.TrimLeft(after, "*_:, ")
		plain := list == after || !strings.ContainsAny(after[:len(after)-len(list)], ":,")
		if list == "" || plain && !strings.Contains(name, " ") && !strings.HasPrefix(name, "e") {
			continue
		}
		start := s.End - len(list)
		for _, sep := range []string{" — ", " – ", ") ", "]: "} {
			if i := strings.Index(list, sep); i > 0 && i < 160 {
				return trimmed(raw, Span{Start: start, End: start + i}), trimmed(raw, Span{Start: start + i + len(sep), End: s.End})
			}
		}
		if plain { // "According to Reuters the talks …" is a sentence
			continue
		}
		list = strings.TrimRight(list, "*_)] ")
		return Span{Start: start, End: start + len(list)}, Span{}
	}
	return Span{}, s
}

// inBrackets returns what stands in brackets at the end of a title.
func inBrackets(raw string, s Span) Span {
	text := s.In(raw)
	open := strings.LastIndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") {
		return Span{}
	}
	inner := Span{Start: s.Start + open + 1, End: s.End - 1}
	if by, _ := leadingBy(raw, inner); by.Len() > 0 {
		return by
	}
	return inner
}

// labelled reads cards that begin with a label: a name and what stands below it.
func (r *partReader) labelled() []spans {
	var out []spans
	for _, g := range r.t.Groups() {
		if g.From < r.from || g.To > r.to || g.Kind != language.Card {
			continue
		}
		out = append(out, r.card(g.From, g.To))
	}
	for k := range out { // a title ends at its own line: labels are no sentences to be parted
		if out[k].title.Len() == 0 {
			out[k].title, out[k].text = out[k].text, Span{}
		}
	}
	if len(out) == 0 {
		return r.cards(r.items())
	}
	return out
}
