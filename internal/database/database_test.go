package database_test

import (
	"errors"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"attache/internal/database"
	"attache/internal/database/databasetest"
)

var migrations = fstest.MapFS{"00001_things.sql": {Data: []byte(`-- +goose Up
CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, raw RAWTEXT NOT NULL, data BLOB NOT NULL, n INTEGER NOT NULL, yes BOOLEAN NOT NULL);
CREATE TABLE parts (id TEXT NOT NULL REFERENCES things (id), n INTEGER NOT NULL);
-- +goose Down
DROP TABLE parts;
DROP TABLE things;
`)}}

func open(t *testing.T, place string) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), place, "test", migrations)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestErrorsSayWhatIsWrongAndKeepThePassword: they stand in logs.
func TestErrorsSayWhatIsWrongAndKeepThePassword(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nobody listens there any more
	for address, want := range map[string]error{
		"postgres://user:hunter2@" + l.Addr().String() + "/db": database.ErrAway,
		"postgres://user:hunter2@h ost/db":                     nil,
		"postgres://user:hunter2@127.0.0.1:notaport/db":        nil,
	} {
		_, err := database.Open(t.Context(), address, "test", migrations)
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the password stands in %q", err)
		}
		if name := database.Name(address); strings.Contains(name, "hunter2") {
			t.Errorf("the password stands in the name %q", name)
		}
	}
}

func TestNoSuchDatabase(t *testing.T) {
	u, err := url.Parse(databasetest.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/nowhere"
	if _, err := database.Open(t.Context(), u.String(), "test", migrations); !errors.Is(err, database.ErrRefused) {
		t.Errorf("got %v, want ErrRefused", err)
	}
}

// TestBackupsGoEverywhere: from each kind of database into each.
func TestBackupsGoEverywhere(t *testing.T) {
	file := func(t *testing.T) string { return filepath.Join(t.TempDir(), "db") }
	server := func(t *testing.T) string { return databasetest.Postgres(t) }
	for name, kinds := range map[string][2]func(*testing.T) string{
		"file to file": {file, file}, "file to server": {file, server}, "server to file": {server, file}, "server to server": {server, server},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := open(t, kinds[0](t)), open(t, kinds[1](t))
			raw, data := "any \x00 \xff text", "\x00\x01"
			exec := func(db *database.DB, statement string, args ...any) {
				t.Helper()
				if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
					t.Fatal(err)
				}
			}
			for _, id := range []string{"a", "b"} {
				exec(from, `INSERT INTO things (id, raw, data, n, yes) VALUES ($1, $2, $3, $4, $5)`, id, from.Raw(raw), []byte(data), -7, id == "a")
				exec(from, `INSERT INTO parts (id, n) VALUES ($1, $2)`, id, 1<<40)
			}
			path := filepath.Join(t.TempDir(), "backup")
			if err := from.Backup(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			if err := to.Restore(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			var gotRaw string
			var gotData []byte
			var n, large int64
			var yes bool
			err := to.QueryRowContext(t.Context(), `SELECT raw, data, t.n, yes, p.n FROM things t JOIN parts p ON p.id = t.id WHERE raw = $1 AND t.id = 'a'`, to.Raw(raw)).
				Scan(&gotRaw, &gotData, &n, &yes, &large)
			if err != nil || gotRaw != raw || string(gotData) != data || n != -7 || !yes || large != 1<<40 {
				t.Errorf("%q %q %d %v %d, %v", gotRaw, gotData, n, yes, large, err)
			}
			if err := to.Restore(t.Context(), path); !errors.Is(err, database.ErrNotEmpty) {
				t.Errorf("once more: %v, want ErrNotEmpty", err)
			}
		})
	}
}
