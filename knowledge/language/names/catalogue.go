package names

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Ref says where a mention stands: the document, and the index among the
// mentions that were added for it.
type Ref struct {
	Doc   string
	Index int
}

// Entity is one person, organisation or place, with all its mentions.
type Entity struct {
	ID        string // from kind and name alone: the same wherever it is worked out
	Kind      Kind
	Name      string   // the fullest form, the most frequent of several
	Variants  []string // every form in the texts, the most frequent first; Name is one of them
	Roles     []string // the phrases that say who it is, the most frequent first
	Mentions  []Ref    // in order of document and place
	Documents int      // how many documents mention it
}

// Aliases are what the keeper of a dossier says about names. They win over
// everything that is worked out.
type Aliases struct {
	Same      [][]string  // the names of each group are one
	Different [][2]string // the two names are two, whatever they look like
}

// Catalogue joins the mentions of many documents into entities. Documents may be
// added, replaced and removed at any time; the entities are worked out when they
// are next asked for. It may be used from several goroutines.
type Catalogue struct {
	aliases Aliases

	mu    sync.Mutex // guards what follows
	docs  map[string][]Mention
	built *index // nil after a change
}

// NewCatalogue returns an empty catalogue.
func NewCatalogue(aliases Aliases) *Catalogue {
	return &Catalogue{aliases: aliases, docs: map[string][]Mention{}}
}

// Clone returns a catalogue of its own with the same documents.
func (c *Catalogue) Clone() *Catalogue {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Catalogue{aliases: c.aliases, docs: maps.Clone(c.docs), built: c.built}
}

// Add puts the mentions of one document into the catalogue, in place of those
// that it had for it. It keeps the slice.
func (c *Catalogue) Add(doc string, mentions []Mention) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.docs[doc] = mentions
	c.built = nil
}

// Remove takes a document out.
func (c *Catalogue) Remove(doc string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.docs, doc)
	c.built = nil
}

// Joined reports whether the entities are worked out, which takes a while in a large
// catalogue: somebody has asked for one since the last change.
func (c *Catalogue) Joined() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.built != nil
}

// Entities returns all entities, the most mentioned first. The slice and what it
// points to are shared: they must not be changed.
func (c *Catalogue) Entities() []*Entity { return c.index().entities }

// EntityOf returns the entity that a mention belongs to; nil for one that was
// never added.
func (c *Catalogue) EntityOf(r Ref) *Entity { return c.index().of[r] }

// Get returns the entity with an ID, nil if there is none.
func (c *Catalogue) Get(id string) *Entity { return c.index().byID[id] }

func (c *Catalogue) index() *index {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.built == nil {
		c.built = newIndex(c.join(), c.aliases)
	}
	return c.built
}

// bearer is a name as the texts give it, with all mentions that have it as their
// full form; the smallest thing that is joined.
type bearer struct {
	kind     Kind
	name     string
	person   personName // of persons
	thing    string     // of organisations and places
	mentions []Ref
	variants map[string]int
	roles    map[string]int
	docs     map[string]bool
}

// join works out the entities: bearers first, then groups of bearers.
func (c *Catalogue) join() []*Entity {
	bearers := c.bearers()
	g := newGroups(bearers, c.aliases)
	g.joinPersons()
	g.joinThings()
	g.joinSurnames()
	g.settle(c.docs)
	var out []*Entity
	for _, members := range g.members() {
		out = append(out, entity(members))
	}
	unique(out)
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		switch {
		case len(a.Mentions) != len(b.Mentions):
			return len(a.Mentions) > len(b.Mentions)
		case a.Name != b.Name:
			return a.Name < b.Name
		}
		return a.ID < b.ID
	})
	return out
}

