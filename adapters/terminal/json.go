package terminal

import (
	"bytes"
	"encoding/json"
	"math"
	"time"

	"attache/bot"
	"attache/knowledge"
)

// version is that of the JSON's shape. A change that would break a reader raises it.
const version = 1

// JSON writes the answer to line as one JSON object on one line, with a line end
// behind it. The line is what was typed.
func JSON(line string, a bot.Answer, elapsed time.Duration) []byte {
	if a.Err != nil {
		return JSONError(line, a.Err)
	}
	o := object{V: version, Line: line, Command: a.Command, Elapsed: milliseconds(elapsed), Abstained: a.Abstained, Understood: a.Understood}
	if a.Abstained {
		o.Reason = a.Reason
	}
	for _, block := range a.Blocks {
		block.Accept(&o)
	}
	return encode(o)
}

// JSONError writes the object that stands for a line that could not be carried out.
func JSONError(line string, err error) []byte {
	return encode(failure{V: version, Line: line, Error: err.Error()})
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		// Only values that JSON has no form for can fail, and the types here have none.
		panic("terminal: " + err.Error())
	}
	return b.Bytes()
}

func milliseconds(d time.Duration) float64 {
	return math.Round(float64(d)/float64(time.Millisecond)*1000) / 1000
}

type failure struct {
	V     int    `json:"v"`
	Line  string `json:"line"`
	Error string `json:"error"`
}

// object is one answer. It implements [bot.BlockVisitor]: each block fills in
// the keys that belong to it.
type object struct {
	V             int              `json:"v"`
	Line          string           `json:"line"`
	Command       string           `json:"command,omitempty"`
	Elapsed       float64          `json:"elapsed_ms"`
	Abstained     bool             `json:"abstained"`
	Reason        string           `json:"reason,omitempty"`
	Understood    []bot.Understood `json:"understood,omitempty"`
	QuoteList     []quote          `json:"quotes,omitempty"`
	OriginList    []origin         `json:"origins,omitempty"`
	Differ        []disagreement   `json:"disagreements,omitempty"`
	Entries       *[]entry         `json:"timeline,omitempty"`
	ProfileOf     *profile         `json:"profile,omitempty"`
	CandidateList []candidate      `json:"candidates,omitempty"`
	Closest       []string         `json:"closest,omitempty"`
	ItemList      []item           `json:"items,omitempty"`
}

// quote is a citation. Start and End are bytes of the canonical text of Document.
type quote struct {
	Text      string         `json:"text"`
	Document  string         `json:"document"`
	Start     int            `json:"start"`
	End       int            `json:"end"`
	Title     string         `json:"title,omitempty"`
	Publisher string         `json:"publisher,omitempty"`
	Published knowledge.Date `json:"published,omitzero"`
	ID        string         `json:"id"`
	Score     *float64       `json:"score,omitempty"`
	Near      bool           `json:"near,omitempty"`
}

type origin struct {
	Name      string   `json:"name,omitempty"`
	Stated    bool     `json:"stated"`
	Documents []string `json:"documents"`
	Because   []quote  `json:"because,omitempty"`
	Tree      []branch `json:"tree,omitempty"`
}

// branch is a document, or an outlet that is none, and what grows on it.
type branch struct {
	Document string   `json:"document,omitempty"`
	Outlet   string   `json:"outlet,omitempty"`
	Traced   bool     `json:"traced,omitempty"`
	How      string   `json:"how,omitempty"`
	Speaker  string   `json:"speaker,omitempty"`
	Because  []quote  `json:"because,omitempty"`
	Also     []also   `json:"also,omitempty"`
	Tree     []branch `json:"tree,omitempty"`
}

type also struct {
	Name    string `json:"name"`
	Because quote  `json:"because"`
}

type disagreement struct {
	About string `json:"about"`
	Sides []side `json:"sides"`
}

type side struct {
	Value  string   `json:"value"`
	Quotes []quote  `json:"quotes"`
	By     []string `json:"by,omitempty"` // who says so, a name for each quote, empty where its document does
}

type entry struct {
	From         knowledge.Date `json:"from,omitzero"`
	To           knowledge.Date `json:"to,omitzero"`
	Precision    string         `json:"precision"`
	Open         bool           `json:"open"`
	Basis        string         `json:"basis"`
	ResolvedFrom []quote        `json:"resolved_from,omitempty"`
	After        knowledge.Date `json:"after,omitzero"`
	Before       knowledge.Date `json:"before,omitzero"`
	Status       string         `json:"status"`
	Text         string         `json:"text"`
	Citations    []quote        `json:"citations"`
	Origins      []origin       `json:"origins,omitempty"`
}

