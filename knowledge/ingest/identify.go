package ingest

import (
	"path"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	headLength = 1500 // bytes in which a text says what it is: site headers and standfirsts push the dateline down a few lines
	lookAt     = 8000 // bytes of the beginning that are analysed for it
	footLines  = 4    // lines at the end that may name the source
)

// identify works out what the document is. What the text does not say stays empty.
func identify(doc *knowledge.Document) {
	h := newHead(doc.Path, doc.Text)
	h.read()
	doc.Language = languageOf(doc.Text)
	doc.Title = h.titleFound()
	doc.Publisher = h.publisher()
	doc.Published = h.published()
	doc.URL = h.url
}

// head is the beginning and the end of a text, where it says what it is, and what
// was read there.
type head struct {
	t     *language.Text // the beginning
	body  string         // the text that shows in which order it writes dates
	path  string
	title int      // block of the title, -1 for none
	foot  []string // the last lines

	dates    map[place][]knowledge.FoundDate
	outlets  map[place]string // the first of each place
	named    string           // the title, where a line labels it
	url      string
	openings int // paragraphs that were looked at for a dateline
}

// place is where a date or a publisher was found; it is what the reader is told.
type place string

// The places, in the words that a reader is told.
const (
	inPublisherLine place = "publisher line"
	inDateline      place = "dateline"
	inPublished     place = "published line"
	inByline        place = "byline"
	inMasthead      place = "line over the title"
	inFirstLine     place = "first line"
	inDateLine      place = "date line"
	inUpdated       place = "updated line"
	inTitle         place = "title"
	inCopyright     place = "copyright line"
	inSiteLine      place = "site line"
	inAgency        place = "agency in the dateline"
	inSignature     place = "last line"
	inSource        place = "source line"
	inURL           place = "URL"
	inFileName      place = "file name"
)

func newHead(name, text string) *head {
	h := &head{path: name, dates: map[place][]knowledge.FoundDate{}, outlets: map[place]string{}}
	h.body = text[:min(len(text), 1<<20)]
	h.t = language.Analyse(beginning(text))
	h.title = h.t.Title()
	h.skipMasthead()
	h.foot = lastLines(text)
	return h
}

// skipMasthead takes the headline under the name of an outlet for the title, where
// the text begins with that name.
func (h *head) skipMasthead() {
	if h.title < 0 {
		return
	}
	name := h.t.Blocks[h.title].Body.In(h.t.Raw)
	if words(name) > 4 || !looksLikeOutlet(name) {
		return
	}
	for i := h.title + 1; i < len(h.t.Blocks) && i < h.title+4; i++ {
		switch b := h.t.Blocks[i]; {
		case b.Kind == language.Heading && len(h.datesIn(b.Body.In(h.t.Raw))) == 0:
			h.credit(inMasthead, name)
			h.title = i
			return
		case b.Kind == language.Paragraph || b.Kind == language.Item:
			return
		}
	}
}

// beginning is the first part of a text, up to the end of a line or of a word.
func beginning(text string) string {
	if len(text) <= lookAt {
		return text
	}
	for _, mark := range []string{"\n", " "} {
		if i := strings.LastIndex(text[:lookAt], mark); i > headLength {
			return text[:i]
		}
	}
	return strings.ToValidUTF8(text[:lookAt], "")
}

// lastLines returns the last lines of a text that are not empty.
func lastLines(text string) []string {
	text = text[max(0, len(text)-2000):]
	var out []string
	for _, l := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out[max(0, len(out)-footLines):]
}

// read goes through the beginning and the end of the text once and notes what
// they say.
func (h *head) read() {
	h.readFrontMatter()
	for i, b := range h.t.Blocks {
		if b.Start > headLength {
			break
		}
		line := strings.Trim(b.Body.In(h.t.Raw), "*_ ")
		switch {
		case i == h.title:
			h.readTitle(line)
		case b.Kind == language.Furniture:
			h.readFurniture(i, line)
		case b.Kind == language.Paragraph:
			if !h.readOpening(line) && !h.readLine(i, line) {
				h.openings++
			}
		case b.Kind == language.Label || b.Kind == language.Heading && h.openings == 0:
			h.readLine(i, line)
		}
	}
	for _, line := range h.foot {
		h.readFoot(line)
	}
	if d := dateInName(h.url); !d.IsZero() {
		h.note(inURL, written{date: d})
	}
	if d := dateInName(path.Base(h.path)); !d.IsZero() {
		h.note(inFileName, written{date: d})
	}
}

// note keeps a date with the place where it was found.
func (h *head) note(at place, w written) {
	h.dates[at] = append(h.dates[at], knowledge.FoundDate{Value: w.date, From: string(at)})
	if !w.other.IsZero() {
		h.dates[at] = append(h.dates[at], knowledge.FoundDate{Value: w.other, From: string(at) + ", read with the month first"})
	}
}

// credit keeps the first publisher that was found in a place.
func (h *head) credit(at place, name string) {
	name = strings.Trim(name, " \t\u00a0*_.,;:|–—-")
	if name != "" && h.outlets[at] == "" {
		h.outlets[at] = name
	}
}

// datePlaces are the places of dates, the best evidence first: a dateline is the
// report's own word, a file's name was given by anybody.
var datePlaces = []place{inDateline, inPublished, inByline, inFirstLine, inDateLine, inTitle, inUpdated, inURL, inFileName}

// published is the date that the text appeared, with the others that it gives.
func (h *head) published() knowledge.FoundDate {
	var all []knowledge.FoundDate
	for _, at := range datePlaces {
		all = append(all, h.dates[at]...)
	}
	return firstDate(all)
}

// outletPlaces are the places of publishers, the best evidence first. An agency is
// who wrote the report; where the page names its own site, that published it.
var outletPlaces = []place{inPublisherLine, inDateline, inTitle, inMasthead, inByline, inCopyright, inSiteLine, inAgency, inSignature, inSource, inURL}

func (h *head) publisher() knowledge.Found {
	for _, at := range outletPlaces {
		if name := h.outlets[at]; name != "" {
			return knowledge.Found{Value: knowledge.OneLine(name), From: string(at)}
		}
	}
	return knowledge.Found{}
}

func (h *head) titleFound() knowledge.Found {
	if h.named != "" {
		return knowledge.Found{Value: knowledge.OneLine(h.named), From: "title line"}
	}
	if h.title < 0 {
		return knowledge.Found{}
	}
	from := "heading"
	if h.title == 0 {
		from = "first line"
	}
	title := h.t.Blocks[h.title].Body.In(h.t.Raw)
	if name, site := cutSite(title); looksLikeOutlet(site) {
		title = name
	}
	return knowledge.Found{Value: knowledge.OneLine(title), From: from}
}
