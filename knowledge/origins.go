package knowledge

import (
	"cmp"
	"context"
	"slices"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Origin is one source and the documents that repeat it.
type Origin struct {
	Name      string // empty where the documents do not state it
	Stated    bool
	Documents []Source
	Because   []Citation // the words that show it
}

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
// the same outlet as their source are one origin, however many they are; those
// that name none stand together as one entry that is not stated, and are never
// counted as independent. The origin that most documents repeat comes first.
func (d *Dossier) Origins(ctx context.Context, docs []DocID) ([]Origin, error) {
	t := tracer{d: d, people: d.Names(), byKey: map[string]int{}}
	for _, id := range docs {
		if err := t.trace(ctx, id); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(t.origins, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(b2i(b.Stated), b2i(a.Stated)), cmp.Compare(len(b.Documents), len(a.Documents)), cmp.Compare(a.Name, b.Name))
	})
	return t.origins, nil
}

// tracer gathers origins document by document.
type tracer struct {
	d       *Dossier
	people  *names.Catalogue
	origins []Origin
	byKey   map[string]int
}

func (t *tracer) trace(ctx context.Context, id DocID) error {
	doc, err := t.d.Document(ctx, id)
	if err != nil {
		return err
	}
	facts, err := t.d.Facts(ctx, id)
	if err != nil {
		return err
	}
	name, because := t.mainOrigin(&doc, facts)
	key := language.FoldString(name)
	i, there := t.byKey[key]
	if !there {
		i = len(t.origins)
		t.byKey[key] = i
		t.origins = append(t.origins, Origin{Name: name, Stated: name != ""})
	}
	o := &t.origins[i]
	if slices.ContainsFunc(o.Documents, func(s Source) bool { return s.Doc == id }) {
		return nil
	}
	o.Documents = append(o.Documents, doc.Source())
	o.Because = append(o.Because, because...)
	return nil
}

// mainOrigin is the outlet that a document names most often as its source, with
// the words that first do. Of outlets named equally often it is the one that more
// documents of the dossier name, then the first.
func (t *tracer) mainOrigin(doc *Document, facts Facts) (string, []Citation) {
	type outlet struct {
		name             string
		count, documents int
		first            Span
	}
	var all []outlet
	for _, p := range facts.Provenance {
		name, documents := t.canonical(p.Name)
		i := slices.IndexFunc(all, func(o outlet) bool { return o.name == name })
		if i < 0 {
			i = len(all)
			all = append(all, outlet{name: name, documents: documents, first: p.Span})
		}
		all[i].count++
	}
	if len(all) == 0 {
		return "", nil
	}
	best := slices.MaxFunc(all, func(a, b outlet) int {
		return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.documents, b.documents))
	})
	return best.name, []Citation{doc.Cite(best.first)}
}

// canonical is the dossier's name for an outlet, and how many documents have it.
func (t *tracer) canonical(name string) (string, int) {
	if m := t.people.Lookup(name); m.Outcome == names.Found {
		return m.Entity.Name, m.Entity.Documents
	}
	return name, 0
}
