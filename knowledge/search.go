package knowledge

import "context"

// Verdict tells how well the evidence answers the question.
type Verdict uint8

// The verdicts.
const (
	Answered Verdict = iota
	Near             // the nearest evidence, no answer
	Nothing
)

// Evidence is what the dossier has on a question.
type Evidence struct {
	Quotes     []Evidenced
	Verdict    Verdict
	Reason     string
	Understood []Reading
}

// Evidenced is one quotation that bears on a question.
type Evidenced struct {
	Citations []Citation // the first is shown, the others say nearly the same
	Marks     []Span
	Score     float64
}

// Reading tells what a typed word was taken for.
type Reading struct{ Typed, As string }

// Ask finds the evidence for a question.
func (d *Dossier) Ask(ctx context.Context, question string, limit int) (Evidence, error) {
	return Evidence{Verdict: Nothing, Reason: "The dossier does not say."}, nil
}
