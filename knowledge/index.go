package knowledge

import "context"

// Index finds passages by their words. It is a cache of the Store: delete it and
// it is rebuilt. It is safe for concurrent use.
type Index interface {
	// Put indexes passages, replacing those with the same id. When it returns, a
	// Search that begins afterwards finds them.
	Put(ctx context.Context, passages []IndexedPassage) error
	// Delete takes out every passage of the documents.
	Delete(ctx context.Context, docs ...DocID) error
	// Search returns the best passages, best first. Scores can be compared within
	// one result only. Ties are broken by id, so that the order is always the same.
	Search(ctx context.Context, q Query) ([]Hit, error)
	// Terms analyses words as the index does: folded, stemmed, without stop words.
	Terms(text string) []string
	// DocFreq is in how many passages each analysed term stands.
	DocFreq(ctx context.Context, terms []string) ([]int, error)
	// Similar returns indexed terms that are within one or two letters of the
	// analysed term, most frequent first, at most limit.
	Similar(ctx context.Context, term string, limit int) ([]string, error)
	// Count is how many passages the index holds.
	Count(ctx context.Context) (int, error)
	// Marker and SetMarker keep one small value with the index: the revision of the
	// store that it was last brought up to.
	Marker(ctx context.Context) (string, error)
	SetMarker(ctx context.Context, value string) error
	// Close releases what the index holds open.
	Close() error
}

// IndexedPassage is a passage with the words it is found by.
type IndexedPassage struct {
	Passage
	Text    string // the passage as it stands in the document
	Heading string // the headings that govern it, a line each
	Title   string // the document's title
}

// Query is a search over passages.
type Query struct {
	Terms []Term
	Docs  []DocID // only in these documents; empty for all
	Limit int     // at most this many hits; 0 means 50
}

// Term is one analysed term and its weight; terms are alternatives, not all of
// them need to stand in a passage.
type Term struct {
	Text  string
	Boost float64 // 1 for a word of the question, less for one that was put beside it
}

// Hit is a passage that was found.
type Hit struct {
	ID    PassageID
	Doc   DocID
	Span  Span
	Score float64
}
