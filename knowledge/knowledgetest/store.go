package knowledgetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
	"attache/knowledge/language/timex"
)

// OpenStore opens the store that is kept in the folder dir, or makes one there.
// It calls t.Fatal where it cannot. Tests close what it returns.
type OpenStore func(t *testing.T, dir string) knowledge.Store

// TestStore tests what every store does. Stores that are gone when they are
// closed may leave dir alone.
func TestStore(t *testing.T, open OpenStore) {
	tests := map[string]func(*testing.T, knowledge.Store){
		"gives back what was put":               testRoundTrip,
		"knows since when it holds a text":      testStored,
		"keeps any bytes":                       testBytes,
		"keeps dates known in part":             testDates,
		"puts in the place of the same path":    testSamePath,
		"keeps texts of before":                 testVersions,
		"moves a text to its new path":          testMoved,
		"puts the same document twice":          testTwice,
		"deletes":                               testStoreDelete,
		"says what it does not hold":            testNotFound,
		"yields documents by path":              testDocuments,
		"can be used while documents are drawn": testNested,
		"changes its revision with each change": testRevision,
		"refuses a hash that is not the text's": testWrongHash,
		"heeds a cancelled context":             testStoreCancelled,
		"is safe for concurrent use":            testStoreConcurrent,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			defer func() {
				if err := s.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			}()
			test(t, s)
		})
	}
}

// TestStoreReopen tests that a store is the same after it was closed and opened
// again, and that two who have it open see each other's changes.
func TestStoreReopen(t *testing.T, open OpenStore) {
	dir := t.TempDir()
	one := open(t, dir)
	doc := Document("a.txt", 1)
	store(t, one, doc, FactsOf(doc))
	before := revision(t, one)
	two := open(t, dir)
	defer two.Close()
	if got := get(t, two, doc.ID); got.Text != doc.Text {
		t.Errorf("the other one reads %q", got.Text)
	}
	later := Document("b.txt", 2)
	store(t, two, later, FactsOf(later))
	if got := get(t, one, later.ID); got.Path != later.Path {
		t.Errorf("the first one reads %q", got.Path)
	}
	if after := revision(t, one); after == before {
		t.Errorf("revision is still %d after the other one changed the store", after)
	}
	after := revision(t, two)
	if err := one.Close(); err != nil {
		t.Fatal(err)
	}
	one = open(t, dir)
	defer one.Close()
	if d := cmp.Diff([]string{"a.txt", "b.txt"}, paths(t, one)); d != "" {
		t.Errorf("paths after opening again (-want +got):\n%s", d)
	}
	if got := revision(t, one); got != after {
		t.Errorf("revision %d after opening again, want %d", got, after)
	}
}

// Document returns a document with every field set and a text of its own for
// each n.
func Document(path string, n int) knowledge.Document {
	var b strings.Builder
	for p := range Generate(3, uint64(n)) {
		fmt.Fprintf(&b, "%s\n\n", p.Text)
	}
	doc := knowledge.NewDocument(path, b.String())
	doc.Format, doc.Encoding, doc.Language, doc.URL = "text", "windows-1251", "en", "https://news.example/"+path
	doc.Ingested, doc.Pages = true, []int{0, len(doc.Text) / 2}
	doc.Lines = []knowledge.Line{{At: 0, Number: 3}, {At: len(doc.Text) / 2, Number: 7}}
	doc.Stored = knowledge.Stored{At: time.Date(2025, 11, 21, 8, 0, n%60, 0, time.UTC), Revision: 1}
	doc.Title = knowledge.Found{Value: fmt.Sprintf("Title %d", n), From: "first line"}
	doc.Publisher = knowledge.Found{Value: "The Example", From: "dossier.yaml"}
	doc.Published = knowledge.FoundDate{Value: language.Date{Year: 2025, Month: 11, Day: 19}, From: "dateline",
		Also: []knowledge.FoundDate{{Value: language.Date{Year: 2025, Month: 11, Day: 20}, From: "feed"}}}
	return doc
}

