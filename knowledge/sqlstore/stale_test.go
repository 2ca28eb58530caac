package sqlstore_test

import (
	"path/filepath"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// TestDossierOfAnotherVersionIsReadAgain: who updates attache keeps the data.
func TestDossierOfAnotherVersionIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	doc := knowledge.NewDocument("a.txt", "The ferry left the harbour at noon.\n\nNobody was on board.\n")
	d := openDossier(t, path, ix)
	if _, err := d.Put(t.Context(), []knowledge.Document{doc}); err != nil {
		t.Fatal(err)
	}
	run(t, raw(t, path), `UPDATE facts SET version = '0-of another version', data = x'00'`)
	if err := ix.Delete(t.Context(), doc.ID); err != nil { // as if that version had cut other passages
		t.Fatal(err)
	}
	d = openDossier(t, path, ix)
	facts, err := d.Facts(t.Context(), doc.ID)
	if err != nil || len(facts.Passages) == 0 {
		t.Errorf("facts %+v, %v: want those that this version reads", facts, err)
	}
	hits, err := ix.Search(t.Context(), knowledge.Query{Terms: knowledgetest.Terms(ix, "ferry")})
	if err != nil || len(hits) != 1 {
		t.Errorf("hits %+v, %v: want the passage that this version cut", hits, err)
	}
}

func openDossier(t *testing.T, path string, ix knowledge.Index) *knowledge.Dossier {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), path, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d, err := knowledge.Open(t.Context(), knowledge.Config{Store: s, Index: ix})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
