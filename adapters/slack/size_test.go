package slack

import (
	"encoding/json"
	"testing"

	"attache/adapters/adaptertest"
	"attache/knowledge"
)

func TestNothingTakesMoreThanWasReckoned(t *testing.T) {
	for _, n := range append(adaptertest.Answers(), adaptertest.Hostile()...) {
		for _, p := range flatten(n.Answer) {
			for _, e := range p.rich {
				raw, err := json.Marshal(e)
				if err != nil {
					t.Fatal(err)
				}
				if reckoned := size(e); len(raw) > reckoned {
					t.Errorf("%s: %d bytes, reckoned %d: %s", n.Name, len(raw), reckoned, raw)
				}
			}
		}
	}
}

func FuzzQuotedLen(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(clean(h.Text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = clean(text)
		raw, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if n := quotedLen(text); n < len(raw)-2 {
			t.Errorf("%q takes %d bytes, reckoned %d", text, len(raw)-2, n)
		}
	})
}

func FuzzCleanTextIsKnown(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Add("a b")
	f.Fuzz(func(t *testing.T, text string) {
		if isClean(text) && slowlyCleaned(text) != text {
			t.Errorf("%q is taken for clean, and becomes %q", text, slowlyCleaned(text))
		}
	})
}

// slowlyCleaned is what cleaning makes of a text that it does not take for clean.
func slowlyCleaned(text string) string {
	// A mark that covers nothing keeps the text from being passed through.
	var out string
	for _, r := range cleanRuns(text, []knowledge.Span{{Start: -2, End: -1}}) {
		out += r.text
	}
	return out
}
