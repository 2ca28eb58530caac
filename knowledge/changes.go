package knowledge

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// Changes are what is new in a dossier since a moment of its life.
type Changes struct {
	Documents []Document      // that came in since, without their texts, the newest first
	Origins   []Origin        // of these documents
	Leads     []Citation      // what they begin with, where no other document says it
	New       []TimelineEntry // happenings that only they tell, the latest first
	Changed   []Shift
	Disputed  []Disagreement // that there is only since they are there
	People    []Newcomer     // that only they name, the most named first
	Said      []Statement    // by those who are followed, in these documents
	Coming    []TimelineEntry
}

// Shift is something that documents put otherwise than those before.
type Shift struct {
	What     string // "date", "status", or what the values are of
	Was, Now Side
}

// Newcomer is somebody whom the dossier did not name before.
type Newcomer struct {
	Name     string
	Named    Citation  // the name as it is written
	Role     *Citation // nil where no document gives one
	Mentions int
}

// ChangesQuery says of what the changes are wanted.
type ChangesQuery struct {
	Since int64         // the store's revision: what came in with a later one is new
	Until int64         // and not with a later one than this; 0 means until now
	About *names.Entity // only what is about it; nil means everything
	Today Date          // what is due from then on is coming
}

// followedPeople is how many of the people that the dossier names most are
// followed, where nobody is named.
const followedPeople = 5

// Changes returns what is new in the dossier.
func (d *Dossier) Changes(ctx context.Context, q ChangesQuery) (Changes, error) {
	r := changesReader{d: d, ctx: ctx, q: q, isNew: map[DocID]bool{}}
	for _, doc := range d.Documents() {
		if doc.Stored.Revision > q.Since && (q.Until == 0 || doc.Stored.Revision <= q.Until) && r.isAbout(doc.ID) {
			r.isNew[doc.ID] = true
			r.out.Documents = append(r.out.Documents, doc)
		}
	}
	var steps []func() error
	if len(r.out.Documents) > 0 {
		slices.SortStableFunc(r.out.Documents, func(a, b Document) int { return b.Published.Value.Compare(a.Published.Value) })
		steps = []func() error{r.origins, r.leads, r.figures, r.happenings, r.disagreements, r.people, r.said}
	}
	for _, step := range append(steps, r.coming) {
		if err := step(); err != nil {
			return Changes{}, err
		}
	}
	return r.out, nil
}

// changesReader gathers changes.
type changesReader struct {
	d     *Dossier
	ctx   context.Context
	q     ChangesQuery
	isNew map[DocID]bool
	out   Changes

	plans  map[Date][]*telling // that the documents before told
	putOff map[DocID][]Span    // sentences that plan for a day from which another one moves it
}

// isAbout reports whether a document names what the changes are to be about.
func (r *changesReader) isAbout(id DocID) bool {
	return r.q.About == nil || slices.ContainsFunc(r.q.About.Mentions, func(m names.Ref) bool { return m.Doc == string(id) })
}

func (r *changesReader) origins() (err error) {
	ids := make([]DocID, len(r.out.Documents))
	for i := range ids {
		ids[i] = r.out.Documents[i].ID
	}
	r.out.Origins, err = r.d.Origins(r.ctx, ids)
	return err
}

func (r *changesReader) leads() error {
	all, err := r.d.Leads(r.ctx)
	for _, c := range all {
		if r.isNew[c.Doc] {
			r.out.Leads = append(r.out.Leads, c)
		}
	}
	return err
}

// happenings finds what only new documents tell, and what they tell otherwise
// than the old ones.
func (r *changesReader) happenings() error {
	all, err := r.d.happenings(r.ctx)
	if err != nil {
		return err
	}
	var held, old, fresh []*happening
	for _, h := range all {
		if h = r.asItWas(h); h != nil {
			held = append(held, h)
		}
	}
	r.findPutOff(held)
	for _, h := range held {
		before, since := r.split(h.told)
		switch {
		case len(since) == 0:
			old = append(old, h)
		case !h.names(r.q.About):
		case len(before) > 0:
			if err := r.compare(before, since); err != nil {
				return err
			}
		default:
			fresh = append(fresh, h)
		}
	}
	shifted, err := r.shifts(old, fresh)
	if err != nil {
		return err
	}
	for _, h := range fresh {
		if shifted[h] || !h.corroborated() || !h.isNews() {
			continue
		}
		e, err := r.d.entryOf(r.ctx, h)
		if err != nil {
			return err
		}
		r.out.New = append(r.out.New, e)
	}
	slices.SortStableFunc(r.out.New, func(a, b TimelineEntry) int { return b.When.From.Compare(a.When.From) })
	r.out.New = r.toldOnce(r.out.New)
	return nil
}

// asItWas is a happening as the documents until then tell it; nil where they do not.
func (r *changesReader) asItWas(h *happening) *happening {
	later := func(t *telling) bool { return r.q.Until > 0 && t.doc.Stored.Revision > r.q.Until }
	if !slices.ContainsFunc(h.told, later) {
		return h
	}
	told := slices.DeleteFunc(slices.Clone(h.told), later)
	if len(told) == 0 {
		return nil
	}
	return newHappening(told)
}

