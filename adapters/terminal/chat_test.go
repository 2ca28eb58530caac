package terminal

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/peterh/liner"

	"attache/bot"
)

// typist types lines, then ends the input.
type typist struct {
	lines   []string
	history []string
	closed  bool
}

func (p *typist) Prompt(string) (string, error) {
	if len(p.lines) == 0 {
		return "", io.EOF
	}
	line := p.lines[0]
	p.lines = p.lines[1:]
	if line == "^C" {
		return "", liner.ErrPromptAborted
	}
	return line, nil
}

func (p *typist) AppendHistory(line string)            { p.history = append(p.history, line) }
func (p *typist) SetWordCompleter(liner.WordCompleter) {}
func (p *typist) Close() error                         { p.closed = true; return nil }
func (p *typist) ReadHistory(r io.Reader) (int, error) {
	b, err := io.ReadAll(r)
	p.history = strings.Fields(string(b))
	return len(p.history), err
}
func (p *typist) WriteHistory(w io.Writer) (int, error) {
	return io.WriteString(w, strings.Join(p.history, "\n")+"\n")
}

func echo(_ context.Context, req bot.Request) bot.Answer {
	return bot.Answer{Title: "heard " + req.Line}
}

func converse(t *testing.T, history string, lines ...string) (string, *typist) {
	t.Helper()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	p := &typist{lines: lines}
	c := New(Config{Out: out, History: history})
	c.open = func() prompter { return p }
	if err := c.Serve(t.Context(), echo); err != nil {
		t.Fatal(err)
	}
	if !p.closed {
		t.Error("the terminal was not given back")
	}
	b, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b), p
}

func TestChatAnswersUntilQuit(t *testing.T) {
	got, _ := converse(t, "", "  one ", "", "^C", "two", "/quit", "three")
	if want := "heard one\n\nheard two\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChatRemembersWhatWasTyped(t *testing.T) {
	history := filepath.Join(t.TempDir(), "history")
	converse(t, history, "one", "two")
	_, p := converse(t, history, "three")
	if diff := cmp.Diff([]string{"one", "two", "three"}, p.history); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	info, err := os.Stat(history)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, want that only the owner can read it", info.Mode())
	}
}

// silent is a terminal that nobody types on.
type silent struct {
	*typist
	asked chan struct{}
}

func (p silent) Prompt(string) (string, error) {
	close(p.asked)
	select {}
}

func TestChatEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := silent{&typist{}, make(chan struct{})}
	out, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	c := New(Config{Out: out})
	c.open = func() prompter { return p }
	ended := make(chan error)
	go func() { ended <- c.Serve(ctx, echo) }()
	<-p.asked
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if !p.closed {
		t.Error("the terminal was not given back")
	}
}

type namesOf []string

func (n namesOf) Complete(_ context.Context, prefix string, limit int) []string {
	var out []string
	for _, name := range n {
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(prefix)) && len(out) < limit {
			out = append(out, name)
		}
	}
	return out
}

func TestComplete(t *testing.T) {
	c := New(Config{Commands: []string{"/ask", "/who", "/timeline"}, Completer: namesOf{"Ingrid Halvorsen", "Tomas Reyke", "Ev\x1b[2Jil"}})
	for _, test := range []struct {
		line string
		want []string // whole lines
	}{
		{"/", []string{"/ask |", "/who |", "/timeline |"}},
		{"/w", []string{"/who |"}},
		{"/who ing", []string{"/who Ingrid Halvorsen|"}},
		{"/who Ingrid Ha", []string{"/who Ingrid Halvorsen|"}},
		{"/ask what did tom", []string{"/ask what did Tomas Reyke|"}},
		{"what did tom", []string{"what did Tomas Reyke|"}},
		{"/who ev", []string{"/who Evil|"}},
		{"/who ", nil},
		{"/who nobody", nil},
	} {
		head, offers, tail := c.complete(t.Context(), test.line, len([]rune(test.line)))
		var got []string
		for _, offer := range offers {
			got = append(got, head+offer+"|"+tail)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.line, got, test.want)
		}
	}
}
