package timex

import (
	"fmt"
	"strings"
	"time"

	"attache/knowledge/language"
)

// Pieces that several patterns share.
const (
	// dayName is a weekday before a date.
	dayName = `[ Weekday|Wkday Dot? Comma? The? ] `
	// lead is what narrows a date down: "early", "mid-", "late in the", "the end of".
	lead = `[ ( e:Early Dash? in? The? | The? e:Edge of The? ) ] `
	// ofYear is the year that is named behind a part of it.
	ofYear = `[ ( of? Fiscal? y:Year | Comma y:Year | of? Apos ~z:Two | of? v:This|Last|Next|Current year | of The year ) ]`
)

// dateRules find calendar dates.
var dateRules = []rule{
	{"iso day", `y:Year ~Dash ~m:Two ~Dash ~d:Two`, isoDay},
	{"iso month", `y:Year ~Dash ~m:Two`, isoMonth},
	{"slashed", `a:Small ~Slash ~b:Small ~Slash ~y:Year|Two`, slashed},
	{"slashed from the year", `y:Year ~Slash ~m:Small ~Slash ~d:Small`, isoDay},
	{"dotted", `x:Dotted`, dotted},

	{"month day", dayName + `m:Month The? d:Day ` + ofYear, monthDay},
	{"day month", dayName + `The? d:Day [ ( ~Dot | of | de ) ] m:Month|Monat [ ( Comma? y:Year | de|del y:Year | of? v:This|Last|Next year ) ]`, monthDay},
	{"month and year", lead + `m:Month|Monat [ of|de|del|Comma|Dash ] ( y:Year | Apos ~z:Two )`, monthYear},
	{"month", lead + `[ The? x:This|Last|Next|Same [ x:Last|Next|Same ] ] m:Month [ ( of? v:This|Last|Next year | Comma? of The year ) ]`, bareMonth},
	{"month of that year", `m:Month of ( s:that | The s:same ) year`, monthOfThatYear},
	{"day of the month", `The d:Day [ of ( v:This|Last|Next month | The u:month ) ]`, dayOfMonth},
	{"weekday of the month", `The ( o:Ord | l:last ) w:Weekday of|in ( m:Month ` + ofYear + ` | x:This|Last|Next month | The u:month )`, weekdayOfMonth},
	{"weekday of every month", `The ( Ord | last ) Weekday of|in ( Each month | The month x:Each )`, monthly},
	{"half of the month", `The ( o:Ord Dash? | l:latter ) half of ( m:Month ` + ofYear + ` | x:This|Last|Next month | The u:month )`, halfOfMonth},
	{"week of the month", `The ( o:Ord | l:last ) week of|in m:Month ` + ofYear, weekOfMonth},

	{"year", lead + `[ ( The? f:Fiscal Dash? year? | The? year ) ] y:Year`, bareYear},
	{"year before our era", `n:Num|Year|Small bc|bce|b.c|b.c.|b.c.e.|b.c.e`, beforeOurEra},
	{"year of our era", `( n:Num|Small ad|ce|a.d|a.d. | ad|a.d. n:Num|Small )`, ofOurEra},
	{"fiscal year in short", `fy Dash? y:Year`, bareYear},
	{"short year", `Fiscal? Apos ~z:Two`, shortenedYear},
	{"decade", `[ ( e:Early in The | The e:Edge of The | The? e:Early Dash? | The ) ] x:Decade`, decade},
	{"decade in two figures", `The [ e:Early Dash? ] z:Two ~s`, decade},
	{"century", `[ ( e:Early in The | The? e:Edge of The | The? e:Early Dash? | The ) ] o:Ord Dash? century`, century},

	{"quarter", `[ The|Poss ] [ x:This|Last|Next year 's ] Fiscal? o:Ord Dash? Fiscal? Dash? quarter ` + ofYear, quarter},
	{"quarter in short", `q:Qtr [ of|Comma|Dash|Slash ] ( y:Year | Apos? z:Two )`, quarter},
	{"quarter behind the year", `y:Year Dash? q:Qtr`, quarter},
	{"bare quarter in short", `q:Qtr`, quarter},
	{"quarter as 2Q", `o:Small ~q [ Comma? y:Year ]`, quarter},
	{"half", `The? ( o:Ord Dash? | l:latter ) half ( of? Fiscal? y:Year | of? v:This|Last|Next|Current year | of The year )`, half},

	{"season", lead + `[ x:This|Last|Next|Same|Each|The [ x:Last|Next|Same ] ] s:Season ` + ofYear + ` [ ~Dash|Slash ~Two ]`, season},
}

