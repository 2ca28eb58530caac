// Package names finds the names of persons, organisations and places in a text,
// and decides which names are one.
//
// [Find] reads one document by rules and shipped word lists: titles and roles
// beside a name, reporting verbs, given names, lists of places and
// organisations, and what the document itself says elsewhere (a surname that was
// introduced once is known everywhere). A word of which the document shows nothing
// is kept as a doubt ([FindDoubtful]): where another document of the dossier names
// somebody so, the [Catalogue] takes it for the same name. So a new document
// teaches the others without their being read again.
//
// [Key] folds the spellings of one name, in any alphabet, into one key; [Compare]
// tells whether two names can have one bearer. A [Catalogue] joins the mentions
// of many documents into entities and finds the entity that a query means, also
// where it is misspelt, half a name, an acronym or a role.
//
// # How a text is read
//
// Words with a capital letter are gathered into runs (run.go), each run is divided
// into segments that are a person, an organisation, a place, a title or nothing
// (segment.go), and the division with the best score wins. What speaks for a
// person, a place, an organisation is weighed in the file of that name. A weight
// is worth what it adds: readings above zero become mentions, and the weights were
// set by hand on labelled texts (testdata). What the readings teach, the surnames
// above all, is then applied to the whole document in a second pass, for only it
// is trusted in headings.
//
// Everything is a pure function of its input and may be used from several
// goroutines, a Catalogue too. Offsets are bytes into the text, half open. The
// word lists and their licences are in data/README.md.
package names
