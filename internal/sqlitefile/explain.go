package sqlitefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a database that a person can do something about.
var (
	ErrFull     = errors.New("the disk is full")
	ErrLocked   = errors.New("another process is writing to the database and does not finish")
	ErrCorrupt  = errors.New("the database file is damaged: restore it from a backup")
	ErrReadOnly = errors.New("the database cannot be written to: check the permissions of its file and folder")
)

// Explain puts what is wrong, in the words of one of this package's errors, in
// front of an error of the driver. Other errors, and nil, it returns as they are.
func Explain(err error) error {
	if cause := cause(err); cause != nil {
		return fmt.Errorf("%w (%w)", cause, err)
	}
	return err
}

func cause(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return ErrFull
	}
	if errors.Is(err, fs.ErrPermission) {
		return ErrReadOnly
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
