package main

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite generated and golden files")

// TestMain makes the test binary the attache command where a script runs it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"attache": main})
}

// read returns the file's text.
func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
