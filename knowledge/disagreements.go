package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"attache/knowledge/language/names"
)

// Disagreement is one thing that sources put differently.
type Disagreement struct {
	About string
	Sides []Side
}

// Side is one value and who gives it.
type Side struct {
	Value  string
	Quotes []Citation
	By     []string // who says so in each quotation, as the document calls him; empty where it says so itself
}

// Disagreements returns what the documents put differently: what somebody is,
// how many, when, until when, by whom, why, whether at all, and the wording of a quotation. The topic is a name or words
// that all stand in what is quoted; with an empty one everything is returned.
// The sides stand in different documents, or two estimates close together in one, and
// no side is the right one.
//
// Precision comes before recall: what may be rounding, another grain or another
// moment is left out. At most [MostCompared] documents are compared.
func (d *Dossier) Disagreements(ctx context.Context, topic string) ([]Disagreement, error) {
	wanted := d.topic(topic)
	ids, err := d.worthComparing(ctx, wanted)
	if err != nil {
		return nil, err
	}
	found, err := d.compare(ctx, ids, nil)
	if err != nil {
		return nil, err
	}
	var out []Disagreement
	for _, x := range found {
		if wanted.fits(x) || wanted.isOf(d, x.of) {
			out = append(out, x.shown(func(Citation) bool { return false }))
		}
	}
	return out, nil
}

// bytesAround is how far from a quotation a document is read for an answer.
const bytesAround = 16 << 10

// DisagreementsOn returns what the quoted documents put differently in what answers
// the question: values of the kind that it asks for, and others in the best
// quotation; the first bears on it most. It reads no other documents, and of a long
// one only what stands around the quotations, so that an answer does not wait for it.
func (d *Dossier) DisagreementsOn(ctx context.Context, question string, found Evidence) ([]Disagreement, error) {
	var ids []DocID
	around := map[DocID][]Span{}
	for _, q := range found.Quotes {
		for _, c := range q.Citations {
			if around[c.Doc] == nil {
				ids = append(ids, c.Doc)
			}
			around[c.Doc] = append(around[c.Doc], Span{Start: c.Span.Start - bytesAround, End: c.Span.End + bytesAround})
		}
	}
	all, err := d.compare(ctx, ids, around)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(x dispute) bool { return d.bearing(&x, question, found) == 0 })
	slices.SortStableFunc(all, func(a, b dispute) int {
		return cmp.Compare(d.bearing(&b, question, found), d.bearing(&a, question, found))
	})
	var out []Disagreement
	for _, x := range all {
		out = append(out, x.shown(func(c Citation) bool { return quotedIn(found.Quotes, c) }))
	}
	return out, nil
}

func quotedIn(quotes []Evidenced, c Citation) bool {
	return slices.ContainsFunc(quotes, func(q Evidenced) bool {
		return slices.ContainsFunc(q.Citations, func(o Citation) bool { return o.Doc == c.Doc && o.Span.Overlaps(c.Span) })
	})
}

// kindsAsked are the disputes that an answer of a kind can be caught in.
var kindsAsked = map[Kind][]disputeKind{
	Person: {kindPeople, kindOffice}, Identity: {kindTitle, kindOffice}, Time: {kindDay, kindTold}, Count: {kindFigure}, Length: {kindFigure},
	Saying: {kindWording}, YesOrNo: {kindDenial}, Several: {kindPeople},
}

// bearing tells how much a dispute bears on a question: 0 not at all. What somebody
// is called bears only on who he is.
func (d *Dossier) bearing(x *dispute, question string, found Evidence) int {
	has := func(quotes []Evidenced) bool {
		return slices.ContainsFunc(x.Sides, func(s Side) bool {
			return slices.ContainsFunc(s.Quotes, func(c Citation) bool { return quotedIn(quotes, c) })
		})
	}
	asked := slices.Contains(kindsAsked[found.Kind], x.kind)
	switch {
	case !has(found.Quotes) || x.kind == kindTitle && !(asked && x.names(d, question)):
		return 0
	case asked && has(found.Quotes[:1]):
		return 3
	case asked:
		return 2
	case has(found.Quotes[:1]):
		return 1
	}
	return 0
}

