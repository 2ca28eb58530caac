package main

import (
	"context"
	"fmt"
	"os"

	"attache/knowledge/eval"
)

type evalCmd struct {
	File           string  `arg:"" name:"FILE.jsonl" help:"Questions with their answers, one JSON object a line: id, question, answers, answerable, documents."`
	JSON           bool    `name:"json" help:"The report as JSON, with every outcome."`
	Verbose        bool    `short:"v" help:"Every outcome below the figures."`
	Explain        string  `placeholder:"ID" help:"Instead of figures, every candidate for the question with this id, with every feature that it was ranked by."`
	Found1         float64 `name:"found1" placeholder:"SHARE" help:"Exit 1 where the first quotation is right less often, 0 to 1."`
	Found3         float64 `name:"found3" placeholder:"SHARE" help:"Exit 1 where one of the first three is right less often."`
	WrongAbstained float64 `name:"wrongly-abstained" default:"1" placeholder:"SHARE" help:"Exit 1 where more answerable questions are abstained from."`
	WrongAnswered  float64 `name:"wrongly-answered" default:"1" placeholder:"SHARE" help:"Exit 1 where more unanswerable questions are answered."`
}

// Run asks every question of the file and reports what was right.
func (c *evalCmd) Run(ctx context.Context, a *app) error {
	file, err := os.Open(c.File)
	if err != nil {
		return usageError{err}
	}
	defer file.Close()
	questions, err := eval.ReadQuestions(file)
	if err != nil {
		return usagef("%s: %w", c.File, err)
	}
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	if c.Explain != "" {
		return c.explain(ctx, a, h.dossier.Ask, questions)
	}
	defer a.tell("asking %d questions", len(questions))()
	report, err := eval.Run(ctx, h.dossier.Ask, questions)
	if err != nil {
		return err
	}
	if c.JSON {
		err = report.WriteJSON(a.stdout)
	} else {
		err = report.WriteText(a.stdout, c.Verbose)
	}
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return c.judge(a, report.All)
}

// explain shows how one question was answered.
func (c *evalCmd) explain(ctx context.Context, a *app, ask eval.Asker, questions []eval.Question) error {
	for _, q := range questions {
		if q.ID != c.Explain {
			continue
		}
		if c.JSON {
			return eval.ExplainJSON(ctx, a.stdout, ask, q)
		}
		return eval.Explain(ctx, a.stdout, ask, q)
	}
	return usagef("%s has no question with the id %s", c.File, c.Explain)
}

// judge holds the figures against the thresholds.
func (c *evalCmd) judge(a *app, f eval.Figures) error {
	below := false
	hold := func(what string, n, of int, good bool) {
		if !good {
			below = true
			fmt.Fprintf(a.stderr, "attache: %s: %d of %d is not good enough\n", what, n, of)
		}
	}
	hold("found@1", f.Found1, f.Answerable, share(f.Found1, f.Answerable) >= c.Found1)
	hold("found@3", f.Found3, f.Answerable, share(f.Found3, f.Answerable) >= c.Found3)
	hold("wrongly abstained", f.WronglyAbstained, f.Answerable, share(f.WronglyAbstained, f.Answerable) <= c.WrongAbstained)
	hold("wrongly answered", f.WronglyAnswered, f.Unanswerable, share(f.WronglyAnswered, f.Unanswerable) <= c.WrongAnswered)
	if below {
		return errNo
	}
	return nil
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
