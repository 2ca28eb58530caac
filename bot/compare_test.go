package bot_test

import (
	"context"
	"testing"

	"attache/bot"
	"attache/knowledge"
)

// TestWhatDocumentsPutDifferentlyIsComparedAndToldInAnswers puts in a report that
// counts the points of the lease otherwise.
func TestWhatDocumentsPutDifferentlyIsComparedAndToldInAnswers(t *testing.T) {
	ctx := context.Background()
	b, d, _ := open(t)
	compared := b.Handle(ctx, bot.Request{Line: "/compare"})
	if !compared.Abstained || compared.Reason == "" || len(compared.Blocks) > 0 {
		t.Errorf("nothing differs, and it answers %+v", compared)
	}
	var docs []knowledge.Document
	for path, text := range map[string]string{
		"mail.txt":  "The quay\n\nThe lease that Ingrid Halvorsen and Tomas Reyke signed has 14 points on rent and repairs.\n",
		"paper.txt": "The wall\n\nIngrid Halvorsen and Tomas Reyke signed a 17-point lease on rent and repairs.\n",
	} {
		docs = append(docs, knowledge.NewDocument(path, text))
	}
	if _, err := d.Put(ctx, docs); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"/compare", "/compare repairs", "/compare Reyke", "how many points has the lease on rent and repairs?"} {
		found := sidesIn(b.Handle(ctx, bot.Request{Line: line}))
		if len(found) != 2 || found[0] != "14 points" || found[1] != "17-point" {
			t.Errorf("%s: sides %q", line, found)
		}
	}
	if found := sidesIn(b.Handle(ctx, bot.Request{Line: "/compare whales"})); found != nil {
		t.Errorf("whales: sides %q", found)
	}
}

// TestTopicsAreTakenAsTheyAreMeant types topics as people do: misspelt, in part, or
// about what no document has.
func TestTopicsAreTakenAsTheyAreMeant(t *testing.T) {
	b, _, _ := open(t)
	for _, test := range []struct {
		line       string
		understood string
		abstained  bool
	}{
		{"/origins Reyk", "Reyke", false},
		{"/origins halvorsen", "", false},
		{"/origins lease", "", false},
		{"/origins zebras", "", true},
		{"/compare zebras", "", true},
		{"/compare Reyk", "Reyke", true},
	} {
		a := b.Handle(context.Background(), bot.Request{Line: test.line})
		as := ""
		for _, u := range a.Understood {
			as = u.As
		}
		if a.Err != nil || a.Abstained != test.abstained || a.Abstained && a.Reason == "" || as != test.understood {
			t.Errorf("%s: abstained %v (%s), understood as %q, %v", test.line, a.Abstained, a.Reason, as, a.Err)
		}
	}
}

func sidesIn(a bot.Answer) []string {
	var out []string
	for _, block := range a.Blocks {
		if x, ok := block.(bot.Disagreements); ok {
			for _, d := range x.Disagreements {
				for _, s := range d.Sides {
					out = append(out, s.Value)
				}
			}
		}
	}
	return out
}
