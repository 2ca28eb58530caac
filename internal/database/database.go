// Package database opens the SQL databases that attache keeps things in, all the
// same way, and says in one line what is wrong with one: files of SQLite, and
// PostgreSQL. What runs on one of them runs on the other: statements number their
// parameters ($1, $2, …), and migrations are written once.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

// Memory is the place of a database that is gone when it is closed.
const Memory = ":memory:"

// DB is an open database.
type DB struct {
	*sql.DB
	Postgres   bool
	name       string // without a password, for errors
	migrations fs.FS
}

// String names the database for people: a path, or an address without what is
// secret in it.
func (db *DB) String() string { return db.name }

// Open opens the database at a place, or makes it: [Memory], the path of a file,
// or the address of a PostgreSQL database (postgres://…). It brings the tables up
// to date with the migrations, *.sql files for goose at the root of the file
// system; set names them where one database holds several sets. Several processes
// may do so at once.
func Open(ctx context.Context, place, set string, migrations fs.FS) (*DB, error) {
	if IsPostgres(place) {
		return openPostgres(ctx, place, set, migrations)
	}
	return openSQLite(ctx, place, migrations)
}

// Name names the database at a place for people, without what is secret in it.
func Name(place string) string {
	if IsPostgres(place) {
		return postgresName(place)
	}
	return place
}

// IsPostgres reports whether a place is the address of a PostgreSQL database.
func IsPostgres(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Raw is a text of any bytes as the database takes it, for a column of type
// RAWTEXT: what PostgreSQL calls text holds no zero bytes and nothing but UTF-8.
func (db *DB) Raw(text string) any {
	if db.Postgres {
		return []byte(text)
	}
	return text
}

// Lock lets one process at a time do something that is called by a name, until
// unlock is called or the process ends.
func (db *DB) Lock(ctx context.Context, name string) (unlock func(), err error) {
	switch {
	case db.Postgres:
		return lockPostgres(ctx, db.DB, name)
	case db.name == Memory:
		return func() {}, nil
	}
	return lockFile(ctx, db.name)
}

// InTx carries out do in a transaction, which is undone where do fails.
func (db *DB) InTx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// ErrNewer is what a database answers whose tables a newer program has changed.
var ErrNewer = errors.New("it was written by a newer version of attache: update this one")

func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, migrations fs.FS, options ...goose.ProviderOption) error {
	p, err := goose.NewProvider(dialect, db, migrations, append(options, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > target {
		return ErrNewer
	}
	if current == target {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	return nil
}
