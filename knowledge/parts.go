package knowledge

import (
	"context"

	"attache/knowledge/language"
)

// PartKind names a part that dossier pages and briefings have.
type PartKind uint8

// The kinds of parts.
const (
	NoPart           PartKind = iota
	Number                    // a key indicator: value, label, explanation
	Scenario                  // what could happen: title, who discusses it, text
	Precedent                 // what happened before, how it ended, why it matters
	Perspective               // how a camp frames it, with its outlets
	Takeaway                  // what the page says must be known
	PersonCard                // a person with a role
	OrganisationCard          // an organisation with its role
	Next                      // what comes next
	Overview                  // what it is about
	otherPart                 // a section known to be none of these
)

// Part is one part of a document, in the words of the document.
type Part struct {
	Kind  PartKind
	Title *Citation  // the value of a number, the name of what the part is about; nil where it has none
	By    *Citation  // who discusses it, or the outlets that frame it so; nil where the document does not say
	Text  *Citation  // nil where there is nothing but the title
	Also  []Citation // for takeaways: the same said by other documents
}

// Citations are the places where the part stands, the main one first.
func (p *Part) Citations() []Citation {
	var out []Citation
	for _, c := range []*Citation{p.Text, p.Title, p.By} {
		if c != nil {
			out = append(out, *c)
		}
	}
	return append(out, p.Also...)
}

// Parts returns the parts of one kind in all documents, in the order of the
// documents and their texts. Parts that say nearly the same words are one.
func (d *Dossier) Parts(ctx context.Context, kind PartKind) ([]Part, error) {
	read, err := eachDocument(ctx, d, d.Documents(), func(_ *Document, o *openDocument) []Part {
		var out []Part
		for _, p := range partsOf(o.analysis(), kind) {
			out = append(out, p.cited(&o.doc))
		}
		return out
	})
	if err != nil {
		return nil, err
	}
	var out []Part
	for _, parts := range read {
		for _, p := range parts {
			out = addPart(out, p)
		}
	}
	return out, nil
}

// addPart adds a part, or its citation to the part that says the same.
func addPart(parts []Part, p Part) []Part {
	for i := range parts {
		if p.repeats(&parts[i]) {
			parts[i].Also = append(parts[i].Also, p.Citations()[0])
			return parts
		}
	}
	return append(parts, p)
}

// same is the share of their words that two texts have in common from which on
// they are taken for the same statement.
const same = 0.7

func (p *Part) repeats(q *Part) bool {
	if (p.Title == nil) != (q.Title == nil) || (p.Text == nil) != (q.Text == nil) {
		return false
	}
	return (p.Title == nil || language.FoldString(p.Title.Text) == language.FoldString(q.Title.Text)) &&
		(p.Text == nil || gistOf(p.Text.Text).repeats(gistOf(q.Text.Text), same))
}

// spans is a part before it is cited. Spans of length 0 are not there.
type spans struct {
	kind            PartKind
	title, by, text Span
}

func (s spans) cited(doc *Document) Part {
	cite := func(s Span) *Citation {
		if s.Len() <= 0 {
			return nil
		}
		c := doc.Cite(s)
		return &c
	}
	return Part{Kind: s.kind, Title: cite(s.title), By: cite(s.by), Text: cite(s.text)}
}

// partsOf returns the parts of one kind in a text.
func partsOf(t *language.Text, kind PartKind) []spans {
	var out []spans
	for _, s := range sectionsOf(t) {
		if s.kind == kind {
			r := partReader{t: t, kind: kind, from: s.from, to: s.to}
			out = append(out, r.read()...)
		}
	}
	return out
}
