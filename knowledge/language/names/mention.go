package names

import "attache/knowledge/language"

// Kind tells what a name is the name of.
type Kind uint8

// The kinds of bearers of names.
const (
	Person Kind = iota
	Organisation
	Place
)

// String is the kind as it is written for people and programs.
func (k Kind) String() string {
	switch k {
	case Organisation:
		return "organisation"
	case Place:
		return "place"
	}
	return "person"
}

// Mention is one occurrence of a name in a text.
type Mention struct {
	language.Span // the name alone: no title, role, article or possessive
	Kind          Kind
	Name          string          // the name as a person would write it: plain spaces, and no shouting
	Full          string          // the fullest form that this document gives the same bearer; Name where there is none
	Roles         []language.Span // phrases beside the name that say who or what it is, in the words of the text
	RoleTexts     []string        // those phrases, with plain spaces
	Doubtful      bool            // only other documents can show that it is a name, and whose; Kind then says nothing
}
