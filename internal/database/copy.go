package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A database of PostgreSQL is backed up into a file of SQLite with the same tables,
// so that a backup of the one can be restored into the other.

// table is one table of a set, as its migrations make it.
type table struct {
	name    string
	columns []string
	types   []string // as the migrations name them
}

// tables returns those that a set of migrations makes, so that each stands behind
// those that it refers to.
func tables(ctx context.Context, migrations fs.FS) ([]table, error) {
	db, err := openSQLite(ctx, Memory, migrations)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, `SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'goose_db_version' ORDER BY t.rowid, c.cid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []table
	for rows.Next() {
		var name, column, kind string
		if err := rows.Scan(&name, &column, &kind); err != nil {
			return nil, err
		}
		if len(out) == 0 || out[len(out)-1].name != name {
			out = append(out, table{name: name})
		}
		last := &out[len(out)-1]
		last.columns, last.types = append(last.columns, column), append(last.types, kind)
	}
	return out, rows.Err()
}

// dump writes the database, as it is at one moment, to a new file of SQLite.
func (db *DB) dump(ctx context.Context, path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	to, err := openSQLite(ctx, path, db.migrations)
	if err != nil {
		return err
	}
	from, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return errors.Join(err, to.Close())
	}
	defer from.Rollback()
	err = copyAll(ctx, from, to, db.migrations)
	if err == nil {
		// The log goes into the file, which is moved alone.
		_, err = to.ExecContext(ctx, `PRAGMA journal_mode = DELETE`)
	}
	return errors.Join(err, to.Close(), os.Remove(path+".lock"))
}

// ErrNotEmpty is what a database answers into which a backup is to be restored and
// that holds something.
var ErrNotEmpty = errors.New("it is not empty: restore into another")

// Restore fills an empty database with what [DB.Backup] wrote to a file.
func (db *DB) Restore(ctx context.Context, path string) error {
	all, err := tables(ctx, db.migrations)
	if err != nil {
		return Explain(err)
	}
	for _, t := range all {
		var n int
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM `+t.name).Scan(&n); err != nil {
			return Explain(err)
		}
		if n > 0 {
			return ErrNotEmpty
		}
	}
	file, err := openSQLite(ctx, path, db.migrations) // of an older version, it is brought up to date
	if err != nil {
		return Explain(err)
	}
	defer file.Close()
	from, err := file.BeginTx(ctx, nil)
	if err != nil {
		return Explain(err)
	}
	defer from.Rollback()
	return Explain(copyAll(ctx, from, db, db.migrations))
}

// copyAll copies all rows of all tables in one transaction.
func copyAll(ctx context.Context, from *sql.Tx, to *DB, migrations fs.FS) error {
	all, err := tables(ctx, migrations)
	if err != nil {
		return err
	}
	return to.InTx(ctx, func(tx *sql.Tx) error {
		for _, t := range all {
			if err := copyTable(ctx, from, tx, to.Postgres, t); err != nil {
				return fmt.Errorf("copy %s: %w", t.name, err)
			}
		}
		return nil
	})
}

func copyTable(ctx context.Context, from, to *sql.Tx, postgres bool, t table) error {
	columns := strings.Join(t.columns, ", ")
	places := make([]string, len(t.columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	insert, err := to.PrepareContext(ctx, `INSERT INTO `+t.name+` (`+columns+`) VALUES (`+strings.Join(places, ", ")+`)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	rows, err := from.QueryContext(ctx, `SELECT `+columns+` FROM `+t.name)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i := range values {
			values[i] = spokenValue(values[i], t.types[i], postgres)
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// spokenValue is a value as a database wants it in a column of a type.
func spokenValue(v any, kind string, postgres bool) any {
	switch x := v.(type) {
	case string:
		if postgres && (kind == "RAWTEXT" || kind == "BLOB") {
			return []byte(x)
		}
	case []byte:
		if !postgres && kind == "RAWTEXT" {
			return string(x)
		}
		if x == nil {
			return []byte{}
		}
	case int64:
		if kind == "BOOLEAN" {
			return x != 0
		}
	}
	return v
}
