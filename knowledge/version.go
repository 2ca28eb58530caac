package knowledge

import (
	"context"
	"time"
)

// Version is a text that a document had before it was revised.
type Version struct {
	Path      string
	ID        DocID
	Title     string
	Published Date
	Text      string
	Stored    time.Time // since when the dossier held it, UTC
	Replaced  time.Time // when another text took its place, UTC
}

// document is the version as a document, which the dossier has no longer.
func (v *Version) document() Document {
	doc := NewDocument(v.Path, v.Text)
	doc.Title.Value, doc.Published.Value, doc.Stored.At = v.Title, v.Published, v.Stored
	return doc
}

// Versions returns the texts that a document of the dossier had before, the latest
// first.
func (d *Dossier) Versions(ctx context.Context, id DocID) ([]Version, error) {
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.store.Versions(ctx, doc.Path)
}

// Before returns the document that a text was in before it was revised, or
// ErrNotFound.
func (d *Dossier) Before(ctx context.Context, id DocID) (Document, error) {
	v, err := d.store.Version(ctx, id)
	if err != nil {
		return Document{}, err
	}
	return v.document(), nil
}
