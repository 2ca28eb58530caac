package knowledge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestAGistIsFoundAsIfAllWereCompared: what finds a statement again passes over none
// that it repeats.
func TestAGistIsFoundAsIfAllWereCompared(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	all := gists{least: same}
	for range 400 {
		words := make([]string, 3+random.IntN(9))
		for i := range words {
			words[i] = fmt.Sprintf("word%c", 'a'+rune(random.IntN(12)))
		}
		now := gistOf(strings.Join(words, " "))
		want := slices.IndexFunc(all.all, func(g gist) bool { return g.repeats(now, same) })
		if got := all.find(now); got != want {
			t.Fatalf("%q: found %d, want %d", words, got, want)
		}
		all.add(now)
	}
}
