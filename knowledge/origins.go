package knowledge

import (
	"cmp"
	"context"
	"slices"

	"attache/knowledge/language/names"
)

// Origin is one source and the documents that repeat it.
type Origin struct {
	Name      string // empty where the documents do not state it
	Stated    bool
	Documents []Source
	Because   []Citation // the words that show it
	Tree      []Branch   // how the news came from the origin to the documents
}

// Branch is a document or an outlet that has its news from what it grows on.
type Branch struct {
	Outlet   string // an outlet that is no document here; empty for a document
	Document Source // zero for an outlet
	Traced   bool   // the document is one of the origin's Documents, not only on the way to one
	How      Descent
	Speaker  string     // who told the outlet that the branch grows on, in the document's words; may be empty
	Because  []Citation // the words in the document that show it; behind shared words, where else they stand
	Also     []Named    // other outlets that the document names
	Branches []Branch
}

// Named is an outlet and the words that name it.
type Named struct {
	Name    string
	Because Citation
}

// Descent tells how it shows that one has its news from another.
type Descent uint8

// The ways in which news comes down.
const (
	NoDescent Descent = iota // nothing shows where a document has it from
	Names                    // it names the outlet
	Publishes                // the outlet published it, and others name the outlet
	Copies                   // it has the words of a document that appeared before it
	Shares                   // it has the words of a document, and which was first is not known
)

var descentNames = [...]string{"", "names", "publishes", "copies", "shares"}

func (w Descent) String() string { return descentNames[w] }

// CountStated is how many origins there are: what the documents do not state is
// none, however many documents stand there.
func CountStated(origins []Origin) int {
	n := 0
	for _, o := range origins {
		if o.Stated {
			n++
		}
	}
	return n
}

// Origins traces documents to where their news comes from. Documents that name
// the same outlet as their source, or copy one that does, are one origin, however
// many they are; those of which nothing shows it stand together as one entry that
// is not stated, and are never counted as independent. The origin that most
// documents repeat comes first.
func (d *Dossier) Origins(ctx context.Context, docs []DocID) ([]Origin, error) {
	t := d.tracer()
	for _, id := range docs {
		if err := t.trace(ctx, id, nil); err != nil {
			return nil, err
		}
	}
	return t.origins(), nil
}

// OriginsOf traces quotations. Where a document has several sources, the one
// counts that stands nearest to what is quoted.
func (d *Dossier) OriginsOf(ctx context.Context, quotes []Evidenced) ([]Origin, error) {
	t := d.tracer()
	spans := map[DocID][]Span{}
	var order []DocID
	for _, q := range quotes {
		for _, c := range q.Citations {
			if spans[c.Doc] == nil {
				order = append(order, c.Doc)
			}
			spans[c.Doc] = append(spans[c.Doc], c.Span)
		}
	}
	for _, id := range order {
		if err := t.trace(ctx, id, spans[id]); err != nil {
			return nil, err
		}
	}
	return t.origins(), nil
}

// What is looked at where a name is the topic: the documents that name it, and of
// each the first sentences that do.
const (
	mostNaming      = 500
	sentencesNaming = 3
)

// Naming returns the sentences that name somebody or something, in order of path.
func (d *Dossier) Naming(ctx context.Context, e *names.Entity) ([]Evidenced, error) {
	spans := map[DocID][]Span{}
	for _, r := range e.Mentions {
		id := DocID(r.Doc)
		if len(spans[id]) == sentencesNaming || spans[id] == nil && len(spans) == mostNaming {
			continue
		}
		o, err := d.open(ctx, id)
		if err != nil {
			return nil, err
		}
		mention := o.facts.Names[r.Index].Span
		text := o.analysis()
		if s := text.SentenceAt(mention.Start); s >= 0 && text.Sentences[s].Contains(mention) && !slices.Contains(spans[id], text.Sentences[s].Span) {
			spans[id] = append(spans[id], text.Sentences[s].Span)
		}
	}
	var out []Evidenced
	for _, doc := range d.Documents() {
		for _, s := range spans[doc.ID] {
			o, err := d.open(ctx, doc.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, Evidenced{Citations: []Citation{o.doc.Cite(s)}})
		}
	}
	return out, nil
}

// aboutPart is the part of a topic's words that a quotation must hold where it is not
// sure that it bears on them.
const aboutPart = 2. / 3

// About finds what bears on a topic, at most limit quotations. Words that only mean
// something near do not make one: then nothing is found.
func (d *Dossier) About(ctx context.Context, topic string, limit int) (Evidence, error) {
	found, err := d.Ask(ctx, topic, limit)
	if err != nil || found.Verdict == Answered {
		return found, err
	}
	wanted := d.index.Terms(topic)
	for _, u := range found.Understood {
		wanted = append(slices.DeleteFunc(wanted, func(w string) bool { return slices.Contains(d.index.Terms(u.Typed), w) }), d.index.Terms(u.As)...)
	}
	found.Quotes = slices.DeleteFunc(found.Quotes, func(q Evidenced) bool {
		has := d.index.Terms(q.Citations[0].Text)
		n := 0
		for _, w := range wanted {
			n += b2i(slices.Contains(has, w))
		}
		return float64(n) < aboutPart*float64(len(wanted))
	})
	found.Verdict = Near
	if len(found.Quotes) == 0 {
		found.Verdict = Nothing
	}
	return found, nil
}

func (t *tracer) origins() []Origin {
	for i := range t.found {
		o := &t.found[i]
		o.Tree = t.tree(t.roots[i])
		for _, s := range t.roots[i] {
			o.Documents = append(o.Documents, s.open.doc.Source())
			o.Because = append(o.Because, s.because...)
		}
	}
	slices.SortStableFunc(t.found, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(b2i(b.Stated), b2i(a.Stated)), cmp.Compare(len(b.Documents), len(a.Documents)), cmp.Compare(a.Name, b.Name))
	})
	return t.found
}