// toldOnce leaves out happenings whose words tell one of those before, or a change:
// a sentence with two times in it is one piece of news.
func (r *changesReader) toldOnce(entries []TimelineEntry) []TimelineEntry {
	var out []TimelineEntry
	above := r.changedWords()
	for _, e := range entries {
		if !slices.ContainsFunc(above, func(c Citation) bool { return c.Doc == e.Text.Doc && c.Span.Overlaps(e.Text.Span) }) {
			out, above = append(out, e), append(above, e.Text)
		}
	}
	return out
}

// changedWords are the words that tell what has changed.
func (r *changesReader) changedWords() (out []Citation) {
	for _, c := range r.out.Changed {
		out = append(out, c.Now.Quotes...)
	}
	return out
}

// newsFor is how long before a document appeared something can have happened that
// it brings as news, in days; what lies further back is told as history.
const newsFor = 60

// isNews reports whether a happening is not told as history.
func (h *happening) isNews() bool {
	if h.when.Basis == Ordered {
		return false
	}
	published := latest(h.told).doc.Published.Value
	end := h.when.To
	if end.IsZero() {
		end = h.when.From
	}
	if published.Day == 0 || end.IsZero() || h.when.Open {
		return !h.when.Open
	}
	return lastDay(end).Compare(published.AddDays(-newsFor)) >= 0
}

// lastDay is the last day of a date that is known in part.
func lastDay(d Date) Date {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 28
	}
	return d
}

// split parts tellings into those of the documents before and of the new ones.
func (r *changesReader) split(told []*telling) (before, since []*telling) {
	for _, t := range told {
		switch {
		case r.isNew[t.doc.ID]:
			since = append(since, t)
		case r.q.Until == 0 || t.doc.Stored.Revision <= r.q.Since:
			before = append(before, t)
		}
	}
	return before, since
}

// compare tells the day and the status of a happening, as they are told last, from
// what was told before.
func (r *changesReader) compare(before, since []*telling) error {
	was, now := latest(before), latest(since)
	c := citer{d: r.d, ctx: r.ctx}
	if now.event.Status != was.event.Status && was.event.Status != Happened {
		r.out.Changed = append(r.out.Changed, Shift{What: "status",
			Was: Side{Value: was.event.Status.String(), Quotes: []Citation{c.cite(was, was.event.Span)}},
			Now: Side{Value: now.event.Status.String(), Quotes: c.citeAll(now, since)}})
	}
	was, now = latest(withDay(before)), latest(withDay(since))
	if was != nil && now != nil && !meetTimes(was.event.When, now.event.When) {
		r.out.Changed = append(r.out.Changed, Shift{What: "date",
			Was: Side{Value: was.event.When.From.String(), Quotes: []Citation{c.cite(was, was.event.Span)}},
			Now: Side{Value: now.event.When.From.String(), Quotes: c.citeAll(now, since)}})
	}
	return c.err
}

// latest is the telling of the document that was published last, and of its tellings one
// that gives its own time, which a headline does not; nil of none.
func latest(told []*telling) *telling {
	if len(told) == 0 {
		return nil
	}
	return slices.MaxFunc(told, func(a, b *telling) int {
		return cmp.Or(a.doc.Published.Value.Compare(b.doc.Published.Value), cmp.Compare(a.doc.Stored.Revision, b.doc.Stored.Revision), cmp.Compare(b2i(a.own()), b2i(b.own())))
	})
}

// withDay are the tellings that give a time themselves.
func withDay(told []*telling) (out []*telling) {
	for _, t := range told {
		if t.own() && t.event.When.From.Day > 0 {
			out = append(out, t)
		}
	}
	return out
}

// disagreements finds where a value of new documents stands beside another one:
// one that was there alone has changed, otherwise it is disputed.
func (r *changesReader) disagreements() error {
	topic := ""
	if r.q.About != nil {
		topic = r.q.About.Name
	}
	all, err := r.d.Disagreements(r.ctx, topic)
	if err != nil {
		return err
	}
	for _, x := range all {
		var before, since []Side
		for _, s := range x.Sides {
			if i := slices.IndexFunc(s.Quotes, func(c Citation) bool { return !r.isNew[c.Doc] }); i >= 0 {
				before = append(before, s)
			} else {
				since = append(since, s)
			}
		}
		switch {
		case len(since) == 0:
		case len(before) == 1 && len(since) == 1 && moves(x.About) && movedOn(since[0], before[0]) && !r.told(since[0]):
			r.out.Changed = append(r.out.Changed, Shift{What: x.About, Was: before[0], Now: since[0]})
		case len(before) == 1 && len(since) == 1 && r.told(since[0]):
		default:
			r.out.Disputed = append(r.out.Disputed, x)
		}
	}
	return nil
}

// settled is what a disagreement is about that does not change with time: what has
// happened, and who tells it otherwise later disputes it.
var settled = []string{"the day", "whether it was so", "when ", "who took part", "the wording", "the order"}

