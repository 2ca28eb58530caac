package knowledge_test

import (
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// TestAskTable answers with the row of a table that holds what is asked for, and
// never with its head.
func TestAskTable(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"sheet.md": "# Mill fire: figures\n\nUpdated 7 March 2025\n\n| Figure | What it is |\n| --- | --- |\n| 1,400 | weavers on strike, according to the union |\n| 33 days | length of the last strike |\n| 7% | rise that the union wants |\n",
		"page.txt": "The mill of Lodva burned down on 2 March 2025, the fire brigade said. Nobody was hurt.\n",
	}))
	for question, want := range map[string]string{
		"how many are on strike":               "| 1,400 | weavers on strike, according to the union |",
		"How long was the last strike?":        "| 33 days | length of the last strike |",
		"What percentage does the union want?": "| 7% | rise that the union wants |",
		"what percentage does the uniion want": "| 7% | rise that the union wants |",
	} {
		found, err := d.Ask(t.Context(), question, 1)
		if err != nil {
			t.Fatal(err)
		}
		if found.Verdict != knowledge.Answered || len(found.Quotes) != 1 || found.Quotes[0].Citations[0].Text != want {
			t.Errorf("%q: %v, %v, want %q", question, found.Verdict, found.Quotes, want)
		}
	}
}

// TestAskFrequentSlip reads a word as it was meant that many misspell alike.
func TestAskFrequentSlip(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"page.txt": "The tram costs 186 million pounds. The government pays 60 percent of it.\n",
	}))
	found, err := d.Ask(t.Context(), "how much does the goverment pay", 1)
	if err != nil {
		t.Fatal(err)
	}
	if found.Verdict != knowledge.Answered || len(found.Understood) != 1 || found.Understood[0].As != "government" {
		t.Errorf("%v, understood %v", found.Verdict, found.Understood)
	}
}
