package bot_test

import (
	"slices"
	"strings"
	"testing"

	"attache/knowledge"
)

func TestDatesOfTheDossierAreOffered(t *testing.T) {
	b, d, _ := open(t)
	ferry := knowledge.NewDocument("ferry.txt", "The ferry line opened on 3 May 2024. It was closed on 9 November 2024. On 2 June 2025 the council of Halden voted to reopen it.\n")
	if _, err := d.Replace(t.Context(), []knowledge.Document{ferry}); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][]string{
		"":        {"2025", "2024", "2025-06", "2024-11", "2024-05", "2025-06-02", "2024-11-09", "2024-05-03"},
		"2024-1":  {"2024-11", "2024-11-09"},
		"nov":     {"2024-11", "2024-11-09"},
		"9 Nov":   {"2024-11-09"},
		"1999":    nil,
		"tuesday": nil,
	} {
		var got []string
		for _, d := range b.CompleteDate(t.Context(), typed, 25) {
			got = append(got, d.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %s, want %s", typed, strings.Join(got, " "), strings.Join(want, " "))
		}
	}
	if got := b.CompleteDate(t.Context(), "", 2); len(got) != 2 {
		t.Errorf("%d dates, want 2", len(got))
	}
	if got := b.CompleteDocument(t.Context(), "FERRY", 25); len(got) != 1 || got[0] != "ferry.txt" {
		t.Errorf("documents %q", got)
	}
}
