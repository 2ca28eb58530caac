package database

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
	"github.com/pressly/goose/v3"
)

const (
	// postgresConnections is how many statements of one process run at once. With
	// two sets a process, three replicas stay well below the hundred that a server
	// takes by default.
	postgresConnections = 8
	// idleFor is how long a connection that nobody uses is kept.
	idleFor = 5 * time.Minute
)

func openPostgres(ctx context.Context, address, set string, migrations fs.FS) (*DB, error) {
	name := postgresName(address)
	db, err := sql.Open("pgx", address)
	if err != nil {
		// The error of the driver quotes the address, and so the password.
		return nil, fmt.Errorf("%s: it is no address of a database: write postgres://USER:PASSWORD@HOST/NAME", name)
	}
	db.SetMaxOpenConns(postgresConnections)
	db.SetMaxIdleConns(postgresConnections)
	db.SetConnMaxIdleTime(idleFor)
	if err := migratePostgres(ctx, db, set, migrations); err != nil {
		db.Close()
		return nil, Explain(err)
	}
	return &DB{DB: db, Postgres: true, name: name, migrations: migrations}, nil
}

// postgresName is the address without user, password and options.
func postgresName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "DATABASE_URL"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// migratePostgres lets one process at a time bring a set of tables up to date;
// one that dies meanwhile gives way to the next.
func migratePostgres(ctx context.Context, db *sql.DB, set string, migrations fs.FS) error {
	unlock, err := lockPostgres(ctx, db, set)
	if err != nil {
		return err
	}
	defer unlock()
	return migrate(ctx, db, goose.DialectPostgres, spoken{migrations}, goose.WithTableName("attache_"+set+"_migrations"))
}

// lockPostgres takes a lock of the server, which is free again when the connection
// that holds it is gone.
func lockPostgres(ctx context.Context, db *sql.DB, name string) (unlock func(), err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	hash := fnv.New64a()
	_, _ = io.WriteString(hash, "attache "+name) // never fails
	lock := int64(hash.Sum64())
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lock); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lock) // closing ends it too
		_ = conn.Close()
	}, nil
}

// spoken is a file system of migrations with the names of types that PostgreSQL
// has. SQLite takes a column's type for a hint, and any name for one.
type spoken struct{ fs.FS }

// types are the types whose names differ. RAWTEXT is text of any bytes.
var types = regexp.MustCompile(`\b(BLOB|RAWTEXT|INTEGER)\b`)

var typeNames = map[string]string{"BLOB": "BYTEA", "RAWTEXT": "BYTEA", "INTEGER": "BIGINT"}

// Open implements [fs.FS].
func (s spoken) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err != nil || path.Ext(name) != ".sql" {
		return f, err
	}
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	text = types.ReplaceAllFunc(text, func(b []byte) []byte { return []byte(typeNames[string(b)]) })
	return &spokenFile{File: f, text: bytes.NewReader(text)}, nil
}

type spokenFile struct {
	fs.File
	text *bytes.Reader
}

func (f *spokenFile) Read(b []byte) (int, error) { return f.text.Read(b) }
