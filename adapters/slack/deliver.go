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
	"slices"
	"strconv"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// outside are the answers of chat.postMessage where the bot is not in the channel;
// a response_url works there all the same.
var outside = []string{"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "missing_scope"}

// deliver sends an answer to where it goes, by the other way if the first fails.
func (a *Adapter) deliver(ctx context.Context, at place, m Message, private bool) error {
	private = (private || at.ephemeral) && !at.direct
	byURL := func() error { return a.respond(ctx, at.responseURL, m.respond(private)) }
	byAPI := func() error {
		return a.retry(ctx, true, func(ctx context.Context) error {
			_, err := a.post(ctx, at, m, private)
			return err
		})
	}
	if at.responseURL == "" {
		return byAPI()
	}
	if at.under && !private {
		err := byAPI()
		if reply, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && slices.Contains(outside, reply.Err) {
			return byURL()
		}
		return err
	}
	err := byURL()
	if err == nil || ctx.Err() != nil {
		return err
	}
	if second := byAPI(); second != nil {
		return errors.Join(err, second)
	}
	return nil
}

// post sends a message with the Web API, and returns its id.
func (a *Adapter) post(ctx context.Context, at place, m Message, private bool) (bot.PostID, error) {
	options := []slackapi.MsgOption{
		slackapi.MsgOptionText(m.Text, false), // escaped when it was drawn
		slackapi.MsgOptionBlocks(m.Blocks...),
		slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl(), slackapi.MsgOptionDisableMarkdown(),
	}
	if at.thread != "" {
		options = append(options, slackapi.MsgOptionTS(at.thread))
	}
	if private {
		_, err := a.api.PostEphemeralContext(ctx, at.channel, at.user, options...)
		return "", err
	}
	channel, ts, err := a.api.PostMessageContext(ctx, at.channel, options...)
	if err != nil {
		return "", err
	}
	return bot.PostID(channel + "/" + ts), nil
}

// respond posts to a response_url, which takes five messages within 30 minutes.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func (a *Adapter) respond(ctx context.Context, address string, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	return a.retry(ctx, true, func(ctx context.Context) error { return a.respondOnce(ctx, address, body) })
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

// Post sends an answer to a channel, "C…" or the id of a person for a direct
// message. The id that it returns is the channel and the message's time: "C1/17.5".
// Where it cannot be known whether Slack took the message, it returns an error and
// does not try again.
func (a *Adapter) Post(ctx context.Context, channel string, answer bot.Answer) (bot.PostID, error) {
	p, _ := Render(answer, 0)
	m, err := p.Message(ctx, a.config.Memory)
	if err != nil {
		return "", err
	}
	var id bot.PostID
	err = a.retry(ctx, false, func(ctx context.Context) (err error) {
		id, err = a.post(ctx, place{channel: channel}, m, false)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("posting to %s: %w", channel, explain(err, ""))
	}
	return id, nil
}
