package knowledge_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/language/names"
	"attache/knowledge/sqlstore"
)

// openAt returns a dossier whose store lies in a file and whose index lies in a
// folder, or in memory where index is empty.
func openAt(t *testing.T, store, index string) *knowledge.Dossier {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), store, "test")
	if err != nil {
		t.Fatal(err)
	}
	var ix *bleveindex.Index
	if index == "" {
		ix, err = bleveindex.OpenMemory()
	} else {
		ix, err = bleveindex.Open(index)
	}
	if err != nil {
		t.Fatal(err)
	}
	d, err := knowledge.Open(t.Context(), knowledge.Config{Store: s, Index: ix})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	quay  = "Quay\n\nThe eastern quay is eleven metres deep, the port says.\n"
	quay2 = "Quay\n\nThe eastern quay is twelve metres deep, the port says.\n"
	crane = "Crane\n\nThe blue crane lifts forty tonnes, the port says.\n"
)

func put(t *testing.T, d *knowledge.Dossier, docs ...knowledge.Document) string {
	t.Helper()
	results, err := d.Put(t.Context(), docs)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range results {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		out = append(out, strings.TrimSpace(r.Outcome.String()+" "+r.Of))
	}
	return strings.Join(out, ", ")
}

// best is the first quotation for a question, "" where there is none.
func best(t *testing.T, d *knowledge.Dossier, question string) string {
	t.Helper()
	e, err := d.Ask(t.Context(), question, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Quotes) == 0 || e.Verdict != knowledge.Answered {
		return ""
	}
	return e.Quotes[0].Citations[0].Text
}

func TestWhatBecomesOfADocumentThatIsPut(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	a, b := knowledge.NewDocument("a.txt", quay), knowledge.NewDocument("b.txt", quay)
	for _, step := range []struct {
		docs []knowledge.Document
		want string
	}{
		{[]knowledge.Document{a}, "added"},
		{[]knowledge.Document{a}, "unchanged"},
		{[]knowledge.Document{b}, "copy of a.txt"},
		{[]knowledge.Document{knowledge.NewDocument("a.txt", quay2)}, "revised"},
		{[]knowledge.Document{b, knowledge.NewDocument("c.txt", crane)}, "added, added"},
	} {
		if got := put(t, d, step.docs...); got != step.want {
			t.Errorf("%s: %s, want %s", step.docs[0].Path, got, step.want)
		}
	}
	if got := len(d.Documents()); got != 3 {
		t.Errorf("%d documents, want 3", got)
	}
}

func TestARevisedDocumentAnswersWithItsNewWordsAlone(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	put(t, d, knowledge.NewDocument("a.txt", quay))
	if got := best(t, d, "how deep is the eastern quay?"); !strings.Contains(got, "eleven") {
		t.Fatalf("before: %q", got)
	}
	put(t, d, knowledge.NewDocument("a.txt", quay2))
	if got := best(t, d, "how deep is the eastern quay?"); !strings.Contains(got, "twelve") {
		t.Errorf("after: %q", got)
	}
}

