// Package bleveindex finds passages with bleve: an inverted index on disk or in
// memory behind [knowledge.Index]. bleve keeps the terms, how often they stand
// where, and the files; how text becomes terms and how passages are ranked is
// decided here.
package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"

	"attache/knowledge"
)

var (
	// ErrBroken is what [Open] answers for an index that cannot be read or was
	// written in another form: delete its folder and build it again.
	ErrBroken = errors.New("the index cannot be read")
	// ErrInUse is what [Open] answers while another process has the index open.
	ErrInUse = errors.New("the index is open in another process")
	// ErrClosed is what a closed index answers.
	ErrClosed = errors.New("the index is closed")
)

// form names how passages are cut, analysed and stored. An index of another form
// is broken: formVersion is to be raised with every change of the analysis, of the
// fields or of the values below.
var form = fmt.Sprintf("%d-%d", knowledge.FactsVersion, formVersion)

const formVersion = 1

// Keys of the values that are kept beside the passages.
var (
	formKey    = []byte("form")
	lengthsKey = []byte("lengths") // of all passages together
	markerKey  = []byte("marker")
)

// Index is a [knowledge.Index] over one bleve index.
type Index struct {
	name   string // for errors
	bleve  bleve.Index
	memory bool

	open   sync.RWMutex // held for reading by whoever uses bleve, for writing by Close
	closed bool

	writing sync.Mutex // guards what follows, and every change of bleve
	pending map[string]entry
	bytes   int              // of the pending passages' texts
	unread  atomic.Bool      // something is pending; set under writing, read without
	small   map[string]entry // memory only: what stands in small segments
	batches int              // memory only: how many small segments there are
}

var _ knowledge.Index = (*Index)(nil)

// Open opens the index in the folder path, or makes one there. The error is
// [ErrBroken] or [ErrInUse] where that is what is wrong.
func Open(path string) (*Index, error) {
	ix, err := open(path)
	switch {
	case err == nil:
		return ix, nil
	case errors.Is(err, bolt.ErrTimeout):
		err = ErrInUse
	case !errors.Is(err, os.ErrPermission):
		err = fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return nil, fmt.Errorf("index %s: %w", path, err)
}

func open(path string) (ix *Index, err error) {
	defer func() {
		// Damaged files make the reader of segments panic.
		if r := recover(); r != nil {
			ix, err = nil, fmt.Errorf("%v", r)
		}
	}()
	if empty(path) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		return create(path)
	}
	b, err := bleve.OpenUsing(path, runtimeConfig())
	if err != nil {
		return nil, err
	}
	ix = newIndex(path, b)
	if err := ix.checkForm(); err != nil {
		b.Close()
		return nil, err
	}
	return ix, nil
}

// OpenMemory makes an index that is gone when it is closed.
func OpenMemory() (*Index, error) {
	ix, err := create("")
	if err != nil {
		return nil, fmt.Errorf("index in memory: %w", err)
	}
	return ix, nil
}

// create makes a new index in the folder path, or in memory where it is empty.
func create(path string) (*Index, error) {
	b, err := bleve.NewUsing(path, indexMapping(), scorch.Name, scorch.Name, runtimeConfig())
	if err != nil {
		return nil, err
	}
	ix := newIndex(path, b)
	if err := b.SetInternal(formKey, []byte(form)); err != nil {
		b.Close()
		return nil, err
	}
	return ix, nil
}

func newIndex(path string, b bleve.Index) *Index {
	ix := &Index{name: path, bleve: b, memory: path == "", pending: make(map[string]entry), small: make(map[string]entry)}
	if ix.memory {
		ix.name = "in memory"
	}
	return ix
}

// runtimeConfig makes opening an index that another process holds fail instead
// of waiting.
func runtimeConfig() map[string]any { return map[string]any{"bolt_timeout": "200ms"} }

// indexMapping is static: the fields are made in field.go, bleve maps nothing.
func indexMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	return m
}

// empty reports whether nothing stands at path.
func empty(path string) bool {
	files, err := os.ReadDir(path)
	return errors.Is(err, os.ErrNotExist) || err == nil && len(files) == 0
}

func (ix *Index) checkForm() error {
	value, err := ix.bleve.GetInternal(formKey)
	if err != nil {
		return err
	}
	if string(value) != form {
		return fmt.Errorf("it has form %q, not %q", value, form)
	}
	return nil
}

// Close writes what is pending and releases the files.
func (ix *Index) Close() error {
	ix.open.Lock()
	defer ix.open.Unlock()
	if ix.closed {
		return nil
	}
	ix.closed = true
	ix.writing.Lock()
	defer ix.writing.Unlock()
	if err := errors.Join(ix.flush(), ix.bleve.Close()); err != nil {
		return fmt.Errorf("index %s: close: %w", ix.name, err)
	}
	return nil
}

// Count is how many passages the index holds.
func (ix *Index) Count(ctx context.Context) (n int, err error) {
	err = ix.read(ctx, "count", func(s *snapshot) error {
		n = s.count
		return nil
	})
	return n, err
}

// Marker returns the value that SetMarker set last, "" where it never did.
func (ix *Index) Marker(ctx context.Context) (marker string, err error) {
	err = ix.read(ctx, "marker", func(s *snapshot) error {
		value, err := s.reader.GetInternal(markerKey)
		marker = string(value)
		return err
	})
	return marker, err
}

// SetMarker sets the value that Marker returns. It is on disk only when all that
// was put before is.
func (ix *Index) SetMarker(ctx context.Context, value string) error {
	return ix.write(ctx, "marker", func() error {
		if err := ix.flush(); err != nil {
			return err
		}
		return ix.bleve.SetInternal(markerKey, []byte(value))
	})
}
