package knowledge_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// TestOrderedLists holds what is made of lists in the order of time that pages of
// different kinds have: a history of a case, oldest first; a live report, newest
// first, with times of day; numbered steps; a list of bullets, newest first.
func TestOrderedLists(t *testing.T) {
	for page, want := range map[string][]string{
		"procedural.txt": {
			"2022-02-03 Complaint Filed by Anna Holm",
			"2022-03-17 District Court Dismisses the Complaint",
			"2022-03-17…2023-05-09 Holm Appeals to the Circuit Court",
			"2023-05-09 Circuit Court Reverses",
			"2023-05-09…2024-06-10 Supreme Court Hears the Parties",
			"2023-05-19…2024-06-20 Supreme Court Rules for Holm",
		},
		"live.txt": {
			"2024-11-04 09:15 Red warning issued for the coast",
			"2024-11-04 13:20 Schools in Norvik close early",
			"2024-11-04 15:05 Ferry to Holm cancelled",
			"2024-11-04 17:40 Power cut hits Norvik",
		},
		"steps.txt": {
			"…2025-01-11 Brann Makes First Offer for Tofte Bank",
			"…2025-01-14 Tofte Board Rejects the Offer by Brann",
			"2025-01-14 Brann Raises Its Offer for Tofte",
			"2025-02-19 Second Day of Tofte Shareholder Meeting Ends in Dispute",
			"2025-02-20 Third Day of Tofte Shareholder Meeting Brings Approval",
		},
		"bullets.txt": {
			"2024-04-12 The first patient falls ill on 12 April 2024.",
			"2024-04-12…2024-04-21 Samples from Orsa are sent to the laboratory.",
			"2024-04-21 Three patients with fever are taken to the clinic in Orsa on 21 April 2024.",
			"2024-04-21…2024-05-02 The clinic in Orsa is closed after the death of a nurse.",
		},
	} {
		raw, err := os.ReadFile("testdata/lists/" + page)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{page: string(raw)}))) {
			when := e.When.From.String()
			if e.When.Basis == knowledge.Ordered {
				when = fmt.Sprintf("%s…%s", e.When.After, e.When.Before)
			}
			if e.When.Basis == knowledge.Resolved && len(e.ResolvedFrom) == 0 {
				t.Errorf("%s: %q is worked out from nothing", page, e.Text.Text)
			}
			got = append(got, when+" "+e.Text.Text)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", page, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
