package speech_test

import (
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// outlets writes the outlets that a text repeats, and checks where they stand.
func outlets(t *testing.T, raw string) string {
	t.Helper()
	text := language.Analyse(raw)
	var out []string
	for _, p := range speech.FindProvenance(text, names.Find(text)) {
		if !p.Span.Contains(p.At) {
			t.Errorf("%q does not hold %q", p.Span.In(raw), p.At.In(raw))
		}
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

func TestProvenance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ what, text, want string }{
		{"a report from", `The two sides met in Oslo, an exclusive report from Politico shows.`, "Politico"},
		{"the outlet's report", `The Bloomberg report suggests that the talks failed.`, "Bloomberg"},
		{"telling", `"It is over," an official said, telling Reuters that the talks had failed.`, "Reuters"},
		{"confirmed to", `"We know of it," an official confirmed to Reuters.`, "Reuters"},
		{"reported by", `The call, reported by Der Spiegel, lasted an hour.`, "Der Spiegel"},
		{"as first reported by", `The deal fell through, as first reported by the Financial Times.`, "Financial Times"},
		{"revealed", `Politico revealed that the two sides had met in Oslo.`, "Politico"},
		{"earlier reported", `Bloomberg earlier reported that the two sides had met.`, "Bloomberg"},
		{"has learned", `Bloomberg has learned that the two sides met in Oslo.`, "Bloomberg"},
		{"citing", `The two sides met in Oslo, state television said, citing Reuters.`, "Reuters"},
		{"seen by", `According to documents seen by Reuters, the two sides met in Oslo.`, "Reuters"},
		{"an interview with", `Carlos Vega said in an interview with the BBC that he would go.`, "BBC"},
		{"according to", `The two sides met in Oslo, according to The New York Times.`, "New York Times"},
		{"a dateline", "OSLO (Reuters) - The two sides met on Monday in the capital.\n", "Reuters"},
		{"a line of sources", "The two sides met in Oslo on Monday.\n\nSource: Fjord Weekly / Politico (2025)\n", "Fjord Weekly, Politico"},
		{"a paper that nobody knows", `The two sides met in Oslo, as reported by the Daily Fjord.`, "Daily Fjord"},
		{"earnings", `Barclays reported losses of two billion dollars. Barclays reported that its costs had risen.`, ""},
		{"a company speaks of others", `Acme Corporation reported that demand in Asia was weak.`, ""},
		{"a parliament", `The minister told Congress that the plan was dead, and spoke to Parliament.`, ""},
		{"a person", `Carlos Vega told Peter Brandt that the plan was dead, as reported by Peter Brandt.`, ""},
		{"who is no source", `They report the talks with alarm. The two sides sued Reuters.`, ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			if got := outlets(t, tt.text); got != tt.want {
				t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}
