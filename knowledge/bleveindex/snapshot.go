package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"attache/knowledge"
)

// snapshot is the index as it is at one moment. Passages are numbered in it, from
// 0, over all segments.
type snapshot struct {
	reader   index.IndexReader
	segments []*scorch.SegmentSnapshot
	starts   []uint64 // the number of each segment's first passage
	count    int      // of passages, without those that were deleted
	lengths  lengths  // of all passages together
}

var errScorch = errors.New("bleve gave an index of another kind")

// snapshot opens a snapshot; the caller closes it.
func (ix *Index) snapshot() (*snapshot, error) {
	inner, err := ix.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	s := &snapshot{reader: reader}
	if err := s.load(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *snapshot) load() error {
	root, ok := s.reader.(*scorch.IndexSnapshot)
	if !ok {
		return errScorch
	}
	s.segments = root.Segments()
	var next uint64
	for _, segment := range s.segments {
		s.starts = append(s.starts, next)
		next += uint64(segment.FullSize())
	}
	count, err := s.reader.DocCount()
	if err != nil {
		return err
	}
	s.count = int(count)
	value, err := s.reader.GetInternal(lengthsKey)
	if err == nil && value != nil {
		s.lengths, err = decodeLengths(value)
	}
	return err
}

// close releases the files of the snapshot. It cannot fail in a way that matters
// to who only read.
func (s *snapshot) close() { _ = s.reader.Close() }

// read runs f on the index as it is now, with all that was put before.
func (ix *Index) read(ctx context.Context, what string, f func(s *snapshot) error) error {
	if ix.unread.Load() {
		if err := ix.write(ctx, what, ix.flush); err != nil {
			return err
		}
	}
	ix.open.RLock()
	defer ix.open.RUnlock()
	err := ctx.Err()
	if err == nil && ix.closed {
		err = ErrClosed
	}
	if err == nil {
		err = ix.withSnapshot(f)
	}
	if err != nil {
		return fmt.Errorf("index %s: %s: %w", ix.name, what, err)
	}
	return nil
}

func (ix *Index) withSnapshot(f func(s *snapshot) error) error {
	s, err := ix.snapshot()
	if err != nil {
		return err
	}
	defer s.close()
	return f(s)
}

// locate returns the segment of a passage and the passage's number in it.
func (s *snapshot) locate(number uint64) (*scorch.SegmentSnapshot, uint64) {
	i := sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > number }) - 1
	return s.segments[i], number - s.starts[i]
}

// id is the id of a passage. The bytes are the index's own.
func (s *snapshot) id(number uint64) ([]byte, error) {
	segment, local := s.locate(number)
	return segment.DocID(local)
}

// place reads where a passage stands.
func (s *snapshot) place(number uint64) (p place, err error) {
	found := false
	segment, local := s.locate(number)
	visit := func(field string, _ byte, value []byte, _ []uint64) bool {
		if field != placeField {
			return true
		}
		found = true
		p, err = decodePlace(value)
		return false
	}
	if verr := segment.VisitDocument(local, visit); verr != nil {
		return place{}, verr
	}
	if err == nil && !found {
		err = errPlace
	}
	return p, err
}

// lengthsOf sums up the lengths of those passages that the index holds.
func (s *snapshot) lengthsOf(entries map[string]entry) (sum lengths, err error) {
	if s.count == 0 {
		return sum, nil
	}
	ids := make([]string, 0, len(entries))
	for id := range entries {
		ids = append(ids, id)
	}
	held, err := s.reader.DocIDReaderOnly(ids)
	if err != nil {
		return sum, err
	}
	defer held.Close()
	for {
		id, err := held.Next()
		if err != nil || id == nil {
			return sum, err
		}
		p, err := s.place(id.Value())
		if err != nil {
			return sum, err
		}
		sum = sum.plus(p.lengths, 1)
	}
}

// passagesOf returns the ids of all passages of the documents, and the sum of
// their lengths.
func (s *snapshot) passagesOf(ctx context.Context, docs []knowledge.DocID) (ids []string, sum lengths, err error) {
	numbers, err := s.numbersOf(ctx, docs)
	if err != nil {
		return nil, sum, err
	}
	for _, number := range numbers {
		id, err := s.id(number)
		if err != nil {
			return nil, sum, err
		}
		p, err := s.place(number)
		if err != nil {
			return nil, sum, err
		}
		ids = append(ids, string(id))
		sum = sum.plus(p.lengths, 1)
	}
	return ids, sum, nil
}

// numbersOf returns the numbers of all passages of the documents, in order.
func (s *snapshot) numbersOf(ctx context.Context, docs []knowledge.DocID) ([]uint64, error) {
	var numbers []uint64
	for _, doc := range docs {
		reader, err := s.reader.TermFieldReader(ctx, []byte(doc), docField, false, false, false)
		if err != nil {
			return nil, err
		}
		numbers, err = appendNumbers(numbers, reader)
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

func appendNumbers(numbers []uint64, reader index.TermFieldReader) ([]uint64, error) {
	defer reader.Close()
	var hit index.TermFieldDoc
	for {
		found, err := reader.Next(hit.Reset())
		if err != nil || found == nil {
			return numbers, err
		}
		numbers = append(numbers, found.ID.Value())
	}
}
