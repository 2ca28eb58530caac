package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge/ingest"
)

// TestAFolderIsReadAgainAsIfForTheFirstTime: whatever happens to a folder between,
// the second reading is what a first one would be.
func TestAFolderIsReadAgainAsIfForTheFirstTime(t *testing.T) {
	const first = "Quay opens\n\nBy Ada Moreau | The Coast Ledger | 4 March 2031\n\nThe quay opened on Monday.\n"
	folder := func(files ...string) fstest.MapFS {
		out := fstest.MapFS{}
		for i := 0; i < len(files); i += 2 {
			out[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return out
	}
	const overridden = "documents:\n  a.txt: {title: The quay}\n"
	for what, folders := range map[string][2]fstest.MapFS{
		"nothing":               {folder("a.txt", first), folder("a.txt", first)},
		"as many other bytes":   {folder("a.txt", first), folder("a.txt", strings.Replace(first, "Monday", "Friday", 1))},
		"a file more":           {folder("a.txt", first), folder("a.txt", first, "b.txt", "Dock\n\nThe dock is dry.\n")},
		"a file less":           {folder("a.txt", first, "b.txt", "Dock"), folder("a.txt", first)},
		"a file moved":          {folder("a.txt", first), folder("old/a.txt", first)},
		"a title given":         {folder("a.txt", first), folder("a.txt", first, "dossier.yaml", overridden)},
		"a title given no more": {folder("a.txt", first, "dossier.yaml", overridden), folder("a.txt", first)},
		"still refused":         {folder("a.txt", first, "b.pdf", "%PDF-1.4 no more"), folder("a.txt", first, "b.pdf", "%PDF-1.4 no more")},
		"mended":                {folder("b.txt", ""), folder("b.txt", first)},
	} {
		t.Run(what, func(t *testing.T) {
			var r ingest.Reader
			if _, err := r.ReadFolder(t.Context(), folders[0]); err != nil {
				t.Fatal(err)
			}
			got, err := r.ReadFolder(t.Context(), folders[1])
			if err != nil {
				t.Fatal(err)
			}
			want, err := ingest.ReadFolder(t.Context(), folders[1])
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("read again (-first +again):\n%s", diff)
			}
		})
	}
}

// BenchmarkReadFolderAgain is what a change of one file costs in a folder of 2,000,
// beside reading all of it.
func BenchmarkReadFolderAgain(b *testing.B) {
	fsys := fstest.MapFS{}
	for i := range 2000 {
		text := fmt.Sprintf("Informe %d\n\n", i) + strings.Repeat("El puerto de Veldsund abrió el muelle nuevo el 4 de marzo de 2031, dijo la alcaldesa. ", 12)
		fsys[fmt.Sprintf("r%d.txt", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := new(ingest.Reader).ReadFolder(b.Context(), fsys); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one changed", func(b *testing.B) {
		var r ingest.Reader
		if _, err := r.ReadFolder(b.Context(), fsys); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			fsys["changes.txt"] = &fstest.MapFile{Data: []byte(strings.Repeat("The quay is deep. ", 1+i%5))}
			if _, err := r.ReadFolder(b.Context(), fsys); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestNoLinkLeadsOutOfTheFolder: who may put a link into a folder may not have read
// what lies elsewhere; links within it are followed.
func TestNoLinkLeadsOutOfTheFolder(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write := func(path string) {
		t.Helper()
		if err := os.WriteFile(path, []byte("Quay\n\nThe quay opened on Monday.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "quay.txt"))
	write(filepath.Join(elsewhere, "secret.txt"))
	for name, to := range map[string]string{"within.txt": "quay.txt", "out.txt": filepath.Join(elsewhere, "secret.txt")} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	fsys, err := ingest.Below(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ingest.ReadFolder(t.Context(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Documents) != 2 || f.Documents[0].Path != "quay.txt" || f.Documents[1].Path != "within.txt" {
		t.Errorf("read %d documents: %+v", len(f.Documents), f.Documents)
	}
	if len(f.Refused) != 1 || f.Refused[0].Path != "out.txt" || !strings.Contains(f.Refused[0].Reason, "out of the folder") {
		t.Errorf("refused: %v", f.Refused)
	}
}
