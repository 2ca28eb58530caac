package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/knowledge/ingest"
)

// What strangers write: whatever the bytes are, there is a text to cite or one
// reason why not. Each format has a target of its own.

func FuzzMarkdown(f *testing.F) {
	fuzz(f, ".md", "# Quay\n\n- *one*\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, ".html", "<table><tr><td>1<td>2</table><time datetime=2031-03-04>", strings.Repeat("<div>", 600)+"x")
}

func FuzzPDF(f *testing.F) { fuzz(f, ".pdf", "%PDF-1.7\nnothing more") }

func FuzzWord(f *testing.F) { fuzz(f, ".docx", string(docx(wordText))) }

func FuzzOpenDocument(f *testing.F) {
	fuzz(f, ".odt", string(archive(map[string]string{"content.xml": openText})))
}

func FuzzMail(f *testing.F) {
	fuzz(f, ".eml", "Subject: =?utf-8?q?Quay?=\nContent-Type: text/plain\n\nThe quay.\n")
}

func FuzzRSS(f *testing.F) { fuzz(f, ".rss") }

func FuzzAtom(f *testing.F) { fuzz(f, ".atom") }

func FuzzJSONFeed(f *testing.F) { fuzz(f, ".json") }

// fuzz reads files with an ending, beginning with the samples that have it.
func fuzz(f *testing.F, ending string, seeds ...string) {
	files, err := filepath.Glob("testdata/formats/*" + ending)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, string(raw))
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		docs, err := ingest.ReadAll("x"+ending, raw)
		if (err != nil) != (len(docs) == 0) && ending != ".eml" || err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%d documents and %v", len(docs), err)
		}
		for _, d := range docs {
			if strings.TrimSpace(d.Text) == "" {
				t.Error("a document without text")
			}
			for i, l := range d.Lines {
				if l.At >= len(d.Text) || l.Number < 1 || i > 0 && l.At <= d.Lines[i-1].At {
					t.Errorf("lines %v of %d bytes", d.Lines, len(d.Text))
				}
			}
			for i, p := range d.Pages {
				if p > len(d.Text) || i > 0 && p < d.Pages[i-1] {
					t.Errorf("pages %v of %d bytes", d.Pages, len(d.Text))
				}
			}
		}
	})
}
