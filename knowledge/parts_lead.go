package knowledge

import (
	"context"
	"slices"

	"attache/knowledge/language"
)

// leadWords is how many tokens a sentence must have to say what a report is
// about; datelines and sections have fewer.
const leadWords = 8

// Leads returns the first sentence of running text of each document: first of
// those that have an overview, then of the newest ones, without those that say
// what another did.
func (d *Dossier) Leads(ctx context.Context) ([]Citation, error) {
	docs := d.Documents()
	read, err := eachDocument(ctx, d, docs, func(_ *Document, o *openDocument) lead { return leadOf(&o.doc, o.analysis()) })
	if err != nil {
		return nil, err
	}
	var overviews, leads []Citation
	for _, i := range byNewest(docs) {
		switch l := &read[i]; {
		case l.Text == "":
		case l.overview:
			overviews = append(overviews, l.Citation)
		default:
			leads = append(leads, l.Citation)
		}
	}
	var out []Citation
	said := gists{least: same}
	for _, c := range append(overviews, leads...) {
		now := gistOf(c.Text)
		if said.find(now) < 0 {
			out = append(out, c)
			said.add(now)
		}
	}
	return out, nil
}

// lead is the sentence of a document that says what it is about, if there is one.
type lead struct {
	Citation
	overview bool // it stands under a heading that announces an overview
}

func leadOf(doc *Document, t *language.Text) lead {
	if span, ok := overviewOf(t); ok {
		return lead{doc.Cite(span), true}
	}
	if span, ok := leadIn(t, 0, len(t.Blocks)); ok {
		return lead{Citation: doc.Cite(span)}
	}
	return lead{}
}

// overviewOf returns the first sentence below a heading that announces an
// overview.
func overviewOf(t *language.Text) (Span, bool) {
	for _, s := range sectionsOf(t) {
		if s.kind == Overview {
			return leadIn(t, s.from, s.to)
		}
	}
	return Span{}, false
}

// leadIn returns the first sentence of running text in some blocks.
func leadIn(t *language.Text, from, to int) (Span, bool) {
	for _, s := range t.Sentences {
		if s.Block >= from && s.Block < to && t.Blocks[s.Block].Kind == language.Paragraph && s.Complete && s.To-s.From >= leadWords {
			return s.Span, true
		}
	}
	return Span{}, false
}

// byNewest returns the indices of the documents by their dates.
func byNewest(docs []Document) []int {
	out := make([]int, len(docs))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return docs[b].Published.Value.Compare(docs[a].Published.Value) })
	return out
}
