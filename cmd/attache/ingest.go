package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"attache/knowledge"
)

type ingestCmd struct {
	Paths []string `arg:"" name:"PATH" help:"Files or folders."`
}

// Run stores the documents and tells what became of each, one line each.
func (c *ingestCmd) Run(ctx context.Context, a *app) error {
	f, err := a.gather(ctx, c.Paths)
	if err != nil {
		return err
	}
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	for i := range f.documents {
		f.documents[i].Ingested = true
	}
	results, err := h.dossier.Put(ctx, f.documents)
	no := len(f.refused) > 0
	for _, r := range f.refused {
		fmt.Fprintf(a.stdout, "refused: %s: %s\n", r.path, r.err)
	}
	for _, r := range results {
		no = no || r.Err != nil
		fmt.Fprintln(a.stdout, outcome(r))
	}
	switch {
	case err != nil:
		return err
	case no:
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
			fmt.Fprintf(a.stdout, "refused: %s: %s\n", name, err)
			continue
		}
		fmt.Fprintf(a.stdout, "removed: %s\n", path)
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

func sortByPath(reports []report) {
	slices.SortStableFunc(reports, func(a, b report) int { return cmp.Compare(a.path, b.path) })
}
