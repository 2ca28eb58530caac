package sqlstore_test

import (
	"path/filepath"
	"testing"

	"attache/internal/database/databasetest"
	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

func openFile(t *testing.T, dir string) *sqlstore.Store {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), filepath.Join(dir, "a folder", "store#?%20.db"), "dossier")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func inFile(t *testing.T, dir string) knowledge.Store { return openFile(t, dir) }

func inMemory(t *testing.T, _ string) knowledge.Store {
	s, err := sqlstore.Open(t.Context(), sqlstore.Memory, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inPostgres has a dossier for each folder.
func inPostgres(t *testing.T) knowledgetest.OpenStore {
	address := databasetest.Postgres(t)
	return func(t *testing.T, dir string) knowledge.Store {
		s, err := sqlstore.Open(t.Context(), address, dir)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestInFile(t *testing.T)         { knowledgetest.TestStore(t, inFile) }
func TestInMemory(t *testing.T)       { knowledgetest.TestStore(t, inMemory) }
func TestInPostgres(t *testing.T)     { knowledgetest.TestStore(t, inPostgres(t)) }
func TestReopen(t *testing.T)         { knowledgetest.TestStoreReopen(t, inFile) }
func TestReopenPostgres(t *testing.T) { knowledgetest.TestStoreReopen(t, inPostgres(t)) }
