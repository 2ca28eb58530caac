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

// standing is where one document has its news from.
type standing struct {
	open    *openDocument
	root    string    // the outlet at the root, empty where nothing shows it
	key     string    // of the root
	via     string    // the outlet between the root and the document, if there is one
	parent  *standing // the document that it has the words of, if there is one
	how     Descent
	speaker string
	because []Citation
	also    []Named
}

// tracer traces documents to their origins, and each only once.
type tracer struct {
	d       *Dossier
	lineage *lineage
	people  *names.Catalogue
	known   map[DocID]*standing
	credit  map[DocID][]speech.Provenance
	looked  map[string]names.Match
	busy    map[DocID]bool // being traced: what leads back to it leads nowhere
	found   []Origin
	roots   [][]*standing // of each origin in found
	byKey   map[string]int
}

func (d *Dossier) tracer() *tracer {
	v := d.view.Load()
	return &tracer{d: d, lineage: v.lineage, people: v.people, known: map[DocID]*standing{}, credit: map[DocID][]speech.Provenance{}, looked: map[string]names.Match{}, busy: map[DocID]bool{}, byKey: map[string]int{}}
}

// trace puts a document, or what is quoted of it, to its origin.
func (t *tracer) trace(ctx context.Context, id DocID, quoted []Span) error {
	s, err := t.stand(ctx, id, quoted)
	if err != nil {
		return err
	}
	i, there := t.byKey[s.key]
	if !there {
		i = len(t.found)
		t.byKey[s.key] = i
		t.found = append(t.found, Origin{Name: s.root, Stated: s.root != ""})
		t.roots = append(t.roots, nil)
	}
	if !slices.ContainsFunc(t.roots[i], func(o *standing) bool { return o.open.doc.ID == id }) {
		t.roots[i] = append(t.roots[i], s)
	}
	return nil
}

