package knowledge

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// Firmness tells how sure a document is that something will be.
type Firmness string

// The degrees of firmness, the firmest first.
const (
	Will  Firmness = "will"
	Plans Firmness = "plans"
	May   Firmness = "may"
	If    Firmness = "if"
)

// Prospect is a statement about the future, dated or conditional.
type Prospect struct {
	Firmness  Firmness
	By        string // who says so, empty where the text does not say
	Due       When   // the time that it names; zero where it names none
	Past      bool   // a document appeared after that time: it is no longer ahead
	Citations []Citation
}

// The words that tell how firm a statement is. What is told of the past with the
// same words ("could not", "may have", "was scheduled") is no statement about the
// future.
var (
	conditionWords = regexp.MustCompile(`(^|[^a-z])(if|unless|provided that|should [a-z]+ (fail|refuse|decide|agree|win|lose))[^a-z]`)
	modalWords     = regexp.MustCompile(`\b(will|would|could|may|might|can|risks?|becomes?)\b`)
	asIfWords      = regexp.MustCompile(`\b(as if|even if|if not|what if|asked if|see if|know if|wonder(ed)? if)\b`)
	willWords      = regexp.MustCompile(`(\bwill|'ll|\bshall|\bis going to|\bare going to) `)
	noWillWords    = regexp.MustCompile(`\b(political|good|free|the|their|his|her|its|a|of|popular|national) will\b`)
	planWords      = regexp.MustCompile(`\b((plans?|intends?|aims?|hopes?|wants?|pledges?|vows?|expects?|proposes?) to|(is|are|remains?) (now |currently |also |still )?(scheduled|expected|set|due|slated|planned|likely|poised)|planning to|preparing to|scheduled for)\b`)
	openWords      = regexp.MustCompile(`\b(uncertain|unclear|not clear|unknown|remains to be seen|doubtful|questionable|doubts?) `)
	mayWords       = regexp.MustCompile(`\b(may|might|could|can still)\b`)
	wouldWords     = regexp.MustCompile(`\bwould\b`)
	pastWords      = regexp.MustCompile(`\b((may|might|could|would|will) (not )?have|could not|couldn't|(was|were|had been|been) (not )?(scheduled|expected|set|due|slated|planned|going)|postponed|cancell?ed|called off)\b`)
	comingWords    = regexp.MustCompile(`\b(next|later|soon|coming|upcoming|tomorrow|shortly|once|until|by the end|in the days|in the weeks)\b`)
)

// Next returns the statements about the future that are dated or conditional: those
// with a time that is still ahead of the newest document, the next one first; then
// those without one, in the order of documents and texts; last those whose time has
// passed since, the latest first. Scenarios, precedents, perspectives and
// chronologies are parts of their own and not read for them.
func (d *Dossier) Next(ctx context.Context) ([]Prospect, error) {
	read, err := eachDocument(ctx, d, d.Documents(), func(_ *Document, o *openDocument) []Prospect {
		r := prospectReader{doc: &o.doc, facts: &o.facts, t: o.analysis()}
		return r.read()
	})
	if err != nil {
		return nil, err
	}
	var out []Prospect
	said := gists{least: same}
	for _, p := range slices.Concat(read...) {
		now := gistOf(p.Citations[0].Text)
		if k := said.find(now); k >= 0 {
			out[k].Citations = append(out[k].Citations, p.Citations...)
			continue
		}
		out = append(out, p)
		said.add(now)
	}
	d.bySoonest(out)
	return out, nil
}

// bySoonest sorts statements by when they come true, seen from the newest document.
func (d *Dossier) bySoonest(all []Prospect) {
	var newest Date
	for _, doc := range d.Documents() {
		if at := doc.Published.Value; at.Compare(newest) > 0 {
			newest = at
		}
	}
	for i := range all {
		due := all[i].Due.To
		all[i].Past = !due.IsZero() && due.Last().Compare(newest.First()) < 0
	}
	group := func(p Prospect) int { return b2i(p.Due.From.IsZero()) + 2*b2i(p.Past) }
	slices.SortStableFunc(all, func(a, b Prospect) int {
		soonest := cmp.Compare(group(a), group(b))
		if soonest != 0 {
			return soonest
		}
		if a.Past {
			return b.Due.From.Compare(a.Due.From)
		}
		return a.Due.From.Compare(b.Due.From)
	})
}

// prospectReader reads the statements about the future of one document.
type prospectReader struct {
	doc   *Document
	facts *Facts
	t     *language.Text
	now   Date
}

