// Package bot is the conversation: what a person asks and what they are told. It
// knows the dossier (package knowledge) and no platform; the adapters turn
// platform events into Requests and Answers into platform messages.
package bot

import (
	"context"
	"fmt"
)

// Request is one line that a person typed, and where.
type Request struct {
	Platform  string // "slack", "discord", "terminal", "web"
	Workspace string // the platform's id of the workspace or guild, empty where there is none
	Channel   string
	Thread    string // empty outside threads
	User      string
	Line      string // "/who NAME", or plain text, which means /ask
	Private   bool   // the person asked that only they see the answer
	Direct    bool   // a conversation with the bot alone
	Manages   bool   // the platform says that the person may manage the channel
	Files     []File // that came with the line
	Limit     int    // how many quotes at most; 0 means 3
	Whole     bool   // all that there is, where the command shows some of it at a time
	Zone      string // the person's time zone as the platform knows it, "Europe/Oslo"; empty where it does not
	Again     bool   // an answer that was given before is looked at once more: another page, its sources
}

// Handler answers requests. It never fails: what goes wrong is a Notice in the
// Answer. It is safe for concurrent use and returns soon after ctx is done.
type Handler func(ctx context.Context, req Request) Answer

// Adapter connects a platform.
type Adapter interface {
	// Serve connects, answers what people ask with h, and returns when ctx is done
	// (nil) or when the platform refuses the bot for good (an error that says what
	// to do). It reconnects by itself. Answers that are under way when ctx ends are
	// finished first, within a few seconds.
	Serve(ctx context.Context, h Handler) error
	// Post sends an answer that nobody asked for just now to a channel.
	Post(ctx context.Context, channel string, a Answer) (PostID, error)
}

// PostID is a platform's id of a message that was posted.
type PostID string

// Completer offers names for what was typed so far, best first.
type Completer interface {
	Complete(ctx context.Context, prefix string, limit int) []string
}

// UserError is an error that the person who asked can do something about.
type UserError struct {
	Message string // what was wrong, one sentence
	Hint    string // what to type instead; may be empty
}

func (e *UserError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return fmt.Sprintf("%s %s", e.Message, e.Hint)
}
