package knowledge_test

import (
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

const orders = `Orders of the ministry

The ministry ordered 12 F-35 jets in spring.

The ministry ordered 20 F-16 jets in autumn.

The army will buy T90 tanks.

The army sold its T72 tanks.
`

// TestLettersAndFiguresAreOneWordHoweverWritten: "f16", "F-16" and "F 16" are one
// aeroplane, and the F-35 is another.
func TestLettersAndFiguresAreOneWordHoweverWritten(t *testing.T) {
	d := knowledgetest.Open(t, knowledge.Config{})
	knowledgetest.Fill(t, d, []knowledge.Document{knowledge.NewDocument("orders.txt", orders)})
	for question, want := range map[string]string{
		"how many f16 jets":                  "20 F-16",
		"How many F-16 jets were ordered?":   "20 F-16",
		"How many F\u201135s were ordered?":  "12 F-35",
		"how many f35 were ordered":          "12 F-35",
		"which T72 tanks":                    "T72",
		"T-72 tanks":                         "T72",
		"What did the army do with the T72?": "T72",
	} {
		if e := ask(t, d, question, 1); e.Verdict != knowledge.Answered || !strings.Contains(e.Quotes[0].Citations[0].Text, want) {
			t.Errorf("%s: %v %+v", question, e.Verdict, e.Quotes)
		}
	}
	if e := ask(t, d, "How many S-400 launchers were ordered?", 1); e.Verdict == knowledge.Answered || !strings.Contains(e.Reason, "S-400") {
		t.Errorf("answered without the S-400: %q %+v", e.Reason, e.Quotes)
	}
}

// TestWhatNamesSomethingElseIsNoRepetition: two sentences that differ in one name or
// one figure are two statements, however long they are; another spelling is none.
func TestWhatNamesSomethingElseIsNoRepetition(t *testing.T) {
	const report = "The ministry of health announced on Tuesday that the regional hospital in NAME had received several new patients with severe burns after the explosion at the refinery."
	for _, c := range []struct {
		a, b string
		want int // quotations
	}{
		{"Veldsund", "Marstrand", 2},
		{"Zone4", "Zone5", 2},
		{"Kharkiv", "Kharkiv", 1},
		{"Lysenko", "Lyssenko", 1},
	} {
		d := knowledgetest.Open(t, knowledge.Config{})
		knowledgetest.Fill(t, d, []knowledge.Document{
			knowledge.NewDocument("a.txt", strings.Replace(report, "NAME", c.a, 1)+"\n"),
			knowledge.NewDocument("b.txt", strings.Replace(report, "NAME", c.b, 1)+"\n\nMore is not known.\n"),
		})
		if e := ask(t, d, "Which hospital received patients with burns?", 5); len(e.Quotes) != c.want {
			t.Errorf("%s and %s: %d quotations, want %d: %+v", c.a, c.b, len(e.Quotes), c.want, e.Quotes)
		}
	}
}
