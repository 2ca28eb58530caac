package adaptertest

import (
	"context"
	"fmt"
	"testing"

	"attache/bot"
	"attache/knowledge"
)

func TestAnswersAndHostileHoldEveryKindOfBlock(t *testing.T) {
	for name, list := range map[string][]Named{"answers": Answers(), "hostile": Hostile()} {
		kinds, names := Kinds{}, map[string]bool{}
		for _, n := range list {
			kinds.Count(n.Answer)
			if names[n.Name] {
				t.Errorf("%s: two are called %q", name, n.Name)
			}
			names[n.Name] = true
		}
		if len(kinds) != 10 {
			t.Errorf("%s: kinds of blocks %v, want all 10", name, kinds)
		}
	}
}

type texts map[knowledge.DocID]string

func (t texts) Text(_ context.Context, id knowledge.DocID) (string, error) {
	if s, ok := t[id]; ok {
		return s, nil
	}
	return "", fmt.Errorf("no document %s", id)
}

func TestQuotesOfTheInventedDossierVerify(t *testing.T) {
	all := texts{}
	for _, d := range Documents() {
		all[d.ID] = d.Text
	}
	for _, n := range []Named{{"ask", ask()}, {"abstained", askAbstained()}, {"cyrillic", askCyrillic()}} {
		for _, b := range n.Answer.Blocks {
			quotes, ok := b.(bot.Quotes)
			if !ok {
				continue
			}
			for _, q := range quotes.Quotes {
				for _, c := range q.Citations {
					if err := knowledge.Verify(t.Context(), all, c); err != nil {
						t.Errorf("%s: %v", n.Name, err)
					}
				}
			}
		}
	}
}
