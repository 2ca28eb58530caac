package speech

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Provenance is a place where a text says whose reporting it repeats.
type Provenance struct {
	Span language.Span // the words that show it, the name among them
	Name string        // the fullest form of the outlet's name in this document
	At   language.Span // the name
	Sure bool          // the text alone shows an outlet; else what other documents say of the name decides
	Told bool          // somebody speaks to the outlet: "telling Reuters that …"

	Cited  bool // what names it repeats it: "the BBC reported, citing Bloomberg"
	Credit bool // it stands beside the running text: in a dateline, a byline, a line of sources
}

// evidence is how surely the words around a name show an outlet.
type evidence uint8

const (
	none   evidence = iota
	weak            // others stand in such words too: "… reported that", "told …"
	likely          // an outlet, unless the name is a body's: "as … reported", "seen by …"
	strong          // "KYIV (…) —", "told the newspaper …"
)

// FindProvenance returns the places where a text names an outlet as the source
// of what it tells, in order:
//
//	an exclusive report from Reuters   the Reuters report   telling Reuters that …
//	confirmed to Reuters   reported by Der Spiegel   Reuters revealed that …
//	…, citing Reuters   seen by Reuters   Reuters has learned
//	wie der Spiegel berichtet   selon l'AFP   со ссылкой на «Коммерсантъ»
//	Source: The Herald / Reuters   KYIV (Reuters) —   By AP staff   — Xinhua
//
// A name that nothing in the text shows to be an outlet's is there too, and not
// Sure.
func FindProvenance(t *language.Text, mentions []names.Mention) []Provenance {
	r := newReader(t, mentions, nil)
	var out []Provenance
	for _, f := range r.sourced() {
		out = append(out, Provenance{Span: f.words, Name: f.outlet.name, At: f.outlet.span, Sure: f.how == strong, Told: f.told, Cited: f.cited})
	}
	for _, p := range r.credits() {
		p.Sure, p.Credit = true, true
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Provenance) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(rank(a), rank(b)), cmp.Compare(b.At.End, a.At.End))
	})
	return slices.CompactFunc(out, func(a, b Provenance) bool { return a.At.Overlaps(b.At) })
}

// rank puts what is sure first.
func rank(p Provenance) int {
	if p.Sure {
		return 0
	}
	return 1
}

// finding is what may be an outlet, and the words that show it.
type finding struct {
	outlet speaker
	words  language.Span
	how    evidence
	told   bool
	cited  bool
}

// sourced finds the outlets that the text repeats, each with strong evidence or
// none but weak. Weak evidence is strong for a name that is an outlet's by its
// words, that stronger evidence shows for one elsewhere, or that the text hardly
// mentions but as a source.
func (r *reader) sourced() []finding {
	var all []finding
	mentioned, sourced, shown := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, x := range r.outletCandidates() {
		mentioned[x.name]++
		f := r.provenance(x)
		if f.how == none {
			continue
		}
		if f.how == likely && !IsOutlet(x.name) && isBody(x.name) {
			f.how = weak
		}
		sourced[x.name]++
		shown[x.name] = shown[x.name] || f.how >= likely
		all = append(all, f)
	}
	for i, f := range all {
		name := f.outlet.name
		switch {
		case f.how >= likely, IsOutlet(name), shown[name]:
			all[i].how = strong
		case !isBody(name) && !f.cited && !f.told && r.isKnown(f.outlet) && sourced[name]*3 >= mentioned[name]:
			all[i].how = strong
		}
	}
	return slices.DeleteFunc(all, func(f finding) bool { return f.how == weak && isBody(f.outlet.name) })
}

func isBody(name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if bodies[strings.Trim(w, ".,")] {
			return true
		}
	}
	return false
}

// IsOutlet reports whether a name is an outlet's by its words: "Daily Herald",
// "AFP", "example.com".
func IsOutlet(name string) bool {
	low := strings.ToLower(name)
	for w := range strings.FieldsSeq(low) {
		if presses[strings.Trim(w, ".,")] {
			return true
		}
	}
	at := strings.LastIndexByte(low, '.')
	return isOutletName(name) || at > 1 && !strings.Contains(low, " ") && webEndings[low[at+1:]]
}

