package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// chronologyWords stand in the headings of lists that tell what happened in
// order.
var chronologyWords = []string{"timeline", "time line", "chronolog", "key dates", "key events", "sequence of events", "how it unfolded",
	"how we got here", "what happened when", "milestones", "course of events", "developments", "history of", "procedural history", "case history",
	"as it happened", "live updates", "step by step", "how it happened"}

// minEntries is how many entries make a chronology.
const minEntries = 3

// chronologies returns the lists of entries that tell happenings in order: their
// heading says so. Entries are numbered titles with text below them, titles that
// begin with a time of day, titles with a category below each, or the items of a
// list.
func chronologies(t *language.Text) [][]language.Entry {
	var out [][]language.Entry
	taken := map[int]bool{}
	add := func(list []language.Entry) {
		if len(list) < minEntries || taken[list[0].Title] {
			return
		}
		out = append(out, list)
		for _, e := range list {
			taken[e.Title] = true
		}
	}
	entries := t.Entries()
	for i := 0; i < len(entries); {
		j := i
		for j < len(entries) && entries[j].List == entries[i].List {
			j++
		}
		if list := entries[i:j]; headedAsChronology(t, list[0]) {
			add(list)
		}
		i = j
	}
	for i := range t.Blocks {
		if namesChronology(t, i) {
			add(itemEntries(t, i+1))
			add(titledEntries(t, i+1, clocked))
			add(titledEntries(t, i+1, nil))
		}
	}
	return out
}

// itemEntries reads the list that begins with a block: each item is an entry.
func itemEntries(t *language.Text, from int) []language.Entry {
	if from < len(t.Blocks) && t.Blocks[from].Kind == language.Paragraph && from+1 < len(t.Blocks) {
		from++ // a sentence that leads to the list
	}
	var out []language.Entry
	for i := from; i < len(t.Blocks) && t.Blocks[i].Kind == language.Item; i++ {
		out = append(out, language.Entry{Title: i, From: i + 1, To: i + 1})
	}
	return out
}

// titledEntries reads short titles with text below each, as far as one shape goes:
// every title is as wanted; without a wish, every title has one more short line
// below it, its category.
func titledEntries(t *language.Text, from int, wanted func(title string) bool) []language.Entry {
	var out []language.Entry
	for i := from; i < len(t.Blocks) && isShort(t, i); {
		text := i + 1
		if isShort(t, text) {
			text++
		}
		if text >= len(t.Blocks) || t.Blocks[text].Kind != language.Paragraph || wanted != nil && !wanted(t.Blocks[i].Body.In(t.Raw)) || wanted == nil && text != i+2 {
			break
		}
		e := language.Entry{Title: i, From: i + 1, To: text}
		for e.To < len(t.Blocks) && (t.Blocks[e.To].Kind == language.Paragraph || t.Blocks[e.To].Kind == language.Item) {
			e.To++
		}
		out = append(out, e)
		i = e.To
	}
	return out
}

// isShort reports whether a block is a line that names something, and no text.
func isShort(t *language.Text, i int) bool {
	return i < len(t.Blocks) && (t.Blocks[i].Kind == language.Heading || t.Blocks[i].Kind == language.Label)
}

// clocked reports whether a title begins with a time of day: "17:40 Power cut".
func clocked(title string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(title), " ")
	hour, minute, ok := strings.Cut(strings.TrimRight(word, ":-–—"), ":")
	if !ok {
		hour, minute, ok = strings.Cut(word, ".")
	}
	return ok && len(hour) > 0 && len(hour) < 3 && len(minute) >= 2 && strings.Trim(hour+minute[:2], "0123456789") == ""
}

// headedAsChronology reports whether the heading over an entry, or the one right
// above it, names a list of what happened.
func headedAsChronology(t *language.Text, e language.Entry) bool {
	return namesChronology(t, t.Blocks[e.Title].Head) || namesChronology(t, e.Title-1)
}

func namesChronology(t *language.Text, block int) bool {
	if block < 0 || !isShort(t, block) {
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
