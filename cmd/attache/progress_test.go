package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTheBarCountsWhatIsReadOnly: what is hidden is not read, and an address is one
// document until it is fetched.
func TestTheBarCountsWhatIsReadOnly(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "deep/b.md", ".hidden.txt", ".git/c.txt"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("Quay\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := countFiles([]string{dir, "https://herald.example/a", filepath.Join(dir, "missing")}); got != 3 {
		t.Errorf("%d, want 3", got)
	}
}