type profile struct {
	Name      string      `json:"name"`
	Variants  []string    `json:"variants,omitempty"`
	Kind      string      `json:"kind"`
	Roles     []role      `json:"roles,omitempty"`
	Said      []statement `json:"said,omitempty"`
	SaidAbout []statement `json:"said_about,omitempty"`
	With      []link      `json:"with,omitempty"`
	Events    []entry     `json:"events,omitempty"`
}

type role struct {
	Text      string  `json:"text"`
	Citations []quote `json:"citations"`
}

type statement struct {
	Text     string `json:"text"`
	Verb     string `json:"verb,omitempty"`
	Citation quote  `json:"citation"`
}

type link struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

type candidate struct {
	Name string `json:"name"`
	Role string `json:"role,omitempty"`
}

// item is one part of a dossier. Label, Document, Published and Example are the
// bot's own words; Title and Text are quoted where Citations holds them.
type item struct {
	Part      string         `json:"part"`
	Label     string         `json:"label,omitempty"`
	Title     string         `json:"title,omitempty"`
	Text      string         `json:"text,omitempty"`
	By        string         `json:"by,omitempty"`
	Firmness  string         `json:"firmness,omitempty"`
	Document  string         `json:"document,omitempty"`
	Published knowledge.Date `json:"published,omitzero"`
	Citations []quote        `json:"citations,omitempty"`
}

func quoteOf(c knowledge.Citation) quote {
	return quote{Text: c.Text, Document: c.Path, Start: c.Span.Start, End: c.Span.End, Title: c.Title, Publisher: c.Publisher, Published: c.Published, ID: c.ID}
}

func quotesOf(cites []knowledge.Citation) []quote {
	out := make([]quote, 0, len(cites))
	for _, c := range cites {
		out = append(out, quoteOf(c))
	}
	return out
}

// Quotes implements [bot.BlockVisitor].
func (o *object) Quotes(b bot.Quotes) {
	for _, q := range b.Quotes {
		if len(q.Citations) == 0 {
			continue
		}
		out := quoteOf(q.Citations[0])
		out.Near = b.Near
		if !math.IsNaN(q.Score) && !math.IsInf(q.Score, 0) {
			score := math.Round(q.Score*1e4) / 1e4
			out.Score = &score
		}
		o.QuoteList = append(o.QuoteList, out)
	}
}

// Origins implements [bot.BlockVisitor].
func (o *object) Origins(b bot.Origins) { o.OriginList = append(o.OriginList, originsOf(b.Origins)...) }

func originsOf(origins []bot.Origin) []origin {
	var out []origin
	for _, from := range origins {
		to := origin{Name: from.Name, Stated: from.Stated, Documents: []string{}, Because: quotesOf(from.Because), Tree: branchesOf(from.Tree)}
		for _, d := range from.Documents {
			to.Documents = append(to.Documents, d.Path)
		}
		out = append(out, to)
	}
	return out
}

func branchesOf(branches []knowledge.Branch) []branch {
	var out []branch
	for _, x := range branches {
		to := branch{Document: x.Document.Path, Outlet: x.Outlet, Traced: x.Traced, How: x.How.String(), Speaker: x.Speaker, Because: quotesOf(x.Because), Tree: branchesOf(x.Branches)}
		for _, named := range x.Also {
			to.Also = append(to.Also, also{named.Name, quotesOf([]knowledge.Citation{named.Because})[0]})
		}
		out = append(out, to)
	}
	return out
}

// Disagreements implements [bot.BlockVisitor].
func (o *object) Disagreements(b bot.Disagreements) {
	for _, d := range b.Disagreements {
		out := disagreement{About: d.About, Sides: []side{}}
		for _, s := range d.Sides {
			out.Sides = append(out.Sides, side{Value: s.Value, Quotes: quotesOf(s.Quotes), By: sayers(s)})
		}
		o.Differ = append(o.Differ, out)
		if o.Command == digestCommand {
			o.ItemList = append(o.ItemList, disputed(out))
		}
	}
}

// digestCommand is the command whose parts are all items: what happened and what is
// disputed stands among them, and under the keys of its own kind.
const digestCommand = "digest"

// disputed is a disagreement as an item: what it is about and the values, with the
// quotes of all sides.
func disputed(d disagreement) item {
	out := item{Part: "disputed", Label: d.About + ": "}
	for i, s := range d.Sides {
		if i > 0 {
			out.Label += " or "
		}
		out.Label += s.Value
		out.Citations = append(out.Citations, s.Quotes...)
	}
	return out
}

