package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// grown writes origins as trees, after checking that what shows them stands in the
// documents.
func grown(t *testing.T, d *knowledge.Dossier, origins []knowledge.Origin) string {
	t.Helper()
	var b strings.Builder
	check := func(c knowledge.Citation) {
		if err := knowledge.Verify(t.Context(), d, c); err != nil {
			t.Error(err)
		}
	}
	var write func(branches []knowledge.Branch, indent string)
	write = func(branches []knowledge.Branch, indent string) {
		for _, x := range branches {
			name := x.Outlet
			if name == "" {
				name = x.Document.Path
			}
			fmt.Fprintf(&b, "%s%s", indent, name)
			if x.How != knowledge.NoDescent {
				fmt.Fprintf(&b, " %s", x.How)
			}
			if x.Speaker != "" {
				fmt.Fprintf(&b, " (%s)", x.Speaker)
			}
			if len(x.Because) > 0 {
				fmt.Fprintf(&b, " “%s”", knowledge.OneLine(x.Because[0].Text))
			}
			for _, also := range x.Also {
				fmt.Fprintf(&b, ", also %s", also.Name)
				check(also.Because)
			}
			b.WriteString("\n")
			for _, c := range x.Because {
				check(c)
			}
			write(x.Branches, indent+"  ")
		}
	}
	for _, o := range origins {
		name := o.Name
		if !o.Stated {
			name = "not stated"
		}
		fmt.Fprintf(&b, "%s: %d\n", name, len(o.Documents))
		write(o.Tree, "  ")
	}
	return b.String()
}

