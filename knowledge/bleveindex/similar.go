package bleveindex

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"
)

// DocFreq is in how many passages each term stands; for a term that stands in
// headings or titles alone, how many passages have it there.
func (ix *Index) DocFreq(ctx context.Context, terms []string) (counts []int, err error) {
	err = ix.read(ctx, "frequency", func(s *snapshot) error {
		for _, term := range terms {
			n, err := s.docFreq(ctx, term)
			if err != nil {
				return err
			}
			counts = append(counts, n)
		}
		return nil
	})
	return counts, err
}

func (s *snapshot) docFreq(ctx context.Context, term string) (int, error) {
	for _, field := range fields {
		reader, err := s.reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
		if err != nil {
			return 0, err
		}
		n := int(reader.Count())
		if err := reader.Close(); err != nil || n > 0 {
			return n, err
		}
	}
	return 0, nil
}

// Similar returns indexed terms that a slip of the finger makes of the term: one
// letter put in, left out, changed or swapped with its neighbour, two in longer
// terms. Most frequent first. Numbers have none, and neither have terms of one or
// two letters: there every other term is similar.
func (ix *Index) Similar(ctx context.Context, term string, limit int) (similar []string, err error) {
	n := utf8.RuneCountInString(term)
	if n < 3 || limit <= 0 || !utf8.ValidString(term) || strings.ContainsFunc(term, unicode.IsDigit) {
		return nil, nil
	}
	distance := 1
	if n > 5 {
		distance = 2
	}
	err = ix.read(ctx, "similar", func(s *snapshot) error {
		similar, err = s.similar(ctx, term, distance)
		return err
	})
	return similar[:min(len(similar), limit)], err
}

var errFuzzy = errors.New("bleve gave an index that cannot look for similar terms")

func (s *snapshot) similar(ctx context.Context, term string, distance int) ([]string, error) {
	counts := make(map[string]int)
	reader, ok := s.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil, errFuzzy
	}
	for _, field := range fields {
		terms, err := reader.FieldDictFuzzy(field, term, distance, "")
		if err != nil {
			return nil, err
		}
		if err := collect(counts, terms); err != nil {
			return nil, err
		}
	}
	delete(counts, term)
	similar := make([]string, 0, len(counts))
	for t := range counts {
		n, err := s.docFreq(ctx, t)
		if err != nil {
			return nil, err
		}
		if counts[t] = n; n > 0 { // words of deleted passages stay in the dictionary for a while
			similar = append(similar, t)
		}
	}
	slices.SortFunc(similar, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return similar, nil
}

func collect(counts map[string]int, terms index.FieldDict) error {
	for {
		t, err := terms.Next()
		if err != nil || t == nil {
			return errors.Join(err, terms.Close())
		}
		counts[t.Term] = 0
	}
}
