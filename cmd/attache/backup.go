package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"attache/knowledge/sqlstore"
)

// The files in --data that cannot be made again. The index can: it is not backed
// up.
const (
	storeFile   = "dossier.db"
	stateFile   = "state.db"
	originFile  = "origin"
	historyFile = "history"
)

var backedUp = []string{storeFile, stateFile, originFile, historyFile, keyFile}

type backupCmd struct {
	File string `arg:"" name:"FILE" help:"File to write, which must not be there yet."`
}

// Run writes everything in --data into one file, as it is at one moment, also
// while attache runs. The file is there whole or not at all.
func (c *backupCmd) Run(ctx context.Context, a *app) error {
	if a.Data == inMemory {
		return usagef("--data %s keeps nothing that could be backed up", inMemory)
	}
	if _, err := os.Stat(filepath.Join(a.Data, storeFile)); err != nil && a.DatabaseURL == "" {
		return usagef("--data %s: there is nothing to back up: %w", a.Data, err)
	}
	if err := os.MkdirAll(a.Data, 0o700); err != nil {
		return usagef("--data: %w", err)
	}
	work, err := os.MkdirTemp(a.Data, "backup-")
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	defer os.RemoveAll(work)
	if err := a.snapshot(ctx, work); err != nil {
		return err
	}
	if err := pack(work, c.File); err != nil {
		return fmt.Errorf("back up to %s: %w", c.File, err)
	}
	return nil
}

// snapshot copies the files of --data, and what a database holds instead of some
// of them, into a folder.
func (a *app) snapshot(ctx context.Context, to string) error {
	store, err := sqlstore.Open(ctx, a.storePlace(), dossierID)
	if err != nil {
		return err
	}
	err = store.Backup(ctx, filepath.Join(to, storeFile))
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	state, err := a.openState(ctx)
	if err != nil {
		return err
	}
	err = state.Backup(ctx, filepath.Join(to, stateFile))
	if err := errors.Join(err, state.Close()); err != nil {
		return err
	}
	for _, name := range []string{originFile, historyFile, keyFile} {
		b, err := os.ReadFile(filepath.Join(a.Data, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := errors.Join(err, os.WriteFile(filepath.Join(to, name), b, 0o600)); err != nil {
			return fmt.Errorf("back up %s: %w", name, err)
		}
	}
	return nil
}

// pack writes the files of a folder into a new tar file.
func pack(folder, file string) (err error) {
	part := file + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(part)
	t := tar.NewWriter(out)
	err = errors.Join(t.AddFS(os.DirFS(folder)), t.Close(), out.Sync(), out.Close())
	if err != nil {
		return err
	}
	// Link refuses a name that is taken, which Rename would replace.
	return os.Link(part, file)
}

type restoreCmd struct {
	File string `arg:"" name:"FILE" help:"File that attache backup wrote."`
}

// Run puts what was backed up into an empty --data.
func (c *restoreCmd) Run(ctx context.Context, a *app) error {
	if a.Data == inMemory {
		return usagef("--data %s keeps nothing that could be restored", inMemory)
	}
	in, err := os.Open(c.File)
	if err != nil {
		return usageError{err}
	}
	defer in.Close()
	if err := os.MkdirAll(a.Data, 0o700); err != nil {
		return usagef("--data: %w", err)
	}
	there, err := os.ReadDir(a.Data)
	switch {
	case err != nil:
		return usagef("--data: %w", err)
	case len(there) > 0:
		return usagef("--data %s is not empty: restore into another, or move what is there away", a.Data)
	}
	if err := unpack(in, a.Data); err != nil {
		return fmt.Errorf("restore from %s: %w", c.File, err)
	}
	if a.DatabaseURL != "" {
		return a.restoreDatabase(ctx)
	}
	return nil
}

// restoreDatabase moves what was unpacked into --data on into the database, which
// must be empty.
func (a *app) restoreDatabase(ctx context.Context) error {
	store, err := sqlstore.Open(ctx, a.storePlace(), dossierID)
	if err != nil {
		return err
	}
	file := filepath.Join(a.Data, storeFile)
	err = store.Restore(ctx, file)
	if err := errors.Join(err, store.Close(), removeDatabase(file)); err != nil {
		return err
	}
	state, err := a.openState(ctx)
	if err != nil {
		return err
	}
	file = filepath.Join(a.Data, stateFile)
	err = state.Restore(ctx, file)
	return errors.Join(err, state.Close(), removeDatabase(file))
}

// removeDatabase removes a file of SQLite with what stands beside it.
func removeDatabase(file string) error {
	var errs []error
	for _, end := range []string{"", "-wal", "-shm", ".lock"} {
		if err := os.Remove(file + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// unpack writes the files of a backup into a folder, and takes no others.
func unpack(in io.Reader, folder string) error {
	t := tar.NewReader(in)
	restored := 0
	for {
		header, err := t.Next()
		switch {
		case errors.Is(err, io.EOF) && restored > 0:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("it holds no backup")
		case err != nil:
			return err
		case !slices.Contains(backedUp, header.Name) || header.Typeflag != tar.TypeReg:
			return fmt.Errorf("it is no backup: it holds %q", header.Name)
		}
		file, err := os.OpenFile(filepath.Join(folder, header.Name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		_, err = io.Copy(file, t)
		if err := errors.Join(err, file.Close()); err != nil {
			return err
		}
		restored++
	}
}
