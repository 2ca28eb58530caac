package slack

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"time"

	slackapi "github.com/slack-go/slack"
)

const (
	// attempts is how often a call that fails is made before it is given up.
	attempts = 4
	// rateAttempts is how often a call is made that Slack asks to make later.
	rateAttempts = 30
)

// failures are those after which a call is made again.
type failures bool

const (
	// rateOnly are those after which Slack has surely not done what was asked: too
	// many calls, no connection.
	rateOnly failures = false
	// anyFailure are all that pass, for calls that may be made twice.
	anyFailure failures = true
)

// retry makes a call again where Slack asks for it (429, after Retry-After) and
// after other failures that pass, if they are among which. It does not wait beyond
// ctx.
func (a *Adapter) retry(ctx context.Context, which failures, call func(context.Context) error) error {
	for failed, limited := 0, 0; ; {
		err := call(ctx)
		if err == nil {
			return nil
		}
		pause := time.Second << failed
		if asked, is := retryAfter(err); is {
			limited++
			pause = max(asked, time.Second)
		} else {
			failed++
			if !passes(err) || outcomeOf(err) == unclear && which == rateOnly {
				return err
			}
		}
		if failed == attempts || limited == rateAttempts || beyond(ctx, pause) {
			return err
		}
		a.log.DebugContext(ctx, "call again", "error", err, "after", pause)
		if a.config.Wait(ctx, pause) != nil {
			return err
		}
	}
}

// beyond reports whether ctx is over before a pause is.
func beyond(ctx context.Context, pause time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) < pause
}

// retryAfter reports whether Slack asks to call later, and when.
func retryAfter(err error) (time.Duration, bool) {
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return limited.RetryAfter, true
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok && status.Code == http.StatusTooManyRequests {
		return 0, true
	}
	name, ok := refusal(err)
	return 0, ok && (name == "ratelimited" || name == "rate_limited")
}

// What has become of a call that failed.
type fate uint8

const (
	undone  fate = iota // Slack has not done what was asked
	unclear             // it may have
)

// passing are errors that Slack itself calls temporary, with what they leave.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var passing = map[string]fate{
	"internal_error":      unclear,
	"fatal_error":         unclear, // "It's possible some aspect of the operation succeeded before the error was raised."
	"service_unavailable": undone,
	"request_timeout":     undone,
	"team_added_to_org":   undone,
}

// outcomeOf says what has become of a call that failed so.
func outcomeOf(err error) fate {
	if _, limited := retryAfter(err); limited {
		return undone
	}
	if name, ok := refusal(err); ok {
		return passing[name]
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok {
		if status.Code < http.StatusInternalServerError {
			return undone
		}
		return unclear
	}
	if failed, ok := errors.AsType[*net.OpError](err); ok && failed.Op == "dial" {
		return undone
	}
	return unclear // the network took the call, or the answer
}

// passes reports whether a call that failed so may succeed later.
func passes(err error) bool {
	if name, ok := refusal(err); ok {
		_, temporary := passing[name]
		return temporary
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok {
		return status.Code >= http.StatusInternalServerError
	}
	return !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}

// outside are the answers of chat.postMessage where the bot is not in the channel;
// a response_url works there all the same.
var outside = []string{"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "missing_scope"}

// isOutside reports whether a message was refused because the bot is not in the
// channel.
func isOutside(err error) bool {
	name, ok := refusal(err)
	return ok && slices.Contains(outside, name)
}
