package speech

import (
	"cmp"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Provenance is a place where a text says whose reporting it repeats.
type Provenance struct {
	Span language.Span // the words that show it, the name among them
	Name string        // the fullest form of the outlet's name in this document
	At   language.Span // the name
}

// reveals are verbs whose subject is where news comes from, if it is an outlet.
var reveals = set(`reveals revealed reports reported report discloses disclosed publishes published obtained writes wrote learned`)

// passives lead, with "by", to an outlet: "reported by Der Spiegel".
var passives = set(`reported revealed published obtained seen quoted reviewed viewed broadcast cited`)

// givings lead, with "to", to whoever was told.
var givings = set(`confirmed said spoke speaking disclosed leaked described statement comments remarks confirming told provided interview talking`)

// sharings lead, with "with", to whoever was told.
var sharings = set(`interview interviews spoke shared speaking`)

// bodies are words in names of bodies that report and are told things without
// being outlets: a company reports its earnings, a minister tells parliament.
var bodies = set(`inc corp corporation co company ltd plc llc group bank association ministry department university institute council court committee
	commission congress senate parliament house nato un nations union board assembly kremlin pentagon police army fund reserve federation society
	treasury bureau office government administration party airlines airways motors energy technologies systems partners holdings security duma knesset
	bundestag rada opec imf`)

// evidence is how surely the words around a name show an outlet.
type evidence uint8

const (
	none   evidence = iota
	weak            // other bodies stand in such words too: "… reported that", "told …"
	strong          // "an exclusive report from …", "as first reported by …"
)

// FindProvenance returns the places where a text names an outlet as the source
// of what it tells, in order:
//
//	an exclusive report from Reuters   the Reuters report   telling Reuters that …
//	confirmed to Reuters   reported by Der Spiegel   Reuters revealed that …
//	…, citing Reuters   seen by Reuters   Reuters has learned
//	Source: The Herald / Reuters   KYIV (Reuters) —
func FindProvenance(t *language.Text, mentions []names.Mention) []Provenance {
	r := newReader(t, mentions, nil)
	var out []Provenance
	for _, f := range r.sourced() {
		out = append(out, Provenance{Span: f.words, Name: f.outlet.name, At: f.outlet.span})
	}
	out = append(out, r.sourceLines()...)
	slices.SortFunc(out, func(a, b Provenance) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.At.End, b.At.End))
	})
	return slices.CompactFunc(out, func(a, b Provenance) bool { return a.At == b.At })
}

// finding is what may be an outlet, and the words that show it.
type finding struct {
	outlet speaker
	words  language.Span
	how    evidence
}

// sourced finds the outlets that the text repeats. Weak evidence counts for a name
// that is an outlet's by its words, that stronger evidence shows for one elsewhere,
// or that the text hardly mentions but as a source.
func (r *reader) sourced() []finding {
	var all []finding
	mentioned, sourced, shown := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, x := range r.outletCandidates() {
		mentioned[x.name]++
		words, how := r.provenance(x)
		if how == none {
			continue
		}
		sourced[x.name]++
		shown[x.name] = shown[x.name] || how == strong
		all = append(all, finding{x, words, how})
	}
	return slices.DeleteFunc(all, func(f finding) bool {
		name := f.outlet.name
		if f.how == strong || isOutletName(name) || shown[name] {
			return false
		}
		return isBody(name) || !r.isKnown(f.outlet) || sourced[name]*3 < mentioned[name]
	})
}

func isBody(name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if bodies[strings.Trim(w, ".,")] {
			return true
		}
	}
	return false
}

func (r *reader) isKnown(x speaker) bool { return r.isNamed(r.t.TokenAt(x.span.Start)) }

// outletCandidates are the organisations of the text, and the capitalised words
// that are no known name: a paper that nobody has heard of is a source too.
func (r *reader) outletCandidates() []speaker {
	var out []speaker
	for _, x := range r.mentions {
		if x.Kind == names.Organisation {
			out = append(out, speaker{span: x.Span, name: x.Full})
		}
	}
	for i := 0; i < len(r.low); i++ {
		j := i
		for j < len(r.low) && r.isCapital(j) && !notNames[r.low[j]] && !pronouns[r.low[j]] && r.low[j] != "they" && (j == i || !r.t.Tokens[j].Line) {
			j++
		}
		if j > i {
			span := language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[j-1].End}
			if s := r.t.SentenceAt(span.Start); s >= 0 && (j > i+1 || r.t.Sentences[s].From < i || isOutletName(span.In(r.t.Raw))) {
				out = append(out, speaker{span: span, name: span.In(r.t.Raw)})
			}
			i = j - 1
		}
	}
	return out
}