func originsOfAll(t *testing.T, d *knowledge.Dossier) string {
	t.Helper()
	var ids []knowledge.DocID
	for _, doc := range d.Documents() {
		ids = append(ids, doc.ID)
	}
	found, err := d.Origins(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return grown(t, d, found)
}

func TestOrigins(t *testing.T) {
	const (
		breach  = "The dyke at Varnstad gave way shortly before dawn and water stood two metres deep in the market square within the hour.\n\n"
		engine  = "Engineers had warned in spring that the clay core of the wall was dry and that nobody had paid for new pumps.\n\n"
		evening = "By evening some four hundred families had been taken to the sports hall, where the Red Cross had put up beds.\n\n"
	)
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{
			name: "a wire text that two papers print, one without its credit",
			files: map[string]string{
				"agency.txt": "VARNSTAD, May 3 (Reuters) - " + breach + engine,
				"copy.txt":   "Flood in Varnstad\n\n4 May 2024\n\n" + breach + "The mayor will speak on Sunday.\n",
				"own.txt":    "Varnstad under water\n\n4 May 2024\n\nOur reporter walked through the streets and met people who carried their chairs to the church.\n",
			},
			want: "Reuters: 2\n  agency.txt names “VARNSTAD, May 3 (Reuters)”\n    copy.txt shares “" + strings.TrimSpace(breach) + "”\nnot stated: 1\n  own.txt\n",
		},
		{
			name: "an outlet's report on one day with a paper that names the outlet and has its words",
			files: map[string]string{
				"outlet.txt": "The dyke breaks\n\nCoast Wire, 3 May 2024\n\n" + breach + engine,
				"paper.txt":  "Varnstad flooded\n\nThe Varnstad Post, 3 May 2024\n\nCoast Wire reported that the town is lost. " + breach + "The mayor will speak on Sunday.\n",
			},
			want: "Coast Wire: 2\n  outlet.txt publishes “Coast Wire reported”\n    paper.txt names “Coast Wire reported”\n",
		},
		{
			name: "copies of a text that names nobody, in the order of their days",
			files: map[string]string{
				"a.txt": "Flood in Varnstad\n\n5 May 2024\n\n" + breach + engine + "The mayor will speak on Sunday.\n",
				"b.txt": "The dyke\n\n3 May 2024\n\n" + breach + engine + evening,
			},
			want: "not stated: 2\n  b.txt\n    a.txt copies “" + strings.TrimSpace(breach) + "”\n",
		},
		{
			name: "the same words on one day",
			files: map[string]string{
				"a.txt": "Flood in Varnstad\n\n5 May 2024\n\n" + breach + engine + "The mayor will speak on Sunday.\n",
				"b.txt": "The dyke\n\n5 May 2024\n\n" + breach + engine + evening,
			},
			want: "not stated: 2\n  a.txt\n    b.txt shares “" + strings.TrimSpace(breach) + "”\n",
		},
		{
			name: "a rewritten copy, which has a third of the words in a row",
			files: map[string]string{
				"a.txt": "Source: Varnstad Herald\n\n3 May 2024\n\n" + breach + engine + evening,
				"b.txt": "Flood\n\n4 May 2024\n\nThe wall broke. Water stood two metres deep in the market square of the town. In spring engineers had said that nobody had paid for new pumps. " +
					"Four hundred families had been taken to the sports hall, where the Red Cross put up beds.\n",
			},
			want: "Varnstad Herald: 2\n  a.txt names “Source: Varnstad Herald”\n    b.txt copies “Four hundred families had been taken to the sports hall, where the Red Cross”\n",
		},
		{
			name: "what was said in public, and two heard",
			files: map[string]string{
				"a.txt": "Flood\n\n4 May 2024\n\nThe sirens failed. “We will rebuild this town stone by stone, and we will not ask anybody to leave,” Mayor Ada Brekke said. Nobody was hurt.\n",
				"b.txt": "The dyke\n\n4 May 2024\n\nSchools stay closed. Ada Brekke, the mayor, said on Friday: “We will rebuild this town stone by stone, and we will not ask anybody to leave.”\n",
			},
			want: "not stated: 2\n  a.txt\n  b.txt\n",
		},
		{
			name: "what was told to a paper, and another has without saying so",
			files: map[string]string{
				"a.txt": "Flood\n\n3 May 2024\n\nThe sirens failed. “We knew since March that the pumps would not start in an emergency,” a city official said.\n",
				"b.txt": "The dyke\n\n4 May 2024\n\nA city official told the Varnstad Herald: “We knew since March that the pumps would not start in an emergency.”\n",
			},
			want: "Varnstad Herald: 2\n  b.txt names (A city official) “told the Varnstad Herald”\n    a.txt shares “We knew since March that the pumps would not start in an emergency”\n",
		},
		{
			name: "an outlet that cites another",
			files: map[string]string{
				"a.txt": "The two firms will merge, the BBC reported on Monday, citing Bloomberg.\n",
				"b.txt": "The two firms will merge in autumn, Bloomberg reported.\n",
			},
			want: "Bloomberg: 2\n  BBC names\n    a.txt names “BBC reported on Monday, citing Bloomberg”\n  b.txt names “Bloomberg reported”\n",
		},
		{
			name: "the document of the outlet that another names",
			files: map[string]string{
				"dossier.yaml": "documents:\n  herald.txt: {publisher: Varnstad Herald, published: 2024-05-03}\n",
				"herald.txt":   breach + engine,
				"other.txt":    "The pumps were never paid for, the Varnstad Herald reported.\n",
			},
			want: "Varnstad Herald: 2\n  herald.txt publishes “Varnstad Herald reported”\n  other.txt names “Varnstad Herald reported”\n",
		},
		{
			name: "a name that only another document shows to be an outlet's",
			files: map[string]string{
				"a.txt": "The wall was dry, the engineer told Fjordblikk. He left the Fjordblikk office at noon, and Fjordblikk closed.\n",
				"b.txt": "The wall was dry, according to a report in the newspaper Fjordblikk.\n",
				"c.txt": "The wall was dry, the engineer told Brekke. Brekke left at noon, and nobody saw Brekke since.\n",
			},
			want: "Fjordblikk: 2\n  a.txt names (the engineer) “told Fjordblikk”\n  b.txt names “according to a report in the newspaper Fjordblikk”\nnot stated: 1\n  c.txt\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := knowledgetest.OpenFolder(t, pages(test.files))
			if diff := gocmp.Diff(test.want, originsOfAll(t, d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOriginsOfTheSeeds: four of the five documents name one outlet, and the fifth
// has a sentence that one of them says was told to it.
func TestOriginsOfTheSeeds(t *testing.T) {
	got := originsOfAll(t, knowledgetest.OpenFolder(t, seeds.Files))
	if !strings.HasPrefix(got, "Axios: 5\n") || strings.Count(got, ".txt") != 5 || !strings.Contains(got, "also Der Spiegel") {
		t.Error(got)
	}
}

// TestOriginOfAQuoteIsTheNearest: a document has its news from two outlets, and a
// quotation from the one that is named beside it.
func TestOriginOfAQuoteIsTheNearest(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": "The merger was agreed on Monday, Bloomberg reported. Shares rose, Bloomberg reported.\n\nThe chairman of Nordbank will resign in autumn, according to a report in Der Spiegel.\n"}))
	for question, want := range map[string]string{"when was the merger agreed?": "Bloomberg", "who will resign in autumn?": "Der Spiegel"} {
		found, err := d.Ask(t.Context(), question, 1)
		if err != nil {
			t.Fatal(err)
		}
		origins, err := d.OriginsOf(t.Context(), found.Quotes)
		if err != nil || len(origins) != 1 || origins[0].Name != want {
			t.Errorf("%s: %s, %v, want %s", question, grown(t, d, origins), err, want)
		}
	}
}

// TestOriginOfAnEntryIsNotItsNeighbours: a page of entries has two of them from an
// outlet each, and of the third it does not say where it is from.
func TestOriginOfAnEntryIsNotItsNeighbours(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"page.txt": "The sale of Nordbank\n\n" +
		"1. Chairman to resign\nBoard\nThe chairman of Nordbank will resign in autumn, reported by Der Spiegel.\n\n" +
		"2. Regulator asks for papers\nInquiry\nThe regulator asked Nordbank for its books on loans to shipyards.\n\n" +
		"3. Merger agreed\nDeal\nBloomberg reports that the merger with Sundkredit was agreed on Monday.\n"}))
	page, err := d.Find(t.Context(), "page.txt")
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{"1. Chairman to resign": "Der Spiegel", "2. Regulator asks for papers": "", "3. Merger agreed": "Bloomberg"} {
		at := strings.Index(page.Text, words)
		entry, _, _ := strings.Cut(page.Text[at:], "\n\n")
		quote := page.Cite(knowledge.Span{Start: at, End: at + len(strings.TrimSpace(entry))})
		origins, err := d.OriginsOf(t.Context(), []knowledge.Evidenced{{Citations: []knowledge.Citation{quote}}})
		if err != nil || len(origins) != 1 || origins[0].Name != want {
			t.Errorf("%s: %s, %v, want %q", words, grown(t, d, origins), err, want)
		}
	}
}

// TestOriginOfCopiedWords: a paper names one outlet for one thing, and has another
// thing word for word from an agency.
func TestOriginOfCopiedWords(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"agency.txt": "HALDEN, 4 March 2025 (Nordfax) - About 600 dockers walked out at the port of Halden on Tuesday after talks on pay collapsed.\n",
		"paper.txt":  "Strike closes Halden port\n\n5 March 2025\n\nAbout 600 dockers walked out at the port of Halden on Tuesday after talks on pay collapsed.\n\nThe strike has cost the port 900,000 crowns, according to an estimate seen by the Halden Observer.\n",
	}))
	paper, err := d.Find(t.Context(), "paper.txt")
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{"About 600 dockers walked out": "Nordfax", "The strike has cost": "Halden Observer"} {
		at := strings.Index(paper.Text, words)
		quote := paper.Cite(knowledge.Span{Start: at, End: at + len(words)})
		origins, err := d.OriginsOf(t.Context(), []knowledge.Evidenced{{Citations: []knowledge.Citation{quote}}})
		if err != nil || len(origins) != 1 || origins[0].Name != want {
			t.Errorf("%s: %s, %v, want %s", words, grown(t, d, origins), err, want)
		}
	}
}