// validDay reports whether the calendar has the day; y may be 0 for an unknown year.
func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	if y == 0 {
		y = 2000 // a leap year
	}
	return d <= language.Date{Year: y, Month: m}.Last().Day
}

func isoDay(t *tagger, h *hit) []finding {
	y, m, d := t.number(h, 'y'), t.number(h, 'm'), t.number(h, 'd')
	if !validDay(y, m, d) {
		return nil
	}
	return one(t.wholeDay(h, y, m, d))
}

// wholeDay is the finding of a date written in full.
func (t *tagger) wholeDay(h *hit, y, m, d int) finding {
	f := t.on(h.start, h.end, moment{gDay, y, m, d}, noMod, source{})
	f.given = partial{year: true, month: true, day: true}
	return f
}

// isoMonth reads "2025-11". In running text "2010-11" is more often two years, so
// figures above those of the year are read as the year after it.
func isoMonth(t *tagger, h *hit) []finding {
	y, m := t.number(h, 'y'), t.number(h, 'm')
	if !t.loose && m > y%100 || m > 12 {
		return yearRange(t, h)
	}
	if m < 1 || t.has(h.end, cDash) && !t.items[h.end].spaced {
		return nil
	}
	f := t.on(h.start, h.end, monthMoment(y, m), noMod, source{})
	f.given = partial{year: true, month: true}
	return one(f)
}

// slashed reads dates such as 20/11/2025, whose order the document shows.
func slashed(t *tagger, h *hit) []finding {
	a, b, y := t.number(h, 'a'), t.number(h, 'b'), t.yearNumber(h)
	order := t.dayOrder()
	switch {
	case !validDay(y, b, a) && !validDay(y, a, b):
		return nil
	case !validDay(y, b, a) || a == b:
		order = monthFirst
	case !validDay(y, a, b):
		order = dayFirst
	}
	switch order {
	case dayFirst:
		a, b = b, a
	case noOrder:
		f := t.on(h.start, h.end, yearMoment(y), noMod, source{})
		f.Value += "-XX-XX"
		f.given = partial{year: true}
		return one(f)
	}
	return one(t.wholeDay(h, y, a, b))
}

// dotted reads 19.11.2025, which always has the day first.
func dotted(t *tagger, h *hit) []finding {
	parts := strings.Split(t.itemText(h.start), ".")
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 4 {
		return nil
	}
	d, _, _ := readFigures(parts[0])
	m, _, _ := readFigures(parts[1])
	y, _, _ := readFigures(parts[2])
	if y < firstYear || y > lastYear || !validDay(int(y), int(m), int(d)) {
		return nil
	}
	return one(t.wholeDay(h, int(y), int(m), int(d)))
}

// yearNumber is the year captured under y (in full) or z (two figures), or 0.
func (t *tagger) yearNumber(h *hit) int {
	for _, letter := range [...]byte{'y', 'z'} {
		if it := t.captured(h, letter); it != nil {
			if it.class&cTwo != 0 {
				return shortYear(int(it.n), t.published)
			}
			return int(it.n)
		}
	}
	return 0
}

// relativeYear is the year that "of last year" behind a date means; ok is false
// where nothing of the kind was captured.
func (t *tagger) relativeYear(h *hit, letter byte) (y int, src source, ok bool) {
	it := t.captured(h, letter)
	if it == nil {
		return 0, source{}, false
	}
	m, src := t.now(gYear)
	return m.add(direction(it)).y, src, true
}

// direction is where a word of the classes Last, This and Next points to.
func direction(it *item) int {
	switch {
	case it.class&cLast != 0:
		return -1
	case it.class&cNext != 0:
		return 1
	}
	return 0
}

// yearOfHit is the year of a month or day: the one named with it, or the one that
// yearOf finds.
func (t *tagger) yearOfHit(h *hit, month, day int, dir class) (int, source) {
	if y := t.yearNumber(h); y > 0 {
		return y, source{}
	}
	if y, src, ok := t.relativeYear(h, 'v'); ok {
		return y, src
	}
	return t.yearOf(h.start, month, day, dir)
}

