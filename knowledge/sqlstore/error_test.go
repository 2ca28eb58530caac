package sqlstore_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/internal/database"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// oneLine tests that an error is a wrapped want, in one line that names the file.
func oneLine(t *testing.T, err, want error, path string) {
	t.Helper()
	if !errors.Is(err, want) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %q, want one line with %q and %q", err, want, path)
	}
}

func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := sqlstore.Open(t.Context(), path, "dossier")
	oneLine(t, err, database.ErrCorrupt, path)
}

func TestFileInPlaceOfTheFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlstore.Open(t.Context(), filepath.Join(folder, "store.db"), "dossier"); err == nil || !strings.Contains(err.Error(), folder) {
		t.Errorf("got %v", err)
	}
}

// raw opens the database without the store, to do things to it.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func run(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestFileOfANewerVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := sqlstore.Open(t.Context(), path, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	run(t, raw(t, path), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (1000, 1)`)
	_, err = sqlstore.Open(t.Context(), path, "dossier")
	oneLine(t, err, database.ErrNewer, path)
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, dir)
	defer s.Close()
	put(t, s, "a.txt", 1)
	if err := s.LimitPages(t.Context()); err != nil {
		t.Fatal(err)
	}
	doc := knowledgetest.Document("b.txt", 2)
	doc.Title.Value = strings.Repeat("long ", 100_000)
	err := s.Put(t.Context(), doc, knowledgetest.FactsOf(doc))
	oneLine(t, err, database.ErrFull, "b.txt")
	if n := count(t, s); n != 1 {
		t.Errorf("%d documents, want the 1 of before", n)
	}
}

func TestLockedDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := sqlstore.Open(t.Context(), path, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	doc := put(t, s, "a.txt", 1)
	if err := s.DoNotWait(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := raw(t, path)
	run(t, other, `BEGIN IMMEDIATE`)
	oneLine(t, s.Put(t.Context(), doc, knowledgetest.FactsOf(doc)), database.ErrLocked, path)
	if _, err := s.Document(t.Context(), doc.ID); err != nil {
		t.Errorf("reading while another process writes: %v", err)
	}
	run(t, other, `ROLLBACK`)
	if err := s.Put(t.Context(), doc, knowledgetest.FactsOf(doc)); err != nil {
		t.Errorf("after the other process has finished: %v", err)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, dir)
	defer s.Close()
	doc := put(t, s, "a.txt", 1)
	path := filepath.Join(dir, "copy of the store.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	put(t, s, "b.txt", 2)
	backup, err := sqlstore.Open(t.Context(), path, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	if n := count(t, backup); n != 1 {
		t.Errorf("the backup has %d documents, want 1", n)
	}
	knowledgetest.CheckWhole(t, backup, doc.ID)
	if err := s.Backup(t.Context(), path); !errors.Is(err, os.ErrExist) {
		t.Errorf("over an existing file: %v, want ErrExist", err)
	}
}

func count(t *testing.T, s *sqlstore.Store) (n int) {
	t.Helper()
	for _, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
