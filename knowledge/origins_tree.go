package knowledge

import (
	"cmp"
	"slices"
)

// mostBranches is how many branches of an origin are shown on one level: more is a
// number.
const mostBranches = 24

// sapling is a branch while it grows.
type sapling struct {
	Branch
	under []*sapling
}

// tree joins the ways from one origin to its documents.
func (t *tracer) tree(all []*standing) []Branch {
	g := grower{byDoc: map[DocID]*sapling{}, byOutlet: map[string]*sapling{}, root: &sapling{}}
	for _, s := range all {
		g.of(s, 0).Traced = true
	}
	return g.root.branches()
}

// grower makes the branches of one origin, each once.
type grower struct {
	root     *sapling
	byDoc    map[DocID]*sapling
	byOutlet map[string]*sapling
}

// deepest bounds the way from a document to its origin.
const deepest = 8

func (g *grower) of(s *standing, depth int) *sapling {
	id := s.open.doc.ID
	if b, ok := g.byDoc[id]; ok {
		return b
	}
	b := &sapling{Branch: Branch{Document: s.open.doc.Source(), How: s.how, Speaker: s.speaker, Because: s.because, Also: s.also}}
	g.byDoc[id] = b
	on := g.root
	switch {
	case s.parent != nil && depth < deepest:
		on = g.of(s.parent, depth+1)
	case s.via != "":
		on = g.outlet(s.via)
	}
	on.under = append(on.under, b)
	return b
}

func (g *grower) outlet(name string) *sapling {
	key := outletKey(name)
	b := g.byOutlet[key]
	if b == nil {
		b = &sapling{Branch: Branch{Outlet: name, How: Names}}
		g.byOutlet[key] = b
		g.root.under = append(g.root.under, b)
	}
	return b
}

// branches are what grows on a sapling, the eldest documents first.
func (s *sapling) branches() []Branch {
	slices.SortStableFunc(s.under, func(a, b *sapling) int {
		x, y := a.Document.Published, b.Document.Published
		if x.IsZero() != y.IsZero() {
			return cmp.Compare(b2i(x.IsZero()), b2i(y.IsZero()))
		}
		return cmp.Or(x.Compare(y), cmp.Compare(a.Document.Path, b.Document.Path))
	})
	var out []Branch
	for _, u := range s.under[:min(len(s.under), mostBranches)] {
		u.Branches = u.branches()
		out = append(out, u.Branch)
	}
	return out
}
