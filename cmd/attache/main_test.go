package main

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite generated and golden files")

// anyPort is an address to listen on that nobody else has.
const anyPort = "127.0.0.1:0"

// TestMain makes the test binary the attache command where a script runs it, which
// is when the address to listen on is set already.
func TestMain(m *testing.M) {
	if os.Getenv("ATTACHE_LISTEN") == "" {
		if err := os.Setenv("ATTACHE_LISTEN", anyPort); err != nil {
			panic(err)
		}
	}
	testscript.Main(m, map[string]func(){"attache": main, "attache-drill": drill})
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
