package bleveindex

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"

	"attache/knowledge"
)

const (
	// batchPassages and batchBytes are how much is kept in memory before it becomes
	// a segment of the index: large enough that the cost of a segment is shared,
	// small enough that the memory it takes does not show.
	batchPassages = 1000
	batchBytes    = 2 << 20
	// maxSmall is how many small segments an index in memory may have, where bleve
	// does not merge them.
	maxSmall = 16
)

// Put indexes passages, replacing those with the same id. They are written in
// large batches; a Search that comes before writes what is there.
func (ix *Index) Put(ctx context.Context, passages []knowledge.IndexedPassage) error {
	a := newAnalyser()
	entries := make([]entry, 0, min(len(passages), batchPassages))
	for len(passages) > 0 {
		n := min(len(passages), batchPassages)
		entries = entries[:0]
		for i := range passages[:n] {
			entries = append(entries, newEntry(a, &passages[i]))
		}
		passages = passages[n:]
		if err := ix.write(ctx, "put", func() error { return ix.add(entries) }); err != nil {
			return err
		}
	}
	return nil
}

// Delete takes out every passage of the documents.
func (ix *Index) Delete(ctx context.Context, docs ...knowledge.DocID) error {
	return ix.write(ctx, "delete", func() error {
		if err := ix.flush(); err != nil {
			return err
		}
		s, err := ix.snapshot()
		if err != nil {
			return err
		}
		defer s.close()
		ids, gone, err := s.passagesOf(ctx, docs)
		if err != nil || len(ids) == 0 {
			return err
		}
		batch := ix.bleve.NewBatch()
		for _, id := range ids {
			batch.Delete(id)
			delete(ix.small, id)
		}
		batch.SetInternal(lengthsKey, encodeLengths(s.lengths.plus(gone, -1)))
		return ix.bleve.Batch(batch)
	})
}

// write runs f as the only writer.
func (ix *Index) write(ctx context.Context, what string, f func() error) error {
	ix.open.RLock()
	defer ix.open.RUnlock()
	ix.writing.Lock()
	defer ix.writing.Unlock()
	err := ctx.Err()
	if err == nil && ix.closed {
		err = ErrClosed
	}
	if err == nil {
		err = f()
	}
	if err != nil {
		return fmt.Errorf("index %s: %s: %w", ix.name, what, err)
	}
	return nil
}

// add makes entries pending, and writes what is pending when it is much.
func (ix *Index) add(entries []entry) error {
	for _, e := range entries {
		ix.bytes += e.bytes - ix.pending[e.id].bytes
		ix.pending[e.id] = e
	}
	ix.unread.Store(len(ix.pending) > 0)
	if len(ix.pending) < batchPassages && ix.bytes < batchBytes {
		return nil
	}
	return ix.flush()
}

// flush writes what is pending. After an error it is still pending.
func (ix *Index) flush() error {
	if len(ix.pending) == 0 {
		return nil
	}
	if ix.memory {
		ix.collectSmall()
	}
	s, err := ix.snapshot()
	if err != nil {
		return err
	}
	defer s.close()
	replaced, err := s.lengthsOf(ix.pending)
	if err != nil {
		return err
	}
	total := s.lengths.plus(replaced, -1)
	batch := ix.bleve.NewBatch()
	for _, e := range ix.pending {
		if err := batch.IndexAdvanced(e.document()); err != nil {
			return err
		}
		total = total.plus(e.lengths, 1)
	}
	batch.SetInternal(lengthsKey, encodeLengths(total))
	if err := ix.bleve.Batch(batch); err != nil {
		return err
	}
	ix.unread.Store(false)
	ix.bytes = 0
	clear(ix.pending)
	return nil
}

// collectSmall keeps the segments of an index in memory few. bleve merges those
// on disk; here what stands in small ones is put once more, all together, when
// they have become many.
func (ix *Index) collectSmall() {
	for id := range ix.pending {
		delete(ix.small, id)
	}
	if len(ix.pending) >= batchPassages {
		return
	}
	if ix.batches++; ix.batches > maxSmall {
		maps.Copy(ix.pending, ix.small)
		ix.batches = 0
		clear(ix.small)
	}
	if len(ix.pending) < batchPassages {
		maps.Copy(ix.small, ix.pending)
	}
}

func encodeLengths(l lengths) []byte {
	var b []byte
	for _, n := range l {
		b = binary.AppendVarint(b, int64(n))
	}
	return b
}

func decodeLengths(b []byte) (l lengths, err error) {
	for i := range l {
		v, size := binary.Varint(b)
		if size <= 0 {
			return lengths{}, errPlace
		}
		l[i], b = int(v), b[size:]
	}
	return l, nil
}
