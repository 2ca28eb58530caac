package bleveindex

import (
	"cmp"
	"context"
	"slices"

	index "github.com/blevesearch/bleve_index_api"

	"attache/knowledge"
)

// defaultLimit is how many hits a query gets that does not say.
const defaultLimit = 50

// Search returns the best passages, best first.
func (ix *Index) Search(ctx context.Context, q knowledge.Query) (hits []knowledge.Hit, err error) {
	err = ix.read(ctx, "search", func(s *snapshot) error {
		hits, err = s.search(ctx, q)
		return err
	})
	return hits, err
}

func (s *snapshot) search(ctx context.Context, q knowledge.Query) ([]knowledge.Hit, error) {
	words, err := s.words(ctx, q.Terms)
	defer func() {
		for _, w := range words {
			w.close()
		}
	}()
	if err != nil || len(words) == 0 {
		return nil, err
	}
	best := &top{snapshot: s, limit: cmp.Or(max(q.Limit, 0), defaultLimit)}
	r := ranking{words: words, best: best, scores: make([]float64, len(words))}
	if len(q.Docs) > 0 {
		err = r.among(ctx, s, q.Docs)
	} else {
		err = r.all(ctx)
	}
	if err != nil {
		return nil, err
	}
	return s.hits(best)
}

// words opens the terms of a query. A term that is given twice counts with its
// greater weight.
func (s *snapshot) words(ctx context.Context, terms []knowledge.Term) ([]*word, error) {
	boosts := make(map[string]float64, len(terms))
	for _, t := range terms {
		boosts[t.Text] = max(boosts[t.Text], t.Boost)
	}
	var words []*word
	for _, t := range terms {
		boost := boosts[t.Text]
		if boost <= 0 {
			continue
		}
		boosts[t.Text] = 0
		w, err := s.word(ctx, t.Text, boost)
		if err != nil {
			return words, err
		}
		if w != nil {
			w.order = len(words)
			words = append(words, w)
		}
	}
	return words, nil
}

// hits reads what is told of the best passages.
func (s *snapshot) hits(best *top) ([]knowledge.Hit, error) {
	passages, err := best.sorted()
	if err != nil {
		return nil, err
	}
	hits := make([]knowledge.Hit, 0, len(passages))
	for i := range passages {
		id := string(best.id(&passages[i]))
		p, err := s.place(passages[i].number)
		if err := cmp.Or(best.err, err); err != nil {
			return nil, err
		}
		hits = append(hits, knowledge.Hit{ID: knowledge.PassageID(id), Doc: p.doc, Span: p.span, Score: passages[i].score})
	}
	return hits, nil
}

// ranking finds the best passages in which any of the words stands.
type ranking struct {
	words  []*word
	best   *top
	scores []float64 // of the passage looked at, by word.order
	steps  int
}

// pollEvery is how many passages are looked at between two looks at the context.
const pollEvery = 1024

func (r *ranking) poll(ctx context.Context) error {
	if r.steps++; r.steps%pollEvery != 0 {
		return nil
	}
	return ctx.Err()
}

// among looks at every passage of the documents.
func (r *ranking) among(ctx context.Context, s *snapshot, docs []knowledge.DocID) error {
	numbers, err := s.numbersOf(ctx, docs)
	if err != nil {
		return err
	}
	var id index.IndexInternalID
	for _, number := range numbers {
		if err := r.poll(ctx); err != nil {
			return err
		}
		id = index.NewIndexInternalID(id, number)
		for _, w := range r.words {
			if err := w.seek(number, id); err != nil {
				return err
			}
			r.scores[w.order] = 0
			if w.number == number {
				r.scores[w.order] = w.score()
			}
		}
		r.offer(number)
	}
	return nil
}

// all looks at the passages of all documents, and only at those that can still be
// among the best: words that could not lift a passage there by themselves are
// looked up for the passages of the others, not followed (the MaxScore method of
// Turtle and Flood, 1995).
func (r *ranking) all(ctx context.Context) error {
	slices.SortFunc(r.words, func(a, b *word) int {
		return cmp.Or(cmp.Compare(a.bound(), b.bound()), cmp.Compare(a.order, b.order))
	})
	bounds := make([]float64, len(r.words)) // what the words up to each can add together
	var sum float64
	for i, w := range r.words {
		sum += w.bound()
		bounds[i] = sum
	}
	followed := 0 // index of the first word that is followed
	var id index.IndexInternalID
	for {
		if err := r.poll(ctx); err != nil {
			return err
		}
		least := r.best.least()
		for followed < len(bounds) && bounds[followed] < least {
			followed++
		}
		number := uint64(noMore)
		for _, w := range r.words[followed:] {
			number = min(number, w.number)
		}
		if number == noMore {
			return nil
		}
		id = index.NewIndexInternalID(id, number)
		if err := r.look(number, id, followed, bounds, least); err != nil {
			return err
		}
		id = index.NewIndexInternalID(id, number+1)
		for _, w := range r.words[followed:] {
			if err := w.seek(number+1, id); err != nil {
				return err
			}
		}
	}
}

// look scores one passage, as far as it can still be among the best.
func (r *ranking) look(number uint64, id index.IndexInternalID, followed int, bounds []float64, least float64) error {
	var sum float64
	clear(r.scores)
	for _, w := range r.words[followed:] {
		if w.number == number {
			r.scores[w.order] = w.score()
			sum += r.scores[w.order]
		}
	}
	for i := followed - 1; i >= 0; i-- {
		if sum+bounds[i] < least {
			return nil
		}
		w := r.words[i]
		if err := w.seek(number, id); err != nil {
			return err
		}
		if w.number == number {
			r.scores[w.order] = w.score()
			sum += r.scores[w.order]
		}
	}
	r.offer(number)
	return nil
}

// offer sums up in the order of the query, so that equal passages have equal
// scores in whatever order their words were looked at.
func (r *ranking) offer(number uint64) {
	var score float64
	for _, s := range r.scores {
		score += s
	}
	if score > 0 {
		r.best.offer(found{number: number, score: score})
	}
}