// names reports whether words name somebody whom a dispute is about.
func (x *dispute) names(d *Dossier, words string) bool {
	asked := d.index.Terms(words)
	for id := range x.entities {
		if e := d.Names().Get(id); e != nil && slices.ContainsFunc(d.index.Terms(e.Name), func(term string) bool { return slices.Contains(asked, term) }) {
			return true
		}
	}
	return false
}

// disputeKind tells what sources differ on. They are shown in this order.
type disputeKind uint8

const (
	kindTitle disputeKind = iota
	kindOffice
	kindFigure
	kindDay
	kindTold
	kindPeople
	kindDenial
	kindWording
)

// dispute is a disagreement with what it can be found by.
type dispute struct {
	Disagreement
	kind     disputeKind
	entities map[string]bool   // ids of who and what it is about
	terms    map[string]bool   // of what it quotes, as the index has them
	by       map[string]string // who says so, by the id of the quotation
	of       *magnitude        // what is estimated; nil for other disputes
	keys     []string          // what its sides are told apart by
}

// add adds a citation to the side with this key, which it makes where there is none
// yet.
func (x *dispute) add(key, value string, quote Citation) {
	i := slices.Index(x.keys, key)
	if i < 0 {
		i = len(x.Sides)
		x.Sides, x.keys = append(x.Sides, Side{Value: OneLine(value)}), append(x.keys, key)
	}
	if !slices.ContainsFunc(x.Sides[i].Quotes, func(c Citation) bool { return c.ID == quote.ID }) {
		x.Sides[i].Quotes = append(x.Sides[i].Quotes, quote)
	}
}

// quotesASide is how many documents a side is shown by at most.
const quotesASide = 3

// shown returns the disagreement with one quotation of a document on a side: a
// preferred one, else the first.
func (x *dispute) shown(preferred func(Citation) bool) Disagreement {
	out := Disagreement{About: x.About}
	for _, s := range x.Sides {
		quotes := slices.Clone(s.Quotes)
		slices.SortStableFunc(quotes, func(a, b Citation) int { return cmp.Compare(b2i(preferred(b)), b2i(preferred(a))) })
		side := Side{Value: s.Value}
		for _, q := range quotes {
			if len(side.Quotes) < quotesASide && !slices.ContainsFunc(side.Quotes, func(o Citation) bool { return o.Doc == q.Doc }) {
				side.Quotes, side.By = append(side.Quotes, q), append(side.By, x.by[q.ID])
			}
		}
		out.Sides = append(out.Sides, side)
	}
	return out
}

// subject is what a topic asks for.
type subject struct {
	entity *names.Entity // nil where it is no name
	terms  []string
}

func (d *Dossier) topic(words string) subject {
	s := subject{terms: d.index.Terms(words)}
	if words != "" {
		s.entity = d.Names().Lookup(words).Entity
	}
	return s
}

// MostCompared is how many documents are compared with one another: those that
// have most on the topic, or without one those that appeared last.
const MostCompared = 500

// allCompared is how many documents are compared whatever the topic.
const allCompared = 100

// worthComparing returns the documents in which a topic may be disputed: where there
// are few all of them, for one side may not say the word.
func (d *Dossier) worthComparing(ctx context.Context, s subject) ([]DocID, error) {
	var ids []DocID
	if len(d.Documents()) <= allCompared {
		s = subject{}
	}
	add := func(id DocID) {
		if len(ids) < MostCompared && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if s.entity != nil {
		for doc := range byDocument(s.entity.Mentions) {
			add(DocID(doc))
		}
	}
	if len(s.terms) == 0 {
		last := slices.Clone(d.Documents())
		slices.SortStableFunc(last, func(a, b Document) int { return b.Published.Value.Compare(a.Published.Value) })
		for i := range last {
			add(last[i].ID)
		}
		return ids, nil
	}
	q := Query{Limit: 4 * MostCompared}
	for _, term := range s.terms {
		q.Terms = append(q.Terms, Term{Text: term, Boost: 1})
	}
	hits, err := d.index.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("search for what is compared: %w", err)
	}
	for _, h := range hits {
		add(h.Doc)
	}
	return ids, nil
}

