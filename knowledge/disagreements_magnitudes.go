package knowledge

import "attache/knowledge/language"

// magnitude is what many give a number for when something happens: how many died, what
// it costs.
type magnitude struct {
	name  string // as a reader is told
	unit  unitOf
	days  int             // between the publications of two numbers that can be compared
	words map[string]bool // that tell what a number is of
}

// unitOf tells what the numbers of a magnitude count.
type unitOf uint8

const (
	ofPeople unitOf = iota
	ofMeasure
	ofMoney
	ofParts
)

// magnitudes in the order in which they are looked for: what grows by the hour is
// compared within a day.
var magnitudes = []magnitude{
	{name: "how many died", days: 1, words: wordSet(`die died dying dead death deaths kill killed killing kills toll fatality fatalities bodies drowned perished`)},
	{name: "how many were hurt", days: 1, words: wordSet(`injured injuring injuries hurt wounded wounding`)},
	{name: "how many are missing", days: 1, words: wordSet(`missing unaccounted`)},
	{name: "how many fell ill", days: 1, words: wordSet(`ill sick sickened infected infections cases hospitalised hospitalized`)},
	{name: "how many lost their homes", days: 1, words: wordSet(`homeless displaced homes evacuated evacuees`)},
	{name: "how many were arrested", days: 1, words: wordSet(`arrested arresting arrests detained detaining detentions`)},
	{name: "how many are on strike", days: 1, words: wordSet(`strike strikers striking walkout stoppage`)},
	{name: "how many people came", days: 3, words: wordSet(`protested protesters protestors demonstrated demonstrators marched marchers rallied crowd attended attendance gathered crowds demonstration stood front`)},
	{name: "how many jobs", days: 7, words: wordSet(`jobs layoffs redundancies`)},
	{name: "how much leaked", unit: ofMeasure, days: 3, words: wordSet(`leaked leaking spilled spilt leak spill`)},
	{name: "the amount", unit: ofMoney, days: 14, words: wordSet(`cost costs costing damage damages lost loses losses price priced fee paid pay pays received receive signed bribe bribes bill`)},
	{name: "the turnout", unit: ofParts, days: 2, words: wordSet(`turnout`)},
}

// everybody are nouns for people of no kind in particular: who counts children does
// not count everybody.
var everybody = wordSet(`people persons residents deaths cases dead bodies victims workers dockers employees protesters demonstrators marchers supporters
	jobs strikers fatalities casualties patients`)

// spanNouns measure time, distance and weight, and count what no two sentences need
// mean the same by.
var spanNouns = wordSet(`seconds minutes hours days weeks months years decades centuries meters metres kilometers kilometres miles feet yards acres hectares tons tonnes kilos kilograms
	pounds litres liters barrels points times others ones degrees parts votes rounds sides`)

// fits reports whether a number can be of the magnitude by its unit.
func (q *magnitude) fits(f figure) bool {
	switch {
	case f.key == scoreKey || f.lasts:
		return false
	case q.unit == ofMoney:
		return f.key != "" && f.isSum()
	case q.unit == ofParts:
		return f.key == "%"
	case q.unit == ofMeasure:
		return f.noun != ""
	}
	return f.key == "" || everybody[f.noun]
}

// Within how many tokens of a number the word stands that tells what it counts.
const magnitudeWithin = 12

// magnitudeOf tells what a number is of by the nearest word of its clause that says so;
// nil where none does.
func (a *account) magnitudeOf(f figure) *magnitude {
	low := a.page.text.low
	first, last := a.page.text.TokenAt(f.span.Start), a.page.text.TokenAt(f.span.End)-1
	for away := range magnitudeWithin {
		for _, i := range [...]int{last + away, first - away} {
			if i < a.from || i >= a.to || low[i] == "" || a.parted(min(i, first), max(i, last)) {
				continue
			}
			for k := range magnitudes {
				if magnitudes[k].words[low[i]] && magnitudes[k].fits(f) {
					return &magnitudes[k]
				}
			}
		}
	}
	return nil
}

// parted reports whether a clause ends between two tokens.
func (a *account) parted(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if a.isMark(i, ",;:—–") || clauseEnds[a.page.text.low[i]] && a.page.text.low[i] != "who" || a.page.text.low[i] == "and" {
			return true
		}
	}
	return false
}

// bare are the words behind a number without a noun that tells of people.
var bare = wordSet(`died dead injured wounded missing fell were had is`)

// alone reads a number behind which no noun stands: "at 900.", "31 of them".
func (a *account) alone(i int) (figure, bool) {
	text := a.page.text
	value, to := a.page.number(i, a.to)
	if to == i || a.page.inName(i) || i > a.from && text.Tokens[i-1].Kind == language.Punct && !text.Tokens[i].Spaced {
		return figure{}, false
	}
	f := figure{span: Span{Start: text.Tokens[i].Start, End: text.Tokens[to-1].End}, value: value}
	if at := a.page.timeAt(f.span.Start); at < len(a.page.facts.Timexes) && a.page.facts.Timexes[at].Overlaps(f.span) || at > 0 && a.page.facts.Timexes[at-1].Overlaps(f.span) {
		return figure{}, false
	}
	before := ""
	if i > a.from {
		before = text.low[i-1]
	}
	switch {
	case to >= a.to || a.isMark(to, ".,;)"):
	case bare[text.low[to]]:
	case text.low[to] == "of" && to+1 < a.to && (text.low[to+1] == "them" || text.low[to+1] == "its" || text.low[to+1] == "their" || text.low[to+1] == "whom"):
	case text.low[to] == "on" && (before == "to" || before == "at"):
	default:
		return figure{}, false
	}
	f.bound = a.boundBefore(i)
	return f, true
}

func (a *account) boundBefore(i int) bound {
	text := a.page.text
	return boundAt(text.low, i, a.from, func(k int) string {
		if k < a.from || k >= a.to {
			return ""
		}
		return text.Tokens[k].In(text.Raw)
	})
}

// numbers are all numbers of a sentence that count something, those without a noun
// among them.
func (a *account) numbers() []figure {
	out := append([]figure(nil), a.counts...)
	for i := a.from; i < a.to; i++ {
		if f, ok := a.alone(i); ok && !a.counted(f.span) {
			out = append(out, f)
		}
	}
	return out
}

func (a *account) counted(s Span) bool {
	for _, f := range a.counts {
		if f.span.Overlaps(s) {
			return true
		}
	}
	return false
}
