package bot

import (
	"context"

	"attache/knowledge"
)

// originsTraced is how many quotations about a topic are traced.
const originsTraced = 20

// origins tells where the documents about a topic have their news from; without a
// topic, all documents.
func origins(ctx context.Context, b *Bot, c call) (Answer, error) {
	docs := b.dossier.Documents()
	if len(docs) == 0 {
		return emptyDossier(), nil
	}
	if c.words == "" {
		ids := make([]knowledge.DocID, len(docs))
		for i := range docs {
			ids[i] = docs[i].ID
		}
		traced, err := b.dossier.Origins(ctx, ids)
		return Answer{Title: "Origins", Blocks: []Block{Origins{Origins: traced, Documents: len(ids)}}}, err
	}
	found, err := b.dossier.Ask(ctx, c.words, originsTraced)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Origins: " + clip(c.words, 80)}
	if found.Verdict == knowledge.Nothing {
		a.Abstained, a.Reason = true, found.Reason
		return a, nil
	}
	traced, err := b.originsOf(ctx, found.Quotes)
	if err != nil {
		return Answer{}, err
	}
	a.Blocks = []Block{traced}
	return a, nil
}
