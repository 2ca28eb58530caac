package main

import (
	"context"
	"errors"
	"fmt"

	"attache/adapters/terminal"
	"attache/knowledge"
	"attache/knowledge/ingest"
)

type ingestCmd struct {
	Paths []string `arg:"" name:"PATH" help:"Files or folders."`
}

// firstBatch is how many documents are stored before what became of them is told.
// Later batches are larger, since each has a cost that grows with the dossier.
const firstBatch = 32

// Run stores the documents and tells what became of each, one line each.
func (c *ingestCmd) Run(ctx context.Context, a *app) error {
	f, err := ingest.ReadPaths(ctx, c.Paths)
	if err != nil {
		return usageError{err}
	}
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	no := len(f.Refused) > 0
	for _, r := range f.Refused {
		a.outcome("refused: %s: %s", r.Path, r.Reason)
	}
	docs := f.Documents
	for i := range docs {
		docs[i].Ingested = true
	}
	for size := firstBatch; len(docs) > 0; size *= 2 {
		batch := docs[:min(size, len(docs))]
		docs = docs[len(batch):]
		over := a.tell("storing %d documents, then %d more", len(batch), len(docs))
		results, err := h.dossier.Put(ctx, batch)
		over()
		for _, r := range results {
			no = no || r.Err != nil
			a.outcome("%s", outcome(r))
		}
		if err != nil {
			return err
		}
	}
	if no {
		return errNo
	}
	return nil
}

// outcome is the line that tells what became of a document.
func outcome(r knowledge.Result) string {
	switch {
	case r.Err != nil:
		return fmt.Sprintf("refused: %s: %s", r.Path, r.Err)
	case r.Outcome == knowledge.Copy:
		return fmt.Sprintf("copy of %s: %s", r.Of, r.Path)
	}
	return fmt.Sprintf("%s: %s", r.Outcome, r.Path)
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
