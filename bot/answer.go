package bot

import (
	"attache/knowledge"
)

// Answer is what to say, not how it looks: the adapters decide that. Every text
// in it that comes from a document is a knowledge.Citation; [Answer.Check]
// verifies them all before the answer leaves. What an answer refers to is shared
// with other answers and must not be changed.
type Answer struct {
	Version    string // answers of one version have the same title and blocks; empty where that is not known
	Command    string // the command that was carried out: "ask", "who", …
	Line       string // the line that gave this answer, as "/command arguments": what "more" runs again
	Title      string // a few words in the bot's own voice, never a document's
	Understood []Understood
	Exactly    string // the line that takes as they were typed the words that were taken for others; empty where none were
	Abstained  bool   // the dossier does not say; quotes are then the nearest evidence
	Reason     string // for Abstained: one sentence that a person can use
	Blocks     []Block
	Relations  Relations // who is linked with whom among those whom the answer is about, for a picture; no Links where there is nothing to draw
	Visibility Visibility
	Links      Linker     // where citations can be read; nil where only the documents' own addresses are known
	Err        *UserError // the line could not be carried out; Blocks holds a Notice that says the same
}

// Understood tells what a word was taken for.
type Understood struct {
	Typed string `json:"typed"`
	As    string `json:"as"`
}

// Visibility tells who sees an answer.
type Visibility uint8

// The visibilities of answers.
const (
	Channel Visibility = iota // everybody in the channel
	Private                   // only the person who asked
)

// Block is one part of an answer. The kinds are sealed: a new one makes every
// renderer decide what to do with it. See [BlockVisitor].
type Block interface {
	// Accept calls the method of v for the block's kind.
	Accept(v BlockVisitor)
}

// BlockVisitor has a method for each kind of Block. A renderer implements it, so
// that the compiler says which renderers do not know a new kind.
type BlockVisitor interface {
	Quotes(Quotes)
	Origins(Origins)
	Disagreements(Disagreements)
	Timeline(Timeline)
	Profile(Profile)
	Candidates(Candidates)
	Items(Items)
	Documents(Documents)
	Notice(Notice)
	Help(Help)
}

// Quotes are the sentences that answer, best first; or, Near, the nearest that
// the dossier has.
type Quotes struct {
	Quotes []Quote
	Near   bool
}

// Quote is one quotation. Citations has at least one element: the first is the
// one shown, the others say the same words elsewhere.
type Quote struct {
	Citations []knowledge.Citation
	Marks     []knowledge.Span // in the first citation's document: the words that were matched
	Score     float64
}

// Origins are the independent sources that stand behind an answer.
type Origins struct {
	Origins   []Origin
	Documents int // how many documents were traced
}

// Disagreements are values that sources give differently for the same thing. No
// side is right or wrong here.
type Disagreements struct {
	Disagreements []Disagreement
}

// Timeline is a list of happenings, oldest first; entries without a date stand
// between those they are known to lie between.
type Timeline struct {
	Entries []TimelineEntry
	Undated int    // how many of the entries have no date
	Hidden  int    // happenings whose only date is that of their report, left out because nothing corroborates it
	All     string // the line that shows those too; empty where none is known
	Before  int    // how many happenings come before these, where this is a part of a timeline
	After   int    // how many come after them
}

// Profile is what the dossier says of one person, organisation or place.
type Profile knowledge.Profile

// What the dossier says is named by the dossier; these names are its own.
type (
	Date          = knowledge.Date
	Origin        = knowledge.Origin
	Disagreement  = knowledge.Disagreement
	Side          = knowledge.Side
	TimelineEntry = knowledge.TimelineEntry
	Role          = knowledge.Role
	Statement     = knowledge.Statement
	Link          = knowledge.Link
	Relations     = knowledge.Relations
	Related       = knowledge.Related
	Pair          = knowledge.Pair
)

// Candidates asks which of several people or things was meant.
type Candidates struct {
	Query      string
	Candidates []Candidate
	Unknown    bool // nothing has this name; the candidates are the nearest
}

// Candidate is one answer to "which?".
type Candidate struct {
	Name string
	Role *knowledge.Citation // nil where the dossier gives none
	Line string              // the line that asks about exactly this one
}

// Items are the parts of a dossier: numbers, scenarios, takeaways and so on.
type Items struct {
	Items []Item
}

// Item is one part. Title and Text are quoted; Label is the bot's own.
type Item struct {
	Part      string // "number", "scenario", "latest", …
	Label     string // in the bot's words: a count, a name with how often it occurs
	Title     *knowledge.Citation
	Text      *knowledge.Citation
	By        string // who says so, a name
	Firmness  string // "will", "plans", "may", "if": for statements about the future
	Citations []knowledge.Citation
}

// Documents lists documents with how their publisher and date were found.
type Documents struct {
	Documents []DocumentLine
	Numbered  bool // they are the sources of an answer that calls them by number
}

// DocumentLine is one document in a list.
type DocumentLine struct {
	Source        knowledge.Source
	TitleFrom     string
	PublisherFrom string
	PublishedFrom string
	Also          []knowledge.FoundDate // other publication dates that it gives
	Language      string
	Encoding      string
}

// Notice is one thing to know, in the bot's voice: an error, a limit, a fact
// about the bot itself.
type Notice struct {
	Text string
	Hint string // what to do, may be empty
}

// Help lists commands with examples that work on this dossier.
type Help struct {
	Commands []CommandHelp
}

// CommandHelp is one command in a Help.
type CommandHelp struct {
	Usage   string // "/who NAME"
	Summary string
	Example string // a whole line to type
}

// Accept implements [Block].
func (b Quotes) Accept(v BlockVisitor) { v.Quotes(b) }

// Accept implements [Block].
func (b Origins) Accept(v BlockVisitor) { v.Origins(b) }

// Accept implements [Block].
func (b Disagreements) Accept(v BlockVisitor) { v.Disagreements(b) }

// Accept implements [Block].
func (b Timeline) Accept(v BlockVisitor) { v.Timeline(b) }

// Accept implements [Block].
func (b Profile) Accept(v BlockVisitor) { v.Profile(b) }

// Accept implements [Block].
func (b Candidates) Accept(v BlockVisitor) { v.Candidates(b) }

// Accept implements [Block].
func (b Items) Accept(v BlockVisitor) { v.Items(b) }

// Accept implements [Block].
func (b Documents) Accept(v BlockVisitor) { v.Documents(b) }

// Accept implements [Block].
func (b Notice) Accept(v BlockVisitor) { v.Notice(b) }

// Accept implements [Block].
func (b Help) Accept(v BlockVisitor) { v.Help(b) }