func monthDay(t *tagger, h *hit) []finding {
	m, d := t.number(h, 'm'), t.number(h, 'd')
	given := t.yearNumber(h) > 0
	if month := t.captured(h, 'm'); !month.upper && !t.loose && month.class&cMonth != 0 && !given {
		return nil
	}
	if t.has(h.start-1, cMoney) && t.has(h.start, cDay) {
		return nil
	}
	y, src := t.yearOfHit(h, m, d, 0)
	if !given && m == 9 && d == 11 && t.is(h.end, "attack attacks terror terrorist terrorists hijackers hijackings") {
		y, src = 2001, source{because: []language.Span{t.span(h.end, h.end+1)}}
	}
	if !validDay(y, m, d) {
		return nil
	}
	f := t.on(h.start, h.end, moment{gDay, y, m, d}, noMod, src)
	f.given = partial{year: given, month: true, day: true}
	return one(f)
}

func monthYear(t *tagger, h *hit) []finding {
	month := t.captured(h, 'm')
	if t.captured(h, 'z') != nil && month.class&cMonth == 0 {
		return nil
	}
	f := t.on(h.start, h.end, monthMoment(t.yearNumber(h), int(month.n)), t.mod(h), source{})
	f.given = partial{year: true, month: true}
	return one(f)
}

func bareMonth(t *tagger, h *hit) []finding {
	month := t.captured(h, 'm')
	x := t.captured(h, 'x')
	bare := x == nil && t.captured(h, 'v') == nil && t.captured(h, 'e') == nil
	if !t.loose && (!month.upper || bare && !t.looksLikeMonth(h)) {
		return nil
	}
	var dir class
	if x != nil {
		dir = x.class & (cLast | cThis | cNext)
	}
	y, src := t.yearOfHit(h, int(month.n), 0, dir)
	if near := t.reference(h.start); x != nil && near != nil && t.has(h.start, cThe) && dir&(cLast|cNext) != 0 { // "the following January"
		m := momentOf(first(near), gMonth)
		y, src = m.y, near.src()
		switch {
		case dir&cNext != 0 && int(month.n) <= m.a:
			y++
		case dir&cLast != 0 && int(month.n) >= m.a:
			y--
		}
	}
	f := t.on(h.start, h.end, monthMoment(y, int(month.n)), t.mod(h), src)
	f.given = partial{month: true}
	return one(f)
}

// monthOfThatYear reads "December of the same year".
func monthOfThatYear(t *tagger, h *hit) []finding {
	near := t.reference(h.start)
	if near == nil {
		return bareMonth(t, h)
	}
	return one(t.on(h.start, h.end, monthMoment(near.moment.first().Year, t.number(h, 'm')), noMod, near.src()))
}

// personalMonths are months that are names and words too; short forms can be
// anything.
var personalMonths = set("may march april june august")

// looksLikeMonth tells a month that stands alone from a name or a verb written the
// same way.
func (t *tagger) looksLikeMonth(h *hit) bool {
	word := string(t.scanner.lower(t.itemText(h.start)))
	ambiguous := personalMonths[word] || len(word) <= 4 && !strings.HasSuffix(word, ".")
	led := t.has(h.end, cDash|cSlash|cTo) && t.has(h.end+1, cMonth) || t.has(h.start-1, cPrep|cDash|cOpen|cLast|cThis|cNext) || t.is(h.start-1, "and or")
	switch {
	case !ambiguous:
		return true
	case word == "march" && t.is(h.start-1, "to") && t.has(h.start-2, cUnit|cUnits): // "the year to March"
		return true
	case t.is(h.start-1, "and or to") && t.has(h.start-2, cMonth): // "between January and March"
		return true
	case word == "may" || word == "march":
		return led && !t.is(h.start-1, "on with at into to and as")
	case len(word) <= 4:
		return led || word == "june" || word == "july"
	}
	next := h.end < len(t.items) && t.items[h.end].upper
	return led || !next && h.start > 0 && !t.items[h.start-1].upper
}

// dayOfMonth reads "on the 24th" where nothing follows that it could count.
func dayOfMonth(t *tagger, h *hit) []finding {
	day := t.captured(h, 'd')
	if day.class&cOrd == 0 || t.captured(h, 'v') == nil && !t.is(h.start-1, "on by until till since from than before after through") || !t.endsPhrase(h.end) {
		return nil
	}
	month, src := t.base(h.start, gMonth)
	if v := t.captured(h, 'v'); v != nil {
		month, src = t.now(gMonth)
		month = month.add(direction(v))
	}
	if month.grain != gMonth || !month.known() || !validDay(month.y, month.a, int(day.n)) {
		return nil
	}
	f := t.on(h.start, h.end, moment{gDay, month.y, month.a, int(day.n)}, noMod, src)
	f.given = partial{day: true}
	return one(f)
}

