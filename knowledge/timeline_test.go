package knowledge_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// pages makes a folder of text files.
func pages(files map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func everything(t *testing.T, d *knowledge.Dossier) []knowledge.TimelineEntry {
	t.Helper()
	found, err := d.Timeline(t.Context(), knowledge.TimelineQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Entries
}

// TestTimelineOfTheSeeds holds the entries that a reader of the five documents
// would look for, and that the undated list keeps its order.
func TestTimelineOfTheSeeds(t *testing.T) {
	entries := everything(t, knowledgetest.OpenFolder(t, seeds.Files))
	type gold struct {
		From      string   `json:"date_from"`
		To        string   `json:"date_to"`
		Text      []string `json:"text_any"`
		Documents []string `json:"documents_any"`
		How       string   `json:"how"`
	}
	for _, g := range lines[gold](t, "eval/testdata/seeds/timeline.jsonl") {
		found := false
		for _, e := range entries {
			to := e.When.To.String()
			if e.When.Open {
				to = "*"
			}
			if e.When.From.String() == g.From && to == g.To && e.When.Basis.String() == g.How && tells(e, g.Text, g.Documents) {
				found = true
			}
		}
		if !found {
			t.Errorf("no entry %s to %s (%s) with %q", g.From, g.To, g.How, g.Text)
		}
	}
	raw, err := os.ReadFile("eval/testdata/seeds/timeline-order.json")
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	if err := json.Unmarshal(raw, &order); err != nil {
		t.Fatal(err)
	}
	last, lastTitle := -1, ""
	for _, title := range order {
		for i, e := range entries {
			if tells(e, []string{title}, nil) {
				if i < last {
					t.Errorf("%q stands before %q", title, lastTitle)
				}
				last, lastTitle = i, title
			}
		}
	}
}

// tells reports whether one telling of an entry holds one of the words, in one of
// the documents.
func tells(e knowledge.TimelineEntry, words, documents []string) bool {
	for _, c := range append([]knowledge.Citation{e.Text}, e.Citations...) {
		if !startsWithAny(c.Path, documents) {
			continue
		}
		for _, w := range words {
			if strings.Contains(c.Text, w) {
				return true
			}
		}
	}
	return false
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return len(prefixes) == 0
}

// A chronology without dates, oldest first, as another desk would write it.
const harbourChronology = `The harbour dispute

The strike in Veldsund, now in its third straight day, has stopped all loading. Port officials counted 14 ships at anchor by 8 March 2031.

Chronology

1. Union Rejects Offer of the Veldsund Port

Statement

Tomas Reyke says the offer of the Veldsund port is not enough.

2. Strike Begins in Veldsund

Dispute

Dockworkers stop work two days after the Veldsund rejection.

3. Second Day of the Veldsund Strike

Dispute

Ships wait outside Veldsund.

4. Third Day of the Veldsund Strike

Dispute

The mayor of Veldsund calls both sides to the table.
`

func TestAnUndatedChronologyIsDatedAsFarAsItsWordsForceIt(t *testing.T) {
	newestFirst := "The harbour dispute\n\nThe strike in Veldsund, now in its third straight day, has stopped all loading. Port officials counted 14 ships at anchor by 8 March 2031.\n\nTimeline\n\n" +
		"1. Third Day of the Veldsund Strike\n\nDispute\n\nThe mayor of Veldsund calls both sides to the table.\n\n2. Second Day of the Veldsund Strike\n\nDispute\n\nShips wait outside Veldsund.\n\n3. Strike Begins in Veldsund\n\nDispute\n\nDockworkers stop work two days after the Veldsund rejection.\n\n4. Union Rejects Offer of the Veldsund Port\n\nStatement\n\nTomas Reyke says the offer of the Veldsund port is not enough.\n"
	for name, page := range map[string]string{"oldest first": harbourChronology, "newest first": newestFirst} {
		got := map[string]string{}
		for _, e := range everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": page}))) {
			if e.When.Basis == knowledge.Resolved && len(e.ResolvedFrom) == 0 {
				t.Errorf("%s: %q is worked out from nothing", name, e.Text.Text)
			}
			got[e.Text.Text] = e.When.From.String()
		}
		for title, want := range map[string]string{"Third Day of the Veldsund Strike": "2031-03-08", "Second Day of the Veldsund Strike": "2031-03-07",
			"Strike Begins in Veldsund": "2031-03-06", "Union Rejects Offer of the Veldsund Port": "2031-03-04"} {
			if got[title] != want {
				t.Errorf("%s: %q is put at %q, want %s", name, title, got[title], want)
			}
		}
	}
}

func TestAChronologyThatContradictsItselfKeepsOnlyItsOrder(t *testing.T) {
	page := "The dispute\n\nThe talks in Veldsund went on. Officials spoke on 3 March 2031.\n\nTimeline\n\n" +
		"1. Veldsund Vote Is Held\n\nVote\n\nThe council of Veldsund votes on 1 March 2031.\n\n2. Veldsund Talks Open\n\nTalks\n\nThe talks open in Veldsund on 9 March 2031.\n\n3. Veldsund Plan Is Leaked\n\nLeak\n\nThe plan of Veldsund becomes known.\n\n4. Veldsund Plan Is Written\n\nDraft\n\nThe plan is written in Veldsund on 5 January 2031.\n"
	found, err := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": page})).Timeline(t.Context(), knowledge.TimelineQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if c := found.Contradictions; len(c) != 1 || len(c[0].Sides) != 2 || c[0].Sides[0].Value != "2031-03-09" || c[0].Sides[1].Value != "2031-03-01" {
		t.Errorf("the contradiction is not told: %+v", c)
	}
	for _, e := range found.Entries {
		if strings.Contains(e.Text.Text, "Leaked") && (!e.When.From.IsZero() || e.When.Basis != knowledge.Ordered) {
			t.Errorf("the leak is dated %v though the page contradicts itself", e.When)
		}
	}
}