func (s subject) fits(x dispute) bool {
	return s.entity != nil && x.entities[s.entity.ID] || holds(x.terms, s.terms)
}

// isOf reports whether a topic is a word for what is estimated: "toll", "cost".
func (s subject) isOf(d *Dossier, m *magnitude) bool {
	if m == nil || len(s.terms) == 0 {
		return false
	}
	words := map[string]bool{}
	for w := range m.words {
		for _, term := range d.index.Terms(w) {
			words[term] = true
		}
	}
	return holds(words, s.terms)
}

// compare finds the disagreements among documents, in an order that depends on
// nothing but their texts. Of a document that around holds, only what overlaps
// its spans is read.
func (d *Dossier) compare(ctx context.Context, ids []DocID, around map[DocID][]Span) ([]dispute, error) {
	c := comparison{d: d, people: d.Names(), around: around}
	for _, id := range ids {
		if err := c.read(ctx, id); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(c.pages, func(a, b *page) int { return cmp.Compare(a.doc.Path, b.doc.Path) })
	slices.SortFunc(c.accounts, func(a, b *account) int {
		return cmp.Or(cmp.Compare(a.page.doc.Path, b.page.doc.Path), cmp.Compare(a.span.Start, b.span.Start))
	})
	var out []dispute
	for _, find := range [...]func() []dispute{c.titles, c.offices, c.numbers, c.dates, c.told, c.participants, c.agents, c.causes, c.denials, c.wordings} {
		out = append(out, find()...)
	}
	out = withoutQuoted(out)
	for i := range out {
		c.describe(&out[i])
	}
	slices.SortStableFunc(out, func(a, b dispute) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(len(b.terms), len(a.terms)), cmp.Compare(a.About, b.About))
	})
	return out, nil
}

// withoutQuoted leaves out what is only part of a quotation that is worded
// differently.
func withoutQuoted(all []dispute) []dispute {
	worded := map[string]bool{}
	for _, x := range all {
		if x.kind == kindWording {
			for _, id := range x.quoteIDs() {
				worded[id] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(x dispute) bool {
		return x.kind != kindWording && !slices.ContainsFunc(x.quoteIDs(), func(id string) bool { return !worded[id] })
	})
}

func (x *dispute) quoteIDs() []string {
	var out []string
	for _, s := range x.Sides {
		for _, q := range s.Quotes {
			out = append(out, q.ID)
		}
	}
	return out
}

// describe notes the words of what a dispute quotes, and who says them. Of a
// wording that is told already.
func (c *comparison) describe(x *dispute) {
	x.terms, x.by = map[string]bool{}, map[string]string{}
	for _, s := range x.Sides {
		for _, q := range s.Quotes {
			if x.kind != kindWording {
				x.by[q.ID] = c.sayer(q)
			}
			for _, term := range c.d.index.Terms(q.Text) {
				x.terms[term] = true
			}
		}
	}
}

// sayer is who makes the statement that a quotation holds, as its document calls
// him; empty where the document makes it itself.
func (c *comparison) sayer(q Citation) string {
	i := slices.IndexFunc(c.pages, func(p *page) bool { return p.doc.ID == q.Doc })
	if i < 0 {
		return ""
	}
	for _, claim := range c.pages[i].facts.Claims {
		if claim.SpeakerSpan.Len() > 0 && q.Span.Contains(claim.SpeakerSpan) && 2*claim.Quote.Len() >= q.Span.Len() {
			called := OneLine(claim.SpeakerSpan.In(c.pages[i].doc.Text))
			if personal[strings.ToLower(called)] {
				return claim.Speaker // whom a pronoun stands for
			}
			return called
		}
	}
	return ""
}

// namesAbout is how many names a title of a disagreement holds at most.
const namesAbout = 3

// aboutNames writes what a dispute is about: a noun of the bot's own, and the
// first names that both accounts have.
func (c *comparison) aboutNames(noun string, shared []string) string {
	var list []string
	for _, id := range shared {
		if e := c.people.Get(id); e != nil {
			list = append(list, e.Name)
		}
	}
	if len(list) == 0 {
		return noun
	}
	slices.Sort(list)
	return noun + " (" + strings.Join(list[:min(len(list), namesAbout)], ", ") + ")"
}
