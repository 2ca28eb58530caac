package bot

import (
	"context"
	"fmt"
	"strings"

	"attache/knowledge"
)

// edited tells which of the quoted documents were edited since they came in, and
// whether what is quoted stood in them before.
func (b *Bot) edited(ctx context.Context, quotes []knowledge.Evidenced) ([]Block, error) {
	var out []Block
	told := map[knowledge.DocID]bool{}
	for _, q := range quotes {
		c := q.Citations[0]
		if told[c.Doc] {
			continue
		}
		told[c.Doc] = true
		versions, err := b.dossier.Versions(ctx, c.Doc)
		if err != nil {
			return nil, err
		}
		if len(versions) == 0 {
			continue
		}
		quoted := "was not in it before"
		if strings.Contains(versions[0].Text, c.Text) {
			quoted = "stood in it before too"
		}
		text := fmt.Sprintf("%s was edited, as seen on %s: what is quoted here %s.", calledIn(c.Source), LongDateWords(knowledge.Today(versions[0].Replaced)), quoted)
		out = append(out, Notice{Text: text})
	}
	return out, nil
}

// calledIn is what a document is called in a sentence.
func calledIn(s knowledge.Source) string {
	if s.Title != "" {
		return "“" + clip(s.Title, 80) + "”"
	}
	return clip(s.Path, 80)
}