// FactsOf returns facts of every kind about the document. They make no sense, but
// they are as many as there are in a real one.
func FactsOf(doc knowledge.Document) knowledge.Facts {
	var facts knowledge.Facts
	words := strings.Fields(doc.Text)
	at := 0
	for i, w := range words {
		span := language.Span{Start: at + strings.Index(doc.Text[at:], w)}
		span.End = span.Start + len(w)
		at = span.End
		day := language.Date{Year: 2025, Month: i%12 + 1}
		switch i % 20 {
		case 0:
			facts.Passages = append(facts.Passages, knowledge.Passage{ID: knowledge.PassageID(fmt.Sprintf("%s-%d", doc.ID, i)), Doc: doc.ID, Span: span})
		case 1:
			facts.Timexes = append(facts.Timexes, timex.Timex{Span: span, Value: day.String(), From: day, To: day,
				Because: []language.Span{span}, Pair: -1, Event: &timex.Event{Count: 3, Unit: "D", Words: span}})
		case 2, 3, 4:
			facts.Names = append(facts.Names, names.Mention{Span: span, Name: w, Full: w, Roles: []language.Span{span}, RoleTexts: []string{w}})
		case 5:
			facts.Claims = append(facts.Claims, speech.Claim{Span: span, Quote: span, Direct: true, Speaker: w, SpeakerSpan: span, Verb: "said"})
		case 6:
			facts.Events = append(facts.Events, knowledge.Event{Span: span, Timex: -1, When: knowledge.When{From: day, Basis: knowledge.Carried}, Because: []language.Span{span}})
		}
	}
	return facts
}

func store(t *testing.T, s knowledge.Store, doc knowledge.Document, facts knowledge.Facts) {
	t.Helper()
	if err := s.Put(t.Context(), doc, facts); err != nil {
		t.Fatalf("Put: %v", err)
	}
}

func get(t *testing.T, s knowledge.Store, id knowledge.DocID) knowledge.Document {
	t.Helper()
	doc, err := s.Document(t.Context(), id)
	if err != nil {
		t.Fatalf("Document: %v", err)
	}
	return doc
}

func revision(t *testing.T, s knowledge.Store) int64 {
	t.Helper()
	n, err := s.Revision(t.Context())
	if err != nil {
		t.Fatalf("Revision: %v", err)
	}
	return n
}

func paths(t *testing.T, s knowledge.Store) []string {
	t.Helper()
	var paths []string
	for doc, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatalf("Documents: %v", err)
		}
		paths = append(paths, doc.Path)
	}
	return paths
}

func wantPaths(t *testing.T, s knowledge.Store, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, paths(t, s)); d != "" {
		t.Errorf("paths (-want +got):\n%s", d)
	}
}

func testRoundTrip(t *testing.T, s knowledge.Store) {
	doc := Document("folder/a.txt", 1)
	for value, i := reflect.ValueOf(doc), 0; i < value.NumField(); i++ {
		if value.Field(i).IsZero() {
			t.Errorf("this suite does not set Document.%s, so that a store could forget it", value.Type().Field(i).Name)
		}
	}
	facts := FactsOf(doc)
	store(t, s, doc, facts)
	store(t, s, knowledge.NewDocument("bare.txt", "Bare."), knowledge.Facts{})
	if d := cmp.Diff(doc, get(t, s, doc.ID), cmpopts.IgnoreFields(knowledge.Stored{}, "Revision")); d != "" {
		t.Errorf("document (-put +got):\n%s", d)
	}
	got, err := s.Facts(t.Context(), doc.ID)
	if d := cmp.Diff(facts, got); d != "" || err != nil {
		t.Errorf("facts: %v (-put +got):\n%s", err, d)
	}
	got, err = s.Facts(t.Context(), knowledge.NewDocument("", "Bare.").ID)
	if d := cmp.Diff(knowledge.Facts{}, got); d != "" || err != nil {
		t.Errorf("no facts: %v (-put +got):\n%s", err, d)
	}
}

