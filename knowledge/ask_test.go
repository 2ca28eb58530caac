package knowledge_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// harbour is a dossier about things that never happened.
var harbour = map[string]string{
	"2031-03-05-herald.txt": `Port of Veldsund to be Widened

The Veldsund Herald, 5 March 2031

The council of Veldsund approved the widening of the harbour on Tuesday. Mayor Ingrid Halvorsen, who has led the town since 2024, called the vote "a turning point for the whole coast."

The work will cost 48 million crowns and last three years. It was delayed twice because of a dispute over the oyster beds.

"We were promised jobs, and all we got was noise," said Oskar Lindqvist, head of the fishermen's union.

The plan rests on four pillars:
- a deeper channel
- a new breakwater
- cleaner ferries
- a fund for fishermen
`,
	"2031-03-06-wire.txt": `Union Objects to Harbour Plan

Northern Wire, 6 March 2031

The council of Veldsund approved the widening of the harbour on Tuesday.

The work will cost 52 million crowns and last three years. The union says that dredging will destroy the oyster beds near Cape Storo. A court in Bergholm will hear its complaint in June 2031.

Key figures

12
Trawlers registered in the port of Veldsund
`,
}

func openHarbour(t testing.TB) *knowledge.Dossier {
	t.Helper()
	d := knowledgetest.Open(t, knowledge.Config{})
	var docs []knowledge.Document
	for name, text := range harbour {
		doc, err := ingest.Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	knowledgetest.Fill(t, d, docs)
	return d
}

func ask(t *testing.T, d *knowledge.Dossier, question string, limit int) knowledge.Evidence {
	t.Helper()
	e, err := d.Ask(t.Context(), question, limit)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range e.Quotes {
		for _, c := range q.Citations {
			doc, err := d.Document(t.Context(), c.Doc)
			if err != nil {
				t.Fatal(err)
			}
			if c.Span.In(doc.Text) != c.Text {
				t.Errorf("%s: the quotation %q is not what stands there", question, c.Text)
			}
		}
		for _, m := range q.Marks {
			if !q.Citations[0].Span.Contains(m) {
				t.Errorf("%s: a mark lies outside its quotation", question)
			}
		}
	}
	return e
}

func TestAskAnswers(t *testing.T) {
	d := openHarbour(t)
	for _, test := range []struct {
		question, want string
		kind           knowledge.Kind
	}{
		{"Who is Ingrid Halvorsen?", "Mayor Ingrid Halvorsen", knowledge.Identity},
		{"How much will the work cost?", " million crowns", knowledge.Count},
		{"Why was the work delayed?", "dispute over the oyster beds", knowledge.Reason},
		{"What did Oskar Lindqvist say?", "all we got was noise", knowledge.Saying},
		{"When will the court hear the complaint?", "June 2031", knowledge.Time},
		{"Where are the oyster beds?", "Cape Storo", knowledge.Place},
		{"What are the four pillars of the plan?", "- a fund for fishermen", knowledge.Several},
		{"How many trawlers are registered in Veldsund?", "12\nTrawlers", knowledge.Count},
	} {
		e := ask(t, d, test.question, 3)
		if e.Verdict != knowledge.Answered || len(e.Quotes) == 0 {
			t.Errorf("%s: verdict %d, %s", test.question, e.Verdict, e.Reason)
			continue
		}
		if got := e.Quotes[0].Citations[0].Text; !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q in it", test.question, got, test.want)
		}
		if e.Kind != test.kind {
			t.Errorf("%s: asks for %s, want %s", test.question, e.Kind, test.kind)
		}
	}
}

func TestAskDeclines(t *testing.T) {
	d := openHarbour(t)
	for question, reason := range map[string]string{
		"How do I reset my password?":                    "“reset” or “password”",
		"What did Xi Jinping say about the oyster beds?": "“Xi Jinping”",
		"How many tanks does the navy have?":             "“tanks”, “navy”",
		"Wer hat den Plan für den Hafen gemacht?":        "in German",
		"Кто построил гавань?":                           "in Cyrillic letters",
	} {
		e := ask(t, d, question, 3)
		if e.Verdict == knowledge.Answered {
			t.Errorf("%s: answered with %q", question, e.Quotes[0].Citations[0].Text)
		}
		if !strings.Contains(e.Reason, reason) && !strings.Contains(e.Reason, strings.ReplaceAll(reason, ", ", " or ")) {
			t.Errorf("%s: the reason is %q, want %q in it", question, e.Reason, reason)
		}
		if !strings.Contains(e.Reason, "2 documents, March 2031") {
			t.Errorf("%s: the reason %q does not say what was searched", question, e.Reason)
		}
	}
}

