package knowledge_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// TestPartsInOtherLayouts reads pages of other fields, with other words in their
// headings and other layouts: testdata/parts/*.txt. The golden files list what was
// found, a part a line.
func TestPartsInOtherLayouts(t *testing.T) {
	for _, name := range []string{"strike", "measles", "final"} {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile("testdata/parts/" + name + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			d := knowledgetest.OpenFolder(t, pages(map[string]string{name + ".txt": string(raw)}))
			var got strings.Builder
			for kind := knowledge.Number; kind <= knowledge.OrganisationCard; kind++ {
				for _, p := range partsIn(t, d, kind) {
					fmt.Fprintf(&got, "%d\t%s\t%s\t%s\n", kind, oneLine(p.Title), oneLine(p.By), oneLine(p.Text))
				}
			}
			next, err := d.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range next {
				fmt.Fprintf(&got, "next\t%s\t%s\t%s\n", p.Firmness, p.By, oneLine(&p.Citations[0]))
			}
			golden := "testdata/parts/" + name + ".golden.tsv"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
