package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// chronologyWords stand in the headings of lists that tell what happened in
// order.
var chronologyWords = []string{"timeline", "time line", "chronolog", "key dates", "key events", "sequence of events", "how it unfolded",
	"how we got here", "what happened when", "milestones", "course of events", "developments", "history of"}

// minEntries is how many entries make a chronology.
const minEntries = 3

// chronologies returns the lists of titled entries that tell happenings in order:
// their heading says so.
func chronologies(t *language.Text) [][]language.Entry {
	var out [][]language.Entry
	entries := t.Entries()
	for i := 0; i < len(entries); {
		j := i
		for j < len(entries) && entries[j].List == entries[i].List {
			j++
		}
		if list := entries[i:j]; len(list) >= minEntries && headedAsChronology(t, list[0]) {
			out = append(out, list)
		}
		i = j
	}
	return out
}

// headedAsChronology reports whether the heading over an entry, or the one right
// above it, names a list of what happened.
func headedAsChronology(t *language.Text, e language.Entry) bool {
	return namesChronology(t, t.Blocks[e.Title].Head) || namesChronology(t, e.Title-1)
}

func namesChronology(t *language.Text, block int) bool {
	if block < 0 || t.Blocks[block].Kind != language.Heading {
		return false
	}
	title := language.FoldString(t.Blocks[block].Body.In(t.Raw))
	for _, w := range chronologyWords {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}