// moves reports whether what a disagreement is about can be otherwise later: a number,
// an office, a title.
func moves(about string) bool {
	return !slices.ContainsFunc(settled, func(s string) bool { return strings.HasPrefix(about, s) })
}

// movedOn reports whether a side is told by documents that appeared after those of
// another: then it has moved on, and is not put differently at one time.
func movedOn(a, b Side) bool {
	newest := func(s Side) (out Date) {
		for _, c := range s.Quotes {
			if c.Published.Compare(out) > 0 {
				out = c.Published
			}
		}
		return out
	}
	return newest(a).Compare(newest(b)) > 0
}

// told reports whether a change cites the words of a side already.
func (r *changesReader) told(s Side) bool {
	return slices.ContainsFunc(r.out.Changed, func(c Shift) bool {
		return slices.ContainsFunc(s.Quotes, func(x Citation) bool {
			return x.Doc == c.Now.Quotes[0].Doc && x.Span.Overlaps(c.Now.Quotes[0].Span)
		})
	})
}

// people finds whom only new documents name, and more than in passing: twice, or
// with what they are.
func (r *changesReader) people() error {
	for _, e := range r.d.Names().Entities() {
		if e.Kind != names.Person || e == r.q.About || !r.onlyNew(e) {
			continue
		}
		n, err := r.newcomer(e)
		if err != nil {
			return err
		}
		if n.Role != nil || n.Mentions > 1 {
			r.out.People = append(r.out.People, n)
		}
	}
	return nil
}

func (r *changesReader) onlyNew(e *names.Entity) bool {
	return !slices.ContainsFunc(e.Mentions, func(m names.Ref) bool { return !r.isNew[DocID(m.Doc)] })
}

func (r *changesReader) newcomer(e *names.Entity) (Newcomer, error) {
	n := Newcomer{Name: e.Name, Mentions: len(e.Mentions)}
	whole := false
	for i, m := range e.Mentions {
		doc, err := r.d.Document(r.ctx, DocID(m.Doc))
		if err != nil {
			return n, err
		}
		facts, err := r.d.Facts(r.ctx, DocID(m.Doc))
		if err != nil {
			return n, err
		}
		mention := facts.Names[m.Index]
		if i == 0 || !whole && mention.Name == e.Name {
			n.Named, whole = doc.Cite(mention.Span), mention.Name == e.Name
		}
		if n.Role == nil && len(mention.Roles) > 0 {
			c := doc.Cite(mention.Roles[0])
			n.Role = &c
		}
	}
	return n, nil
}

// said gathers what those who are followed say in the new documents.
func (r *changesReader) said() error {
	for _, e := range r.followed() {
		p := profiler{d: r.d, entity: e}
		for id, refs := range byDocument(e.Mentions) {
			if !r.isNew[DocID(id)] || !r.speaks(DocID(id)) {
				continue
			}
			if err := p.read(r.ctx, DocID(id), refs); err != nil {
				return err
			}
		}
		r.out.Said = append(r.out.Said, latestFirst(p.said)...)
	}
	return nil
}

// speaks reports whether a document has words that somebody named is quoted with.
func (r *changesReader) speaks(id DocID) bool {
	facts, err := r.d.Facts(r.ctx, id)
	return err == nil && slices.ContainsFunc(facts.Claims, func(c speech.Claim) bool { return c.Class == speech.Named })
}

// followed are those whom the changes are to be about, else the people that the
// dossier names most.
func (r *changesReader) followed() []*names.Entity {
	if r.q.About != nil {
		return []*names.Entity{r.q.About}
	}
	var out []*names.Entity
	for _, e := range r.d.Names().Entities() {
		if e.Kind == names.Person && len(out) < followedPeople {
			out = append(out, e)
		}
	}
	return out
}

// coming gathers what is to happen, the next first, but for what has moved to
// another day.
func (r *changesReader) coming() error {
	if r.q.Today.IsZero() {
		return nil
	}
	all, err := r.d.Timeline(r.ctx, TimelineQuery{Entity: r.q.About, From: r.q.Today})
	for _, e := range all.Entries {
		if doc, there := r.d.Head(e.Text.Doc); !there || r.q.Until > 0 && doc.Stored.Revision > r.q.Until {
			continue
		}
		if (e.Status == Planned || e.Status == Conditional) && e.When.From.Compare(r.q.Today) >= 0 && !r.moved(e) {
			r.out.Coming = append(r.out.Coming, e)
		}
	}
	return err
}

// moved reports whether a document puts what a sentence tells on another day.
func (r *changesReader) moved(e TimelineEntry) bool {
	if anyOverlaps(r.putOff[e.Text.Doc], e.Text.Span) {
		return true
	}
	return slices.ContainsFunc(r.out.Changed, func(c Shift) bool {
		return c.What == "date" && slices.ContainsFunc(e.Citations, func(x Citation) bool { return x.ID == c.Was.Quotes[0].ID })
	})
}
