// Package adaptertest holds what every adapter is tested with: answers of every
// kind over an invented dossier, answers made of what strangers write, and fakes
// of the platforms that the official client libraries accept.
package adaptertest

import (
	"fmt"
	"slices"

	"attache/bot"
	"attache/knowledge"
)

// Named is an answer and a name for it that is fit for a file.
type Named struct {
	Name   string
	Answer bot.Answer
}

// Answers returns an answer of every kind that the bot gives, with content as a
// dossier has it. Together they hold every kind of [bot.Block]. The answers are
// made anew on each call.
func Answers() []Named {
	return []Named{
		{"ask", ask()},
		{"ask-one", askOne()},
		{"ask-abstained", askAbstained()},
		{"ask-cyrillic", askCyrillic()},
		{"timeline", timeline()},
		{"timeline-long", LongTimeline(60)},
		{"timeline-empty", timelineEmpty()},
		{"who", who()},
		{"who-long", LongProfile(80)},
		{"who-candidates", whoCandidates()},
		{"who-unknown", whoUnknown()},
		{"brief", brief()},
		{"numbers", numbers()},
		{"sources", sources()},
		{"origins", origins()},
		{"compare", compare()},
		{"help", help()},
		{"error", usageError()},
		{"notice", notice()},
		{"private", private()},
		{"empty", bot.Answer{Command: "ask", Line: "/ask ", Title: "Nothing to show"}},
	}
}

// Kinds counts the blocks of an answer by kind, so that a test can hold that no
// kind is left out.
type Kinds map[string]int

// Count adds the blocks of a.
func (k Kinds) Count(a bot.Answer) {
	for _, b := range a.Blocks {
		b.Accept(k)
	}
}

// Quotes implements [bot.BlockVisitor], as the other methods do.
func (k Kinds) Quotes(bot.Quotes)               { k["quotes"]++ }
func (k Kinds) Origins(bot.Origins)             { k["origins"]++ }
func (k Kinds) Disagreements(bot.Disagreements) { k["disagreements"]++ }
func (k Kinds) Timeline(bot.Timeline)           { k["timeline"]++ }
func (k Kinds) Profile(bot.Profile)             { k["profile"]++ }
func (k Kinds) Candidates(bot.Candidates)       { k["candidates"]++ }
func (k Kinds) Items(bot.Items)                 { k["items"]++ }
func (k Kinds) Documents(bot.Documents)         { k["documents"]++ }
func (k Kinds) Notice(bot.Notice)               { k["notice"]++ }
func (k Kinds) Help(bot.Help)                   { k["help"]++ }

func ask() bot.Answer {
	herald, wire, record := herald(), wire(), record()
	best := quote(herald, "The plan has 14 points and was drafted in October by Ingrid Halvorsen, the port's director, and the lawyer Tomas Reyke.", "plan", "drafted")
	best.Citations = append(best.Citations, cite(record, "The plan has 14 points and was drafted in October by Ingrid Halvorsen, the port's director, and the lawyer Tomas Reyke."))
	best.Score = 0.83
	return bot.Answer{
		Command:    "ask",
		Line:       "/ask who drafted the lese plan?",
		Title:      "Who drafted the lease plan?",
		Understood: []bot.Understood{{Typed: "lese", As: "lease"}},
		Blocks: []bot.Block{
			bot.Quotes{Quotes: []bot.Quote{
				best,
				quote(wire, "Veldsund's draft lease runs to 30 years and 14 points, according to two people who have read it.", "draft", "lease"),
				quote(chronology(), "Halvorsen and Reyke write a first draft over three days in a rented cabin.", "write", "draft"),
			}},
			bot.Origins{Documents: 3, Origins: []bot.Origin{
				{Name: "Northern Wire", Stated: true, Documents: []knowledge.Source{herald.Source(), wire.Source(), record.Source()},
					Because: []knowledge.Citation{cite(herald, "three officials told the Northern Wire")}},
			}},
			bot.Disagreements{Disagreements: []bot.Disagreement{payments()}},
		},
	}
}

func payments() bot.Disagreement {
	return bot.Disagreement{About: "what the operator pays a year", Sides: []bot.Side{
		{Value: "4.2 million crowns", Quotes: []knowledge.Citation{cite(herald(), "Under the plan the operator would pay 4.2 million crowns a year.")}},
		{Value: "3.8 million crowns", Quotes: []knowledge.Citation{cite(wire(), "The operator would pay 3.8 million crowns a year, the people said.")}},
	}}
}