// weekdayOfMonth reads "the first Tuesday in November".
func weekdayOfMonth(t *tagger, h *hit) []finding {
	n, w := t.number(h, 'o'), time.Weekday(t.number(h, 'w')%7)
	month, src := t.monthOfHit(h)
	y, m := month.y, month.a
	if n > 5 {
		return nil
	}
	if y == 0 {
		return one(t.on(h.start, h.end, month, noMod, src))
	}
	day := nthWeekday(y, m, w, n)
	if t.captured(h, 'l') != nil {
		if day = nthWeekday(y, m, w, 5); day.Month != m {
			day = day.AddDays(-7)
		}
	}
	if day.Month != m {
		return nil
	}
	f := t.on(h.start, h.end, dayMoment(day), noMod, src)
	f.given = partial{year: t.yearNumber(h) > 0, month: true, day: true}
	return one(f)
}

// monthOfHit is the month that stands behind a part of it: "of November", "of next
// month", or "of the month" that the text is at.
func (t *tagger) monthOfHit(h *hit) (moment, source) {
	if m := t.number(h, 'm'); m > 0 {
		y, src := t.yearOfHit(h, m, 0, 0)
		return monthMoment(y, m), src
	}
	if x := t.captured(h, 'x'); x != nil {
		month, src := t.now(gMonth)
		return month.add(direction(x)), src
	}
	if month, src := t.base(h.start, gMonth); month.grain == gMonth {
		return month, src
	}
	return moment{grain: gMonth}, source{}
}

// monthly reads "the first Monday of every month".
func monthly(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Set, duration(count{n: 1}, uMonth)))
}

// halfOfMonth reads "the first half of June": the days up to the 15th, and those
// behind it.
func halfOfMonth(t *tagger, h *hit) []finding {
	n := t.number(h, 'o')
	if t.captured(h, 'l') != nil {
		n = 2
	}
	if n < 1 || n > 2 {
		return nil
	}
	month, src := t.monthOfHit(h)
	f := t.on(h.start, h.end, month, [...]modifier{early, late}[n-1], src)
	if month.known() {
		first := month.first()
		f.From, f.To = first, first.AddDays(14)
		if n == 2 {
			f.From, f.To = first.AddDays(15), language.Date{Year: first.Year, Month: first.Month}.Last()
		}
		f.Precision = precision(f.From, f.To, false)
	}
	f.given = partial{year: t.yearNumber(h) > 0, month: t.captured(h, 'm') != nil}
	return one(f)
}

// weekOfMonth reads "the third week of April": seven days of the month, named by
// the week that most of them lie in.
func weekOfMonth(t *tagger, h *hit) []finding {
	m, n := t.number(h, 'm'), t.number(h, 'o')
	y, src := t.yearOfHit(h, m, 0, 0)
	if n > 5 {
		return nil
	}
	if y == 0 {
		return one(t.on(h.start, h.end, monthMoment(0, m), noMod, src))
	}
	end := language.Date{Year: y, Month: m}.Last()
	from, to := language.Date{Year: y, Month: m, Day: 7*n - 6}, end
	if t.captured(h, 'l') != nil {
		from = end.AddDays(-6)
	} else if 7*n < end.Day {
		to = from.AddDays(6)
	}
	f := t.on(h.start, h.end, momentOf(from.AddDays(3), gWeek), noMod, src)
	f.From, f.To, f.Precision = from, to, precision(from, to, false)
	f.given = partial{year: t.yearNumber(h) > 0, month: true}
	return one(f)
}

// endsPhrase reports whether the noun phrase ends before item i.
func (t *tagger) endsPhrase(i int) bool {
	return i >= len(t.items) || t.has(i, cComma|cDot|cPrep|cDash|cColon) || t.is(i, "and or ) ; ! ? …")
}

// counted are words behind four figures that make them a number of things.
var counted = set(`people percent points point shares workers miles meters metres feet square employees troops kilometers kilometres men women families units jobs
	million billion dollars euros pounds soldiers students residents passengers homes houses tons tonnes barrels seats votes civilians
	rpm mph calories words pages kg km m ft lb pounds hours minutes days years months weeks degrees yards acres times`)

// numbered are things that have a number behind their name, which is no year.
const numbered = "room bus flight route tram platform page apartment gate ward cell resolution article paragraph clause section locker berth"

