package eval_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/eval"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/language"
)

var (
	update  = flag.Bool("update", false, "write the figures down")
	verbose = flag.Bool("outcomes", false, "write the outcome of every question")
	explain = flag.String("explain", "", "write every candidate for the question with this id")
)

// golden holds the figures on all sets.
const golden = "testdata/figures.golden.json"

// sets are the corpora with questions: their documents and the questions.
var sets = map[string]struct{ docs, questions string }{
	"encyclopedia": {"testdata/encyclopedia/docs", "testdata/encyclopedia/questions.jsonl"},
	"wikinews":     {"testdata/wikinews/docs", "testdata/wikinews/questions.jsonl"},
	"seeds":        {"../../seeds", "testdata/seeds/questions.jsonl"},
	"own-strait":   {"testdata/own-strait/docs", "testdata/own-strait/questions.jsonl"},
	"own-fever":    {"testdata/own-fever/docs", "testdata/own-fever/questions.jsonl"},
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
	index, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	d := knowledgetest.Open(t, knowledge.Config{Index: index})
	knowledgetest.Fill(t, d, documents(t, folder, wanted))
	return d, index
}

func documents(t testing.TB, folder string, wanted func(string) bool) []knowledge.Document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.*"))
	files = slices.DeleteFunc(files, func(f string) bool { return filepath.Ext(f) != ".txt" && filepath.Ext(f) != ".md" })
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

// TestFigures recomputes the figures on every set and holds them against those
// that are written down, so that nothing becomes worse, or better, unseen.
func TestFigures(t *testing.T) {
	got := map[string]eval.Figures{}
	for name, set := range sets {
		t.Run(name, func(t *testing.T) {
			d := open(t, set.docs)
			got[name] = figures(t, d.Ask, questions(t, set.questions))
		})
	}
	t.Run(fields, func(t *testing.T) {
		ask, list := openFields(t)
		got[fields] = figures(t, ask, list)
	})
	holdAgainst(t, got)
}

// figures asks every question and returns what is counted.
func figures(t *testing.T, ask eval.Asker, list []eval.Question) eval.Figures {
	t.Helper()
	if i := slices.IndexFunc(list, func(q eval.Question) bool { return q.ID == *explain }); i >= 0 {
		if err := eval.Explain(t.Context(), t.Output(), ask, list[i]); err != nil {
			t.Fatal(err)
		}
	}
	report, err := eval.Run(t.Context(), ask, list)
	if err != nil {
		t.Fatal(err)
	}
	if err := report.WriteText(t.Output(), *verbose); err != nil {
		t.Fatal(err)
	}
	return report.All
}

// fields is the set of questions on the dossiers of many fields that differences
// are looked for in. A file of questions is named as the dossier.
const fields = "own-fields"

// openFields returns the questions on all fields, and what asks each in its dossier.
func openFields(t *testing.T) (eval.Asker, []eval.Question) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", fields, "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no questions: %v", err)
	}
	var list []eval.Question
	dossiers := map[string]*knowledge.Dossier{}
	for _, f := range files {
		d := open(t, filepath.Join("../testdata/disagreements", strings.TrimSuffix(filepath.Base(f), ".jsonl")))
		for _, q := range questions(t, f) {
			if dossiers[q.Question] != nil {
				t.Fatalf("%q is asked twice", q.Question)
			}
			dossiers[q.Question] = d
			list = append(list, q)
		}
	}
	return func(ctx context.Context, question string, limit int) (knowledge.Evidence, error) {
		return dossiers[question].Ask(ctx, question, limit)
	}, list
}

// holdAgainst compares figures with those that are written down.
func holdAgainst(t *testing.T, got map[string]eval.Figures) {
	t.Helper()
	written, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, append(written, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(written) {
		t.Errorf("the figures are\n%s\nand not those of %s; look at -v -outcomes, then write them down with -update", written, golden)
	}
}

// mostLetters is how long a quotation of several sentences may be.
const mostLetters = 400

// TestQuotationsAreShort asserts that what is quoted is a sentence or little
// more, and mostly one sentence.
func TestQuotationsAreShort(t *testing.T) {
	set := sets["encyclopedia"]
	d := open(t, set.docs)
	quotes, letters := 0, 0
	for _, q := range questions(t, set.questions) {
		e, err := d.Ask(t.Context(), q.Question, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, quote := range e.Quotes {
			n := utf8.RuneCountInString(quote.Citations[0].Text)
			if first := language.SplitSentences(quote.Citations[0].Text, language.Span{End: len(quote.Citations[0].Text)}); n > mostLetters && len(first) > 1 {
				t.Errorf("%s: a quotation of %d sentences has %d letters", q.ID, len(first), n)
			}
			quotes++
			letters += n
		}
	}
	if mean := letters / quotes; mean > 220 {
		t.Errorf("quotations have %d letters on average, want 220 at most", mean)
	} else {
		t.Logf("quotations have %d letters on average", mean)
	}
}
