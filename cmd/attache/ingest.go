package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime/debug"

	"github.com/schollz/progressbar/v3"

	"attache/adapters/terminal"
	"attache/knowledge"
	"attache/knowledge/ingest"
)

type ingestCmd struct {
	Paths []string `arg:"" name:"PATH|URL" help:"Files, folders or addresses."`
}

const (
	// batchBytes is how much text is stored before what became of it is told. Each
	// batch has a cost that grows with the dossier.
	batchBytes = 4 << 20
	// batchDocuments is the same for many small documents.
	batchDocuments = 1000
	// ingestMemory is how much memory in bytes is taken before it is saved at the cost
	// of time.
	ingestMemory = 256 << 20
)

// Run stores the documents and tells what became of each, one line each. What was
// stored when it is stopped stays, and is "unchanged" the next time.
func (c *ingestCmd) Run(ctx context.Context, a *app) error {
	debug.SetMemoryLimit(ingestMemory)
	a.nameless = true
	fetcher, err := a.fetcher()
	if err != nil {
		return err
	}
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	t := taking{app: a, dossier: h.dossier, fetcher: fetcher, bar: a.progress(c.Paths)}
	for _, source := range c.Paths {
		if err := t.from(ctx, source); err != nil {
			return err
		}
	}
	if err := t.store(ctx); err != nil {
		return err
	}
	if t.no {
		return errNo
	}
	return nil
}

// taking takes documents into a dossier, a batch at a time.
type taking struct {
	app     *app
	dossier *knowledge.Dossier
	fetcher *ingest.Fetcher
	bar     *progressbar.ProgressBar // nil where none is shown
	batch   []knowledge.Document
	size    int // of the batch's text in bytes
	stored  int
	no      bool // something was refused
}

// from reads a file, a folder or an address.
func (t *taking) from(ctx context.Context, source string) error {
	if !ingest.IsURL(source) {
		take := func(docs []knowledge.Document, refused *ingest.Refusal) error { return t.take(ctx, docs, refused) }
		if err := ingest.Stream(ctx, source, take); err != nil {
			return usageError{err}
		}
		return nil
	}
	over := t.app.tell("fetching %s", terminal.OneLine(source))
	got, err := t.fetcher.Fetch(ctx, source, ingest.Version{})
	over()
	var refusal *ingest.Refusal
	var later *ingest.LaterError
	switch {
	case errors.As(err, &refusal):
		return t.take(ctx, nil, refusal)
	case errors.As(err, &later):
		return t.take(ctx, nil, &ingest.Refusal{Path: source, Reason: later.Error() + "; try again later"})
	case err != nil:
		return err
	}
	return t.take(ctx, got.Documents, nil)
}

// take adds documents to the batch, and stores it when it is large enough.
func (t *taking) take(ctx context.Context, docs []knowledge.Document, refused *ingest.Refusal) error {
	if refused != nil {
		t.no = true
		t.clear()
		t.app.outcome("refused: %s: %s", refused.Path, refused.Reason)
	}
	for _, doc := range docs {
		doc.Ingested = true
		t.batch = append(t.batch, doc)
		t.size += len(doc.Text)
	}
	if t.size < batchBytes && len(t.batch) < batchDocuments {
		return nil
	}
	return t.store(ctx)
}

// store stores the batch and tells what became of it.
func (t *taking) store(ctx context.Context) error {
	if len(t.batch) == 0 {
		return nil
	}
	over := func() {}
	if t.bar == nil {
		over = t.app.tell("storing %d documents after %d", len(t.batch), t.stored)
	}
	results, err := t.dossier.Put(ctx, t.batch)
	over()
	t.clear()
	var added []string
	for _, r := range results {
		t.no = t.no || r.Err != nil
		t.app.outcome("%s", outcome(r))
		if r.Err == nil && r.Outcome != knowledge.Unchanged && r.Outcome != knowledge.Copy {
			added = append(added, r.Path)
		}
	}
	t.app.note(ctx, "added", added...)
	if t.bar != nil {
		_ = t.bar.Add(len(t.batch)) // a bar that cannot be drawn stops nothing
	}
	t.stored += len(t.batch)
	t.batch, t.size = nil, 0
	return err
}

// clear takes the bar off the line that is written next.
func (t *taking) clear() {
	if t.bar != nil {
		_ = t.bar.Clear() // likewise
	}
}

// outcome is the line that tells what became of a document.
func outcome(r knowledge.Result) string {
	switch {
	case r.Err != nil:
		return fmt.Sprintf("refused: %s: %s", r.Path, r.Err)
	case r.Outcome == knowledge.Copy || r.Outcome == knowledge.NearCopy:
		return fmt.Sprintf("copy of %s: %s", r.Of, r.Path)
	}
	return fmt.Sprintf("%s: %s", r.Outcome, r.Path)
}

// fetcher fetches from public addresses and from the networks that are allowed.
func (a *app) fetcher() (*ingest.Fetcher, error) {
	var allowed []netip.Prefix
	for _, s := range a.AllowNetworks {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, usagef("ATTACHE_ALLOW_NETWORKS: %q is no network; write for example 10.1.0.0/16", s)
		}
		allowed = append(allowed, p)
	}
	return ingest.NewFetcher(allowed...), nil
}

// outcome writes one line on standard output. Names of files are written by
// strangers too.
func (a *app) outcome(format string, args ...any) {
	fmt.Fprintln(a.stdout, terminal.OneLine(fmt.Sprintf(format, args...)))
}

type removeCmd struct {
	Documents []string `arg:"" name:"DOCUMENT" help:"Paths or ids of ingested documents."`
}

// Run takes the documents out. One that cannot be does not keep the others.
func (c *removeCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	no := false
	for _, name := range c.Documents {
		path, err := remove(ctx, h.dossier, name)
		if err != nil {
			no = true
			a.outcome("refused: %s: %s", name, err)
			continue
		}
		a.outcome("removed: %s", path)
		a.note(ctx, "removed", path)
	}
	if no {
		return errNo
	}
	return nil
}

func remove(ctx context.Context, d *knowledge.Dossier, name string) (path string, err error) {
	doc, err := find(ctx, d, name)
	if err != nil {
		return "", err
	}
	if !doc.Ingested {
		return "", errors.New("it stands in the dossier's folder: delete the file there")
	}
	return doc.Path, d.Remove(ctx, doc.ID)
}
