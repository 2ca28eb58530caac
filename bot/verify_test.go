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

func TestVerifyKnowsWhatStoodThereBefore(t *testing.T) {
	b, d, _ := open(t)
	doc, err := d.Find(t.Context(), "notes.txt")
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(doc.Text, "The eastern")
	quote := doc.Cite(knowledge.Span{Start: at, End: len(doc.Text) - 1})
	if _, err := d.Put(t.Context(), []knowledge.Document{knowledge.NewDocument("notes.txt", strings.Replace(doc.Text, "11", "12", 1))}); err != nil {
		t.Fatal(err)
	}
	a := b.Handle(t.Context(), bot.Request{Line: "/verify " + quote.ID})
	if a.Err != nil || a.Abstained || len(a.Blocks) != 2 {
		t.Fatalf("%+v", a)
	}
	if q := a.Blocks[0].(bot.Quotes); q.Quotes[0].Citations[0].Text != quote.Text {
		t.Errorf("%+v", q)
	}
	if n := a.Blocks[1].(bot.Notice); !strings.Contains(n.Text, "until") || !strings.Contains(n.Hint, "revised") {
		t.Errorf("%+v", n)
	}
}

func TestDifferenceWordsAreFew(t *testing.T) {
	from, to := strings.Repeat("same old ", 40), strings.Repeat("same new ", 40)
	if got := bot.DifferenceWords(knowledge.Wording(from, to)); len(got) > 700 || !strings.Contains(got, "more differences") {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}
