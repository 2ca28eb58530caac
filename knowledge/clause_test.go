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

func TestTimeOfDayIsOfTheDayToldOf(t *testing.T) {
	tuesday := knowledge.Date{Year: 2031, Month: 3, Day: 4}
	for text, want := range map[string][]string{
		"The dam above Kamen burst on Sunday night.\n\nThe siren in the valley sounded at 3.40 a.m. and people ran.":           {"2031-03-02 The dam"},
		"The dam above Kamen burst on Tuesday.\n\nThe siren in the valley sounded at 3.40 a.m. and people ran.":                {"2031-03-04 The dam", "2031-03-04 The siren"},
		"Marines stormed the tanker off the cape on Sunday night and freed all its crew, the navy said on Monday.":             {"2031-03-02 Marines stormed"},
		"The navy said on Monday that its marines had stormed the tanker off the cape on Sunday.":                              {"2031-03-03 The navy", "2031-03-02 The navy"},
		"He was a minister of the province from 2019 until the emir dismissed him from the post with all honours in May 2028.": {"2019 He was", "2028-05 He was"},
	} {
		if got := ownDays(text, tuesday); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}

func TestTimesOfPlansAndOfWhatIsOnlyNamed(t *testing.T) {
	tuesday := knowledge.Date{Year: 2031, Month: 3, Day: 4}
	for text, want := range map[string][]string{
		"The president, who dropped a trip to Lima planned for Tuesday, embraced the miners on Monday night.": {"2031-03-03 The president,"},
		"A judge adjourned the hearing until 10 June after the defence asked for more time to read.":          {"2031-06-10 A judge"},
		"The valve would be run by the firm until 2032 under the plan.":                                       nil,
	} {
		if got := ownDays(text, tuesday); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
	if got := ownDays("The coalition of three fell on Thursday over the 2034 budget, its leader said.", knowledge.Date{}); got != nil {
		t.Errorf("a year that only names a budget dates what happened: %q", got)
	}
}

func TestWhatGoesOnHasNoEnd(t *testing.T) {
	for text, open := range map[string]bool{
		"The hospital has treated more than 200 children since January 2031.": true,
		"The slope had moved eleven centimetres since October 2030, he said.": false,
		"The mayor left the town in January 2031 and never came back to it.":  false,
	} {
		doc := knowledge.Document{Text: text}
		events := knowledge.Read(&doc).Events
		if len(events) == 0 || events[0].When.Open != open {
			t.Errorf("%s\ngot %+v", text, events)
		}
	}
}
