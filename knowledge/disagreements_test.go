package knowledge_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// TestDisagreements tells two documents about one thing, and what of it is to be
// shown: the values, in order, or nothing.
func TestDisagreements(t *testing.T) {
	tests := []struct {
		name string
		a, b string
		want []string
	}{
		{
			name: "two tolls of one day",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva sank off Bergen on Thursday, 2 May 2024, and 14 passengers drowned, the Norwegian Coast Guard said.",
			b:    "Oslo, 3 May 2024 - The Norwegian Coast Guard said 19 passengers drowned when the ferry Sunniva sank off Bergen on Thursday, 2 May 2024.",
			want: []string{"14 passengers | 19 passengers"},
		},
		{
			name: "a toll that is rounded",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva sank off Bergen on Thursday, 2 May 2024, and 192 passengers drowned, the Norwegian Coast Guard said.",
			b:    "Oslo, 3 May 2024 - The Norwegian Coast Guard said nearly 200 passengers drowned when the ferry Sunniva sank off Bergen on Thursday, 2 May 2024.",
		},
		{
			name: "a toll that has a bound",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva sank off Bergen on Thursday, 2 May 2024, and at least 14 passengers drowned, the Norwegian Coast Guard said.",
			b:    "Oslo, 3 May 2024 - The Norwegian Coast Guard said 19 passengers drowned when the ferry Sunniva sank off Bergen on Thursday, 2 May 2024.",
		},
		{
			name: "a toll that grew within days",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva sank off Bergen, and 14 passengers drowned, the Norwegian Coast Guard said.",
			b:    "Oslo, 9 May 2024 - The Norwegian Coast Guard said 19 passengers drowned when the ferry Sunniva sank off Bergen.",
		},
		{
			name: "a toll of a day that is not known",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva sank off Bergen, and 14 passengers drowned, the Norwegian Coast Guard said.",
			b:    "The Norwegian Coast Guard said 19 passengers drowned when the ferry Sunniva sank off Bergen.",
		},
		{
			name: "the same number in words and in figures",
			a:    "The plan that Kenya and Uganda signed in Nairobi has twelve articles on trade and customs.",
			b:    "In Nairobi, Kenya and Uganda signed a plan that has 12 articles on trade and customs.",
		},
		{
			name: "two numbers in words and in figures",
			a:    "The plan that Kenya and Uganda signed in Nairobi has twelve articles on trade and customs.",
			b:    "In Nairobi, Kenya and Uganda signed a 15-article plan on trade and customs.",
			want: []string{"twelve articles | 15-article"},
		},
		{
			name: "other happenings",
			a:    "Police in Lagos arrested 12 people on Monday, 4 March 2024, after a protest at the port of Nigeria.",
			b:    "Police in Lagos arrested 40 people on Thursday, 21 March 2024, after a protest at the university of Nigeria.",
		},
		{
			name: "two days",
			a:    "Prime Minister Mia Larsen met President Juan Ortega in Geneva on 14 June 2023 and signed a treaty on water and fishing rights.",
			b:    "Mia Larsen and Juan Ortega met in Geneva on 16 June 2023 and signed a treaty on water and fishing rights.",
			want: []string{"14 June 2023 | 16 June 2023"},
		},
		{
			name: "a month and a day in it",
			a:    "Prime Minister Mia Larsen met President Juan Ortega in Geneva in June 2023 and signed a treaty on water and fishing rights.",
			b:    "Mia Larsen and Juan Ortega met in Geneva on 16 June 2023 and signed a treaty on water and fishing rights.",
		},
		{
			name: "former before that was so",
			a:    "Lima, 3 May 2024 - Former President Juan Ortega opened a school in Lima.",
			b:    "Lima, 9 May 2024 - President Juan Ortega opened a hospital in Lima.",
			want: []string{"Former President | President"},
		},
		{
			name: "former since",
			a:    "Lima, 3 May 2024 - President Juan Ortega opened a school in Lima.",
			b:    "Lima, 9 May 2024 - Former President Juan Ortega opened a hospital in Lima.",
		},
		{
			name: "former on the day of it",
			a:    "Lima, 9 May 2024 - President Juan Ortega resigned before noon in Lima.",
			b:    "Lima, 9 May 2024 - Former President Juan Ortega opened a hospital in Lima.",
		},
		{
			name: "former on one day, and nothing happened",
			a:    "Lima, 9 May 2024 - President Juan Ortega opened a school in Lima.",
			b:    "Lima, 9 May 2024 - Former President Juan Ortega opened a hospital in Lima.",
			want: []string{"Former President | President"},
		},
		{
			name: "former holder of another office",
			a:    "Lima, 3 May 2024 - Former Foreign Minister Juan Ortega opened a school in Lima.",
			b:    "Lima, 9 May 2024 - Prime Minister Juan Ortega opened a hospital in Lima.",
		},
		{
			name: "a director of two",
			a:    "Lima, 3 May 2024 - Juan Ortega, former director of Banco Azul, opened a school in Lima.",
			b:    "Lima, 9 May 2024 - Juan Ortega, director of Radio Norte, opened a hospital in Lima.",
		},
		{
			name: "another office",
			a:    "Lima, 3 May 2024 - Former President Juan Ortega opened a school in Lima.",
			b:    "Lima, 9 May 2024 - Vice President Juan Ortega opened a hospital in Lima.",
		},
		{
			name: "one quotation in two wordings",
			a:    "\"We will never close the border with our neighbours,\" Mia Larsen said on Tuesday.",
			b:    "Mia Larsen said: \"We will not ever close the borders to our neighbours.\"",
			want: []string{"We will never close the border with our neighbours, | We will not ever close the borders to our neighbours."},
		},
		{
			name: "an excerpt",
			a:    "\"We will never close the border with our neighbours,\" Mia Larsen said on Tuesday.",
			b:    "Mia Larsen promised that \"we will never close the border\" of the country.",
		},
		{
			name: "both said",
			a:    "\"We will never close the border with our neighbours,\" Mia Larsen said on Tuesday. \"We will not ever close the borders to our neighbours,\" Larsen said later.",
			b:    "Mia Larsen said: \"We will not ever close the borders to our neighbours.\"",
		},
		{
			name: "an index at two hours",
			a:    "London, 3 May 2024 - The index of the London Stock Exchange in Britain fell by 2.4 percent in early trading of shares and bonds.",
			b:    "London, 4 May 2024 - The index of the London Stock Exchange in Britain fell by 3.9 percent in early trading of shares and bonds.",
		},
		{
			name: "two sums",
			a:    "Geneva, 3 May 2024 - The Red Cross told Mia Larsen that Kenya received $14 million for new wells and schools.",
			b:    "Geneva, 3 May 2024 - Kenya received $25 million for new wells and schools, the Red Cross told Mia Larsen.",
			want: []string{"$14 million | $25 million"},
		},
		{
			name: "a sum and a part",
			a:    "Geneva, 3 May 2024 - The Red Cross told Mia Larsen that Kenya received $14 million for new wells and schools.",
			b:    "Geneva, 3 May 2024 - Kenya received 25 percent for new wells and schools, the Red Cross told Mia Larsen.",
		},
		{
			name: "two speakers",
			a:    "\"We will never close the border with our neighbours,\" Mia Larsen said on Tuesday.",
			b:    "Juan Ortega said: \"We will not ever close the borders to our neighbours.\"",
		},
		{
			name: "what was done, and was not",
			a:    "Oslo, 3 May 2024 - The Norwegian Coast Guard inspected the ferry Sunniva in Bergen in April.",
			b:    "Oslo, 4 May 2024 - The Norwegian Coast Guard did not inspect the ferry Sunniva in Bergen in April, its owner said.",
			want: []string{"inspected the ferry Sunniva in Bergen in April | did not inspect the ferry Sunniva in Bergen in April"},
		},
		{
			name: "what is denied",
			a:    "Oslo, 3 May 2024 - Mia Larsen met the owner of the ferry Sunniva in Bergen on 2 April 2024.",
			b:    "Oslo, 8 May 2024 - Mia Larsen denied that she had met the owner of the ferry Sunniva in Bergen.",
			want: []string{"Mia Larsen met the owner of the ferry Sunniva in Bergen on 2 April 2024. | denied that she had met the owner of the ferry Sunniva in Bergen"},
		},
		{
			name: "what somebody else did",
			a:    "Oslo, 3 May 2024 - Juan Ortega signed the treaty on water in Geneva on Monday.",
			b:    "Oslo, 3 May 2024 - Mia Larsen did not sign the treaty on water in Geneva on Monday.",
		},
		{
			name: "what was done to something else",
			a:    "Oslo, 3 May 2024 - Mia Larsen signed the treaty on fishing in Geneva.",
			b:    "Oslo, 3 May 2024 - Mia Larsen did not sign the treaty on railway tunnels in Geneva.",
		},
		{
			name: "what was not yet",
			a:    "Oslo, 3 May 2024 - Police in Bergen did not find the captain of the ferry Sunniva.",
			b:    "Oslo, 19 May 2024 - Police in Bergen found the captain of the ferry Sunniva.",
		},
		{
			name: "what shall not be",
			a:    "Oslo, 3 May 2024 - The Norwegian Coast Guard closed the harbour of Bergen.",
			b:    "Oslo, 3 May 2024 - The Norwegian Coast Guard will not close the harbour of Bergen. It would not have closed the harbour of Oslo.",
		},
		{
			name: "silence",
			a:    "Oslo, 3 May 2024 - Mia Larsen answered a request for comment on the ferry Sunniva of Bergen.",
			b:    "Oslo, 3 May 2024 - Mia Larsen did not answer a request for comment on the ferry Sunniva of Bergen.",
		},
		{
			name: "both told by one, as two say",
			a:    "Oslo, 3 May 2024 - The Coast Guard of Norway inspected the ferry Sunniva in April, it says.",
			b:    "Oslo, 4 May 2024 - The Coast Guard of Norway did not inspect the ferry Sunniva in April, its owner said. The Coast Guard of Norway says that it inspected the ferry Sunniva in April.",
			want: []string{"inspected the ferry Sunniva in April | did not inspect the ferry Sunniva in April"},
		},
		{
			name: "both told by one, of its own",
			a:    "Oslo, 3 May 2024 - The mayor of Bergen opened a school.",
			b:    "Oslo, 4 May 2024 - The Coast Guard of Norway did not inspect the ferry Sunniva in April. The Coast Guard of Norway inspected the ferry Sunniva in May.",
		},
		{
			name: "what is denied of somebody else",
			a:    "Oslo, 3 May 2024 - The sirens of Bergen failed on Thursday, residents said.",
			b:    "Oslo, 4 May 2024 - Mia Larsen denied on Friday that the sirens of Bergen had failed.",
			want: []string{"The sirens of Bergen failed on Thursday, residents said. | denied on Friday that the sirens of Bergen had failed"},
		},
		{
			name: "where somebody was",
			a:    "Oslo, 3 May 2024 - The captain of the Sunniva was on the bridge when the ferry struck, its owner said.",
			b:    "Oslo, 4 May 2024 - The captain was not on the bridge when the Sunniva struck, a sailor said.",
			want: []string{"was on the bridge | was not on the bridge"},
		},
		{
			name: "where others were",
			a:    "Oslo, 3 May 2024 - The captain of the Sunniva was on the bridge when the ferry struck, its owner said.",
			b:    "Oslo, 4 May 2024 - The pilot was not on the bridge of the Sunniva, a sailor said.",
		},
		{
			name: "not only",
			a:    "Oslo, 3 May 2024 - Mia Larsen signed the treaty on water and fishing in Geneva on Monday.",
			b:    "Oslo, 3 May 2024 - Mia Larsen not only signed the treaty on water and fishing in Geneva on Monday, she praised it.",
		},
		{
			name: "two lists of people",
			a:    "Mia Larsen, Juan Ortega and Lars Holm met in Geneva on 14 June 2023 to speak of water.",
			b:    "Mia Larsen met Juan Ortega and Petra Moe in Geneva on 14 June 2023.",
			want: []string{"Juan Ortega, Lars Holm, Mia Larsen | Juan Ortega, Mia Larsen, Petra Moe"},
		},
		{
			name: "two meetings of one day",
			a:    "Mia Larsen met Juan Ortega in Geneva on 14 June 2023.",
			b:    "Mia Larsen met Lars Holm in Geneva on 14 June 2023.",
		},
		{
			name: "meetings of two days",
			a:    "Mia Larsen met Juan Ortega in Geneva on 14 June 2023.",
			b:    "Mia Larsen met Juan Ortega and Lars Holm in Geneva on 15 June 2023.",
		},
		{
			name: "a list that is not whole",
			a:    "Mia Larsen met Juan Ortega, Lars Holm and Petra Moe in Geneva on 14 June 2023.",
			b:    "Mia Larsen met Juan Ortega and others in Geneva on 14 June 2023.",
		},
		{
			name: "a meeting that is planned",
			a:    "Mia Larsen met Juan Ortega and Lars Holm in Geneva on 14 June 2023.",
			b:    "Mia Larsen will meet Juan Ortega in Geneva on 14 June 2023.",
		},
		{
			name: "when somebody was told",
			a:    "Oslo, 3 May 2024 - Mia Larsen was informed of the leaking pipe in the harbour on 4 March 2024.",
			b:    "Oslo, 6 May 2024 - The leaking pipe is old. Mia Larsen was told of the leaking pipe on 28 April 2024, she said.",
			want: []string{"4 March 2024 | 28 April 2024"},
		},
		{
			name: "told of two things",
			a:    "Oslo, 3 May 2024 - Mia Larsen was informed of the leaking pipe on 4 March 2024.",
			b:    "Oslo, 6 May 2024 - Mia Larsen was told of the strike at the airport on 28 April 2024.",
		},
		{
			name: "told twice",
			a:    "Oslo, 3 May 2024 - Mia Larsen was informed of the leaking pipe on 4 March 2024.",
			b:    "Oslo, 6 May 2024 - Mia Larsen was informed of the leaking pipe on 4 March 2024, and she was told of the leaking pipe again. Mia Larsen was told of the leaking pipe on 28 April 2024.",
		},
		{
			name: "two holders of one office",
			a:    "Lima, 3 May 2024 - Juan Ortega, the governor of Arequipa, opened a school.",
			b:    "Lima, 4 May 2024 - Mia Larsen, the governor of Arequipa, opened a hospital.",
			want: []string{"Juan Ortega | Mia Larsen"},
		},
		{
			name: "one after the other",
			a:    "Lima, 3 May 2024 - Juan Ortega, the governor of Arequipa, opened a school.",
			b:    "Lima, 4 May 2024 - Mia Larsen, the governor of Arequipa, opened a hospital. Larsen was elected on Friday.",
		},
		{
			name: "offices of two places",
			a:    "Lima, 3 May 2024 - Juan Ortega, the governor of Arequipa, opened a school.",
			b:    "Lima, 4 May 2024 - Mia Larsen, the governor of Cusco, opened a hospital.",
		},
		{
			name: "offices that many have",
			a:    "Lima, 3 May 2024 - Juan Ortega, a senator of Peru, opened a school.",
			b:    "Lima, 4 May 2024 - Mia Larsen, a senator of Peru, opened a hospital.",
		},
		{
			name: "two results of one vote",
			a:    "Lima, 3 May 2024 - The council of Cusco voted 14 to 9 on Thursday to sell the old mill.",
			b:    "Lima, 3 May 2024 - The council of Cusco voted 13 to 9 on Thursday to sell the old mill.",
			want: []string{"13 to 9 | 14 to 9"},
		},
		{
			name: "two estimates of one crowd",
			a:    "Oslo, 3 May 2024 - Organisers said that 9,000 people marched through Bergen on Thursday. The police put the number at 3,500.",
			b:    "Oslo, 3 May 2024 - The mayor of Bergen did not speak to anybody.",
			want: []string{"3,500 | 9,000 people"},
		},
		{
			name: "an estimate that was revised",
			a:    "Oslo, 3 May 2024 - The Coast Guard said that 14 people died in the wreck. It later put the number at 19.",
			b:    "Oslo, 3 May 2024 - The mayor of Bergen did not speak to anybody.",
		},
		{
			name: "estimates for two towns",
			a:    "Oslo, 3 May 2024 - The mayor of Bergen said that 14 people died in Bergen. The mayor of Tromso said that 19 people died in Tromso.",
			b:    "Bergen and Tromso are towns in Norway. Oslo is the capital.",
		},
		{
			name: "an estimate of a part",
			a:    "Oslo, 3 May 2024 - The Coast Guard said that 14 people died in the wreck. The hospital said that three children died.",
			b:    "Oslo, 3 May 2024 - The mayor of Bergen did not speak to anybody.",
		},
		{
			name: "the price that one town pays, as two papers have it",
			a:    "Oslo, 3 May 2024 - The new ferry for Bergen will cost 40 million kroner, the Norwegian Coast Guard said.",
			b:    "Oslo, 5 May 2024 - Bergen pays 65 million kroner for its new ferry, an adviser of the Norwegian Coast Guard wrote.",
			want: []string{"40 million kroner | 65 million kroner"},
		},
		{
			name: "a deed at two dates, in few words",
			a:    "Oslo, 3 May 2024 - The renovation of the harbour of Bergen, which began in May 2021, is a burden for Bergen.",
			b:    "Oslo, 6 May 2024 - The mayor of Bergen told Mia Larsen a lie about the harbour. The renovation began in September 2021.",
			want: []string{"May 2021 | September 2021"},
		},
		{
			name: "a date in two grains",
			a:    "Oslo, 3 May 2024 - The renovation of the harbour of Bergen, which began in May 2021, is a burden for Bergen.",
			b:    "Oslo, 6 May 2024 - The mayor of Bergen told Mia Larsen a lie about the harbour. The renovation began in 2021.",
		},
		{
			name: "the last time, and a later one",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva of Bergen was last inspected in 2009, Mia Larsen said.",
			b:    "Oslo, 6 May 2024 - The ferry Sunniva of Bergen had been inspected in 2018, said Juan Ortega.",
			want: []string{"2009 | 2018"},
		},
		{
			name: "the last time, and an earlier one",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva of Bergen was last inspected in 2018, Mia Larsen said.",
			b:    "Oslo, 6 May 2024 - The ferry Sunniva of Bergen had been inspected in 2009, said Juan Ortega.",
		},
		{
			name: "arrests of two people",
			a:    "Oslo, 3 May 2024 - Juan Ortega of Bergen was arrested in May 2022 in Oslo.",
			b:    "Oslo, 6 May 2024 - Lars Holm of Bergen was arrested in June 2022 in Oslo.",
		},
		{
			name: "two hours of one moment",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva left Bergen full. The Sunniva sank at 18:20 off Bergen.",
			b:    "Oslo, 4 May 2024 - The Sunniva had 90 passengers. The ferry Sunniva sank at 18:55 on Thursday off Bergen.",
			want: []string{"18:20 | 18:55 on Thursday"},
		},
		{
			name: "two clocks that go nearly alike",
			a:    "Oslo, 3 May 2024 - The ferry Sunniva left Bergen full. The Sunniva sank at 18:20 off Bergen.",
			b:    "Oslo, 4 May 2024 - The Sunniva had 90 passengers. The ferry Sunniva sank at 18:23 on Thursday off Bergen.",
		},
		{
			name: "two ends of one contract",
			a:    "Oslo, 3 May 2024 - Mia Larsen, the coach of Bergen, has a contract until 2027.",
			b:    "Oslo, 6 May 2024 - Mia Larsen, whose contract runs until 2029, wants to leave Bergen.",
			want: []string{"until 2027 | until 2029"},
		},
		{
			name: "the contracts of two people",
			a:    "Oslo, 3 May 2024 - Mia Larsen, the coach of Bergen, has a contract until 2027.",
			b:    "Oslo, 6 May 2024 - Juan Ortega, whose contract runs until 2029, wants to leave Bergen.",
		},
		{
			name: "who paid",
			a:    "Oslo, 3 May 2024 - The new school in Bergen was paid for by the Holm Foundation.",
			b:    "Oslo, 6 May 2024 - The new school in Bergen was funded by the Norwegian Red Cross.",
			want: []string{"by the Holm Foundation | by the Norwegian Red Cross"},
		},
		{
			name: "who paid for two schools",
			a:    "Oslo, 3 May 2024 - The new school in Bergen was paid for by the Holm Foundation.",
			b:    "Oslo, 6 May 2024 - The old mill in Bergen was funded by the Norwegian Red Cross.",
		},
		{
			name: "one sum by its noun",
			a:    "Oslo, 3 May 2024 - Mia Larsen said the harbour of Bergen has a deficit of 4.2 million kroner.",
			b:    "Oslo, 6 May 2024 - The deficit of the harbour of Bergen is 6.8 million kroner, Juan Ortega said.",
			want: []string{"4.2 million kroner | 6.8 million kroner"},
		},
		{
			name: "one noun, and two sums of each page",
			a:    "Oslo, 3 May 2024 - Mia Larsen said the harbour of Bergen has a deficit of 4.2 million kroner.",
			b:    "Oslo, 6 May 2024 - The deficit of the harbour of Bergen is 6.8 million kroner, Juan Ortega said. It was 4.2 million kroner in March.",
		},
		{
			name: "two causes",
			a:    "Oslo, 3 May 2024 - The fire in the harbour of Bergen was caused by a short circuit, Mia Larsen said.",
			b:    "Oslo, 6 May 2024 - Juan Ortega blamed a drunken sailor for the fire in the harbour of Bergen.",
			want: []string{"a short circuit | a drunken sailor"},
		},
		{
			name: "the causes of two things",
			a:    "Oslo, 3 May 2024 - The fire in the harbour of Bergen was caused by a short circuit, Mia Larsen said.",
			b:    "Oslo, 6 May 2024 - Juan Ortega blamed a drunken sailor for the collapse of a crane in Bergen.",
		},
		{
			name: "what may be a cause",
			a:    "Oslo, 3 May 2024 - The fire in the harbour of Bergen was caused by a short circuit, Mia Larsen said.",
			b:    "Oslo, 6 May 2024 - A drunken sailor may have caused the fire in the harbour of Bergen, Juan Ortega said.",
		},
		{
			name: "what there was, and was none of",
			a:    "Oslo, 3 May 2024 - The mayor of Bergen said that the warning sirens sounded on Thursday.",
			b:    "Oslo, 4 May 2024 - No warning sirens were heard in Bergen, residents said.",
			want: []string{"warning sirens sounded on Thursday | No warning sirens were heard"},
		},
		{
			name: "none of another kind",
			a:    "Oslo, 3 May 2024 - The mayor of Bergen said that the warning sirens sounded on Thursday.",
			b:    "Oslo, 4 May 2024 - No warning lights were seen in Bergen, residents said.",
		},
		{
			name: "nobody was hurt, and nobody was",
			a:    "Oslo, 3 May 2024 - No sailors were hurt in Bergen, the mayor of Bergen said.",
			b:    "Oslo, 4 May 2024 - The sailors of Bergen had no comment.",
		},
		{
			name: "the score at half-time",
			a:    "Lima, 3 May 2024 - Cusco led Arequipa 2-1 at half-time in the final of the National Cup on Thursday.",
			b:    "Lima, 3 May 2024 - Cusco beat Arequipa 4-1 in the final of the National Cup on Thursday.",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": test.a + "\n", "b.txt": test.b + "\n"}))
			if diff := cmp.Diff(test.want, values(t, d, "")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// values writes each disagreement on a topic as its values, after checking that
// each side is cited.
func values(t *testing.T, d *knowledge.Dossier, topic string) []string {
	t.Helper()
	found, err := d.Disagreements(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range found {
		var sides []string
		for _, s := range x.Sides {
			sides = append(sides, s.Value)
			if len(s.Quotes) == 0 {
				t.Errorf("%s: %q is not cited", x.About, s.Value)
			}
			for _, c := range s.Quotes {
				if err := knowledge.Verify(t.Context(), d, c); err != nil {
					t.Error(err)
				}
			}
		}
		out = append(out, strings.Join(sides, " | "))
	}
	return out
}

// TestDisagreementsAgainstLabels compares what is shown on the corpora, and on
// dossiers of other fields written with differences and near misses in them, with a
// list that was labelled by hand: nothing may be shown that nobody looked at, and
// nine of ten shown must be real. How many are, and how many of the real ones are
// shown, is kept in a golden file. What may be expected of a dossier of a field that
// nobody thought of is told by the last ones that were written, when they were first
// read: of ballot, cholera, grounding, quake, strike, takeover, tram, transfer and trial
// 1 of 44 was shown; of bank, crush and river, after that was mended, 3 of 11; of border,
// mine, opera, runway and vaccine then 2 of 32, and nothing that was not real of any; of
// launch, school and theft, after that was mended, 9 of 16 and one that was not real.
func TestDisagreementsAgainstLabels(t *testing.T) {
	type label struct {
		Dossier, About string
		Values         []string
		Real, Shown    bool
	}
	key := func(dossier, about, values string) string { return dossier + ": " + about + ": " + values }
	labels := map[string]label{}
	want := map[string]bool{}
	known := map[string]int{}
	for _, l := range lines[label](t, "testdata/disagreements.jsonl") {
		k := key(l.Dossier, l.About, strings.Join(l.Values, " | "))
		labels[k] = l
		if l.Shown {
			want[k] = true
		}
		known[l.Dossier] += btoi(l.Real)
	}
	folders := map[string]fs.FS{
		"seeds":          seeds.Files,
		"wikinews-stock": part(t, "eval/testdata/wikinews/docs", "stock-"),
		"wikinews-apple": part(t, "eval/testdata/wikinews/docs", "apple-"),
	}
	written, err := os.ReadDir("testdata/disagreements")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range written {
		folders[e.Name()] = os.DirFS(filepath.Join("testdata/disagreements", e.Name()))
	}
	got := map[string]bool{}
	var figures strings.Builder
	shown, right, all := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		found, err := knowledgetest.OpenFolder(t, folders[name]).Disagreements(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		here := 0
		for _, x := range found {
			var list []string
			for _, s := range x.Sides {
				list = append(list, s.Value)
			}
			k := key(name, x.About, strings.Join(list, " | "))
			got[k] = true
			here += btoi(labels[k].Real)
		}
		fmt.Fprintf(&figures, "%-15s shown %2d, real of these %2d, known to be real %2d\n", name, len(found), here, known[name])
		shown, right, all = shown+len(found), right+here, all+known[name]
	}
	fmt.Fprintf(&figures, "precision %.2f, recall %.2f\n", float64(right)/float64(shown), float64(right)/float64(all))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("shown, and not as labelled:\n%s", diff)
	}
	if 10*right < 9*shown {
		t.Errorf("%d of %d shown are real, want nine of ten", right, shown)
	}
	golden(t, "disagreements.golden", figures.String())
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// part is the files of a folder whose names begin so.
func part(t *testing.T, folder, prefix string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = &fstest.MapFile{Data: text}
	}
	return out
}

// TestDisagreementsOnTopic narrows to a name, however it is written, and to words.
func TestDisagreementsOnTopic(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "Lima, 3 May 2024 - Former President Juan Ortega opened a school in Lima.\n\nThe plan that Kenya and Uganda signed in Nairobi has twelve articles on trade and customs.\n",
		"b.txt": "Lima, 9 May 2024 - President Juan Ortega opened a hospital in Lima.\n\nIn Nairobi, Kenya and Uganda signed a 15-article plan on trade and customs.\n",
	}))
	for topic, want := range map[string][]string{
		"":              {"Former President | President", "twelve articles | 15-article"},
		"Ortega":        {"Former President | President"},
		"plan":          {"twelve articles | 15-article"},
		"customs trade": {"twelve articles | 15-article"},
		"whales":        nil,
	} {
		if diff := cmp.Diff(want, values(t, d, topic)); diff != "" {
			t.Errorf("%q: %s", topic, diff)
		}
	}
}

// TestDisagreementsOnQuantity finds what is estimated by a word that no side says, and
// the side that does not say the word of the other.
func TestDisagreementsOnQuantity(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "Oslo, 3 May 2024 - The new ferry for Bergen will cost 40 million kroner, the Norwegian Coast Guard said.",
		"b.txt": "Oslo, 5 May 2024 - Bergen pays 65 million kroner for its new ferry, an adviser of the Norwegian Coast Guard wrote.",
	}))
	for topic, want := range map[string][]string{"cost": {"40 million kroner | 65 million kroner"}, "price": {"40 million kroner | 65 million kroner"}, "toll": nil} {
		if diff := cmp.Diff(want, values(t, d, topic)); diff != "" {
			t.Errorf("%q: %s", topic, diff)
		}
	}
}

