package sqlstate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	// mostSeen is how many keys one statement writes at most.
	mostSeen = 100
	// seeWithin is how long one statement may take. It is not bound to whoever asks
	// about one of its keys: others ask about the rest.
	seeWithin = 15 * time.Second
)

// sighting gathers the keys that are asked about while others are being written:
// they go into one statement, since a database takes about as long for many rows as
// for one.
type sighting struct {
	mu      sync.Mutex
	waiting []seeing
	writing bool
}

// seeing is one question whether a key is new.
type seeing struct {
	key  string
	told chan<- seen
}

type seen struct {
	first bool
	err   error
}

// FirstTime reports whether key was not seen in the last day, and remembers it: it
// is stored when FirstTime returns.
func (s *State) FirstTime(ctx context.Context, key string) (bool, error) {
	if err := s.tidy(ctx, s.now()); err != nil {
		return false, err
	}
	told := make(chan seen, 1)
	if s.sight.begins(seeing{storable(key), told}) {
		go s.writeSeen()
	}
	select {
	case is := <-told:
		return is.first, is.err
	case <-ctx.Done():
		return false, s.failed("remember that an event was seen", ctx.Err())
	}
}

// begins adds a question, and reports whether nobody is writing.
func (g *sighting) begins(q seeing) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = append(g.waiting, q)
	if g.writing {
		return false
	}
	g.writing = true
	return true
}

// next takes what is to be written next; nothing where nobody waits, and then
// nobody is writing.
func (g *sighting) next() []seeing {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), mostSeen)
	batch := g.waiting[:n:n]
	g.waiting, g.writing = g.waiting[n:], n > 0
	return batch
}

// writeSeen writes and answers until nobody waits.
func (s *State) writeSeen() {
	for batch := s.sight.next(); len(batch) > 0; batch = s.sight.next() {
		fresh, err := s.see(batch)
		for _, q := range batch {
			q.told <- seen{fresh[q.key], err}
			delete(fresh, q.key) // of those who ask at once one is the first
		}
		runtime.Gosched() // those who are about to ask do so, and share the next statement
	}
}

// see stores keys, and returns those that were not seen in the last day.
func (s *State) see(batch []seeing) (map[string]bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), seeWithin)
	defer cancel()
	keys := make([]string, len(batch))
	for i, q := range batch {
		keys[i] = q.key
	}
	slices.Sort(keys) // processes that write the same keys wait for each other in one order
	fresh, err := s.insertSeen(ctx, slices.Compact(keys))
	if err != nil {
		return nil, s.failed("remember that an event was seen", err)
	}
	return fresh, nil
}

// insertSeen stores keys, each once in the list. They go as one parameter, so that
// the statement is always the same and need not be read anew.
func (s *State) insertSeen(ctx context.Context, keys []string) (map[string]bool, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	now := s.now()
	rows, err := s.insert.QueryContext(ctx, s.dossier, now.Unix(), now.Add(-seenFor).Unix(), string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	fresh := map[string]bool{}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		fresh[key] = true
	}
	return fresh, rows.Err()
}

// prepareSeen prepares the statement that stores keys.
func (s *State) prepareSeen(ctx context.Context) (err error) {
	list := `json_each($4)`
	if s.db.Postgres {
		list = `json_array_elements_text($4::json)`
	}
	s.insert, err = s.db.PrepareContext(ctx, `INSERT INTO seen (dossier_id, key, at)
		SELECT CAST($1 AS TEXT), value, CAST($2 AS BIGINT) FROM `+list+` WHERE true
		ON CONFLICT (dossier_id, key) DO UPDATE SET at = excluded.at WHERE seen.at <= $3 RETURNING key`)
	return err
}

// storable is a key as every database takes it: one that is long or no text, or
// holds what PostgreSQL stores in none, is known by its hash.
func storable(key string) string {
	const long = 500 // PostgreSQL indexes up to about 2,700 bytes
	if len(key) < long && utf8.ValidString(key) && !strings.Contains(key, "\x00") {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}
