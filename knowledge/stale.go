package knowledge

import (
	"context"
	"fmt"
)

// FactsVersion is to be raised whenever [Read] gives other facts for the same text
// than before, passages among them: what was stored or indexed under another
// number is read again.
const FactsVersion = 7

// readAgain reads those documents again whose facts another version of the
// program read, and makes catchUp index everything anew. After a crash in between
// the next start goes on.
func (d *Dossier) readAgain(ctx context.Context) error {
	stale, err := d.store.Stale(ctx)
	if err != nil {
		return fmt.Errorf("ask the store for stale facts: %w", err)
	}
	if len(stale) == 0 {
		return nil
	}
	d.logger.Info("reading documents again: another version of attache read them", "documents", len(stale))
	if err := d.index.SetMarker(ctx, ""); err != nil {
		return fmt.Errorf("set the index's marker: %w", err)
	}
	if err := d.index.Delete(ctx, stale...); err != nil {
		return fmt.Errorf("delete from the index: %w", err)
	}
	for _, id := range stale {
		doc, err := d.store.Document(ctx, id)
		if err != nil {
			return fmt.Errorf("read document %s again: %w", id, err)
		}
		if err := d.put(ctx, doc, Read(&doc)); err != nil {
			return err
		}
	}
	return nil
}
