package picture

import (
	"fmt"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// mark is the sign that stands on the line for a happening.
type mark uint8

const (
	dot     mark = iota // the date is stated
	ring                // it was worked out
	bar                 // a period, stated
	tube                // a period, worked out
	bracket             // only what it lies between is known
)

var markNames = [...]string{"date stated", "date worked out", "period", "period worked out", "only the order or bounds are known"}

// row is one happening as it is shown.
type row struct {
	mark   mark
	open   bool // the period has no end yet
	when   string
	status string // empty for what happened
	text   string
	source string
}

// sheet is what a picture says, in the script of the documents.
type sheet struct {
	title string
	rows  []row
	notes []string // what is left out
}

// The most runes of a text that are shown. Rows of a full picture are shorter, so
// that it stays within 250 KB, which chats show without delay.
const (
	titleRunes  = 90
	textRunes   = 220  // of one happening
	allRunes    = 1900 // of all happenings together
	sourceRunes = 84   // of all that tell a happening
	maxSources  = 3
)

func sheetOf(t bot.Timeline, title string, page int) sheet {
	s := sheet{title: clip(clean(title), titleRunes)}
	if s.title == "" {
		s.title = "Timeline"
	}
	first := (min(max(page, 1), Pages(t)) - 1) * MaxEntries
	shown := t.Entries[first:min(first+MaxEntries, len(t.Entries))]
	for _, e := range shown {
		s.rows = append(s.rows, rowOf(e, min(textRunes, allRunes/len(shown))))
	}
	if all := t.Before + len(t.Entries) + t.After; len(shown) < all {
		s.notes = append(s.notes, leftOut(t.Before+first, len(shown), all))
	}
	if t.Hidden > 0 {
		s.notes = append(s.notes, clean(t.LeftOut()))
	}
	return s
}

// leftOut says which of all happenings are shown.
func leftOut(first, shown, all int) string {
	if first == 0 {
		return fmt.Sprintf("The first %d of %d happenings; %d more are not shown.", shown, all, all-shown)
	}
	return fmt.Sprintf("Happenings %d to %d of %d; the others are not shown.", first+1, first+shown, all)
}

// rowOf says in at most n runes what a happening is.
func rowOf(e bot.TimelineEntry, n int) row {
	r := row{mark: markOf(e.When), open: e.When.Open, when: bot.Unbroken(bot.WhenWords(e.When)), status: bot.StatusWords(e.Status), text: clip(clean(e.Text.Text), n), source: sourcesOf(e)}
	if r.text == "" {
		r.text = "(no words)"
	}
	return r
}

func markOf(w knowledge.When) mark {
	stated := w.Basis == knowledge.Stated
	switch {
	case w.Basis == knowledge.Ordered || w.From.IsZero():
		return bracket
	case w.Precision() == "range" && stated:
		return bar
	case w.Precision() == "range":
		return tube
	case stated:
		return dot
	}
	return ring
}

// sourcesOf names who tells a happening, each once.
func sourcesOf(e bot.TimelineEntry) string {
	cites := e.Citations
	if len(cites) == 0 {
		cites = []knowledge.Citation{e.Text}
	}
	var names []string
	seen, documents := map[string]bool{}, map[knowledge.DocID]bool{}
	for _, c := range cites {
		documents[c.Doc] = true
		if name := clean(c.Name()); name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	more := len(names) - maxSources
	names = names[:min(len(names), maxSources)]
	most := sourceRunes / max(1, len(names))
	for i, name := range names {
		names[i] = clip(name, most)
	}
	if more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	out := strings.Join(names, " · ")
	if len(documents) > 1 {
		out = strings.TrimSuffix(count(len(documents), "document")+": "+out, ": ")
	}
	return out
}

// count writes a number with its noun: "1 document", "2 documents".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// alt says in words what the picture shows.
func (s sheet) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s. %s, oldest first.\n", strings.TrimSuffix(s.title, "."), count(len(s.rows), "happening"))
	for _, r := range s.rows {
		known := markNames[r.mark]
		if r.open {
			known += ", still running"
		}
		if r.status != "" {
			known += "; " + r.status
		}
		fmt.Fprintf(&b, "%s (%s): %s", strings.ReplaceAll(r.when, "\u00a0", " "), known, r.text)
		if r.source != "" {
			fmt.Fprintf(&b, " [%s]", r.source)
		}
		b.WriteByte('\n')
	}
	for _, note := range s.notes {
		b.WriteString(note + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
