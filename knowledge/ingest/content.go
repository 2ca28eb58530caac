package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language"
)

// content is what a format makes of a file: the text, and what the file says of
// itself beside the text. What it does not say is worked out from the text.
type content struct {
	name      string // path of the document, where it is not the file's own: an item's address
	part      string // name of the file within the file that it was read from; else empty
	format    string // of that
	text      string
	encoding  string
	language  string // ISO 639-1
	title     knowledge.Found
	publisher knowledge.Found
	published []knowledge.FoundDate // the best evidence first
	url       string
	canon     string              // the address that a page gives itself, perhaps by where it lies from the one that it was got from
	made      knowledge.FoundDate // the day that the file was made or sent, the last resort
	lines     []knowledge.Line    // from which lines of the file the text was read
	pages     []int               // offsets in text at which pages begin
}

// document makes a document of the content. What the file says of itself goes
// before what its text seems to say.
func (c content) document(name, format string) knowledge.Document {
	if c.name != "" {
		name = c.name
	}
	if c.part != "" {
		name, format = name+"/"+c.part, c.format
	}
	doc := knowledge.NewDocument(name, c.text)
	doc.Format, doc.Encoding, doc.Pages, doc.Lines = format, c.encoding, c.pages, c.lines
	identify(&doc)
	if c.title.Value != "" {
		doc.Title = c.title
	}
	if c.publisher.Value != "" {
		doc.Publisher = c.publisher
	}
	if c.url == "" {
		c.standsAt(resolved(c.canon, name))
	}
	if c.url != "" {
		doc.URL = c.url
	}
	if c.language != "" {
		doc.Language = c.language
	}
	dates := append(slices.Clip(c.published), flat(doc.Published)...)
	doc.Published = firstDate(append(dates, c.made))
	return doc
}

// flat is a date followed by the others that were found with it.
func flat(d knowledge.FoundDate) []knowledge.FoundDate {
	if d.Value.IsZero() {
		return nil
	}
	return append([]knowledge.FoundDate{{Value: d.Value, From: d.From}}, d.Also...)
}

// firstDate is the first of the dates, with those that differ from it.
func firstDate(all []knowledge.FoundDate) knowledge.FoundDate {
	all = slices.DeleteFunc(all, func(d knowledge.FoundDate) bool { return d.Value.IsZero() })
	if len(all) == 0 {
		return knowledge.FoundDate{}
	}
	first := all[0]
	seen := map[language.Date]bool{first.Value: true}
	for _, other := range all[1:] {
		if !seen[other.Value] {
			seen[other.Value] = true
			first.Also = append(first.Also, other)
		}
	}
	return first
}

// format is one kind of file that is read.
type format struct {
	name    string
	endings string                              // of names of files, with blanks between
	start   string                              // what such files begin with, "" where that is not fixed
	read    func(raw []byte) ([]content, error) // an error beside contents is for other parts of the file
}

// formats are all kinds of files that are read.
func formats() []format {
	return []format{
		{name: "text", endings: ".txt .text", read: one(readText)},
		{name: "markdown", endings: ".md .markdown", read: one(readMarkdown)},
		{name: "html", endings: ".html .htm .xhtml", read: one(readPage)},
		{name: "pdf", endings: ".pdf", start: "%PDF-", read: one(readPDF)},
		{name: "docx", endings: ".docx", start: zipStart, read: one(readDOCX)},
		{name: "odt", endings: ".odt", start: zipStart, read: one(readODT)},
		{name: "email", endings: ".eml", read: readMail},
		{name: "feed", endings: ".rss .atom .xml .json", read: readFeed},
	}
}

// one makes the reader of a kind of file of which each is one document.
func one(read func(raw []byte) (content, error)) func([]byte) ([]content, error) {
	return func(raw []byte) ([]content, error) {
		c, err := read(raw)
		if err != nil {
			return nil, err
		}
		return []content{c}, nil
	}
}

// formatOf finds the kind of a file by its name.
func formatOf(name string) (format, error) {
	ending := strings.ToLower(path.Ext(name))
	all := formats()
	for _, f := range all {
		if ending != "" && slices.Contains(strings.Fields(f.endings), ending) {
			return f, nil
		}
	}
	var read []string
	for _, f := range all {
		read = append(read, strings.Fields(f.endings)...)
	}
	kinds := "read are " + strings.Join(read, ", ")
	if why := unreadable[ending]; why != "" {
		return format{}, errors.New(why)
	}
	if ending == "" {
		return format{}, fmt.Errorf("its name has no ending that tells its kind; %s", kinds)
	}
	return format{}, fmt.Errorf("files of the kind %q are not read; %s", ending, kinds)
}

// unreadable tells what to do with kinds of files that people have and that are
// not read.
var unreadable = map[string]string{
	".doc": "it is an old Word file; save it as .docx", ".rtf": "it is an RTF file; save it as .docx", ".pages": "it is a Pages file; export it as .docx",
	".msg": "it is an Outlook message; save it as .eml", ".zip": "it is an archive; unpack it", ".gz": "it is compressed; unpack it", ".epub": "it is an e-book; export it as .html",
}

// mislabelled says that a file is not what its name says; nil where it may be.
func (f format) mislabelled(raw []byte) error {
	for start, kind := range otherKinds {
		if start != f.start && bytes.HasPrefix(raw, []byte(start)) {
			if f.start == zipStart && start == oldOfficeStart {
				return errors.New("it is encrypted, or an old office file; save it without a password as " + strings.Fields(f.endings)[0])
			}
			return fmt.Errorf("its name says %s, but it is %s", f.name, kind)
		}
	}
	if f.start != "" && !bytes.HasPrefix(raw, []byte(f.start)) {
		if len(bytes.TrimSpace(raw)) == 0 {
			return errEmpty
		}
		return fmt.Errorf("its name says %s, but it does not begin like one", f.name)
	}
	return nil
}

func readText(raw []byte) (content, error) {
	text, encoding, err := Decode(raw)
	return content{text: text, encoding: encoding}, err
}
