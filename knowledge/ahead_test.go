package knowledge_test

import (
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// pipeline is a page without a date of its own that looks far ahead.
const pipeline = `Pipeline standoff pulls two neighbours to the brink

In early 2027, Sarvia and Oltenia slid from a price dispute into an open standoff. Both aim to be free of imported gas by 2050.

Draft memorandum would keep the Kessel valve under Sarvian control until 2030. Talks were held by Feb. 12 on four days.

Timeline

  1. Lausanne Round Opens After Refusal

    Diplomacy

    Lindqvist receives Radu in Lausanne three days after the Brava refusal.

  2. Oltenia Turns Down Memorandum in Brava

    Diplomacy

    The president refuses the clause on the valve.

  3. Secret Memorandum Drafted in Vienna

    Negotiation

    Lindqvist and Petrov spent Jan. 14-16 in Vienna drafting a memorandum that would keep the Kessel valve under Sarvian control until 2030.
`

// TestWhatATextLooksAheadToDatesNothing: a year that only ends what is told, or that
// is awaited, is not when it happened, and gives no year to other dates.
func TestWhatATextLooksAheadToDatesNothing(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": pipeline}))
	drafted := false
	for _, e := range everything(t, d) {
		if e.When.From.Year > 2027 && e.Status == knowledge.Happened {
			t.Errorf("%v: %s", e.When.From, e.Citations[0].Text)
		}
		if strings.Contains(e.Citations[0].Text, "spent Jan. 14-16") {
			drafted = e.When.From == knowledge.Date{Year: 2027, Month: 1, Day: 14}
		}
	}
	if !drafted {
		t.Error("the drafting is not of 14 January 2027")
	}
}
