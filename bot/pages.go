package bot

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Pages are the pages that an answer takes on a platform whose messages are short.
// The adapter lays the answer out in pieces, which it never divides, and puts them
// on pages in order, so that each piece stands on exactly one page.
type Pages struct {
	Starts  []int    // the number of the piece that each page begins with, ascending; the first is 0
	Anchors []string // for each piece what it tells, see [Anchor]; empty where that is not known
	Mark    string   // of all pieces, see [MarkOf]
}

// Cursor is where in an answer a page begins. Buttons carry it, never the answer,
// so that a page can be shown after a restart and by another replica.
type Cursor struct {
	From   int    // the number of a piece
	Mark   string // of the pieces that From counts; empty where it is not known
	Anchor string // of that piece
}

// PagesChanged says that the pages of an answer are others than those that a reader
// has seen.
const PagesChanged = "The dossier has changed since: the pages are counted anew, and earlier ones may tell something new."

// Cursor is the beginning of a page, which must be one of p's.
func (p Pages) Cursor(page int) Cursor {
	c := Cursor{From: p.Starts[page], Mark: p.Mark}
	if c.From < len(p.Anchors) {
		c.Anchor = p.Anchors[c.From]
	}
	return c
}

// At is the page that holds what stood at the cursor, and whether the pieces have
// changed since the cursor was made. The place is then found by what the piece
// told, or is as far into the answer as it was.
func (p Pages) At(c Cursor) (page int, changed bool) {
	last := p.Starts[len(p.Starts)-1]
	if changed = c.Mark != "" && c.Mark != p.Mark; changed && c.Anchor != "" {
		if i := slices.Index(p.Anchors, c.Anchor); i >= 0 {
			c.From = i
		}
	}
	for page = len(p.Starts) - 1; page > 0 && p.Starts[page] > c.From; {
		page--
	}
	return page, changed || c.Mark == "" && c.From > max(last, len(p.Anchors)-1)
}

// Words name a page, and say which of the things that are counted stand on it, after
// those before it and up to its last: "Page 2 of 5 · 9–15 of 34".
func (p Pages) Words(page, before, last, all int) string {
	words := fmt.Sprintf("Page %d of %d", page+1, len(p.Starts))
	switch last - before {
	case 0:
		return words
	case 1:
		return words + fmt.Sprintf(" · %d of %d", last, all)
	}
	return words + fmt.Sprintf(" · %d–%d of %d", before+1, last, all)
}

// String writes a cursor for a button: digits, letters and dashes, at most 40 of
// them.
func (c Cursor) String() string {
	if c.Mark == "" {
		return strconv.Itoa(c.From)
	}
	return strconv.Itoa(c.From) + "-" + c.Mark + "-" + c.Anchor
}

// ParseCursor reads what String wrote, and reports false for anything else.
func ParseCursor(text string) (Cursor, bool) {
	from, rest, marked := strings.Cut(text, "-")
	mark, anchor, whole := strings.Cut(rest, "-")
	n, err := strconv.Atoi(from)
	return Cursor{n, mark, anchor}, err == nil && n >= 0 && marked == whole
}

// MarkOf is a short name of texts: others have another.
func MarkOf(texts []string) string { return shortName(strings.Join(texts, "\x00")) }

// Anchor is a short name of what an entry tells, which stays the same when other
// documents come to tell it or one of them is revised elsewhere.
func Anchor(e TimelineEntry) string { return shortName(e.When.From.String() + " " + e.Text.Text) }

// shortName is eight letters that stand for a text. The error of one in 2^40 that
// another has the same shows a reader another page, no more.
func shortName(text string) string {
	sum := sha256.Sum256([]byte(text))
	return strings.ToLower(base32.HexEncoding.EncodeToString(sum[:5]))
}

// Part is the timeline with no happenings but n of them from the one numbered first
// on. It says how many come before and after.
func (t Timeline) Part(first, n int) Timeline {
	end := min(first+n, len(t.Entries))
	t.Before, t.After = t.Before+first, t.After+len(t.Entries)-end
	t.Entries = t.Entries[first:end]
	t.Undated = undated(t.Entries)
	return t
}