func askOne() bot.Answer {
	minutes := minutes()
	return bot.Answer{
		Command: "ask", Line: "/ask how deep is the eastern quay?", Title: "How deep is the eastern quay?",
		Blocks: []bot.Block{
			bot.Quotes{Quotes: []bot.Quote{quote(minutes, "Depth at the eastern quay was measured at 11.4 m.", "Depth", "eastern quay")}},
			bot.Origins{Documents: 1, Origins: []bot.Origin{{Documents: []knowledge.Source{minutes.Source()}}}},
		},
	}
}

func askAbstained() bot.Answer {
	return bot.Answer{
		Command: "ask", Line: "/ask how many cranes did the operator order?", Title: "How many cranes did the operator order?",
		Abstained: true, Reason: "The dossier names the operator but says nothing of cranes.",
		Blocks: []bot.Block{bot.Quotes{Near: true, Quotes: []bot.Quote{
			quote(wire(), "The operator would pay 3.8 million crowns a year, the people said.", "operator"),
			quote(herald(), "The port authority of Veldsund will lease the eastern quay to a Danish operator for 30 years, three officials told the Northern Wire.", "operator"),
		}}},
	}
}

func askCyrillic() bot.Answer {
	visnyk := visnyk()
	return bot.Answer{
		Command: "ask", Line: "/ask хто підписав договір?", Title: "Хто підписав договір?",
		Understood: []bot.Understood{{Typed: "договір", As: "договору"}},
		Blocks: []bot.Block{bot.Quotes{Quotes: []bot.Quote{
			quote(visnyk, "«Ми здаємо в оренду лише причал, а не гавань», — сказала директорка порту Інґрід Галворсен.", "здаємо", "причал"),
			quote(visnyk, "Міська рада голосуватиме за проєкт договору 19 березня.", "договору"),
		}}},
	}
}

func timeline() bot.Answer {
	h, w, c := herald(), wire(), chronology()
	entry := func(d knowledge.Document, text string, when knowledge.When, status knowledge.Status, from ...string) bot.TimelineEntry {
		e := bot.TimelineEntry{When: when, Status: status, Text: cite(d, text), Citations: []knowledge.Citation{cite(d, text)}}
		for _, f := range from {
			e.ResolvedFrom = append(e.ResolvedFrom, cite(d, f))
		}
		return e
	}
	strike := entry(c, "The strike", span("2031-02-28", "2031-03-01"), knowledge.Happened)
	strike.Citations = append(strike.Citations, cite(h, "Dockworkers went on strike on 28 February and stopped all loading for two days."))
	strike.Origins = []bot.Origin{{Name: "Harbour Institute", Stated: true, Documents: []knowledge.Source{c.Source()}}, {Documents: []knowledge.Source{h.Source()}}}
	ordered := knowledge.When{Basis: knowledge.Ordered, After: date("2030-10"), Before: date("2031-02-28")}
	resolved := span("2031-03-03", "2031-03-03")
	resolved.Basis = knowledge.Resolved
	carried := span("2031-03-04", "2031-03-04")
	carried.Basis = knowledge.Carried
	open := knowledge.When{From: date("2031-03-06"), Open: true}
	return bot.Answer{
		Command: "timeline", Line: "/timeline lease since 2030", Title: "Timeline: lease",
		Blocks: []bot.Block{bot.Timeline{
			Entries: []bot.TimelineEntry{
				entry(c, "The quay is built", span("1953", "1953"), knowledge.Happened),
				entry(c, "The draft is written", span("2030-10", "2030-10"), knowledge.Happened),
				entry(c, "A second draft follows after objections from the union.", ordered, knowledge.Happened),
				strike,
				entry(w, "Ingrid Halvorsen, the port director, met union leaders on Monday.", resolved, knowledge.Happened, "on Monday"),
				entry(h, "Mayor Adaeze Obi has not said whether she will sign.", carried, knowledge.Denied),
				entry(c, "A survey of the sea bed runs from 6 March.", open, knowledge.Happened),
				entry(c, "The hearing of 12 March is put off.", span("2031-03-12", "2031-03-12"), knowledge.Postponed),
				entry(w, "A vote in the city council is planned for 19 March.", span("2031-03-19", "2031-03-19"), knowledge.Planned),
				entry(c, "If the council agrees, the lease begins on 1 July.", span("2031-07-01", "2031-07-01"), knowledge.Conditional),
			},
			Undated: 1, Hidden: 2, All: "/timeline all lease since 2030",
		}},
	}
}

