package knowledge

// Profile is what the dossier says of one person, organisation or place.
type Profile struct {
	Name      string
	Kind      string // "person", "organisation", "place"
	Variants  []string
	Roles     []Role
	Said      []Statement
	SaidAbout []Statement
	With      []Link
	Events    []TimelineEntry
	Documents []Source
	First     Date // of the documents that name it; zero where none is dated
	Last      Date
}

// Role is what somebody is said to be, and everywhere that says so.
type Role struct {
	Citations []Citation // the first is shown
}

// Statement is something that somebody is reported to have said.
type Statement struct {
	Quote   Citation // the words
	Verb    string   // as written: "insisted"
	Context Citation // the sentence that reports it
	Told    string   // the outlet that was told, empty where the text names none
	Hedged  bool
	Direct  bool
}

// Link is a name and how often it stands beside another.
type Link struct {
	Name  string
	Count int
}
