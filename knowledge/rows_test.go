package knowledge_test

import (
	"strings"
	"testing"

	"attache/knowledge/knowledgetest"
)

// TestRowsAndDatedLinesAreHappenings holds that tables, lines that begin with a
// date and dates above a text are read as chronologies have them.
func TestRowsAndDatedLinesAreHappenings(t *testing.T) {
	page := "Incidents at the Norvik terminal\n\nPublished 4 June 2025\n\nOverview\n\nThe terminal has seen many incidents this spring.\n\n" +
		"Date | Incident | Injured\n3 March 2025 | Crane topples in high wind | 2\nFire in warehouse C | 19 March 2025 | 0\n\nOther dates\n\n" +
		"12 May 2025: Inspectors close warehouse C.\n14 May – The owner appeals against the closure.\n20 May 2025\tCourt confirms closure\nMay 28, 2025\nWarehouse C is torn down.\n"
	var got []string
	for _, e := range everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": page}))) {
		got = append(got, e.When.From.String()+" "+e.Text.Text)
	}
	want := []string{
		"2025-03-03 3 March 2025 | Crane topples in high wind | 2",
		"2025-03-19 Fire in warehouse C | 19 March 2025 | 0",
		"2025-05-12 12 May 2025: Inspectors close warehouse C.",
		"2025-05-14 14 May – The owner appeals against the closure.",
		"2025-05-20 20 May 2025\tCourt confirms closure",
		"2025-05-28 Warehouse C is torn down.",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}
