package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// part is what an element of a document is for its text.
type part uint8

const (
	paragraph part = iota + 1
	heading
	run // its text is text
	item
	table
	row
	cell
	tab
	lineBreak
	spaces
	hyphen
	style    // tells of a paragraph what it is
	numbered // tells that a paragraph is an item
	listed   // tells which list a paragraph is an item of
	level    // tells how deep its list lies in others
	aside    // a note or a box: text that stands within a paragraph and is none of it
	noted    // tells where a note belongs whose text lies elsewhere
	skipped  // with all that it holds
)

var wordElements = map[string]part{
	"p": paragraph, "t": run, "tbl": table, "tr": row, "tc": cell, "tab": tab, "br": lineBreak, "cr": lineBreak, "noBreakHyphen": hyphen,
	"pStyle": style, "numPr": numbered, "numId": listed, "ilvl": level,
	"txbxContent": aside, "footnote": aside, "endnote": aside, "footnoteReference": noted, "endnoteReference": noted,
	"delText": skipped, "instrText": skipped, "fallback": skipped, "Fallback": skipped, "del": skipped, "moveFrom": skipped, "pPrChange": skipped,
}

var openElements = map[string]part{
	"p": paragraph, "h": heading, "list-item": item, "table": table, "table-row": row, "table-cell": cell, "tab": tab, "line-break": lineBreak, "s": spaces,
	"note-body": aside, "text-box": aside,
	"annotation": skipped, "tracked-changes": skipped, "note-citation": skipped, "desc": skipped,
}

// officeWriter writes the text of a document as lines that show its structure,
// like those of a page. What stands aside follows the paragraph or the table that it
// stands in.
type officeWriter struct {
	elements map[string]part
	styles   map[string]string // names by id, in lower case
	notes    map[string]string // texts by kind and id, of those that lie in files of their own
	*frame
	around []*frame // what the text being written stands aside of
}

// frame is a text that is being written.
type frame struct {
	out    strings.Builder
	line   strings.Builder
	lead   string
	isItem bool
	depth  int  // of the paragraph's list in others
	last   part // what was written before: items and rows stand close
	tables int
	items  int
	begun  bool // the item has a paragraph
	cells  []string
	inRun  bool
	inText int      // paragraphs around: in OpenDocument their text is text
	asides []string // to follow
	note   string   // kind and id, where it is a note of its own file
}

func newOfficeWriter(elements map[string]part) *officeWriter {
	return &officeWriter{elements: elements, styles: map[string]string{}, notes: map[string]string{}, frame: &frame{}}
}

// readApart reads what a Word document keeps in files of their own: the names of
// styles, footnotes and endnotes. Each may be missing, or broken: the text stands
// without them.
func (w *officeWriter) readApart(archive *zip.Reader) {
	if styles, err := openPart(archive, "word/styles.xml"); err == nil {
		w.readStyles(styles)
	}
	for _, name := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		notes, err := openPart(archive, name)
		if err != nil {
			continue
		}
		apart := newOfficeWriter(w.elements)
		if err := apart.read(notes); err != nil {
			continue
		}
		for id, text := range apart.notes {
			w.notes[id] = text
		}
	}
}

// readStyles reads the names of styles: their ids are in the language of the program
// that wrote the document, their names are not.
func (w *officeWriter) readStyles(styles []byte) {
	id := ""
	for token := range xmlTokens(styles) {
		t, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case t.Name.Local == "style":
			id = xmlAttr(t, "styleId")
		case t.Name.Local == "name" && id != "":
			w.styles[id] = strings.ToLower(xmlAttr(t, "val"))
		}
	}
}

func (w *officeWriter) read(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("it is broken: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errTooDeep
			}
			if w.elements[t.Name.Local] == skipped {
				if err := d.Skip(); err != nil {
					return fmt.Errorf("it is broken: %w", err)
				}
				depth--
				continue
			}
			w.start(t)
		case xml.EndElement:
			depth--
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inRun || w.inText > 0 && w.elements["t"] != run {
				w.line.Write(t)
			}
			if w.out.Len()+w.line.Len() > MaxText {
				return errLong
			}
		}
	}
}

