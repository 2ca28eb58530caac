package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"attache/knowledge"
)

// keptVersions is how many earlier texts of one document are kept.
const keptVersions = 20

// replace keeps the text that a document takes the place of.
func (s *Store) replace(ctx context.Context, tx *sql.Tx, doc *knowledge.Document) error {
	path := s.db.Raw(doc.Path)
	_, err := tx.ExecContext(ctx, `INSERT INTO versions (dossier_id, path, id, title, published, text, stored_at, replaced_at)
		SELECT dossier_id, path, id, title, published, text, stored_at, $4 FROM documents WHERE dossier_id = $1 AND path = $2 AND id <> $3
		ON CONFLICT (dossier_id, path, id) DO UPDATE SET stored_at = excluded.stored_at, replaced_at = excluded.replaced_at`,
		s.dossier, path, doc.ID, time.Now().UnixMilli())
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM versions WHERE dossier_id = $1 AND path = $2 AND id NOT IN
		(SELECT id FROM versions WHERE dossier_id = $1 AND path = $2 ORDER BY replaced_at DESC LIMIT $3)`, s.dossier, path, keptVersions)
	return err
}

// versionColumns are what [Store.versions] reads.
const versionColumns = `path, id, title, published, text, stored_at, replaced_at`

// Versions returns the texts that the document at a path had before, the latest
// first.
func (s *Store) Versions(ctx context.Context, path string) ([]knowledge.Version, error) {
	out, err := s.versions(ctx, `path = $2`, s.db.Raw(path))
	if err != nil {
		return nil, s.failed("versions of "+path, err)
	}
	return out, nil
}

// Version returns the text that a document had under an id of before, or
// [knowledge.ErrNotFound].
func (s *Store) Version(ctx context.Context, id knowledge.DocID) (knowledge.Version, error) {
	out, err := s.versions(ctx, `id = $2`, id)
	if err == nil && len(out) == 0 {
		err = knowledge.ErrNotFound
	}
	if err != nil {
		return knowledge.Version{}, s.failed("version "+string(id), err)
	}
	return out[0], nil
}

func (s *Store) versions(ctx context.Context, where string, what any) (out []knowledge.Version, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+versionColumns+` FROM versions WHERE dossier_id = $1 AND `+where+` ORDER BY replaced_at DESC, id`, s.dossier, what)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var v knowledge.Version
		var published string
		var text []byte
		var stored, replaced int64
		if err := rows.Scan(&v.Path, &v.ID, &v.Title, &published, &text, &stored, &replaced); err != nil {
			return nil, err
		}
		date, err := decodeDate(published)
		if err != nil {
			return nil, err
		}
		v.Published, v.Text = date.Value, string(text)
		v.Stored, v.Replaced = time.UnixMilli(stored).UTC(), time.UnixMilli(replaced).UTC()
		out = append(out, v)
	}
	return out, rows.Err()
}
