package knowledge

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"sync"

	"attache/knowledge/language"
)

// citationForm is the form of a citation's id.
var citationForm = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{8}$`)

// IsCitationID reports whether a text has the form of a citation's id.
func IsCitationID(text string) bool { return citationForm.MatchString(text) }

// Cited returns the quotation that has this id, or [ErrNotFound]. An id can be
// worked out from a place but not the other way round: those that were shown last
// are kept, and for others the places are tried that quotations begin and end at.
func (d *Dossier) Cited(ctx context.Context, id string) (Citation, error) {
	if !IsCitationID(id) {
		return Citation{}, fmt.Errorf("quotation %q: %w", id, ErrNotFound)
	}
	if p, ok := d.receipts.get(id); ok {
		if doc, err := d.unread(ctx, p.doc); err == nil {
			return doc.Cite(p.span), nil
		}
	}
	docs := d.Documents()
	for _, thorough := range []bool{false, len(docs) <= fewDocuments} {
		for i := range docs {
			c, ok, err := d.citedIn(ctx, docs[i].ID, id, thorough)
			if err != nil {
				return Citation{}, err
			}
			if ok {
				d.receipts.keep(c)
				return c, nil
			}
		}
	}
	return Citation{}, fmt.Errorf("quotation %q: %w", id, ErrNotFound)
}

const (
	// fewDocuments is in how many documents every pair of places is tried.
	fewDocuments = 200
	// longestQuote bounds the quotations, in bytes, that are looked for so.
	longestQuote = 2500
	// sentencesInARow is how many sentences a quotation has at most.
	sentencesInARow = 4
)

// citedIn finds the quotation with this id in one document, as citedAmong does.
func (d *Dossier) citedIn(ctx context.Context, id DocID, wanted string, thorough bool) (Citation, bool, error) {
	doc, err := d.unread(ctx, id)
	if err != nil {
		return Citation{}, false, err
	}
	facts, err := d.Facts(ctx, id)
	if err != nil {
		return Citation{}, false, err
	}
	t, err := d.Analysis(ctx, id)
	if err != nil {
		return Citation{}, false, err
	}
	c, ok := citedAmong(&doc, quotable(t, facts), wanted, thorough)
	return c, ok, nil
}

// CitedBefore returns a quotation of a text that was revised since, with that text,
// or [ErrNotFound].
func (d *Dossier) CitedBefore(ctx context.Context, id string) (Citation, Version, error) {
	docs := d.Documents()
	for i := range docs {
		versions, err := d.store.Versions(ctx, docs[i].Path)
		if err != nil {
			return Citation{}, Version{}, err
		}
		for _, v := range versions {
			doc := v.document()
			facts := Read(&doc)
			if c, ok := citedAmong(&doc, quotable(language.Analyse(doc.Text), facts), id, len(docs) <= fewDocuments); ok {
				return c, v, nil
			}
		}
	}
	return Citation{}, Version{}, fmt.Errorf("quotation %q: %w", id, ErrNotFound)
}

// citedAmong finds the quotation with an id among spans of a document that are quoted
// as a whole or, thorough, among all that lies between two of their edges.
func citedAmong(doc *Document, units []Span, wanted string, thorough bool) (Citation, bool) {
	if !thorough {
		for _, s := range units {
			if citationID(doc.Hash, s) == wanted {
				return doc.Cite(s), true
			}
		}
		return Citation{}, false
	}
	starts, ends := edges(units)
	for _, start := range starts {
		first, _ := slices.BinarySearch(ends, start+1)
		for _, end := range ends[first:] {
			if end-start > longestQuote {
				break
			}
			if s := (Span{Start: start, End: end}); citationID(doc.Hash, s) == wanted {
				return doc.Cite(s), true
			}
		}
	}
	return Citation{}, false
}

// quotable are the spans of a document that are quoted as a whole.
func quotable(t *language.Text, f Facts) []Span {
	var out []Span
	add := func(spans ...Span) {
		for _, s := range spans {
			if s.Len() > 0 {
				out = append(out, s)
			}
		}
	}
	for i, s := range t.Sentences {
		for k := i; k < min(i+sentencesInARow, len(t.Sentences)); k++ {
			add(Span{Start: s.Start, End: t.Sentences[k].End})
		}
	}
	for _, b := range t.Blocks {
		add(b.Span, b.Body)
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
		add(m.Roles...)
	}
	for _, c := range f.Claims {
		add(c.Span, c.Quote)
	}
	for _, e := range f.Events {
		add(e.Span, e.Title)
		add(e.Because...)
	}
	return out
}

// edges are the bytes at which spans begin and end, in order.
func edges(spans []Span) (starts, ends []int) {
	for _, s := range spans {
		starts, ends = append(starts, s.Start), append(ends, s.End)
	}
	slices.Sort(starts)
	slices.Sort(ends)
	return slices.Compact(starts), slices.Compact(ends)
}

// mostReceipts is how many quotations that were shown are kept at hand.
const mostReceipts = 1 << 15

// receipts are the places of the quotations that were shown last, by their ids.
// They are a cache: what they lack is worked out. They are safe for concurrent use.
type receipts struct {
	mu     sync.Mutex
	places map[string]place
	order  []string // a ring
	next   int
}

type place struct {
	doc  DocID
	span Span
}

func (r *receipts) keep(c Citation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.places[c.ID]; there {
		return
	}
	if r.places == nil {
		r.places = map[string]place{}
	}
	if len(r.order) < mostReceipts {
		r.order = append(r.order, c.ID)
	} else {
		delete(r.places, r.order[r.next])
		r.order[r.next] = c.ID
		r.next = (r.next + 1) % mostReceipts
	}
	r.places[c.ID] = place{c.Doc, c.Span}
}

func (r *receipts) get(id string) (place, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.places[id]
	return p, ok
}
