package bleveindex_test

import (
	"path/filepath"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
)

func openIn(t *testing.T, dir string) knowledge.Index {
	ix, err := bleveindex.Open(filepath.Join(dir, "index"))
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func openMemory(t *testing.T, _ string) knowledge.Index {
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func TestOnDisk(t *testing.T)   { knowledgetest.TestIndex(t, openIn) }
func TestInMemory(t *testing.T) { knowledgetest.TestIndex(t, openMemory) }
func TestReopen(t *testing.T)   { knowledgetest.TestIndexReopen(t, openIn) }