func (r *reader) isKnown(x speaker) bool { return r.isNamed(r.t.TokenAt(x.span.Start)) }

// outletCandidates are the organisations of the text, and the capitalised words
// that are no known name: a paper that nobody has heard of is a source too.
func (r *reader) outletCandidates() []speaker {
	var out []speaker
	for _, x := range r.mentions {
		span, name := x.Span, x.Full
		if longer := r.lengthened(span); longer != span {
			span, name = longer, longer.In(r.t.Raw)
		}
		if x.Kind == names.Organisation || IsOutlet(name) {
			out = append(out, speaker{span: span, name: name})
		}
	}
	for i := 0; i < len(r.low); i++ {
		j := r.capitalsFrom(i)
		if j == i {
			continue
		}
		span := r.stripped(language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[j-1].End})
		name := span.In(r.t.Raw)
		if s := r.t.SentenceAt(span.Start); s >= 0 && len(name) > 1 && !classNouns[strings.ToLower(name)] && (j > i+1 || r.t.Sentences[s].From < i || IsOutlet(name) || r.quotedName(i, j)) {
			out = append(out, speaker{span: span, name: name})
		}
		i = j - 1
	}
	return out
}

// lengthened takes the capitalised words behind the name of an outlet for a part of
// it: "Bloomberg News", "BBC Sport".
func (r *reader) lengthened(s language.Span) language.Span {
	if !IsOutlet(s.In(r.t.Raw)) {
		return s
	}
	for i := r.t.TokenAt(s.End); i < len(r.low) && r.isCapital(i) && r.t.Tokens[i].Start == s.End+1 && !r.t.Tokens[i].Line; i++ {
		s.End = r.t.Tokens[i].End
	}
	return s
}

// capitalsFrom returns the token behind the capitalised words that begin at i, i
// itself where none do. "of" may stand in the name of an outlet, a number behind
// it, and a domain is one name.
func (r *reader) capitalsFrom(i int) int {
	j := i
	for j < len(r.low) && (j == i || !r.t.Tokens[j].Line) {
		switch {
		case r.beginsName(j) && !(j == i && isCue(r.low[j])) && !notNames[r.low[j]] && !pronouns[r.low[j]] && r.low[j] != "they":
			j++
			continue
		case j > i && r.goesOn(j):
			j++
			continue
		case j > i && r.low[j] == "of" && j+1 < len(r.low) && r.isCapital(j+1) && IsOutlet(r.t.Tokens[j-1].In(r.t.Raw)):
			j += 2
			continue
		case j > i && r.t.Tokens[j].Kind == language.Number && numbered[r.low[j-1]]:
			j++
		case j > i && r.low[j] == "." && j+1 < len(r.low) && !r.t.Tokens[j].Spaced && !r.t.Tokens[j+1].Spaced && webEndings[r.low[j+1]]:
			j += 2
		}
		break
	}
	return j
}

// goesOn reports whether a token that begins no name goes on with an outlet's: a
// place in "Business Daily Africa", a noun that its language writes small in
// "Українська правда".
func (r *reader) goesOn(i int) bool {
	tok := r.t.Tokens[i]
	if tok.Kind != language.Word {
		return false
	}
	if tok.Upper {
		return r.isNamed(i) && IsOutlet(r.t.Tokens[i-1].In(r.t.Raw))
	}
	return r.low[i][0] >= utf8.RuneSelf && (presses[r.low[i]] || outletWords[r.low[i]])
}

// beginsName reports whether a token is capitalised, an elided article before it
// or not: "l'AFP".
func (r *reader) beginsName(i int) bool {
	if r.isCapital(i) {
		return true
	}
	_, rest, ok := cutElision(r.t.Tokens[i].In(r.t.Raw))
	return ok && startsUpper(rest) && !r.isNamed(i)
}

// quotedName reports whether tokens stand in quotation marks by themselves.
func (r *reader) quotedName(i, j int) bool {
	return i > 0 && j < len(r.low) && quoteMarks[r.low[i-1]] && quoteMarks[r.low[j]]
}

