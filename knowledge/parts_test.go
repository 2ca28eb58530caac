package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// harbourPage is a page with the same parts as other dossier pages, written in
// Markdown with tables.
const harbourPage = `# Harbour Lease: Where Things Stand

Northern Desk — 5 March 2031

## By the numbers

| Figure | What it is | Why it matters |
| --- | --- | --- |
| 14 | Points in the lease | Each was agreed separately by the port and the union. |
| $2.4 million | Yearly rent | The rent rises with the price of freight. |
| 30 years | Term of the lease | No lease of the port has run for longer. |

## Who is who

| Name | Role |
| --- | --- |
| Ingrid Halvorsen | Director of the port |
| Tomas Reyke | Leader of the dockers' union |

## What could happen

### 1. The lease is ratified

*Who says so: Northern Wire, port analysts*

The council could ratify the lease in April. Work on the quay would begin at once.

### 2. The union walks out

*Who says so: union members*

If the council delays, the dockers might strike again.

## Lessons from the past

### The Vestra dock strike (1987)

- **What happened:** Dockers closed the port for eleven weeks.
- **How it ended:** The owners gave in and raised wages.
- **Why it matters now:** The union remembers that patience paid.

## How it is framed

| Camp | Outlets | Framing |
| --- | --- | --- |
| Business press | Vestra Ledger, Trade Post | They call the lease a bargain for the owners. |
| Labour press | Docker's Voice | They warn that jobs will go. |

## Key points

- The port and the union signed a lease with 14 points.
- The rent is $2.4 million a year.

## What's next

- The council will vote on the lease on 12 April 2031, Halvorsen said.
- The union plans to hold a ballot in May 2031.
- The wall may be pulled down.
- The old crane was sold.
`

func partsIn(t *testing.T, d *knowledge.Dossier, kind knowledge.PartKind) []knowledge.Part {
	t.Helper()
	out, err := d.Parts(t.Context(), kind)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func oneLine(c *knowledge.Citation) string {
	if c == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.Text), " ")
}

func counts(t *testing.T, d *knowledge.Dossier) map[knowledge.PartKind]int {
	t.Helper()
	out := map[knowledge.PartKind]int{}
	for kind := knowledge.Number; kind <= knowledge.OrganisationCard; kind++ {
		if n := len(partsIn(t, d, kind)); n > 0 {
			out[kind] = n
		}
	}
	return out
}

func TestPartsOfTheSeeds(t *testing.T) {
	d := knowledgetest.OpenFolder(t, seeds.Files)
	want := map[knowledge.PartKind]int{knowledge.Number: 4, knowledge.Scenario: 5, knowledge.Precedent: 3, knowledge.Perspective: 3,
		knowledge.Takeaway: 5 + 3, knowledge.PersonCard: 8, knowledge.OrganisationCard: 4}
	if diff := cmp.Diff(want, counts(t, d)); diff != "" {
		t.Error(diff)
	}
	var values []string
	for _, p := range partsIn(t, d, knowledge.Number) {
		values = append(values, oneLine(p.Title))
	}
	if got := strings.Join(values, "|"); got != "6|28|5 hours|≈4 years" {
		t.Errorf("values %q", got)
	}
	for _, p := range partsIn(t, d, knowledge.Scenario) {
		if p.By == nil || strings.Contains(p.By.Text, "Discussed") || p.Text == nil {
			t.Errorf("scenario %q: by %q", oneLine(p.Title), oneLine(p.By))
		}
	}
	for _, p := range partsIn(t, d, knowledge.Precedent) {
		for _, field := range []string{"What Happened", "Outcome", "Why It's Relevant"} {
			if !strings.Contains(p.Text.Text, field) {
				t.Errorf("precedent %q lacks %q", oneLine(p.Title), field)
			}
		}
	}
	if by := oneLine(partsIn(t, d, knowledge.Perspective)[0].By); by != "RT, TASS" {
		t.Errorf("outlets %q", by)
	}
}

