package knowledge_test

import (
	"strings"
	"testing"

	"attache/knowledge"
)

// TestAskForNames asserts that a name, however it is typed, gets the words that
// introduce its bearer, and that a post gets its holder.
func TestAskForNames(t *testing.T) {
	d := openHarbour(t)
	for question, want := range map[string]string{
		"lindqvist":                             "head of the fishermen's union",
		"tell me about halvorsen":               "Mayor Ingrid Halvorsen",
		"can you tell me who Lindqvist is?":     "head of the fishermen's union",
		"who is the mayor of Veldsund":          "Mayor Ingrid Halvorsen",
		"who is the head of the union?":         "Oskar Lindqvist",
		"wer ist Lindqvist?":                    "head of the fishermen's union",
		"кто такая Халворсен":                   "Mayor Ingrid Halvorsen",
		"What do you know about the breakwater": "a new breakwater",
	} {
		e := ask(t, d, question, 3)
		if e.Verdict != knowledge.Answered {
			t.Errorf("%s: verdict %d, %s", question, e.Verdict, e.Reason)
			continue
		}
		if got := e.Quotes[0].Citations[0].Text; !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q in it", question, got, want)
		}
	}
}

// TestAskOfTheBot asserts that what is asked of the bot or about the one who asks
// is told so, and that a quoted "you" and a numbered war are neither.
func TestAskOfTheBot(t *testing.T) {
	d := openHarbour(t)
	for _, question := range []string{"what do you think about the harbour?", "should I visit the harbour?", "is my ferry late?"} {
		if e := ask(t, d, question, 3); e.Verdict == knowledge.Answered {
			t.Errorf("%s: answered with %q", question, e.Quotes[0].Citations[0].Text)
		}
	}
	if e := ask(t, d, "what do you think about the harbour?", 3); !strings.Contains(e.Reason, "no opinion") {
		t.Errorf("the reason is %q", e.Reason)
	}
	if e := ask(t, d, `Who said "all we got"?`, 3); strings.Contains(e.Reason, "no opinion") {
		t.Errorf("a quotation is taken for a question to the bot: %q", e.Reason)
	}
}

// TestAskShowsWhatIsAsked asserts that nothing is an answer that does not hold a
// number, a date or somebody's words, where these were asked for.
func TestAskShowsWhatIsAsked(t *testing.T) {
	d := openHarbour(t)
	for _, question := range []string{"How many oysters live near Cape Storo?", "When was the breakwater built?", "How long is the breakwater?"} {
		if e := ask(t, d, question, 3); e.Verdict == knowledge.Answered {
			t.Errorf("%s: answered with %q", question, e.Quotes[0].Citations[0].Text)
		}
	}
}

// TestAskByOtherWords asserts that a word that the dossier does not have finds
// what reports say in its place, and is not called missing then.
func TestAskByOtherWords(t *testing.T) {
	d := openHarbour(t)
	e := ask(t, d, "Why was the work postponed twice?", 3)
	if e.Verdict != knowledge.Answered || !strings.Contains(e.Quotes[0].Citations[0].Text, "dispute over the oyster beds") {
		t.Errorf("verdict %d, %q, %+v", e.Verdict, e.Reason, e.Quotes)
	}
}
