package terminal

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func render(t *testing.T, a bot.Answer, s Style) string {
	t.Helper()
	var b strings.Builder
	if err := Render(&b, a, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender(t *testing.T) {
	for _, a := range adaptertest.Answers() {
		t.Run(a.Name, func(t *testing.T) {
			golden(t, a.Name+".golden.txt", []byte(render(t, a.Answer, Style{Width: 80})))
		})
	}
}

func TestRenderColourAndNarrow(t *testing.T) {
	for _, a := range adaptertest.Answers()[:1] {
		golden(t, "ask-colour.golden.ansi", []byte(render(t, a.Answer, Style{Width: 80, Colour: true})))
	}
	for _, a := range adaptertest.Answers() {
		if a.Name == "timeline" {
			golden(t, "timeline-narrow.golden.txt", []byte(render(t, a.Answer, Style{Width: 40})))
		}
	}
}

func TestJSON(t *testing.T) {
	for _, a := range adaptertest.Answers() {
		t.Run(a.Name, func(t *testing.T) {
			got := JSON(a.Answer.Line, a.Answer, 1800*time.Microsecond)
			if n := bytes.Count(got, []byte("\n")); n != 1 || got[len(got)-1] != '\n' {
				t.Errorf("%d line ends, want one, at the end", n)
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, got, "", "  "); err != nil {
				t.Fatal(err)
			}
			golden(t, a.Name+".golden.json", pretty.Bytes())
		})
	}
}

// TestHostile holds that whatever strangers write, nothing reaches the terminal
// that it would act on, and no line is wider than it.
func TestHostile(t *testing.T) {
	for _, a := range append(adaptertest.Hostile(), adaptertest.Answers()...) {
		for _, width := range []int{37, 80} {
			t.Run(a.Name, func(t *testing.T) { harmless(t, render(t, a.Answer, Style{Width: width}), width) })
		}
		if !json.Valid(JSON(a.Answer.Line, a.Answer, 0)) {
			t.Errorf("%s: no valid JSON", a.Name)
		}
	}
}

func harmless(t *testing.T, text string, width int) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Error("not UTF-8")
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			t.Errorf("control character %U reaches the terminal", r)
			break
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if w := uniseg.StringWidth(line); w > width {
			t.Errorf("line of %d columns, want at most %d: %q", w, width, line)
			break
		}
	}
}

// TestEveryWordIsShown holds that rendering loses none of the quoted words.
func TestEveryWordIsShown(t *testing.T) {
	for _, a := range adaptertest.Answers() {
		shown := strings.ReplaceAll(render(t, a.Answer, Style{Width: 1000}), "\n", " ")
		for _, block := range a.Answer.Blocks {
			quotes, ok := block.(bot.Quotes)
			if !ok {
				continue
			}
			for _, q := range quotes.Quotes {
				for _, word := range strings.Fields(q.Citations[0].Text) {
					if !strings.Contains(shown, word) {
						t.Errorf("%s: %q is not shown", a.Name, word)
					}
				}
			}
		}
	}
}

func TestQuoteKeepsItsLines(t *testing.T) {
	text := "The plan has three parts:\n  - a lease,\n  - a survey of the eastern quay that takes a whole summer and\n    needs two ships,\n  - a vote."
	doc := knowledge.NewDocument("plan.txt", text)
	a := bot.Answer{Blocks: []bot.Block{bot.Quotes{Quotes: []bot.Quote{{Citations: []knowledge.Citation{doc.Cite(knowledge.Span{Start: 0, End: len(text)})}}}}}}
	want := `┃ The plan has three parts:
┃ - a lease,
┃ - a survey of the eastern quay that takes a whole summer and needs two ships,
┃ - a vote.
  [1] plan.txt:0-134
`
	if diff := cmp.Diff(want, render(t, a, Style{Width: 80})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMarksAreBold(t *testing.T) {
	doc := knowledge.NewDocument("plan.txt", "Before. The plan has 14 points.")
	q := bot.Quote{Citations: []knowledge.Citation{doc.Cite(knowledge.Span{Start: 8, End: 31})}, Marks: []knowledge.Span{{Start: 12, End: 16}, {Start: 24, End: 30}, {Start: 90, End: 99}}}
	got := render(t, bot.Answer{Blocks: []bot.Block{bot.Quotes{Quotes: []bot.Quote{q}}}}, Style{Width: 80, Colour: true})
	line, _, _ := strings.Cut(got, "\n")
	if want := "The \x1b[1mplan\x1b[0m has 14 \x1b[1mpoints\x1b[0m."; !strings.HasSuffix(line, want) {
		t.Errorf("got %q, want it to end with %q", line, want)
	}
}

func TestWriteErrorIsReported(t *testing.T) {
	want := errors.New("disk full")
	if err := Render(failing{want}, bot.Answer{Title: "x"}, Style{}); !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func FuzzRender(f *testing.F) {
	f.Add("a \x1b[31mred\x1b[0m word", 30)
	f.Add("日本語のテキストを折り返す\u202eabc\u0301\u0301", 24)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if text == "" {
			return
		}
		width = 24 + max(width, -width)%200
		doc := knowledge.NewDocument(text, text)
		cite := doc.Cite(knowledge.Span{Start: 0, End: len(text)})
		harmless(t, render(t, bot.Answer{Title: text, Blocks: []bot.Block{bot.Quotes{Quotes: []bot.Quote{{Citations: []knowledge.Citation{cite}}}}}}, Style{Width: width}), width)
	})
}

func BenchmarkRender(b *testing.B) {
	a := adaptertest.LongTimeline(60)
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := Render(&out, a, Style{Width: 100}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
