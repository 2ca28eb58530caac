package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"attache/adapters/terminal"
	"attache/knowledge"
	"attache/knowledge/language"
)

type verifyCmd struct {
	Text []string `arg:"" name:"TEXT|ID" help:"Words that are said to stand in the dossier, or the id of a quotation."`
}

// Run tells where the text stands word for word, or what is nearest to it and
// how that differs.
func (c *verifyCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	text := strings.Join(c.Text, " ")
	places, err := h.places(ctx, text)
	if err != nil {
		return err
	}
	if len(places) > 0 {
		for _, p := range places {
			fmt.Fprintf(a.stdout, "%s:%d-%d %s\n  %s\n", terminal.OneLine(p.Path), p.Span.Start, p.Span.End, p.ID, terminal.OneLine(p.Text))
		}
		return nil
	}
	nearest, err := h.nearest(ctx, text)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "It does not stand in the dossier.")
	if nearest.Text != "" {
		fmt.Fprintf(a.stdout, "The nearest is %s:%d-%d %s\n  %s\n", terminal.OneLine(nearest.Path), nearest.Span.Start, nearest.Span.End, nearest.ID, terminal.OneLine(difference(text, nearest.Text)))
	}
	return errNo
}

// citationID is the form of a citation's id.
var citationID = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{8}$`)

// places is where the text stands, white space apart; a text that has the form of
// an id may name a place too.
func (h *house) places(ctx context.Context, text string) ([]knowledge.Citation, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, usagef("there is no text to look for")
	}
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	pattern, err := regexp.Compile(strings.Join(words, `\s+`))
	if err != nil {
		return nil, usagef("the text cannot be looked for: %w", err)
	}
	var out []knowledge.Citation
	for _, head := range h.dossier.Documents() {
		doc, err := h.dossier.Document(ctx, head.ID)
		if err != nil {
			return nil, err
		}
		for _, at := range pattern.FindAllStringIndex(doc.Text, -1) {
			out = append(out, doc.Cite(knowledge.Span{Start: at[0], End: at[1]}))
		}
		if citationID.MatchString(text) {
			found, err := h.named(ctx, &doc, text)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	return out, nil
}

// longestQuote bounds the quotations, in bytes, that are looked for by their id.
const longestQuote = 2500

// named finds the quotation with this id in a document. An id can be worked out
// from a place but not the other way round, so that all places are tried which a
// quotation begins and ends at.
func (h *house) named(ctx context.Context, doc *knowledge.Document, id string) ([]knowledge.Citation, error) {
	t, err := h.dossier.Analysis(ctx, doc.ID)
	if err != nil {
		return nil, err
	}
	f, err := h.dossier.Facts(ctx, doc.ID)
	if err != nil {
		return nil, err
	}
	starts, ends := edges(t, f)
	for _, start := range starts {
		first, _ := slices.BinarySearch(ends, start+1)
		for _, end := range ends[first:] {
			if end-start > longestQuote {
				break
			}
			if c := doc.Cite(knowledge.Span{Start: start, End: end}); c.ID == id {
				return []knowledge.Citation{c}, nil
			}
		}
	}
	return nil, nil
}

// edges are the bytes at which quotations of a document begin and end, in order.
func edges(t *language.Text, f knowledge.Facts) (starts, ends []int) {
	add := func(s knowledge.Span) {
		if s.Len() > 0 {
			starts, ends = append(starts, s.Start), append(ends, s.End)
		}
	}
	for _, s := range t.Sentences {
		add(s.Span)
	}
	for _, b := range t.Blocks {
		add(b.Span)
		add(b.Body)
	}
	for _, g := range t.Groups() {
		add(g.Span)
	}
	for _, p := range f.Passages {
		add(p.Span)
	}
	for _, x := range f.Timexes {
		add(x.Span)
	}
	for _, m := range f.Names {
		add(m.Span)
		for _, r := range m.Roles {
			add(r)
		}
	}
	for _, c := range f.Claims {
		add(c.Span)
		add(c.Quote)
	}
	for _, e := range f.Events {
		add(e.Span)
		add(e.Title)
		for _, b := range e.Because {
			add(b)
		}
	}
	slices.Sort(starts)
	slices.Sort(ends)
	return slices.Compact(starts), slices.Compact(ends)
}

// nearest is the sentence of the dossier that shares most words with the text.
func (h *house) nearest(ctx context.Context, text string) (best knowledge.Citation, err error) {
	wanted := bag(text)
	most := 0.0
	for _, head := range h.dossier.Documents() {
		t, err := h.dossier.Analysis(ctx, head.ID)
		if err != nil {
			return best, err
		}
		for _, s := range t.Sentences {
			if likeness := overlap(wanted, bag(s.In(t.Raw))); likeness > most {
				doc, err := h.dossier.Document(ctx, head.ID)
				if err != nil {
					return best, err
				}
				best, most = doc.Cite(s.Span), likeness
			}
		}
	}
	return best, nil
}

func bag(text string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.Fields(strings.ToLower(text)) {
		out[strings.Trim(w, `.,;:!?"'“”‘’()[]`)]++
	}
	return out
}

// overlap is how much two bags of words have in common: 1 where they are equal, 0
// where they share nothing (Dice's coefficient).
func overlap(a, b map[string]int) float64 {
	shared, all := 0, 0
	for w, n := range a {
		shared += min(n, b[w])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(all)
}

// difference writes what stands in the dossier, with the words of the text that
// do not as [-word-] and those that the text lacks as {+word+}.
func difference(text, stands string) string {
	a, b := strings.Fields(text), strings.Fields(stands)
	common := make([][]int, len(a)+1) // [i][j] is the length of the longest common run of words of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var d diff
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			d.add("", a[i], "")
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			d.add("[-", a[i], "-]")
			i++
		default:
			d.add("{+", b[j], "+}")
			j++
		}
	}
	return d.String()
}

// diff is words, those that differ in brackets, runs of them in one pair.
type diff struct {
	strings.Builder
	closing string
}

func (d *diff) add(opening, word, closing string) {
	switch {
	case d.Len() == 0:
		d.WriteString(opening)
	case closing == d.closing:
		d.WriteByte(' ')
	default:
		d.WriteString(d.closing + " " + opening)
	}
	d.closing = closing
	d.WriteString(word)
}

// String ends the diff.
func (d *diff) String() string { return d.Builder.String() + d.closing }
