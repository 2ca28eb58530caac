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

// Versions returns the texts that a document of the dossier had before, the latest
// first.
func (d *Dossier) Versions(ctx context.Context, id DocID) ([]Version, error) {
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.store.Versions(ctx, doc.Path)
}

// Version returns the text that a document had under an id of before, or
// ErrNotFound.
func (d *Dossier) Version(ctx context.Context, id DocID) (Version, error) {
	return d.store.Version(ctx, id)
}