// bearers gathers the mentions by kind and full form, in an order that does not
// depend on the order in which documents were added.
func (c *Catalogue) bearers() []*bearer {
	docs := make([]string, 0, len(c.docs))
	for d := range c.docs {
		docs = append(docs, d)
	}
	sort.Strings(docs)
	type key struct {
		kind Kind
		name string
	}
	byName := map[key]*bearer{}
	var out []*bearer
	for _, d := range docs {
		for i := range c.docs[d] {
			m := &c.docs[d][i]
			if m.Doubtful {
				continue
			}
			k := key{m.Kind, m.Full}
			b := byName[k]
			if b == nil {
				b = &bearer{kind: m.Kind, name: m.Full, variants: map[string]int{}, roles: map[string]int{}, docs: map[string]bool{}}
				if m.Kind == Person {
					b.person = parsePerson(m.Full)
				} else {
					b.thing = thingKey(m.Full)
				}
				byName[k] = b
				out = append(out, b)
			}
			b.mentions = append(b.mentions, Ref{d, i})
			b.variants[m.Name]++
			if m.Full != m.Name {
				b.variants[m.Full] += 0
			}
			for _, r := range m.RoleTexts {
				b.roles[r]++
			}
			b.docs[d] = true
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].kind != out[j].kind {
			return out[i].kind < out[j].kind
		}
		return out[i].name < out[j].name
	})
	return out
}

// entity makes one entity of the bearers of one group.
func entity(members []*bearer) *Entity {
	e := &Entity{Kind: members[0].kind}
	variants, roles, docs := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, b := range members {
		e.Mentions = append(e.Mentions, b.mentions...)
		for v, n := range b.variants {
			variants[v] += n
		}
		for r, n := range b.roles {
			roles[r] += n
		}
		for d := range b.docs {
			docs[d] = true
		}
	}
	e.Documents = len(docs)
	e.Variants = byCount(variants)
	e.Roles = byCount(roles)
	e.Name = canonical(e.Kind, members)
	sort.Slice(e.Mentions, func(i, j int) bool {
		a, b := e.Mentions[i], e.Mentions[j]
		if a.Doc != b.Doc {
			return a.Doc < b.Doc
		}
		return a.Index < b.Index
	})
	e.ID = identifier(e.Kind, e.Name)
	return e
}

// canonical chooses the name of a group: the form with the most words, the one
// with the most mentions of several. A name of more than three words must not be
// rarer than a shorter one by far: it may be a slip.
func canonical(kind Kind, members []*bearer) string {
	best := members[0]
	for _, b := range members[1:] {
		if fuller(kind, b, best) {
			best = b
		}
	}
	return best.name
}

func fuller(kind Kind, a, b *bearer) bool {
	x, y := fullness(kind, a), fullness(kind, b)
	switch {
	case x != y:
		return x > y
	case inflectedName(a.name) != inflectedName(b.name):
		return inflectedName(b.name)
	case len(a.mentions) != len(b.mentions):
		return len(a.mentions) > len(b.mentions)
	}
	return a.name < b.name
}

func inflectedName(name string) bool { return nominatives(name) != name }

// fullness is how much a name says; middle initials count little.
func fullness(kind Kind, b *bearer) int {
	if kind != Person {
		if strings.ToUpper(b.name) == b.name && len(b.name) < 7 {
			return 0
		}
		return 1
	}
	n := 0
	for _, w := range b.person.words {
		if len(w) > 1 {
			n++
		}
	}
	return min(n, 3)
}

func byCount(n map[string]int) []string {
	out := make([]string, 0, len(n))
	for s := range n {
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool {
		if n[out[i]] != n[out[j]] {
			return n[out[i]] > n[out[j]]
		}
		return out[i] < out[j]
	})
	return out
}

// identifier is the ID of an entity: its kind and the key of its name, hashed.
func identifier(kind Kind, name string) string {
	key := Key(name)
	if kind != Person {
		key = thingKey(name)
	}
	h := fnv.New64a()
	h.Write([]byte{byte(kind)})
	h.Write([]byte(key))
	return fmt.Sprintf("%s-%012x", kind.String()[:3], h.Sum64()&0xffffffffffff)
}

// unique tells apart entities that would have one ID: two that the keeper of the
// dossier says are two.
func unique(all []*Entity) {
	seen := map[string][]*Entity{}
	for _, e := range all {
		seen[e.ID] = append(seen[e.ID], e)
	}
	for id, same := range seen {
		if len(same) < 2 {
			continue
		}
		slices.SortFunc(same, func(a, b *Entity) int { return strings.Compare(a.Name, b.Name) })
		for i, e := range same[1:] {
			e.ID = fmt.Sprintf("%s-%d", id, i+2)
		}
	}
}
