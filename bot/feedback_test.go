package bot_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"attache/bot"
)

// heard keeps opinions and open questions.
type heard struct {
	talk
	feedback   []bot.Feedback
	unanswered []bot.Unanswered
}

func (h *heard) Feedback(context.Context, time.Time, int) ([]bot.Feedback, error) {
	return h.feedback, nil
}

func (h *heard) Unanswered(context.Context, time.Time, int) ([]bot.Unanswered, error) {
	return h.unanswered, nil
}

func (h *heard) AddUnanswered(_ context.Context, u bot.Unanswered) error {
	h.unanswered = append(h.unanswered, u)
	return nil
}

func TestAdministratorsReadFeedbackAndWhatStayedUnanswered(t *testing.T) {
	_, d, _ := open(t)
	state := &heard{talk: talk{topics: map[bot.Place]bot.Topic{}}}
	at := time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)
	state.feedback = []bot.Feedback{{At: at, Place: bot.Place{Platform: "slack"}, Line: "/who Reyke", Verdict: bot.WrongPerson, Note: "his brother"}}
	admins, err := bot.ParsePersons("slack:U1, discord:9")
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(d, bot.Options{Now: func() time.Time { return at }, State: state, Admins: admins})
	b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U7", Line: "Who won the football match in Patagonia?"})
	b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U7", Line: "/ask Who won the football match in Patagonia?", Again: true}) // another page
	a := b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U1", Line: "/attache feedback"})
	var got []string
	for _, block := range a.Blocks {
		n := block.(bot.Notice)
		got = append(got, n.Text+" | "+n.Hint)
	}
	want := []string{"wrong person: /who Reyke | 2031-03-06 · slack · his brother",
		"not answered: /ask Who won the football match in Patagonia? | 2031-03-06 · slack"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if a.Visibility != bot.Private {
		t.Error("everybody in the channel reads it")
	}
	other := b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U7", Line: "/feedback"})
	if other.Err == nil || len(state.unanswered) != 1 {
		t.Errorf("others may read it: %v", other.Err)
	}
}

func TestWhoAdministersIsReadFromAList(t *testing.T) {
	got, err := bot.ParsePersons("slack:T1/U1 discord:9")
	want := []bot.Person{{Platform: "slack", Workspace: "T1", User: "U1"}, {Platform: "discord", User: "9"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, wrong := range []string{"U1", "slack:", ":U1", "slack:T1/"} {
		if _, err := bot.ParsePersons(wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}
