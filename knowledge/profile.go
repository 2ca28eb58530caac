package knowledge

import (
	"context"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// Profile is what the dossier says of one person, organisation or place.
type Profile struct {
	Name      string
	Kind      string // "person", "organisation", "place"
	Variants  []string
	Roles     []Role
	Said      []Statement
	SaidAbout []Statement
	With      []Link
	Relations Relations // of those it is linked with, among each other too
	Events    []TimelineEntry
	Documents []Source
	First     Date // of the documents that name it; zero where none is dated
	Last      Date
}

// Role is what somebody is said to be, and everywhere that says so, in the same
// or other words.
type Role struct {
	Citations []Citation // the first is shown
	First     Date       // of the dated documents that say so; zero where none is
	Last      Date
}

// Statement is something that somebody is reported to have said.
type Statement struct {
	Quote   Citation // the words
	Verb    string   // as written: "insisted"
	Context Citation // the sentence that reports it
	Told    string   // the outlet that was told, empty where the text names none
	Hedged  bool
	Direct  bool
	Also    []Citation // the same words elsewhere
}

// Link is a name that shares happenings with another.
type Link struct {
	Name  string
	Count int // happenings that name both
}

// Profile gathers what the dossier says of an entity of its catalogue.
func (d *Dossier) Profile(ctx context.Context, e *names.Entity) (Profile, error) {
	p := profiler{d: d, entity: e}
	for doc, refs := range byDocument(e.Mentions) {
		if err := p.read(ctx, DocID(doc), refs); err != nil {
			return Profile{}, err
		}
	}
	events, err := d.Timeline(ctx, TimelineQuery{Entity: e})
	if err != nil {
		return Profile{}, err
	}
	linked, err := d.relate(ctx, e, events.Entries)
	if err != nil {
		return Profile{}, err
	}
	out := Profile{Name: e.Name, Kind: e.Kind.String(), Variants: otherNames(e), Roles: rolesOf(p.roles),
		Said: latestFirst(p.said), SaidAbout: latestFirst(p.about), With: linked.links(), Relations: linked.relations(), Events: events.Entries, Documents: p.docs}
	out.First, out.Last = span(p.docs)
	return out, nil
}

// byDocument yields an entity's mentions a document at a time, in order of
// document.
func byDocument(refs []names.Ref) func(yield func(string, []names.Ref) bool) {
	return func(yield func(string, []names.Ref) bool) {
		for i := 0; i < len(refs); {
			j := i
			for j < len(refs) && refs[j].Doc == refs[i].Doc {
				j++
			}
			if !yield(refs[i].Doc, refs[i:j]) {
				return
			}
			i = j
		}
	}
}

func otherNames(e *names.Entity) []string {
	var out []string
	for _, v := range e.Variants {
		if v != e.Name {
			out = append(out, v)
		}
	}
	return out
}

// profiler gathers a profile document by document.
type profiler struct {
	d      *Dossier
	entity *names.Entity
	docs   []Source
	roles  []Citation
	said   []Statement
	about  []Statement
}

func (p *profiler) read(ctx context.Context, id DocID, refs []names.Ref) error {
	o, err := p.d.open(ctx, id)
	if err != nil {
		return err
	}
	p.docs = append(p.docs, o.doc.Source())
	called := map[string]bool{} // what the document calls the entity
	for _, r := range refs {
		m := &o.facts.Names[r.Index]
		for _, role := range m.Roles {
			p.roles = append(p.roles, o.doc.Cite(role))
		}
		called[m.Name], called[m.Full] = true, true
	}
	for _, c := range o.facts.Claims {
		switch {
		case c.Class == speech.Named && (p.isNamedIn(o.facts, refs, c.SpeakerSpan) || c.SpeakerSpan.Len() > 0 && called[c.Speaker]):
			p.said = append(p.said, statement(o, c))
		case p.isNamedIn(o.facts, refs, c.Quote) || p.isNamedIn(o.facts, refs, c.About):
			p.about = append(p.about, statement(o, c))
		}
	}
	return nil
}

func (p *profiler) isNamedIn(facts Facts, refs []names.Ref, s Span) bool {
	for _, r := range refs {
		if facts.Names[r.Index].Overlaps(s) {
			return true
		}
	}
	return false
}

func statement(o *openDocument, c speech.Claim) Statement {
	s := Statement{Quote: o.doc.Cite(c.Quote), Verb: c.Verb, Hedged: c.Hedged, Direct: c.Direct}
	context, text := c.Span, o.analysis()
	if i := text.SentenceAt(c.Span.Start); i >= 0 && text.Sentences[i].Contains(c.Span) {
		context = text.Sentences[i].Span
	}
	s.Context = o.doc.Cite(context)
	if len(c.Told) > 0 {
		s.Told = OneLine(strings.TrimSpace(c.Told[0].In(o.doc.Text)))
	}
	return s
}

// latestFirst puts the statements of the newest documents first, and those that
// have the same words together.
func latestFirst(said []Statement) []Statement {
	slices.SortStableFunc(said, func(a, b Statement) int { return b.Quote.Published.Compare(a.Quote.Published) })
	var out []Statement
	at := map[string]int{}
	for _, s := range said {
		key := language.FoldString(strings.Trim(OneLine(s.Quote.Text), " ,.;:"))
		if i, there := at[key]; there {
			out[i].Also = append(out[i].Also, s.Quote)
			continue
		}
		at[key] = len(out)
		out = append(out, s)
	}
	return out
}

// span returns the first and the last publication date among sources.
func span(sources []Source) (first, last Date) {
	for i := range sources {
		first, last = widen(first, last, sources[i].Published)
	}
	return first, last
}

// widen makes an interval hold a date, if it is known.
func widen(first, last, d Date) (Date, Date) {
	switch {
	case d.IsZero():
	case first.IsZero():
		return d, d
	case d.Compare(first) < 0:
		return d, last
	case d.Compare(last) > 0:
		return first, d
	}
	return first, last
}
