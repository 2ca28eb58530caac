// Package names finds the names of persons, organisations and places in a text,
// and decides which names are one.
package names

import "attache/knowledge/language"

// Kind is what a name names.
type Kind uint8

// The kinds of names.
const (
	Person Kind = iota
	Organisation
	Place
)

var kindNames = [...]string{"person", "organisation", "place"}

func (k Kind) String() string { return kindNames[k] }

// Mention is one name in a text.
type Mention struct {
	language.Span // the name alone: no title, role, article or possessive
	Kind          Kind
	Name          string          // as a person would write it: white space and ALL-CAPS normalised
	Full          string          // the fullest form that this document gives the same bearer; Name where there is none
	Roles         []language.Span // phrases beside the name that say who it is, in the words of the text
}
