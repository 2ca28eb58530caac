package ingest_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"attache/knowledge/ingest"
)

// TestLinksOutOfTheFolder holds that whoever may add to a folder cannot have a file
// read that lies elsewhere, and that links within the folder are followed.
func TestLinksOutOfTheFolder(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.txt")
	dir := t.TempDir()
	for path, text := range map[string]string{outside: "The password of the port.", filepath.Join(dir, "quay.txt"): "The quay is leased."} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"inner.txt": "quay.txt", "outer.txt": outside, "up.txt": "../../etc/hostname", "folder": filepath.Dir(outside)} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	f, err := ingest.ReadPaths(t.Context(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Documents) != 2 || f.Documents[0].Path != "inner.txt" || f.Documents[1].Path != "quay.txt" {
		t.Errorf("got %d documents, want inner.txt and quay.txt", len(f.Documents))
	}
	var got []string
	for _, r := range f.Refused {
		got = append(got, r.Error())
	}
	const why = ": it cannot be read: it is a link that leads out of the folder"
	if len(got) != 3 || got[0] != "folder"+why || got[1] != "outer.txt"+why || got[2] != "up.txt"+why {
		t.Errorf("refused: %q", got)
	}
}

// TestWhatProgramsLeaveIsNoDocument: neither read nor refused, which would be told.
func TestWhatProgramsLeaveIsNoDocument(t *testing.T) {
	fsys := fstest.MapFS{"quay.txt": {Data: []byte("The quay is leased.")}}
	for _, name := range []string{".quay.txt.swp", "quay.txt~", "~$letter.docx", "report.pdf.part", "page.html.crdownload", "quay.tmp", ".git/HEAD.txt"} {
		fsys[name] = &fstest.MapFile{Data: []byte("The quay is half")}
	}
	f, err := ingest.ReadFolder(t.Context(), fsys)
	if err != nil || len(f.Documents) != 1 || len(f.Refused) > 0 {
		t.Errorf("%d documents, refused %v, %v", len(f.Documents), f.Refused, err)
	}
}
