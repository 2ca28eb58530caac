package ingest

import (
	"unicode"

	"github.com/abadojack/whatlanggo"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// headLength is how far into a text, in bytes, its date and publisher are looked
// for. Site headers and standfirsts push the dateline down a few lines.
const headLength = 1500

// identify works out what the document is. What the text does not say stays empty.
func identify(doc *knowledge.Document, t *language.Text) {
	h := head{t: t, path: doc.Path, title: t.Title()}
	for _, x := range timex.Tag(t, language.Date{}) {
		if x.Start > headLength {
			break
		}
		if x.Type == timex.Date && x.Basis == timex.Stated && x.From.Day > 0 && x.From == x.To {
			h.dates = append(h.dates, x)
		}
	}
	doc.Language = languageOf(doc.Text)
	doc.Published = h.published()
	doc.Publisher = h.publisher()
	doc.Title = h.titleFound()
}

// head is the beginning of a text, where it says what it is.
type head struct {
	t     *language.Text
	path  string
	title int           // block of the title, -1 for none
	dates []timex.Timex // whole dates, in order
}

func (h *head) titleFound() knowledge.Found {
	if h.title < 0 {
		return knowledge.Found{}
	}
	from := "heading"
	if h.title == 0 {
		from = "first line"
	}
	return knowledge.Found{Value: knowledge.OneLine(h.t.Blocks[h.title].Body.In(h.t.Raw)), From: from}
}

// What a language is told from: pieces of a length at which the detector's
// confidence means something (it does not on long texts), and how many of them.
const (
	minLetters   = 40
	pieceLength  = 400 // bytes
	piecesAtMost = 12
)

// languageOf returns the ISO 639-1 code of the language that a text is in, empty
// where it could not be told: the text is short, or its pieces disagree.
func languageOf(text string) string {
	votes := map[string]int{}
	pieces := 0
	step := max(pieceLength, len(text)/piecesAtMost)
	for start := 0; start < len(text); start += step {
		piece := text[start:min(len(text), start+pieceLength)]
		if countLetters(piece) < minLetters {
			continue
		}
		pieces++
		info := whatlanggo.Detect(piece)
		if pieces == 1 && len(text) <= pieceLength && !info.IsReliable() {
			return ""
		}
		votes[info.Lang.Iso6391()]++
	}
	for code, n := range votes {
		if 3*n >= 2*pieces {
			return code
		}
	}
	return ""
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