// stand works out where a document has its news from. Without quotations the
// result is kept: others may have their words from it.
func (t *tracer) stand(ctx context.Context, id DocID, quoted []Span) (*standing, error) {
	if s, ok := t.known[id]; ok && quoted == nil {
		return s, nil
	}
	o, err := t.d.open(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &standing{open: o}
	if t.busy[id] {
		return s, nil // two outlets that name one another
	}
	t.busy[id] = true
	defer delete(t.busy, id)
	if err := t.settle(ctx, s, quoted); err != nil {
		return nil, err
	}
	if quoted == nil {
		t.known[id] = s
	}
	return s, nil
}

func (t *tracer) settle(ctx context.Context, s *standing, quoted []Span) error {
	credits := t.credits(s.open)
	beside, isBeside := creditsNear(s.open, credits, quoted)
	if !isBeside && len(credits) > 0 {
		// The words themselves may be another's than the one who is named elsewhere.
		if done, err := t.copiesQuoted(ctx, s, quoted); done || err != nil {
			return err
		}
	}
	if (isBeside || t.undivided(s.open, beside)) && t.named(s, beside) {
		s.also = t.others(s, credits, quoted)
		return t.follow(ctx, s)
	}
	related, err := t.kin(ctx, s.open)
	if err != nil {
		return err
	}
	for _, step := range [...]func(context.Context, *standing, []kin) (bool, error){t.repeatsTold, t.copies} {
		if done, err := step(ctx, s, related); done || err != nil {
			return err
		}
	}
	t.published(ctx, s)
	return nil
}

// copiesQuoted traces what is quoted to a document that has the same words and an
// origin.
func (t *tracer) copiesQuoted(ctx context.Context, s *standing, quoted []Span) (bool, error) {
	related, err := t.kin(ctx, s.open)
	if err != nil {
		return false, err
	}
	var in []kin
	for _, k := range related {
		var runs []sharedRun
		for _, r := range k.runs {
			if !r.quoted && anyOverlaps(quoted, r.here) && uncapped(r.here.In(s.open.doc.Text)) >= copiedRun {
				runs = append(runs, r)
			}
		}
		if len(runs) > 0 {
			in = append(in, kin{id: k.id, copied: true, much: k.much, runs: runs})
		}
	}
	own := *s
	if done, err := t.copies(ctx, &own, in); !done || err != nil || own.root == "" {
		return false, err
	}
	*s = own
	return true, nil
}

// credits are the outlets that a document surely names, and those that others
// show to be outlets. A person or a place is none.
func (t *tracer) credits(o *openDocument) []speech.Provenance {
	if known, ok := t.credit[o.doc.ID]; ok {
		return known
	}
	var out []speech.Provenance
	for _, p := range o.facts.Provenance {
		if !p.Sure && !t.lineage.outlets[outletKey(p.Name)] {
			continue
		}
		if m := t.lookup(p.Name); !p.Credit && m.Outcome == names.Found && m.Entity.Kind != names.Organisation && !speech.IsOutlet(p.Name) {
			continue
		}
		out = append(out, p)
	}
	t.credit[o.doc.ID] = out
	return out
}

// lookup finds a name, and each but once.
func (t *tracer) lookup(name string) names.Match {
	m, ok := t.looked[name]
	if !ok {
		m = t.people.Lookup(name)
		t.looked[name] = m
	}
	return m
}

// creditsNear are the credits that stand nearest to what is quoted: in the same
// sentence, else in the same paragraph, else anywhere. beside tells that they stand
// in one of the first two, or that nothing in particular is quoted.
func creditsNear(o *openDocument, credits []speech.Provenance, quoted []Span) (near []speech.Provenance, beside bool) {
	if len(quoted) == 0 || len(credits) == 0 {
		return credits, true
	}
	text := o.analysis()
	wide := slices.Clone(quoted)
	for i, q := range quoted {
		for _, at := range [...]int{q.Start, q.End - 1} {
			// The number of an entry stands in no sentence.
			if s := text.SentenceAt(at); s >= 0 && text.Sentences[s].Overlaps(q) {
				wide[i].Start, wide[i].End = min(wide[i].Start, text.Sentences[s].Start), max(wide[i].End, text.Sentences[s].End)
			}
		}
	}
	for _, spans := range [...][]Span{wide, paragraphs(text, quoted)} {
		for _, p := range credits {
			if anyOverlaps(spans, p.At) {
				near = append(near, p)
			}
		}
		if len(near) > 0 {
			return near, true
		}
	}
	return credits, false
}

// paragraphs are the blocks that hold the spans.
func paragraphs(text *language.Text, spans []Span) []Span {
	var out []Span
	for _, b := range text.Blocks {
		if anyOverlaps(spans, b.Span) {
			out = append(out, b.Span)
		}
	}
	return out
}

// creditWeight is what a dateline or a byline weighs against a name in the text: it
// says who wrote the whole.
const creditWeight = 2

// tally is an outlet and how often a document names it.
type tally struct {
	name, key         string
	weight, documents int
	first             speech.Provenance
}

// named finds the outlet that a document names most often as its source. Of those
// named equally often it is the one that more documents of the dossier name, then
// the first.
func (t *tracer) named(s *standing, credits []speech.Provenance) bool {
	all := t.tallies(s.open, credits)
	if len(all) == 0 {
		return false
	}
	best := slices.MaxFunc(all, func(a, b tally) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.documents, b.documents))
	})
	s.root, s.key, s.how = best.name, best.key, Names
	s.because = []Citation{s.open.doc.Cite(best.first.Span)}
	if best.first.Told {
		s.speaker = speakerTo(s.open, best.first)
	}
	t.chain(s, credits)
	return true
}

// undivided reports whether the outlets that a document names speak for all of it: it
// is one, or one that is named more often than all others together. Of a page of
// entries each from its own outlet, none tells where an entry that names none is
// from.
func (t *tracer) undivided(o *openDocument, credits []speech.Provenance) bool {
	most, sum := 0, 0
	for _, x := range t.tallies(o, credits) {
		most, sum = max(most, x.weight), sum+x.weight
	}
	return 2*most > sum
}

func (t *tracer) tallies(o *openDocument, credits []speech.Provenance) []tally {
	var all []tally
	for _, p := range credits {
		name, documents := t.canonical(p.Name)
		if own := o.doc.Publisher.Value; strings.HasSuffix(outletKey(own), " "+outletKey(name)) {
			name = own // a paper calls itself by half its name
		}
		key := outletKey(name)
		i := slices.IndexFunc(all, func(o tally) bool { return o.key == key })
		if i < 0 {
			i = len(all)
			all = append(all, tally{name: name, key: key, documents: documents, first: p})
		}
		all[i].weight++
		if p.Credit {
			all[i].weight += creditWeight - 1
		}
	}
	return all
}