func TestWhatIsPlannedOrPutOffIsNotToldAsDone(t *testing.T) {
	page := "Harbour news\n\nVELDSUND, March 4, 2031 (Northern Wire) - The council will vote on the lease on 19 March.\n\nThe hearing of 12 March was postponed.\n\nIf the council agrees, the lease begins on 1 July 2031.\n\nThe port signed the contract on 3 March 2031.\n"
	want := map[string]knowledge.Status{"2031-03-19": knowledge.Planned, "2031-03-12": knowledge.Postponed, "2031-07-01": knowledge.Conditional, "2031-03-03": knowledge.Happened}
	for _, e := range everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": page}))) {
		day := e.When.From.String()
		if status, ok := want[day]; !ok || status != e.Status {
			t.Errorf("%s %q is %v", day, e.Text.Text, e.Status)
		}
		delete(want, day)
	}
	for day := range want {
		t.Errorf("nothing on %s", day)
	}
}

func TestTwoHappeningsOnOneDayStayApart(t *testing.T) {
	entries := everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "Talks\n\nIngrid Halvorsen and Tomas Reyke met in Veldsund on 4 March 2031 to discuss the lease.\n",
		"b.txt": "Storm\n\nA storm closed the harbour of Veldsund on 4 March 2031 and damaged nine boats.\n",
		"c.txt": "Meeting\n\nOn 4 March 2031 the director Ingrid Halvorsen met the union leader Tomas Reyke in Veldsund about the lease.\n",
	})))
	if len(entries) != 2 || len(entries[0].Citations)+len(entries[1].Citations) != 3 {
		for _, e := range entries {
			t.Logf("%s: %d tellings", e.Text.Text, len(e.Citations))
		}
		t.Errorf("%d entries, want the meeting told twice and the storm told once", len(entries))
	}
}

func TestATimelineIsTheSameHoweverTheDocumentsAreNamed(t *testing.T) {
	texts := []string{
		"Talks\n\nIngrid Halvorsen and Tomas Reyke met in Veldsund on 4 March 2031.\n",
		"Vote\n\nThe council of Veldsund voted on 6 March 2031.\n",
	}
	read := func(a, b string) string {
		var out []string
		for _, e := range everything(t, knowledgetest.OpenFolder(t, pages(map[string]string{a: texts[0], b: texts[1]}))) {
			out = append(out, e.When.From.String()+" "+e.Text.Text)
		}
		return strings.Join(out, "\n")
	}
	if one, other := read("a.txt", "b.txt"), read("b.txt", "a.txt"); one != other {
		t.Errorf("one order:\n%s\nthe other:\n%s", one, other)
	}
}

// TestASentenceThatSaysTwoThingsTellsBoth: what happened is no plan because the sentence
// goes on with one, and the plan is none that happened.
func TestASentenceThatSaysTwoThingsTellsBoth(t *testing.T) {
	d := knowledgetest.Open(t, knowledge.Config{})
	doc := knowledge.NewDocument("wire.txt", "Storm\n\nThe storm Halma strengthened on 3 September 2031 and is expected to reach Santara on 5 September 2031.\n")
	doc.Published.Value = knowledge.Date{Year: 2031, Month: 9, Day: 3}
	knowledgetest.Fill(t, d, []knowledge.Document{doc})
	got, err := d.Timeline(t.Context(), knowledge.TimelineQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range got.Entries {
		told = append(told, e.When.From.String()+" "+e.Status.String())
	}
	if want := "2031-09-03 happened, 2031-09-05 planned"; strings.Join(told, ", ") != want {
		t.Errorf("got %q, want %q", told, want)
	}
}

// TestTheSameDeedElsewhereIsAnother: two towns that are hit on one day, told in the same
// words, are two happenings.
func TestTheSameDeedElsewhereIsAnother(t *testing.T) {
	d := knowledgetest.Open(t, knowledge.Config{})
	var docs []knowledge.Document
	for path, text := range map[string]string{
		"a.txt": "Hospital hit\n\nA missile hit a hospital in Sumy on 4 March 2026, killing three people, officials said.\n",
		"b.txt": "School hit\n\nA missile hit a school in Kherson on 4 March 2026, killing five people, officials said.\n",
	} {
		doc := knowledge.NewDocument(path, text)
		doc.Published.Value = knowledge.Date{Year: 2026, Month: 3, Day: 5}
		docs = append(docs, doc)
	}
	knowledgetest.Fill(t, d, docs)
	got, err := d.Timeline(t.Context(), knowledge.TimelineQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Entries) != 2 {
		t.Errorf("%d entries, want 2: %+v", len(got.Entries), got.Entries)
	}
}
