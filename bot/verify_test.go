package bot_test

import (
	"strings"
	"testing"

	"attache/bot"
	"attache/knowledge"
)

func TestVerifyTellsWhereWordsStandOrHowTheNearestDiffers(t *testing.T) {
	b, d, _ := open(t)
	docs := d.Documents()
	doc, err := d.Document(t.Context(), docs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	analysis, err := d.Analysis(t.Context(), doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	sentence := doc.Cite(analysis.Sentences[len(analysis.Sentences)/2].Span)
	for _, line := range []string{"/verify " + sentence.Text, `/verify "` + sentence.Text + `"`, "/verify " + sentence.ID} {
		a := b.Handle(t.Context(), bot.Request{Line: line})
		quotes, ok := a.Blocks[0].(bot.Quotes)
		if a.Abstained || !ok || quotes.Quotes[0].Citations[0].Text != sentence.Text {
			t.Errorf("%s: %+v", line, a)
		}
	}
	words := strings.Fields(sentence.Text)
	words[1] = "xylophone"
	a := b.Handle(t.Context(), bot.Request{Line: "/verify " + strings.Join(words, " ")})
	if !a.Abstained || len(a.Blocks) != 2 {
		t.Fatalf("it stands nowhere: %+v", a)
	}
	if near := a.Blocks[0].(bot.Quotes); !near.Near || near.Quotes[0].Citations[0].Text != sentence.Text {
		t.Errorf("nearest is %+v, want %q", near, sentence.Text)
	}
	if says := a.Blocks[1].(bot.Notice).Text; !strings.Contains(says, "where you have “xylophone”") {
		t.Errorf("it says %q, and not what differs", says)
	}
	if a := b.Handle(t.Context(), bot.Request{Line: "/verify"}); a.Err == nil {
		t.Errorf("nothing to verify: %+v", a)
	}
}

func TestDifferenceWordsAreFew(t *testing.T) {
	from, to := strings.Repeat("same old ", 40), strings.Repeat("same new ", 40)
	if got := bot.DifferenceWords(knowledge.Wording(from, to)); len(got) > 700 || !strings.Contains(got, "more differences") {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}
