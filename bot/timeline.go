package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

func timeline(ctx context.Context, b *Bot, c call) (Answer, error) {
	q, err := b.dossier.ParseTimeline(ctx, c.words, knowledge.Today(b.now()))
	if err != nil {
		return Answer{}, &UserError{err.Error(), "For example: /timeline since 2025-10, /timeline until yesterday."}
	}
	a := Answer{Title: "Timeline"}
	if c.words != "" {
		a.Title = "Timeline: " + clip(c.words, 80)
	}
	if q.As != "" {
		a.Understood = []Understood{{Typed: q.Typed, As: q.As}}
	}
	found, terr := b.dossier.Timeline(ctx, q)
	if terr != nil {
		return Answer{}, terr
	}
	block := Timeline{Entries: found.Entries, Hidden: found.Hidden}
	for _, e := range found.Entries {
		if e.When.Basis == knowledge.Ordered {
			block.Undated++
		}
	}
	if len(block.Entries) == 0 {
		a.Abstained = true
		a.Reason = nothingHappened(c.words)
	}
	a.Blocks = []Block{block}
	return a, nil
}

func nothingHappened(words string) string {
	if words == "" {
		return "No document of the dossier gives a date for anything that happened."
	}
	return fmt.Sprintf("The dossier has no happening with a date for “%s”.", clip(words, 80))
}

func timelineExample(_ context.Context, b *Bot) string {
	if e := b.mostNamed(names.Place); e != nil {
		return "/timeline " + e.Name
	}
	return "/timeline"
}
