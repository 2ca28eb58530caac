package bot_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// Two reports of one story and a page of another kind.
var files = map[string]string{
	"herald.txt": "Port signs lease\n\nIngrid Halvorsen, the port's director, signed a lease with Tomas Reyke, the union leader, on 4 March 2031, the Northern Wire reported.\n\n\"We are renting out a wall,\" Halvorsen told the Northern Wire.\n\nThe lease has 14 points.\n",
	"record.txt": "Quay let for thirty years\n\nThe director Ingrid Halvorsen and Tomas Reyke signed the lease of the quay on 4 March 2031, according to a report from the Northern Wire.\n",
	"notes.txt":  "Minutes\n\nThe eastern quay is 11 metres deep.\n",
}

// open returns a bot over the files, and what it logs.
func open(t testing.TB) (*bot.Bot, *knowledge.Dossier, *strings.Builder) {
	t.Helper()
	d := knowledgetest.Open(t, knowledge.Config{})
	var docs []knowledge.Document
	for _, path := range []string{"herald.txt", "notes.txt", "record.txt"} {
		doc := knowledge.NewDocument(path, files[path])
		doc.Published.Value = knowledge.Date{Year: 2031, Month: 3, Day: 5}
		docs = append(docs, doc)
	}
	knowledgetest.Fill(t, d, docs)
	log := &strings.Builder{}
	now := time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)
	return bot.New(d, bot.Options{Now: func() time.Time { return now }, Logger: slog.New(slog.NewTextHandler(log, nil))}), d, log
}

// TestHelpForOneCommand: what stands behind one command, and a slip of the pen in
// its name.
func TestHelpForOneCommand(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(t.Context(), bot.Request{Line: "/help digest"})
	if len(a.Blocks) != 1 || len(a.Blocks[0].(bot.Help).Commands) != 1 || !strings.HasPrefix(a.Blocks[0].(bot.Help).Commands[0].Usage, "/digest") {
		t.Errorf("%+v", a)
	}
	if a := b.Handle(t.Context(), bot.Request{Line: "/help timelime"}); a.Err == nil || !strings.Contains(a.Err.Hint, "/timeline") {
		t.Errorf("%+v", a)
	}
}

func TestWhatALineMeans(t *testing.T) {
	b, _, _ := open(t)
	for line, want := range map[string]string{
		"/ask who signed?":          "ask",
		"help timeline":             "help",
		"who signed the lease?":     "ask",
		"who signed the lease":      "ask",
		"compare the lease":         "compare",
		"origins lease":             "origins",
		"sources of the leak":       "ask",
		"digest of the week":        "ask",
		"compare what with what?":   "ask",
		"/who Halvorsen":            "who",
		"/whois Halvorsen":          "who",
		"who Halvorsen":             "who",
		"who halvorsen":             "who",
		"who Ingrid Halvorsen":      "who",
		"/WHO halvorsen":            "who",
		"/attache who Halvorsen":    "who",
		"/attache timeline quay":    "timeline",
		"/attache":                  "help",
		"timeline quay":             "timeline",
		"timeline":                  "timeline",
		"help":                      "help",
		"help me find the lease":    "ask",
		"sources":                   "sources",
		"/brief":                    "brief",
		"  /sources  ":              "sources",
		"ask yourself who gains":    "ask",
		"/timeline since 2031-03":   "timeline",
		"timeline of the talks?":    "ask",
		"/origins lease":            "origins",
		"what happened on 4 March?": "ask",
	} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err != nil || a.Command != want {
			t.Errorf("%q: command %q, error %v; want %q", line, a.Command, a.Err, want)
		}
	}
}

func TestLinesThatCannotBeCarriedOutGetOneLineThatHelps(t *testing.T) {
	b, _, _ := open(t)
	for line, want := range map[string]string{
		"":                                  "Type a question",
		"   ":                               "Type a question",
		"/":                                 "no command",
		"/tmeline quay":                     "/timeline",
		"/nonsense":                         "/help",
		"/who":                              "/who Ingrid Halvorsen",
		"/ask":                              "For example: /ask",
		"/ask " + strings.Repeat("a", 4001): "at most 4000",
		"/timeline since 2031-02-31":        "For example",
	} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err == nil {
			t.Errorf("%.40q was carried out", line)
			continue
		}
		if got := a.Err.Error(); !strings.Contains(got, want) || strings.Contains(got, "\n") {
			t.Errorf("%.40q: %q does not say %q in one line", line, got, want)
		}
		if a.Visibility != bot.Private {
			t.Errorf("%.40q: the error is shown to the whole channel", line)
		}
	}
}