func bareYear(t *tagger, h *hit) []finding {
	year := t.captured(h, 'y')
	at := h.caps.item('y')
	if h.start == at && (t.countsThings(at) || year.n < firstYear && !t.leadsToYear(at)) {
		return nil
	}
	f := t.on(h.start, h.end, yearMoment(int(year.n)), t.mod(h), source{})
	f.given = partial{year: true}
	return one(f)
}

// beforeOurEra reads "1400 BC", which has a value but no place on the calendar that
// a [language.Date] can hold.
func beforeOurEra(t *tagger, h *hit) []finding {
	if !t.items[h.end-1].upper && !t.loose {
		return nil
	}
	return one(t.result(h.start, h.end, Date, fmt.Sprintf("BC%04d", t.number(h, 'n'))))
}

// ofOurEra reads "79 AD" and "AD 79".
func ofOurEra(t *tagger, h *hit) []finding {
	era := h.start
	if h.caps.item('n') == h.start {
		era = h.end - 1
	}
	n := t.number(h, 'n')
	if text := t.itemText(era); text != strings.ToUpper(text) || n < 1 || n > lastYear || t.has(h.start-1, cMoney|cDash) {
		return nil
	}
	return one(t.on(h.start, h.end, yearMoment(n), noMod, source{}))
}

// leadsToYear reports whether the words around item i make figures below firstYear
// a year.
func (t *tagger) leadsToYear(i int) bool {
	if i+1 < len(t.items) && t.items[i+1].spaced && strings.HasSuffix(t.itemText(i+1), "s") && !t.items[i+1].upper && t.items[i+1].class == 0 {
		return false // "in 1200 homes"
	}
	return t.has(i-1, cPrep|cOpen|cDash) && !t.is(i-1, "for with at")
}

// countsThings reports whether the four figures at item i are a number or a part
// of a longer code, not a year.
func (t *tagger) countsThings(i int) bool {
	if t.has(i-1, cMoney) || t.is(i-1, "# no no. number nearly almost about approximately some than over least only") && !t.is(i-2, "of in") && !t.endsPhrase(i+1) {
		return true
	}
	if t.has(i-1, cSlash) && t.has(i-2, cNum) || t.is(i-1, numbered) {
		return true
	}
	if i > 0 && !t.items[i].spaced && !t.has(i-1, cDash|cOpen|cApos|cSlash) && !t.is(i-1, `" “ ‘`) {
		return true
	}
	if !t.loose && i > 1 && t.has(i-1, cDash) && !t.items[i].spaced && !t.items[i-1].spaced && !t.has(i-2, cYear|cMonth|cPart|cEarly) && !t.is(i-2, "post pre late mid early") {
		return true
	}
	if i+1 >= len(t.items) {
		return false
	}
	next := &t.items[i+1]
	if !next.spaced && (next.id >= idFigures && next.id < firstWordID && next.class&(cNum|cDecade) != 0 || t.is(i+1, "%")) || t.is(i+1, "°") {
		return true
	}
	return next.class&cRate != 0 && !t.has(i-1, cPrep) || counted[string(t.scanner.lower(t.itemText(i+1)))]
}

// shortenedYear reads "'82" behind a word that leads to a time.
func shortenedYear(t *tagger, h *hit) []finding {
	if !t.has(h.start, cFiscal) && !t.is(h.start-1, "in since of by until from to late early summer class before after during and") {
		return nil
	}
	if h.end < len(t.items) && !t.items[h.end].spaced && !t.endsPhrase(h.end) {
		return nil
	}
	f := t.on(h.start, h.end, yearMoment(t.yearNumber(h)), noMod, source{})
	f.given = partial{year: true}
	return one(f)
}

func decade(t *tagger, h *hit) []finding {
	n := t.number(h, 'x')
	if z := t.captured(h, 'z'); z != nil {
		if z.n%10 != 0 || z.n < 20 {
			return nil
		}
		n = 190 + int(z.n)/10
	} else if i := h.caps.item('x'); i == h.start && t.items[i].id >= firstWordID {
		return nil // "twenties" without an article: ages, temperatures
	}
	if t.has(h.start-1, cPoss) {
		return nil
	}
	f := t.on(h.start, h.end, moment{grain: gDecade, y: n}, t.mod(h), source{})
	f.given = partial{year: true}
	return one(f)
}

