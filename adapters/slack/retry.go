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

// attempts is how often a call is made before it is given up.
const attempts = 4

// retry makes a call again where Slack asks for it (429, after Retry-After) and,
// if the call may be made twice, where Slack or the network failed.
func (a *Adapter) retry(ctx context.Context, twice bool, call func(context.Context) error) error {
	var err error
	for i := range attempts {
		if err = call(ctx); err == nil {
			return nil
		}
		pause, again := pauseAfter(err, twice, i)
		if !again || i == attempts-1 {
			return err
		}
		a.log.DebugContext(ctx, "call again", "error", err, "after", pause)
		if a.config.Wait(ctx, pause) != nil {
			return err
		}
	}
	return err
}

// passing are errors that Slack itself calls temporary.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var passing = []string{"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}

// pauseAfter says whether a call that failed so is made again, and when.
func pauseAfter(err error, twice bool, attempt int) (time.Duration, bool) {
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return max(limited.RetryAfter, time.Second), true
	}
	backoff := time.Second << attempt
	if reply, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok {
		if reply.Err == "ratelimited" || reply.Err == "rate_limited" {
			return backoff, true
		}
		return backoff, twice && slices.Contains(passing, reply.Err)
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok {
		return backoff, twice && status.Code >= http.StatusInternalServerError
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return 0, false
	}
	_, network := errors.AsType[net.Error](err)
	return backoff, twice && network
}
