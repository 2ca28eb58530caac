// Package ingest reads files into documents: it decodes them, and works out their
// title, publisher, publication date and language, each with how it was found.
// What it cannot take it refuses, one clear reason a file, and goes on.
package ingest

import (
	"fmt"
	"path"
	"strings"

	"attache/knowledge"
)

// MaxFile is the size in bytes past which a file is refused. The largest reports
// that newsrooms pass around have a few megabytes of text; what is larger is a
// log or an archive.
const MaxFile = 64 << 20

// Refusal says why a file is not taken.
type Refusal struct {
	Path   string
	Reason string // in words for the person who gave the file
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s", r.Path, r.Reason) }

func unknownKind(ext string) string {
	if ext == "" {
		return "its name has no ending that tells its kind; text files (.txt) are read"
	}
	return fmt.Sprintf("files of the kind %q are not read; text files (.txt) are", ext)
}

// Read makes a document of a file's bytes. path is the file's path below the
// dossier's folder. An error is always a *Refusal.
func Read(name string, raw []byte) (knowledge.Document, error) {
	if !strings.EqualFold(path.Ext(name), ".txt") {
		return knowledge.Document{}, &Refusal{name, unknownKind(path.Ext(name))}
	}
	if len(raw) > MaxFile {
		return knowledge.Document{}, &Refusal{name, fmt.Sprintf("it has %d MiB; at most %d are read", len(raw)>>20, MaxFile>>20)}
	}
	text, encoding, err := Decode(raw)
	if err != nil {
		return knowledge.Document{}, &Refusal{name, err.Error()}
	}
	doc := knowledge.NewDocument(name, text)
	doc.Format, doc.Encoding = "text", encoding
	identify(&doc)
	return doc, nil
}