// LongTimeline returns a timeline of n happenings, one a day.
func LongTimeline(n int) bot.Answer {
	first := date("2031-01-01")
	t := bot.Timeline{}
	for i := range n {
		text := fmt.Sprintf("On day %d of the talks the delegations met at the customs house and adopted article %d of the lease.", i+1, i+1)
		d := document(fmt.Sprintf("talks/%03d.txt", i+1), text, fmt.Sprintf("Talks, day %d", i+1), "Northern Wire", first.AddDays(i).String(), "")
		t.Entries = append(t.Entries, bot.TimelineEntry{
			When: knowledge.When{From: first.AddDays(i), To: first.AddDays(i)}, Text: cite(d, text), Citations: []knowledge.Citation{cite(d, text)}})
	}
	return bot.Answer{Command: "timeline", Line: "/timeline talks", Title: "Timeline: talks", Blocks: []bot.Block{t}}
}

func timelineEmpty() bot.Answer {
	return bot.Answer{Command: "timeline", Line: "/timeline regatta", Title: "Timeline: regatta",
		Abstained: true, Reason: "The dossier has no happening with a date of its own for “regatta”; 1 happening left out, dated only by the report that tells it: /timeline all regatta shows it.",
		Blocks: []bot.Block{bot.Timeline{Hidden: 1, All: "/timeline all regatta"}}}
}

func who() bot.Answer {
	h, w, v, c := herald(), wire(), visnyk(), chronology()
	met := span("2031-03-03", "2031-03-03")
	met.Basis = knowledge.Resolved
	return bot.Answer{
		Command: "who", Line: "/who halvorsn", Title: "Ingrid Halvorsen",
		Understood: []bot.Understood{{Typed: "halvorsn", As: "Halvorsen"}}, Exactly: "/who “halvorsn”",
		Blocks: []bot.Block{bot.Profile{
			Name: "Ingrid Halvorsen", Kind: "person", Variants: []string{"Halvorsen", "Інґрід Галворсен"},
			Roles: []bot.Role{
				{Citations: []knowledge.Citation{cite(h, "the port's director"), cite(w, "the port director")}},
				{Citations: []knowledge.Citation{cite(v, "директорка порту")}},
			},
			Said: []bot.Statement{
				{Quote: cite(h, "We are not selling the harbour, we are renting out a wall,"), Verb: "said", Direct: true,
					Context: cite(h, "“We are not selling the harbour, we are renting out a wall,” Halvorsen said on Tuesday.")},
				{Quote: cite(w, "the draft will be published before the vote"), Verb: "reportedly told", Hedged: true, Told: "the Northern Wire",
					Context: cite(w, "Halvorsen reportedly told the Northern Wire that the draft will be published before the vote.")},
			},
			SaidAbout: []bot.Statement{
				{Quote: cite(w, "Nobody at this table wants a second strike,"), Verb: "told", Direct: true, Told: "the Northern Wire",
					Context: cite(w, "“Nobody at this table wants a second strike,” Reyke told the Northern Wire after meeting Halvorsen.")},
			},
			With: []bot.Link{{Name: "Tomas Reyke", Count: 4}, {Name: "Adaeze Obi", Count: 1}},
			Events: []bot.TimelineEntry{
				{When: span("2030-10", "2030-10"), Text: cite(c, "The draft is written"), Citations: []knowledge.Citation{cite(c, "The draft is written")}},
				{When: met, Text: cite(w, "Ingrid Halvorsen, the port director, met union leaders on Monday."),
					Citations:    []knowledge.Citation{cite(w, "Ingrid Halvorsen, the port director, met union leaders on Monday.")},
					ResolvedFrom: []knowledge.Citation{cite(w, "on Monday")}},
			},
			Documents: []knowledge.Source{h.Source(), w.Source(), v.Source(), c.Source()},
			First:     date("2031-03-04"), Last: date("2031-03-10"),
		}},
	}
}

