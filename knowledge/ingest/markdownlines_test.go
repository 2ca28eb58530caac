package ingest_test

import (
	"strings"
	"testing"

	"attache/knowledge/ingest"
)

const harbourNotes = `---
title: Harbour brief
---

# Harbour brief

The port of *Veldsund* was closed on
4 March 2031 by the **council**.

- first item
- second item
  in two lines
  - nested

| Ship | Tonnes |
| --- | --- |
| Alba | 300 |

> Ada Moreau wrote this.

    a line of code

<!--line of the file: 900-->
Last of all[^1].

[^1]: A note.
`

// TestAQuotationOfMarkdownIsFoundInItsFile: what is quoted of the text that is read
// stands on the line of the file that the document names.
func TestAQuotationOfMarkdownIsFoundInItsFile(t *testing.T) {
	for what, file := range map[string]string{"with line feeds": harbourNotes, "with carriage returns": strings.ReplaceAll(harbourNotes, "\n", "\r\n")} {
		t.Run(what, func(t *testing.T) {
			doc, err := ingest.Read("notes.md", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(file, "\n")
			for _, words := range []string{"# Harbour brief", "The port of", "first item", "second item", "nested", "Ship", "Alba", "Ada Moreau", "a line of code", "A note"} {
				at := strings.Index(doc.Text, words)
				if at < 0 {
					t.Fatalf("%q is not in the text:\n%s", words, doc.Text)
				}
				if n := doc.LineAt(at); n < 1 || n > len(lines) || !strings.Contains(lines[n-1], words) {
					t.Errorf("%q is said to stand on line %d", words, n)
				}
			}
		})
	}
}

// TestATextIsItsFile: of a plain text the lines are those of the file.
func TestATextIsItsFile(t *testing.T) {
	doc, err := ingest.Read("a.txt", []byte("One line.\n\nThe third line.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if n := doc.LineAt(strings.Index(doc.Text, "third")); n != 3 {
		t.Errorf("line %d, want 3", n)
	}
}
