package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/ingest"
	"attache/knowledge/sqlstore"
	"attache/seeds"
)

// house is an open dossier with a bot that answers from it.
type house struct {
	dossier *knowledge.Dossier
	bot     *bot.Bot
	folder  ingest.Folder
	reader  *ingest.Reader // of the folder
	log     *slog.Logger
	note    func(ctx context.Context, what string, about ...string) // adds to the trail of who did what
	release func()                                                  // gives the data folder back
	loading *loading                                                // nil where all was read before anybody could ask
}

// Close releases all that the house holds open.
func (h *house) Close() error {
	err := h.dossier.Close()
	h.release()
	return err
}

// handle answers from the dossier as it is now, also where another process has
// changed it.
func (h *house) handle(ctx context.Context, req bot.Request) bot.Answer {
	if err := h.dossier.Refresh(ctx); err != nil && ctx.Err() == nil {
		// What was read before still answers.
		h.log.Warn("changes by other processes are not seen", "why", err)
	}
	return h.bot.Handle(ctx, req)
}

// inMemory is the --data that keeps nothing.
const inMemory = ":memory:"

// dossierID names the one dossier of a data folder in its store.
const dossierID = "dossier"

// open reads the folder of documents, opens what is kept in --data and brings
// the one up to the other.
func (a *app) open(ctx context.Context) (*house, error) {
	h, err := a.openKept(ctx)
	if err != nil {
		return nil, err
	}
	defer a.tell("reading %d documents, which takes a while the first time", len(h.folder.Documents))()
	if err := h.replace(ctx); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// openKept opens what is kept in --data for the documents of the folder, as it was
// left.
func (a *app) openKept(ctx context.Context) (*house, error) {
	fsys, origin, err := a.documents()
	if err != nil {
		return nil, err
	}
	reader := new(ingest.Reader)
	f, err := a.readFolder(ctx, reader, fsys)
	if err != nil {
		return nil, err
	}
	for _, r := range f.Refused {
		a.intake.refuse(r)
		a.log.Warn("refused", "document", r.Path, "why", r.Reason)
	}
	d, release, err := a.openData(ctx, f, origin)
	if err != nil {
		return nil, err
	}
	return &house{dossier: d, bot: bot.New(d, bot.Options{Logger: a.log}), folder: f, reader: reader, log: a.log, note: a.note, release: release}, nil
}

// readFolder reads a folder of documents. A wrong dossier.yaml is wrong
// configuration.
func (a *app) readFolder(ctx context.Context, reader *ingest.Reader, fsys fs.FS) (ingest.Folder, error) {
	f, err := reader.ReadFolder(ctx, fsys)
	switch {
	case ctx.Err() != nil:
		return f, ctx.Err()
	case err != nil:
		return f, usageError{err}
	}
	for _, w := range f.Warnings {
		a.log.Warn(w)
	}
	return f, nil
}

// patience is how long something may take before it is told what is going on.
const patience = time.Second

// tell says on standard error what is going on, if it is not over soon: the
// function that it returns says that it is.
func (a *app) tell(format string, args ...any) (over func()) {
	timer := time.AfterFunc(patience, func() { fmt.Fprintf(a.stderr, "attache: "+format+"\n", args...) })
	return func() { timer.Stop() }
}

// documents is the folder that --dossier names, and a name for it that is the
// same in every process.
func (a *app) documents() (fsys fs.FS, origin string, err error) {
	if a.Dossier == "" {
		return seeds.Files, "built in", nil
	}
	info, err := os.Stat(a.Dossier)
	switch {
	case err != nil:
		return nil, "", usagef("--dossier: %w", err)
	case !info.IsDir():
		return nil, "", usagef("--dossier %s: it is no folder", a.Dossier)
	}
	origin, err = filepath.Abs(a.Dossier)
	if err != nil {
		return nil, "", usagef("--dossier: %w", err)
	}
	fsys, err = ingest.Below(a.Dossier)
	if err != nil {
		return nil, "", usagef("--dossier: %w", err)
	}
	return fsys, origin, nil
}

// openData opens store and index in --data. Where other processes work there on
// another folder of documents, this one works on a copy in memory, so that none
// changes what the others answer.
func (a *app) openData(ctx context.Context, f ingest.Folder, origin string) (*knowledge.Dossier, func(), error) {
	if a.Data == inMemory {
		d, err := a.openParts(ctx, sqlstore.Memory, "", f)
		return d, func() {}, err
	}
	if err := os.MkdirAll(a.Data, 0o700); err != nil {
		return nil, nil, usagef("--data: %w; %s keeps nothing", err, inMemory)
	}
	lock := flock.New(filepath.Join(a.Data, "open.lock"))
	release := func() { _ = lock.Close() }
	mine, err := claim(lock, filepath.Join(a.Data, originFile), origin)
	if err != nil {
		release()
		return nil, nil, fmt.Errorf("open %s: %w", a.Data, err)
	}
	store := a.storePlace()
	if !mine {
		release()
		a.log.Info("another process works on another dossier there: working on a copy in memory", "data", a.Data)
		d, err := a.openCopy(ctx, store, f)
		return d, func() {}, err
	}
	d, err := a.openParts(ctx, store, a.indexFolder(), f)
	if err != nil {
		release()
		return nil, nil, err
	}
	return d, release, nil
}

// claim takes part in the data folder that lock guards, for as long as lock is
// held, and reports whether it could. All who take part work on the same folder
// of documents: the one that is named in the file record. It is changed only
// while nobody else takes part.
func claim(lock *flock.Flock, record, origin string) (bool, error) {
	if err := lock.RLock(); err != nil {
		return false, err
	}
	if is, err := holds(record, origin); is || err != nil {
		return is, err
	}
	if err := lock.Unlock(); err != nil {
		return false, err
	}
	alone, err := lock.TryLock()
	if err != nil || !alone {
		return false, err
	}
	if err := os.WriteFile(record, []byte(origin), 0o600); err != nil {
		return false, err
	}
	if err := lock.RLock(); err != nil {
		return false, err
	}
	// The lock can be taken by another between exclusive and shared.
	return holds(record, origin)
}

// holds reports whether the file holds exactly this text.
func holds(file, text string) (bool, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return string(b) == text, err
}

// openParts opens a dossier from its store and its index; an empty path of the
// index means memory.
func (a *app) openParts(ctx context.Context, store, index string, f ingest.Folder) (*knowledge.Dossier, error) {
	ix, err := a.openIndex(index)
	if err != nil {
		return nil, err
	}
	s, err := sqlstore.Open(ctx, store, dossierID)
	if err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	d, err := knowledge.Open(ctx, knowledge.Config{Store: s, Index: ix, Aliases: f.Aliases, Logger: a.log, Taken: a.intake.took, Nameless: a.nameless})
	if err != nil {
		return nil, errors.Join(err, ix.Close(), s.Close())
	}
	return d, nil
}

// openIndex opens the index in a folder, or in memory where the folder is empty
// or another process has it open. The index can always be made again from the
// store, so that a broken one is deleted.
func (a *app) openIndex(folder string) (knowledge.Index, error) {
	if folder == "" {
		return bleveindex.OpenMemory()
	}
	lock := flock.New(folder + ".lock")
	if mine, err := lock.TryLock(); err != nil || !mine {
		a.log.Debug("another process has the index open: making one in memory", "index", folder, "why", err)
		return bleveindex.OpenMemory()
	}
	ix, err := bleveindex.Open(folder)
	if errors.Is(err, bleveindex.ErrBroken) {
		a.log.Warn("the index cannot be read and is made again", "index", folder, "why", err)
		if err := os.RemoveAll(folder); err != nil {
			return nil, errors.Join(fmt.Errorf("delete the broken index: %w", err), lock.Close())
		}
		ix, err = bleveindex.Open(folder)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lockedIndex{ix, lock}, nil
}

// lockedIndex is an index that no other process opens until it is closed.
type lockedIndex struct {
	knowledge.Index
	lock *flock.Flock
}

func (x lockedIndex) Close() error { return errors.Join(x.Index.Close(), x.lock.Close()) }

// openCopy opens a dossier in memory that holds what was ingested into a store.
func (a *app) openCopy(ctx context.Context, store string, f ingest.Folder) (_ *knowledge.Dossier, err error) {
	d, err := a.openParts(ctx, sqlstore.Memory, "", f)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	s, err := sqlstore.Open(ctx, store, dossierID)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var ingested []knowledge.Document
	for doc, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		if !doc.Ingested {
			continue
		}
		whole, err := s.Document(ctx, doc.ID)
		if err != nil {
			return nil, err
		}
		ingested = append(ingested, whole)
	}
	_, err = d.Put(ctx, ingested)
	return d, err
}

// find returns a document by its path or id. Where there is none, the error names
// documents whose path is like it.
func find(ctx context.Context, d *knowledge.Dossier, name string) (knowledge.Document, error) {
	doc, err := d.Find(ctx, name)
	if !errors.Is(err, knowledge.ErrNotFound) {
		return doc, err
	}
	var like []string
	for _, other := range d.Documents() {
		if strings.Contains(strings.ToLower(other.Path), strings.ToLower(name)) && len(like) < 5 {
			like = append(like, other.Path)
		}
	}
	if len(like) > 0 {
		return doc, fmt.Errorf("%w; did you mean %s?", err, strings.Join(like, ", "))
	}
	return doc, fmt.Errorf("%w; /sources lists what there is", err)
}
