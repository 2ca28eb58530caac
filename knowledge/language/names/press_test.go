package names

import (
	"slices"
	"testing"

	"attache/knowledge/language"
)

// rolesIn are the roles that a text gives each person, by the fullest name.
func rolesIn(text string) map[string][]string {
	out := map[string][]string{}
	for _, m := range Find(language.Analyse(text)) {
		if m.Kind == Person {
			out[m.Full] = append(out[m.Full], m.RoleTexts...)
		}
	}
	return out
}

func TestOfficesAroundAName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, name string
		want       []string
	}{
		{"A spokesman for the president, Col. Yusuf Tamer, dismissed the claim.", "Yusuf Tamer", []string{"spokesman for the president"}},
		{"A spokeswoman for the EU's naval force, Lieutenant Commander Freya Holm, said so.", "Freya Holm", []string{"Lieutenant Commander", "spokeswoman for the EU's naval force"}},
		{"The chairman of Jinlong Marine, Chen Wei-ting, was charged in May.", "Chen Wei-ting", []string{"chairman of Jinlong Marine"}},
		{"The club's sporting director, Carlos Vega, said no.", "Carlos Vega", []string{"sporting director"}},
		{"Second engineer Giorgi Beridze landed in Tbilisi.", "Giorgi Beridze", []string{"Second engineer"}},
		{"Comorian minister of defence Youssouf Mohamed Ali spoke.", "Youssouf Mohamed Ali", []string{"minister of defence"}},
		{"The team led by Colonel Le Quang Huy left.", "Le Quang Huy", []string{"Colonel"}},
		{"Mining minister Olena Marchuk flew to the site.", "Olena Marchuk", []string{"Mining minister"}},
		{"The firm's chief executive, the Canadian Peter Brandt, resigned.", "Peter Brandt", []string{"chief executive"}},
		{"The board today appointed Olena Marchuk as interim chief executive.", "Olena Marchuk", []string{"interim chief executive"}},
		{"MS. HADDAD: Thank you. Mr. Vega, where were you?", "Haddad", nil},
	} {
		if got, there := rolesIn(tt.text)[tt.name]; !there || !slices.Equal(got, tt.want) {
			t.Errorf("%s\n%s has %q, want %q", tt.text, tt.name, got, tt.want)
		}
	}
}

func TestNamesOfTheWorldsPress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"The storm is near, said Nguyễn Thị Minh Hạnh, a forecaster.":                                        {"Nguyễn Thị Minh Hạnh"},
		"Mayor Jose Maria Reyes-Dela Cruz spoke. Mayor Reyes said the order stood.":                          {"Jose Maria Reyes-Dela Cruz", "Jose Maria Reyes-Dela Cruz"},
		"JUDGE EL-SAYED: Overruled. The witness may continue.":                                               {"El-Sayed"},
		"Armed men boarded the tanker Kalliope K on Wednesday, and Typhoon Iris came nearer.":                nil,
		"Chief Kazembe will speak in Osubi. His brother, Senator Tunde Kazembe, will not.":                   {"Kazembe", "Tunde Kazembe"},
		"Hellenic Star Shipping owns the vessel. Hellenic Star chief executive Eleni Vance spoke on Monday.": {"Eleni Vance"},
	} {
		var got []string
		for _, m := range Find(language.Analyse(text)) {
			if m.Kind == Person {
				got = append(got, m.Full)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
