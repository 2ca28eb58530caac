package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	// checkedSentences is how many sentences of a text are held against the dossier.
	checkedSentences = 6
	// checkedQuotes is how many quotations are shown for each.
	checkedQuotes = 2
)

// checkText shows what the dossier says to each sentence of a text. It gives no
// verdict: the reader sees both.
func checkText(ctx context.Context, b *Bot, c call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	a := Answer{Title: "Checked with the dossier", Abstained: true}
	sentences := language.SplitSentences(c.words, knowledge.Span{End: len(c.words)})
	for i, s := range sentences {
		if i == checkedSentences {
			a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("%d more sentences were not checked.", len(sentences)-i), Hint: "Check a shorter text."})
			break
		}
		sentence := c.words[s.Start:s.End]
		found, err := b.dossier.Ask(ctx, sentence, checkedQuotes)
		if err != nil {
			return Answer{}, err
		}
		a.Blocks = append(a.Blocks, Notice{Text: "“" + clip(knowledge.OneLine(sentence), 300) + "”", Hint: saidTo(found)})
		if len(found.Quotes) == 0 {
			continue
		}
		near := found.Verdict != knowledge.Answered
		a.Abstained = a.Abstained && near
		block := Quotes{Near: near}
		for _, q := range found.Quotes {
			block.Quotes = append(block.Quotes, Quote{Citations: q.Citations, Marks: q.Marks, Score: q.Score})
		}
		a.Blocks = append(a.Blocks, block)
	}
	if a.Abstained {
		a.Reason = "The dossier says none of this; the nearest that it has is shown."
	}
	return a, nil
}

func saidTo(found knowledge.Evidence) string {
	switch {
	case len(found.Quotes) == 0:
		return "The dossier has nothing on this."
	case found.Verdict != knowledge.Answered:
		return "The dossier does not say this."
	}
	return "What the dossier says on it:"
}
