package bot

import (
	"unicode"
	"unicode/utf8"
)

// partTitles are the headings over the parts of a dossier.
var partTitles = map[string]string{
	"happened": "What happened", "latest": "Latest", "next": "What comes next", "person": "People", "organisation": "Organisations",
	"place": "Places", "number": "Numbers", "scenario": "Scenarios", "precedent": "Precedents", "perspective": "Perspectives",
	"takeaway": "Takeaways", "lead": "In short", "changed": "Changed", "said": "What was said", "newcomer": "New people",
	"document": "New documents", "due": "Due next", "new": "New",
}

// PartTitle is the heading over items of a part; a part without one is called by
// its name.
func PartTitle(part string) string {
	if title, ok := partTitles[part]; ok {
		return title
	}
	first, size := utf8.DecodeRuneInString(part)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + part[size:]
}
