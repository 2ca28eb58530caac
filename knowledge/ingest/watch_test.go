package ingest_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"attache/knowledge/ingest"
)

func TestAFolderIsWatched(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "one")
	w, err := ingest.NewWatcher(dir, ingest.Patience{Quiet: 20 * time.Millisecond, Scan: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	write("early.txt", "written before anybody waits")
	told := make(chan struct{}, 100)
	go w.Run(t.Context(), func() { told <- struct{}{} })
	expect := func(what string) {
		t.Helper()
		select {
		case <-told:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s is not told", what)
		}
	}
	expect("a file that was added before")
	write("b.txt", "two")
	expect("a file that was added")
	write("b.txt", "two and more")
	expect("a file that was changed")
	write("deep/er/c.txt", "three")
	expect("a file in new folders")
	write("deep/er/c.txt", "three and more")
	expect("a file changed there")
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	expect("a file that was deleted")
	write(".hidden/x.txt", "not for reading")
	write("d.txt", "four")
	expect("another file")
}