// stripped leaves the elided article and the case ending out of a name: "l'AFP",
// "Reuters'ın".
func (r *reader) stripped(s language.Span) language.Span {
	if head, _, ok := cutElision(s.In(r.t.Raw)); ok {
		s.Start += len(head)
	}
	name := s.In(r.t.Raw)
	if at := strings.LastIndexAny(name, "'’"); at > 1 {
		ending := strings.TrimLeft(name[at:], "'’")
		if ending != "" && !startsUpper(ending) && len(ending) <= 6 {
			s.End = s.Start + at
		}
	}
	return s
}

// cutElision parts "l'AFP" into "l'" and "AFP".
func cutElision(word string) (head, rest string, ok bool) {
	for _, mark := range [...]string{"'", "’"} {
		if head, rest, ok = strings.Cut(word, mark); ok && (head == "l" || head == "d" || head == "L" || head == "D") && rest != "" {
			return head + mark, rest, true
		}
	}
	return "", word, false
}

// provenance reads the words around the name of what may be an outlet.
func (r *reader) provenance(x speaker) finding {
	f := finding{outlet: x}
	s := r.t.SentenceAt(x.span.Start)
	if s < 0 {
		return f
	}
	c := context{r: r, from: r.t.Sentences[s].From, to: r.t.Sentences[s].To, first: r.t.TokenAt(x.span.Start), next: r.t.TokenAt(x.span.End)}
	if c.first > c.from && r.t.Tokens[c.first-1].End > x.span.Start { // an article was cut off
		c.first--
	}
	if c.next <= c.first { // an ending was cut off
		c.next = c.first + 1
	}
	if c.first >= c.to || c.next > c.to {
		return f
	}
	f.words, f.how = c.behind()
	if words, how, by := c.before(IsOutlet(x.name)); how > f.how {
		f.words, f.how, f.told, f.cited = words, how, by.told, by.cites
	}
	if f.how == weak && r.quotedName(c.first, c.next) {
		f.how = likely
	}
	return f
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
	at := c.next
	for quoteMarks[c.word(at)] || at < c.to && c.r.t.Tokens[at].Kind == language.Suffix {
		at++
	}
	if c.word(at) == "," && (c.word(at+1) == "citing" || c.word(at+1) == "quoting") {
		return c.span(c.first, at+1), weak // it tells what somebody else told it
	}
	i := at
	for adverbs[c.word(i)] || c.word(i) == "first" || c.word(i) == "exclusively" {
		i++
	}
	cue, ok := c.cueFrom(i, i > at)
	if !ok {
		return language.Span{}, none
	}
	how := cue.how
	if how == weak && cue.reports {
		switch {
		case c.isClassed():
			how = strong
		case c.leadsIn() || c.word(i-1) == "first":
			how = likely // "as Reuters reported", "…, Reuters reported."
		case c.ownAffair(i + len(cue.words)):
			return language.Span{}, none
		}
	}
	return c.span(c.first, i+len(cue.words)-1), how
}

// isClassed reports whether the noun before the name says that it is an outlet's.
func (c *context) isClassed() bool {
	b := c.first - 1
	for quoteMarks[c.word(b)] {
		b--
	}
	return classNouns[c.word(b)]
}

// leadsIn reports whether the name and its verb are only put beside what is told:
// ", Reuters reported", "as Reuters reported", "wie Reuters meldet".
func (c *context) leadsIn() bool {
	b := c.first - 1
	for articles[c.word(b)] || quoteMarks[c.word(b)] {
		b--
	}
	return asides[c.word(b)] || c.word(b) == "," && c.closes()
}

// closes reports whether little follows the verb behind the name: the end, or
// when it was said.
func (c *context) closes() bool {
	for i := c.next; i < c.to; i++ {
		if w := c.word(i); w == "that" || w == "dass" || w == "que" || w == "что" || w == "що" {
			return false
		}
	}
	return c.to-c.next <= 8
}

// own begins what a body tells of itself.
var own = set(`it its their they his he her she earnings profits profit losses loss revenue sales results record net quarterly annual higher lower strong weak a an no`)

