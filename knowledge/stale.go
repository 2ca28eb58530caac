package knowledge

import (
	"context"
	"errors"
	"fmt"
)

// FactsVersion is to be raised whenever [Read] gives other facts for the same text
// than before, passages among them: what was stored or indexed under another
// number is read again.
//
// Versions of the program can work on one store at the same time, as they do while
// replicas are updated one after the other. Each keeps its facts beside the others'
// and reads what it finds unread, so that none answers from another's; the
// documents, which they share, do not change by it.
const FactsVersion = 8

// factsOf returns what this version of the program reads in a document. What only
// others have read, it reads now.
func (d *Dossier) factsOf(ctx context.Context, id DocID) (Facts, error) {
	facts, err := d.store.Facts(ctx, id)
	if !errors.Is(err, ErrStale) {
		return facts, err
	}
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return Facts{}, err
	}
	facts = Read(&doc)
	if err := d.store.PutFacts(ctx, id, facts); err != nil {
		// They are read again the next time; what they say is the same.
		d.logger.Warn("what was read in a document is not kept", "document", doc.Path, "why", err)
	}
	return facts, nil
}

// readAgain reads those documents that only other versions of the program have
// read. After a crash in between the next start goes on.
func (d *Dossier) readAgain(ctx context.Context) error {
	stale, err := d.store.Stale(ctx)
	if err != nil {
		return fmt.Errorf("ask the store for stale facts: %w", err)
	}
	if len(stale) == 0 {
		return nil
	}
	d.logger.Info("reading documents again: another version of attache read them", "documents", len(stale))
	for _, id := range stale {
		// One that was taken out meanwhile need not be read.
		if _, err := d.factsOf(ctx, id); err != nil && !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("read document %s again: %w", id, err)
		}
	}
	return nil
}

// DropStale deletes what other versions of the program read. It is for when they
// work no longer; one that does reads again what it needs.
func (d *Dossier) DropStale(ctx context.Context) error { return d.store.DropStale(ctx) }
