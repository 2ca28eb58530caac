package bot

import (
	"context"
	"errors"
)

// OncePoster is an adapter that can post something once, however often it is
// asked to: what a schedule repeats after a crash.
type OncePoster interface {
	// PostOnce posts an answer to a channel unless it was posted under the same key
	// before, and returns the message's id either way. The error is or wraps
	// [ErrUncertain] where it cannot be told whether the message is there: then it
	// must not be posted again, but looked after by a person. After any other error
	// it is not there, and PostOnce may be called again with the same key.
	PostOnce(ctx context.Context, channel, key string, a Answer) (PostID, error)
}

// ErrUncertain says that it is not known whether a message was posted.
var ErrUncertain = errors.New("it is not known whether the message was posted")

// DirectPoster is an adapter that can write to a person.
type DirectPoster interface {
	// PostDirect sends an answer to a person, by the platform's id of theirs, where
	// only they see it. It fails where they take no messages from the bot.
	PostDirect(ctx context.Context, user string, a Answer) (PostID, error)
}
