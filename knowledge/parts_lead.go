package knowledge

import (
	"context"
	"slices"

	"attache/knowledge/language"
)

// leadWords is how many tokens a sentence must have to say what a report is
// about; datelines and sections have fewer.
const leadWords = 8

// Leads returns the first sentence of running text of each document, the newest
// document first, without those that say what another did.
func (d *Dossier) Leads(ctx context.Context) ([]Citation, error) {
	docs := d.Documents()
	var out []Citation
	var said []map[string]bool
	for _, i := range byNewest(docs) {
		o, err := d.open(ctx, docs[i].ID)
		if err != nil {
			return nil, err
		}
		span, ok := leadOf(o.analysis())
		if !ok {
			continue
		}
		c := o.doc.Cite(span)
		words := wordSetOf(c.Text)
		repeated := false
		for _, other := range said {
			repeated = repeated || sameStatement(words, other)
		}
		if !repeated {
			out, said = append(out, c), append(said, words)
		}
	}
	return out, nil
}

func leadOf(t *language.Text) (Span, bool) {
	for _, s := range t.Sentences {
		if t.Blocks[s.Block].Kind == language.Paragraph && s.Complete && s.To-s.From >= leadWords {
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
