package web_test

import (
	"fmt"
	"strings"
	"testing"

	"attache/adapters/web"
	"attache/knowledge"
)

func TestATextThatWasEditedSinceOpensWithItsWords(t *testing.T) {
	const was, is = "Port signs lease\n\nThe lease of the quay has 14 points, the port said.\n", "Port signs lease\n\nThe lease of the quay has 15 points, the port said.\n"
	before := knowledge.NewDocument("lease.txt", was)
	h := openDocuments(t, []knowledge.Document{before}, web.GateConfig{})
	now := knowledge.NewDocument("lease.txt", is)
	if _, err := h.dossier.Put(t.Context(), []knowledge.Document{now}); err != nil {
		t.Fatal(err)
	}
	start := strings.Index(was, "The lease")
	old := h.get(fmt.Sprintf("/d/%s/%d-%d", before.ID, start, len(was)-1)).Body.String()
	for _, want := range []string{"has 14 points", "This text was edited since", `href="/d/` + string(now.ID) + `"`} {
		if !strings.Contains(old, want) {
			t.Errorf("the address of the text of before shows no %q", want)
		}
	}
	quote := before.Cite(knowledge.Span{Start: start, End: len(was) - 1})
	if to := h.get("/q/" + quote.ID).Header().Get("Location"); !strings.HasPrefix(to, "/d/"+string(before.ID)) {
		t.Errorf("the id of a quotation of the text of before leads to %q", to)
	}
	current := h.get("/d/" + string(now.ID)).Body.String()
	for _, want := range []string{"Edited since", "<del>14</del>", "<ins>15</ins>"} {
		if !strings.Contains(current, want) {
			t.Errorf("the document shows no %q", want)
		}
	}
	if strings.Contains(current, "This text was edited since") {
		t.Error("the document as it stands is told to be edited since")
	}
}