// sayers are who says what a side quotes; nil where no document credits anybody.
func sayers(s bot.Side) []string {
	for _, by := range s.By {
		if by != "" {
			return s.By
		}
	}
	return nil
}

// Timeline implements [bot.BlockVisitor]. An empty timeline is an empty array,
// not a missing key: the command that gives one always does.
func (o *object) Timeline(b bot.Timeline) {
	if o.Entries == nil {
		o.Entries = &[]entry{}
	}
	*o.Entries = append(*o.Entries, entriesOf(b.Entries)...)
	if o.Command == digestCommand {
		for _, e := range b.Entries {
			o.ItemList = append(o.ItemList, item{Part: "new", Label: bot.WhenWords(e.When), Text: e.Text.Text, Citations: quotesOf(e.Citations)})
		}
	}
}

func entriesOf(entries []bot.TimelineEntry) []entry {
	out := make([]entry, 0, len(entries))
	for _, e := range entries {
		to := entry{
			From: e.When.From, To: e.When.To, Precision: e.When.Precision(), Open: e.When.Open, Basis: e.When.Basis.String(),
			ResolvedFrom: quotesOf(e.ResolvedFrom), Status: e.Status.String(), Text: e.Text.Text,
			Citations: quotesOf(e.Citations), Origins: originsOf(e.Origins),
		}
		switch {
		case e.When.Basis == knowledge.Ordered:
			to.From, to.To, to.After, to.Before = knowledge.Date{}, knowledge.Date{}, e.When.After, e.When.Before
		case e.When.Open:
			to.To = knowledge.Date{}
		case to.To.IsZero():
			to.To = to.From
		}
		out = append(out, to)
	}
	return out
}

// Profile implements [bot.BlockVisitor].
func (o *object) Profile(b bot.Profile) {
	p := profile{Name: b.Name, Variants: b.Variants, Kind: b.Kind, Said: statementsOf(b.Said), SaidAbout: statementsOf(b.SaidAbout), Events: entriesOf(b.Events)}
	for _, r := range b.Roles {
		if len(r.Citations) > 0 {
			p.Roles = append(p.Roles, role{Text: r.Citations[0].Text, Citations: quotesOf(r.Citations)})
		}
	}
	for _, l := range b.With {
		p.With = append(p.With, link(l))
	}
	o.ProfileOf = &p
}

func statementsOf(statements []bot.Statement) []statement {
	var out []statement
	for _, s := range statements {
		out = append(out, statement{Text: s.Quote.Text, Verb: s.Verb, Citation: quoteOf(s.Quote)})
	}
	return out
}

// Candidates implements [bot.BlockVisitor].
func (o *object) Candidates(b bot.Candidates) {
	for _, c := range b.Candidates {
		if b.Unknown {
			o.Closest = append(o.Closest, c.Name)
			continue
		}
		out := candidate{Name: c.Name}
		if c.Role != nil {
			out.Role = c.Role.Text
		}
		o.CandidateList = append(o.CandidateList, out)
	}
}

// Items implements [bot.BlockVisitor].
func (o *object) Items(b bot.Items) {
	for _, from := range b.Items {
		to := item{Part: from.Part, Label: from.Label, By: from.By, Firmness: from.Firmness, Citations: quotesOf(from.Citations)}
		for _, c := range []*knowledge.Citation{from.Title, from.Text} {
			if c != nil && len(from.Citations) == 0 {
				to.Citations = append(to.Citations, quoteOf(*c))
			}
		}
		if from.Title != nil {
			to.Title = from.Title.Text
		}
		if from.Text != nil {
			to.Text = from.Text.Text
		}
		o.ItemList = append(o.ItemList, to)
	}
}

// Documents implements [bot.BlockVisitor].
func (o *object) Documents(b bot.Documents) {
	for _, d := range b.Documents {
		o.ItemList = append(o.ItemList, item{Part: "document", Title: d.Source.Title, By: d.Source.Publisher, Document: d.Source.Path, Published: d.Source.Published})
	}
}

// Notice implements [bot.BlockVisitor].
func (o *object) Notice(b bot.Notice) {
	text := b.Text
	if b.Hint != "" {
		text += " " + b.Hint
	}
	o.ItemList = append(o.ItemList, item{Part: "notice", Label: text})
}

// Help implements [bot.BlockVisitor].
func (o *object) Help(b bot.Help) {
	for _, c := range b.Commands {
		o.ItemList = append(o.ItemList, item{Part: "command", Title: c.Usage, Label: c.Summary, Text: c.Example})
	}
}