func TestADocumentThatIsRemovedIsGoneAtOnce(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	put(t, d, knowledge.NewDocument("a.txt", quay), knowledge.NewDocument("c.txt", crane))
	doc, err := d.Find(t.Context(), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	if got := best(t, d, "how deep is the eastern quay?"); got != "" {
		t.Errorf("still answers %q", got)
	}
	if _, err := d.Document(t.Context(), doc.ID); err == nil {
		t.Error("the document can still be read")
	}
}

func TestAFolderThatLosesAFileKeepsWhatWasIngested(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	ingested := knowledge.NewDocument("c.txt", crane)
	ingested.Ingested = true
	put(t, d, ingested)
	if _, err := d.Replace(t.Context(), []knowledge.Document{knowledge.NewDocument("a.txt", quay)}); err != nil {
		t.Fatal(err)
	}
	left, err := d.Replace(t.Context(), nil)
	if err != nil || len(left) != 1 || left[0].Outcome != knowledge.Left || left[0].Path != "a.txt" {
		t.Errorf("%+v, %v, want that a.txt left", left, err)
	}
	if docs := d.Documents(); len(docs) != 1 || docs[0].Path != "c.txt" {
		t.Errorf("documents: %v", docs)
	}
}

func TestAnIndexThatIsLostIsBuiltAgain(t *testing.T) {
	dir := t.TempDir()
	store := filepath.Join(dir, "store.db")
	d := openAt(t, store, filepath.Join(dir, "index"))
	put(t, d, knowledge.NewDocument("a.txt", quay))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openAt(t, store, filepath.Join(dir, "another"))
	defer d.Close()
	if got := best(t, d, "how deep is the eastern quay?"); !strings.Contains(got, "eleven") {
		t.Errorf("after the loss: %q", got)
	}
}

func TestWhatAnotherProcessStoresIsSeenAfterARefresh(t *testing.T) {
	store := filepath.Join(t.TempDir(), "store.db")
	serving, other := openAt(t, store, ""), openAt(t, store, "")
	defer serving.Close()
	defer other.Close()
	put(t, other, knowledge.NewDocument("a.txt", quay))
	if got := best(t, serving, "how deep is the eastern quay?"); got != "" {
		t.Errorf("seen before: %q", got)
	}
	if err := serving.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := best(t, serving, "how deep is the eastern quay?"); !strings.Contains(got, "eleven") {
		t.Errorf("after: %q", got)
	}
}

func TestACancelledPutKeepsWhatWasStored(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	put(t, d, knowledge.NewDocument("a.txt", quay))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Put(ctx, []knowledge.Document{knowledge.NewDocument("c.txt", crane)}); err == nil {
		t.Error("a cancelled put is no error")
	}
	if got := best(t, d, "how deep is the eastern quay?"); !strings.Contains(got, "eleven") {
		t.Errorf("after: %q", got)
	}
}

func TestIdsDependOnContentAlone(t *testing.T) {
	a, b := knowledge.NewDocument("a.txt", quay), knowledge.NewDocument("elsewhere/b.txt", quay)
	s := knowledge.Span{Start: 6, End: 20}
	if a.ID != b.ID || a.Cite(s).ID != b.Cite(s).ID {
		t.Error("equal texts have other ids")
	}
	c := knowledge.NewDocument("a.txt", quay2)
	if a.ID == c.ID || a.Cite(s).ID == c.Cite(s).ID || a.Cite(s).ID == a.Cite(knowledge.Span{Start: 6, End: 21}).ID {
		t.Error("different texts or spans have one id")
	}
}

func TestANearCopyIsToldAndKept(t *testing.T) {
	d := openAt(t, sqlstore.Memory, "")
	const report = "The port and the union signed a lease of the eastern quay on Tuesday, after a month of talks that had at times looked close to failing. " +
		"The lease runs for thirty years and costs the union two million crowns a year, which it pays in two parts. " +
		"Both sides said that they had given up more than they wanted to, and that nobody had slept for two days."
	give := func(path, text string) knowledge.Result {
		t.Helper()
		r, err := d.Put(t.Context(), []knowledge.Document{knowledge.NewDocument(path, text)})
		if err != nil || r[0].Err != nil {
			t.Fatal(err, r)
		}
		return r[0]
	}
	give("wire.txt", report)
	if r := give("herald.txt", "From our correspondent\n\n"+strings.Replace(report, "on Tuesday", "yesterday", 1)); r.Outcome != knowledge.NearCopy || r.Of != "wire.txt" {
		t.Errorf("a copy but for a few words: %v of %q", r.Outcome, r.Of)
	}
	if _, err := d.Find(t.Context(), "herald.txt"); err != nil {
		t.Error("it is not kept:", err)
	}
	if r := give("other.txt", "The lease of the quay is thirty years long. Dockers welcomed it, and the harbour master was asked for the key of the old crane, which nobody could find. "+
		"He said that he had seen it last in the spring, on a nail behind the door of the office."); r.Outcome != knowledge.Added {
		t.Errorf("another text: %v of %q", r.Outcome, r.Of)
	}
}

// TestWhatIsOnlyTakenInAnswersElsewhere: a dossier that holds no names tells copies,
// and what it stores has its names for who asks.
func TestWhatIsOnlyTakenInAnswersElsewhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "dossier.db")
	s, err := sqlstore.Open(t.Context(), file, "test")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	taking, err := knowledge.Open(t.Context(), knowledge.Config{Store: s, Index: ix, Nameless: true})
	if err != nil {
		t.Fatal(err)
	}
	const report = "Quay\n\nAda Moreau, the harbour master, said on Tuesday that the eastern quay is eleven metres deep. Ada Moreau took office in May.\n"
	if got := put(t, taking, knowledge.NewDocument("a.txt", report), knowledge.NewDocument("b.txt", report)); got != "added, copy of a.txt" {
		t.Errorf("put: %s", got)
	}
	if got := taking.Names().Entities(); len(got) != 0 {
		t.Errorf("it holds %d names", len(got))
	}
	if err := taking.Close(); err != nil {
		t.Fatal(err)
	}
	asked := openAt(t, file, "")
	defer asked.Close()
	if got := asked.Names().Entities(); len(got) == 0 || got[0].Name != "Ada Moreau" {
		t.Errorf("who asks finds the names %v", got)
	}
}

