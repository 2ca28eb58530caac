package database

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver
)

const (
	// connections is how many statements of one process run at once; one of them
	// can write.
	connections = 4
	// lockPoll is how often a process that waits for another one to finish opening
	// the same file looks again.
	lockPoll = 5 * time.Millisecond
)

// pragmas, in the order in which a connection runs them. A write is safe against
// the death of the process as soon as it is committed; a power cut can take the
// last ones, but not damage the file. Writers wait for each other for ten seconds.
const pragmas = "?_txlock=immediate" +
	"&_pragma=busy_timeout(10000)" +
	"&_pragma=journal_mode(WAL)" +
	"&_pragma=synchronous(NORMAL)" +
	"&_pragma=foreign_keys(1)"

// openSQLite opens the database file at path, or makes it with the folders above
// it. Only what [Memory] opens lives in a single connection: there, rows have to
// be read to the end before the next statement.
func openSQLite(ctx context.Context, path string, migrations fs.FS) (*DB, error) {
	if path == Memory {
		return openFile(ctx, path, "file::memory:"+pragmas, 1, migrations)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, Explain(err)
	}
	// Making a database and turning its log on is not safe against a second process
	// that does the same; SQLite's own locks do not cover it.
	unlock, err := lockFile(ctx, path)
	if err != nil {
		return nil, Explain(err)
	}
	defer unlock()
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()}
	return openFile(ctx, path, name.String()+pragmas, connections, migrations)
}

// lockFile keeps other processes from making or changing the tables of a file.
func lockFile(ctx context.Context, path string) (unlock func(), err error) {
	lock := flock.New(path + ".lock")
	if _, err := lock.TryLockContext(ctx, lockPoll); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return func() { _ = lock.Close() }, nil
}

func openFile(ctx context.Context, path, name string, connections int, migrations fs.FS) (*DB, error) {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, Explain(err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := migrate(ctx, db, goose.DialectSQLite3, migrations); err != nil {
		db.Close()
		return nil, Explain(err)
	}
	return &DB{DB: db, name: path, migrations: migrations}, nil
}

// Backup writes the database as it is at one moment to a new file of SQLite, also
// while other processes write. The file is there whole or not at all.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return Explain(errors.Join(&fs.PathError{Op: "backup", Path: path, Err: os.ErrExist}, err))
	}
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return Explain(err)
	}
	defer os.Remove(part)
	if db.Postgres {
		err = db.dump(ctx, part)
	} else {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", part)
	}
	if err != nil {
		return Explain(err)
	}
	if err := syncFile(part); err != nil {
		return Explain(err)
	}
	return Explain(os.Rename(part, path))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
