package knowledge

import (
	"context"
	"regexp"
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
	mayWords       = regexp.MustCompile(`\b(may|might|could|can still)\b`)
	pastWords      = regexp.MustCompile(`\b((may|might|could|would|will) (not )?have|could not|couldn't|(was|were|had been|been) (not )?(scheduled|expected|set|due|slated|planned|going)|postponed|cancell?ed|called off)\b`)
	comingWords    = regexp.MustCompile(`\b(next|later|soon|coming|upcoming|tomorrow|shortly|once|until|by the end|in the days|in the weeks)\b`)
)

// Next returns the statements about the future that are dated or conditional, in
// the order of documents and texts. Scenarios, precedents, perspectives and chronologies are
// parts of their own and not read for them.
func (d *Dossier) Next(ctx context.Context) ([]Prospect, error) {
	var out []Prospect
	var said []map[string]bool
	for _, doc := range d.Documents() {
		o, err := d.open(ctx, doc.ID)
		if err != nil {
			return nil, err
		}
		r := prospectReader{doc: &o.doc, facts: &o.facts, t: o.analysis()}
		for _, p := range r.read() {
			words := wordSetOf(p.Citations[0].Text)
			k := 0
			for k < len(said) && !sameStatement(said[k], words) {
				k++
			}
			if k < len(said) {
				out[k].Citations = append(out[k].Citations, p.Citations...)
				continue
			}
			out, said = append(out, p), append(said, words)
		}
	}
	return out, nil
}

// prospectReader reads the statements about the future of one document.
type prospectReader struct {
	doc   *Document
	facts *Facts
	t     *language.Text
}

func (r *prospectReader) read() []Prospect {
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
		out = append(out, Prospect{Firmness: f, By: by, Citations: []Citation{r.doc.Cite(s.Span)}})
	}
	return out
}

// firmness tells how firm a sentence is about the future; empty where it is not
// about the future, or neither dated nor conditional. Under a heading for what
// comes next nothing needs a date.
func (r *prospectReader) firmness(s Span, next bool) Firmness {
	raw := s.In(r.doc.Text)
	words := language.FoldString(monthOfMay.ReplaceAllString(raw, "$1"))
	if pastWords.MatchString(words) {
		return ""
	}
	if conditionWords.MatchString(asIfWords.ReplaceAllString(words, "")) && (modalWords.MatchString(words) || planWords.MatchString(words)) {
		return If
	}
	dated := next || r.datedAhead(s) || comingWords.MatchString(words)
	switch {
	case willWords.MatchString(noWillWords.ReplaceAllString(words, "")):
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
	}
	if next && r.datedAhead(s) {
		return Will // "The second round begins on 3 May."
	}
	return ""
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

// datedAhead reports whether the sentence gives a date after that of publication.
func (r *prospectReader) datedAhead(s Span) bool {
	for _, x := range r.facts.Timexes {
		if s.Contains(x.Span) && (x.Type == timex.Date || x.Type == timex.Time) && !x.From.IsZero() && x.From.Compare(r.doc.Published.Value) > 0 {
			return true
		}
	}
	return false
}

// speaker names who says the sentence: of the statements that hold it or that it
// holds, the one that covers it most closely.
func (r *prospectReader) speaker(s Span) (string, bool) {
	for _, c := range r.facts.Claims {
		if c.Speaker != "" && c.Span.Overlaps(s) && (c.Span.Contains(s) || 2*c.Quote.Len() >= s.Len() && s.Contains(c.Quote)) {
			return c.Speaker, true
		}
	}
	return "", false
}

func (r *prospectReader) isQuoted(s Span) bool {
	for _, c := range r.facts.Claims {
		if c.Direct && c.Quote.Start-3 <= s.Start && s.End <= c.Quote.End+4 {
			return true
		}
	}
	text := s.In(r.doc.Text)
	return strings.HasPrefix(text, "\"") || strings.HasPrefix(text, "“")
}
