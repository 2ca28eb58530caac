package database

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a database that a person can do something about.
var (
	ErrFull     = errors.New("the disk is full")
	ErrLocked   = errors.New("another process is writing to the database and does not finish")
	ErrCorrupt  = errors.New("the database file is damaged: restore it from a backup")
	ErrReadOnly = errors.New("the database cannot be written to: check the permissions of its file and folder")
	ErrAway     = errors.New("the database cannot be reached: check that it runs, and DATABASE_URL")
	ErrRefused  = errors.New("the database does not let this user in: check DATABASE_URL")
)

// Explain puts what is wrong, in the words of one of this package's errors, in
// front of an error of the driver. Other errors, and nil, it returns as they are.
func Explain(err error) error {
	if cause := cause(err); cause != nil {
		return fmt.Errorf("%w (%w)", cause, oneLine{err})
	}
	return err
}

// oneLine is an error whose text is on one line: those of lost connections tell of
// each address on a line of its own.
type oneLine struct{ error }

func (e oneLine) Error() string { return strings.Join(strings.Fields(e.error.Error()), " ") }
func (e oneLine) Unwrap() error { return e.error }

func cause(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return ErrFull
	}
	if errors.Is(err, fs.ErrPermission) {
		return ErrReadOnly
	}
	if cause := postgresCause(err); cause != nil {
		return cause
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code() & 0xff { // the low byte is the primary code: https://sqlite.org/rescode.html
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrLocked
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrCorrupt
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return nil
}

// postgresCause is the cause of an error of PostgreSQL, by its code:
// https://www.postgresql.org/docs/15/errcodes-appendix.html
func postgresCause(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		var away *pgconn.ConnectError
		if errors.As(err, &away) {
			return ErrAway
		}
		return nil
	}
	switch {
	case e.Code == "53100":
		return ErrFull
	case e.Code == "55P03":
		return ErrLocked
	case e.Code == "25006":
		return ErrReadOnly
	case e.Code[:2] == "28", e.Code == "3D000", e.Code == "42501":
		return ErrRefused
	case e.Code[:2] == "08", e.Code[:3] == "57P":
		return ErrAway
	}
	return nil
}
