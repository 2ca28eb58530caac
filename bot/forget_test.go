package bot_test

import (
	"strings"
	"testing"
	"time"

	"attache/bot"
)

func TestWhoeverAsksIsForgotten(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe")
	m.say("/ask who invented the zeppelin?")
	other := request("/ask who invented the telegraph?")
	other.User = "V"
	m.bot.Handle(t.Context(), other)
	a := m.say("/forget")
	if got := told(a); !strings.Contains(got, "Erased: 3 things") || a.Visibility != bot.Private {
		t.Errorf("%s, want the question, the subscription and who made it", got)
	}
	open, err := m.state.Unanswered(t.Context(), time.Unix(0, 0), 10)
	if err != nil || len(open) != 1 || open[0].User != "V" {
		t.Errorf("left: %+v, %v", open, err)
	}
	if got := told(m.say("/digest list")); !strings.Contains(got, "1. at 08:00") {
		t.Errorf("the channel's digest is gone: %s", got)
	}
}
