package knowledge_test

import (
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// TestPit answers about a mine that is dug, and not about what is "mine".
func TestPit(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "Lima, 3 May 2024 - The mine of Cusco was last inspected in February, its owner said. A friend of Juan Ortega inspected it.",
	}))
	for question, answered := range map[string]bool{
		"When was the mine last inspected?":        true,
		"Was a friend of mine inspected in Cusco?": false,
		"When was the Cusco mine last inspected?":  true,
		"Who inspected the mine of Cusco for me?":  false,
	} {
		found, err := d.Ask(t.Context(), question, 2)
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Verdict == knowledge.Answered; got != answered {
			t.Errorf("%s: answered %v, want %v", question, got, answered)
		}
	}
}
