package sqlstore_test

import (
	"path/filepath"
	"testing"

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

func TestDossiersInOneFileAreApart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
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
