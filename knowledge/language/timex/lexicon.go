package timex

import "strings"

// class is a set of parts that a word or figure can play in a temporal
// expression. Patterns name the classes as they are named here.
type class uint64

const (
	cMonth    class = 1 << iota // an English month, in full or short
	cMonat                      // a month of another language: needs a day or a year beside it
	cWeekday                    // an English weekday in full
	cWkday                      // a short or foreign weekday: only beside a date
	cWeekdays                   // "Mondays"
	cSeason                     // spring … winter
	cPart                       // morning, afternoon, evening, night
	cParts                      // mornings …
	cUnit                       // day, week, year …
	cUnits                      // days, weeks, years …
	cNum                        // a count, in words or figures, or a vague one ("several")
	cA                          // a, an
	cThe                        // the
	cPoss                       // its, their, his …
	cOrd                        // an ordinal, in words or figures
	cDay                        // figures that can be a day of the month, with or without an ordinal ending
	cYear                       // four figures that can be a year
	cTwo                        // two figures
	cSmall                      // one or two figures
	cFour                       // four figures that can be a time of day
	cDecade                     // "1990s", "nineties"
	cDotted                     // 19.11.2025 in one token
	cDotClock                   // 10.30 in one token
	cQtr                        // "Q3", "H1"
	cAmPm                       // am, p.m.
	cZone                       // GMT, EST …
	cDeictic                    // yesterday, today, tomorrow
	cNight                      // tonight, overnight
	cEarly                      // early, late, mid, earlier, later
	cEdge                       // beginning, middle, end (of)
	cLast                       // last, past, previous
	cThis                       // this
	cCurrent                    // current
	cNext                       // next, coming, following
	cSame                       // that, same
	cEach                       // each, every
	cApprox                     // about, nearly, more than …
	cAgo                        // ago, earlier, before
	cHence                      // later, after, hence
	cStraight                   // straight, consecutive, successive
	cAdverb                     // daily, weekly, annually
	cNow                        // now, currently …
	cPastRef                    // recently, formerly …
	cTo                         // to, through, until
	cPrep                       // a preposition that leads to a time
	cFiscal                     // fiscal, financial, calendar
	cDash                       // any hyphen or dash
	cComma                      //
	cDot                        //
	cSlash                      //
	cColon                      //
	cApos                       //
	cOpen                       // an opening bracket
	cMoney                      // a sign of currency
	cRate                       // what "a day" is the rate of: percent, times, million
	cLong                       // long, old behind a length of time
	cBareLead                   // what may stand before bare "years": for, in, over
	cYearLong                   // "weeklong", "yearlong"
	cVague                      // only tells that an expression can stand near: future, noon, Christmas …
	cOpener                     // may begin a number or an approximation with the word behind it: couple (of), more (than)
)

var classNames = map[string]class{
	"Month": cMonth, "Monat": cMonat, "Weekday": cWeekday, "Wkday": cWkday, "Weekdays": cWeekdays, "Season": cSeason,
	"Part": cPart, "Parts": cParts, "Unit": cUnit, "Units": cUnits, "Num": cNum, "A": cA, "The": cThe, "Poss": cPoss,
	"Ord": cOrd, "Day": cDay, "Year": cYear, "Two": cTwo, "Small": cSmall, "Four": cFour, "Decade": cDecade,
	"Dotted": cDotted, "DotClock": cDotClock, "Qtr": cQtr, "AmPm": cAmPm, "Zone": cZone, "Deictic": cDeictic,
	"Night": cNight, "Early": cEarly, "Edge": cEdge, "Last": cLast, "This": cThis, "Current": cCurrent, "Next": cNext,
	"Same": cSame, "Each": cEach, "Approx": cApprox, "Ago": cAgo, "Hence": cHence, "Straight": cStraight,
	"Adverb": cAdverb, "Now": cNow, "PastRef": cPastRef, "To": cTo, "Fiscal": cFiscal,
	"Dash": cDash, "Comma": cComma, "Dot": cDot, "Slash": cSlash, "Colon": cColon, "Apos": cApos, "Open": cOpen,
	"Long": cLong, "YearLong": cYearLong,
}

// triggers are the classes without which no expression exists: a stretch of text
// that holds none of them is skipped.
const triggers = cMonth | cMonat | cWeekday | cWkday | cWeekdays | cSeason | cPart | cParts | cUnit | cUnits | cYear | cDecade | cDotted |
	cQtr | cAmPm | cZone | cDeictic | cNight | cAdverb | cNow | cPastRef | cDotClock | cFour | cSmall | cDay | cYearLong | cVague

// lexeme is what the lexicon knows of a word: its classes, the number it stands
// for and a number of its own by which patterns name it.
type lexeme struct {
	id    uint16
	class class
	n     int32 // month, weekday (Monday is 1), count, season, shift in days … as the class says
	unit  unit
	caps  bool // the classes hold only where the word is capitalised
}