// LongProfile returns a profile that holds n of everything.
func LongProfile(n int) bot.Answer {
	p := bot.Profile{Name: "Ingrid Halvorsen", Kind: "person", First: date("2031-01-01"), Last: date("2031-12-31")}
	for i := range n {
		text := fmt.Sprintf("Halvorsen, chair of committee %d, said that article %d of the lease would be kept. She was named in report %d.", i+1, i+1, i+1)
		d := document(fmt.Sprintf("reports/%03d.txt", i+1), text, fmt.Sprintf("Report %d of the port authority", i+1), "The Veldsund Herald", date("2031-01-01").AddDays(i).String(), "")
		role := cite(d, fmt.Sprintf("chair of committee %d", i+1))
		said := bot.Statement{Quote: cite(d, fmt.Sprintf("article %d of the lease would be kept", i+1)), Verb: "said",
			Context: cite(d, fmt.Sprintf("Halvorsen, chair of committee %d, said that article %d of the lease would be kept.", i+1, i+1))}
		event := cite(d, fmt.Sprintf("She was named in report %d.", i+1))
		p.Variants = append(p.Variants, fmt.Sprintf("Director Halvorsen %d", i+1))
		p.Roles = append(p.Roles, bot.Role{Citations: []knowledge.Citation{role}})
		p.Said = append(p.Said, said)
		p.SaidAbout = append(p.SaidAbout, said)
		p.With = append(p.With, bot.Link{Name: fmt.Sprintf("Delegate %d", i+1), Count: n - i})
		p.Events = append(p.Events, bot.TimelineEntry{When: knowledge.When{From: d.Published.Value, To: d.Published.Value}, Text: event, Citations: []knowledge.Citation{event}})
		p.Documents = append(p.Documents, d.Source())
	}
	return bot.Answer{Command: "who", Line: "/who Halvorsen", Title: "Ingrid Halvorsen", Blocks: []bot.Block{p}}
}

func whoCandidates() bot.Answer {
	role := cite(herald(), "the port's director")
	lawyer := cite(herald(), "the lawyer")
	return bot.Answer{Command: "who", Line: "/who Reyke", Title: "Which Reyke?",
		Blocks: []bot.Block{bot.Candidates{Query: "Reyke", Candidates: []bot.Candidate{
			{Name: "Tomas Reyke", Role: &lawyer, Line: "/who Tomas Reyke"},
			{Name: "Ingrid Reyke-Halvorsen", Role: &role, Line: "/who Ingrid Reyke-Halvorsen"},
			{Name: "Reyke & Sons", Line: "/who Reyke & Sons"},
		}}}}
}

func whoUnknown() bot.Answer {
	return bot.Answer{Command: "who", Line: "/who Haldorsen", Title: "Nobody called Haldorsen",
		Abstained: true, Reason: "The dossier names nobody called “Haldorsen”.",
		Blocks: []bot.Block{bot.Candidates{Query: "Haldorsen", Unknown: true, Candidates: []bot.Candidate{
			{Name: "Ingrid Halvorsen", Line: "/who Ingrid Halvorsen"},
		}}}}
}

func brief() bot.Answer {
	h, w, c := herald(), wire(), chronology()
	item := func(part, label, by, firmness string, title, text *knowledge.Citation) bot.Item {
		i := bot.Item{Part: part, Label: label, By: by, Firmness: firmness, Title: title, Text: text}
		for _, c := range []*knowledge.Citation{title, text} {
			if c != nil {
				i.Citations = append(i.Citations, *c)
			}
		}
		return i
	}
	return bot.Answer{Command: "brief", Line: "/brief", Title: "Brief",
		Blocks: []bot.Block{
			bot.Items{Items: []bot.Item{
				item("latest", "", "", "", ref(c, "The hearing of 12 March is put off."), nil),
				item("takeaway", "", "", "", nil, ref(h, "The port authority of Veldsund will lease the eastern quay to a Danish operator for 30 years, three officials told the Northern Wire.")),
				item("person", "named in 4 documents", "", "", ref(h, "Ingrid Halvorsen"), ref(h, "the port's director")),
				item("next", "", "", "plans", nil, ref(w, "A vote in the city council is planned for 19 March.")),
				item("next", "", "Northern Wire", "will", nil, ref(w, "Halvorsen reportedly told the Northern Wire that the draft will be published before the vote.")),
				item("scenario", "", "", "if", ref(c, "If the council agrees"), ref(c, "If the council agrees, the lease begins on 1 July.")),
				item("perspective", "", "Tomas Reyke", "", nil, ref(w, "Nobody at this table wants a second strike,")),
			}},
			bot.Disagreements{Disagreements: []bot.Disagreement{payments()}},
			bot.Notice{Text: "5 documents, the latest of 10 March 2031.", Hint: "/timeline shows what happened, in order."},
		}}
}

