package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/eval"
)

func TestReadQuestions(t *testing.T) {
	got, err := eval.ReadQuestions(strings.NewReader(`{"id": "a", "question": "Who?", "answers": ["X"], "answerable": true, "documents": ["00"]}

{"question": "When?", "answerable": false}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.Question{{ID: "a", Question: "Who?", Answers: []string{"X"}, Answerable: true, Documents: []string{"00"}}, {ID: "3", Question: "When?"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := eval.ReadQuestions(strings.NewReader("{}\n{broken")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a broken line gives %v, want its number", err)
	}
}

// quoting answers every question with the same quotations.
func quoting(verdict knowledge.Verdict, texts ...string) eval.Asker {
	return func(context.Context, string, int) (knowledge.Evidence, error) {
		e := knowledge.Evidence{Verdict: verdict}
		for _, text := range texts {
			e.Quotes = append(e.Quotes, knowledge.Evidenced{Citations: []knowledge.Citation{{Source: knowledge.Source{Path: "01-a.txt"}, Text: text}}})
		}
		return e, nil
	}
}

func TestRunCounts(t *testing.T) {
	questions := []eval.Question{
		{ID: "first", Answerable: true, Answers: []string{"the  HARBOUR"}},
		{ID: "second", Answerable: true, Answers: []string{"ferries"}, Documents: []string{"01"}},
		{ID: "elsewhere", Answerable: true, Answers: []string{"ferries"}, Documents: []string{"02"}},
		{ID: "never", Answerable: false},
	}
	for verdict, want := range map[knowledge.Verdict]eval.Figures{
		knowledge.Answered: {Answerable: 3, Found1: 1, Found3: 2, Unanswerable: 1, WronglyAnswered: 1},
		knowledge.Near:     {Answerable: 3, Found1: 1, Found3: 2, WronglyAbstained: 3, Unanswerable: 1},
	} {
		r, err := eval.Run(t.Context(), quoting(verdict, "near the\nharbour", "two ferries"), questions)
		if err != nil {
			t.Fatal(err)
		}
		if r.All != want {
			t.Errorf("verdict %d: got %+v, want %+v", verdict, r.All, want)
		}
	}
}

func TestRunStopsAtErrors(t *testing.T) {
	broken := errors.New("the store is gone")
	_, err := eval.Run(t.Context(), func(context.Context, string, int) (knowledge.Evidence, error) { return knowledge.Evidence{}, broken }, []eval.Question{{ID: "q7"}})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "q7") {
		t.Errorf("got %v, want the question and what went wrong", err)
	}
}

func TestFitRankerLearns(t *testing.T) {
	var good, bad knowledge.Features
	good[0], bad[1] = 1, 1
	samples := []eval.Sample{{Quotes: []knowledge.Features{bad, good}, Right: []bool{false, true}, Weight: 1}}
	before := knowledge.Features{0, 1}
	if got := samples[0].Rank(before); got != 2 {
		t.Fatalf("rank %d before learning, want 2", got)
	}
	if got := samples[0].Rank(eval.FitRanker(samples, before, .01)); got != 1 {
		t.Errorf("rank %d after learning, want 1", got)
	}
}

func TestFitAnswerLearns(t *testing.T) {
	samples := make([]eval.Sample, 2)
	samples[0].Signals[0], samples[0].Question.Answerable, samples[0].Weight = 1, true, 1
	samples[1].Signals[1], samples[1].Weight = 1, 1
	w := eval.FitAnswer(samples, knowledge.Signals{}, .01)
	if yes, no := samples[0].Probability(w), samples[1].Probability(w); yes < .9 || no > .1 {
		t.Errorf("probabilities %.2f and %.2f, want nearly 1 and 0", yes, no)
	}
}
