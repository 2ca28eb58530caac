package bot

import (
	"context"
	"fmt"
	"strings"

	"attache/knowledge"
)

// compare shows what the documents put differently about a topic; without a
// topic, all of it. No side is said to be right.
func compare(ctx context.Context, b *Bot, c call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	a := Answer{Title: "Where the documents differ"}
	topic := c.words
	if topic != "" {
		a.Title += ": " + clip(knowledge.OneLine(topic), 80)
		meant, nothing, err := b.meant(ctx, &a, topic)
		if err != nil || nothing {
			return a, err
		}
		topic = meant
	}
	found, err := b.dossier.Disagreements(ctx, topic)
	if err != nil {
		return Answer{}, err
	}
	if n := len(b.dossier.Documents()); n > knowledge.MostCompared {
		a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("At most %d of the %d documents were compared.", knowledge.MostCompared, n),
			Hint: "Name a topic to compare those that tell of it."})
	}
	if len(found) == 0 {
		a.Abstained, a.Reason = true, noDifference(topic)
		return a, nil
	}
	a.Blocks = append([]Block{Disagreements{Disagreements: found}}, a.Blocks...)
	return a, nil
}

// meant is the topic as the dossier writes it, where it was typed otherwise; the
// answer says so. Where the dossier has nothing on it, the answer abstains.
func (b *Bot) meant(ctx context.Context, a *Answer, topic string) (meant string, nothing bool, err error) {
	if m := b.dossier.Names().Lookup(topic); m.Entity != nil {
		a.Understood = takenFor(topic, m)
		return m.Entity.Name, false, nil
	}
	found, err := b.dossier.About(ctx, topic, 1)
	if err != nil {
		return "", false, err
	}
	for _, u := range found.Understood {
		a.Understood = append(a.Understood, Understood{Typed: u.Typed, As: u.As})
		topic = strings.Replace(topic, u.Typed, u.As, 1)
	}
	if found.Verdict == knowledge.Nothing {
		a.Abstained, a.Reason = true, found.Reason
		return "", true, nil
	}
	return topic, false, nil
}

func noDifference(words string) string {
	if words == "" {
		return "No two documents were found to give different values for the same thing."
	}
	return fmt.Sprintf("No two documents were found to give different values for the same thing about “%s”.", clip(knowledge.OneLine(words), 80))
}

// alsoCompared is how many quotations beside those that are shown an answer is
// compared with: the other side may rank lower.
const alsoCompared = 5

// disputed shows where the documents that answer differ in it; it adds nothing
// where they do not.
func (b *Bot) disputed(ctx context.Context, question string, found knowledge.Evidence) ([]Block, error) {
	differ, err := b.dossier.DisagreementsOn(ctx, question, found)
	if err != nil || len(differ) == 0 {
		return nil, err
	}
	return []Block{Disagreements{Disagreements: differ[:1]}}, nil
}
