package bot

import (
	"context"
	"time"
)

// Memory keeps what an adapter must recognise or find again later, also after a
// restart and from another replica.
type Memory interface {
	// FirstTime reports whether key is seen for the first time, and remembers it.
	// Of several callers at once exactly one is told true.
	FirstTime(ctx context.Context, key string) (bool, error)
	// Keep stores text for later (the line behind a button) and returns a key of at
	// most 26 letters and digits; equal texts have equal keys.
	Keep(ctx context.Context, text string) (key string, err error)
	// Recall returns what was kept under key, and false where nothing is.
	Recall(ctx context.Context, key string) (text string, ok bool, err error)
}

// State is all that the bot itself must remember.
type State interface {
	Memory
	Digests
	// Topic returns what was last talked about at a place, and false where nothing
	// is known of it.
	Topic(ctx context.Context, p Place) (Topic, bool, error)
	// SetTopic remembers what was last talked about at a place.
	SetTopic(ctx context.Context, p Place, t Topic) error
	// AddFeedback keeps what a person thinks of an answer. The same person's opinion
	// of the same line and place replaces the one before.
	AddFeedback(ctx context.Context, f Feedback) error
	// Feedback lists opinions that are not older than since, newest first.
	Feedback(ctx context.Context, since time.Time, limit int) ([]Feedback, error)
	// AddUnanswered keeps a question that the dossier did not answer.
	AddUnanswered(ctx context.Context, u Unanswered) error
	// Unanswered lists such questions that are not older than since, newest first.
	Unanswered(ctx context.Context, since time.Time, limit int) ([]Unanswered, error)
	// Record adds to the trail of who did what.
	Record(ctx context.Context, a Act) error
	// Acts lists what was done since a moment, newest first.
	Acts(ctx context.Context, since time.Time, limit int) ([]Act, error)
	// Erase deletes what is kept of a person: their opinions and questions, and the
	// topics of their private conversations. The trail of acts keeps that something
	// was done and loses by whom.
	Erase(ctx context.Context, p Person) (rows int, err error)
}

// Place is where people talk: a thread, or a channel where there are no threads.
type Place struct {
	Platform, Workspace, Channel, Thread string
}

// Person is somebody on a platform, by the platform's own ids.
type Person struct {
	Platform, Workspace, User string
}

// Topic is what a conversation is about.
type Topic struct {
	Line  string   `json:"line"`            // the line that was answered last, as "/command arguments"
	Names []string `json:"names,omitempty"` // who and what it was about, the foremost first
	User  string   `json:"user,omitempty"`  // who asked, where only they saw the answer
}

// Verdict is what a reader thinks of an answer.
type Verdict string

// The verdicts that can be given. All but Good say what is wrong.
const (
	Good        Verdict = "good"
	WrongPerson Verdict = "wrong person"
	WrongDate   Verdict = "wrong date"
	NotAQuote   Verdict = "not a quote"
	NotAnAnswer Verdict = "not the answer"
	OtherFault  Verdict = "other"
)

// Feedback is what one person thinks of one answer.
type Feedback struct {
	At      time.Time // UTC
	Place   Place
	User    string
	Line    string   // the line that was answered
	Shown   []string // ids of the citations that were shown, best first
	Verdict Verdict
	Note    string // in the person's own words, may be empty
}

// Unanswered is a question that the dossier did not answer.
type Unanswered struct {
	At    time.Time // UTC
	Place Place
	User  string
	Line  string
}

// Act is one thing that somebody did which others may ask about later.
type Act struct {
	At    time.Time // UTC
	Place Place
	User  string // empty where the person was erased
	What  string // "added", "removed", "subscribed", "shared", …
	About string // a document, a subscription, a line
}
