package knowledgetest

import (
	"io/fs"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/ingest"
	"attache/knowledge/sqlstore"
)

// Open opens a dossier that is closed when the test ends. A store or an index that
// the configuration leaves out is one in memory.
func Open(tb testing.TB, c knowledge.Config) *knowledge.Dossier {
	tb.Helper()
	var err error
	if c.Store == nil {
		if c.Store, err = sqlstore.Open(tb.Context(), sqlstore.Memory, "test"); err != nil {
			tb.Fatal(err)
		}
	}
	if c.Index == nil {
		if c.Index, err = bleveindex.OpenMemory(); err != nil {
			tb.Fatal(err)
		}
	}
	d, err := knowledge.Open(tb.Context(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { d.Close() })
	return d
}

// OpenOnDisk opens an empty dossier as it is kept by those who run the program, for
// what measures, and gives its index beside it.
func OpenOnDisk(tb testing.TB) (*knowledge.Dossier, *bleveindex.Index) {
	tb.Helper()
	dir := tb.TempDir()
	store, err := sqlstore.Open(tb.Context(), dir+"/store.db", "bench")
	if err != nil {
		tb.Fatal(err)
	}
	index, err := bleveindex.Open(dir + "/index")
	if err != nil {
		tb.Fatal(err)
	}
	return Open(tb, knowledge.Config{Store: store, Index: index}), index
}

// OpenFolder opens a dossier in memory that holds the documents of a folder, with
// the other names that its dossier.yaml gives.
func OpenFolder(tb testing.TB, fsys fs.FS) *knowledge.Dossier {
	tb.Helper()
	f, err := ingest.ReadFolder(tb.Context(), fsys)
	if err != nil {
		tb.Fatal(err)
	}
	d := Open(tb, knowledge.Config{Aliases: f.Aliases})
	Fill(tb, d, f.Documents)
	return d
}

// Fill makes documents all that a dossier holds.
func Fill(tb testing.TB, d *knowledge.Dossier, docs []knowledge.Document) {
	tb.Helper()
	results, err := d.Replace(tb.Context(), docs)
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range results {
		if r.Err != nil {
			tb.Fatal(r.Err)
		}
	}
}
