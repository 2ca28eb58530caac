package knowledge

import (
	"cmp"
	"context"
	"slices"

	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
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
	at       map[string]int // by id
	entities []*names.Entity
	events   []int   // happenings that name each
	linked   []int   // the happenings that each shares with others, once for every other
	together [][]int // the entities that each happening names, where they are several
}

// relate counts the names of happenings. Of an entity, they are the happenings
// that name it.
func (d *Dossier) relate(ctx context.Context, about *names.Entity, entries []TimelineEntry) (*relating, error) {
	r := &relating{about: about, at: map[string]int{}}
	people := d.Names()
	for i := range entries {
		var named []int
		if about != nil {
			named = r.add(named, about)
		}
		for _, c := range entries[i].Citations {
			facts, err := d.Facts(ctx, c.Doc)
			if err != nil {
				return r, err
			}
			for n := firstMention(facts.Names, c.Span.Start); n < len(facts.Names) && facts.Names[n].End <= c.Span.End; n++ {
				e := people.EntityOf(names.Ref{Doc: string(c.Doc), Index: n})
				if e != nil && e.Kind != names.Place && !d.isSource(&facts, facts.Names[n].Span) {
					named = r.add(named, e)
				}
			}
		}
		r.count(named)
	}
	return r, nil
}

// isSource reports whether a name stands where a document says who reported it: that
// one takes no part in what is told.
func (d *Dossier) isSource(f *Facts, name Span) bool {
	outlets := d.view.Load().lineage.outlets
	return slices.ContainsFunc(f.Provenance, func(p speech.Provenance) bool {
		return p.At.Overlaps(name) && (p.Sure || outlets[outletKey(p.Name)])
	})
}

// add puts an entity among those that a happening names, once.
func (r *relating) add(named []int, e *names.Entity) []int {
	i, there := r.at[e.ID]
	if !there {
		i = len(r.entities)
		r.at[e.ID] = i
		r.entities, r.events, r.linked = append(r.entities, e), append(r.events, 0), append(r.linked, 0)
	}
	if slices.Contains(named, i) {
		return named
	}
	return append(named, i)
}

func firstMention(mentions []names.Mention, from int) int {
	i, _ := slices.BinarySearchFunc(mentions, from, func(m names.Mention, at int) int { return cmp.Compare(m.Start, at) })
	return i
}

func (r *relating) count(named []int) {
	for _, i := range named {
		r.events[i]++
		r.linked[i] += len(named) - 1
	}
	if len(named) > 1 {
		r.together = append(r.together, named)
	}
}

// links are those that the entity is linked with, the strongest first.
func (r *relating) links() []Link {
	var out []Link
	for i, e := range r.entities {
		if e.ID != r.about.ID {
			out = append(out, Link{Name: e.Name, Count: r.events[i]})
		}
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}

// relations keeps the names that most happenings name and that are linked.
func (r *relating) relations() Relations {
	var out Relations
	about := ""
	if r.about != nil {
		out.About, about = r.about.Name, r.about.ID
	}
	var kept []int
	for i := range r.entities {
		if r.linked[i] > 0 {
			kept = append(kept, i)
		}
	}
	slices.SortFunc(kept, func(i, j int) int {
		x, y := r.entities[i], r.entities[j]
		return cmp.Or(b2i(y.ID == about)-b2i(x.ID == about), cmp.Compare(r.events[j], r.events[i]), cmp.Compare(r.linked[j], r.linked[i]), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
	out.Left = max(0, len(kept)-MaxRelated)
	kept = kept[:len(kept)-out.Left]
	for _, i := range kept {
		out.Names = append(out.Names, Related{Name: r.entities[i].Name, Kind: r.entities[i].Kind.String(), Events: r.events[i]})
	}
	out.Links = r.pairs(kept)
	return out
}

// pairs are those of the kept that happenings name together, the strongest first.
// Their places in kept are their indices.
func (r *relating) pairs(kept []int) []Pair {
	place := make([]int, len(r.entities)) // counted from 1
	for at, i := range kept {
		place[i] = at + 1
	}
	var counts [MaxRelated][MaxRelated]int
	for _, named := range r.together {
		for n, i := range named {
			for _, j := range named[n+1:] {
				if a, b := place[i]-1, place[j]-1; a >= 0 && b >= 0 {
					counts[min(a, b)][max(a, b)]++
				}
			}
		}
	}
	var out []Pair
	for a := range counts {
		for b, n := range counts[a] {
			if n > 0 {
				out = append(out, Pair{A: a, B: b, Count: n})
			}
		}
	}
	slices.SortFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}
