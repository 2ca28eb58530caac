package web

import (
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/language"
)

// partBytes is how much of a document's text is on one page.
const partBytes = 40_000

// mostQuoted is how much text behind the beginning of a quotation is on its page,
// however long it is.
const mostQuoted = 16_000

// The most characters of a quotation that stand beside its document, and that are
// given to be copied.
const (
	mostShown  = 600
	mostCopied = 4000
)

// documentView is a document, or the part of it that is on one page.
type documentView struct {
	Title     string
	TitleFrom string
	Address   string // of the document from its beginning
	Language  string
	Format    string
	Publisher knowledge.Found
	Published string
	Found     string   // how the date was found
	Also      []string // other dates that the document gives
	Path      string
	Hash      string
	Original  string // its own address, opening on the quotation where there is one; empty where it is none that a browser opens
	Pages     int
	Quote     *receiptView
	Paras     []para
	Part      int // counted from 1
	Parts     int
	Origins   []originView
	Captured  string
	Versions  []versionView
	Current   string // where this text was edited since: the path of the document as it is now
}

// Before and Behind are the numbers of the neighbouring parts.
func (v documentView) Before() int { return v.Part - 1 }

// Behind is the number of the next part.
func (v documentView) Behind() int { return v.Part + 1 }

// versionView is an earlier text of a document, and how it became this one.
type versionView struct {
	When    string
	Changes []changeView
}

type changeView struct {
	Text      string
	Gone, New bool
}

// receiptView is what is told of the quotation that a document is opened on.
type receiptView struct {
	ID       string
	Place    string
	Page     int // 0 where the document has no pages
	Line     int // of the file; 0 where the file has no lines
	Text     string
	Quoted   string // to be copied: the words with their source
	Footnote string // to be copied: the source with the place
	Short    string // the path of its short address
}

// para is one block of a document.
type para struct {
	Kind string // "p", "h2", "h3", "li", "label", "furniture"
	Page int    // a page of the file begins with it
	Runs []run
}

// says reports whether a block is a text, nothing of which is quoted.
func (p para) says(text string) bool {
	return len(p.Runs) == 1 && !p.Runs[0].Marked && plain(p.Runs[0].Text) == text
}

// document shows a document, at a span of it where the address names one.
func (d *desk) document() (page, error) {
	doc, text, current, err := d.find(knowledge.DocID(d.PathValue("doc")))
	if err != nil {
		return page{}, err
	}
	span, err := spanOf(d.PathValue("place"), doc.Text)
	if err != nil {
		return page{}, err
	}
	v := d.head(&doc)
	v.Current = current
	if current == "" {
		if v.Origins, err = d.originsOf(doc.ID); err != nil {
			return page{}, err
		}
		if v.Versions, err = d.versionsOf(&doc); err != nil {
			return page{}, err
		}
	}
	parts := partsOf(text)
	v.Parts, v.Part = len(parts), 1
	if n, err := strconv.Atoi(d.URL.Query().Get("part")); err == nil {
		v.Part = min(max(n, 1), v.Parts)
	}
	if span.Len() > 0 {
		v.Part = 1 + partAt(parts, span.Start)
		receipt := d.receiptOf(&doc, span)
		v.Quote = &receipt
	}
	shown := parts[v.Part-1]
	if span.End > shown.End {
		shown.End = runeEnd(doc.Text, min(span.End, max(span.Start+mostQuoted, shown.End)))
	}
	v.Paras = parasOf(text, doc.Pages, shown, span)
	if len(v.Paras) > 0 && v.Paras[0].says(v.Title) {
		v.Paras[0].Kind = "furniture" // it stands above in large letters
	}
	v.Original = originalAddress(doc.URL, clip(span.In(doc.Text), mostCopied))
	if v.Quote != nil && v.Quote.Page > 0 && v.Original != "" {
		// Readers of files with pages know pages, and no words: RFC 8118.
		address, _, _ := strings.Cut(doc.URL, "#")
		v.Original = address + "#page=" + strconv.Itoa(v.Quote.Page)
	}
	return page{View: "document", Title: v.Title, Place: "documents", Data: v}, nil
}

// spanOf reads a span of a text from an address; the span is empty where none is
// named. One that no text has leads nowhere.
func spanOf(place, text string) (knowledge.Span, error) {
	if place == "" {
		return knowledge.Span{}, nil
	}
	from, to, _ := strings.Cut(place, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || start >= end || end > len(text) ||
		!utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]) {
		return knowledge.Span{}, errMissing
	}
	return knowledge.Span{Start: start, End: end}, nil
}

// head tells what is known of a document as a whole.
func (r *Room) head(doc *knowledge.Document) documentView {
	v := documentView{
		Title: plain(doc.Title.Value), TitleFrom: plain(doc.Title.From), Address: "/d/" + url.PathEscape(string(doc.ID)), Language: doc.Language, Format: plain(doc.Format),
		Publisher: knowledge.Found{Value: plain(doc.Publisher.Value), From: plain(doc.Publisher.From)},
		Published: bot.LongDateWords(doc.Published.Value), Found: plain(doc.Published.From),
		Path: plain(doc.Path), Hash: hex.EncodeToString(doc.Hash[:]), Pages: len(doc.Pages),
	}
	if v.Title == "" {
		v.Title = v.Path
	}
	if !doc.Stored.At.IsZero() {
		v.Captured = day(doc.Stored.At)
	}
	for _, f := range doc.Published.Also {
		v.Also = append(v.Also, bot.LongDateWords(f.Value)+", "+plain(f.From))
	}
	return v
}

