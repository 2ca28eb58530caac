package eval

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"attache/knowledge"
)

// Sample is what a question gives to learn from.
type Sample struct {
	Question Question
	Quotes   []knowledge.Features
	Right    []bool // of the quotes
	Signals  knowledge.Signals
	Weight   float64 // how often it counts
}

// Collect asks every question and gathers what its answers were ranked by.
func Collect(ctx context.Context, ask Asker, questions []Question) ([]Sample, error) {
	var out []Sample
	for _, q := range questions {
		e, err := ask(ctx, q.Question, explained)
		if err != nil {
			return nil, err
		}
		s := Sample{Question: q, Signals: e.Signals, Weight: 1}
		for _, quote := range e.Quotes {
			s.Quotes = append(s.Quotes, quote.Features)
			s.Right = append(s.Right, q.Answerable && q.Right(quote.Citations))
		}
		out = append(out, s)
	}
	return out, nil
}

// Fold says in which of n parts of a cross-validation a question lies, in parts that
// are others in every round. Questions about one article lie in one part.
func (s *Sample) Fold(n, round int) int {
	h := fnv.New32a()
	key := s.Question.ID
	if len(s.Question.Documents) > 0 {
		key, _, _ = strings.Cut(s.Question.Documents[0], "-") // the article, or the subject
		if key[0] > '9' {
			key = s.Question.Documents[0]
		}
	}
	fmt.Fprint(h, round, "/", key)
	return int(h.Sum32() >> 3 % uint32(n)) // the lowest bits mix least
}

// Steps and rate of the descents. Both problems are convex or nearly so; that of
// the answer stops early, before it learns by heart.
const (
	rankSteps   = 400
	answerSteps = 150
	rate        = .05
)

// descent is Adam (Kingma and Ba, 2015), which needs no tuning of its steps.
type descent struct {
	weights, mean, square []float64
	step                  int
}

func newDescent(start []float64) *descent {
	return &descent{weights: slices.Clone(start), mean: make([]float64, len(start)), square: make([]float64, len(start))}
}

func (d *descent) move(gradient []float64) {
	d.step++
	for i, g := range gradient {
		d.mean[i] = .9*d.mean[i] + .1*g
		d.square[i] = .999*d.square[i] + .001*g*g
		m := d.mean[i] / (1 - math.Pow(.9, float64(d.step)))
		v := d.square[i] / (1 - math.Pow(.999, float64(d.step)))
		d.weights[i] -= rate * m / (math.Sqrt(v) + 1e-8)
	}
}

// FitRanker learns weights that put right quotations first: the likelihood that a
// right one is drawn where each is drawn by the exponential of its score. pull
// draws the weights towards those that are there, against learning by heart.
func FitRanker(samples []Sample, start knowledge.Features, pull float64) knowledge.Features {
	d := newDescent(start[:])
	gradient := make([]float64, len(start))
	for range rankSteps {
		for i := range gradient {
			gradient[i] = pull * (d.weights[i] - start[i])
		}
		for i := range samples {
			samples[i].rankGradient(d.weights, gradient)
		}
		d.move(gradient)
	}
	return knowledge.Features(d.weights)
}

func (s *Sample) rankGradient(weights, gradient []float64) {
	if !slices.Contains(s.Right, true) {
		return
	}
	likely := make([]float64, len(s.Quotes))
	most := math.Inf(-1)
	for i := range s.Quotes {
		likely[i] = dot(weights, s.Quotes[i][:])
		most = max(most, likely[i])
	}
	var all, right float64
	for i := range likely {
		likely[i] = math.Exp(likely[i] - most)
		all += likely[i]
		if s.Right[i] {
			right += likely[i]
		}
	}
	for i := range s.Quotes {
		g := likely[i] / all
		if s.Right[i] {
			g -= likely[i] / right
		}
		g *= s.Weight
		for k, v := range s.Quotes[i] {
			gradient[k] += g * v
		}
	}
}

// FitAnswer learns by logistic regression whether signals are those of an answer.
func FitAnswer(samples []Sample, start knowledge.Signals, pull float64) knowledge.Signals {
	d := newDescent(start[:])
	gradient := make([]float64, len(start))
	for range answerSteps {
		for i := range gradient {
			gradient[i] = pull * (d.weights[i] - start[i])
		}
		for i := range samples {
			s := &samples[i]
			g := s.Probability(knowledge.Signals(d.weights))
			if s.Question.Answerable {
				g--
			}
			for k, v := range s.Signals {
				gradient[k] += s.Weight * g * v
			}
		}
		d.move(gradient)
	}
	return knowledge.Signals(d.weights)
}

// Probability is how likely the weights hold it that the question is answered.
func (s *Sample) Probability(weights knowledge.Signals) float64 {
	return 1 / (1 + math.Exp(-dot(weights[:], s.Signals[:])))
}

// Rank is the place, counted from 1, that the weights give to the best right
// quotation; 0 where none is right.
func (s *Sample) Rank(weights knowledge.Features) int {
	scores := make([]float64, len(s.Quotes))
	best := math.Inf(-1)
	for i := range s.Quotes {
		scores[i] = dot(weights[:], s.Quotes[i][:])
		if s.Right[i] {
			best = max(best, scores[i])
		}
	}
	if math.IsInf(best, -1) {
		return 0
	}
	rank := 1
	for _, score := range scores {
		if score > best {
			rank++
		}
	}
	return rank
}

func dot(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
