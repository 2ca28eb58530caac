// Package speech finds who says what: quotations, direct and indirect, with
// their speakers, the verb that reports them and the outlet they were given to.
package speech

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Class tells what kind of speaker a claim has.
type Class uint8

// The classes of speakers.
const (
	Unknown    Class = iota // no speaker is named, or which one is meant is not certain
	Named                   // a person or organisation that Names holds
	Anonymous               // "a senior Ukrainian official"
	Collective              // "sources", "European leaders"
	Outlet                  // a newspaper, agency or report
)

// Claim is a statement that the text reports. All spans are bytes in the text.
type Claim struct {
	Span        language.Span // the statement with its speaker and verb
	Quote       language.Span // the words that are claimed, without quotation marks
	Direct      bool          // the words stand in quotation marks
	Speaker     string        // the fullest form of the name in this document, or the words
	SpeakerSpan language.Span // empty for Unknown
	Class       Class
	Verb        string // the reporting verb as written: "insisted", "telling"
	VerbSpan    language.Span
	Hedged      bool            // "reportedly", "appears to"
	Told        []language.Span // outlets that were told: "telling Axios", "confirmed to Axios"
}

// Find returns the claims of a text in order of Span.Start.
func Find(t *language.Text, mentions []names.Mention) []Claim { return nil }
