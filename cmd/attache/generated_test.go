package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var root = filepath.Join("..", "..")

// generated holds that the file has exactly this text; with -update it is given it.
func generated(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(t, path), want); diff != "" {
		t.Errorf("%s is stale; go test ./cmd/attache -update writes it (-is +should be):\n%s", path, diff)
	}
}

func TestExampleEnvironment(t *testing.T) {
	var b bytes.Buffer
	if err := writeExample(&b, platforms()); err != nil {
		t.Fatal(err)
	}
	generated(t, filepath.Join(root, ".env.example"), b.String())
}

func TestManifests(t *testing.T) {
	for _, test := range []struct {
		file, platform string
		options        manifestOptions
	}{
		{"slack-manifest.json", "slack", manifestOptions{}},
		{"slack-manifest-http.json", "slack", manifestOptions{url: "https://attache.example"}},
		{"slack-manifest-all.json", "slack", manifestOptions{assistant: true, history: true}},
		{"discord-commands.json", "discord", manifestOptions{}},
	} {
		for _, p := range platforms() {
			if p.name != test.platform {
				continue
			}
			b, err := p.manifest(test.options)
			if err != nil {
				t.Fatal(err)
			}
			generated(t, filepath.Join(root, "deploy", test.file), string(b))
		}
	}
}

var variableName = regexp.MustCompile(`\b(ATTACHE|SLACK|DISCORD|DATABASE)_[A-Z_]+\b`)

// TestVariablesAreRead holds that what is deployed and documented sets no
// variable that nothing reads.
func TestVariablesAreRead(t *testing.T) {
	var known []string
	for _, v := range variables(platforms()) {
		known = append(known, v.name)
	}
	for _, path := range []string{"README.md", "deploy/Dockerfile", "deploy/compose.yaml", "deploy/attache.service"} {
		for _, name := range variableName.FindAllString(read(t, filepath.Join(root, path)), -1) {
			if !slices.Contains(known, name) {
				t.Errorf("%s: nothing reads %s", path, name)
			}
		}
	}
}

// between returns what stands in text before, between and after the two marker
// comments of a generated part.
func between(t *testing.T, text, part string) (before, inside, after string) {
	t.Helper()
	begin, end := "<!-- "+part+" -->\n", "<!-- end of "+part+" -->"
	before, rest, ok := strings.Cut(text, begin)
	inside, after, ended := strings.Cut(rest, end)
	if !ok || !ended {
		t.Fatalf("no part %q", part)
	}
	return before + begin, inside, end + after
}

func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := read(t, path)
	before, inside, after := between(t, text, "transcript")
	text = before + replay(t, inside) + after
	before, _, after = between(t, text, "environment")
	var table bytes.Buffer
	if err := writeTable(&table, platforms()); err != nil {
		t.Fatal(err)
	}
	generated(t, path, before+table.String()+after)
}

// replay carries out the commands of a transcript and returns it with what they
// say now.
func replay(t *testing.T, transcript string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	var b strings.Builder
	b.WriteString("```console\n")
	for line := range strings.Lines(transcript) {
		command, ok := strings.CutPrefix(line, "$ attache ")
		if !ok {
			continue
		}
		b.WriteString(line)
		var out bytes.Buffer
		if status := run(t.Context(), words(strings.TrimSpace(command)), strings.NewReader(""), &out, &out); status != statusDone {
			t.Errorf("%s: exit status %d", strings.TrimSpace(line), status)
		}
		b.WriteString(out.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n") + "```\n"
}

// words splits a command line at spaces outside double quotation marks.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}
