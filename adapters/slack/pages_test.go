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
			_, next := Render(a, 0)
			for _, from := range []int{0, next} {
				drawn, _ := Render(a, from)
				if diff := cmp.Diff(send(drawn), send(b.page(a, from))); diff != "" {
					t.Errorf("%s, from %d:\n%s", n.Name, from, diff)
				}
			}
		}
	}
}
