// Package knowledge holds what a dossier says: its documents, what was read in
// them, and the questions that can be put to them. It knows no chat platform, no
// search engine and no database; those stand behind [Index] and [Store].
package knowledge

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"attache/knowledge/language"
)

// Span is a half-open interval of bytes in a document's canonical text.
type Span = language.Span

// Date is a calendar date, known as far as its fields say.
type Date = language.Date

// DocID names one text: equal texts have equal ids on every machine.
type DocID string

// Found is a value that was worked out from a document, with how it was found
// ("dateline", "first line", "dossier.yaml"). Both are empty where the document
// does not say.
type Found struct {
	Value string `json:"value"`
	From  string `json:"from"`
}

// FoundDate is a date that was worked out, with the other dates that the document
// gives for the same thing.
type FoundDate struct {
	Value Date        `json:"value"`
	From  string      `json:"from"`
	Also  []FoundDate `json:"also,omitempty"`
}

// Document is one text of the dossier and what is known of it as a whole.
type Document struct {
	ID        DocID
	Path      string // slash-separated, below the dossier's folder or the ingested root; or the URL
	Format    string // "text", …
	Encoding  string // how the file's bytes were written: "utf-8", "windows-1251", …
	Language  string // ISO 639-1, empty where it could not be told
	Title     Found
	Publisher Found
	Published FoundDate
	URL       string
	Pages     []int             // offsets in Text at which pages begin; nil where the file has none
	Lines     []Line            // in order of At: from which lines of the file Text was read; nil where the file has none, or is Text
	Ingested  bool              // put in by hand: it stays when the folder is read again
	Stored    Stored            // since when the dossier holds this text; a Store sets it
	Hash      [sha256.Size]byte // of Text
	Text      string            // canonical: never rewritten, all offsets count in its bytes
}

// Line is where a part of a document's text stands in its file.
type Line struct {
	At     int `json:"at"`   // offset in Text at which the part begins; it ends where the next begins
	Number int `json:"line"` // of the file's line on which it begins, counted from 1
}

// LineAt returns the number of the line of the file on which a byte of the text
// stands, or on which the part that it stands in begins; 0 where the file has no lines.
func (d *Document) LineAt(at int) int {
	if len(d.Lines) == 0 {
		if d.Format != "text" {
			return 0
		}
		return 1 + strings.Count(d.Text[:at], "\n")
	}
	i, there := slices.BinarySearchFunc(d.Lines, at, func(l Line, at int) int { return l.At - at })
	if !there {
		i--
	}
	return d.Lines[max(i, 0)].Number
}

// Stored is a moment in a dossier's life.
type Stored struct {
	At       time.Time // UTC, to the millisecond
	Revision int64     // of the store; grows with time
}

// NewDocument returns the document with this path and text, its hash and id set.
func NewDocument(path, text string) Document {
	hash := sha256.Sum256([]byte(text))
	return Document{ID: docID(hash), Path: path, Hash: hash, Text: text}
}

// Source returns what a reader is told of the document beside a quotation.
func (d *Document) Source() Source {
	return Source{Doc: d.ID, Path: d.Path, Title: d.Title.Value, Publisher: d.Publisher.Value, URL: d.URL, Published: d.Published.Value}
}

// Cite returns the citation of a span of the document's text.
func (d *Document) Cite(s Span) Citation {
	return Citation{Source: d.Source(), Span: s, Text: s.In(d.Text), ID: citationID(d.Hash, s)}
}

// Source says where a quotation comes from.
type Source struct {
	Doc       DocID
	Path      string
	Title     string // empty where the document has none
	Publisher string // likewise
	URL       string
	Published Date
}

// Name is what to call the source in one line: its publisher, else its title,
// else its path.
func (s Source) Name() string {
	switch {
	case s.Publisher != "":
		return s.Publisher
	case s.Title != "":
		return s.Title
	}
	return s.Path
}

// Citation is a quotation and the place where it stands. Text is the slice of
// the document's text that Span names: this is what is checked before an answer
// leaves.
type Citation struct {
	Source
	Span Span
	Text string
	ID   string // short, stable: depends on the text's content and the span alone
}

// base is lower case and without the letters that are mistaken for others.
var base = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

func docID(hash [sha256.Size]byte) DocID { return DocID(base.EncodeToString(hash[:10])) }

func citationID(hash [sha256.Size]byte, s Span) string {
	buf := binary.AppendUvarint(binary.AppendUvarint(hash[:], uint64(s.Start)), uint64(s.End))
	sum := sha256.Sum256(buf)
	return base.EncodeToString(sum[:5])
}

// OneLine writes quoted text on one line, for places that have but one: white
// space between words is a space. The result is for showing, not for checking.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