// testStored: what tells new documents from old ones.
func testStored(t *testing.T, s knowledge.Store) {
	doc, later := Document("a.txt", 1), Document("b.txt", 2)
	store(t, s, doc, FactsOf(doc))
	first := get(t, s, doc.ID).Stored
	if first.At != doc.Stored.At || first.Revision != revision(t, s) {
		t.Errorf("stored %+v, want at %s, revision %d", first, doc.Stored.At, revision(t, s))
	}
	store(t, s, later, FactsOf(later))
	again := doc
	again.Path, again.Title.Value, again.Stored.At = "moved.txt", "Another title", doc.Stored.At.Add(time.Hour)
	store(t, s, again, FactsOf(again))
	if got := get(t, s, doc.ID).Stored; got != first {
		t.Errorf("a text that was put again is held since %+v, want %+v", got, first)
	}
	if got := get(t, s, later.ID).Stored.Revision; got <= first.Revision {
		t.Errorf("a later text has revision %d, the one before it %d", got, first.Revision)
	}
	undated := knowledge.NewDocument("c.txt", "Undated.")
	store(t, s, undated, knowledge.Facts{})
	if get(t, s, undated.ID).Stored.At.IsZero() {
		t.Error("a text that was put without a moment has none")
	}
}

func testBytes(t *testing.T, s knowledge.Store) {
	for i, text := range []string{"", "\x00", "nul \x00 inside", "not \xff\xfe UTF-8 \xc3", "\ufeffmark", "дом 北京 \U0001F600", "line\r\nend\r", strings.Repeat("long ", 1<<18)} {
		doc := knowledge.NewDocument(fmt.Sprintf("%d \x00\xff?#%%'ü.txt", i), text)
		doc.Title.Value = text[:min(len(text), 40)]
		store(t, s, doc, knowledge.Facts{Names: []names.Mention{{Name: doc.Title.Value}}})
		if d := cmp.Diff(doc, get(t, s, doc.ID), cmpopts.IgnoreTypes(knowledge.Stored{})); d != "" {
			t.Errorf("text %d (-put +got):\n%.300s", i, d)
		}
		facts, err := s.Facts(t.Context(), doc.ID)
		if err != nil || facts.Names[0].Name != doc.Title.Value {
			t.Errorf("facts %d: %+v, %v", i, facts, err)
		}
	}
}

