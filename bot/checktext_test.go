package bot_test

import (
	"testing"

	"attache/bot"
)

func TestATextIsCheckedSentenceBySentence(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(t.Context(), bot.Request{Line: "/check The lease has 14 points. Bananas are cheap in Patagonia this winter."})
	var got []string
	for _, block := range a.Blocks {
		switch x := block.(type) {
		case bot.Notice:
			got = append(got, x.Text+" "+x.Hint)
		case bot.Quotes:
			if !x.Near {
				got = append(got, x.Quotes[0].Citations[0].Text)
			}
		}
	}
	want := []string{"“The lease has 14 points.” What the dossier says on it:", "The lease has 14 points.",
		"“Bananas are cheap in Patagonia this winter.” The dossier has nothing on this."}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %q, want %q", i, got[i], want[i])
		}
	}
}