// ownAffair reports whether what is told from a token on is the teller's own
// business: "reported that its sales", "reported losses of". An outlet's news is
// somebody else's.
func (c *context) ownAffair(i int) bool {
	for c.word(i) == "that" || c.word(i) == "on" || language.IsWeekday(c.word(i)) {
		i++
	}
	return own[c.word(i)] || c.word(i) == ""
}

// skipped is how many words may stand between a cue and the noun that says what
// the name is: "told the Norwegian daily newspaper Aftenposten".
const skipped = 4

// before reads what leads to the name: "telling Reuters", "reported by Der Spiegel".
func (c *context) before(outlet bool) (words language.Span, how evidence, by cue) {
	b := c.first - 1
	for quoteMarks[c.word(b)] {
		b--
	}
	if verb := c.givenTo(b); verb >= 0 && outlet {
		return c.span(verb, c.next-1), strong, cue{told: true}
	}
	x, ok := c.cueTo(b) // an article may be part of it: "gegenüber der"
	for !ok && (articles[c.word(b)] || quoteMarks[c.word(b)]) {
		b--
		x, ok = c.cueTo(b)
	}
	classed := !ok && classNouns[c.word(b)]
	for n := 0; classed && !ok && n < skipped && b > c.from; n++ {
		b--
		x, ok = c.cueTo(b)
	}
	if !ok || x.outletOnly && !outlet && !classed {
		return language.Span{}, none, cue{}
	}
	how = x.how
	switch {
	case classed:
		how = strong
	case c.modifies():
		return language.Span{}, none, cue{}
	case how == weak && x.told && c.anonymousBefore(b):
		how = likely
	case how == weak && x.said && c.word(b-len(x.words)) == ",":
		how = likely // "…, reported Reuters"
	}
	return c.span(b-len(x.words)+1, c.next-1), how, x
}

// givenTo returns the verb of "confirmed the meeting to", if "to" is the token; else
// -1.
func (c *context) givenTo(to int) int {
	if c.word(to) != "to" {
		return -1
	}
	for i := to - 2; i >= max(c.from, to-6); i-- {
		if givings[c.word(i)] {
			return i
		}
		if c.word(i) == "," {
			break
		}
	}
	return -1
}

// givings have what is told between them and "to": "confirmed the meeting to".
var givings = set(`confirmed confirm described disclosed leaked revealed gave provided denied admitted explained showed`)

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// modifies reports whether the name only describes the noun behind it: "told
// Western media", "according to Ukrainian officials".
func (c *context) modifies() bool {
	i := c.next
	if i >= c.to || c.r.t.Tokens[i].Kind != language.Word || c.r.t.Tokens[i].Upper || quoteMarks[c.word(i)] {
		return false
	}
	w := c.word(i)
	return media[w] || classNouns[w] || isHead(w) && !reporters[w]
}

// anonymousBefore reports whether somebody without a name speaks in the sentence
// up to a token. Such people speak to outlets.
func (c *context) anonymousBefore(to int) bool {
	for i := c.from; i < to; i++ {
		if w := c.word(i); w == "official" || w == "officials" || w == "source" || w == "sources" || w == "aide" || w == "aides" ||
			w == "diplomat" || w == "diplomats" || w == "people" || w == "insider" || w == "insiders" {
			return true
		}
	}
	return false
}

// cueTo finds the cue whose last word is token i.
func (c *context) cueTo(i int) (cue, bool) {
	for _, x := range leading[c.word(i)] {
		if c.reads(i-len(x.words)+1, x.words) {
			return x, true
		}
	}
	return cue{}, false
}

// cueFrom finds the cue whose first word is token i; adverb tells that one stands
// between it and the name.
func (c *context) cueFrom(i int, adverb bool) (cue, bool) {
	for _, x := range trailing[c.word(i)] {
		if !(x.needsAdverb && !adverb) && !(x.noAdverb && adverb) && c.reads(i, x.words) {
			return x, true
		}
	}
	return cue{}, false
}

func (c *context) reads(at int, words []string) bool {
	for i, w := range words {
		if c.word(at+i) != w {
			return false
		}
	}
	return true
}
