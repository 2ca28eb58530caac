package bleveindex

import (
	"bytes"
	"container/heap"
	"slices"
)

// found is a passage that may be among the best.
type found struct {
	number uint64
	score  float64
	id     []byte // read when it is needed
}

// top keeps the best passages, the worst of them first. Of two with the same
// score the one with the lesser id is better.
type top struct {
	snapshot *snapshot
	limit    int
	passages []found
	err      error // the first that reading an id gave
}

func (t *top) Len() int           { return len(t.passages) }
func (t *top) Swap(i, j int)      { t.passages[i], t.passages[j] = t.passages[j], t.passages[i] }
func (t *top) Less(i, j int) bool { return t.worse(&t.passages[i], &t.passages[j]) }
func (t *top) Push(x any)         { t.passages = append(t.passages, x.(found)) }
func (t *top) Pop() any {
	last := t.passages[len(t.passages)-1]
	t.passages = t.passages[:len(t.passages)-1]
	return last
}

func (t *top) worse(a, b *found) bool {
	if a.score != b.score {
		return a.score < b.score
	}
	return bytes.Compare(t.id(a), t.id(b)) > 0
}

func (t *top) id(f *found) []byte {
	if f.id == nil && t.err == nil {
		f.id, t.err = t.snapshot.id(f.number)
	}
	return f.id
}

// offer takes the passage in if it is among the best so far.
func (t *top) offer(f found) {
	switch {
	case len(t.passages) < t.limit:
		heap.Push(t, f)
	case t.worse(&t.passages[0], &f):
		t.passages[0] = f
		heap.Fix(t, 0)
	}
}

// least is the score below which a passage is not among the best.
func (t *top) least() float64 {
	if len(t.passages) < t.limit {
		return 0
	}
	return t.passages[0].score
}

// sorted returns the best passages, best first.
func (t *top) sorted() ([]found, error) {
	slices.SortFunc(t.passages, func(a, b found) int {
		switch {
		case t.worse(&b, &a):
			return -1
		case t.worse(&a, &b):
			return 1
		}
		return 0
	})
	return t.passages, t.err
}
