package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the stories in testdata/script: what a person types, and what
// comes of it. Beside testscript's own commands they know
//
//	exits STATUS PROGRAM ARG…   run the program, which must end with that status
//	quotes DIR…                 every quotation in the JSON lines on standard output is the slice of the document below a DIR that its offsets name
//	spans DIR                   what was read, in the JSON lines on standard output, lies within the documents below DIR, and in order
//	lines N                     standard output has exactly N lines
//	equal FILE                  standard output has exactly the bytes of FILE
func TestScript(t *testing.T) {
	seeds, err := filepath.Abs(filepath.Join("..", "..", "seeds"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SEEDS", seeds)
			env.Setenv("NO_COLOR", "1")
			env.Setenv("ATTACHE_LISTEN", anyPort)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "quotes": quotes, "spans": spans, "lines": lines, "equal": equal,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM ARG…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func lines(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := strings.Count(ts.ReadFile("stdout"), "\n"); got != want {
		ts.Fatalf("%d lines, want %d", got, want)
	}
}

func equal(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := ts.ReadFile("stdout"); got != string(b) {
		ts.Fatalf("standard output is not %s, byte for byte", args[0])
	}
}

// quotes checks every quotation wherever it stands in the objects.
func quotes(ts *testscript.TestScript, _ bool, args []string) {
	checked := 0
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		var object any
		ts.Check(json.Unmarshal([]byte(line), &object))
		for _, q := range quotesIn(object) {
			b := document(ts, args, q.Document)
			if q.Start < 0 || q.End > len(b) || q.Start >= q.End || string(b[q.Start:q.End]) != q.Text {
				ts.Fatalf("%s bytes %d to %d are not %q", q.Document, q.Start, q.End, q.Text)
			}
			if q.ID == "" {
				ts.Fatalf("no id for %q", q.Text)
			}
			checked++
		}
	}
	if checked == 0 {
		ts.Fatalf("no quotation on standard output")
	}
	ts.Logf("%d quotations are what their offsets name", checked)
}

// document returns the bytes of a document below one of the folders.
func document(ts *testscript.TestScript, folders []string, name string) []byte {
	for _, folder := range folders {
		b, err := os.ReadFile(filepath.Join(ts.MkAbs(folder), filepath.FromSlash(name)))
		if err == nil {
			return b
		}
		if !errors.Is(err, fs.ErrNotExist) {
			ts.Check(err)
		}
	}
	ts.Fatalf("no document %s", name)
	return nil
}

// spans checks what "check --json" wrote.
func spans(ts *testscript.TestScript, _ bool, args []string) {
	type list []struct{ Start, End int }
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		var object struct {
			Document                                  string
			Refused                                   *string
			Sentences, Timexes, Names, Claims, Events list
		}
		ts.Check(json.Unmarshal([]byte(line), &object))
		if object.Refused != nil {
			continue
		}
		b, err := os.ReadFile(filepath.Join(ts.MkAbs(args[0]), filepath.FromSlash(object.Document)))
		ts.Check(err)
		if len(object.Sentences) == 0 {
			ts.Fatalf("%s: no sentences", object.Document)
		}
		for _, l := range []list{object.Sentences, object.Timexes, object.Names, object.Claims, object.Events} {
			last := 0
			for _, s := range l {
				if s.Start < last || s.Start >= s.End || s.End > len(b) {
					ts.Fatalf("%s: bytes %d to %d are out of order or out of the text", object.Document, s.Start, s.End)
				}
				last = s.Start
			}
		}
	}
}

type cited struct {
	Text, Document, ID string
	Start, End         int
}

// quotesIn finds the objects that name a document and a place in it.
func quotesIn(v any) []cited {
	var out []cited
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			out = append(out, quotesIn(element)...)
		}
	case map[string]any:
		document, hasDocument := v["document"].(string)
		start, hasStart := v["start"].(float64)
		end, hasEnd := v["end"].(float64)
		if hasDocument && hasStart && hasEnd {
			text, _ := v["text"].(string)
			id, _ := v["id"].(string)
			out = append(out, cited{Text: text, Document: document, ID: id, Start: int(start), End: int(end)})
		}
		for _, element := range v {
			out = append(out, quotesIn(element)...)
		}
	}
	return out
}
