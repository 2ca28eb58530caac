package knowledge

import (
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
	"attache/knowledge/language/timex"
)

// Facts is all that was read in one document's text. Spans count in that text.
type Facts struct {
	Passages []Passage
	Timexes  []timex.Timex
	Names    []names.Mention // doubtful ones among them
	Claims   []speech.Claim
	Events   []Event

	Provenance []speech.Provenance // where the text says whose reporting it repeats
	Prints     Prints              // what texts with the same words are found by
}

// PassageID names a passage; it depends on the text's content and the span alone.
type PassageID string

// Passage is the unit of indexing: a paragraph, a list with its lead-in, a card.
type Passage struct {
	ID    PassageID
	Doc   DocID
	Span  Span
	Heads []Span // of the headings above it, outermost first; the document's title is not among them
}

// Status tells whether a happening is told as a fact.
type Status uint8

// The statuses of events.
const (
	Happened Status = iota
	Planned
	Postponed
	Denied
	Conditional
)

var statusNames = [...]string{"happened", "planned", "postponed", "denied", "conditional"}

func (s Status) String() string { return statusNames[s] }

// Basis tells how the time of an event is known.
type Basis uint8

// The ways in which the time of an event is known.
const (
	Stated   Basis = iota // the text gives the whole date
	Resolved              // worked out from the publication date or from another date
	Carried               // the happening has no time of its own: it takes that of the sentences before it, or of publication
	Ordered               // no date is known, only the place between others
)

var basisNames = [...]string{"stated", "resolved", "carried", "ordered"}

func (b Basis) String() string { return basisNames[b] }

// Event is a happening that one document tells, in the words of that document.
type Event struct {
	Span    Span // the sentence, list item or row
	Title   Span // where the document is itself a timeline: the entry's title; else empty
	Timex   int  // index in Facts.Timexes, -1 for none
	When    When // the time it is put at
	Status  Status
	Because []Span // the words that the time was worked out from
	List    int    // for an entry of a chronology: which list of the document, counted from 1; else 0
	Order   int    // its place in that list, the oldest is 1; 0 where it cannot be told which way the list runs
}

// When is a time known in part. From and To are both inclusive and zero where
// they are not known.
type When struct {
	From, To      Date
	Open          bool // still running: there is no To
	Basis         Basis
	After, Before Date // bounds, for Ordered
}

// Precision names the grain of the time as readers and scripts are told it:
// "day", "month", "year", "range" or "none".
func (w When) Precision() string {
	switch {
	case w.From.IsZero():
		return "none"
	case w.Open || w.To != w.From && !w.To.IsZero():
		return "range"
	case w.From.Day > 0:
		return "day"
	case w.From.Month > 0:
		return "month"
	}
	return "year"
}
