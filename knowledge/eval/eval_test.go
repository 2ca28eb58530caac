package eval_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/eval"
	"attache/knowledge/ingest"
	"attache/knowledge/sqlstore"
)

var (
	verbose = flag.Bool("outcomes", false, "write the outcome of every question")
	explain = flag.String("explain", "", "write every candidate for the question with this id")
)

// sets are the corpora with questions: their documents and the questions.
var sets = map[string]struct{ docs, questions string }{
	"encyclopedia": {"testdata/encyclopedia/docs", "testdata/encyclopedia/questions.jsonl"},
	"wikinews":     {"testdata/wikinews/docs", "testdata/wikinews/questions.jsonl"},
	"seeds":        {"../../seeds", "testdata/seeds/questions.jsonl"},
}

func open(t testing.TB, folder string) *knowledge.Dossier {
	t.Helper()
	return openPart(t, folder, func(string) bool { return true })
}

// openPart opens the documents of a folder whose names are wanted.
func openPart(t testing.TB, folder string, wanted func(name string) bool) *knowledge.Dossier {
	t.Helper()
	d, _ := openBoth(t, folder, wanted)
	return d
}

func openIndex(t testing.TB, folder string) knowledge.Index {
	t.Helper()
	_, index := openBoth(t, folder, func(string) bool { return true })
	return index
}

func openBoth(t testing.TB, folder string, wanted func(name string) bool) (*knowledge.Dossier, knowledge.Index) {
	t.Helper()
	ctx := context.Background()
	store, err := sqlstore.Open(ctx, ":memory:", "eval")
	if err != nil {
		t.Fatal(err)
	}
	index, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	d, err := knowledge.Open(ctx, knowledge.Config{Store: store, Index: index})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if _, err := d.Put(ctx, documents(t, folder, wanted)); err != nil {
		t.Fatal(err)
	}
	return d, index
}

func documents(t testing.TB, folder string, wanted func(string) bool) []knowledge.Document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents in %s: %v", folder, err)
	}
	var docs []knowledge.Document
	for _, f := range files {
		if !wanted(filepath.Base(f)) {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := ingest.Read(filepath.Base(f), text)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

func questions(t testing.TB, file string) []eval.Question {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := eval.ReadQuestions(f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFigures(t *testing.T) {
	for name, set := range sets {
		t.Run(name, func(t *testing.T) {
			d := open(t, set.docs)
			list := questions(t, set.questions)
			for _, q := range list {
				if q.ID == *explain {
					if err := eval.Explain(t.Context(), os.Stdout, d.Ask, q); err != nil {
						t.Fatal(err)
					}
				}
			}
			report, err := eval.Run(t.Context(), d.Ask, list)
			if err != nil {
				t.Fatal(err)
			}
			if err := report.WriteText(os.Stdout, *verbose); err != nil {
				t.Fatal(err)
			}
		})
	}
}
