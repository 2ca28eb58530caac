package knowledge

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// page is a document that is compared with others.
type page struct {
	doc   *Document
	facts Facts
	text  *readable
	since Date // see notBefore
	words vocabulary
}

// timeAt returns the first expression that starts at the offset or behind it.
func (p *page) timeAt(offset int) int {
	i, _ := slices.BinarySearchFunc(p.facts.Timexes, offset, func(x timex.Timex, at int) int { return cmp.Compare(x.Start, at) })
	return i
}

// nameAt returns the first mention that starts at the offset or behind it.
func (p *page) nameAt(offset int) int {
	i, _ := slices.BinarySearchFunc(p.facts.Names, offset, func(m names.Mention, at int) int { return cmp.Compare(m.Start, at) })
	return i
}

// isNamed reports whether a token is part of a name.
func (p *page) isNamed(s Span) bool {
	i := p.nameAt(s.Start + 1)
	return i > 0 && p.facts.Names[i-1].Overlaps(s)
}

// account is one sentence of a page and what it can be compared by.
type account struct {
	page     *page
	span     Span
	from, to int             // tokens
	entities map[string]bool // ids of who and what it names
	marks    map[string]bool // those, and the words in capitals that are no known name, behind "="
	terms    map[string]bool // its words as the index has them, without figures and times
	times    []timex.Timex   // the dates that it gives
	counts   []figure
}

// comparison gathers what documents say, to be compared.
type comparison struct {
	d        *Dossier
	people   *names.Catalogue
	pages    []*page
	accounts []*account // in order of path and place
	around   map[DocID][]Span
}

func (c *comparison) read(ctx context.Context, id DocID) error {
	o, err := c.d.open(ctx, id)
	if err != nil {
		return err
	}
	p := &page{doc: &o.doc, facts: o.facts, text: c.d.readable(o), words: vocabulary{map[string]bool{}, map[string]bool{}}}
	p.since = p.notBefore()
	c.pages = append(c.pages, p)
	for _, s := range p.text.Sentences {
		if p.text.Blocks[s.Block].Kind != language.Furniture && (c.around[id] == nil || anyOverlaps(c.around[id], s.Span)) {
			a := c.account(p, s)
			c.accounts = append(c.accounts, a)
			a.addWords(p.words)
		}
	}
	return nil
}

func (c *comparison) account(p *page, s language.Sentence) *account {
	whole := s.Span
	s = p.withoutDateline(s)
	a := &account{page: p, span: whole, from: s.From, to: s.To, entities: c.named(p, s.Span), terms: map[string]bool{}}
	a.marks = maps.Clone(a.entities)
	var timed []Span
	for i := p.timeAt(s.Start); i < len(p.facts.Timexes) && p.facts.Timexes[i].Start < s.End; i++ {
		x := p.facts.Timexes[i]
		if !s.Contains(x.Span) || x.Type == timex.Duration {
			continue
		}
		timed = append(timed, x.Span)
		if !x.From.IsZero() {
			a.times = append(a.times, x)
		}
	}
	for i := s.From; i < s.To; i++ {
		tok := p.text.Tokens[i]
		if tok.Kind == language.Word && p.text.terms[i] != "" && !anyOverlaps(timed, tok.Span) {
			a.terms[p.text.terms[i]] = true
			if tok.Upper && i > s.From && !c.isEntity(p, tok.Span) {
				a.marks["="+p.text.terms[i]] = true
			}
		}
	}
	a.counts = figuresIn(p, s, timed)
	return a
}

// datelineTokens is how many tokens a dateline takes at most.
const datelineTokens = 14

// withoutDateline leaves out what says where and when a sentence was written, not
// what it tells: "LONDON, 10 June 2024 (Reuters) - …".
func (p *page) withoutDateline(s language.Sentence) language.Sentence {
	if p.text.Blocks[s.Block].Body.Start != s.Start {
		return s
	}
	for i := s.From + 1; i+1 < min(s.To, s.From+datelineTokens); i++ {
		tok := p.text.Tokens[i]
		mark := tok.In(p.text.Raw)
		if !tok.Spaced || !isHyphen(mark) && mark != "—" && mark != "--" {
			continue
		}
		before := Span{Start: s.Start, End: tok.Start}
		at := p.timeAt(s.Start)
		dated := at < len(p.facts.Timexes) && before.Contains(p.facts.Timexes[at].Span)
		if dated || strings.HasSuffix(strings.TrimSpace(before.In(p.text.Raw)), ")") {
			s.From, s.Start = i+1, p.text.Tokens[i+1].Start
		}
		return s
	}
	return s
}

// isEntity reports whether a token is part of a name whose bearer is known.
func (c *comparison) isEntity(p *page, s Span) bool {
	i := p.nameAt(s.Start+1) - 1
	return i >= 0 && p.facts.Names[i].Overlaps(s) && c.people.EntityOf(names.Ref{Doc: string(p.doc.ID), Index: i}) != nil
}

// named returns the ids of the entities that are named in a span.
func (c *comparison) named(p *page, s Span) map[string]bool {
	out := map[string]bool{}
	for i := p.nameAt(s.Start); i < len(p.facts.Names) && p.facts.Names[i].Start < s.End; i++ {
		if s.Contains(p.facts.Names[i].Span) {
			if e := c.people.EntityOf(names.Ref{Doc: string(p.doc.ID), Index: i}); e != nil {
				out[e.ID] = true
			}
		}
	}
	return out
}

func anyOverlaps(spans []Span, s Span) bool {
	return slices.ContainsFunc(spans, func(o Span) bool { return o.Overlaps(s) })
}

// inBoth returns what two sets have in common, sorted.
func inBoth(a, b map[string]bool) []string {
	var out []string
	for _, x := range slices.Sorted(maps.Keys(a)) {
		if b[x] {
			out = append(out, x)
		}
	}
	return out
}

// daysApart is how many days lie between two dates that are known to the day,
// and false where one is not.
func daysApart(a, b Date) (int, bool) {
	if a.Day == 0 || b.Day == 0 {
		return 0, false
	}
	n := dayNumber(a) - dayNumber(b)
	return max(n, -n), true
}

// publishedNear reports whether two pages may have appeared within so many days
// of one another: both dates are known and do, or one is not known.
func publishedNear(a, b *page, days int) bool {
	n, ok := daysApart(a.doc.Published.Value, b.doc.Published.Value)
	return !ok || n <= days
}

// meet reports whether two intervals have a day in common.
func meet(a, b timex.Timex) bool {
	aTo, bTo := a.To, b.To
	if aTo.IsZero() {
		aTo = a.From
	}
	if bTo.IsZero() {
		bTo = b.From
	}
	return a.From.First().Compare(bTo.Last()) <= 0 && b.From.First().Compare(aTo.Last()) <= 0
}

// otherTime reports whether two accounts give dates that have no day in common.
func otherTime(a, b *account) bool {
	if len(a.times) == 0 || len(b.times) == 0 {
		return false
	}
	for _, x := range a.times {
		for _, y := range b.times {
			if meet(x, y) {
				return false
			}
		}
	}
	return true
}