func TestEveryAnswerIsCited(t *testing.T) {
	b, d, _ := open(t)
	for _, line := range []string{"how many points has the lease?", "/who Halvorsen", "/who reyke", "/timeline", "/timeline quay", "/brief", "/sources", "/origins lease", "/compare", "/compare lease", "/help", "/who nobody"} {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err != nil {
			t.Errorf("%s: %v", line, a.Err)
		}
		if err := a.Check(context.Background(), d); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestCheckStopsWhatIsNotInTheText(t *testing.T) {
	_, d, _ := open(t)
	doc, err := d.Find(context.Background(), "notes.txt")
	if err != nil {
		t.Fatal(err)
	}
	good := doc.Cite(knowledge.Span{Start: 9, End: 45})
	changed := good
	changed.Text = "The eastern quay is 12 metres deep."
	moved := good
	moved.Span.Start--
	beyond := good
	beyond.Span.End = 1 << 20
	elsewhere := good
	elsewhere.Doc = "nowhere"
	quotes := func(c ...knowledge.Citation) bot.Block { return bot.Quotes{Quotes: []bot.Quote{{Citations: c}}} }
	if err := (bot.Answer{Blocks: []bot.Block{quotes(good)}}).Check(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]bot.Block{
		"changed words":     quotes(changed),
		"another place":     quotes(moved),
		"beyond the end":    quotes(beyond),
		"another document":  quotes(elsewhere),
		"no citation":       quotes(),
		"a second citation": quotes(good, changed),
		"a role":            bot.Profile{Roles: []bot.Role{{Citations: []knowledge.Citation{changed}}}},
		"a statement":       bot.Profile{Said: []bot.Statement{{Quote: changed, Context: good}}},
		"an entry":          bot.Timeline{Entries: []bot.TimelineEntry{{Text: changed, Citations: []knowledge.Citation{good}}}},
		"an origin":         bot.Origins{Origins: []bot.Origin{{Name: "X", Stated: true}}},
		"an item":           bot.Items{Items: []bot.Item{{Text: &changed}}},
	} {
		if err := (bot.Answer{Blocks: []bot.Block{block}}).Check(context.Background(), d); err == nil {
			t.Errorf("%s got through", name)
		}
	}
}

func TestOneHappeningToldTwiceIsOneEntry(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Line: "/timeline Halvorsen"})
	timeline, ok := a.Blocks[0].(bot.Timeline)
	if !ok || len(timeline.Entries) != 1 {
		t.Fatalf("entries: %+v", a.Blocks)
	}
	e := timeline.Entries[0]
	documents := map[knowledge.DocID]bool{}
	for _, c := range e.Citations {
		documents[c.Doc] = true
	}
	if e.When.From.String() != "2031-03-04" || e.When.Basis != knowledge.Stated || len(documents) != 2 {
		t.Errorf("entry %v, %d documents; want 2031-03-04 told by 2 documents", e.When, len(documents))
	}
}

func TestTwoDocumentsThatRepeatOneWireAreOneOrigin(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Line: "/origins"})
	found := a.Blocks[0].(bot.Origins)
	if len(found.Origins) != 2 || found.Origins[0].Name != "Northern Wire" || len(found.Origins[0].Documents) != 2 || found.Origins[1].Stated {
		t.Errorf("origins: %+v", found.Origins)
	}
}

func TestAMisspeltNameFindsItsBearerAndSaysSo(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Line: "/who halvorsn"})
	if a.Title != "Ingrid Halvorsen" || len(a.Understood) != 1 || a.Understood[0].Typed != "halvorsn" {
		t.Errorf("%q, understood %v", a.Title, a.Understood)
	}
	a = b.Handle(context.Background(), bot.Request{Line: "/who Zebulon Quux"})
	if !a.Abstained || a.Reason == "" {
		t.Errorf("an unknown name got %q", a.Title)
	}
}

func TestAClosedDossierIsAReferenceForThePersonAndAnErrorInTheLog(t *testing.T) {
	b, d, log := open(t)
	d.Close()
	a := b.Handle(context.Background(), bot.Request{Line: "how deep is the quay?"})
	if a.Err == nil || !strings.Contains(a.Err.Message, "Something went wrong (ref ") {
		t.Fatalf("answer: %+v", a)
	}
	ref := a.Err.Message[strings.Index(a.Err.Message, "ref ")+4:]
	if !strings.Contains(log.String(), strings.TrimSuffix(ref, ").")) {
		t.Errorf("the log does not hold the reference: %s", log)
	}
}

func FuzzHandle(f *testing.F) {
	b, _, _ := open(f)
	for _, line := range []string{"/who Halvorsen", "how many points?", "/timeline since yesterday", "/attache who", "\x00\xff", "/ask \"", "/who …", "timeline between 3 and"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		a := b.Handle(context.Background(), bot.Request{Line: line})
		if a.Err != nil && strings.Contains(a.Err.Message, "Something went wrong") {
			t.Errorf("%q: %v", line, a.Err)
		}
	})
}
