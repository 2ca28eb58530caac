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

const (
	zipStart       = "PK\x03\x04"
	oldOfficeStart = "\xd0\xcf\x11\xe0"
)

var (
	errNoText  = errors.New("it holds no text")
	errTooDeep = errors.New("it is broken: its parts lie too deep within each other")
)

// readDOCX reads a Word document.
func readDOCX(raw []byte) (content, error) {
	return readOffice(raw, "word/document.xml", "docProps/core.xml", "Word document", wordElements)
}

// readODT reads a document of LibreOffice and others.
func readODT(raw []byte) (content, error) {
	return readOffice(raw, "content.xml", "meta.xml", "OpenDocument text", openElements)
}

// readOffice reads a document that is an archive of XML: its text from one file,
// what it says of itself from another.
func readOffice(raw []byte, body, about, kind string, elements map[string]part) (content, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return content{}, fmt.Errorf("it is broken: it is no whole archive (%w)", err)
	}
	if _, err := archive.Open(body); err != nil {
		return content{}, fmt.Errorf("it is no %s: it has no %s", kind, body)
	}
	text, err := openPart(archive, body)
	if err != nil {
		return content{}, err
	}
	w := officeWriter{elements: elements}
	if err := w.read(text); err != nil {
		return content{}, err
	}
	c := content{text: strings.TrimSpace(w.out.String()), encoding: "utf-8"}
	if c.text == "" {
		return content{}, errNoText
	}
	// What it says of itself can be missing.
	if meta, err := openPart(archive, about); err == nil {
		c.readCore(meta)
	}
	return c, nil
}

// openPart reads one file of an archive, up to the size of the largest text.
func openPart(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, fmt.Errorf("it has no %s", name)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxText+1))
	switch {
	case errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%s is broken: %w", name, err)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read, perhaps since it is encrypted: %w", name, err)
	case len(b) > MaxText:
		return nil, fmt.Errorf("%s unpacks to more than %d MiB", name, MaxText>>20)
	}
	return b, nil
}

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
	style    // tells of a paragraph what it is
	numbered // tells that a paragraph is an item
	skipped  // with all that it holds
)

var wordElements = map[string]part{
	"p": paragraph, "t": run, "tbl": table, "tr": row, "tc": cell, "tab": tab, "br": lineBreak, "cr": lineBreak, "pStyle": style, "numPr": numbered,
	"delText": skipped, "instrText": skipped, "fallback": skipped, "Fallback": skipped, "del": skipped, "moveFrom": skipped,
}

var openElements = map[string]part{
	"p": paragraph, "h": heading, "list-item": item, "table": table, "table-row": row, "table-cell": cell, "tab": tab, "line-break": lineBreak, "s": spaces,
	"annotation": skipped, "tracked-changes": skipped, "note-citation": skipped,
}

// officeWriter writes the text of a document as lines that show its structure,
// like those of a page.
type officeWriter struct {
	elements map[string]part
	out      strings.Builder
	line     strings.Builder
	lead     string
	isItem   bool
	last     part // what was written before: items and rows stand close
	tables   int
	items    int
	cells    []string
	inRun    bool
	inText   int // paragraphs around: in OpenDocument their text is text
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
		}
	}
}

func (w *officeWriter) start(t xml.StartElement) {
	switch w.elements[t.Name.Local] {
	case paragraph:
		w.inText++
		w.lead, w.isItem = "", w.items > 0
	case heading:
		w.inText++
		w.lead = headingMark(xmlAttr(t, "outline-level"))
	case run:
		w.inRun = true
	case item:
		w.items++
	case table:
		w.tables++
	case row:
		w.cells = nil
	case tab, spaces, lineBreak:
		w.line.WriteByte(' ')
	case style:
		w.styled(xmlAttr(t, "val"))
	case numbered:
		w.isItem = true
	}
}

// styled makes a heading of a paragraph whose style is one.
func (w *officeWriter) styled(name string) {
	low := strings.ToLower(name)
	switch {
	case low == "title":
		w.lead = headingMark("1")
	case strings.HasPrefix(low, "heading"):
		w.lead = headingMark(strings.TrimSpace(strings.TrimPrefix(low, "heading")))
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
	case table:
		w.tables--
		w.last = paragraph
	case cell:
		w.cells = append(w.cells, strings.ReplaceAll(strings.Join(strings.Fields(w.line.String()), " "), "|", "/"))
		w.line.Reset()
	case row:
		if strings.Join(w.cells, "") != "" {
			w.write("| "+strings.Join(w.cells, " | ")+" |", row)
		}
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
		w.write("- "+text, item)
	default:
		w.write(w.lead+text, p)
	}
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

// readCore reads title, language and dates of an office document. The name of its
// author is not its publisher.
func (c *content) readCore(meta []byte) {
	d := xml.NewDecoder(bytes.NewReader(meta))
	d.Strict = false
	name := ""
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			name = t.Name.Local
		case xml.EndElement:
			name = ""
		case xml.CharData:
			c.core(name, strings.TrimSpace(string(t)))
		}
	}
}

func (c *content) core(name, value string) {
	switch name {
	case "title":
		c.entitled(value, "properties of the file")
	case "publisher":
		c.publishedBy(value, "properties of the file")
	case "language":
		c.speaks(value)
	}
}
