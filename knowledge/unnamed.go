package knowledge

import (
	"context"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// unnamedDocuments is in how many documents, from the newest on, statements of
// unnamed speakers are looked for.
const unnamedDocuments = 300

// Unnamed returns at most limit statements by speakers whom no document names, and
// who are called by all of the words ("senior official"), those of the newest
// documents first. Two of them need not be by one speaker.
func (d *Dossier) Unnamed(ctx context.Context, words string, limit int) ([]Statement, error) {
	wanted := strings.Fields(language.FoldString(words))
	if names.RoleHead(strings.TrimSuffix(words, "s")) == "" && !strings.Contains(words, "source") { // it is a name
		return nil, nil
	}
	wanted = slices.DeleteFunc(wanted, func(w string) bool { return w == "the" || w == "a" || w == "an" })
	docs := d.Documents()
	var out []Statement
	for n, i := range byNewest(docs) {
		if n == unnamedDocuments || len(out) >= limit || len(wanted) == 0 {
			break
		}
		o, err := d.pass(ctx, docs[i].ID)
		if err != nil {
			return nil, err
		}
		for _, c := range o.facts.Claims {
			if (c.Class == speech.Anonymous || c.Class == speech.Collective) && calledBy(c.Speaker, wanted) && len(out) < limit {
				out = append(out, statement(o, c))
			}
		}
	}
	return out, nil
}

// calledBy reports whether the words for a speaker hold all the wanted ones, in
// the singular or the plural.
func calledBy(speaker string, wanted []string) bool {
	words := strings.Fields(language.FoldString(speaker))
	return !slices.ContainsFunc(wanted, func(w string) bool {
		return !slices.ContainsFunc(words, func(v string) bool { return strings.TrimSuffix(v, "s") == strings.TrimSuffix(w, "s") })
	})
}