// TestOriginsFollowChanges puts documents in one after the other, and takes one out
// again.
func TestOriginsFollowChanges(t *testing.T) {
	const breach = "The dyke at Varnstad gave way shortly before dawn and water stood two metres deep in the market square within the hour.\n"
	d := openAt(t, ":memory:", "")
	defer d.Close()
	put(t, d, knowledge.NewDocument("copy.txt", "Flood\n\n"+breach))
	if got := originsOfAll(t, d); got != "not stated: 1\n  copy.txt\n" {
		t.Error(got)
	}
	agency := knowledge.NewDocument("agency.txt", "VARNSTAD (Reuters) - "+breach)
	put(t, d, agency)
	if got := originsOfAll(t, d); !strings.HasPrefix(got, "Reuters: 2\n") {
		t.Error(got)
	}
	if err := d.Remove(t.Context(), agency.ID); err != nil {
		t.Fatal(err)
	}
	if got := originsOfAll(t, d); got != "not stated: 1\n  copy.txt\n" {
		t.Error(got)
	}
}

// FuzzOrigins: whatever two documents hold, what shows an origin stands in them, and
// each document has exactly one.
func FuzzOrigins(f *testing.F) {
	f.Add("KYIV (Reuters) - The wall — of the old harbour — fell into the sea at noon on Monday, and nobody’s boat was hit.", "The wall - of the old harbour - fell into the sea at noon on Monday, and nobody's boat was hit. (AFP)")
	f.Add("ÄÖ \xff told the newspaper «Ж», citing l'AFP.", "ÄÖ \xff told the newspaper «Ж», citing l'AFP, citing Ж.")
	f.Fuzz(func(t *testing.T, a, b string) {
		d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": a, "b.txt": b}))
		got := originsOfAll(t, d)
		n := 0
		for _, doc := range d.Documents() {
			n += strings.Count(got, doc.Path)
		}
		if n < len(d.Documents()) {
			t.Errorf("%d documents:\n%s", len(d.Documents()), got)
		}
	})
}
