package knowledge

import (
	"cmp"
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

// Role is what somebody is said to be, and everywhere that says so.
type Role struct {
	Citations []Citation // the first is shown
}

// Statement is something that somebody is reported to have said.
type Statement struct {
	Quote   Citation // the words
	Verb    string   // as written: "insisted"
	Context Citation // the sentence that reports it
	Told    string   // the outlet that was told, empty where the text names none
	Hedged  bool
	Direct  bool
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
	out := Profile{Name: e.Name, Kind: e.Kind.String(), Variants: otherNames(e), Roles: p.groupedRoles(),
		Said: p.said, SaidAbout: p.about, With: linked.links(), Relations: linked.relations(), Events: events.Entries, Documents: p.docs}
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
	doc, err := p.d.Document(ctx, id)
	if err != nil {
		return err
	}
	facts, err := p.d.Facts(ctx, id)
	if err != nil {
		return err
	}
	text, err := p.d.Analysis(ctx, id)
	if err != nil {
		return err
	}
	p.docs = append(p.docs, doc.Source())
	sentences := map[int]bool{}
	for _, r := range refs {
		m := facts.Names[r.Index]
		for _, role := range m.Roles {
			p.roles = append(p.roles, doc.Cite(role))
		}
		sentences[text.SentenceAt(m.Start)] = true
	}
	p.readClaims(&doc, facts, text, refs, sentences)
	return nil
}

func (p *profiler) readClaims(doc *Document, facts Facts, text *language.Text, refs []names.Ref, sentences map[int]bool) {
	for _, c := range facts.Claims {
		switch {
		case c.Class == speech.Named && p.isSpeaker(facts, refs, c):
			p.said = append(p.said, statement(doc, text, c))
		case sentences[text.SentenceAt(c.Quote.Start)] && p.isNamedIn(facts, refs, c.Quote):
			p.about = append(p.about, statement(doc, text, c))
		}
	}
}

func (p *profiler) isSpeaker(facts Facts, refs []names.Ref, c speech.Claim) bool {
	return p.isNamedIn(facts, refs, c.SpeakerSpan) || c.Speaker == p.entity.Name && c.SpeakerSpan.Len() > 0
}

func (p *profiler) isNamedIn(facts Facts, refs []names.Ref, s Span) bool {
	for _, r := range refs {
		if facts.Names[r.Index].Overlaps(s) {
			return true
		}
	}
	return false
}

// groupedRoles joins equal wordings; those that most documents give come first,
// and of equals the one that says more.
func (p *profiler) groupedRoles() []Role {
	var out []Role
	at := map[string]int{}
	for _, c := range p.roles {
		key := language.FoldString(OneLine(c.Text))
		i, there := at[key]
		if !there {
			i = len(out)
			at[key] = i
			out = append(out, Role{})
		}
		out[i].Citations = append(out[i].Citations, c)
	}
	slices.SortStableFunc(out, func(a, b Role) int {
		return cmp.Or(cmp.Compare(len(b.Citations), len(a.Citations)), cmp.Compare(len(b.Citations[0].Text), len(a.Citations[0].Text)))
	})
	return out
}

func statement(doc *Document, text *language.Text, c speech.Claim) Statement {
	s := Statement{Quote: doc.Cite(c.Quote), Verb: c.Verb, Hedged: c.Hedged, Direct: c.Direct}
	context := c.Span
	if i := text.SentenceAt(c.Span.Start); i >= 0 && text.Sentences[i].Contains(c.Span) {
		context = text.Sentences[i].Span
	}
	s.Context = doc.Cite(context)
	if len(c.Told) > 0 {
		s.Told = OneLine(strings.TrimSpace(c.Told[0].In(doc.Text)))
	}
	return s
}

// span returns the first and the last publication date among sources.
func span(sources []Source) (first, last Date) {
	for _, s := range sources {
		switch {
		case s.Published.IsZero():
		case first.IsZero():
			first, last = s.Published, s.Published
		case s.Published.Compare(first) < 0:
			first = s.Published
		case s.Published.Compare(last) > 0:
			last = s.Published
		}
	}
	return first, last
}
