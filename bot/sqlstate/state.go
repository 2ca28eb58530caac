// Package sqlstate keeps what the bot must remember in a SQL database: in
// PostgreSQL, or in a file of SQLite apart from the documents, so that a bot that
// cannot write to one of the two still has the other.
package sqlstate

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"attache/bot"
	"attache/internal/database"
)

// InMemory is the path of a state that is gone when it is closed.
const InMemory = database.Memory

const (
	// seenFor is how long a key is known after it was first seen. Platforms deliver
	// an event again within minutes, Slack within an hour or so.
	seenFor = 24 * time.Hour
	// KeptFor is how long what people asked is kept unless told otherwise: a button
	// in a message works for about a quarter of a year.
	KeptFor = 90 * 24 * time.Hour
	// tidyEvery is how often what has expired is deleted.
	tidyEvery = time.Hour
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// State is a [bot.State]. One database holds the state of several dossiers; a
// State sees that of one.
type State struct {
	db      *database.DB
	dossier string
	now     func() time.Time
	keepFor time.Duration
	tidied  chan time.Time // holds when expired rows were last deleted
	sight   sighting
	insert  *sql.Stmt // see prepareSeen
}

var _ bot.State = (*State)(nil)

// Options say how long what is remembered.
type Options struct {
	Now     func() time.Time // says what has expired; nil means time.Now
	KeepFor time.Duration    // how long what people asked is kept; 0 means [KeptFor]
}

// Open opens the state of a dossier in the database at a place, the path of a file
// or the address of a PostgreSQL database, or makes it. Several processes may have
// it open at once.
func Open(ctx context.Context, place, dossier string, o Options) (*State, error) {
	migrations, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	db, err := database.Open(ctx, place, "state", migrations)
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", database.Name(place), err)
	}
	s := &State{db: db, dossier: dossier, now: o.Now, keepFor: o.KeepFor, tidied: make(chan time.Time, 1)}
	if s.now == nil {
		s.now = time.Now
	}
	if s.keepFor == 0 {
		s.keepFor = KeptFor
	}
	s.tidied <- time.Time{}
	if err := s.prepareSeen(ctx); err != nil {
		return nil, errors.Join(s.failed("prepare to remember events", err), db.Close())
	}
	return s, nil
}

// Close releases the database.
func (s *State) Close() error {
	if err := s.db.Close(); err != nil {
		return s.failed("close", err)
	}
	return nil
}

// Ready reports why the database cannot be used, if so.
func (s *State) Ready(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return s.failed("reach it", err)
	}
	return nil
}

// Restore fills an empty database with what Backup wrote to a file.
func (s *State) Restore(ctx context.Context, path string) error {
	if err := s.db.Restore(ctx, path); err != nil {
		return fmt.Errorf("state %s: restore from %s: %w", s.db, path, err)
	}
	return nil
}

// Backup writes the whole database, as it is at one moment, to a new file.
func (s *State) Backup(ctx context.Context, path string) error {
	if err := s.db.Backup(ctx, path); err != nil {
		return fmt.Errorf("state %s: back up to %s: %w", s.db, path, err)
	}
	return nil
}

// failed says where and what went wrong.
func (s *State) failed(what string, err error) error {
	return fmt.Errorf("state %s: %s: %w", s.db, what, database.Explain(err))
}

// alphabet has lower case only: some platforms fold the case of identifiers.
var alphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// newID returns an id that no other row has.
func newID() string { return strings.ToLower(rand.Text()) }

// keyBytes of a hash are 26 letters and digits.
const keyBytes = 16

// Keep stores text for later and returns its key, which depends on the text alone.
// It can be recalled for as long as what people asked is kept, since it was last
// kept.
func (s *State) Keep(ctx context.Context, text string) (string, error) {
	now := s.now()
	if err := s.tidy(ctx, now); err != nil {
		return "", err
	}
	hash := sha256.Sum256([]byte(text))
	key := alphabet.EncodeToString(hash[:keyBytes])
	_, err := s.db.ExecContext(ctx, `INSERT INTO kept (dossier_id, key, text, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (dossier_id, key) DO UPDATE SET at = excluded.at`, s.dossier, key, []byte(text), now.Unix())
	if err != nil {
		return "", s.failed("keep "+key, err)
	}
	return key, nil
}

// Recall returns what was kept under key, and false where nothing is.
func (s *State) Recall(ctx context.Context, key string) (string, bool, error) {
	var text []byte
	err := s.db.QueryRowContext(ctx, `SELECT text FROM kept WHERE dossier_id = $1 AND key = $2 AND at > $3`,
		s.dossier, key, s.now().Add(-s.keepFor).Unix()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, s.failed("recall "+key, err)
	}
	return string(text), true, nil
}