// words is a line of the lexicon: words separated by spaces, numbered from n where
// step is 1. A hyphen leaves a number out.
type words struct {
	class class
	n     int32
	step  int32
	unit  unit
	list  string
}

var english = []words{
	{cMonth, 1, 1, 0, "january february march april may june july august september october november december"},
	{cMonth, 1, 1, 0, "jan feb mar apr - jun jul aug sept oct nov dec"},
	{cMonth, 9, 0, 0, "sep"},
	{cWeekday, 1, 1, 0, "monday tuesday wednesday thursday friday saturday sunday"},
	{cWkday, 1, 1, 0, "mon tue wed thu fri sat sun"},
	{cWkday, 2, 0, 0, "tues"}, {cWkday, 3, 0, 0, "weds"}, {cWkday, 4, 0, 0, "thur thurs"},
	{cWeekdays, 1, 1, 0, "mondays tuesdays wednesdays thursdays fridays saturdays sundays"},
	{cSeason, spring, 1, 0, "spring summer autumn winter"},
	{cSeason, autumn, 0, 0, "fall"}, {cSeason, summer, 0, 0, "summertime"}, {cSeason, winter, 0, 0, "wintertime"}, {cSeason, spring, 0, 0, "springtime"},
	{cPart, 0, 1, 0, "morning afternoon evening night"},
	{cParts, 0, 1, 0, "mornings afternoons evenings nights"},

	{cUnit, 0, 0, uSecond, "second"}, {cUnits, 0, 0, uSecond, "seconds"},
	{cUnit, 0, 0, uMinute, "minute"}, {cUnits, 0, 0, uMinute, "minutes mins"},
	{cUnit, 0, 0, uHour, "hour"}, {cUnits, 0, 0, uHour, "hours hrs"},
	{cUnit, 0, 0, uDay, "day"}, {cUnits, 0, 0, uDay, "days"},
	{cUnit, 0, 0, uWeekend, "weekend"}, {cUnits, 0, 0, uWeekend, "weekends"},
	{cUnit, 0, 0, uWeek, "week"}, {cUnits, 0, 0, uWeek, "weeks"},
	{cUnit, 0, 0, uFortnight, "fortnight"}, {cUnits, 0, 0, uFortnight, "fortnights"},
	{cUnit, 0, 0, uMonth, "month"}, {cUnits, 0, 0, uMonth, "months"},
	{cUnit, 0, 0, uQuarter, "quarter"}, {cUnits, 0, 0, uQuarter, "quarters"},
	{cUnit, 0, 0, uYear, "year"}, {cUnits, 0, 0, uYear, "years yrs"},
	{cUnit, 0, 0, uDecade, "decade"}, {cUnits, 0, 0, uDecade, "decades"},
	{cUnit, 0, 0, uCentury, "century"}, {cUnits, 0, 0, uCentury, "centuries"},
	{cUnit, 0, 0, uMillennium, "millennium"}, {cUnits, 0, 0, uMillennium, "millennia millenniums"},
	{cYearLong, 0, 0, uDay, "daylong"}, {cYearLong, 0, 0, uWeek, "weeklong"}, {cYearLong, 0, 0, uMonth, "monthlong"}, {cYearLong, 0, 0, uYear, "yearlong"},

	{cNum, 1, 1, 0, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"},
	{cNum, 30, 10, 0, "thirty forty fifty sixty seventy eighty ninety"},
	{cNum, vague, 0, 0, "several few many some dozens multi multiple numerous"},
	{cOrd, 1, 1, 0, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"},
	{cDecade, 192, 1, 0, "twenties thirties forties fifties sixties seventies eighties nineties"},
	{cQtr, 1, 1, uQuarter, "q1 q2 q3 q4"}, {cQtr, 1, 1, uHalf, "h1 h2"},

	{cA, 1, 0, 0, "a an"}, {cThe, 0, 0, 0, "the"}, {cPoss, 0, 0, 0, "its their his her our my your"},
	{cAmPm, 0, 0, 0, "am a.m a.m."}, {cAmPm, 12, 0, 0, "pm p.m p.m."},
	{cZone, 1, 0, 0, "gmt utc"}, {cZone, 0, 0, 0, "est edt et cst cdt ct mst mdt pst pdt pt bst cet cest eet eest msk jst hkt ist aest aedt"},
	{cDeictic, -1, 1, 0, "yesterday today tomorrow"},
	{cNight, 0, 0, 0, "tonight overnight"},
	{cEarly, int32(early), 0, 0, "early"}, {cEarly, int32(mid), 0, 0, "mid"}, {cEarly, int32(late), 0, 0, "late"},
	{cEarly, int32(earlier), 0, 0, "earlier"}, {cEarly, int32(later), 0, 0, "later"},
	{cEdge, int32(early), 0, 0, "beginning start outset"}, {cEdge, int32(mid), 0, 0, "middle"}, {cEdge, int32(late), 0, 0, "end close"},
	{cLast, -1, 0, 0, "last past previous preceding prior latest"},
	{cThis, 0, 0, 0, "this"}, {cCurrent, 0, 0, 0, "current"},
	{cNext, 1, 0, 0, "next coming following upcoming"},
	{cSame, 0, 0, 0, "that same"}, {cEach, 0, 0, 0, "each every"},
	{cAgo, -1, 0, 0, "ago earlier before previously"}, {cHence, 1, 0, 0, "later after hence afterward afterwards"},
	{cStraight, 0, 0, 0, "straight consecutive successive"},
	{cLong, 0, 0, 0, "long old"},
	{cAdverb, 1, 0, uDay, "daily nightly"}, {cAdverb, 1, 0, uWeek, "weekly"}, {cAdverb, 1, 0, uFortnight, "fortnightly"}, {cAdverb, 1, 0, uHour, "hourly"}, {cAdverb, 1, 0, uMonth, "monthly"},
	{cAdverb, 1, 0, uYear, "yearly annually"},
	{cNow, 0, 0, 0, "now currently nowadays"},
	{cVague, 0, 0, 0, "present past future being term moment ago time o'clock bc bce noon midnight midday christmas thanksgiving halloween easter"}, {cVague, 0, 0, 0, "winters summers springs autumns"},
	{cPastRef, 0, 0, 0, "recently lately"},
	{cFiscal, 0, 0, 0, "fiscal financial calendar"},

	{cApprox, int32(approximately), 0, 0, "about around nearly almost roughly approximately some just"},
	{cApprox, int32(moreThan), 0, 0, "over"}, {cApprox, int32(lessThan), 0, 0, "under"},
	{cOpener, 0, 0, 0, "couple more less fewer"},

	{cTo | cPrep, 0, 0, 0, "to through thru until till"},
	{cPrep, 0, 0, 0, "in since by from for during before after of between and on at as into with late early mid this last next within"},
	{cBareLead, 0, 0, 0, "for in of over after within lasted last take takes took spent during to through than by recent"},
	{cRate, 0, 0, 0, "times once twice percent million billion barrels gallons people tons hours minutes dollars days"},

	{cDash, 0, 0, 0, "- ‐ ‑ ‒ – — −"}, {cComma, 0, 0, 0, ","}, {cDot, 0, 0, 0, "."}, {cSlash, 0, 0, 0, "/"}, {cColon, 0, 0, 0, ":"},
	{cApos, 0, 0, 0, "' ’ ‘"}, {cOpen, 0, 0, 0, "( ["}, {cMoney, 0, 0, 0, "$ € £ ¥"}, {cRate, 0, 0, 0, "%"},
}

// capitalOnly are words that mean a month or a weekday only where they are
// capitalised, and something else otherwise.
var capitalOnly = strings.Fields("may march mar jan dec sep sept mon wed sat sun fri thu tue tues mart mars")

// vague is the number of a count such as "several".
const vague = -1

// Lexemes that no word has: the shapes of figures, and what several tokens make up.
const (
	idNone uint16 = iota
	idFigures
	idOther
	firstWordID
)

// lexicon is every word that means something to a rule.
type lexicon struct {
	words      map[string]lexeme
	heads      [256]uint64 // for each first byte the lengths of the words that begin with it, one bit a byte of length
	ids        int         // the next id
	possessive uint16      // the id of "'s"
}

// newLexicon makes the lexicon of the given lists.
func newLexicon(lists ...[]words) *lexicon {
	x := &lexicon{words: map[string]lexeme{}, ids: int(firstWordID)}
	for _, list := range lists {
		for _, w := range list {
			for i, word := range strings.Fields(w.list) {
				if word != "-" || w.class == cDash {
					x.add(word, lexeme{class: w.class, n: w.n + int32(i)*w.step, unit: w.unit})
				}
			}
		}
	}
	x.possessive = x.add("'s", lexeme{})
	for _, word := range capitalOnly {
		if l, ok := x.words[word]; ok {
			l.caps = true
			x.words[word] = l
		}
	}
	return x
}

// add gives word the classes of l beside those it has, and returns its id. The
// number and unit that it had first stay.
func (x *lexicon) add(word string, l lexeme) uint16 {
	old, ok := x.words[word]
	if !ok {
		old.id = uint16(x.ids)
		x.ids++
	}
	if old.class == 0 || old.n == 0 && old.class&cSeason == 0 {
		old.n = l.n
	}
	if old.unit == 0 {
		old.unit = l.unit
	}
	old.class |= l.class
	x.words[word] = old
	x.heads[word[0]] |= 1 << min(len(word), 63)
	return old.id
}

// look finds a lower-case word.
func (x *lexicon) look(word []byte) (lexeme, bool) {
	if x.heads[word[0]]&(1<<min(len(word), 63)) == 0 {
		return lexeme{}, false
	}
	l, ok := x.words[string(word)]
	return l, ok
}