// TestDisagreementsOnQuotes shows what is disputed in an answer, and nothing of
// the rest of the dossier.
func TestDisagreementsOnQuotes(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{
		"a.txt": "Lima, 3 May 2024 - Former President Juan Ortega opened a school in Lima.\n\nThe plan that Kenya and Uganda signed in Nairobi has twelve articles on trade and customs.\n",
		"b.txt": "Lima, 9 May 2024 - President Juan Ortega opened a hospital in Lima.\n\nIn Nairobi, Kenya and Uganda signed a 15-article plan on trade and customs.\n",
	}))
	const question = "How many articles does the plan of Kenya and Uganda have?"
	found, err := d.Ask(t.Context(), question, 2)
	if err != nil {
		t.Fatal(err)
	}
	on, err := d.DisagreementsOn(t.Context(), question, found)
	if err != nil {
		t.Fatal(err)
	}
	if len(on) != 1 || !strings.HasPrefix(on[0].About, "how many articles (") {
		t.Errorf("disputed: %v", on)
	}
	found.Quotes = found.Quotes[:1]
	if on, err = d.DisagreementsOn(t.Context(), question, found); err != nil || len(on) != 0 {
		t.Errorf("one quoted document differs with itself: %v, %v", on, err)
	}
}

// FuzzDisagreements holds what a reader relies on whatever strangers write: every
// side is cited word for word, and the sides of one disagreement stand in
// different sentences.
func FuzzDisagreements(f *testing.F) {
	f.Add("Lima, 3 May 2024 - Former President Juan Ortega met Mia Larsen in Lima.", "Lima, 9 May 2024 - President Juan Ortega opened a 12-bed hospital in Lima.")
	f.Add("“We feel heard, twenty-two million times,” Mia Larsen said of $5.5 million.", "Mia Larsen said: “We do not feel heard 22,000,000.0 times.” 5 % of $ 3")
	f.Add("Mia Larsen, Juan Ortega and Lars Holm met in Geneva on 14 June 2023. Larsen did not", "Larsen denied that she met Juan Ortega and Petra Moe in Geneva on 14 June 2023; she was told on 3 May: 14 to 9")
	f.Add("Police said 900 people died. The mayor put the number at 40. He speaks of $5m at most.", "31 of them died; 70, according to Ortega, paid £3m 2")
	f.Fuzz(func(t *testing.T, a, b string) {
		d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": a, "b.txt": b}))
		values(t, d, "")
		found, err := d.Disagreements(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			quoted := map[string]bool{}
			for _, s := range x.Sides {
				for _, c := range s.Quotes {
					quoted[c.ID] = true
				}
			}
			if len(x.Sides) < 2 || len(quoted) < 2 {
				t.Errorf("%s: %d sides in %d sentences", x.About, len(x.Sides), len(quoted))
			}
		}
	})
}
