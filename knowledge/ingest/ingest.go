// Package ingest reads files into documents: it extracts their text, and works out
// their title, publisher, publication date and language, each with how it was
// found. What it cannot take it refuses, one clear reason a file, and goes on.
package ingest

import (
	"fmt"

	"attache/knowledge"
)

// MaxFile is the size in bytes past which a file is refused. The largest reports
// that newsrooms pass around have a few megabytes of text; what is larger is a
// log or an archive.
const MaxFile = 64 << 20

// MaxText is the size in bytes past which the text of a document is refused. A book of
// a thousand pages has three million letters; of more, what is read in it needs more
// memory than the whole of a large dossier does otherwise.
const MaxText = 8 << 20

// maxPart is the size in bytes past which a part of an archive is refused: a file of a
// few kilobytes can be made to unpack into any size. What marks a text up is longer
// than the text.
const maxPart = 64 << 20

// errLong refuses a text of more than MaxText.
var errLong = fmt.Errorf("it holds more than %d MiB of text; split it into parts", MaxText>>20)

// Refusal says why a file is not taken.
type Refusal struct {
	Path   string
	Reason string // in words for the person who gave the file
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s", r.Path, r.Reason) }

// Read makes a document of the bytes of a file that is one: a feed is refused. name
// is the file's path below the dossier's folder. An error is always a *Refusal.
func Read(name string, raw []byte) (knowledge.Document, error) {
	docs, err := ReadAll(name, raw)
	if err != nil && len(docs) == 0 {
		return knowledge.Document{}, err
	}
	if len(docs) != 1 {
		return knowledge.Document{}, &Refusal{name, fmt.Sprintf("it holds %d documents", len(docs))}
	}
	return docs[0], nil
}

// ReadAll makes documents of a file's bytes: one, those of a feed, or a message and the
// files that are attached to it. name is the file's path below the dossier's folder. An
// error is always a *Refusal: of the file, or, beside documents, of what is attached.
func ReadAll(name string, raw []byte) ([]knowledge.Document, error) {
	f, err := formatOf(name)
	if err != nil {
		return nil, &Refusal{name, err.Error()}
	}
	return f.documents(name, raw)
}

// documents reads a file of the format.
func (f format) documents(name string, raw []byte) ([]knowledge.Document, error) {
	contents, err := f.contents(raw)
	var docs []knowledge.Document
	for _, c := range contents {
		docs = append(docs, c.document(name, f.name))
	}
	if err != nil {
		return docs, &Refusal{name, knowledge.OneLine(err.Error())}
	}
	return docs, nil
}

// contents reads what is in a file of the format. Others' readers of formats are given
// what strangers write: one that panics has met a broken file.
func (f format) contents(raw []byte) (contents []content, err error) {
	if len(raw) > MaxFile {
		return nil, fmt.Errorf("it has %d MiB; at most %d are read", len(raw)>>20, MaxFile>>20)
	}
	if err := f.mislabelled(raw); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			contents, err = nil, fmt.Errorf("it is broken: reading it as %s failed (%v)", f.name, p)
		}
	}()
	contents, err = f.read(raw)
	for _, c := range contents {
		switch {
		case len(c.text) > MaxText:
			return nil, errLong
		case err == nil && !isText(c.text):
			return nil, errNoText
		}
	}
	return contents, err
}
