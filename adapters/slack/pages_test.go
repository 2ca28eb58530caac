package slack

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// TestPagesFromTheBook: what was drawn once goes out as if it were drawn again, to
// whoever may see it.
func TestPagesFromTheBook(t *testing.T) {
	send := func(p Payload) string {
		m, err := p.Message(t.Context(), newMemory(), everything)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(m.respond(p.Private))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	var b book
	for i, n := range append(adaptertest.Answers(), adaptertest.Hostile()...) {
		a := n.Answer
		a.Version = strconv.Itoa(i)
		for _, a.Visibility = range []bot.Visibility{bot.Channel, bot.Private, bot.Channel} {
			l := lay(a)
			for page := range l.pages.Starts[:min(len(l.pages.Starts), 3)] { // each is found by laying out the whole
				if diff := cmp.Diff(send(l.page(page)), send(b.at(a, l.pages.Cursor(page)))); diff != "" {
					t.Errorf("%s, page %d:\n%s", n.Name, page, diff)
				}
			}
		}
	}
}
