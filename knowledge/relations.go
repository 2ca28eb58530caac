package knowledge

import (
	"cmp"
	"context"
	"slices"

	"attache/knowledge/language/names"
)

// MaxRelated is how many names Relations hold at most.
const MaxRelated = 25

// Relations tell who is linked with whom: people and organisations that
// happenings name together.
type Relations struct {
	About string    // whose relations they are; empty for those of the whole dossier
	Names []Related // whom they are about first, then those that most happenings name
	Links []Pair    // the strongest first
	Left  int       // names that are linked as well and left out
}

// Related is one name of Relations.
type Related struct {
	Name   string
	Kind   string // "person", "organisation"
	Events int    // happenings that name it, of those that were looked at
}

// Pair is two names that happenings name together.
type Pair struct {
	A, B  int // indices of Relations.Names, A < B
	Count int // happenings that name both
}

// Relations tells who is linked with whom in the happenings of a timeline.
func (d *Dossier) Relations(ctx context.Context, entries []TimelineEntry) (Relations, error) {
	r, err := d.relate(ctx, nil, entries)
	return r.relations(), err
}

// relating counts who is named together in happenings.
type relating struct {
	about    *names.Entity
	entities map[string]*names.Entity
	events   map[string]int
	pairs    map[[2]string]int // ids, the smaller first
}

// relate counts the names of happenings. Of an entity, they are the happenings
// that name it.
func (d *Dossier) relate(ctx context.Context, about *names.Entity, entries []TimelineEntry) (*relating, error) {
	r := &relating{about: about, entities: map[string]*names.Entity{}, events: map[string]int{}, pairs: map[[2]string]int{}}
	people := d.Names()
	for i := range entries {
		named := map[string]bool{}
		if about != nil {
			r.entities[about.ID] = about
			named[about.ID] = true
		}
		for _, c := range entries[i].Citations {
			facts, err := d.Facts(ctx, c.Doc)
			if err != nil {
				return r, err
			}
			for n := firstMention(facts.Names, c.Span.Start); n < len(facts.Names) && facts.Names[n].End <= c.Span.End; n++ {
				e := people.EntityOf(names.Ref{Doc: string(c.Doc), Index: n})
				if e != nil && e.Kind != names.Place {
					r.entities[e.ID] = e
					named[e.ID] = true
				}
			}
		}
		r.count(named)
	}
	return r, nil
}

func firstMention(mentions []names.Mention, from int) int {
	i, _ := slices.BinarySearchFunc(mentions, from, func(m names.Mention, at int) int { return cmp.Compare(m.Start, at) })
	return i
}

func (r *relating) count(named map[string]bool) {
	for a := range named {
		r.events[a]++
		for b := range named {
			if a < b {
				r.pairs[[2]string{a, b}]++
			}
		}
	}
}

// links are those that the entity is linked with, the strongest first.
func (r *relating) links() []Link {
	var out []Link
	for id, e := range r.entities {
		if id != r.about.ID {
			out = append(out, Link{Name: e.Name, Count: r.events[id]})
		}
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}

// relations keeps the names that most happenings name and that are linked.
func (r *relating) relations() Relations {
	linked := map[string]int{} // the happenings that a name shares
	for pair, n := range r.pairs {
		linked[pair[0]] += n
		linked[pair[1]] += n
	}
	var out Relations
	var ids []string
	for id := range linked {
		ids = append(ids, id)
	}
	if r.about != nil {
		out.About = r.about.Name
	}
	slices.SortFunc(ids, func(a, b string) int {
		x, y := r.entities[a], r.entities[b]
		return cmp.Or(b2i(y == r.about)-b2i(x == r.about), cmp.Compare(r.events[b], r.events[a]), cmp.Compare(linked[b], linked[a]), cmp.Compare(x.Name, y.Name), cmp.Compare(a, b))
	})
	out.Left = max(0, len(ids)-MaxRelated)
	ids = ids[:len(ids)-out.Left]
	at := map[string]int{}
	for i, id := range ids {
		at[id] = i
		out.Names = append(out.Names, Related{Name: r.entities[id].Name, Kind: r.entities[id].Kind.String(), Events: r.events[id]})
	}
	for pair, n := range r.pairs {
		a, okA := at[pair[0]]
		b, okB := at[pair[1]]
		if okA && okB {
			out.Links = append(out.Links, Pair{A: min(a, b), B: max(a, b), Count: n})
		}
	}
	slices.SortFunc(out.Links, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}