// canonical is the dossier's name for an outlet, and how many documents have it.
func (t *tracer) canonical(name string) (string, int) {
	if m := t.lookup(name); m.Outcome == names.Found && m.Entity.Kind == names.Organisation {
		return m.Entity.Name, m.Entity.Documents
	}
	return name, 0
}

// chainLength is how many bytes may lie between two outlets of one chain: "the BBC
// reported on Monday, citing Bloomberg".
const chainLength = 120

// chain finds the outlet that the root is cited by, or cites itself.
func (t *tracer) chain(s *standing, credits []speech.Provenance) {
	text := s.open.doc.Text
	for i := 1; i < len(credits); i++ {
		by, from := credits[i-1], credits[i]
		if !from.Cited || by.Told || from.At.Start-by.At.End > chainLength || strings.ContainsAny(text[by.At.End:from.At.Start], ".\n") {
			continue
		}
		between, _ := t.canonical(by.Name)
		root, _ := t.canonical(from.Name)
		if outletKey(between) == outletKey(root) || s.key != outletKey(between) && s.key != outletKey(root) {
			continue
		}
		s.root, s.key, s.via = root, outletKey(root), between
		s.because = []Citation{s.open.doc.Cite(Span{Start: min(by.Span.Start, from.Span.Start), End: max(by.Span.End, from.Span.End)})}
		return
	}
}

// speakerTo is who speaks to the outlet, as the document calls him.
func speakerTo(o *openDocument, p speech.Provenance) string {
	for _, c := range o.facts.Claims {
		if c.SpeakerSpan.Len() > 0 && !c.SpeakerSpan.Overlaps(p.At) && c.Span.Overlaps(p.Span) {
			return OneLine(c.SpeakerSpan.In(o.doc.Text))
		}
	}
	return ""
}

// mostOthers is how many outlets are told of beside the root.
const mostOthers = 4

// others are the outlets that a document names beside its root.
func (t *tracer) others(s *standing, credits []speech.Provenance, quoted []Span) []Named {
	if quoted != nil {
		return nil
	}
	var out []Named
	for _, x := range t.tallies(s.open, credits) {
		if x.key != s.key && x.key != outletKey(s.via) && x.key != outletKey(s.open.doc.Publisher.Value) && len(out) < mostOthers {
			out = append(out, Named{Name: x.name, Because: s.open.doc.Cite(x.first.Span)})
		}
	}
	return out
}

// follow goes on where the outlet that a document names published a document of
// the dossier which has the same words: its source is the root.
func (t *tracer) follow(ctx context.Context, s *standing) error {
	published := t.lineage.byOutlet[s.key]
	if len(published) == 0 || s.via != "" || slices.Contains(published, s.open.doc.ID) {
		return nil
	}
	related, err := t.kin(ctx, s.open)
	if err != nil {
		return err
	}
	for _, k := range related {
		if !slices.Contains(published, k.id) {
			continue
		}
		parent, err := t.stand(ctx, k.id, nil)
		if err != nil {
			return err
		}
		s.parent = parent
		if parent.root != "" {
			s.root, s.key = parent.root, parent.key
		}
		return nil
	}
	return nil
}

func (t *tracer) kin(ctx context.Context, o *openDocument) ([]kin, error) {
	if known, ok := t.lineage.kin.Load(o.doc.ID); ok {
		return known.([]kin), nil
	}
	found, err := t.d.kinOf(ctx, t.lineage, o)
	if err != nil {
		return nil, err
	}
	t.lineage.kin.Store(o.doc.ID, found)
	return found, nil
}

// repeatsTold reports whether a document has words that another says were told to
// an outlet, or that stand in a sentence which names one. Then it has them from
// there too, whichever of the two appeared first.
func (t *tracer) repeatsTold(ctx context.Context, s *standing, related []kin) (bool, error) {
	for _, k := range related {
		other, err := t.d.open(ctx, k.id)
		if err != nil {
			return false, err
		}
		for _, run := range k.runs {
			p, ok := t.creditOf(other, run)
			if !ok {
				continue
			}
			s.root, _ = t.canonical(p.Name)
			s.key = outletKey(s.root)
			s.how = Shares
			s.because = []Citation{s.open.doc.Cite(run.here), other.doc.Cite(p.Span)}
			s.parent, err = t.stand(ctx, k.id, nil)
			if err != nil || s.parent.key != s.key {
				s.parent = nil
			}
			return true, err
		}
	}
	return false, nil
}

