package ingest

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"slices"
	"sync"

	"attache/knowledge"
)

// Reader reads a folder of documents again and again. Of a file whose bytes are
// what they were it knows what it read in them, so that only what changed takes
// time. It keeps the documents with their texts. The zero Reader has read nothing; a
// Reader is for one goroutine at a time.
type Reader struct {
	files map[string]reading
}

// reading is what was read in a file. It is never changed.
type reading struct {
	sum     [sha256.Size]byte // of the file's bytes
	docs    []knowledge.Document
	refused *Refusal
}

// ReadFolder is as the function of that name. Where the error is not nil, the Reader
// knows what it knew before.
func (r *Reader) ReadFolder(ctx context.Context, fsys fs.FS) (Folder, error) {
	var mu sync.Mutex
	files := map[string]reading{}
	f, err := readFolder(ctx, fsys, func(fsys fs.FS, p string) ([]knowledge.Document, *Refusal) {
		raw, refused := rawOf(fsys, p)
		if refused != nil {
			return nil, refused
		}
		now := reading{sum: sha256.Sum256(raw)}
		if before, ok := r.files[p]; ok && before.sum == now.sum {
			now = before
		} else {
			now.docs, now.refused = parse(p, raw)
		}
		mu.Lock()
		files[p] = now
		mu.Unlock()
		return slices.Clone(now.docs), now.refused // what dossier.yaml overrides is not kept
	})
	if err == nil {
		r.files = files
	}
	return f, err
}