func testDates(t *testing.T, s knowledge.Store) {
	for i, date := range []language.Date{{}, {Year: 1973}, {Year: 1953, Month: 7}, {Month: 11, Day: 19}, {Year: -44, Month: 3, Day: 15}} {
		doc := knowledge.NewDocument("a.txt", fmt.Sprint("text ", i))
		doc.Published.Value = date
		store(t, s, doc, knowledge.Facts{Timexes: []timex.Timex{{From: date}}, Events: []knowledge.Event{{When: knowledge.When{To: date}}}})
		facts, err := s.Facts(t.Context(), doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []language.Date{get(t, s, doc.ID).Published.Value, facts.Timexes[0].From, facts.Events[0].When.To} {
			if got != date {
				t.Errorf("%#v became %#v", date, got)
			}
		}
	}
}

func testSamePath(t *testing.T, s knowledge.Store) {
	old, revised, other := Document("a.txt", 1), Document("a.txt", 2), Document("b.txt", 3)
	store(t, s, old, FactsOf(old))
	store(t, s, other, FactsOf(other))
	store(t, s, revised, FactsOf(revised))
	wantPaths(t, s, "a.txt", "b.txt")
	if got := get(t, s, revised.ID); got.Text != revised.Text {
		t.Errorf("text %q", got.Text)
	}
	if _, err := s.Document(t.Context(), old.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("the replaced document: %v, want ErrNotFound", err)
	}
	if _, err := s.Facts(t.Context(), old.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("the facts of the replaced document: %v, want ErrNotFound", err)
	}
}

func testVersions(t *testing.T, s knowledge.Store) {
	one, two, three := Document("a.txt", 1), Document("a.txt", 2), Document("a.txt", 3)
	other := Document("b.txt", 4)
	for _, doc := range []knowledge.Document{one, two, two, other, three, one} {
		store(t, s, doc, FactsOf(doc))
	}
	got, err := s.Versions(t.Context(), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, v := range got {
		texts[v.Text] = true
		if v.Path != "a.txt" || v.Title == "" || v.Replaced.Before(v.Stored) {
			t.Errorf("version %+v", v)
		}
	}
	if len(got) != 3 || !texts[one.Text] || !texts[two.Text] || !texts[three.Text] {
		t.Errorf("the document had %d texts before: %v", len(got), texts)
	}
	if v, err := s.Version(t.Context(), two.ID); err != nil || v.Text != two.Text {
		t.Errorf("by its id: %q, %v", v.Text, err)
	}
	if _, err := s.Version(t.Context(), other.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("a text that stands: %v", err)
	}
	if err := s.Delete(t.Context(), one.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Versions(t.Context(), "a.txt"); len(got) > 0 || err != nil {
		t.Errorf("of a document that was taken out there is still %v, %v", got, err)
	}
}

func testMoved(t *testing.T, s knowledge.Store) {
	here, there := Document("here.txt", 1), Document("there.txt", 1)
	store(t, s, here, FactsOf(here))
	store(t, s, there, FactsOf(there))
	wantPaths(t, s, "there.txt")
}

func testTwice(t *testing.T, s knowledge.Store) {
	doc := Document("a.txt", 1)
	store(t, s, doc, FactsOf(doc))
	doc.Title.Value = "Another title"
	store(t, s, doc, knowledge.Facts{})
	wantPaths(t, s, "a.txt")
	if got := get(t, s, doc.ID).Title.Value; got != "Another title" {
		t.Errorf("title %q", got)
	}
	if facts, err := s.Facts(t.Context(), doc.ID); err != nil || len(facts.Names) != 0 {
		t.Errorf("facts of before: %v, %v", facts.Names, err)
	}
}

func testStoreDelete(t *testing.T, s knowledge.Store) {
	a, b, c := Document("a.txt", 1), Document("b.txt", 2), Document("c.txt", 3)
	for _, doc := range []knowledge.Document{a, b, c} {
		store(t, s, doc, FactsOf(doc))
	}
	if err := s.Delete(t.Context(), a.ID, "unknown", c.ID, a.ID); err != nil {
		t.Fatal(err)
	}
	wantPaths(t, s, "b.txt")
	if _, err := s.Facts(t.Context(), a.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("facts of a deleted document: %v, want ErrNotFound", err)
	}
	store(t, s, a, FactsOf(a))
	wantPaths(t, s, "a.txt", "b.txt")
}

func testNotFound(t *testing.T, s knowledge.Store) {
	wantPaths(t, s)
	if _, err := s.Document(t.Context(), "unknown"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Document: %v, want ErrNotFound", err)
	}
	if _, err := s.Facts(t.Context(), "unknown"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Facts: %v, want ErrNotFound", err)
	}
	if err := s.Delete(t.Context()); err != nil {
		t.Errorf("Delete of nothing: %v", err)
	}
}

func testDocuments(t *testing.T, s knowledge.Store) {
	var want []string
	for i := range 600 {
		doc := knowledge.NewDocument(fmt.Sprintf("%03d.txt", (i*7)%600), fmt.Sprint("text ", i))
		store(t, s, doc, knowledge.Facts{})
		want = append(want, doc.Path)
	}
	store(t, s, Document("", 1), knowledge.Facts{})
	want = append(want, "")
	slices.Sort(want)
	wantPaths(t, s, want...)
	n := 0
	for doc, err := range s.Documents(t.Context()) {
		if err != nil || doc.Text != "" || doc.ID == "" || doc.Hash == [sha256.Size]byte{} {
			t.Errorf("%+v, %v: want a document without its text", doc, err)
		}
		if n++; n == 300 {
			break
		}
	}
}

func testNested(t *testing.T, s knowledge.Store) {
	for i := range 3 {
		doc := Document(fmt.Sprintf("%d.txt", i), i)
		store(t, s, doc, FactsOf(doc))
	}
	for doc, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Facts(t.Context(), doc.ID); err != nil {
			t.Error(err)
		}
		if err := s.Delete(t.Context(), doc.ID); err != nil {
			t.Error(err)
		}
	}
	wantPaths(t, s)
}

func testRevision(t *testing.T, s knowledge.Store) {
	doc := Document("a.txt", 1)
	seen := map[int64]string{revision(t, s): "the beginning"}
	step := func(what string, do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		n := revision(t, s)
		if before, ok := seen[n]; ok {
			t.Errorf("revision %d after %s and after %s", n, what, before)
		}
		seen[n] = what
	}
	step("a put", func() error { return s.Put(t.Context(), doc, knowledge.Facts{}) })
	step("the same put", func() error { return s.Put(t.Context(), doc, FactsOf(doc)) })
	step("a revised text", func() error { return s.Put(t.Context(), Document("a.txt", 2), knowledge.Facts{}) })
	step("a delete", func() error { return s.Delete(t.Context(), Document("a.txt", 2).ID) })
	n := revision(t, s)
	if err := s.Delete(t.Context(), "unknown"); err != nil {
		t.Fatal(err)
	}
	get := func() error { _, err := s.Document(t.Context(), "unknown"); return err }
	if err := get(); !errors.Is(err, knowledge.ErrNotFound) {
		t.Fatal(err)
	}
	if got := revision(t, s); got != n {
		t.Errorf("revision %d after what changes nothing, was %d", got, n)
	}
}

func testWrongHash(t *testing.T, s knowledge.Store) {
	doc := Document("a.txt", 1)
	doc.Text += " and more"
	if err := s.Put(t.Context(), doc, knowledge.Facts{}); err == nil {
		t.Error("Put took a document whose hash is not that of its text")
	}
	wantPaths(t, s)
}

func testStoreCancelled(t *testing.T, s knowledge.Store) {
	doc := Document("a.txt", 1)
	store(t, s, doc, knowledge.Facts{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, documentErr := s.Document(ctx, doc.ID)
	_, factsErr := s.Facts(ctx, doc.ID)
	_, revisionErr := s.Revision(ctx)
	for what, err := range map[string]error{
		"Put":      s.Put(ctx, Document("b.txt", 2), knowledge.Facts{}),
		"Delete":   s.Delete(ctx, doc.ID),
		"Document": documentErr,
		"Facts":    factsErr,
		"Revision": revisionErr,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", what, err)
		}
	}
	for _, err := range s.Documents(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Documents: %v, want context.Canceled", err)
		}
	}
	wantPaths(t, s, "a.txt")
}

// testStoreConcurrent: who reads while others write finds every document whole.
func testStoreConcurrent(t *testing.T, s knowledge.Store) {
	const writers, rounds = 3, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range rounds {
				doc := Document(fmt.Sprintf("%d.txt", w), w*rounds+i)
				if err := s.Put(t.Context(), doc, FactsOf(doc)); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range rounds {
				for doc, err := range s.Documents(t.Context()) {
					if err != nil {
						t.Error(err)
						return
					}
					CheckWhole(t, s, doc.ID)
				}
			}
		})
	}
	wg.Wait()
	wantPaths(t, s, "0.txt", "1.txt", "2.txt")
}

// CheckWhole tests that a document made by [Document] is in the store with its
// whole text and with the facts that [FactsOf] gives, or not at all.
func CheckWhole(t *testing.T, s knowledge.Store, id knowledge.DocID) {
	t.Helper()
	doc, err := s.Document(t.Context(), id)
	if errors.Is(err, knowledge.ErrNotFound) {
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	if sha256.Sum256([]byte(doc.Text)) != doc.Hash {
		t.Errorf("document %s: the text is not the one that was put", id)
	}
	facts, err := s.Facts(t.Context(), id)
	if errors.Is(err, knowledge.ErrNotFound) {
		if _, err := s.Document(t.Context(), id); !errors.Is(err, knowledge.ErrNotFound) {
			t.Errorf("document %s is there, its facts are not", id)
		}
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	if d := cmp.Diff(FactsOf(doc), facts); d != "" {
		t.Errorf("facts of document %s (-put +got):\n%s", id, d)
	}
}
