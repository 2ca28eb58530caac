// Package eval asks a dossier questions whose answers are known and counts what
// it gets right.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"attache/knowledge"
)

// Question is one question and what a right answer to it holds.
type Question struct {
	ID         string   `json:"id"`
	Question   string   `json:"question"`
	Answers    []string `json:"answers"` // one of them stands in a right quotation, whatever the case and the white space
	Answerable bool     `json:"answerable"`
	Documents  []string `json:"documents"` // prefixes of the file names that a right quotation comes from; none for any
}

// ReadQuestions reads questions, one JSON object a line.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var out []Question
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if q.ID == "" {
			q.ID = fmt.Sprint(n)
		}
		out = append(out, q)
	}
	return out, lines.Err()
}

// Asker answers questions: [knowledge.Dossier.Ask], or something else that gives
// the same.
type Asker func(ctx context.Context, question string, limit int) (knowledge.Evidence, error)

// depth is how many quotations are looked at.
const depth = 3

// Run asks every question and judges the answers. It stops at the first error.
func Run(ctx context.Context, ask Asker, questions []Question) (Report, error) {
	r := Report{Kinds: map[string]*Figures{}}
	for _, q := range questions {
		start := time.Now()
		e, err := ask(ctx, q.Question, depth)
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		r.add(outcomeOf(q, e, time.Since(start)))
	}
	return r, nil
}

// Outcome is what became of one question.
type Outcome struct {
	Question Question      `json:"question"`
	Kind     string        `json:"kind"`
	Answered bool          `json:"answered"`
	Rank     int           `json:"rank"` // of the first right quotation, counted from 1; 0 for none
	Best     string        `json:"best"`
	Took     time.Duration `json:"-"`
}

func outcomeOf(q Question, e knowledge.Evidence, took time.Duration) Outcome {
	o := Outcome{Question: q, Kind: e.Kind.String(), Answered: e.Verdict == knowledge.Answered, Took: took}
	for i, quote := range e.Quotes {
		if i == 0 {
			o.Best = quote.Citations[0].Text
		}
		if o.Rank == 0 && q.Right(quote.Citations) {
			o.Rank = i + 1
		}
	}
	return o
}

// Right reports whether the first of the citations, the one that is shown, holds
// an answer, and one of them comes from a document that it may come from.
func (q *Question) Right(citations []knowledge.Citation) bool {
	if !q.fromRightDocument(citations) {
		return false
	}
	text := fold(citations[0].Text)
	for _, a := range q.Answers {
		if a = fold(a); a != "" && strings.Contains(text, a) {
			return true
		}
	}
	return false
}

func (q *Question) fromRightDocument(citations []knowledge.Citation) bool {
	for _, c := range citations {
		for _, d := range q.Documents {
			if strings.HasPrefix(c.Path, d) {
				return true
			}
		}
	}
	return len(q.Documents) == 0
}

func fold(s string) string { return strings.ToLower(knowledge.OneLine(s)) }
