package sqlstore_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"attache/internal/database"
	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// otherVersion makes it look as if a version that reads otherwise had put what is
// there.
const otherVersion = `UPDATE facts SET version = '0-of another version', data = '\x00'`

// anyDatabase opens the database behind a store.
func anyDatabase(t *testing.T, at string) *sql.DB {
	t.Helper()
	if !database.IsPostgres(at) {
		return raw(t, at)
	}
	db, err := sql.Open("pgx", at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestDossierOfAnotherVersionIsReadAgain: who updates attache keeps the data.
func TestDossierOfAnotherVersionIsReadAgain(t *testing.T) {
	each(t, func(t *testing.T, dir string) {
		at := placeIn(dir)
		ix := memoryIndex(t)
		doc := knowledge.NewDocument("a.txt", "The ferry left the harbour at noon.\n\nNobody was on board.\n")
		d := openDossier(t, at, ix)
		if _, err := d.Put(t.Context(), []knowledge.Document{doc}); err != nil {
			t.Fatal(err)
		}
		run(t, anyDatabase(t, at), otherVersion)
		cutOtherwise(t, ix, doc)
		answers(t, openDossier(t, at, ix), ix, doc.ID, "ferry")
	})
}

// TestReplicasOfTwoVersions: while replicas are updated one after the other, an
// older and a newer one answer from one database, each from what it reads itself.
func TestReplicasOfTwoVersions(t *testing.T) {
	each(t, func(t *testing.T, dir string) {
		at := placeIn(dir)
		ix, later := memoryIndex(t), memoryIndex(t)
		d := openDossier(t, at, ix)
		first := knowledge.NewDocument("a.txt", "The ferry left the harbour at noon.\n")
		if _, err := d.Put(t.Context(), []knowledge.Document{first}); err != nil {
			t.Fatal(err)
		}
		db := anyDatabase(t, at)
		count := func(want int, what string) {
			t.Helper()
			var n int
			if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM facts`).Scan(&n); err != nil || n != want {
				t.Errorf("%s, facts of %d readings are kept, want %d (%v)", what, n, want, err)
			}
		}
		// Another replica stores a document, and is of another version.
		second := knowledge.NewDocument("b.txt", "The tunnel was flooded at night.\n")
		s, err := sqlstore.Open(t.Context(), at, "dossier")
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := s.Put(t.Context(), second, knowledge.Facts{}); err != nil {
			t.Fatal(err)
		}
		run(t, db, otherVersion)
		if err := d.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		revision := d.Revision()
		answers(t, d, ix, first.ID, "ferry")
		answers(t, d, ix, second.ID, "tunnel")
		// One that starts now finds that all is read.
		answers(t, openDossier(t, at, later), later, first.ID, "ferry")
		count(4, "while both work")
		if got := d.Revision(); got != revision {
			t.Errorf("reading for itself made revision %d of %d: every replica would look what has changed", got, revision)
		}
		if err := d.DropStale(t.Context()); err != nil {
			t.Fatal(err)
		}
		count(2, "after the update")
		answers(t, d, ix, second.ID, "tunnel")
	})
}

// TestIndexOfAnotherVersionIsMadeAgain: where another replica has read all for this
// version, the index of its own is still that of the one before.
func TestIndexOfAnotherVersionIsMadeAgain(t *testing.T) {
	at := filepath.Join(t.TempDir(), "store.db")
	ix := memoryIndex(t)
	doc := knowledge.NewDocument("a.txt", "The ferry left the harbour at noon.\n")
	if _, err := openDossier(t, at, ix).Put(t.Context(), []knowledge.Document{doc}); err != nil {
		t.Fatal(err)
	}
	cutOtherwise(t, ix, doc)
	answers(t, openDossier(t, at, ix), ix, doc.ID, "ferry")
	if hits, err := ix.Search(t.Context(), knowledge.Query{Terms: knowledgetest.Terms(ix, "gone")}); err != nil || len(hits) != 0 {
		t.Errorf("hits %+v, %v: passages of the version before are found", hits, err)
	}
}

// cutOtherwise makes of an index that of a version which cut other passages.
func cutOtherwise(t *testing.T, ix knowledge.Index, doc knowledge.Document) {
	t.Helper()
	if err := ix.Delete(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	old := knowledge.IndexedPassage{Passage: knowledge.Passage{ID: "p-of-before", Doc: doc.ID, Span: knowledge.Span{Start: 0, End: 3}}, Text: "gone"}
	if err := ix.Put(t.Context(), []knowledge.IndexedPassage{old}); err != nil {
		t.Fatal(err)
	}
	if err := ix.SetMarker(t.Context(), string(doc.ID)+"/0/"+doc.Title.Value); err != nil {
		t.Fatal(err)
	}
}

// answers fails the test where a document is not found by a word, or not read.
func answers(t *testing.T, d *knowledge.Dossier, ix knowledge.Index, id knowledge.DocID, word string) {
	t.Helper()
	facts, err := d.Facts(t.Context(), id)
	if err != nil || len(facts.Passages) == 0 {
		t.Errorf("facts %+v, %v: want those that this version reads", facts, err)
	}
	hits, err := ix.Search(t.Context(), knowledge.Query{Terms: knowledgetest.Terms(ix, word)})
	if err != nil || len(hits) != 1 {
		t.Errorf("hits %+v, %v: want the passage that this version cut", hits, err)
	}
}

func memoryIndex(t *testing.T) knowledge.Index {
	t.Helper()
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func openDossier(t *testing.T, at string, ix knowledge.Index) *knowledge.Dossier {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), at, "dossier")
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
