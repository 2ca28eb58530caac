package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// How much of each kind stands on the one screen that a digest has.
const (
	digestLead      = 3
	digestChanged   = 3
	digestNew       = 4
	digestDisputed  = 2
	digestSaid      = 2
	digestPeople    = 2
	digestDocuments = 3
	digestDue       = 2

	// digestLetters is how much text of the documents the screen holds: what comes when
	// it is full is told by one of its kind.
	digestLetters = 1300
)

// digestSpan says of what a digest is: what came in after one revision of the store
// and until another.
type digestSpan struct {
	since, until int64     // revisions; until 0 means until now
	sinceAt      time.Time // zero where it begins with the dossier
	about        string
	whole        bool // more than one screen
}

// digested is a digest, and what it is made of.
type digested struct {
	answer Answer
	items  []Considered
	empty  bool // nothing is new
}

// digestOf says what is new.
func (b *Bot) digestOf(ctx context.Context, s digestSpan) (digested, error) {
	m := digestMaker{b: b, ctx: ctx, span: s}
	q := knowledge.ChangesQuery{Since: s.since, Until: s.until, Today: knowledge.Today(b.now())}
	if s.about != "" {
		if q.About = b.nameOf(s.about); q.About == nil {
			return digested{answer: Answer{Title: "Digest"}, empty: true}, nil
		}
	}
	var err error
	if m.found, err = b.dossier.Changes(ctx, q); err != nil {
		return digested{}, err
	}
	removed := b.removedSince(ctx, s)
	m.out.empty = len(m.found.Documents) == 0 && removed == nil
	if m.out.empty {
		m.out.answer = Answer{Title: "Digest"}
		return m.out, nil
	}
	m.make(removed)
	return m.out, m.err
}

// nameOf is whom a name of the dossier means; nil where that is nobody, or one of
// several.
func (b *Bot) nameOf(name string) *names.Entity {
	m := b.dossier.Names().Lookup(name)
	if m.Outcome == names.Ambiguous {
		return nil
	}
	return m.Entity
}

// actsRead is how many of the latest acts are looked through.
const actsRead = 200

// removedSince tells what was taken out since, once.
func (b *Bot) removedSince(ctx context.Context, s digestSpan) Block {
	if b.state == nil || s.sinceAt.IsZero() || s.about != "" {
		return nil
	}
	acts, err := b.state.Acts(ctx, s.sinceAt, actsRead)
	if err != nil {
		b.logger.Warn("what was removed is not known", "why", err)
		return nil
	}
	var gone []string
	for _, a := range acts {
		if _, there := b.pathOf(a.About); a.What == "removed" && !there && !slices.Contains(gone, a.About) {
			gone = append(gone, clip(a.About, 80))
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return Notice{Text: "Taken out of the dossier: " + listed(gone) + "."}
}

// pathOf finds a document by its path.
func (b *Bot) pathOf(path string) (knowledge.Document, bool) {
	for _, doc := range b.dossier.Documents() {
		if doc.Path == path {
			return doc, true
		}
	}
	return knowledge.Document{}, false
}

// digestMaker writes a digest.
type digestMaker struct {
	b     *Bot
	ctx   context.Context
	span  digestSpan
	found knowledge.Changes
	out   digested
	lines []knowledge.Citation // that the digest begins with
	day   knowledge.Date       // see newest
	left  int                  // how much is behind "more"
	told  int                  // letters of the documents that stand on the screen by now
	err   error
}

func (m *digestMaker) make(removed Block) {
	a := &m.out.answer
	a.Title = "Digest"
	if m.span.about != "" {
		a.Title += ": " + clip(m.span.about, 80)
	}
	a.Blocks = []Block{Notice{Text: m.summary()}}
	if removed != nil {
		a.Blocks = append(a.Blocks, removed)
	}
	m.withoutPlans()
	first := Items{Items: slices.Concat(m.lead(), m.changed())}
	m.withoutRepeats()
	if len(first.Items) > 0 {
		a.Blocks = append(a.Blocks, first)
	}
	if t := m.happenings(); len(t.Entries) > 0 {
		a.Blocks = append(a.Blocks, t)
	}
	if n := m.some("disputed", len(m.found.Disputed), digestDisputed, func(i int) knowledge.Citation { return m.found.Disputed[i].Sides[0].Quotes[0] },
		"the documents differ since it is there"); n > 0 {
		a.Blocks = append(a.Blocks, Disagreements{Disagreements: m.found.Disputed[:n]})
	}
	if rest := slices.Concat(m.said(), m.people(), m.documents(), m.due()); len(rest) > 0 {
		a.Blocks = append(a.Blocks, Items{Items: rest})
	}
	if m.left > 0 {
		a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("There is more: %s not shown. To see everything, type:", counted(m.left, "thing is", "things are")), Hint: m.line() + " all"})
	}
}

