package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"attache/adapters/terminal"
	"attache/knowledge"
	"attache/knowledge/ingest"
)

type ingestCmd struct {
	Paths []string `arg:"" name:"PATH|URL" help:"Files, folders or addresses."`
}

// firstBatch is how many documents are stored before what became of them is told.
// Later batches are larger, since each has a cost that grows with the dossier.
const firstBatch = 32

// Run stores the documents and tells what became of each, one line each.
func (c *ingestCmd) Run(ctx context.Context, a *app) error {
	f, err := a.read(ctx, c.Paths)
	if err != nil {
		return err
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

// read reads files, folders and addresses, in the order they are given.
func (a *app) read(ctx context.Context, sources []string) (ingest.Folder, error) {
	fetcher, err := a.fetcher()
	if err != nil {
		return ingest.Folder{}, err
	}
	var all ingest.Folder
	for _, source := range sources {
		if !ingest.IsURL(source) {
			f, err := ingest.ReadPaths(ctx, []string{source})
			if err != nil {
				return all, usageError{err}
			}
			all.Documents, all.Refused = append(all.Documents, f.Documents...), append(all.Refused, f.Refused...)
			continue
		}
		over := a.tell("fetching %s", terminal.OneLine(source))
		got, err := fetcher.Fetch(ctx, source, ingest.Version{})
		over()
		var refusal *ingest.Refusal
		var later *ingest.LaterError
		switch {
		case errors.As(err, &refusal):
			all.Refused = append(all.Refused, refusal)
		case errors.As(err, &later):
			all.Refused = append(all.Refused, &ingest.Refusal{Path: source, Reason: later.Error() + "; try again later"})
		case err != nil:
			return all, err
		}
		all.Documents = append(all.Documents, got.Documents...)
	}
	return all, nil
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
