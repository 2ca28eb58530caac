package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"attache/knowledge"
)

// Facts are kept by the version of the program that read them: while replicas of an
// older and a newer one work on one database, each has its own.

// Facts returns what this version read in one document, or [knowledge.ErrNotFound]
// or, where only others read it, [knowledge.ErrStale].
func (s *Store) Facts(ctx context.Context, id knowledge.DocID) (knowledge.Facts, error) {
	facts, err := s.facts(ctx, id)
	if err != nil {
		return knowledge.Facts{}, s.failed("facts of "+string(id), err)
	}
	return facts, nil
}

func (s *Store) facts(ctx context.Context, id knowledge.DocID) (knowledge.Facts, error) {
	var data []byte
	err := s.db.QueryRowContext(ctx, `SELECT data FROM facts WHERE dossier_id = $1 AND document_id = $2 AND version = $3`, s.dossier, id, factsVersion).Scan(&data)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		held, err := s.held(ctx, []knowledge.DocID{id})
		switch {
		case err != nil:
			return knowledge.Facts{}, err
		case len(held) == 0:
			return knowledge.Facts{}, knowledge.ErrNotFound
		}
		return knowledge.Facts{}, knowledge.ErrStale
	case err != nil:
		return knowledge.Facts{}, err
	}
	return decodeFacts(data)
}

// PutFacts stores what this version reads in a document that is there, beside what
// others read. It is no change of the dossier.
func (s *Store) PutFacts(ctx context.Context, id knowledge.DocID, facts knowledge.Facts) error {
	data, err := encodeFacts(&facts)
	if err == nil {
		_, err = s.db.ExecContext(ctx, `INSERT INTO facts (dossier_id, document_id, version, data)
			SELECT dossier_id, id, CAST($3 AS TEXT), $4 FROM documents WHERE dossier_id = $1 AND id = $2
			ON CONFLICT (dossier_id, document_id, version) DO NOTHING`, s.dossier, id, factsVersion, data)
	}
	if err != nil {
		return s.failed("put facts of "+string(id), err)
	}
	return nil
}

// Stale returns the documents that this version has not read.
func (s *Store) Stale(ctx context.Context) ([]knowledge.DocID, error) {
	ids, err := s.stale(ctx)
	if err != nil {
		return nil, s.failed("stale facts", err)
	}
	return ids, nil
}

func (s *Store) stale(ctx context.Context) (ids []knowledge.DocID, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT d.id FROM documents d WHERE d.dossier_id = $1
		AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.dossier_id = d.dossier_id AND f.document_id = d.id AND f.version = $2) ORDER BY d.id`, s.dossier, factsVersion)
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

// DropStale deletes what other versions read.
func (s *Store) DropStale(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM facts WHERE dossier_id = $1 AND version <> $2`, s.dossier, factsVersion); err != nil {
		return s.failed("drop stale facts", err)
	}
	return nil
}
