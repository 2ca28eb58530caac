package web

import (
	"net/url"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// answerView is an answer as it is shown, on a page or in the chat.
type answerView struct {
	Title      string
	Line       string
	Understood []bot.Understood
	Abstained  bool
	Reason     string
	Blocks     []blockView
	Picture    string // the address of a picture that says the same; empty where there is none
	Dark       string // the same for dark screens
	More       string // the address of the same answer with more quotations
	Echoes     bool   // the title says what was typed, which stands above it
}

// blockView is one block, and the template that shows it.
type blockView struct {
	Kind string
	Data any
}

// viewAnswer decides how an answer looks.
func (r *Room) viewAnswer(a bot.Answer, limit int, chat bool) answerView {
	v := answerView{Title: plain(a.Title), Line: a.Line, Understood: a.Understood, Abstained: a.Abstained, Reason: plain(a.Reason)}
	if a.Abstained && a.Reason == "" {
		v.Reason = "The dossier does not say."
	}
	b := builder{room: r, view: &v, chat: chat}
	for _, block := range a.Blocks {
		block.Accept(&b)
	}
	if len(a.Blocks) == 0 && a.Err != nil {
		b.Notice(bot.Notice{Text: a.Err.Message, Hint: a.Err.Hint})
	}
	if chat && b.dated && r.Config.Picture != nil {
		v.Picture = "/picture?" + url.Values{"line": {a.Line}}.Encode()
		v.Dark = v.Picture + "&dark=1"
	}
	if chat && b.quotes >= limit && limit < moreQuotes {
		v.More = "/chat?" + url.Values{"line": {a.Line}, "limit": {strconv.Itoa(moreQuotes)}}.Encode()
	}
	return v
}

// How many quotations answer: usually, and when more are asked for.
const (
	usualQuotes = 3
	moreQuotes  = 20
)

// The most of what a page shows, so that it stays small.
const (
	mostOrigins   = 40
	mostSources   = 60 // of one origin that has no tree
	mostDisputes  = 40
	mostSides     = 6 // quotations of one side
	mostItems     = 80
	mostDocsLines = 100
)

// few returns the first of a list, and says how many are left out.
func few[T any](b *builder, list []T, most int, what string) []T {
	left := len(list) - most
	if left <= 0 {
		return list
	}
	b.left = append(b.left, strconv.Itoa(left)+" more "+what+" are not shown.")
	return list[:most]
}

// builder implements [bot.BlockVisitor].
type builder struct {
	room   *Room
	view   *answerView
	chat   bool
	quotes int      // how many quotations are shown
	dated  bool     // there is a timeline to draw
	left   []string // what was left out of the block that is being built
}

// add adds a block, and what was left out of it.
func (b *builder) add(kind string, data any) {
	b.view.Blocks = append(b.view.Blocks, blockView{kind, data})
	for _, text := range b.left {
		b.view.Blocks = append(b.view.Blocks, blockView{"note", bot.Notice{Text: text}})
	}
	b.left = nil
}

type quotesView struct {
	Near   bool
	Quotes []quoteView
}

// quoteView is one quotation and where else it stands.
type quoteView struct {
	citeView
	Also []citeView
	Best bool
}

// Quotes implements [bot.BlockVisitor].
func (b *builder) Quotes(q bot.Quotes) {
	v := quotesView{Near: q.Near}
	for i, x := range q.Quotes {
		if len(x.Citations) == 0 {
			continue
		}
		v.Quotes = append(v.Quotes, quoteView{b.room.marked(x.Citations[0], x.Marks), b.room.cites(x.Citations[1:]), i == 0 && !q.Near})
	}
	b.quotes += len(v.Quotes)
	b.add("quotes", v)
}

type originsView struct {
	Head    string
	Origins []originView
}

type originView struct {
	Name    string
	Stated  bool
	Because []citeView
	Count   string
	Tree    []branchView
	Sources []sourceView // where there is no tree
	Left    int          // documents that are not shown
}

type branchView struct {
	Outlet   string
	Document *sourceView
	How      string
	Because  []citeView
	Also     []namedView
	Branches []branchView
}

type namedView struct {
	Name    string
	Because citeView
}

// Origins implements [bot.BlockVisitor].
func (b *builder) Origins(o bot.Origins) {
	if len(o.Origins) == 0 {
		return
	}
	named := knowledge.CountStated(o.Origins)
	v := originsView{Head: counted(o.Documents, "document", "documents") + ", "}
	if named == 0 {
		v.Head += "no origin stated"
	} else {
		v.Head += counted(named, "origin", "origins")
	}
	for _, x := range few(b, o.Origins, mostOrigins, "origins") {
		v.Origins = append(v.Origins, b.room.origin(x))
	}
	b.add("origins", v)
}

func (r *Room) origin(o bot.Origin) originView {
	v := originView{Name: plain(o.Name), Stated: o.Stated, Because: r.cites(o.Because), Count: counted(len(o.Documents), "document", "documents"), Tree: r.branches(o.Tree, 0)}
	if len(v.Tree) > 0 {
		v.Left = len(o.Documents)
		for _, line := range bot.Lines(o) {
			v.Left -= b2i(line.Traced)
		}
	} else {
		shown := o.Documents[:min(len(o.Documents), mostSources)]
		v.Left = len(o.Documents) - len(shown)
		for _, d := range shown {
			v.Sources = append(v.Sources, r.source(d))
		}
	}
	return v
}

// deepestBranch bounds how deep a tree is shown.
const deepestBranch = 12

func (r *Room) branches(list []knowledge.Branch, depth int) []branchView {
	var out []branchView
	if depth > deepestBranch {
		return nil
	}
	for _, x := range list {
		v := branchView{Outlet: plain(x.Outlet), How: bot.DescentWords(x.How), Because: r.cites(x.Because), Branches: r.branches(x.Branches, depth+1)}
		if x.Speaker != "" {
			v.How = plain(x.Speaker)
		}
		if x.Outlet == "" {
			s := r.source(x.Document)
			v.Document = &s
		}
		for _, also := range x.Also {
			v.Also = append(v.Also, namedView{plain(also.Name), r.cite(also.Because)})
		}
		out = append(out, v)
	}
	return out
}

type disagreementView struct {
	About string
	Sides []sideView
}

type sideView struct {
	Value  string
	Quotes []citeView
}

// Disagreements implements [bot.BlockVisitor].
func (b *builder) Disagreements(d bot.Disagreements) {
	var v []disagreementView
	for _, x := range few(b, d.Disagreements, mostDisputes, "differences") {
		dispute := disagreementView{About: plain(x.About)}
		for _, s := range x.Sides {
			dispute.Sides = append(dispute.Sides, sideView{plain(s.Value), b.room.cites(s.Quotes[:min(len(s.Quotes), mostSides)])})
		}
		v = append(v, dispute)
	}
	b.add("disagreements", v)
}

// Timeline implements [bot.BlockVisitor].
func (b *builder) Timeline(t bot.Timeline) {
	b.dated = b.dated || len(t.Entries) > 0
	shown := b.room.entries(t.Entries[:min(len(t.Entries), entriesOnPage)], 0)
	for i := range shown {
		shown[i].Anchor = "" // a conversation has several timelines
	}
	b.add("entries", shown)
	if left := len(t.Entries) - len(shown); left > 0 {
		b.Notice(bot.Notice{Text: counted(left, "more happening is", "more happenings are") + " on the page Timeline."})
	}
	if t.Undated > 0 {
		b.Notice(bot.Notice{Text: counted(t.Undated, "happening", "happenings") + " without a date: only the place between others is known."})
	}
	if t.Hidden > 0 && len(t.Entries) > 0 { // else the reason says it
		b.Notice(bot.Notice{Text: t.LeftOut()})
	}
}

type profileView struct {
	Kind      string
	Variants  []string
	Roles     []roleView
	Said      []statementView
	SaidAbout []statementView
	With      []bot.Link
	Events    []entryView
	Documents []sourceView
	Span      string
	Left      map[string]int // how much of a list is left out
}

type roleView struct {
	citeView
	Times int
}

type statementView struct {
	Quote   citeView
	Verb    string
	Context citeView
	Whole   bool // the context says more than the quote
	Told    string
	Direct  bool
	Hedged  bool
}

// The most that is shown of each list of a profile.
const (
	mostRoles      = 12
	mostStatements = 25
	mostWith       = 20
	mostEvents     = 30
	mostDocuments  = 30
	mostVariants   = 20
)

// Profile implements [bot.BlockVisitor].
func (b *builder) Profile(p bot.Profile) {
	r := b.room
	v := profileView{Kind: plain(p.Kind), Span: bot.RangeWords(p.First, p.Last), Left: map[string]int{}}
	for _, name := range atMost(&v, "variants", p.Variants, mostVariants) {
		v.Variants = append(v.Variants, plain(name))
	}
	for _, x := range atMost(&v, "roles", p.Roles, mostRoles) {
		if len(x.Citations) > 0 {
			v.Roles = append(v.Roles, roleView{r.cite(x.Citations[0]), len(x.Citations)})
		}
	}
	for _, x := range atMost(&v, "said", p.Said, mostStatements) {
		v.Said = append(v.Said, r.statement(x))
	}
	for _, x := range atMost(&v, "about", p.SaidAbout, mostStatements) {
		v.SaidAbout = append(v.SaidAbout, r.statement(x))
	}
	v.With = atMost(&v, "with", p.With, mostWith)
	v.Events = r.entries(atMost(&v, "events", p.Events, mostEvents), 0)
	for _, d := range atMost(&v, "documents", p.Documents, mostDocuments) {
		v.Documents = append(v.Documents, r.source(d))
	}
	b.add("profile", v)
}

// atMost cuts a list and notes how much is left out.
func atMost[T any](v *profileView, name string, list []T, most int) []T {
	if left := len(list) - most; left > 0 {
		v.Left[name] = left
		return list[:most]
	}
	return list
}

func (r *Room) statement(s bot.Statement) statementView {
	return statementView{Quote: r.cite(s.Quote), Verb: plain(s.Verb), Context: r.cite(s.Context), Told: plain(s.Told), Direct: s.Direct, Hedged: s.Hedged,
		Whole: strings.TrimSpace(s.Context.Text) != strings.TrimSpace(s.Quote.Text) && s.Context.Text != ""}
}

type candidatesView struct {
	Unknown    bool
	Candidates []candidateView
}

type candidateView struct {
	Name    string
	Role    *citeView
	Address string
	Line    string
}

// Candidates implements [bot.BlockVisitor].
func (b *builder) Candidates(c bot.Candidates) {
	v := candidatesView{Unknown: c.Unknown}
	for _, x := range c.Candidates {
		one := candidateView{Name: plain(x.Name), Line: x.Line, Address: b.address(x.Line)}
		if x.Role != nil {
			role := b.room.cite(*x.Role)
			one.Role = &role
		}
		v.Candidates = append(v.Candidates, one)
	}
	b.add("candidates", v)
}

// address is where a line is answered: on its page, or in the chat.
func (b *builder) address(line string) string {
	command, words, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	switch {
	case b.chat:
	case command == "who":
		return whoPath(words)
	case command == "origins" || command == "compare":
		return linked("/"+command, "about", words)
	}
	return linked("/chat", "line", line)
}

type partView struct {
	Part  string
	Title string
	Items []itemView
}

type itemView struct {
	Label     string
	Title     *citeView
	Text      *citeView
	By        string
	Firmness  string
	Citations []citeView
	Who       string // the page of the name that it is about
}

// Items implements [bot.BlockVisitor]: items of one part stand under its heading.
func (b *builder) Items(i bot.Items) {
	var parts []partView
	for _, x := range few(b, i.Items, mostItems, "parts") {
		if last := len(parts) - 1; last < 0 || parts[last].Part != x.Part {
			parts = append(parts, partView{Part: x.Part, Title: plain(bot.PartTitle(x.Part))})
		}
		p := &parts[len(parts)-1]
		p.Items = append(p.Items, b.room.item(x))
	}
	b.add("parts", parts)
}

func (r *Room) item(x bot.Item) itemView {
	v := itemView{Label: plain(x.Label), By: plain(x.By), Firmness: plain(bot.FirmnessWords(x.Firmness))}
	if x.Title != nil {
		c := r.cite(*x.Title)
		v.Title = &c
	}
	if x.Text != nil && (x.Title == nil || *x.Text != *x.Title) {
		c := r.cite(*x.Text)
		v.Text = &c
	}
	for _, c := range r.cites(x.Citations) {
		if (v.Title == nil || c.Address != v.Title.Address) && (v.Text == nil || c.Address != v.Text.Address) {
			v.Citations = append(v.Citations, c)
		}
	}
	switch x.Part {
	case "person", "organisation", "place":
		if x.Title != nil {
			v.Who = whoPath(knowledge.OneLine(x.Title.Text))
		}
	}
	return v
}

type documentLine struct {
	sourceView
	Path          string
	TitleFrom     string
	PublisherFrom string
	PublishedFrom string
	Also          string
}

// Documents implements [bot.BlockVisitor].
func (b *builder) Documents(d bot.Documents) {
	var v []documentLine
	for _, x := range few(b, d.Documents, mostDocsLines, "documents") {
		line := documentLine{sourceView: b.room.source(x.Source), Path: plain(x.Source.Path), TitleFrom: plain(x.TitleFrom), PublisherFrom: plain(x.PublisherFrom), PublishedFrom: plain(x.PublishedFrom)}
		var also []string
		for _, f := range x.Also {
			also = append(also, bot.DateWords(f.Value)+", "+plain(f.From))
		}
		line.Also = strings.Join(also, "; ")
		v = append(v, line)
	}
	b.add("documentLines", v)
}

// Notice implements [bot.BlockVisitor].
func (b *builder) Notice(n bot.Notice) {
	b.add("note", bot.Notice{Text: plain(n.Text), Hint: plain(n.Hint)})
}

// Help implements [bot.BlockVisitor].
func (b *builder) Help(h bot.Help) {
	var v bot.Help
	for _, c := range h.Commands {
		v.Commands = append(v.Commands, bot.CommandHelp{Usage: plain(c.Usage), Summary: plain(c.Summary), Example: plain(c.Example)})
	}
	b.add("help", v)
}
