package knowledge

import (
	"context"
	"errors"
	"iter"
)

// ErrNotFound is what a Store answers for a document that it does not hold.
var ErrNotFound = errors.New("no such document")

// ErrStale is what a Store answers for a document that only other versions of the
// program read: their facts may mean other things to this one.
var ErrStale = errors.New("its facts were read by another version of attache")

// Store keeps the documents and what was read in them. It is the truth: an Index
// can be rebuilt from it. A document is in it whole or not at all, also after a
// crash at any moment. It is safe for concurrent use, also by several processes.
type Store interface {
	// Put stores the document with its facts, in the place of any document with
	// the same path.
	Put(ctx context.Context, doc Document, facts Facts) error
	// Delete takes documents out with all that was read in them and the texts that
	// they had before; ids that it does not hold are no error.
	Delete(ctx context.Context, ids ...DocID) error
	// Document returns one document, or ErrNotFound.
	Document(ctx context.Context, id DocID) (Document, error)
	// Facts returns what this version of the program read in one document, or
	// ErrNotFound or ErrStale.
	Facts(ctx context.Context, id DocID) (Facts, error)
	// PutFacts stores what this version reads in a document that the store holds,
	// beside what others read. It is no change of the documents.
	PutFacts(ctx context.Context, id DocID, facts Facts) error
	// Stale returns the documents that only other versions read.
	Stale(ctx context.Context) ([]DocID, error)
	// DropStale deletes what other versions read. One that still works reads again
	// what it needs.
	DropStale(ctx context.Context) error
	// Documents yields every document in order of path, without its Text.
	Documents(ctx context.Context) iter.Seq2[Document, error]
	// Versions returns the texts that the document at a path had before, the latest
	// first.
	Versions(ctx context.Context, path string) ([]Version, error)
	// Version returns the text that some document had under an id of before, or
	// ErrNotFound.
	Version(ctx context.Context, id DocID) (Version, error)
	// Revision changes with every change to the store, whichever process makes it.
	Revision(ctx context.Context) (int64, error)
	// Close releases what the store holds open.
	Close() error
}