func TestPartsInMarkdownAndTables(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"harbour.txt": harbourPage}))
	var got []string
	for kind := knowledge.Number; kind <= knowledge.OrganisationCard; kind++ {
		for _, p := range partsIn(t, d, kind) {
			got = append(got, oneLine(p.Title)+" / "+oneLine(p.By)+" / "+oneLine(p.Text))
		}
	}
	want := []string{
		"14 /  / Points in the lease | Each was agreed separately by the port and the union.",
		"$2.4 million /  / Yearly rent | The rent rises with the price of freight.",
		"30 years /  / Term of the lease | No lease of the port has run for longer.",
		"The lease is ratified / Northern Wire, port analysts / The council could ratify the lease in April. Work on the quay would begin at once.",
		"The union walks out / union members / If the council delays, the dockers might strike again.",
		"The Vestra dock strike (1987) /  / **What happened:** Dockers closed the port for eleven weeks. - **How it ended:** The owners gave in and raised wages. - **Why it matters now:** The union remembers that patience paid.",
		"Business press / Vestra Ledger, Trade Post / They call the lease a bargain for the owners.",
		"Labour press / Docker's Voice / They warn that jobs will go.",
		" /  / The port and the union signed a lease with 14 points.",
		" /  / The rent is $2.4 million a year.",
		"Ingrid Halvorsen /  / Director of the port",
		"Tomas Reyke /  / Leader of the dockers' union",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNextTellsWhatIsAheadAndHowFirmly(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"harbour.txt": harbourPage}))
	found, err := d.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range found {
		got = append(got, string(p.Firmness)+", "+p.By+": "+p.Citations[0].Text)
	}
	want := []string{
		"will, Ingrid Halvorsen: The council will vote on the lease on 12 April 2031, Halvorsen said.",
		"plans, : The union plans to hold a ballot in May 2031.",
		"may, : The wall may be pulled down.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAReportWithoutPartsHasNone(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": "Port signs lease\n\nThe port signed a lease on 4 March 2031. It could not say more.\n\nThe numbers were not given.\n"}))
	if got := counts(t, d); len(got) > 0 {
		t.Errorf("parts %v", got)
	}
	if found, err := d.Next(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("next: %v, %v", found, err)
	}
}

func TestWhatTwoDocumentsSayAlikeIsOneTakeaway(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "First report\n\nThe port met the union.\n\nKey takeaways\n\n- The port signed a lease of 14 points with the union.\n- The rent is fixed.\n",
		"b.txt": "Second report\n\nThe union met the port.\n\nIn brief:\n\n- The port signed a lease of 14 points with its union.\n- The port signed a lease of 15 points with the union.\n",
	}))
	found := partsIn(t, d, knowledge.Takeaway)
	if len(found) != 3 || len(found[0].Also) != 1 {
		t.Errorf("%d takeaways: %+v", len(found), found)
	}
}

// damPage has the parts under headings in capitals, its cards in lists.
const damPage = `The Orvane Dam Dispute

Updated 3 May 2034

KEY FIGURES

• 3.2 billion m³: planned volume of the reservoir
• 41%: share of the river's flow that would be held back
• Households downstream: 120,000

VIEWS

• Upstream newspapers (Orvane Post, The Summit): They present the dam as a right long denied.
• Downstream broadcasters (e.g., Radio Delta): They speak of a theft of water.

POSSIBLE OUTCOMES

Scenario 1: Joint management
Raised by: River Commission, two economists
Both states could run the dam together.

Scenario 2: Court case
Raised by: Delta lawyers
If talks fail, the Delta will go to court.

WHAT TO KNOW

1. The dam is half built.
2. Talks resume on 12 June 2034.

LOOKING AHEAD

The commission will meet on 12 June 2034, its chair Lena Orsk said.
`

func TestPartsInPlainListsUnderCapitals(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"dam.txt": damPage}))
	want := map[knowledge.PartKind]int{knowledge.Number: 3, knowledge.Scenario: 2, knowledge.Perspective: 2, knowledge.Takeaway: 2}
	if diff := cmp.Diff(want, counts(t, d)); diff != "" {
		t.Error(diff)
	}
	if p := partsIn(t, d, knowledge.Perspective)[1]; oneLine(p.By) != "Radio Delta" {
		t.Errorf("outlets %q", oneLine(p.By))
	}
}

func FuzzParts(f *testing.F) {
	for _, text := range []string{harbourPage, damPage, "Numbers\n\n|\t|\n|||\n", "## Views\n\n- **\n- (e.g.\n", "Scenarios\n\n1\n\n2\n", "Key points:\n* **a**"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": text}))
		for kind := knowledge.Number; kind <= knowledge.Overview; kind++ {
			for _, p := range partsIn(t, d, kind) {
				for _, c := range p.Citations() {
					if c.Text == "" {
						t.Errorf("empty citation in %+v", p)
					}
				}
			}
		}
		if _, err := d.Next(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
