package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
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
	if isLocked(archive) {
		return content{}, errLocked
	}
	if _, err := archive.Open(body); err != nil {
		return content{}, fmt.Errorf("it is no %s: it has no %s", kind, body)
	}
	text, err := openPart(archive, body)
	if err != nil {
		return content{}, err
	}
	w := newOfficeWriter(elements)
	w.readApart(archive)
	if err := w.read(text); err != nil {
		return content{}, err
	}
	w.flush()
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

// openPart reads one file of an archive, up to the size of the largest part.
func openPart(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, fmt.Errorf("it has no %s", name)
	}
	defer f.Close()
	var part bytes.Buffer
	if info, err := f.Stat(); err == nil {
		part.Grow(int(min(max(info.Size(), 0), maxPart)) + bytes.MinRead)
	}
	_, err = part.ReadFrom(io.LimitReader(f, maxPart+1))
	b := part.Bytes()
	switch {
	case errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%s is broken: %w", name, err)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read, perhaps since it is encrypted: %w", name, err)
	case len(b) > maxPart:
		return nil, fmt.Errorf("%s unpacks to more than %d MiB", name, maxPart>>20)
	}
	return b, nil
}

// isLocked reports whether the files of an archive can only be read with a password:
// as archives lock them, or as the list of an OpenDocument's files says.
func isLocked(archive *zip.Reader) bool {
	for _, f := range archive.File {
		if f.Flags&1 != 0 {
			return true
		}
	}
	list, err := openPart(archive, "META-INF/manifest.xml")
	return err == nil && bytes.Contains(list, []byte("encryption-data"))
}

// xmlTokens yields the tokens of a part up to its end, or to where it is broken. A
// token is good until the next one.
func xmlTokens(part []byte) iter.Seq[xml.Token] {
	return func(yield func(xml.Token) bool) {
		d := xml.NewDecoder(bytes.NewReader(part))
		d.Strict = false
		for {
			token, err := d.Token()
			if err != nil || !yield(token) {
				return
			}
		}
	}
}

// readCore reads title, language and dates of an office document. The name of its
// author is not its publisher.
func (c *content) readCore(meta []byte) {
	name := ""
	for token := range xmlTokens(meta) {
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
