package bot_test

import (
	"testing"

	"attache/bot"
)

// TestExactlyWhatWasTyped: a spelling that was taken for another is said with a way
// back, and the way back takes it for none.
func TestExactlyWhatWasTyped(t *testing.T) {
	b, _, _ := open(t)
	ask := func(line string) bot.Answer { return b.Handle(t.Context(), bot.Request{Line: line}) }
	for line, exactly := range map[string]string{
		"/who halvorson":             "/who “halvorson”",
		"/who Halvorsen":             "",
		"/who the union leader":      "", // a description is no spelling
		"/who Хальворсен":            "", // nor is another alphabet
		"what did Halvorson say?":    "/ask what did “Halvorson” say?",
		"/timeline halvorson":        "/timeline “halvorson”",
		"/origins Halvorson":         "/origins “Halvorson”",
		"/who “halvorson”":           "",
		"/ask what did “Reike” say?": "",
	} {
		a := ask(line)
		if a.Exactly != exactly {
			t.Errorf("%s: the way back is %q, not %q (%v)", line, a.Exactly, exactly, a.Understood)
		}
		if exactly == "" {
			continue
		}
		if len(a.Understood) == 0 {
			t.Errorf("%s: nothing is said of what it was taken for", line)
		}
		if back := ask(exactly); len(back.Understood) > 0 || !back.Abstained {
			t.Errorf("%s: %+v", exactly, back)
		}
	}
	if label := ask("/who halvorson").NotSo(); label != "No, exactly “halvorson”" {
		t.Error(label)
	}
}