func numbers() bot.Answer {
	h, w := herald(), wire()
	number := func(d knowledge.Document, value, text string) bot.Item {
		return bot.Item{Part: "number", Title: ref(d, value), Text: ref(d, text), Citations: []knowledge.Citation{cite(d, text)}}
	}
	return bot.Answer{Command: "numbers", Line: "/numbers", Title: "Numbers",
		Blocks: []bot.Block{bot.Items{Items: []bot.Item{
			number(h, "30 years", "The port authority of Veldsund will lease the eastern quay to a Danish operator for 30 years, three officials told the Northern Wire."),
			number(h, "4.2 million crowns", "Under the plan the operator would pay 4.2 million crowns a year."),
			number(w, "3.8 million crowns", "The operator would pay 3.8 million crowns a year, the people said."),
		}}}}
}

func sources() bot.Answer {
	var b bot.Documents
	for _, d := range Documents() {
		b.Documents = append(b.Documents, bot.DocumentLine{Source: d.Source(), TitleFrom: d.Title.From, PublisherFrom: d.Publisher.From,
			PublishedFrom: d.Published.From, Also: d.Published.Also, Language: d.Language, Encoding: d.Encoding})
	}
	return bot.Answer{Command: "sources", Line: "/sources", Title: "Sources", Blocks: []bot.Block{b}}
}

func origins() bot.Answer {
	h, w, r, m := herald(), wire(), record(), minutes()
	return bot.Answer{Command: "origins", Line: "/origins lease", Title: "Where it comes from: lease",
		Blocks: []bot.Block{bot.Origins{Documents: 4, Origins: []bot.Origin{
			{Name: "Northern Wire", Stated: true, Documents: []knowledge.Source{w.Source(), h.Source(), r.Source()},
				Because: []knowledge.Citation{cite(h, "three officials told the Northern Wire"), cite(r, "as the Northern Wire first reported")},
				Tree: []knowledge.Branch{
					{Document: w.Source(), Traced: true, How: knowledge.Publishes, Because: []knowledge.Citation{cite(r, "as the Northern Wire first reported")}},
					{Document: h.Source(), Traced: true, How: knowledge.Names, Speaker: "three officials", Because: []knowledge.Citation{cite(h, "three officials told the Northern Wire")},
						Branches: []knowledge.Branch{{Document: r.Source(), Traced: true, How: knowledge.Copies,
							Because: []knowledge.Citation{cite(r, "as the Northern Wire first reported"), cite(h, "three officials told the Northern Wire")}}}},
				}},
			{Documents: []knowledge.Source{m.Source()}, Tree: []knowledge.Branch{{Document: m.Source(), Traced: true}}},
		}}}}
}

func compare() bot.Answer {
	return bot.Answer{Command: "compare", Line: "/compare lease", Title: "Where sources differ: lease",
		Blocks: []bot.Block{bot.Disagreements{Disagreements: []bot.Disagreement{
			payments(),
			{About: "how long loading stopped", Sides: []bot.Side{
				{Value: "two days", Quotes: []knowledge.Citation{cite(herald(), "Dockworkers went on strike on 28 February and stopped all loading for two days.")}},
				{Value: "one shift", Quotes: []knowledge.Citation{cite(minutes(), "Loading stopped for one shift on 28 February.")}},
			}},
		}}}}
}

func help() bot.Answer {
	return bot.Answer{Command: "help", Line: "/help", Title: "What attache can do", Visibility: bot.Private,
		Blocks: []bot.Block{
			bot.Help{Commands: []bot.CommandHelp{
				{Usage: "/ask QUESTION", Summary: "answers with sentences from the dossier, word for word", Example: "/ask who drafted the lease plan?"},
				{Usage: "/timeline [WORDS] [since DATE] [until DATE]", Summary: "what happened, in order", Example: "/timeline lease since 2030"},
				{Usage: "/who NAME", Summary: "what the dossier says of a person, organisation or place", Example: "/who Halvorsen"},
				{Usage: "/brief", Summary: "the dossier on one page", Example: "/brief"},
			}},
			bot.Notice{Text: "Plain text is a question.", Hint: "Every sentence in an answer stands in a document, word for word."},
		}}
}

func usageError() bot.Answer {
	err := &bot.UserError{Message: "“2031-13” is not a date.", Hint: "Write /timeline lease since 2031-03."}
	return bot.Answer{Command: "timeline", Line: "/timeline lease since 2031-13", Title: "That did not work", Visibility: bot.Private, Err: err,
		Blocks: []bot.Block{bot.Notice{Text: err.Message, Hint: err.Hint}}}
}

func notice() bot.Answer {
	return bot.Answer{Command: "digest", Line: "/digest", Title: "Digest", Blocks: []bot.Block{bot.Notice{Text: "Nothing new since 9 March 2031."}}}
}