func (w *officeWriter) start(t xml.StartElement) {
	switch w.elements[t.Name.Local] {
	case paragraph:
		w.inText++
		w.lead, w.isItem, w.depth = "", w.items > 0 && !w.begun, w.items-1
		w.begun = true
	case heading:
		w.inText++
		w.lead = headingMark(xmlAttr(t, "outline-level"))
	case run:
		w.inRun = true
	case item:
		w.items++
		w.begun = false
	case table:
		w.tables++
	case row:
		if w.tables == 1 {
			w.cells = nil
		}
	case tab, spaces, lineBreak:
		w.line.WriteByte(' ')
	case hyphen:
		w.line.WriteByte('-')
	case style:
		w.styled(xmlAttr(t, "val"))
	case numbered:
		w.isItem, w.depth = true, 0
	case listed:
		w.isItem = xmlAttr(t, "val") != "0"
	case level:
		w.depth = number(xmlAttr(t, "val"))
	case aside:
		w.around = append(w.around, w.frame)
		w.frame = &frame{}
		if t.Name.Local != "txbxContent" {
			w.note = t.Name.Local + xmlAttr(t, "id")
		}
	case noted:
		if text := w.notes[strings.TrimSuffix(t.Name.Local, "Reference")+xmlAttr(t, "id")]; text != "" {
			w.asides = append(w.asides, text)
		}
	}
}

// styled makes a heading of a paragraph whose style is one.
func (w *officeWriter) styled(id string) {
	name := w.styles[id]
	if name == "" {
		name = strings.ToLower(id)
	}
	switch {
	case name == "title":
		w.lead = headingMark("1")
	case strings.HasPrefix(name, "heading"):
		w.lead = headingMark(strings.TrimSpace(strings.TrimPrefix(name, "heading")))
	}
}

func headingMark(level string) string {
	n := min(max(number(level), 1), 6)
	return strings.Repeat("#", n) + " "
}

func xmlAttr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *officeWriter) end(name string) {
	switch w.elements[name] {
	case paragraph, heading:
		w.inText--
		w.endLine(w.elements[name])
	case run:
		w.inRun = false
	case item:
		w.items--
		w.begun = true
	case table:
		if w.tables--; w.tables == 0 {
			w.last = paragraph
			w.flush()
		}
	case cell:
		w.endCell()
	case row:
		// A table within a cell is part of the cell's line.
		if w.tables == 1 && strings.Join(w.cells, "") != "" {
			w.write("| "+strings.Join(w.cells, " | ")+" |", row)
		}
	case aside:
		w.endAside()
	}
}

func (w *officeWriter) endCell() {
	if w.tables != 1 {
		w.line.WriteByte(' ')
		return
	}
	w.cells = append(w.cells, strings.ReplaceAll(strings.Join(strings.Fields(w.line.String()), " "), "|", "/"))
	w.line.Reset()
}

// endAside goes back to the text around, which keeps what stood aside for later.
func (w *officeWriter) endAside() {
	if len(w.around) == 0 {
		return
	}
	w.flush()
	text, note := strings.TrimSpace(w.out.String()), w.note
	w.frame, w.around = w.around[len(w.around)-1], w.around[:len(w.around)-1]
	switch {
	case text == "":
	case note != "" && w.elements["t"] == run:
		w.notes[note] = text
	default:
		w.asides = append(w.asides, text)
	}
}

// endLine writes a paragraph; within a table it is part of a cell.
func (w *officeWriter) endLine(p part) {
	if w.tables > 0 {
		w.line.WriteByte(' ')
		return
	}
	text := strings.Join(strings.Fields(w.line.String()), " ")
	w.line.Reset()
	switch {
	case text == "":
	case w.isItem && w.lead == "":
		w.write(strings.Repeat("  ", min(max(w.depth, 0), 9))+"- "+text, item)
	default:
		w.write(w.lead+text, p)
	}
	w.flush()
}

// flush writes what stood aside.
func (w *officeWriter) flush() {
	for _, text := range w.asides {
		w.write(text, paragraph)
	}
	w.asides = nil
}

func (w *officeWriter) write(line string, p part) {
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
		if p != w.last || p != item && p != row {
			w.out.WriteByte('\n')
		}
	}
	w.out.WriteString(line)
	w.last = p
}