// provenance reads the words around the name of what may be an outlet.
func (r *reader) provenance(x speaker) (language.Span, evidence) {
	s := r.t.SentenceAt(x.span.Start)
	if s < 0 {
		return language.Span{}, none
	}
	c := context{r: r, from: r.t.Sentences[s].From, to: r.t.Sentences[s].To, first: r.t.TokenAt(x.span.Start), next: r.t.TokenAt(x.span.End)}
	if c.first >= c.to || c.next > c.to {
		return language.Span{}, none
	}
	if words, how := c.behind(); how != none {
		return words, how
	}
	return c.before(isOutletName(x.name))
}

// context is the sentence around a name: tokens from..to, the name first..next.
type context struct {
	r                     *reader
	from, to, first, next int
}

func (c *context) word(i int) string {
	if i < c.from || i >= c.to {
		return ""
	}
	return c.r.low[i]
}

func (c *context) span(a, b int) language.Span {
	return language.Span{Start: c.r.t.Tokens[max(a, c.from)].Start, End: c.r.t.Tokens[min(b, c.to-1)].End}
}

// behind reads what follows the name: "Reuters revealed", "the Reuters report".
func (c *context) behind() (language.Span, evidence) {
	i := c.next
	if i < c.to && c.r.t.Tokens[i].Kind == language.Suffix {
		i++
	}
	at := i
	for adverbs[c.word(i)] || c.word(i) == "first" {
		i++
	}
	switch w := c.word(i); {
	case at == i && (w == "report" || w == "reporting" || w == "exclusive" || w == "scoop"):
		return c.span(c.first, i), strong
	case w == "learned" && i > at:
		return c.span(c.first, i), strong
	case reveals[w] && (w == "obtained" || !c.ownAffair(i+1)):
		return c.span(c.first, i), weak
	}
	return language.Span{}, none
}

// own begins what a body tells of itself.
var own = set(`it its their they his her he she earnings profits profit losses loss revenue sales results record net quarterly annual higher lower strong weak a an no`)

// ownAffair reports whether what is told from a token on is the teller's own
// business: "reported that its sales", "reported losses of". An outlet's news is
// somebody else's.
func (c *context) ownAffair(i int) bool {
	for c.word(i) == "that" || c.word(i) == "on" || language.IsWeekday(c.word(i)) {
		i++
	}
	return own[c.word(i)] || c.word(i) == ""
}

// before reads what leads to the name: "telling Reuters", "reported by Der Spiegel".
func (c *context) before(outlet bool) (language.Span, evidence) {
	b := c.first - 1
	if c.word(b) == "the" {
		b--
	}
	last := c.next - 1
	switch prior := c.word(b - 1); c.word(b) {
	case "from":
		if prior == "report" || prior == "reports" || prior == "reporting" || prior == "exclusive" {
			return c.span(b-2, last), strong
		}
	case "by":
		if passives[prior] {
			return c.span(b-1, last), strong
		}
	case "to":
		if prior == "according" && outlet {
			return c.span(b-1, last), strong
		}
		if givings[prior] {
			return c.span(b-1, last), weak
		}
	case "with":
		if sharings[prior] {
			return c.span(b-1, last), weak
		}
	case "told", "telling", "tells":
		return c.span(b-1, last), weak
	case "citing", "cited", "cites", "via":
		return c.span(b, last), weak
	case "(":
		if outlet && c.word(c.next) == ")" && c.first-c.from < 8 {
			return c.span(b, c.next), strong
		}
	}
	return language.Span{}, none
}

// sourceLines reads lines such as "Source: The Herald / Reuters (2025)". What stands
// between the marks is a name, whether or not it is known for one.
func (r *reader) sourceLines() []Provenance {
	var out []Provenance
	for _, b := range r.t.Blocks {
		line := b.Body.In(r.t.Raw)
		label, _, ok := strings.Cut(line, ":")
		if !ok || !sourceLabels[strings.ToLower(strings.TrimSpace(label))] || len(line) > 160 {
			continue
		}
		start := b.Body.Start + len(label) + 1
		for start < b.Body.End {
			end := start + strings.IndexAny(r.t.Raw[start:b.Body.End]+"/", "/;,|(")
			name := trim(r.t.Raw, language.Span{Start: start, End: min(end, b.Body.End)})
			if name.Len() > 1 && startsUpper(name.In(r.t.Raw)) {
				out = append(out, Provenance{Span: b.Body, Name: name.In(r.t.Raw), At: name})
			}
			if end >= b.Body.End || r.t.Raw[end] == '(' {
				break
			}
			start = end + 1
		}
	}
	return out
}

var sourceLabels = map[string]bool{"source": true, "sources": true, "via": true, "quelle": true, "джерело": true, "источник": true, "kaynak": true}
