package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge/eval"
)

type feedbackCmd struct {
	Days int `default:"90" help:"How many days back."`
}

// feedbackAtMost is how many opinions and questions are written.
const feedbackAtMost = 100_000

// judged is a question for "attache eval" with what a reader said of its answer.
type judged struct {
	eval.Question
	Verdict string `json:"verdict,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Run writes what readers asked and thought of the answers as questions that
// "attache eval" asks, the oldest first. Who asked is left out. What was right in a
// wrong answer's place, the keeper of the dossier fills in.
func (c *feedbackCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	state, err := sqlstate.Open(ctx, a.statePath(), dossierID, sqlstate.Options{})
	if err != nil {
		return err
	}
	defer state.Close()
	since := time.Now().AddDate(0, 0, -c.Days)
	given, err := state.Feedback(ctx, since, feedbackAtMost)
	if err != nil {
		return err
	}
	open, err := state.Unanswered(ctx, since, feedbackAtMost)
	if err != nil {
		return err
	}
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	for _, q := range judgedQuestions(ctx, h, given, open) {
		if err := out.Encode(q); err != nil {
			return fmt.Errorf("write the questions: %w", err)
		}
	}
	return nil
}

// judgedQuestions are the questions among the lines that were judged or stayed
// unanswered.
func judgedQuestions(ctx context.Context, h *house, given []bot.Feedback, open []bot.Unanswered) []judged {
	var out []judged
	for _, f := range slices.Backward(given) {
		q, ok := strings.CutPrefix(f.Line, "/ask ")
		if !ok {
			continue
		}
		j := judged{Question: eval.Question{Question: q, Answers: []string{}, Answerable: true, Documents: []string{}}, Verdict: string(f.Verdict), Note: f.Note}
		if f.Verdict == bot.Good {
			j.Answers = h.quoted(ctx, f.Shown)
		}
		out = append(out, j)
	}
	for _, u := range slices.Backward(open) {
		if q, ok := strings.CutPrefix(u.Line, "/ask "); ok {
			out = append(out, judged{Question: eval.Question{Question: q, Answers: []string{}, Documents: []string{}}, Verdict: "not answered"})
		}
	}
	for i := range out {
		out[i].ID = fmt.Sprintf("f%03d", i+1)
	}
	return out
}

// quoted is the text of the first of the quotations that can still be found.
func (h *house) quoted(ctx context.Context, ids []string) []string {
	for _, id := range ids {
		if c, err := h.dossier.Cited(ctx, id); err == nil {
			return []string{c.Text}
		}
	}
	return []string{}
}
