package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// deliver sends an answer to where it goes, by the other way if the first fails.
// It returns the message's id where Slack tells it. The error wraps
// [bot.ErrUncertain] where the answer may be there or not.
func (a *Adapter) deliver(ctx context.Context, at place, o outcome) (bot.PostID, error) {
	if at.replace {
		return a.replace(ctx, at, o)
	}
	private := o.hidden(at)
	byURL := func() error { return a.respond(ctx, at.responseURL, o.message.respond(private), private) }
	byAPI := func() (bot.PostID, error) {
		if private {
			return "", a.postEphemeral(ctx, at, o.message)
		}
		return a.postOnce(ctx, at, o.message, o.key)
	}
	if at.responseURL == "" {
		return byAPI()
	}
	if at.under && !private {
		id, err := byAPI()
		if isOutside(err) {
			return "", byURL()
		}
		return id, err
	}
	err := byURL()
	if err == nil || ctx.Err() != nil || errors.Is(err, bot.ErrUncertain) {
		return "", err
	}
	id, second := byAPI()
	if second != nil {
		return "", errors.Join(err, second)
	}
	return id, nil
}

// replace puts a message in the place of the one that was pressed. Where that is
// gone, or cannot be reached any more, it comes anew, for the person alone. Doing it
// twice does no harm.
func (a *Adapter) replace(ctx context.Context, at place, o outcome) (bot.PostID, error) {
	private := o.hidden(at)
	var errs []error
	if at.responseURL != "" {
		err := a.respond(ctx, at.responseURL, o.message.replacing(private), true)
		if err == nil {
			return "", nil
		}
		errs = append(errs, err)
	}
	if !private && at.message != "" { // what one person sees can be reached by its address alone
		err := a.lanes.run(ctx, at.channel, func() error {
			return a.retry(ctx, anyFailure, func(ctx context.Context) error {
				_, _, _, err := a.api.UpdateMessageContext(ctx, at.channel, at.message, options(place{}, o.message)...)
				return err
			})
		})
		if err == nil {
			return "", nil
		}
		errs = append(errs, err)
	}
	a.log.Debug("a message cannot be changed, its new form comes below", "error", errors.Join(errs...))
	if at.direct {
		return a.postOnce(ctx, at, o.message, o.key)
	}
	return "", a.postEphemeral(ctx, at, o.message)
}

// options are a message as the Web API takes it.
func options(at place, m Message) []slackapi.MsgOption {
	list := []slackapi.MsgOption{
		slackapi.MsgOptionText(m.Text, false), // escaped when it was drawn
		slackapi.MsgOptionBlocks(m.Blocks...),
		slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl(), slackapi.MsgOptionDisableMarkdown(),
	}
	if at.thread != "" {
		list = append(list, slackapi.MsgOptionTS(at.thread))
	}
	return list
}

// postEphemeral shows a message to one person. Slack keeps no record of it: it is
// better shown twice than not at all.
func (a *Adapter) postEphemeral(ctx context.Context, at place, m Message) error {
	return a.retry(ctx, anyFailure, func(ctx context.Context) error {
		_, err := a.api.PostEphemeralContext(ctx, at.channel, at.user, options(at, m)...)
		return err
	})
}

// tellUncertain tells who asked that their answer may be there or not.
func (a *Adapter) tellUncertain(ctx context.Context, at place) {
	p, _ := Render(notice("Slack did not say whether it took my answer.", "If you do not see it, ask again."), 0)
	if err := a.postEphemeral(ctx, at, Message{Text: p.Text, Blocks: p.Blocks}); err != nil {
		a.log.Warn("nobody could be told that an answer is uncertain", "error", explain(err, ""))
	}
}

// respond posts to a response_url, which takes five messages within 30 minutes.
// What everybody sees is not posted again where the first may be there.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func (a *Adapter) respond(ctx context.Context, address string, m any, private bool) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	err = a.retry(ctx, failures(private), func(ctx context.Context) error { return a.respondOnce(ctx, address, body) })
	if err != nil && !private && outcomeOf(err) == unclear {
		return fmt.Errorf("%w: %w", bot.ErrUncertain, err)
	}
	return err
}

// takeAway deletes the ephemeral message that has a button which was pressed.
func (a *Adapter) takeAway(ctx context.Context, at place) error {
	if at.responseURL == "" {
		return nil
	}
	return a.respond(ctx, at.responseURL, map[string]any{"delete_original": true}, true)
}

func (a *Adapter) respondOnce(ctx context.Context, address string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("answering: the response_url is no address")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := a.config.HTTPClient.Do(req)
	if err != nil {
		if withAddress, ok := errors.AsType[*url.Error](err); ok {
			err = withAddress.Err // the address is a secret
		}
		return fmt.Errorf("answering by response_url: %w", err)
	}
	defer resp.Body.Close()
	reply, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &slackapi.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("answering by response_url: %w", slackapi.StatusCodeError{Code: resp.StatusCode, Status: resp.Status})
	case err != nil:
		return fmt.Errorf("answering by response_url: %w", err)
	}
	var told struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(reply, &told) == nil && !told.OK && told.Error != "" {
		return fmt.Errorf("answering by response_url: %w", slackapi.SlackErrorResponse{Err: told.Error})
	}
	return nil
}
