package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"attache/knowledge"
)

// verifiedPlaces is how many places of a text are named.
const verifiedPlaces = 20

// verify tells where a text stands in the dossier word for word, or what is nearest
// to it and how that differs. The id of a quotation is taken for its words.
func verify(ctx context.Context, b *Bot, c call) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	places, err := Places(ctx, b.dossier, c.words, verifiedPlaces)
	if err != nil {
		return Answer{}, err
	}
	if len(places) > 0 {
		return Answer{Title: "It stands in the dossier, word for word", Blocks: []Block{Quotes{Quotes: []Quote{{Citations: places, Score: 1}}}}}, nil
	}
	if knowledge.IsCitationID(c.words) {
		if a, ok, err := stoodBefore(ctx, b, c.words); ok || err != nil {
			return a, err
		}
	}
	a := Answer{Title: "Not in these words", Abstained: true, Reason: "No document has these words in this order."}
	nearest, ok, err := b.dossier.Nearest(ctx, c.words)
	if err != nil || !ok {
		return a, err
	}
	a.Blocks = []Block{Quotes{Near: true, Quotes: []Quote{{Citations: []knowledge.Citation{nearest}}}},
		Notice{Text: DifferenceWords(knowledge.Wording(c.words, nearest.Text))}}
	return a, nil
}

// stoodBefore tells of a quotation whose document was revised since.
func stoodBefore(ctx context.Context, b *Bot, id string) (Answer, bool, error) {
	was, v, err := b.dossier.CitedBefore(ctx, id)
	if errors.Is(err, knowledge.ErrNotFound) {
		return Answer{}, false, nil
	}
	if err != nil {
		return Answer{}, false, err
	}
	return Answer{Title: "It stood in the dossier, word for word", Blocks: []Block{
		Quotes{Quotes: []Quote{{Citations: []knowledge.Citation{was}, Score: 1}}},
		Notice{Text: "So the document had it until " + v.Replaced.UTC().Format("2 January 2006, 15:04 UTC") + ".", Hint: "It was revised then."}}}, true, nil
}

// Places are where a text stands in the dossier word for word, also without the
// quotation marks around it; first the quotation whose id the text is.
func Places(ctx context.Context, d *knowledge.Dossier, text string, limit int) ([]knowledge.Citation, error) {
	var out []knowledge.Citation
	text = strings.TrimSpace(text)
	if knowledge.IsCitationID(text) {
		c, err := d.Cited(ctx, text)
		switch {
		case err == nil:
			out = append(out, c)
		case !errors.Is(err, knowledge.ErrNotFound):
			return nil, err
		}
	}
	for _, words := range []string{text, withoutMarks(text)} {
		found, err := d.Stands(ctx, words, limit-len(out))
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return append(out, found...), nil
		}
	}
	return out, nil
}

// withoutMarks takes off the quotation marks that a text was put in.
func withoutMarks(text string) string {
	runes := []rune(text)
	if last := len(runes) - 1; last > 1 && strings.ContainsRune(quotationMarks, runes[0]) && strings.ContainsRune(quotationMarks, runes[last]) {
		return string(runes[1:last])
	}
	return text
}

// DifferenceWords says in a sentence how what stands in the dossier differs from
// what was typed.
func DifferenceWords(changes []knowledge.Change) string {
	const most = 5
	var parts []string
	for i := 0; i < len(changes); i++ {
		c := changes[i]
		switch {
		case c.Kind == knowledge.Gone && i+1 < len(changes) && changes[i+1].Kind == knowledge.New:
			i++
			there, typed := strings.Trim(changes[i].Words, quotationMarks), strings.Trim(c.Words, quotationMarks)
			if there != typed { // else it is but a quotation that begins or ends
				parts = append(parts, fmt.Sprintf("“%s” where you have “%s”", clip(there, 120), clip(typed, 120)))
			}
		case c.Kind == knowledge.Gone:
			parts = append(parts, fmt.Sprintf("nothing where you have “%s”", clip(c.Words, 120)))
		case c.Kind == knowledge.New:
			parts = append(parts, fmt.Sprintf("also “%s”", clip(c.Words, 120)))
		}
	}
	if len(parts) == 0 {
		return "There it says the same."
	}
	if left := len(parts) - most; left > 0 {
		parts = append(parts[:most], fmt.Sprintf("and %d more differences", left))
	}
	return "There it says " + strings.Join(parts, "; ") + "."
}
