package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// originsTraced is how many quotations about a topic are traced where it is no
// name; of a name every document that has it.
const originsTraced = 30

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
	quotes, a, err := b.concerning(ctx, c.words)
	a.Title = "Origins: " + clip(knowledge.OneLine(c.words), 80)
	if err != nil || a.Abstained {
		return a, err
	}
	traced, err := b.originsOf(ctx, quotes)
	a.Blocks = []Block{traced}
	return a, err
}

// concerning returns what the dossier has on a topic: what names it, or what is
// found by its words. Where there is nothing, the answer abstains, and says which
// names are nearest.
func (b *Bot) concerning(ctx context.Context, topic string) ([]knowledge.Evidenced, Answer, error) {
	m := b.dossier.Names().Lookup(topic)
	if m.Entity != nil {
		quotes, err := b.dossier.Naming(ctx, m.Entity)
		return quotes, Answer{Understood: takenFor(topic, m)}, err
	}
	found, err := b.dossier.About(ctx, topic, originsTraced)
	if err != nil {
		return nil, Answer{}, err
	}
	var a Answer
	for _, u := range found.Understood {
		a.Understood = append(a.Understood, Understood{Typed: u.Typed, As: u.As})
	}
	if found.Verdict != knowledge.Nothing {
		return found.Quotes, a, nil
	}
	a.Abstained, a.Reason = true, found.Reason
	if a.Reason == "" {
		a.Reason = fmt.Sprintf("The dossier has nothing on “%s”.", clip(knowledge.OneLine(topic), 80))
	}
	if len(m.Nearest) > 0 && len(strings.Fields(topic)) <= 2 {
		a.Blocks = []Block{nearestNames(topic, m.Nearest, "/origins ")}
	}
	return nil, a, nil
}

// takenFor says whom a name was taken for, where it was not typed as it is written.
func takenFor(typed string, m names.Match) []Understood {
	switch m.Outcome {
	case names.Misspelt:
		return []Understood{{Typed: m.Typed, As: m.As}}
	case names.ByRole:
		return []Understood{{Typed: typed, As: m.Entity.Name}}
	}
	return nil
}

// nearestNames offers the names that are most like what was typed.
func nearestNames(typed string, nearest []string, command string) Candidates {
	block := Candidates{Query: clip(typed, 80), Unknown: true}
	for _, name := range nearest {
		block.Candidates = append(block.Candidates, Candidate{Name: name, Line: command + name})
	}
	return block
}

// originsOf traces the documents that are quoted, each by what is quoted of it.
func (b *Bot) originsOf(ctx context.Context, quotes []knowledge.Evidenced) (Origins, error) {
	var docs []knowledge.DocID
	for _, q := range quotes {
		for _, c := range q.Citations {
			if !slices.Contains(docs, c.Doc) {
				docs = append(docs, c.Doc)
			}
		}
	}
	traced, err := b.dossier.OriginsOf(ctx, quotes)
	return Origins{Origins: traced, Documents: len(docs)}, err
}

// OriginLine is one branch of an origin's tree, for platforms that show a tree as
// lines.
type OriginLine struct {
	knowledge.Branch
	Depth int // 0 grows on the origin itself
}

// Lines are the branches of an origin's tree from its top down.
func Lines(o Origin) []OriginLine {
	var out []OriginLine
	var walk func([]knowledge.Branch, int)
	walk = func(branches []knowledge.Branch, depth int) {
		for _, x := range branches {
			out = append(out, OriginLine{x, depth})
			walk(x.Branches, depth+1)
		}
	}
	walk(o.Tree, 0)
	return out
}

// HowWords says in a few words how a line of a tree has its news from what it grows
// on: who told the outlet, where the words say so, else [DescentWords].
func (l OriginLine) HowWords() string {
	if l.Speaker != "" {
		return "told by " + inSentence(l.Speaker)
	}
	return DescentWords(l.How)
}

// inSentence writes who began a sentence as they stand in the middle of one: "a
// harbour official".
func inSentence(who string) string {
	for _, article := range []string{"A ", "An ", "One "} {
		if strings.HasPrefix(who, article) {
			return strings.ToLower(article) + who[len(article):]
		}
	}
	return who
}

// LeftOut is how many of an origin's documents its tree does not show.
func LeftOut(o Origin) int {
	left := len(o.Documents)
	for _, x := range Lines(o) {
		if x.Traced {
			left--
		}
	}
	return max(left, 0)
}

// DescentWords says in a few words how a branch has its news from what it grows
// on, to stand before the words that show it; empty where these say it themselves.
func DescentWords(w knowledge.Descent) string {
	switch w {
	case knowledge.Copies:
		return "same words, later"
	case knowledge.Shares:
		return "same words"
	case knowledge.Publishes:
		return "published it"
	}
	return ""
}
