package bleveindex

import "github.com/blevesearch/bleve/v2"

// Bleve is the index that bleve keeps.
func (ix *Index) Bleve() bleve.Index { return ix.bleve }
