// Package sqlstore keeps documents and what was read in them in a SQL database, a
// file of SQLite or PostgreSQL, behind [knowledge.Store].
package sqlstore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"time"

	"attache/internal/database"
	"attache/knowledge"
)

// Memory is the path of a store that is gone when it is closed.
const Memory = database.Memory

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Store is a [knowledge.Store]. One database holds several dossiers; a Store sees
// one of them.
type Store struct {
	db      *database.DB
	dossier string
}

var _ knowledge.Store = (*Store)(nil)

// Open opens the dossier in the database at a place, the path of a file or the
// address of a PostgreSQL database, or makes it. Several processes may have it
// open at once. Errors wrap one of package database's where that is what is wrong.
func Open(ctx context.Context, place, dossier string) (*Store, error) {
	migrations, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	db, err := database.Open(ctx, place, "store", migrations)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", database.Name(place), err)
	}
	s := &Store{db: db, dossier: dossier}
	if err := s.begin(ctx); err != nil {
		db.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

// begin makes the dossier where there is none.
func (s *Store) begin(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO dossiers (id, revision) VALUES ($1, 0) ON CONFLICT (id) DO NOTHING`, s.dossier)
	return err
}

// failed says where and what went wrong.
func (s *Store) failed(what string, err error) error {
	return fmt.Errorf("store %s: %s: %w", s.db, what, database.Explain(err))
}

// Close releases the database.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return s.failed("close", err)
	}
	return nil
}

// Restore fills an empty database with what Backup wrote to a file.
func (s *Store) Restore(ctx context.Context, path string) error {
	// The dossier that opening it made holds nothing.
	if _, err := s.db.ExecContext(ctx, `DELETE FROM dossiers WHERE revision = 0`); err != nil {
		return s.failed("restore", err)
	}
	if err := s.db.Restore(ctx, path); err != nil {
		return fmt.Errorf("store %s: restore from %s: %w", s.db, path, err)
	}
	return nil
}

// Backup writes the whole database, as it is at one moment, to a new file.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.db.Backup(ctx, path); err != nil {
		return fmt.Errorf("store %s: back up to %s: %w", s.db, path, err)
	}
	return nil
}

var errHash = errors.New("its hash is not that of its text")

// Put stores the document with its facts, in the place of any document with the
// same path. A document that the dossier holds under another path moves.
func (s *Store) Put(ctx context.Context, doc knowledge.Document, facts knowledge.Facts) error {
	if err := s.put(ctx, &doc, &facts); err != nil {
		return s.failed("put "+doc.Path, err)
	}
	return nil
}

func (s *Store) put(ctx context.Context, doc *knowledge.Document, facts *knowledge.Facts) error {
	if doc.Hash != sha256.Sum256([]byte(doc.Text)) {
		return errHash
	}
	head, err := s.head(doc)
	if err != nil {
		return err
	}
	data, err := encodeFacts(facts)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx, revision int64) error {
		at, first, err := s.stored(ctx, tx, doc, revision)
		if err != nil {
			return err
		}
		if err := s.replace(ctx, tx, doc); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM documents WHERE dossier_id = $1 AND (path = $2 OR id = $3)`, s.dossier, s.db.Raw(doc.Path), doc.ID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO documents (dossier_id, text, stored_at, stored_revision, `+headColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
			append([]any{s.dossier, []byte(doc.Text), at, first}, head...)...)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO facts (dossier_id, document_id, version, data) VALUES ($1, $2, $3, $4)`,
			s.dossier, doc.ID, factsVersion, data)
		return err
	})
}

// stored returns since when the dossier holds this text: since before, where it
// does already.
func (s *Store) stored(ctx context.Context, tx *sql.Tx, doc *knowledge.Document, revision int64) (at, first int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT stored_at, stored_revision FROM documents WHERE dossier_id = $1 AND id = $2`, s.dossier, doc.ID).Scan(&at, &first)
	if !errors.Is(err, sql.ErrNoRows) {
		return at, first, err
	}
	when := doc.Stored.At
	if when.IsZero() {
		when = time.Now()
	}
	return when.UnixMilli(), revision, nil
}

// Delete takes documents out with all that was read in them, and the texts that
// they had before.
func (s *Store) Delete(ctx context.Context, ids ...knowledge.DocID) error {
	held, err := s.held(ctx, ids)
	if err == nil && len(held) > 0 {
		err = s.change(ctx, func(tx *sql.Tx, _ int64) error {
			for _, id := range held {
				_, err := tx.ExecContext(ctx, `DELETE FROM versions WHERE dossier_id = $1 AND path IN (SELECT path FROM documents WHERE dossier_id = $1 AND id = $2)`, s.dossier, id)
				if err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, `DELETE FROM documents WHERE dossier_id = $1 AND id = $2`, s.dossier, id); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return s.failed("delete", err)
	}
	return nil
}

// held returns those of ids that the store holds: taking out what is not there is
// no change.
func (s *Store) held(ctx context.Context, ids []knowledge.DocID) (held []knowledge.DocID, err error) {
	for _, id := range ids {
		var n int
		err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE dossier_id = $1 AND id = $2`, s.dossier, id).Scan(&n)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			held = append(held, id)
		}
	}
	return held, nil
}

