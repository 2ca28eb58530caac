package bot_test

import (
	"context"
	"testing"

	"attache/bot"
)

func TestAPartThatNoDocumentHasIsSaidToBeAbsent(t *testing.T) {
	b, _, _ := open(t)
	for _, line := range []string{"/numbers", "/scenarios", "/precedents", "/perspectives", "/perspectives lease", "/takeaways", "/next"} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err != nil || !a.Abstained || a.Reason == "" {
			t.Errorf("%s: %+v", line, a)
		}
	}
}

func TestABriefTellsWhatHappened(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Line: "/brief"})
	parts := map[string]int{}
	for _, block := range a.Blocks {
		if items, ok := block.(bot.Items); ok {
			for _, item := range items.Items {
				parts[item.Part]++
				if len(item.Citations) == 0 {
					t.Errorf("%s without a citation", item.Part)
				}
			}
		}
	}
	if a.Err != nil || parts["happened"] == 0 || parts["latest"] == 0 || parts["person"] == 0 || parts["number"] != 0 {
		t.Errorf("parts %v, %v", parts, a.Err)
	}
}
