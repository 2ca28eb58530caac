package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/bot"
)

// TestAnswersWhileAFolderIsRead: a large folder is read while questions are answered,
// which say how far it is; in the end the dossier holds exactly the folder.
func TestAnswersWhileAFolderIsRead(t *testing.T) {
	a := fakeApp(io.Discard)
	a.Data, a.Dossier = t.TempDir(), t.TempDir()
	name := func(i int) string { return filepath.Join(a.Dossier, fmt.Sprintf("note-%02d.txt", i)) }
	write := func(from, to int) {
		t.Helper()
		for i := from; i < to; i++ {
			text := fmt.Sprintf("Berth %d\n\nBerth %d of the port of Veldsund was let to shipper %c on %d March 2031.\n", i, i, 'A'+i%26, 1+i%28)
			if err := os.WriteFile(name(i), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	read := func() *house {
		t.Helper()
		h, err := a.openKept(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		hold := make(chan struct{})
		if err := h.load(t.Context(), func(f func()) { go func() { <-hold; f() }() }); err != nil {
			t.Fatal(err)
		}
		h.bot = bot.New(h.dossier, bot.Options{Progress: h.progress})
		far := fmt.Sprintf("%d of %d documents are read so far", h.progress().Read, len(h.folder.Documents))
		if said := fmt.Sprintf("%+v", h.handle(t.Context(), bot.Request{Line: "/sources"}).Blocks); !strings.Contains(said, far) {
			t.Errorf("while it is read: %s, want %s", said, far)
		}
		close(hold)
		if !h.loaded(t.Context()) {
			t.Fatal("the folder was not read")
		}
		if p := h.progress(); p != (bot.Progress{}) {
			t.Errorf("all is read, and it is at %+v", p)
		}
		return h
	}
	write(0, 40)
	h := read()
	if n := len(h.dossier.Documents()); n != 40 {
		t.Errorf("%d documents of 40", n)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	write(40, 60)
	if err := os.Remove(name(0)); err != nil {
		t.Fatal(err)
	}
	h = read()
	defer h.Close()
	docs := h.dossier.Documents()
	if len(docs) != 59 || docs[0].Path != "note-01.txt" {
		t.Errorf("%d documents of 59, the first %s", len(docs), docs[0].Path)
	}
	if a := h.handle(t.Context(), bot.Request{Line: "/ask to whom was berth 57 let?"}); a.Abstained || len(a.Blocks) == 0 {
		t.Errorf("%+v", a)
	}
}
