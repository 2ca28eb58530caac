package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
)

// markID is the id of the words on which a document opens.
const markID = "quote"

// place is the part of an address that names a span of a document.
func placeOf(s knowledge.Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// placePath is the path of the page that opens a document on a citation's words.
func placePath(c knowledge.Citation) string {
	return "/d/" + url.PathEscape(string(c.Doc)) + "/" + placeOf(c.Span)
}

// citeView is a citation as it is shown.
type citeView struct {
	Runs    []run
	Lines   bool   // its lines stand apart, as those of lists and cards do
	Address string // where it opens on its words
	ID      string
	Source  sourceView
}

// sourceView is a document as it is named beside what it says.
type sourceView struct {
	Name      string // publisher, title or path
	Title     string // where it is not the name
	Published string
	Language  string
	Address   string
}

// run is a stretch of a document's text.
type run struct {
	Text    string
	Marked  bool
	Control bool   // characters that turn the direction of what follows: they are kept from doing so
	ID      string // of the first marked run
}

func (r *Room) cite(c knowledge.Citation) citeView { return r.marked(c, nil) }

// marked shows a citation with the words that were matched.
func (r *Room) marked(c knowledge.Citation, marks []knowledge.Span) citeView {
	return citeView{Runs: runsOf(c.Text, c.Span.Start, marks), Lines: hasLines(c.Text), Address: placePath(c) + "#" + markID, ID: c.ID, Source: r.source(c.Source)}
}

// hasLines reports whether the lines of a text stand apart: a paragraph that was
// wrapped by hand has lines that begin in the middle of a sentence.
func hasLines(text string) bool {
	first, rest, more := strings.Cut(strings.TrimSpace(text), "\n")
	if !more || strings.TrimSpace(first) == "" {
		return false
	}
	for line := range strings.Lines(rest) {
		if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(line)); unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// cites shows citations, each place once.
func (r *Room) cites(list []knowledge.Citation) []citeView {
	var out []citeView
	seen := map[string]bool{}
	for _, c := range list {
		v := r.cite(c)
		if !seen[v.Address] {
			seen[v.Address] = true
			out = append(out, v)
		}
	}
	return out
}

func (r *Room) source(s knowledge.Source) sourceView {
	v := sourceView{Name: plain(s.Name()), Published: bot.LongDateWords(s.Published), Language: r.languageOf(s.Doc), Address: "/d/" + url.PathEscape(string(s.Doc))}
	if s.Title != "" && s.Publisher != "" {
		v.Title = plain(s.Title)
	}
	return v
}

// languageOf is the language of a document, "en" excepted, which the pages are in.
func (r *Room) languageOf(id knowledge.DocID) string {
	if doc, ok := r.Dossier.Head(id); ok && doc.Language != "en" {
		return doc.Language
	}
	return ""
}

// isControl reports whether a character turns the direction of what follows, or
// hides.
func isControl(r rune) bool {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true
	case r < 0x20 && r != '\n' && r != '\t' && r != '\r', r == 0x7f, r >= 0x80 && r < 0xa0:
		return true
	}
	return false
}

// plain is a text on one line without the characters that turn its direction, for
// places that name things.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return knowledge.OneLine(s)
}

// runsOf cuts a text into runs. It begins at a byte of its document, in which the
// marks count; those that do not lie in the text count for nothing.
func runsOf(text string, begins int, marks []knowledge.Span) []run {
	marks = within(marks, text, begins)
	var out []run
	at := 0
	for _, m := range marks {
		out = appendRuns(out, text[at:m.Start], false)
		out = appendRuns(out, text[m.Start:m.End], true)
		at = m.End
	}
	return appendRuns(out, text[at:], false)
}

// within returns the marks as spans of the text, in order and apart from each other.
func within(marks []knowledge.Span, text string, begins int) []knowledge.Span {
	var out []knowledge.Span
	for _, m := range marks {
		m = knowledge.Span{Start: max(m.Start-begins, 0), End: min(m.End-begins, len(text))}
		for m.Start < len(text) && m.Start < m.End && !utf8.RuneStart(text[m.Start]) {
			m.Start++
		}
		for m.End < len(text) && m.End > m.Start && !utf8.RuneStart(text[m.End]) {
			m.End--
		}
		if m.Start < m.End {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b knowledge.Span) int { return a.Start - b.Start })
	apart := out[:0]
	for _, m := range out {
		if last := len(apart) - 1; last >= 0 && m.Start <= apart[last].End {
			apart[last].End = max(apart[last].End, m.End)
			continue
		}
		apart = append(apart, m)
	}
	return apart
}

// appendRuns adds a text, its controls apart.
func appendRuns(out []run, text string, marked bool) []run {
	for text != "" {
		i := strings.IndexFunc(text, isControl)
		if i != 0 {
			if i < 0 {
				i = len(text)
			}
			out = append(out, run{Text: text[:i], Marked: marked})
			text = text[i:]
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		out = append(out, run{Text: text[:size], Marked: marked, Control: true})
		text = text[size:]
	}
	return out
}
