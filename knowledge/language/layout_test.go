package language

import (
	"strings"
	"testing"
)

const dossierPage = `Logo
The Law Enters Into Force Across the Union
The Law Enters Into Force Across the Union
Overview
The law entered into force on Aug. 1, 2024, and its first bans took effect half a year later.
Key Indicators
€35M
Maximum fine
Or 7% of turnover, whichever is higher.
Aug 2, 2026
Full application
Most of what remains begins to apply then.
27
Member states
Each must name an authority.
People Involved
Jane Smith
Jane Smith
Vice-President of the Commission (Leads digital policy)
John Doe
John Doe
Former Commissioner (Resigned in September 2024)
Organizations Involved
The Office
The Office
Regulator
Status: Staffing up
The Office oversees what the large companies do.
Timeline
August 2025
Duties for general models apply
Regulation
Providers must publish summaries.
February 2, 2025
Bans take effect
Regulation
Scoring is prohibited.
Scenarios
1
Smooth Rollout
Discussed by: Commission officials
Standards arrive on time.
2
Delay
Discussed by: Lobby groups
The Commission stops the clock.
Historical Context
The First Treaty (1953)
July 1953 – present
What Happened
They signed it after three years of talks.
Outcome
It held for longer than anybody had thought.
The Second Treaty (1995)
November–December 1995
What Happened
They signed it at an air base.
Outcome
It failed before the year was out.`

// Pages lose or gain empty lines when they are copied; what they say stays.
func TestEmptyLinesDoNotDecideWhatAPageSays(t *testing.T) {
	tight, airy := Analyse(dossierPage), Analyse(strings.ReplaceAll(dossierPage, "\n", "\n\n"))
	if a, b := outline(tight), outline(airy); a != b {
		t.Errorf("without empty lines\n%s\nwith them\n%s", a, b)
	}
	want := []string{
		"€35M / Maximum fine / Or 7% of turnover, whichever is higher.",
		"Aug 2, 2026 / Full application / Most of what remains begins to apply then.",
		"27 / Member states / Each must name an authority.",
		"Jane Smith / Vice-President of the Commission (Leads digital policy)",
		"John Doe / Former Commissioner (Resigned in September 2024)",
		"The Office / Regulator / Status: Staffing up / The Office oversees what the large companies do.",
		"August 2025 / Duties for general models apply / Regulation / Providers must publish summaries.",
		"February 2, 2025 / Bans take effect / Regulation / Scoring is prohibited.",
		"1 / Smooth Rollout / Discussed by: Commission officials / Standards arrive on time.",
		"2 / Delay / Discussed by: Lobby groups / The Commission stops the clock.",
		"The First Treaty (1953) / July 1953 – present",
		"The Second Treaty (1995) / November–December 1995",
	}
	for name, text := range map[string]*Text{"tight": tight, "airy": airy} {
		var got []string
		for _, g := range text.Groups() {
			got = append(got, flat(g.In(text.Raw)))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: cards are\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