// TestTheSameAddressIsTheSameDocument: what is brought in again from one address is
// revised, under whichever path it comes; a file of the folder is another document.
func TestTheSameAddressIsTheSameDocument(t *testing.T) {
	d := openAt(t, ":memory:", "")
	defer d.Close()
	from := func(path, text string, ingested bool) knowledge.Document {
		doc := knowledge.NewDocument(path, text)
		doc.URL, doc.Ingested = "https://herald.example/quay/", ingested
		return doc
	}
	put(t, d, from("quay.html", quay, true))
	for _, test := range []struct {
		doc     knowledge.Document
		outcome knowledge.Outcome
		path    string
	}{
		{from("https://herald.example/quay#top", quay2, true), knowledge.Revised, "quay.html"},
		{from("folder/quay.html", crane, false), knowledge.Added, "folder/quay.html"},
	} {
		got, err := d.Put(t.Context(), []knowledge.Document{test.doc})
		if err != nil || len(got) != 1 || got[0].Outcome != test.outcome || got[0].Path != test.path {
			t.Errorf("%s: %+v, %v, want %v as %s", test.doc.Path, got, err, test.outcome, test.path)
		}
	}
	if n := len(d.Documents()); n != 2 {
		t.Errorf("%d documents, want 2", n)
	}
}

// TestAliasesAreTakenWhileOpen: names are joined as soon as somebody says that they
// are one, and what was worked out before is not taken for that.
func TestAliasesAreTakenWhileOpen(t *testing.T) {
	d := knowledgetest.Open(t, knowledge.Config{})
	knowledgetest.Fill(t, d, []knowledge.Document{knowledge.NewDocument("a.txt", "Lease\n\nIngrid Halvorsen signed the lease. Later Tomas Reyke signed it too, and Halvorsen left.\n")})
	before := d.Edition()
	joined := names.Aliases{Same: [][]string{{"Ingrid Halvorsen", "Tomas Reyke"}}}
	for range 2 {
		if err := d.SetAliases(t.Context(), joined); err != nil {
			t.Fatal(err)
		}
	}
	a, b := d.Names().Lookup("Ingrid Halvorsen"), d.Names().Lookup("Tomas Reyke")
	if a.Entity == nil || a.Entity != b.Entity {
		t.Errorf("%+v and %+v are two", a.Entity, b.Entity)
	}
	if d.Edition() == before {
		t.Error("the edition is the one from before")
	}
}
