// Package terminal shows answers as plain text and as JSON, and holds a
// conversation on a terminal.
package terminal

import (
	"io"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// Style says how an answer is laid out.
type Style struct {
	Width  int  // in columns; 0 means 80, less than 24 means 24
	Colour bool // bold, dim and coloured text by ANSI escape sequences
}

// Render writes the answer as text. All that comes from documents or from the
// person who asked is cleaned of what a terminal would act on. The error is
// that of w.
func Render(w io.Writer, a bot.Answer, s Style) error {
	if s.Width <= 0 {
		s.Width = 80
	}
	r := &renderer{page: page{width: max(s.Width, 24), colour: s.Colour}, numbers: map[knowledge.DocID]int{}, told: map[knowledge.DocID]bool{}, alone: len(a.Blocks) == 1}
	r.head(a)
	for _, block := range a.Blocks {
		r.gap()
		block.Accept(r)
	}
	r.sources()
	_, err := io.WriteString(w, r.b.String())
	return err
}

// renderer implements [bot.BlockVisitor].
type renderer struct {
	page
	numbers map[knowledge.DocID]int  // the number that stands for a document, counted from 1
	order   []knowledge.Source       // the documents by their numbers
	told    map[knowledge.DocID]bool // documents whose number was already explained
	quoted  bool                     // the quotation that answers was already shown
	title   string
	alone   bool // the answer has one block, which may take room
	reason  bool // why the dossier does not say was already said
}

func (r *renderer) head(a bot.Answer) {
	if a.Title != "" {
		r.title = a.Title
		r.para(margin{}, run{a.Title, strong})
	}
	for _, u := range a.Understood {
		r.para(margin{}, run{"“" + u.Typed + "” was taken for “" + u.As + "”.", faint})
	}
	if a.Abstained {
		reason := a.Reason
		if reason == "" {
			reason = "The dossier does not say."
		}
		r.reason = true
		r.para(margin{}, run{reason, warning})
	}
	if a.Err != nil && len(a.Blocks) == 0 {
		r.Notice(bot.Notice{Text: a.Err.Message, Hint: a.Err.Hint})
	}
}

// number is what stands for the document in this answer.
func (r *renderer) number(s knowledge.Source) int {
	n, ok := r.numbers[s.Doc]
	if !ok {
		r.order = append(r.order, s)
		n = len(r.order)
		r.numbers[s.Doc] = n
	}
	return n
}

// refs names places in documents: "[1:1201-1344] [2:80-120]".
func (r *renderer) refs(cites ...knowledge.Citation) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, c := range cites {
		ref := "[" + strconv.Itoa(r.number(c.Source)) + ":" + place(c.Span) + "]"
		if seen[ref] {
			continue
		}
		seen[ref] = true
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(ref)
	}
	return b.String()
}

func place(s knowledge.Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// cite writes a citation in full: "[1] Publisher, 19 November 2025, title (path:1201-1344)".
func (r *renderer) cite(before string, c knowledge.Citation) {
	n := r.number(c.Source)
	r.told[c.Doc] = true
	label := before + "[" + strconv.Itoa(n) + "] "
	m := margin{first: "  " + label, rest: strings.Repeat(" ", 2+widthOf(label)), look: faint}
	r.para(m, describe(c.Source, place(c.Span))...)
}

// describe names a source, and the place in it where at is not empty.
func describe(s knowledge.Source, at string) []run {
	parts := nonEmpty(s.Publisher, bot.LongDateWords(s.Published), s.Title)
	where := OneLine(s.Path)
	if at != "" {
		where += ":" + at
	}
	if len(parts) == 0 {
		return []run{{where, locus}}
	}
	return []run{{strings.Join(parts, ", ") + " ", faint}, {"(" + where + ")", locus}}
}

// sources explains the numbers that were used and not yet explained.
func (r *renderer) sources() {
	first := true
	for i, s := range r.order {
		if r.told[s.Doc] {
			continue
		}
		if first {
			r.gap()
			first = false
		}
		label := "[" + strconv.Itoa(i+1) + "] "
		r.para(margin{first: label, rest: strings.Repeat(" ", widthOf(label)), look: faint}, describe(s, "")...)
	}
}

// Quotes implements [bot.BlockVisitor].
func (r *renderer) Quotes(b bot.Quotes) {
	if b.Near && len(b.Quotes) > 0 {
		r.para(margin{}, run{"The nearest that it says:", plain})
	}
	for i, q := range b.Quotes {
		if len(q.Citations) == 0 {
			continue
		}
		if i > 0 {
			r.gap()
		}
		r.quote(bar(b.Near, r.quoted), q.Citations[0], q.Marks)
		r.quoted = true
		r.cite("", q.Citations[0])
		for _, c := range q.Citations[1:] {
			r.cite("also ", c)
		}
	}
}

// bar is the rule beside a quotation: heavy for the one that answers.
func bar(near, again bool) margin {
	switch {
	case near:
		return margin{first: "┊ ", rest: "┊ ", look: faint}
	case again:
		return margin{first: "│ ", rest: "│ ", look: faint}
	}
	return margin{first: "┃ ", rest: "┃ ", look: accent}
}

// quote writes quoted text with its own line breaks, the marks in bold. Marks
// are spans of the document that the citation is from.
func (r *renderer) quote(m margin, c knowledge.Citation, marks []knowledge.Span) {
	for _, p := range paragraphs(c.Text) {
		r.para(m, marked(c, p[0], p[1], marks)...)
	}
}

// marked splits the bytes from start to end of the citation's text into runs.
func marked(c knowledge.Citation, start, end int, marks []knowledge.Span) []run {
	var runs []run
	at := start
	for _, mark := range marks {
		from, to := max(mark.Start-c.Span.Start, at), min(mark.End-c.Span.Start, end)
		if from >= to {
			continue
		}
		runs = append(runs, run{c.Text[at:from], plain}, run{c.Text[from:to], strong})
		at = to
	}
	return append(runs, run{c.Text[at:end], plain})
}

// Notice implements [bot.BlockVisitor].
func (r *renderer) Notice(b bot.Notice) {
	r.para(margin{}, run{b.Text, plain})
	if b.Hint != "" {
		r.para(margin{}, run{b.Hint, faint})
	}
}

// Help implements [bot.BlockVisitor].
func (r *renderer) Help(b bot.Help) {
	column := 0
	for _, c := range b.Commands {
		column = max(column, widthOf(OneLine(c.Usage)))
	}
	column = min(column, r.width/3)
	for _, c := range b.Commands {
		r.row(column, run{c.Usage, strong}, run{c.Summary, plain})
		if c.Example != "" {
			r.para(indent(column+4), run{c.Example, faint})
		}
	}
}

// row writes a key in a column of that width, and text beside it; a key that is
// wider stands on a line of its own.
func (r *renderer) row(column int, key run, text ...run) {
	name := OneLine(key.text)
	m := indent(column + 2)
	if w := widthOf(name); w <= column {
		m.first, m.look = name+strings.Repeat(" ", column+2-w), key.look
	} else {
		r.para(margin{}, key)
	}
	r.para(m, text...)
}
