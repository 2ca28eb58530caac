package bleveindex

import "github.com/blevesearch/bleve/v2"

// Bleve is the index that bleve keeps.
func (ix *Index) Bleve() bleve.Index { return ix.bleve }

// Segments is how many parts the index consists of.
func (ix *Index) Segments() (n int, err error) {
	err = ix.withSnapshot(func(s *snapshot) error {
		n = len(s.segments)
		return nil
	})
	return n, err
}
