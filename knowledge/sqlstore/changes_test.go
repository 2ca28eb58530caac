package sqlstore_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

func put(t *testing.T, s *sqlstore.Store, path string, n int) knowledge.Document {
	t.Helper()
	doc := knowledgetest.Document(path, n)
	if err := s.Put(t.Context(), doc, knowledgetest.FactsOf(doc)); err != nil {
		t.Fatal(err)
	}
	return doc
}

func revision(t *testing.T, s *sqlstore.Store) int64 {
	t.Helper()
	n, err := s.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func wantChanges(t *testing.T, s *sqlstore.Store, since int64, known bool, put, deleted []knowledge.DocID) {
	t.Helper()
	got, err := s.Changes(t.Context(), since)
	if err != nil {
		t.Fatal(err)
	}
	want := sqlstore.Changes{Revision: revision(t, s), Known: known, Put: put, Deleted: deleted}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("changes since %d (-want +got):\n%s", since, d)
	}
}

func ids(docs ...knowledge.Document) (ids []knowledge.DocID) {
	for _, doc := range docs {
		ids = append(ids, doc.ID)
	}
	return ids
}

func TestChangesSince(t *testing.T) {
	s := openFile(t, t.TempDir())
	defer s.Close()
	start := revision(t, s)
	a, b := put(t, s, "a.txt", 1), put(t, s, "b.txt", 2)
	both := revision(t, s)
	revised := put(t, s, "a.txt", 3)
	if err := s.Delete(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	late := revision(t, s)
	wantChanges(t, s, start, true, ids(revised), ids(a, b))
	wantChanges(t, s, both, true, ids(revised), ids(a, b))
	wantChanges(t, s, late, true, nil, nil)
	b = put(t, s, "b.txt", 2)
	wantChanges(t, s, both, true, ids(revised, b), ids(a))
	wantChanges(t, s, late, true, ids(b), nil)
}

func TestChangesSinceARevisionOfAnotherStore(t *testing.T) {
	one, two := openFile(t, t.TempDir()), openFile(t, t.TempDir())
	defer one.Close()
	defer two.Close()
	a, b := put(t, one, "a.txt", 1), put(t, one, "b.txt", 2)
	put(t, two, "c.txt", 3)
	wantChanges(t, one, revision(t, two), false, ids(a, b), nil)
	wantChanges(t, one, 0, false, ids(a, b), nil)
}

func TestDossiersInOneFileAreApart(t *testing.T) {
	path := t.TempDir() + "/store.db"
	var stores []*sqlstore.Store
	for _, dossier := range []string{"one", "two"} {
		s, err := sqlstore.Open(t.Context(), path, dossier)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores = append(stores, s)
	}
	doc := put(t, stores[0], "a.txt", 1)
	before := revision(t, stores[0])
	put(t, stores[1], "a.txt", 1)
	if err := stores[1].Delete(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := stores[0].Document(t.Context(), doc.ID); err != nil {
		t.Errorf("what another dossier deleted is gone: %v", err)
	}
	if after := revision(t, stores[0]); after != before {
		t.Errorf("another dossier's changes made revision %d of %d", after, before)
	}
}
