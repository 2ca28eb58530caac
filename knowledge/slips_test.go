package knowledge_test

import (
	"strings"
	"testing"

	"attache/knowledge"
)

// TestSmallWordsMayBeMisspelt: what is asked about decides, not how the words between
// are spelt.
func TestSmallWordsMayBeMisspelt(t *testing.T) {
	d := openHarbour(t)
	for question, want := range map[string]string{
		"wht did Lindqvist say abot jobs":              "We were promised jobs",
		"whos the mayor of veldsund":                   "Mayor Ingrid Halvorsen",
		"hwo many trawlers are registered in teh port": "Trawlers registered",
		"wen will a court hear the complaint":          "June 2031",
		"waht will dredging destroy":                   "oyster beds",
		"wich court will hear the complaint":           "A court in Bergholm",
		"y was the work delayed":                       "because of a dispute",
		"what will destroy teh oyster beds":            "oyster beds",
	} {
		e := ask(t, d, question, 1)
		if e.Verdict != knowledge.Answered || !strings.Contains(e.Quotes[0].Citations[0].Text, want) {
			t.Errorf("%s: %v %s %+v", question, e.Verdict, e.Reason, e.Quotes)
		}
	}
}

// TestNamesAreNoSlips: a name or a word of the dossier that is like a small word stays
// what it is.
func TestNamesAreNoSlips(t *testing.T) {
	d := openHarbour(t)
	for _, question := range []string{"Whet Storo?", "who is Wen", "Wer ist der Bürgermeister von Veldsund?"} {
		if e := ask(t, d, question, 1); e.Verdict == knowledge.Answered && strings.Contains(question, "We") {
			t.Errorf("%s: %+v", question, e.Quotes)
		}
	}
}
