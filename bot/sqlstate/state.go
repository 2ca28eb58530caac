// Package sqlstate keeps what the bot must remember in a SQL database, one file
// of SQLite, apart from the documents: a bot that cannot write to one of the two
// still has the other.
package sqlstate

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"attache/bot"
	"attache/internal/sqlitefile"
)

// InMemory is the path of a state that is gone when it is closed.
const InMemory = sqlitefile.Memory

const (
	// seenFor is how long a key is known after it was first seen. Platforms deliver
	// an event again within minutes, Slack within an hour or so.
	seenFor = 24 * time.Hour
	// keptFor is how long a text can be recalled: a button in a message works for
	// about a quarter of a year.
	keptFor = 90 * 24 * time.Hour
	// tidyEvery is how often what has expired is deleted.
	tidyEvery = time.Hour
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// State is a [bot.Memory]. One database holds the state of several dossiers; a
// State sees that of one.
type State struct {
	db      *sql.DB
	path    string // for errors
	dossier string
	now     func() time.Time
	tidied  chan time.Time // holds when expired rows were last deleted
}

var _ bot.Memory = (*State)(nil)

// Open opens the state of a dossier in the database file at path, or makes it.
// Several processes may have it open at once. The clock now says what has
// expired.
func Open(ctx context.Context, path, dossier string, now func() time.Time) (*State, error) {
	migrations, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	db, err := sqlitefile.Open(ctx, path, migrations)
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", path, err)
	}
	s := &State{db: db, path: path, dossier: dossier, now: now, tidied: make(chan time.Time, 1)}
	s.tidied <- time.Time{}
	return s, nil
}

// Close releases the file.
func (s *State) Close() error {
	if err := s.db.Close(); err != nil {
		return s.failed("close", err)
	}
	return nil
}

// Backup writes the whole database, as it is at one moment, to a new file.
func (s *State) Backup(ctx context.Context, path string) error {
	if err := sqlitefile.Backup(ctx, s.db, path); err != nil {
		return fmt.Errorf("state %s: back up to %s: %w", s.path, path, err)
	}
	return nil
}

// failed says where and what went wrong.
func (s *State) failed(what string, err error) error {
	return fmt.Errorf("state %s: %s: %w", s.path, what, sqlitefile.Explain(err))
}

// FirstTime reports whether key was not seen in the last day, and remembers it.
func (s *State) FirstTime(ctx context.Context, key string) (bool, error) {
	now := s.now()
	if err := s.tidy(ctx, now); err != nil {
		return false, err
	}
	done, err := s.db.ExecContext(ctx, `INSERT INTO seen (dossier_id, key, at) VALUES (?, ?, ?)
		ON CONFLICT (dossier_id, key) DO UPDATE SET at = excluded.at WHERE seen.at <= ?`,
		s.dossier, key, now.Unix(), now.Add(-seenFor).Unix())
	if err != nil {
		return false, s.failed("remember "+key, err)
	}
	rows, err := done.RowsAffected()
	if err != nil {
		return false, s.failed("remember "+key, err)
	}
	return rows > 0, nil
}

// alphabet has lower case only: some platforms fold the case of identifiers.
var alphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// keyBytes of a hash are 26 letters and digits.
const keyBytes = 16

// Keep stores text for later and returns its key, which depends on the text alone.
// It can be recalled for 90 days after it was last kept.
func (s *State) Keep(ctx context.Context, text string) (string, error) {
	now := s.now()
	if err := s.tidy(ctx, now); err != nil {
		return "", err
	}
	hash := sha256.Sum256([]byte(text))
	key := alphabet.EncodeToString(hash[:keyBytes])
	_, err := s.db.ExecContext(ctx, `INSERT INTO kept (dossier_id, key, text, at) VALUES (?, ?, ?, ?)
		ON CONFLICT (dossier_id, key) DO UPDATE SET at = excluded.at`, s.dossier, key, []byte(text), now.Unix())
	if err != nil {
		return "", s.failed("keep "+key, err)
	}
	return key, nil
}

// Recall returns what was kept under key, and false where nothing is.
func (s *State) Recall(ctx context.Context, key string) (string, bool, error) {
	var text []byte
	err := s.db.QueryRowContext(ctx, `SELECT text FROM kept WHERE dossier_id = ? AND key = ? AND at > ?`,
		s.dossier, key, s.now().Add(-keptFor).Unix()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, s.failed("recall "+key, err)
	}
	return string(text), true, nil
}

// tidy deletes what has expired, unless that was done a short time ago or is
// being done.
func (s *State) tidy(ctx context.Context, now time.Time) error {
	var last time.Time
	select {
	case last = <-s.tidied:
	default:
		return nil
	}
	if now.Sub(last) < tidyEvery {
		s.tidied <- last
		return nil
	}
	_, seenErr := s.db.ExecContext(ctx, `DELETE FROM seen WHERE at <= ?`, now.Add(-seenFor).Unix())
	_, keptErr := s.db.ExecContext(ctx, `DELETE FROM kept WHERE at <= ?`, now.Add(-keptFor).Unix())
	s.tidied <- now
	if err := errors.Join(seenErr, keptErr); err != nil {
		return s.failed("tidy", err)
	}
	return nil
}
