package bot_test

import (
	"context"
	"strings"
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

func TestABriefSaysWhatIsAbsent(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Line: "/brief"})
	last, ok := a.Blocks[len(a.Blocks)-1].(bot.Notice)
	if !ok || !strings.Contains(last.Text, "No document lists key numbers.") {
		t.Errorf("the last block is %+v", a.Blocks[len(a.Blocks)-1])
	}
}

func TestProfileAndBriefSayWhoIsLinked(t *testing.T) {
	b, _, _ := open(t)
	for _, line := range []string{"/who Halvorsen", "/brief"} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		for _, l := range a.Relations.Links {
			if l.Count < 1 || l.A >= l.B || l.B >= len(a.Relations.Names) {
				t.Errorf("%s: link %+v of %d names", line, l, len(a.Relations.Names))
			}
		}
		if a.Err != nil || len(a.Relations.Links) == 0 {
			t.Errorf("%s: relations %+v, %v", line, a.Relations, a.Err)
		}
	}
}
