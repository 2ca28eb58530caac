package knowledge

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"attache/knowledge/language"
)

// figure is a number that counts or measures something.
type figure struct {
	span  Span // number with unit and noun
	value float64
	bound bound
	key   string // what is counted: a noun's term, "%" or a currency
	noun  string // as it is written: "points"; empty for parts and sums
	lasts bool   // it belongs to a thing, as in "28-point plan", and does not grow as a toll does
}

// bound tells how a number is meant.
type bound uint8

const (
	plainly bound = iota
	roughly
	orMore
	orLess
)

var boundWords = map[string]bound{
	"about": roughly, "around": roughly, "nearly": roughly, "almost": roughly, "some": roughly, "approximately": roughly, "roughly": roughly,
	"estimated": roughly, "≈": roughly, "~": roughly, "circa": roughly,
	"over": orMore, "more": orMore, "least": orMore, "above": orMore, "exceeding": orMore, "exceeded": orMore,
	"under": orLess, "fewer": orLess, "less": orLess, "most": orLess, "below": orLess, "to": orLess,
}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "mln": 1e6, "bln": 1e9}

var numberNames = func() map[string]float64 {
	out := map[string]float64{}
	for i, w := range strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`) {
		out[w] = float64(i + 2)
	}
	for i, w := range strings.Fields(`twenty thirty forty fifty sixty seventy eighty ninety`) {
		out[w] = float64(10 * (i + 2))
	}
	return out
}()

var currencies = map[string]string{"$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "yuan": "yuan", "rubles": "rubles", "roubles": "rubles",
	"franc": "franc", "francs": "franc", "krone": "krone", "kroner": "krone", "krona": "krona", "kronor": "krona", "crown": "crown", "crowns": "crown", "zloty": "zloty", "zlotys": "zloty",
	"rupee": "rupee", "rupees": "rupee", "peso": "peso", "pesos": "peso", "lira": "lira", "liras": "lira", "rand": "rand", "shekel": "shekel", "shekels": "shekel", "naira": "naira",
	"baht": "baht", "dirham": "dirham", "dirhams": "dirham", "hryvnia": "hryvnia", "hryvnias": "hryvnia", "forint": "forint", "forints": "forint", "dinar": "dinar", "dinars": "dinar",
	"shilling": "shilling", "shillings": "shilling"}

// irregular are nouns whose plural has no "s".
var irregular = wordSet(`people men women children dead persons police troops personnel aircraft staff`)

// nounWithin is within how many words behind a number the noun is looked for.
const nounWithin = 3

// figuresIn reads the numbers of a sentence that stand in no date and no name.
func figuresIn(p *page, s language.Sentence, timed []Span) []figure {
	var out []figure
	for i := s.From; i < s.To; i++ {
		f, to, ok := p.figure(i, s)
		if !ok {
			continue
		}
		if !anyOverlaps(timed, f.span) && (f.key == scoreKey || !p.inName(i)) {
			out = append(out, f)
		}
		i = to - 1
	}
	return out
}

// inName reports whether the number at token i is part of a name: "Boeing 747".
func (p *page) inName(i int) bool {
	if p.isNamed(p.text.Tokens[i].Span) {
		return true
	}
	if i == 0 || p.text.Tokens[i-1].Kind == language.Number {
		return i > 0
	}
	before := p.text.Tokens[i-1]
	if before.Kind == language.Word && before.Upper && i > 1 && p.text.Tokens[i].Kind == language.Number {
		return p.text.SentenceAt(before.Start) >= 0 && p.text.Sentences[p.text.SentenceAt(before.Start)].From != i-1
	}
	return false
}

// figure reads the number that starts at token i. to is behind it.
func (p *page) figure(i int, s language.Sentence) (f figure, to int, ok bool) {
	raw, tokens, low := p.text.Raw, p.text.Tokens, p.text.low
	if f, to, ok := p.score(i, s); ok {
		return f, to, true
	}
	value, to := p.number(i, s.To)
	if to == i {
		return figure{}, i, false
	}
	f = figure{span: Span{Start: tokens[i].Start, End: tokens[to-1].End}, value: value}
	mark := func(k int) string {
		if k < s.From || k >= s.To {
			return ""
		}
		return tokens[k].In(raw)
	}
	f.bound = boundAt(low, i, s.From, mark)
	switch before := mark(i - 1); {
	case currencies[before] != "" && tokens[i-1].Kind == language.Punct:
		f.key, f.span.Start = currencies[before], tokens[i-1].Start
		if mark(to) == "m" && !tokens[to].Spaced {
			f.value, f.span.End, to = f.value*1e6, tokens[to].End, to+1
		}
		f.bound = boundAt(low, i-1, s.From, mark)
		return f, to, true
	case isHyphen(before) || before == "/" || before == "#" || before == ":" || before == ".":
		return figure{}, to, false // a score, a range, a part of a code
	}
	switch next := mark(to); {
	case next == "%" || next == "percent":
		f.key, f.span.End = "%", tokens[to].End
		return f, to + 1, true
	case next == "per" && mark(to+1) == "cent":
		f.key, f.span.End = "%", tokens[to+1].End
		return f, to + 2, true
	case isHyphen(next) && to+1 < s.To && !tokens[to].Spaced && tokens[to+1].Kind == language.Word && p.text.terms[to+1] != "":
		f.key, f.noun, f.lasts, f.span.End = p.text.terms[to+1], low[to+1]+"s", true, tokens[to+1].End
		return f, to + 2, !isHyphen(mark(to + 2))
	}
	for k := to; k < s.To && k < to+nounWithin && tokens[k].Kind == language.Word && p.text.terms[k] != ""; k++ {
		if c := currencies[low[k]]; c != "" {
			f.key, f.span.End = c, tokens[k].End
			return f, k + 1, true
		}
		if isPlural(low[k]) {
			f.key, f.noun, f.span.End = p.text.terms[k], low[k], tokens[k].End
			return f, k + 1, true
		}
	}
	return figure{}, to, false
}

// contests are words of what ends with a score or a vote.
var contests = wordSet(`vote voted votes voting win won wins beat beats defeat defeated lose lost victory draw drew score scored ruled ruling decision majority passed approved
	rejected result`)

// partly are words of a score that was not the last.
var partly = wordSet(`half halftime half-time interval led lead leading aggregate set sets quarter leg trailed trailing halves`)

// scoreKey stands for what a score counts, and scoreBase keeps its two numbers apart
// in one value.
const (
	scoreKey  = "score"
	scoreBase = 1e6
)

// score reads two numbers that a contest ended with, the higher first: "14 to 9",
// "13 votes to 9", "3-1". What rises is a range.
func (p *page) score(i int, s language.Sentence) (f figure, to int, ok bool) {
	high, next := p.number(i, s.To)
	if next == i || next >= s.To {
		return figure{}, i, false
	}
	if p.text.low[next] == "votes" {
		next++
	}
	if next+1 >= s.To || p.text.low[next] != "to" && !isHyphen(p.text.Tokens[next].In(p.text.Raw)) {
		return figure{}, i, false
	}
	low, end := p.number(next+1, s.To)
	within := p.text.low[s.From:s.To]
	has := func(words map[string]bool) bool {
		return slices.ContainsFunc(within, func(w string) bool { return words[w] })
	}
	if end == next+1 || high <= low || high >= scoreBase || !has(contests) || has(partly) {
		return figure{}, i, false
	}
	return figure{span: Span{Start: p.text.Tokens[i].Start, End: p.text.Tokens[end-1].End}, value: high*scoreBase + low, key: scoreKey, noun: "score", lasts: true}, end, true
}

func isHyphen(s string) bool {
	return s == "-" || s == "‑" || s == "‐" || s == "–"
}

func isPlural(low string) bool {
	return irregular[low] || len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is")
}

// number reads figures or words and the scale behind them.
func (p *page) number(i, end int) (value float64, to int) {
	low := p.text.low
	switch tok := p.text.Tokens[i]; tok.Kind {
	case language.Number:
		n, err := strconv.ParseFloat(strings.ReplaceAll(tok.In(p.text.Raw), ",", ""), 64)
		if err != nil {
			return 0, i
		}
		value, to = n, i+1
	case language.Word:
		n, ok := numberNames[low[i]]
		if !ok {
			return 0, i
		}
		value, to = n, i+1
		if n >= 20 && to+1 < end && isHyphen(p.text.Tokens[to].In(p.text.Raw)) && numberNames[low[to+1]] > 0 && numberNames[low[to+1]] < 10 {
			value, to = n+numberNames[low[to+1]], to+2
		}
	default:
		return 0, i
	}
	for to < end && scales[low[to]] > 0 {
		value, to = value*scales[low[to]], to+1
	}
	return value, to
}

// boundAt reads what stands before a number: "about", "more than", "up to".
func boundAt(low []string, i, from int, mark func(int) string) bound {
	for k := i - 1; k >= max(from, i-3); k-- {
		w := low[k]
		if w == "" {
			w = mark(k)
		}
		if w == "than" || w == "at" || w == "an" || w == "the" || w == "a" {
			continue
		}
		if w == "to" {
			if k > from && low[k-1] == "up" {
				return orLess
			}
			return plainly
		}
		return boundWords[w]
	}
	return plainly
}

// agree reports whether two numbers can be of one thing: they are equal, one is
// the other rounded, or one is a bound that the other keeps.
func agree(a, b figure) bool {
	if a.key == scoreKey {
		return a.value == b.value
	}
	if a.value == b.value || rounds(a.value, b.value) || rounds(b.value, a.value) {
		return true
	}
	return keeps(a, b) || keeps(b, a)
}

func keeps(a, b figure) bool {
	switch a.bound {
	case roughly:
		return math.Abs(a.value-b.value) <= .2*max(a.value, b.value)
	case orMore:
		return b.value >= a.value
	case orLess:
		return b.value <= a.value
	}
	return false
}

// rounds reports whether y rounded as coarsely as x is written is x.
func rounds(x, y float64) bool {
	if x <= 0 || y <= 0 {
		return false
	}
	unit := math.Pow(10, math.Floor(math.Log10(x)))
	for n := 0; n < 12 && math.Abs(math.Round(x/unit)*unit-x) > 1e-9*x; n++ {
		unit /= 10
	}
	return math.Abs(y-x) <= unit/2*(1+1e-9) && x >= 10 || math.Abs(y-x) <= .05*max(x, y) && (unit > 1 || y != math.Trunc(y) || x != math.Trunc(x))
}

// What two sentences must share to give one number, beside the noun.
const (
	figureNames   = 2
	figureWords   = 4
	figureOverlap = .5
	figureAlone   = .6  // with one name less
	sumOverlap    = .65 // for parts, sums and levels, which no noun tells apart
	sumAlike      = .7  // for sums of which no time says that they are of one moment
	sumApart      = 3   // days between the publications of those
	figureApart   = 1   // days between the publications, for a number that can grow
	lastingApart  = 31  // likewise, for one that belongs to a thing
)

// counted is a number in its sentence.
type counted struct {
	*account
	figure
}

// figures finds what two documents count differently.
func (c *comparison) figures() []dispute {
	var all []counted
	var keys [][]string
	for _, a := range c.accounts {
		for i, f := range a.counts {
			if slices.ContainsFunc(a.counts, func(o figure) bool { return o.key == f.key && o.span != a.counts[i].span }) {
				continue
			}
			all = append(all, counted{a, f})
			shared := []string{}
			for _, id := range slices.Sorted(maps.Keys(a.marks)) {
				shared = append(shared, f.key+" "+id)
			}
			keys = append(keys, shared)
		}
	}
	joined := newPairings(len(all))
	neighbours(keys, figureNames-1, func(i, j int) {
		if c.otherFigure(all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		out = append(out, c.figureDispute(group))
	}
	return out
}

func (c *comparison) otherFigure(a, b counted) bool {
	if a.page == b.page || agree(a.figure, b.figure) || otherTime(a.account, b.account) || !ofOneTime(a, b) {
		return false
	}
	least := figureOverlap
	if len(inBoth(a.marks, b.marks)) < figureNames {
		least = figureAlone
	}
	if a.measures() || b.measures() {
		least = max(least, sumOverlap)
		if !sameMoment(a.account, b.account) {
			if least = sumAlike; !a.isSum() || !publishedNear(a.page, b.page, sumApart) {
				return false
			}
		}
	}
	if len(inBoth(a.terms, b.terms)) < figureWords || overlap(a.terms, b.terms) < least {
		return false
	}
	return !c.counts(a.page, b.figure) && !c.counts(b.page, a.figure)
}

// ofOneTime reports whether two figures can be compared though they may have
// grown: they belong to a thing, or their documents are of one time. A document
// whose day is known is not compared with one whose day is not.
func ofOneTime(a, b counted) bool {
	if a.lasts || b.lasts {
		return publishedNear(a.page, b.page, lastingApart)
	}
	if (a.page.doc.Published.Value.Day == 0) != (b.page.doc.Published.Value.Day == 0) {
		return len(a.times) > 0 && sameMoment(a.account, b.account)
	}
	return publishedNear(a.page, b.page, figureApart)
}

// measures reports whether a figure is a part, a sum or a level, which is another
// one an hour later, and no count.
func (f figure) measures() bool { return f.noun == "" || f.value != math.Trunc(f.value) }

// isSum reports whether a figure is money.
func (f figure) isSum() bool { return f.key != "%" && f.noun == "" }

// sameMoment reports whether two accounts surely tell of one moment: they give
// the same times, or they give none and appeared on the same day.
func sameMoment(a, b *account) bool {
	if len(a.times) != len(b.times) {
		return false
	}
	for i := range a.times {
		if a.times[i].Value != b.times[i].Value {
			return false
		}
	}
	n, ok := daysApart(a.page.doc.Published.Value, b.page.doc.Published.Value)
	return len(a.times) > 0 || ok && n == 0
}

// counts reports whether a page has the number for the same noun anywhere: then
// it knows both, and they are likely of two things.
func (c *comparison) counts(p *page, f figure) bool {
	return slices.ContainsFunc(c.accounts, func(a *account) bool {
		return a.page == p && slices.ContainsFunc(a.counts, func(o figure) bool { return o.key == f.key && agree(o, f) })
	})
}

func (c *comparison) figureDispute(members []counted) dispute {
	slices.SortStableFunc(members, func(a, b counted) int { return cmp.Compare(a.value, b.value) })
	x := dispute{kind: kindFigure, entities: members[0].entities}
	for _, m := range members {
		key := strconv.FormatFloat(m.value, 'g', -1, 64)
		x.add(key, m.figure.span.In(m.page.doc.Text), m.page.doc.Cite(m.account.span))
	}
	noun := "the amount"
	switch {
	case members[0].key == scoreKey:
		noun = "the score"
	case members[0].noun != "":
		noun = "how many " + members[0].noun
	case members[0].key == "%":
		noun = "the percentage"
	}
	x.About = c.aboutNames(noun, inBoth(members[0].entities, members[len(members)-1].entities))
	return x
}
