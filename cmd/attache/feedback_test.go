package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
)

// TestFeedbackIsWrittenAsQuestions keeps opinions as a platform's adapter does, and
// asks them again.
func TestFeedbackIsWrittenAsQuestions(t *testing.T) {
	dir := t.TempDir()
	attache := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("attache", args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil && cmd.ProcessState.ExitCode() != statusNo {
			t.Fatalf("attache %v: %v", args, err)
		}
		return string(out)
	}
	var answer struct{ Quotes []struct{ ID, Text string } }
	if err := json.Unmarshal([]byte(attache("say", "--json", "how many points has the plan?")), &answer); err != nil {
		t.Fatal(err)
	}
	state, err := sqlstate.Open(t.Context(), filepath.Join(dir, "data", stateFile), dossierID, sqlstate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for _, err := range []error{
		state.AddFeedback(t.Context(), bot.Feedback{At: now.Add(-2 * time.Minute), User: "U1", Line: "/ask how many points has the plan?", Shown: []string{answer.Quotes[0].ID}, Verdict: bot.Good}),
		state.AddFeedback(t.Context(), bot.Feedback{At: now.Add(-time.Minute), User: "U1", Line: "/ask who leads the talks?", Verdict: bot.NotAnAnswer, Note: "it is Rubio"}),
		state.AddFeedback(t.Context(), bot.Feedback{At: now, User: "U1", Line: "/who Kushner", Verdict: bot.WrongPerson}),
		state.AddUnanswered(t.Context(), bot.Unanswered{At: now, User: "U2", Line: "/ask who won the cup?"}),
		state.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got := attache("feedback")
	right, err := json.Marshal(answer.Quotes[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"f001","question":"how many points has the plan?","answers":[` + string(right) + `],"answerable":true,"documents":[],"verdict":"good"}
{"id":"f002","question":"who leads the talks?","answers":[],"answerable":true,"documents":[],"verdict":"not the answer","note":"it is Rubio"}
{"id":"f003","question":"who won the cup?","answers":[],"answerable":false,"documents":[],"verdict":"not answered"}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	file := filepath.Join(dir, "questions.jsonl")
	if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
		t.Fatal(err)
	}
	if report := attache("eval", file); !strings.Contains(report, "found@1") {
		t.Errorf("they cannot be asked: %s", report)
	}
}
