package eval_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/eval"
)

// TestExplain asserts that an explanation shows every candidate with the features
// and the signals that the answer was given by, in text and in JSON.
func TestExplain(t *testing.T) {
	d := open(t, sets["own-strait"].docs)
	q := eval.Question{ID: "s17", Question: "When is the report of the inquiry due?", Answers: []string{"end of September"}, Answerable: true}
	var text, raw bytes.Buffer
	if err := eval.Explain(t.Context(), &text, d.Ask, q); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"asks for time: answered", "signals:", "features:", "cover", "* 1 ", "04-refloated.txt"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the explanation has no %q:\n%s", want, text.String())
		}
	}
	if err := eval.ExplainJSON(t.Context(), &raw, d.Ask, q); err != nil {
		t.Fatal(err)
	}
	var x struct {
		Candidates []struct {
			Right    bool
			Features map[string]float64
		}
	}
	if err := json.Unmarshal(raw.Bytes(), &x); err != nil {
		t.Fatal(err)
	}
	if n := len(x.Candidates); n < 3 || !x.Candidates[0].Right || len(x.Candidates[0].Features) != len(knowledge.FeatureNames()) {
		t.Errorf("got %d candidates, want several, the first right and with every feature", n)
	}
}
