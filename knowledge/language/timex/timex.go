// Package timex finds the temporal expressions of a text and works out what they
// mean: TIMEX3 types and values, and the interval that each one denotes.
//
// The tagger reads the tokens of a [language.Text] once. Words and figures become
// items with classes (lexicon.go, scan.go), a table of patterns over these classes
// finds expressions (pattern.go and the rules_*.go files), and what an expression
// leaves open (the year of "March 22", the direction of "Friday") is decided from
// the publication date, the date mentioned last and the tense of the sentence
// (resolve.go, tense.go). Nothing is guessed: what the text and the publication
// date do not settle keeps an X in its value and has no interval.
package timex

import "attache/knowledge/language"

// Type is the TIMEX3 type of an expression.
type Type uint8

// The types of TIMEX3.
const (
	Date     Type = iota // a calendar date of any grain, or a vague reference ("now")
	Time                 // a time of day or a part of one day
	Duration             // a length of time
	Set                  // something that recurs: "daily", "every Monday"
)

// String is the type as TIMEX3 writes it.
func (t Type) String() string {
	return [...]string{"DATE", "TIME", "DURATION", "SET"}[t]
}

// Precision tells how exactly the interval of an expression is known.
type Precision uint8

// The precisions, as timelines write them. A quarter, a season, a decade and a
// week are a Range.
const (
	None Precision = iota
	Day
	Month
	Year
	Range
)

// String is the precision in lower case.
func (p Precision) String() string {
	return [...]string{"none", "day", "month", "year", "range"}[p]
}

// Basis tells how the value of an expression is known.
type Basis uint8

// The ways to know a value.
const (
	Stated   Basis = iota // the text gives the whole of it
	Resolved              // it was worked out from another date
)

// String is the basis in lower case.
func (b Basis) String() string {
	return [...]string{"stated", "resolved"}[b]
}

// Timex is one temporal expression.
type Timex struct {
	language.Span        // the expression as TIMEX3 marks it: no preposition before it, no possessive behind it
	Type          Type   //
	Value         string // the TIMEX3 value: 2025-10-24, 2025-W47, 2025-Q3, 199, P3D, XXXX-WXX-1, PAST_REF, 2025-10-24TMO
	Mod           string // the TIMEX3 modifier: START, MID, END, APPROX, MORE_THAN, LESS_THAN, or empty

	// From and To are the ends of the interval that the expression denotes, both
	// inclusive and as coarse as they are known: a month is the same month twice.
	// They are zero for durations, sets and vague references. An interval that is
	// still running ("July 1953 – present") is Open and has no To.
	From, To  language.Date
	Open      bool
	Precision Precision

	Basis           Basis
	Because         []language.Span // the other words of the text that a Resolved value was worked out from, in order of the text
	FromPublication bool            // the publication date went into the value

	Pair  int    // for one end of a range the index of the other end in the result, else -1; both carry From and To of the whole
	Event *Event // the happening that the expression hangs on, nil for none
}

// Relation tells on which side of a happening an expression lies.
type Relation uint8

// The relations to a happening.
const (
	After  Relation = iota // "two days after the vote"
	Before                 // "a week before the vote"
	Within                 // "the third day of the talks", "their third straight day"
)

// String is the relation in lower case.
func (r Relation) String() string {
	return [...]string{"after", "before", "within"}[r]
}

// Event ties an expression to a happening that has no date of its own, so that a
// later step can date either from the other.
type Event struct {
	Relation Relation
	Count    int           // how many units after or before; for Within the ordinal, 3 for "third straight day"; 0 where the text is vague ("days after")
	Unit     string        // the unit as TIMEX3 writes it in a duration: "D", "W", "M", "Y", "TH", "TM", "TS"
	Words    language.Span // the words that name the happening; empty where the text leaves it out
}

// Tag finds the temporal expressions of t, in order of Start and without overlap.
//
// published is the day the text appeared, as far as it is known. With the zero
// Date, what would be worked out from it stays open: "Friday" is XXXX-WXX-5,
// "March 22" XXXX-03-22, "yesterday" PAST_REF.
func Tag(t *language.Text, published language.Date) []Timex {
	return newTagger(t, published, false).run()
}
