package bleveindex

import (
	"context"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// Passages are ranked by BM25F: a term stands in a passage as often as it stands
// in its fields, each weighed and set against the field's usual length, and each
// further time counts for less. (bleve's own BM25 takes the number of distinct
// terms for the length of a field, so that its scores depend on how the segments
// lie, and it squares the rarity of terms.)
const (
	saturation = 1.2  // k1: how soon further occurrences stop to count
	normality  = 0.75 // b: how much the length of a field counts
)

// fieldWeights say what an occurrence in each of fields counts for.
var fieldWeights = [len(fields)]float64{1, 0.3, 0.2}

// rarity is how much a term tells that stands in df of count passages.
func rarity(df, count int) float64 {
	return math.Log1p((float64(count) - float64(df) + 0.5) / (float64(df) + 0.5))
}

// noMore is behind every passage's number.
const noMore = math.MaxUint64

// cursor runs through the passages in which a term stands in one field.
type cursor struct {
	reader index.TermFieldReader
	hit    index.TermFieldDoc
	number uint64  // of the passage it is at, noMore behind the last
	weight float64 // of an occurrence in a field of no length
	slope  float64 // what each term of the field's length adds to the divisor
}

// occurrences is what the term counts for in this field of the passage.
func (c *cursor) occurrences() float64 {
	length := 1 / (c.hit.Norm * c.hit.Norm)
	return c.weight * float64(c.hit.Freq) / (1 - normality + c.slope*length)
}

// seek moves to the first passage with this number or a higher one.
func (c *cursor) seek(number uint64, id index.IndexInternalID) error {
	if c.number >= number {
		return nil
	}
	if number == c.number+1 {
		return c.next()
	}
	return c.set(c.reader.Advance(id, c.hit.Reset()))
}

func (c *cursor) next() error { return c.set(c.reader.Next(c.hit.Reset())) }

func (c *cursor) set(hit *index.TermFieldDoc, err error) error {
	if err != nil {
		return err
	}
	c.number = noMore
	if hit != nil {
		c.number = hit.ID.Value()
	}
	return nil
}

// word runs through the passages in which a term stands in any field.
type word struct {
	cursors []cursor
	number  uint64  // of the passage it is at, noMore behind the last
	weight  float64 // the term's weight in the query times its rarity
	order   int     // of the term in the query
}

// bound is more than the term can add to any passage's score.
func (w *word) bound() float64 { return w.weight * (saturation + 1) }

// score is what the term adds to the score of the passage the word is at.
func (w *word) score() float64 {
	var n float64
	for i := range w.cursors {
		if w.cursors[i].number == w.number {
			n += w.cursors[i].occurrences()
		}
	}
	return w.weight * n * (saturation + 1) / (n + saturation)
}

// seek moves to the first passage with this number or a higher one.
func (w *word) seek(number uint64, id index.IndexInternalID) error {
	if w.number >= number {
		return nil
	}
	w.number = noMore
	for i := range w.cursors {
		if err := w.cursors[i].seek(number, id); err != nil {
			return err
		}
		w.number = min(w.number, w.cursors[i].number)
	}
	return nil
}

// word opens the cursors of a term. It is nil where the term stands nowhere.
func (s *snapshot) word(ctx context.Context, term string, boost float64) (*word, error) {
	w := &word{cursors: make([]cursor, 0, len(fields)), number: noMore}
	df := 0
	for i, field := range fields {
		reader, err := s.reader.TermFieldReader(ctx, []byte(term), field, true, true, false)
		if err != nil {
			w.close()
			return nil, err
		}
		n := int(reader.Count())
		if n == 0 {
			_ = reader.Close()
			continue
		}
		if i == 0 || df == 0 {
			df = n
		}
		w.cursors = append(w.cursors, cursor{
			reader: reader,
			weight: fieldWeights[i],
			slope:  normality * float64(s.count) / float64(max(s.lengths[i], 1)),
		})
		c := &w.cursors[len(w.cursors)-1]
		if err := c.next(); err != nil {
			w.close()
			return nil, err
		}
		w.number = min(w.number, c.number)
	}
	if len(w.cursors) == 0 {
		return nil, nil
	}
	w.weight = boost * rarity(df, s.count)
	return w, nil
}

func (w *word) close() {
	for i := range w.cursors {
		_ = w.cursors[i].reader.Close()
	}
}