// creditOf finds the outlet that the words of a run were told to, or that the
// sentence around them names.
func (t *tracer) creditOf(o *openDocument, run sharedRun) (speech.Provenance, bool) {
	credits := t.credits(o)
	if run.quoted {
		for _, c := range o.facts.Claims {
			if !c.Direct || !c.Quote.Overlaps(run.there) {
				continue
			}
			if i := slices.IndexFunc(credits, func(p speech.Provenance) bool { return p.Told && c.Span.Overlaps(p.At) }); i >= 0 {
				return credits[i], true
			}
		}
		return speech.Provenance{}, false
	}
	text := o.analysis()
	i := text.SentenceAt(run.there.Start)
	if i < 0 || uncapped(run.there.In(o.doc.Text)) < copiedRun {
		return speech.Provenance{}, false
	}
	for _, p := range credits {
		if text.Sentences[i].Contains(p.At) && !p.Credit {
			return p, true
		}
	}
	return speech.Provenance{}, false
}

// copies finds the document that a text has its words from: one that names an
// outlet, else the one that appeared first, else the first in order of path. It
// never appeared after the text.
func (t *tracer) copies(ctx context.Context, s *standing, related []kin) (bool, error) {
	var best *openDocument
	var words kin
	for _, k := range related {
		if !k.copied {
			continue
		}
		other, err := t.d.open(ctx, k.id)
		if err != nil {
			return false, err
		}
		if strings.EqualFold(other.doc.Publisher.Value, s.open.doc.Publisher.Value) && other.doc.Publisher.Value != "" && !k.much {
			continue // the machinery of one site
		}
		if t.creditTo(other, s.open.doc.Publisher.Value) != nil {
			continue // it says itself that it has its news from this one
		}
		if appeared(other, s.open) <= 0 && t.prior(other, s.open) && (best == nil || t.prior(other, best)) {
			best, words = other, k
		}
	}
	if best == nil {
		return false, nil
	}
	parent, err := t.stand(ctx, best.doc.ID, nil)
	if err != nil {
		return false, err
	}
	s.parent, s.root, s.key, s.how = parent, parent.root, parent.key, Shares
	if appeared(best, s.open) < 0 {
		s.how = Copies
	}
	s.because = []Citation{s.open.doc.Cite(words.runs[0].here), best.doc.Cite(words.runs[0].there)}
	return true, nil
}

// prior orders documents by how likely others have their words from them. As it is
// a total order, no way from one to the next leads in a circle.
func (t *tracer) prior(a, b *openDocument) bool {
	x, y := a.doc.Published.Value, b.doc.Published.Value
	return cmp.Or(cmp.Compare(b2i(len(t.credits(b)) > 0), b2i(len(t.credits(a)) > 0)), cmp.Compare(b2i(y.Day > 0), b2i(x.Day > 0)),
		x.Compare(y), cmp.Compare(a.doc.Path, b.doc.Path)) < 0
}

// appeared compares the days on which two documents appeared; it is 0 where they
// are the same, or not both known to the day.
func appeared(a, b *openDocument) int {
	x, y := a.doc.Published.Value, b.doc.Published.Value
	if x.Day == 0 || y.Day == 0 {
		return 0
	}
	return x.Compare(y)
}

// published takes the publisher of a document for its origin where others name it
// as theirs.
func (t *tracer) published(ctx context.Context, s *standing) {
	key := outletKey(s.open.doc.Publisher.Value)
	by, ok := t.lineage.citedBy[key]
	if !ok || by == s.open.doc.ID {
		return
	}
	other, err := t.d.open(ctx, by)
	if err != nil {
		return
	}
	if p := t.creditTo(other, s.open.doc.Publisher.Value); p != nil {
		s.root, s.key, s.how = s.open.doc.Publisher.Value, key, Publishes
		s.because = []Citation{other.doc.Cite(p.Span)}
	}
}

// creditTo returns where a document names an outlet as its source, nil where it does
// not.
func (t *tracer) creditTo(o *openDocument, outlet string) *speech.Provenance {
	key := outletKey(outlet)
	credits := t.credits(o)
	i := slices.IndexFunc(credits, func(p speech.Provenance) bool { return outletKey(p.Name) == key })
	if i < 0 || key == "" {
		return nil
	}
	return &credits[i]
}
