package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"attache/knowledge"
)

// explained is how many candidates an explanation shows.
const explained = 50

// explanation is how one question was answered.
type explanation struct {
	Question   Question           `json:"question"`
	Kind       string             `json:"kind"`
	Verdict    string             `json:"verdict"`
	Reason     string             `json:"reason,omitempty"`
	Signals    map[string]float64 `json:"signals"` // what the verdict was given by
	Candidates []explainedUnit    `json:"candidates"`
}

type explainedUnit struct {
	Right    bool               `json:"right"`
	Score    float64            `json:"score"`
	Document string             `json:"document"`
	Text     string             `json:"text"`
	Features map[string]float64 `json:"features"`
}

var verdicts = map[knowledge.Verdict]string{knowledge.Answered: "answered", knowledge.Near: "nearest evidence", knowledge.Nothing: "nothing"}

func explain(ctx context.Context, ask Asker, q Question) (explanation, error) {
	e, err := ask(ctx, q.Question, explained)
	if err != nil {
		return explanation{}, fmt.Errorf("question %s: %w", q.ID, err)
	}
	out := explanation{Question: q, Kind: e.Kind.String(), Verdict: verdicts[e.Verdict], Reason: e.Reason, Signals: named(knowledge.SignalNames(), e.Signals[:])}
	for _, quote := range e.Quotes {
		first := quote.Citations[0]
		out.Candidates = append(out.Candidates, explainedUnit{q.Right(quote.Citations), quote.Score, first.Path, first.Text, named(knowledge.FeatureNames(), quote.Features[:])})
	}
	return out, nil
}

func named(names []string, values []float64) map[string]float64 {
	out := make(map[string]float64, len(names))
	for i, name := range names {
		out[name] = values[i]
	}
	return out
}

// ExplainJSON asks one question and writes every candidate with its features as
// one JSON object.
func ExplainJSON(ctx context.Context, w io.Writer, ask Asker, q Question) error {
	x, err := explain(ctx, ask, q)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(x)
}

// Explain asks one question and writes every candidate, those that are right with
// a star, and all its features that are not zero.
func Explain(ctx context.Context, w io.Writer, ask Asker, q Question) error {
	x, err := explain(ctx, ask, q)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\nasks for %s: %s. %s\n", q.ID, q.Question, x.Kind, x.Verdict, x.Reason)
	writeValues(&b, "signals", knowledge.SignalNames(), x.Signals)
	for i, c := range x.Candidates {
		mark := " "
		if c.Right {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s%2d %.3f %s: %s\n", mark, i+1, c.Score, c.Document, knowledge.OneLine(c.Text))
		writeValues(&b, "    features", knowledge.FeatureNames(), c.Features)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// writeValues writes names and values in the order of the names.
func writeValues(b *strings.Builder, title string, names []string, values map[string]float64) {
	fmt.Fprintf(b, "%s:", title)
	for _, name := range names {
		if v := values[name]; v != 0 {
			fmt.Fprintf(b, "  %s %.2f", name, v)
		}
	}
	b.WriteByte('\n')
}
