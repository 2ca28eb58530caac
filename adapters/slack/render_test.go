package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// everything is all that can be offered with an answer.
var everything = Offer{User: adaptertest.SlackPerson, Share: true, Keep: true, Picture: true, Feedback: true}

// pages renders an answer to its end, at most limit pages of it.
func pages(t testing.TB, a bot.Answer, limit int) []Message {
	t.Helper()
	var list []Message
	l := lay(a)
	for n := range l.pages.Starts {
		if n == limit {
			break
		}
		m, err := l.page(n).Message(t.Context(), newMemory(), everything)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

func TestGolden(t *testing.T) {
	for _, n := range adaptertest.Answers() {
		t.Run(n.Name, func(t *testing.T) {
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", " ")
			if err := enc.Encode(pages(t, n.Answer, 2)); err != nil {
				t.Fatal(err)
			}
			golden(t, n.Name, got.Bytes())
		})
	}
}

// TestGoldenOfWhatFollows: what the buttons below an answer bring.
func TestGoldenOfWhatFollows(t *testing.T) {
	ask := named("ask")
	for name, x := range map[string]struct {
		answer bot.Answer
		offer  Offer
	}{
		"after-sources":  {sourcesOf(ask), Offer{User: adaptertest.SlackPerson}},
		"after-share":    {ask, Offer{User: adaptertest.SlackPerson, Picture: true, Feedback: true}},
		"after-keep":     {ask, Offer{User: adaptertest.SlackPerson, Share: true, Picture: true, Feedback: true}},
		"after-feedback": {thanks(), Offer{User: adaptertest.SlackPerson}},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := Render(x.answer, 0)
			m, err := p.Message(t.Context(), newMemory(), x.offer)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", " ")
			if err := enc.Encode(m); err != nil {
				t.Fatal(err)
			}
			golden(t, name, got.Bytes())
		})
	}
}

// golden holds that this is what was drawn before.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("drawn otherwise than in %s (-update rewrites it):\n%s", file, diff)
	}
}

// indentJSON writes JSON as the golden files hold it.
func indentJSON(t *testing.T, raw []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// TestTheHomeTurnsNoPages: of what does not fit there it is said what to type for the
// rest.
func TestTheHomeTurnsNoPages(t *testing.T) {
	long := named("timeline-long")
	raw, err := json.Marshal(drawn(long))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(raw, []byte("For the rest, type "+long.Line)) || bytes.Contains(raw, []byte("Page 1 of")) {
		t.Errorf("%s", raw[len(raw)-300:])
	}
}
