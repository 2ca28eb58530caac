// Package discord connects the bot to Discord: slash commands, buttons,
// completion of names and, where it is switched on, mentions and direct messages,
// over the gateway.
package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"attache/bot"
)

// Config is what an Adapter needs. Token and Memory must be set.
type Config struct {
	Token    string // of the bot, from the Bot page of the application
	AppID    string // the application's id; found by the token where it is empty
	Mentions bool   // also answer messages that mention the bot, and direct messages

	Memory    bot.Memory
	Completer bot.Completer     // offers names; nil offers none
	Logger    *slog.Logger      // nil discards
	Transport http.RoundTripper // for every request; nil is the default one

	// The times below have defaults that suit Discord; zero means the default.
	Quick    time.Duration // an answer that takes longer is announced first: 500 ms
	Deadline time.Duration // for one answer: 1 minute
	Drain    time.Duration // how long answers under way may take when Serve ends: 8 s
	Pause    time.Duration // before the first repetition of what failed: 1 s
	Patience time.Duration // without an acknowledged heartbeat: 100 s
}

var _ bot.Adapter = (*Adapter)(nil)

// Adapter answers on Discord. It implements [bot.Adapter].
type Adapter struct {
	config Config
	rest   *rest
	log    *slog.Logger
}

// New returns the adapter of one bot. It connects to nothing.
func New(c Config) (*Adapter, error) {
	c.Token = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(c.Token), "Bot "))
	if c.Token == "" {
		return nil, errors.New("discord: no token: copy it from the Bot page of the application at https://discord.com/developers/applications into DISCORD_TOKEN")
	}
	if c.Memory == nil {
		return nil, errors.New("discord: no memory to recognise repeated events by")
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.Quick = orDefault(c.Quick, 500*time.Millisecond)
	c.Deadline = orDefault(c.Deadline, time.Minute)
	c.Drain = orDefault(c.Drain, 8*time.Second)
	c.Pause = orDefault(c.Pause, time.Second)
	c.Patience = orDefault(c.Patience, heartbeatPatience)
	client := &http.Client{Transport: c.Transport, Timeout: 30 * time.Second}
	return &Adapter{config: c, rest: &rest{client: client, token: c.Token, pause: c.Pause / 2}, log: c.Logger.With("platform", "discord")}, nil
}

func orDefault(d, usual time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return usual
}

// Post implements [bot.Adapter]. The same answer posted to the same channel again
// within a few minutes is one message.
func (a *Adapter) Post(ctx context.Context, channel string, answer bot.Answer) (bot.PostID, error) {
	m := a.draw(ctx, answer, 0)
	text, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("post to channel %s: %w", channel, err)
	}
	id, err := a.send(ctx, channel, post{Message: m, Nonce: nonce(channel, string(text)), EnforceNonce: true})
	if err != nil {
		return "", fmt.Errorf("post to channel %s: %w", channel, explained(err))
	}
	return bot.PostID(id), nil
}

// post is a message to a channel.
type post struct {
	Message
	Reference    *reference `json:"message_reference,omitempty"`
	Nonce        string     `json:"nonce"`
	EnforceNonce bool       `json:"enforce_nonce"`
}

// reference is the message that a post replies to.
type reference struct {
	Message        string `json:"message_id"`
	FailIfNotThere bool   `json:"fail_if_not_exists"`
}

func (a *Adapter) send(ctx context.Context, channel string, p post) (id string, err error) {
	var sent struct {
		ID string `json:"id"`
	}
	err = a.rest.do(ctx, http.MethodPost, "/channels/"+channel+"/messages", p, &sent)
	return sent.ID, err
}

// nonce is a name for a post, by which Discord knows it again.
func nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:15])[:min(24, maxNonce)]
}

// draw renders an answer from a part on, with its buttons named. Where they
// cannot be, it goes without them.
func (a *Adapter) draw(ctx context.Context, answer bot.Answer, from int) Message {
	m, _ := Render(answer, from)
	if err := m.Bind(ctx, a.config.Memory); err != nil {
		a.log.Error("buttons left out", "line", answer.Line, "err", err)
		return m.Unbound()
	}
	return m
}

// explained says what to do about the refusals that an administrator can mend.
func explained(err error) error {
	switch code := codeOf(err); {
	case statusOf(err) == http.StatusUnauthorized:
		return fmt.Errorf("%w: the token is refused: reset it on the Bot page of the application at https://discord.com/developers/applications and set DISCORD_TOKEN", err)
	case code == codeMissingAccess, code == codeMissingRights:
		return fmt.Errorf("%w: give the bot View Channel, Send Messages and Send Messages in Threads there", err)
	case statusOf(err) == http.StatusNotFound:
		return fmt.Errorf("%w: no such channel, or the bot is not in its server", err)
	}
	return err
}