func TestAskUnderstandsSpellings(t *testing.T) {
	d := openHarbour(t)
	for question, want := range map[string]knowledge.Reading{
		"Who is Lindkvist?":                    {Typed: "Lindkvist", As: "Lindqvist"},
		"Who is Халворсен?":                    {Typed: "Халворсен", As: "Halvorsen"},
		"Which court hears the complaimt?":     {Typed: "complaimt", As: "complaint"},
		"How many trawlrs are in the harbour?": {Typed: "trawlrs", As: "Trawlers"},
	} {
		e := ask(t, d, question, 3)
		if len(e.Understood) != 1 || e.Understood[0] != want {
			t.Errorf("%s: understood %v, want %v", question, e.Understood, want)
		}
		if len(e.Quotes) == 0 || !strings.Contains(strings.ToLower(e.Quotes[0].Citations[0].Text), strings.ToLower(want.As)) {
			t.Errorf("%s: the best quotation does not hold %q", question, want.As)
		}
	}
}

func TestAskJoinsWhatRepeats(t *testing.T) {
	e := ask(t, openHarbour(t), "Who approved the widening of the harbour?", 10)
	var with int
	for _, q := range e.Quotes {
		if strings.Contains(q.Citations[0].Text, "approved the widening") {
			with++
			if len(q.Citations) != 2 {
				t.Errorf("%q has %d citations, want both documents", q.Citations[0].Text, len(q.Citations))
			}
		}
	}
	if with != 1 {
		t.Errorf("the sentence is quoted %d times, want once", with)
	}
}

// Two documents that give different numbers do not say the same.
func TestAskKeepsDisagreementsApart(t *testing.T) {
	e := ask(t, openHarbour(t), "How much will the work cost?", 5)
	for _, want := range []string{"48 million", "52 million"} {
		found := false
		for _, q := range e.Quotes[:2] {
			found = found || strings.Contains(q.Citations[0].Text, want)
		}
		if !found {
			t.Errorf("the first two quotations do not hold %q", want)
		}
	}
}

func TestAskFromSeveralGoroutines(t *testing.T) {
	d := openHarbour(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, question := range []string{"Who is Ingrid Halvorsen?", "What will the union do?"} {
				if _, err := d.Ask(context.Background(), question, 3); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestAskKeepsQuotationsShort(t *testing.T) {
	d := openHarbour(t)
	for _, question := range []string{"harbour", "Who is Ingrid Halvorsen?", "What will the union do?", "What are the four pillars?", "Veldsund oyster beds dredging court union council"} {
		e := ask(t, d, question, 50)
		for _, q := range e.Quotes {
			text := q.Citations[0].Text
			if n := utf8.RuneCountInString(text); n > 400 && !strings.Contains(text, "\n- ") {
				t.Errorf("%s: a quotation of %d letters: %q", question, n, text)
			}
		}
	}
}

func TestAskNothing(t *testing.T) {
	d := openHarbour(t)
	for _, question := range []string{"", "?", "the of and", "\x00\xff", "🙂"} {
		if e := ask(t, d, question, 3); e.Verdict != knowledge.Nothing || e.Reason == "" {
			t.Errorf("%q: verdict %d, reason %q", question, e.Verdict, e.Reason)
		}
	}
}

func FuzzAsk(f *testing.F) {
	d := openHarbour(f)
	for _, q := range []string{"Who is Ingrid Halvorsen?", "how many", "which", "What are the four", "Кто?", "In which", "who's"} {
		f.Add(q, 3)
	}
	f.Fuzz(func(t *testing.T, question string, limit int) {
		e, err := d.Ask(t.Context(), question, limit%60)
		if err != nil {
			t.Fatal(err)
		}
		if e.Verdict != knowledge.Answered && e.Reason == "" {
			t.Errorf("%q: declined without a reason", question)
		}
		for _, q := range e.Quotes {
			if len(q.Citations) == 0 || q.Citations[0].Text == "" {
				t.Errorf("%q: an empty quotation", question)
			}
		}
	})
}

func TestAQuotationIsNotCutInTwo(t *testing.T) {
	d := openAt(t, sqlstore.Memory, "")
	put(t, d, knowledge.NewDocument("strike.txt", "Port workers walk out\n\nAbout 1,400 dockers of Vessholm stopped work on Monday.\n\n"+
		"\"We have been patient for fourteen months. That is over,\" said Clara Holm, who leads the dockers.\n\n"+
		"\"I never left the table,\" said Lars Berg, the director. \"There is no more money in the drawer. The offer is final.\"\n"))
	for question, want := range map[string]string{
		"who leads the dockers?": `"We have been patient for fourteen months. That is over," said Clara Holm, who leads the dockers.`,
		"who has no more money?": `"There is no more money in the drawer. The offer is final."`,
	} {
		e, err := d.Ask(t.Context(), question, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Quotes[0].Citations[0].Text; got != want {
			t.Errorf("%s\ngot  %s\nwant %s", question, got, want)
		}
	}
}
