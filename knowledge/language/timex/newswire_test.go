package timex_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// TestNewswire reads sentences with their expressions and values marked as
// [words|VALUE].
func TestNewswire(t *testing.T) {
	for _, name := range []string{"newswire.txt", "styles.txt", "fields.txt"} {
		t.Run(name, func(t *testing.T) { markedSentences(t, "testdata/"+name) })
	}
}

func markedSentences(t *testing.T, path string) {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var published language.Date
	for n, line := range strings.Split(string(raw), "\n") {
		date, isDate := strings.CutPrefix(line, "@")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isDate:
			if err := published.UnmarshalText([]byte(strings.TrimSpace(date))); err != nil {
				t.Fatalf("line %d: %v", n+1, err)
			}
		default:
			if diff := cmp.Diff(line, marked(unmarked(line), published)); diff != "" {
				t.Errorf("line %d (published %q): -want +got\n%s", n+1, published, diff)
			}
		}
	}
}

var mark = regexp.MustCompile(`\[([^|\]]*)\|[^\]]*\]`)

// unmarked is a line without its marks.
func unmarked(line string) string { return mark.ReplaceAllString(line, "$1") }

// marked is the text with what the tagger finds in it marked.
func marked(text string, published language.Date) string {
	var b strings.Builder
	at := 0
	for _, x := range timex.Tag(language.Analyse(text), published) {
		b.WriteString(text[at:x.Start] + "[" + x.In(text) + "|" + x.Value + "]")
		at = x.End
	}
	return b.String() + text[at:]
}
