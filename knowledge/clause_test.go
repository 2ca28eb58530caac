package knowledge_test

import (
	"slices"
	"strings"
	"testing"

	"attache/knowledge"
)

// ownDays are the days that the happenings of a text have of their own, each with
// the first words of what tells it.
func ownDays(text string, published knowledge.Date) []string {
	doc := knowledge.Document{Text: text}
	doc.Published.Value = published
	var out []string
	for _, e := range knowledge.Read(&doc).Events {
		if e.When.Basis <= knowledge.Resolved {
			words := strings.Fields(e.Span.In(text))
			out = append(out, e.When.From.String()+" "+strings.Join(words[:min(2, len(words))], " "))
		}
	}
	return out
}

func TestTimeOfTheMainClause(t *testing.T) {
	tuesday := knowledge.Date{Year: 2031, Month: 3, Day: 4}
	for text, want := range map[string][]string{
		"Miners began an open-ended strike on Monday after talks over pay broke down at the weekend.":    {"2031-03-03 Miners began"},
		"After the dam above the town gave way on Sunday, the army sent two companies on Monday.":        {"2031-03-03 After the"},
		"The bridge fell after the flood of Sunday and was closed.":                                      {"2031-03-02 The bridge"},
		"The court, which heard the case on Friday, freed the captain on Monday.":                        {"2031-02-28 The court,", "2031-03-03 The court,"},
		"The mayor has not been seen in the town since she opened the harbour fair there on 1 February.": {"2031-02-01 The mayor"},
	} {
		if got := ownDays(text, tuesday); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}

func TestLineOfWhoWroteAndWhenTellsNothing(t *testing.T) {
	published := knowledge.Date{Year: 2031, Month: 3, Day: 4}
	for text, want := range map[string][]string{
		"Ferry runs aground\n\nBy Staff | The Herald | 04/03/2031\n\nA ferry ran aground off Veldsund on Monday.":      {"2031-03-03 A ferry"},
		"Harbour briefing - 4 March 2031\n\nThe ferry lay on the rocks off Veldsund for the second day on Tuesday.":    {"2031-03-04 The ferry"},
		"The Herald\nFerry on the rocks: what we know\n4 March 2031\n\nThe ferry Alma ran aground on Monday, it said.": {"2031-03-03 The ferry"},
		"Ferry runs aground\n\nThe Alma will be towed off, the owners said in Veldsund on 4 March 2031.":               {"2031-03-04 The Alma"},
	} {
		if got := ownDays(text, published); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
