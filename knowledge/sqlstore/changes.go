package sqlstore

import (
	"context"
	"database/sql"

	"attache/knowledge"
)

// Changes is what became of a store since a revision of it.
type Changes struct {
	Revision int64             // of the store as it is described here
	Known    bool              // the revision asked about is one of this store; otherwise Put has every document and whatever else was known is gone
	Put      []knowledge.DocID // put since, in the order in which they were put
	Deleted  []knowledge.DocID // taken out since
}

// Revision changes with every change to the dossier, whichever process makes it.
func (s *Store) Revision(ctx context.Context) (revision int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT revision FROM dossiers WHERE id = ?`, s.dossier).Scan(&revision)
	if err != nil {
		return 0, s.failed("revision", err)
	}
	return revision, nil
}

// Changes returns what was put and taken out after a revision. A document that
// was put and taken out again is among those taken out, and the other way round.
func (s *Store) Changes(ctx context.Context, since int64) (Changes, error) {
	c, err := s.changes(ctx, since)
	if err != nil {
		return Changes{}, s.failed("changes", err)
	}
	return c, nil
}

func (s *Store) changes(ctx context.Context, since int64) (c Changes, err error) {
	// One statement sees one state of the database; several need a transaction.
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return c, err
	}
	defer tx.Rollback()
	var born int64
	err = tx.QueryRowContext(ctx, `SELECT revision, born FROM dossiers WHERE id = ?`, s.dossier).Scan(&c.Revision, &born)
	if err != nil {
		return c, err
	}
	c.Known = born <= since && since <= c.Revision
	if !c.Known {
		since = born
	}
	c.Put, err = docIDs(ctx, tx, `SELECT id FROM documents WHERE dossier_id = ? AND revision > ? ORDER BY revision`, s.dossier, since)
	if err != nil || !c.Known {
		return c, err
	}
	c.Deleted, err = docIDs(ctx, tx, `SELECT id FROM deleted WHERE dossier_id = ? AND revision > ? ORDER BY revision`, s.dossier, since)
	return c, err
}

// Stale returns the documents whose facts were read by another version of the
// reader than this program's. They have to be read again.
func (s *Store) Stale(ctx context.Context) ([]knowledge.DocID, error) {
	ids, err := docIDs(ctx, s.db, `SELECT document_id FROM facts WHERE dossier_id = ? AND version <> ? ORDER BY document_id`, s.dossier, factsVersion)
	if err != nil {
		return nil, s.failed("stale facts", err)
	}
	return ids, nil
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func docIDs(ctx context.Context, db querier, query string, args ...any) (ids []knowledge.DocID, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id knowledge.DocID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