func century(t *tagger, h *hit) []finding {
	n := t.number(h, 'o')
	if n < 2 || n > 22 || t.is(h.end, "b.c b.c. bc bce b.c.e. b.c.e") {
		return nil
	}
	f := t.on(h.start, h.end, moment{grain: gCentury, y: n - 1}, t.mod(h), source{})
	f.given = partial{year: true}
	return one(f)
}

func quarter(t *tagger, h *hit) []finding {
	n, g := t.number(h, 'o'), gQuarter
	if q := t.captured(h, 'q'); q != nil {
		n, g = int(q.n), q.unit.grain()
	}
	return t.partOfYear(h, g, n, 3)
}

func half(t *tagger, h *hit) []finding {
	n := t.number(h, 'o')
	if t.captured(h, 'l') != nil {
		n = 2
	}
	return t.partOfYear(h, gHalf, n, 6)
}

// partOfYear reads the n-th quarter or half, which has so many months. Without a
// year it is the last one that has begun, unless the sentence looks ahead.
func (t *tagger) partOfYear(h *hit, g grain, n, size int) []finding {
	if n < 1 || n > 12/size {
		return nil
	}
	y, src := t.yearNumber(h), source{}
	if y == 0 {
		var ok bool
		if y, src, ok = t.relativeYear(h, 'v'); !ok {
			y, src, ok = t.relativeYear(h, 'x')
		}
		if !ok {
			y, src = t.yearOfPart(h.start, g, n)
		}
	}
	f := t.on(h.start, h.end, moment{g, y, n, 0}, t.mod(h), src)
	f.given = partial{year: t.yearNumber(h) > 0, month: true}
	return one(f)
}

func (t *tagger) yearOfPart(i int, g grain, n int) (int, source) {
	if near := t.sameSentence(i); near != nil && near.moment.grain == gYear {
		return near.moment.y, near.src()
	}
	now, src := t.now(g)
	if !now.known() {
		return 0, src
	}
	tense, because := t.tense(i)
	if n > now.a && tense != future {
		return now.y - 1, src
	}
	if n > now.a {
		src.because = because
	}
	return now.y, src
}

func season(t *tagger, h *hit) []finding {
	s, x := t.captured(h, 's'), t.captured(h, 'x')
	word := string(t.scanner.lower(t.itemText(h.caps.item('s'))))
	given := t.yearNumber(h) > 0
	switch {
	case x == nil && !given && t.captured(h, 'v') == nil && t.captured(h, 'e') == nil && !t.is(h.start-1, "in since by until during"):
		return nil
	case (word == "fall" || word == "spring") && !given && (x == nil || x.class&cThe != 0) && !t.is(h.start-1, "in since by until during early late mid"):
		return nil
	case x != nil && x.class&cThe != 0 && !given && !t.has(h.start-1, cPrep) && !t.is(h.start-1, "over throughout"):
		return nil
	case x != nil && x.class&cEach != 0:
		return one(t.result(h.start, h.end, Set, "XXXX-"+seasonCodes[s.n]))
	}
	m, src := moment{gSeason, t.yearNumber(h), int(s.n), 0}, source{}
	if !given {
		m, src = t.seasonNear(h, int(s.n), x)
	}
	f := t.on(h.start, h.end, m, t.mod(h), src)
	f.given = partial{year: given, month: true}
	return one(f)
}

// seasonNear finds the year of a season that the text names without one.
func (t *tagger) seasonNear(h *hit, s int, x *item) (moment, source) {
	if y, src, ok := t.relativeYear(h, 'v'); ok {
		return moment{gSeason, y, s, 0}, src
	}
	if near := t.sameSentence(h.start); near != nil && (near.moment.grain == gYear || x != nil && x.class&cSame != 0) {
		return moment{gSeason, near.moment.first().Year, s, 0}, near.src()
	}
	now, src := t.now(gSeason)
	if !now.known() {
		return moment{gSeason, 0, s, 0}, src
	}
	m := moment{gSeason, t.published.Year, s, 0}
	if s == winter && now.a == winter {
		m.y = now.y // the one that runs
	}
	ahead := 4*(m.y-now.y) + m.a - now.a
	switch {
	case x != nil && x.class&cLast != 0:
		m.y -= boolInt(ahead >= 0)
	case x != nil && x.class&cNext != 0:
		m.y += boolInt(ahead <= 0)
	case x != nil && x.class&cThis != 0:
	default:
		tense, because := t.tense(h.start)
		if tense == future {
			src.because = because
			m.y += boolInt(ahead < 0)
		} else {
			m.y -= boolInt(ahead > 0)
		}
	}
	return m, src
}