func (r *prospectReader) read() []Prospect {
	r.now = r.written()
	skip, next := map[int]bool{}, map[int]bool{}
	for _, s := range sectionsOf(r.t) {
		for i := s.from; i < s.to; i++ {
			skip[i] = skip[i] || s.kind == Scenario || s.kind == Precedent || s.kind == Perspective
			next[i] = next[i] || s.kind == Next
		}
	}
	for _, e := range r.t.Entries() {
		for i := e.Title; i < e.To; i++ {
			skip[i] = true
		}
	}
	var out []Prospect
	for _, s := range r.t.Sentences {
		b := r.t.Blocks[s.Block]
		if skip[s.Block] || s.To-s.From < 4 || !(b.Kind == language.Paragraph || b.Kind == language.Item || b.Kind == language.Label && s.Complete) {
			continue
		}
		f := r.firmness(s.Span, next[s.Block])
		if f == "" {
			continue
		}
		by, known := r.speaker(s.Span)
		if !known && r.isQuoted(s.Span) {
			continue // somebody's words, and the text does not say whose
		}
		out = append(out, Prospect{Firmness: f, By: by, Due: r.due(s.Span), Citations: []Citation{r.doc.Cite(s.Span)}})
	}
	return out
}

// firmness tells how firm a sentence is about the future; empty where it is not
// about the future, or neither dated nor conditional. Under a heading for what
// comes next nothing needs a date.
func (r *prospectReader) firmness(s Span, next bool) Firmness {
	ahead := !r.due(s).From.IsZero()
	raw := s.In(r.doc.Text)
	if words := language.FoldString(raw); !(next && ahead) && !hasAny(words, piecesAhead) {
		return ""
	}
	words := language.FoldString(monthOfMay.ReplaceAllString(raw, "$1"))
	if pastWords.MatchString(words) {
		return ""
	}
	if conditionWords.MatchString(asIfWords.ReplaceAllString(words, "")) && (modalWords.MatchString(words) || planWords.MatchString(words)) {
		return If
	}
	dated := next || ahead || comingWords.MatchString(words)
	switch {
	case willWords.MatchString(noWillWords.ReplaceAllString(words, "")):
		if dated && openWords.MatchString(words) {
			return May // "it is uncertain how the union will respond by Friday"
		}
		if dated {
			return Will
		}
	case planWords.MatchString(words):
		if dated {
			return Plans
		}
	case mayWords.MatchString(words):
		if dated || ofTheMainClause(words) {
			return May
		}
	case ahead && wouldWords.MatchString(words):
		return May
	}
	if next && ahead {
		return Will // "The second round begins on 3 May."
	}
	return ""
}

// piecesAhead are pieces of which at least one stands in whatever the patterns of
// firmness find. To look for them takes a tenth of the time.
var piecesAhead = []string{"will", "'ll", "shall", "going to", "would", "may", "might", "could", "can still", "if", "unless", "provided that", "should",
	"plan", "intend", "aim", "hope", "want", "pledge", "vow", "expect", "propose", "schedul", "set", "due", "slated", "likely", "poised", "preparing to"}

func hasAny(s string, pieces []string) bool {
	return slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(s, piece) })
}

// monthOfMay finds the month, which is written large within a sentence.
var monthOfMay = regexp.MustCompile(`([^.!?]\s)May\b`)

// ofTheMainClause reports whether what may be is what the sentence says, and not
// something that it mentions: "alarmed by reports that the port may close".
func ofTheMainClause(words string) bool {
	before := words[:mayWords.FindStringIndex(words)[0]]
	return !subordinate.MatchString(before)
}

var subordinate = regexp.MustCompile(`,|\b(that|which|who|whom|whether|how|why|because|amid|despite|fears?|reports?|concerns?)\b`)

// written is when the document was written: on its publication, else not before the
// latest time that it states and does not look ahead to.
func (r *prospectReader) written() Date {
	if at := latestStated(r.t, r.facts.Timexes); r.doc.Published.Value.IsZero() && at >= 0 {
		return r.facts.Timexes[at].From
	}
	return r.doc.Published.Value
}

// due is the first time that a sentence gives and that lies ahead of the document;
// zero where it gives none.
func (r *prospectReader) due(s Span) When {
	for _, x := range r.facts.Timexes {
		if s.Contains(x.Span) && (x.Type == timex.Date || x.Type == timex.Time) && !x.From.IsZero() && x.From.Compare(r.now) > 0 {
			return When{From: x.From, To: x.To}
		}
	}
	return When{}
}

// speaker names who says the sentence: of the statements that hold it or that it
// holds, the one that covers it most closely.
func (r *prospectReader) speaker(s Span) (string, bool) {
	for _, c := range r.facts.Claims {
		if c.Speaker != "" && !pronouns[language.FoldString(c.Speaker)] && c.Span.Overlaps(s) && (c.Span.Contains(s) || 2*c.Quote.Len() >= s.Len() && s.Contains(c.Quote)) {
			return c.Speaker, true
		}
	}
	return "", false
}

var pronouns = wordSet("i it he she they we you this that who which")

func (r *prospectReader) isQuoted(s Span) bool {
	for _, c := range r.facts.Claims {
		if c.Direct && c.Quote.Start-3 <= s.Start && s.End <= c.Quote.End+4 {
			return true
		}
	}
	text := s.In(r.doc.Text)
	return strings.HasPrefix(text, "\"") || strings.HasPrefix(text, "“")
}