func private() bot.Answer {
	a := askOne()
	a.Visibility = bot.Private
	return a
}

// Documents returns the invented dossier that the answers quote.
func Documents() []knowledge.Document {
	return []knowledge.Document{herald(), wire(), record(), chronology(), visnyk(), minutes()}
}

func herald() knowledge.Document {
	return document("herald.txt", `Port workers reject the Halvorsen plan

The port authority of Veldsund will lease the eastern quay to a Danish operator for 30 years, three officials told the Northern Wire. The plan has 14 points and was drafted in October by Ingrid Halvorsen, the port's director, and the lawyer Tomas Reyke.

“We are not selling the harbour, we are renting out a wall,” Halvorsen said on Tuesday. Dockworkers went on strike on 28 February and stopped all loading for two days. Under the plan the operator would pay 4.2 million crowns a year. Mayor Adaeze Obi has not said whether she will sign.
`, "Port workers reject the Halvorsen plan", "The Veldsund Herald", "2031-03-04", "https://herald.example/2031/port-plan?page=1&view=full")
}

func wire() knowledge.Document {
	return document("wire.txt", `Draft lease runs to 30 years

Veldsund's draft lease runs to 30 years and 14 points, according to two people who have read it. Ingrid Halvorsen, the port director, met union leaders on Monday. “Nobody at this table wants a second strike,” Reyke told the Northern Wire after meeting Halvorsen. The operator would pay 3.8 million crowns a year, the people said. Halvorsen reportedly told the Northern Wire that the draft will be published before the vote. A vote in the city council is planned for 19 March.
`, "Draft lease runs to 30 years", "Northern Wire", "2031-03-05", "https://wire.example/lease")
}

func record() knowledge.Document {
	return document("record.txt", `The plan has 14 points and was drafted in October by Ingrid Halvorsen, the port's director, and the lawyer Tomas Reyke. The operator is Danish, as the Northern Wire first reported.
`, "", "Coastal Record", "2031-03-06", "")
}

func chronology() knowledge.Document {
	return document("background/chronology.txt", `Chronology of the lease

The quay is built
Work on the eastern quay ends in 1953.

The draft is written
Halvorsen and Reyke write a first draft over three days in a rented cabin.
A second draft follows after objections from the union.

The strike
28 February to 1 March 2031

A survey of the sea bed runs from 6 March.
The hearing of 12 March is put off.
If the council agrees, the lease begins on 1 July.
`, "Chronology of the lease", "Harbour Institute", "2031-03-10", "")
}

func visnyk() knowledge.Document {
	d := document("вісник.txt", `Порт здає причал

«Ми здаємо в оренду лише причал, а не гавань», — сказала директорка порту Інґрід Галворсен. Міська рада голосуватиме за проєкт договору 19 березня.
`, "Порт здає причал", "Морський вісник", "2031-03-05", "https://visnyk.example/порт")
	d.Language = "uk"
	return d
}

func minutes() knowledge.Document {
	return document("minutes.txt", "Depth at the eastern quay was measured at 11.4 m. Loading stopped for one shift on 28 February.\n", "", "", "", "")
}

func document(path, text, title, publisher, published, url string) knowledge.Document {
	d := knowledge.NewDocument(path, text)
	d.Format, d.Encoding, d.Language, d.URL = "text", "utf-8", "en", url
	if title != "" {
		d.Title = knowledge.Found{Value: title, From: "first line"}
	}
	if publisher != "" {
		d.Publisher = knowledge.Found{Value: publisher, From: "dossier.yaml"}
	}
	if published != "" {
		d.Published = knowledge.FoundDate{Value: date(published), From: "dateline"}
	}
	return d
}

// quote cites text, which must stand in d, and marks the first place of each of
// the words in it.
func quote(d knowledge.Document, text string, marked ...string) bot.Quote {
	c := cite(d, text)
	q := bot.Quote{Citations: []knowledge.Citation{c}, Score: 0.5}
	for _, m := range marked {
		at := find(c.Text, m)
		q.Marks = append(q.Marks, knowledge.Span{Start: c.Span.Start + at.Start, End: c.Span.Start + at.End})
	}
	slices.SortFunc(q.Marks, func(a, b knowledge.Span) int { return a.Start - b.Start })
	return q
}

func cite(d knowledge.Document, text string) knowledge.Citation { return d.Cite(find(d.Text, text)) }

func ref(d knowledge.Document, text string) *knowledge.Citation {
	c := cite(d, text)
	return &c
}
