package names_test

import (
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// TestClubsAreNamedWithTheirLetters: "FC" alone is no name, and the town alone another.
func TestClubsAreNamedWithTheirLetters(t *testing.T) {
	for text, want := range map[string]string{
		"The board of FC Lindhaven voted on Monday.":      "FC Lindhaven",
		"He left Arsenal FC for AC Milan in June.":        "Arsenal FC",
		"Fans of VfB Stuttgart protested in the stadium.": "VfB Stuttgart",
	} {
		x := language.Analyse(text)
		found := false
		for _, m := range names.Find(x) {
			found = found || m.In(text) == want && m.Kind == names.Organisation
		}
		if !found {
			t.Errorf("%s: no organisation %q in %v", text, want, names.Find(x))
		}
	}
}