// change carries out do in one transaction that makes a new revision. Of several
// processes one at a time does: the revision's row is what they wait for.
func (s *Store) change(ctx context.Context, do func(tx *sql.Tx, revision int64) error) error {
	return s.db.InTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE dossiers SET revision = revision + 1 WHERE id = $1`, s.dossier); err != nil {
			return err
		}
		var revision int64
		if err := tx.QueryRowContext(ctx, `SELECT revision FROM dossiers WHERE id = $1`, s.dossier).Scan(&revision); err != nil {
			return err
		}
		return do(tx, revision)
	})
}

// Revision changes with every change to the dossier, whichever process makes it.
func (s *Store) Revision(ctx context.Context) (revision int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT revision FROM dossiers WHERE id = $1`, s.dossier).Scan(&revision)
	if err != nil {
		return 0, s.failed("revision", err)
	}
	return revision, nil
}

// headColumns are what is known of a document as a whole, in the order of
// [Store.head].
const headColumns = `id, path, format, encoding, language, title, title_from, publisher, publisher_from, published, url, pages, lines, ingested, hash`

// head are the values of headColumns.
func (s *Store) head(doc *knowledge.Document) ([]any, error) {
	published, err := encodeDate(doc.Published)
	if err != nil {
		return nil, err
	}
	pages, err := json.Marshal(doc.Pages)
	if err != nil {
		return nil, err
	}
	lines, err := json.Marshal(doc.Lines)
	if err != nil {
		return nil, err
	}
	raw := s.db.Raw
	return []any{doc.ID, raw(doc.Path), doc.Format, doc.Encoding, doc.Language, raw(doc.Title.Value), raw(doc.Title.From),
		raw(doc.Publisher.Value), raw(doc.Publisher.From), published, raw(doc.URL), string(pages), string(lines), doc.Ingested, doc.Hash[:]}, nil
}

// documentColumns are what [scanDocument] reads.
const documentColumns = headColumns + `, stored_at, stored_revision`

// scanDocument reads documentColumns, and what more it is given to read into.
func scanDocument(scan func(...any) error, more ...any) (doc knowledge.Document, err error) {
	var published, pages, lines string
	var hash []byte
	var at int64
	err = scan(append([]any{&doc.ID, &doc.Path, &doc.Format, &doc.Encoding, &doc.Language, &doc.Title.Value, &doc.Title.From,
		&doc.Publisher.Value, &doc.Publisher.From, &published, &doc.URL, &pages, &lines, &doc.Ingested, &hash, &at, &doc.Stored.Revision}, more...)...)
	if err != nil {
		return doc, err
	}
	copy(doc.Hash[:], hash)
	doc.Stored.At = time.UnixMilli(at).UTC()
	if err := json.Unmarshal([]byte(pages), &doc.Pages); err != nil {
		return doc, fmt.Errorf("pages: %w", err)
	}
	if err := json.Unmarshal([]byte(lines), &doc.Lines); err != nil {
		return doc, fmt.Errorf("lines: %w", err)
	}
	doc.Published, err = decodeDate(published)
	return doc, err
}

// Document returns one document, or [knowledge.ErrNotFound].
func (s *Store) Document(ctx context.Context, id knowledge.DocID) (knowledge.Document, error) {
	var text []byte
	row := s.db.QueryRowContext(ctx, `SELECT `+documentColumns+`, text FROM documents WHERE dossier_id = $1 AND id = $2`, s.dossier, id)
	doc, err := scanDocument(row.Scan, &text)
	if err != nil {
		return knowledge.Document{}, s.failed("document "+string(id), notFound(err))
	}
	doc.Text = string(text)
	return doc, nil
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return knowledge.ErrNotFound
	}
	return err
}

// page is how many documents are read at a time: while they are looked at, the
// store can be used and changed.
const page = 256

// Documents yields every document in order of path, byte by byte, without its
// Text. Documents that are put or taken out meanwhile may be among them or not.
func (s *Store) Documents(ctx context.Context) iter.Seq2[knowledge.Document, error] {
	return func(yield func(knowledge.Document, error) bool) {
		after, compare := "", ">="
		for {
			docs, err := s.documents(ctx, compare, after)
			if err != nil {
				yield(knowledge.Document{}, s.failed("documents", err))
				return
			}
			for _, doc := range docs {
				if !yield(doc, nil) {
					return
				}
			}
			if len(docs) < page {
				return
			}
			after, compare = docs[len(docs)-1].Path, ">"
		}
	}
}

func (s *Store) documents(ctx context.Context, compare, path string) (docs []knowledge.Document, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE dossier_id = $1 AND path `+compare+` $2 ORDER BY path LIMIT $3`, s.dossier, s.db.Raw(path), page)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		doc, err := scanDocument(rows.Scan)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, rows.Err()
}
