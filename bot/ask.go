package bot

import (
	"context"

	"attache/knowledge"
)

// quotesShown is how many quotations an answer holds where nobody asks for more
// or fewer; quotesMost is how many at most.
const (
	quotesShown = 3
	quotesMost  = 50
)

func ask(ctx context.Context, b *Bot, c call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	limit := c.Limit
	if limit <= 0 {
		limit = quotesShown
	}
	found, err := b.dossier.Ask(ctx, c.words, min(limit, quotesMost)+alsoCompared)
	if err != nil {
		return Answer{}, err
	}
	shown := found.Quotes[:min(len(found.Quotes), limit, quotesMost)]
	a := Answer{Title: clip(knowledge.OneLine(c.words), 150), Abstained: found.Verdict != knowledge.Answered, Reason: found.Reason}
	for _, u := range found.Understood {
		a.Understood = append(a.Understood, Understood{Typed: u.Typed, As: u.As})
	}
	quotes := Quotes{Near: a.Abstained}
	for _, q := range shown {
		quotes.Quotes = append(quotes.Quotes, Quote{Citations: q.Citations, Marks: q.Marks, Score: q.Score})
	}
	a.Blocks = []Block{quotes}
	if a.Abstained {
		return a, nil
	}
	origins, err := b.originsOf(ctx, shown)
	if err != nil {
		return Answer{}, err
	}
	a.Blocks = append(a.Blocks, origins)
	differ, err := b.disputed(ctx, c.words, found)
	if err != nil {
		return Answer{}, err
	}
	a.Blocks = append(a.Blocks, differ...)
	edited, err := b.edited(ctx, shown)
	if err != nil {
		return Answer{}, err
	}
	a.Blocks = append(a.Blocks, edited...)
	return a, nil
}

// askExample asks about the person whom most of the dossier is about.
func askExample(ctx context.Context, b *Bot) string {
	if line := whoExample(ctx, b); line != "" {
		return "/ask who is " + line[len("/who "):] + "?"
	}
	return "/ask what happened?"
}
