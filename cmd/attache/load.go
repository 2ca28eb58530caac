package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"attache/bot"
	"attache/knowledge"
)

const (
	// firstPart is how many new documents are read before the first of them answer;
	// each part that follows is twice as long, up to largestPart: to make a part
	// answer takes longer the more there are.
	firstPart, largestPart = 8, 512
)

// loading is a folder of documents that is being read. It is safe for concurrent
// use.
type loading struct {
	total int
	read  atomic.Int64
	done  chan struct{} // closed when all is read, or when that has failed
	err   error         // of that; to be looked at when done is closed
}

// load reads the folder in the background, a part at a time: what is read so far
// answers. It returns when all is read, or when that takes a while.
func (h *house) load(ctx context.Context, run func(func())) error {
	l := &loading{total: len(h.folder.Documents), done: make(chan struct{})}
	h.loading = l
	run(func() {
		defer close(l.done)
		if l.err = h.loadParts(ctx, l); l.err != nil && ctx.Err() == nil {
			h.log.Error("the folder cannot be stored", "why", l.err)
		}
	})
	soon := time.NewTimer(patience)
	defer soon.Stop()
	select {
	case <-l.done:
		return l.err
	case <-ctx.Done():
		return ctx.Err()
	case <-soon.C:
		return nil
	}
}

// loadParts puts what the dossier does not have, part by part, and makes it hold
// exactly the folder's documents in the end.
func (h *house) loadParts(ctx context.Context, l *loading) error {
	there := map[knowledge.DocID]bool{}
	for _, doc := range h.dossier.Documents() {
		there[doc.ID] = true
	}
	var fresh []knowledge.Document
	for _, doc := range h.folder.Documents {
		if !there[doc.ID] {
			fresh = append(fresh, doc)
		}
	}
	l.read.Store(int64(l.total - len(fresh)))
	for n := firstPart; len(fresh) > firstPart; n = min(2*n, largestPart) {
		part := fresh[:min(n, len(fresh))]
		fresh = fresh[len(part):]
		if _, err := h.dossier.Put(ctx, part); err != nil {
			return err
		}
		l.read.Add(int64(len(part)))
	}
	return h.replace(ctx)
}

// replace makes the dossier hold exactly the folder's documents, besides those that
// were ingested.
func (h *house) replace(ctx context.Context) error {
	results, err := h.dossier.Replace(ctx, h.folder.Documents)
	h.became(ctx, results)
	return err
}

// became tells of documents that could not be stored, and keeps in the trail which
// have left the folder: the next digest says so once.
func (h *house) became(ctx context.Context, results []knowledge.Result) {
	var left []string
	for _, r := range results {
		switch {
		case r.Err != nil:
			h.log.Error("not stored", "document", r.Path, "why", r.Err)
		case r.Outcome == knowledge.Left:
			left = append(left, r.Path)
		}
	}
	h.note(ctx, "removed", left...)
}

// progress is how far the folder is read.
func (h *house) progress() bot.Progress {
	if h.loading == nil {
		return bot.Progress{}
	}
	select {
	case <-h.loading.done:
		return bot.Progress{}
	default:
		return bot.Progress{Read: int(h.loading.read.Load()), Total: h.loading.total}
	}
}

// loaded waits until the folder is read, and reports whether it is.
func (h *house) loaded(ctx context.Context) bool {
	select {
	case <-h.loading.done:
		return h.loading.err == nil
	case <-ctx.Done():
		return false
	}
}

// summary says how many documents there are and where they come from, or how far
// they are read.
func (h *house) summary(folder string) string {
	where := "built in"
	if folder != "" {
		where = folder
	}
	if p := h.progress(); p.Total > 0 {
		return fmt.Sprintf("reading %d documents (%s): those that are read answer meanwhile", p.Total, where)
	}
	n := len(h.dossier.Documents())
	if n == 1 {
		return "1 document (" + where + ")"
	}
	return fmt.Sprintf("%d documents (%s)", n, where)
}