// summary says what came in, in one line.
func (m *digestMaker) summary() string {
	n := len(m.found.Documents)
	out := counted(n, "new document", "new documents")
	if n == 0 {
		out = "No new documents"
	}
	if o := knowledge.CountStated(m.found.Origins); o > 0 {
		out += " from " + counted(o, "stated origin", "stated origins")
	}
	if !m.span.sinceAt.IsZero() {
		out += " since " + m.span.sinceAt.UTC().Format("Mon 2 Jan 2006, 15:04 UTC")
	}
	return out + "."
}

// line asks for the same digest again.
func (m *digestMaker) line() string {
	until := m.span.until
	if until == 0 {
		until = m.b.dossier.Revision()
	}
	line := fmt.Sprintf("/digest preview %d..%d", m.span.since, until)
	if m.span.about != "" {
		line += " about " + m.span.about
	}
	return line
}

// some tells how many of n things fit, and notes of each why it is told or not.
func (m *digestMaker) some(part string, n, most int, cite func(int) knowledge.Citation, why string) int {
	shown := n
	if !m.span.whole {
		shown = m.fitting(min(n, most), cite)
	}
	m.left += n - shown
	for i := range n {
		c := cite(i)
		x := Considered{Part: part, Doc: c.Doc, Span: c.Span, Posted: i < shown, Why: why}
		if !x.Posted {
			x.Why = fmt.Sprintf("%s, but a digest shows no more than %d of a kind, and one screen", why, most)
		}
		m.out.items = append(m.out.items, x)
	}
	return shown
}

// fitting is how many of n things still fit on the screen: one at least.
func (m *digestMaker) fitting(n int, cite func(int) knowledge.Citation) int {
	for i := range n {
		letters := utf8.RuneCountInString(cite(i).Text)
		if i > 0 && m.told+letters > digestLetters {
			return i
		}
		m.told += letters
	}
	return n
}

// among reports whether a citation shares words with one of a list.
func among(list []knowledge.Citation, c knowledge.Citation) bool {
	return slices.ContainsFunc(list, func(x knowledge.Citation) bool { return x.Doc == c.Doc && x.Span.Overlaps(c.Span) })
}

// withoutPlans leaves out of what happened that which is due: it is told there.
func (m *digestMaker) withoutPlans() {
	var due []knowledge.Citation
	for _, e := range m.found.Coming {
		due = append(due, e.Text)
	}
	m.found.New = slices.DeleteFunc(m.found.New, func(e TimelineEntry) bool { return among(due, e.Text) })
}

// fail keeps the first error.
func (m *digestMaker) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// withoutRepeats leaves out of what was said and what is due that which stands
// above already.
func (m *digestMaker) withoutRepeats() {
	above := slices.Clone(m.lines)
	for _, c := range m.found.Changed {
		above = append(above, c.Now.Quotes...)
	}
	m.found.Coming = slices.DeleteFunc(m.found.Coming, func(e TimelineEntry) bool { return among(above, e.Text) })
	for _, e := range slices.Concat(m.found.New, m.found.Coming) {
		above = append(above, e.Citations...)
	}
	m.found.Said = slices.DeleteFunc(m.found.Said, func(s Statement) bool { return among(above, s.Quote) })
	m.sortSaid()
}

func (m *digestMaker) changed() []Item {
	var out []Item
	n := m.some("changed", len(m.found.Changed), digestChanged, func(i int) knowledge.Citation { return m.found.Changed[i].Now.Quotes[0] }, "it was told otherwise before")
	for _, c := range m.found.Changed[:n] {
		out = append(out, Item{Part: "changed", Label: shiftLabel(c), Title: &c.Was.Quotes[0], Text: &c.Now.Quotes[0],
			Citations: slices.Concat(c.Now.Quotes, c.Was.Quotes)})
	}
	return out
}

// sortSaid puts the latest words first; those whose sentence does not name who says
// them come last.
func (m *digestMaker) sortSaid() {
	unnamed := map[string]int{}
	for _, s := range m.found.Said {
		if !m.namesSomebody(s.Context) {
			unnamed[s.Context.ID] = 1
		}
	}
	slices.SortStableFunc(m.found.Said, func(a, b Statement) int {
		return cmp.Or(unnamed[a.Context.ID]-unnamed[b.Context.ID], b.Context.Published.Compare(a.Context.Published))
	})
}

// shiftLabel tells a change: "how many died: was 9, now 31".
func shiftLabel(c knowledge.Shift) string {
	out := "was " + valueWords(c.Was.Value) + ", now " + valueWords(c.Now.Value)
	if strings.HasPrefix(c.What, "how ") {
		out = c.What + ": " + out
	}
	return out
}

// valueWords writes a value, and a date among them as everywhere.
func valueWords(value string) string {
	if d, err := language.ParseDate(value); err == nil {
		return DateWords(d)
	}
	return value
}