func (r *Room) receiptOf(doc *knowledge.Document, s knowledge.Span) receiptView {
	c := doc.Cite(s)
	v := receiptView{ID: c.ID, Place: placeOf(s), Text: clipped(c.Text, mostShown), Short: "/q/" + c.ID, Page: pageAt(doc.Pages, s.Start), Line: doc.LineAt(s.Start)}
	said := nonEmpty(plain(doc.Publisher.Value), plain(doc.Title.Value), bot.LongDateWords(doc.Published.Value))
	if len(said) == 0 {
		said = []string{plain(doc.Path)}
	}
	v.Quoted = "“" + clipped(plain(c.Text), mostCopied) + "” (" + strings.Join(said, ", ") + ")"
	if v.Page > 0 {
		said = append(said, "p. "+strconv.Itoa(v.Page))
	}
	if isWeb(doc.URL) {
		said = append(said, doc.URL)
	}
	v.Footnote = strings.Join(said, ", ") + fmt.Sprintf(" [quotation %s, bytes %s of the text with SHA-256 %s]", c.ID, v.Place, hex.EncodeToString(doc.Hash[:8]))
	return v
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// pageAt is the page of a file on which a byte of its text stands, counted from 1; 0
// where it has no pages.
func pageAt(pages []int, at int) int {
	i, there := slices.BinarySearch(pages, at)
	if there {
		i++
	}
	return min(i, len(pages))
}

// originalAddress is a document's own address. A browser that opens it shows the
// words: https://wicg.github.io/scroll-to-text-fragment/.
func originalAddress(address, quote string) string {
	if !isWeb(address) {
		return ""
	}
	words := strings.Fields(quote)
	if len(words) == 0 {
		return address
	}
	const few = 6
	directive := fragmentWords(words)
	if len(words) > 2*few {
		directive = fragmentWords(words[:few]) + "," + fragmentWords(words[len(words)-few:])
	}
	if strings.Contains(address, "#") {
		return address + ":~:text=" + directive
	}
	return address + "#:~:text=" + directive
}

// fragmentWords escapes words as a text directive wants it: its own separators too.
func fragmentWords(words []string) string {
	return strings.ReplaceAll(url.PathEscape(strings.Join(words, " ")), "-", "%2D")
}

// isWeb reports whether an address is one that a browser opens as a page.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// partsOf cuts a text into parts of one page each. They begin with blocks, where a
// block is not longer than a page itself.
func partsOf(t *language.Text) []knowledge.Span {
	var out []knowledge.Span
	from, end := 0, len(t.Raw)
	cut := func(at int) {
		if at > from {
			out = append(out, knowledge.Span{Start: from, End: at})
			from = at
		}
	}
	for _, b := range t.Blocks {
		if b.End-from > partBytes {
			cut(b.Start)
		}
		for b.End-from > partBytes {
			cut(runeEnd(t.Raw, from+partBytes))
		}
	}
	for end-from > partBytes {
		cut(runeEnd(t.Raw, from+partBytes))
	}
	cut(end)
	if len(out) == 0 {
		out = []knowledge.Span{{}}
	}
	return out
}

// runeEnd is the last byte up to at on which a character ends.
func runeEnd(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func partAt(parts []knowledge.Span, at int) int {
	for i, p := range parts {
		if at < p.End {
			return i
		}
	}
	return len(parts) - 1
}

// parasOf shows the blocks of a part of a text, the quotation marked in them. All
// of the text is shown, also what is in no block.
func parasOf(t *language.Text, pages []int, shown, quote knowledge.Span) []para {
	var out []para
	marked, turned := false, 0
	add := func(kind string, s knowledge.Span) {
		s = knowledge.Span{Start: max(s.Start, shown.Start), End: min(s.End, shown.End)}
		if s.Start >= s.End || strings.TrimSpace(s.In(t.Raw)) == "" {
			return
		}
		p := para{Kind: kind, Runs: runsOf(s.In(t.Raw), s.Start, []knowledge.Span{quote})}
		for i := range p.Runs {
			if p.Runs[i].Marked && !marked {
				p.Runs[i].ID, marked = markID, true
			}
		}
		if n := pageAt(pages, s.Start); n > turned {
			p.Page, turned = n, n
		}
		out = append(out, p)
	}
	at := 0
	for _, b := range t.Blocks {
		add("p", knowledge.Span{Start: at, End: b.Start})
		add(kindOf(b), b.Span)
		at = max(at, b.End)
	}
	add("p", knowledge.Span{Start: at, End: len(t.Raw)})
	return out
}

func kindOf(b language.Block) string {
	switch b.Kind {
	case language.Heading:
		if b.Level <= 1 {
			return "h2"
		}
		return "h3"
	case language.Item:
		return "li"
	case language.Label:
		return "label"
	case language.Furniture:
		return "furniture"
	}
	return "p"
}
