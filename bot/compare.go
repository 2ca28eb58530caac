package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
)

// compare shows what the documents put differently about a topic; without a
// topic, all of it. No side is said to be right.
func compare(ctx context.Context, b *Bot, c call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	found, err := b.dossier.Disagreements(ctx, c.words)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Where the documents differ"}
	if c.words != "" {
		a.Title += ": " + clip(knowledge.OneLine(c.words), 80)
	}
	if n := len(b.dossier.Documents()); n > knowledge.MostCompared {
		a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("At most %d of the %d documents were compared.", knowledge.MostCompared, n),
			Hint: "Name a topic to compare those that tell of it."})
	}
	if len(found) == 0 {
		a.Abstained, a.Reason = true, noDifference(c.words)
		return a, nil
	}
	a.Blocks = append([]Block{Disagreements{Disagreements: found}}, a.Blocks...)
	return a, nil
}

func noDifference(words string) string {
	if words == "" {
		return "No two documents were found to give different values for the same thing."
	}
	return fmt.Sprintf("No two documents were found to give different values for the same thing about “%s”.", clip(knowledge.OneLine(words), 80))
}

// disputed shows where the documents that are quoted differ in what is quoted;
// it adds nothing where they do not.
func (b *Bot) disputed(ctx context.Context, quotes []knowledge.Evidenced) ([]Block, error) {
	found, err := b.dossier.DisagreementsOn(ctx, quotes)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return []Block{Disagreements{Disagreements: found[:1]}}, nil
}