// happenings are those that only new documents tell, with their origins.
func (m *digestMaker) happenings() Timeline {
	entries := m.weightiest()
	n := m.some("new", len(entries), digestNew, func(i int) knowledge.Citation { return entries[i].Text }, "only new documents tell it")
	t := Timeline{Entries: entries[:n]}
	slices.SortStableFunc(t.Entries, func(a, b TimelineEntry) int { return a.When.From.Compare(b.When.From) })
	for i := range t.Entries {
		if t.Entries[i].When.Basis == knowledge.Ordered {
			t.Undated++
		}
		var docs []knowledge.DocID
		for _, c := range t.Entries[i].Citations {
			if !slices.Contains(docs, c.Doc) {
				docs = append(docs, c.Doc)
			}
		}
		origins, err := m.b.dossier.Origins(m.ctx, docs)
		if err != nil {
			m.fail(err)
		}
		t.Entries[i].Origins = origins
	}
	return t
}

// weightiest are the happenings that only new documents tell, the weightiest first.
func (m *digestMaker) weightiest() []TimelineEntry {
	weights := map[string]float64{}
	for _, e := range m.found.New {
		weights[e.Text.ID] = m.weighEntry(e)
	}
	out := slices.Clone(m.found.New)
	slices.SortStableFunc(out, func(a, b TimelineEntry) int { return cmp.Compare(weights[b.Text.ID], weights[a.Text.ID]) })
	return out
}

func (m *digestMaker) said() []Item {
	var out []Item
	n := m.some("said", len(m.found.Said), digestSaid, func(i int) knowledge.Citation { return m.found.Said[i].Context }, "somebody who is followed says it")
	for i := range m.found.Said[:n] {
		s := &m.found.Said[i]
		out = append(out, Item{Part: "said", Text: &s.Context, Citations: append([]knowledge.Citation{s.Context}, s.Also...)})
	}
	return out
}

func (m *digestMaker) people() []Item {
	var out []Item
	n := m.some("newcomer", len(m.found.People), digestPeople, func(i int) knowledge.Citation { return m.found.People[i].Named }, "only new documents name them")
	for i := range m.found.People[:n] {
		p := &m.found.People[i]
		item := Item{Part: "newcomer", Label: "named " + counted(p.Mentions, "time", "times"), Title: &p.Named, Text: p.Role, Citations: []knowledge.Citation{p.Named}}
		if p.Role != nil {
			item.Citations = append(item.Citations, *p.Role)
		}
		out = append(out, item)
	}
	return out
}

// documentsCited is how many citations tell which documents have something from
// where.
const documentsCited = 4

// documents are the new ones, by their origins.
func (m *digestMaker) documents() []Item {
	var items []Item
	for _, o := range m.found.Origins {
		item := Item{Part: "document", Label: originLabel(o), Citations: slices.Clone(o.Because)}
		for _, s := range o.Documents {
			i := slices.IndexFunc(m.found.Leads, func(c knowledge.Citation) bool { return c.Doc == s.Doc })
			if i >= 0 && (m.span.whole || len(item.Citations) < documentsCited) && !slices.ContainsFunc(o.Because, func(c knowledge.Citation) bool { return c.Doc == s.Doc }) {
				item.Citations = append(item.Citations, m.found.Leads[i])
			}
		}
		if len(item.Citations) > 0 {
			items = append(items, item)
		}
	}
	n := m.some("document", len(items), digestDocuments, func(i int) knowledge.Citation { return items[i].Citations[0] }, "new documents have it from there")
	return items[:n]
}

// originLabel tells an origin, what it published itself, and how often it is retold:
// "The Gazette, 1 report of its own, 4 retellings".
func originLabel(o Origin) string {
	n := len(o.Documents)
	if !o.Stated {
		return counted(n, "document", "documents") + " without a stated origin"
	}
	own := 0
	for _, d := range o.Documents {
		if withoutThe(d.Publisher) == withoutThe(o.Name) {
			own++
		}
	}
	label := o.Name
	if own > 0 {
		label += ", " + counted(own, "report of its own", "reports of its own")
	}
	if n > own {
		label += ", " + counted(n-own, "retelling", "retellings")
	}
	return label
}

func (m *digestMaker) due() []Item {
	var out []Item
	n := m.some("due", len(m.found.Coming), digestDue, func(i int) knowledge.Citation { return m.found.Coming[i].Text }, "its day is to come")
	for i := range m.found.Coming[:n] {
		e := &m.found.Coming[i]
		out = append(out, Item{Part: "due", Label: WhenWords(e.When), Text: &e.Text, Citations: e.Citations})
	}
	return out
}

// nothingNew is the digest of a channel that wants to be told that there is none.
func nothingNew(sinceAt time.Time) Answer {
	text := "Nothing new."
	if !sinceAt.IsZero() {
		text = "Nothing new since " + sinceAt.UTC().Format("Mon 2 Jan 2006, 15:04 UTC") + "."
	}
	return Answer{Title: "Digest", Blocks: []Block{Notice{Text: text}}}
}

// withoutThe is the name of an outlet folded, without its article: "The Gazette" is
// called "Gazette" too.
func withoutThe(outlet string) string {
	return strings.TrimPrefix(language.FoldString(outlet), "the ")
}

// cutPrefixFold cuts a word off the front, whatever its case.
func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
