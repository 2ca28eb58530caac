package knowledge_test

import (
	"maps"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/language/names"
)

// before and since are a dossier on two days.
var (
	before = map[string]string{
		"gazette.txt": "Harbour bridge to open in June\n\nThe Gazette, 3 March 2031\n\nThe new harbour bridge in Veldsund will open on 14 June 2031, mayor Ingrid Halvorsen said on Monday.\n\nThe bridge cost 240 million euros, Halvorsen told the Gazette.\n",
		"ledger.txt":  "Ferry fares rise\n\nThe Ledger, 4 March 2031\n\nFares on the Veldsund ferry rose by 8 percent on 1 March 2031, the operator Nordline said.\n",
	}
	since = map[string]string{
		"herald.txt": "Bridge opening put off\n\nThe Herald, 10 March 2031\n\nThe new harbour bridge in Veldsund will open on 30 August 2031, mayor Ingrid Halvorsen told the Herald.\n\nThe bridge cost 310 million euros, Halvorsen said.\n\n\"We will not open a bridge that sways,\" said Tomas Reyke, the chief engineer of the port, who ordered new tests on 9 March 2031.\n",
		"post.txt":   "Mayor blames wind\n\nThe Post, 10 March 2031\n\nThe mayor of Veldsund, Ingrid Halvorsen, told the Herald that the bridge would open on 30 August 2031.\n",
	}
)

// grow puts the documents of a folder beside those that are there.
func grow(t *testing.T, d *knowledge.Dossier, files map[string]string) (revision int64) {
	t.Helper()
	revision = d.Revision()
	f, err := ingest.ReadFolder(t.Context(), pages(files))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Put(t.Context(), f.Documents); err != nil {
		t.Fatal(err)
	}
	return revision
}

func changes(t *testing.T, d *knowledge.Dossier, q knowledge.ChangesQuery) knowledge.Changes {
	t.Helper()
	c, err := d.Changes(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, cite := range cited(c) {
		if err := knowledge.Verify(t.Context(), d, cite); err != nil {
			t.Error(err)
		}
	}
	return c
}

// cited are all citations of changes.
func cited(c knowledge.Changes) []knowledge.Citation {
	out := c.Leads
	for _, e := range append(c.New, c.Coming...) {
		out = append(append(out, e.Text), e.Citations...)
	}
	for _, x := range c.Changed {
		out = append(append(out, x.Was.Quotes...), x.Now.Quotes...)
	}
	for _, p := range c.People {
		out = append(out, p.Named)
	}
	for _, s := range c.Said {
		out = append(out, s.Quote, s.Context)
	}
	return out
}

func TestWhatIsNewSinceARevision(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(before))
	was := grow(t, d, since)
	c := changes(t, d, knowledge.ChangesQuery{Since: was, Today: knowledge.Date{Year: 2031, Month: 3, Day: 11}})
	if len(c.Documents) != 2 || len(c.Origins) == 0 {
		t.Errorf("%d new documents of %d origins, want 2 of at least one", len(c.Documents), len(c.Origins))
	}
	if len(c.Leads) == 0 {
		t.Error("no leads")
	}
	if !tellsOf(c.New, "ordered new tests") || tellsOf(c.New, "Fares") {
		t.Errorf("new happenings: %v", texts(c.New))
	}
	shifts := map[string]string{}
	for _, x := range c.Changed {
		shifts[x.Was.Value] = x.Now.Value
		if x.Was.Quotes[0].Path != "gazette.txt" || x.Now.Quotes[0].Path == "gazette.txt" {
			t.Errorf("%s: was %s, is %s", x.What, x.Was.Quotes[0].Path, x.Now.Quotes[0].Path)
		}
	}
	if shifts["2031-06-14"] != "2031-08-30" || shifts["240 million"] != "310 million" {
		t.Errorf("the day and the cost have changed: %v", shifts)
	}
	var people []string
	for _, p := range c.People {
		people = append(people, p.Name)
	}
	if len(people) != 1 || people[0] != "Tomas Reyke" || c.People[0].Role == nil {
		t.Errorf("new people: %v, want Tomas Reyke with what he is", people)
	}
	if len(c.Said) == 0 {
		t.Error("nothing said")
	}
	if !tellsOf(c.Coming, "30 August") || tellsOf(c.Coming, "14 June") {
		t.Errorf("coming: %v", texts(c.Coming))
	}
}

func TestNothingIsNewSinceNow(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(before))
	grow(t, d, since)
	c := changes(t, d, knowledge.ChangesQuery{Since: d.Revision()})
	if n := len(c.Documents) + len(c.New) + len(c.Changed) + len(c.Disputed) + len(c.People) + len(c.Said); n != 0 {
		t.Errorf("%d things are new: %+v", n, c)
	}
}

func TestChangesUpToARevisionStayTheSame(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(before))
	until := d.Revision()
	first := changes(t, d, knowledge.ChangesQuery{Since: 0, Until: until})
	grow(t, d, since)
	again := changes(t, d, knowledge.ChangesQuery{Since: 0, Until: until})
	if a, b := texts(first.New), texts(again.New); strings.Join(a, "|") != strings.Join(b, "|") || len(again.Documents) != 2 {
		t.Errorf("%d documents, first %v, later %v", len(again.Documents), a, b)
	}
}

func TestChangesAboutSomebodyNameThem(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(before))
	files := maps.Clone(since)
	files["fares.txt"] = "Fares fall\n\nThe Ledger, 11 March 2031\n\nFares on the ferry fell by 2 percent on 10 March 2031, Nordline said.\n"
	was := grow(t, d, files)
	m := d.Names().Lookup("Reyke")
	if m.Outcome != names.Found {
		t.Fatalf("%+v", m)
	}
	c := changes(t, d, knowledge.ChangesQuery{Since: was, About: m.Entity})
	if len(c.Documents) != 1 || c.Documents[0].Path != "herald.txt" {
		t.Errorf("documents: %v", c.Documents)
	}
	if tellsOf(c.New, "Fares") || len(c.Said) == 0 || !strings.Contains(c.Said[0].Quote.Text, "sways") {
		t.Errorf("new %v, said %v", texts(c.New), c.Said)
	}
}

func texts(entries []knowledge.TimelineEntry) (out []string) {
	for _, e := range entries {
		out = append(out, e.Text.Text)
	}
	return out
}

func tellsOf(entries []knowledge.TimelineEntry, words string) bool {
	return strings.Contains(strings.Join(texts(entries), "\n"), words)
}
