// Package discord connects the bot to Discord: slash commands, buttons,
// completion of names and, where it is switched on, mentions and direct messages.
// Events come over the gateway, or over HTTP to an endpoint of the bot's own; they
// are answered the same way.
package discord

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// platformName is what requests from here say they come from.
const platformName = "discord"

// Config is what an Adapter needs. Token and Memory must be set.
type Config struct {
	Token     string // of the bot, from the Bot page of the application
	AppID     string // the application's id; found by the token where it is empty
	PublicKey string // in hexadecimal: interactions come over HTTP, signed for it; empty: over the gateway
	Mentions  bool   // also answer messages that mention the bot, and direct messages: over the gateway
	Channel   string // a channel whose permissions Check looks at; empty: none

	Memory    bot.Memory
	Completer bot.Completer     // offers names, and what else it can; nil offers none
	Feedback  Feedback          // keeps what readers think of answers; nil asks nobody
	Trail     Trail             // keeps who shared what; may be nil
	Picture   Picture           // draws answers; nil offers no pictures
	Logger    *slog.Logger      // nil discards
	Transport http.RoundTripper // for every request; nil is the default one

	// The times below have defaults that suit Discord; zero means the default.
	Quick         time.Duration // an answer that takes longer is announced first: 500 ms
	Deadline      time.Duration // for one answer: 1 minute
	Drain         time.Duration // how long answers under way may take when Serve ends: 8 s
	Pause         time.Duration // before the first repetition of what failed: 1 s
	IdentifyEvery time.Duration // between sessions that have the same turn: 5 s
	TokenLife     time.Duration // how long an interaction can be answered: 15 minutes
}

// Feedback keeps what readers think of answers.
type Feedback interface {
	AddFeedback(ctx context.Context, f bot.Feedback) error
}

// Trail keeps who did what.
type Trail interface {
	Record(ctx context.Context, a bot.Act) error
}

var (
	_ bot.Adapter    = (*Adapter)(nil)
	_ bot.OncePoster = (*Adapter)(nil)
)

// Adapter answers on Discord. It implements [bot.Adapter] and [bot.OncePoster].
type Adapter struct {
	config  Config
	key     ed25519.PublicKey // nil where interactions come over the gateway
	rest    *rest
	log     *slog.Logger
	mounted *desk // takes in what comes over HTTP; nil where nothing does

	presence presence
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
	a := &Adapter{}
	if c.PublicKey != "" {
		var err error
		if a.key, err = publicKey(c.PublicKey); err != nil {
			return nil, err
		}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.Quick = orDefault(c.Quick, 500*time.Millisecond)
	c.Deadline = orDefault(c.Deadline, time.Minute)
	c.Drain = orDefault(c.Drain, 8*time.Second)
	c.Pause = orDefault(c.Pause, time.Second)
	c.IdentifyEvery = orDefault(c.IdentifyEvery, identifyEvery)
	c.TokenLife = orDefault(c.TokenLife, tokenLife)
	client := &http.Client{Transport: c.Transport, Timeout: 30 * time.Second}
	a.config, a.rest, a.log = c, &rest{client: client, token: c.Token, pause: c.Pause / 2}, c.Logger.With("platform", platformName)
	return a, nil
}

func orDefault(d, usual time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return usual
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
	err = a.rest.send(ctx, http.MethodPost, "/channels/"+channel+"/messages", p, p.files, &sent)
	return sent.ID, err
}

// nonce is a name for a post, by which Discord knows it again.
func nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:15])[:min(24, maxNonce)]
}

// shownTo is who an answer is shown to, and in which talk.
type shownTo struct {
	person string // who asked
	talk   string // the talk that the answer belongs to, if it needs a name
}

// show renders the page of an answer that holds what stood at the cursor, with its
// buttons named.
func (a *Adapter) show(ctx context.Context, answer bot.Answer, at bot.Cursor, to shownTo) Message {
	return a.bound(ctx, bookOf(answer).at(at).inTalk(to.talk).askedBy(to.person))
}

// bound names the buttons of a message. Where they cannot be, it goes without
// them, and always without those that nothing would come of.
func (a *Adapter) bound(ctx context.Context, m Message) Message {
	m = m.without(func(p press) bool {
		return a.config.Picture == nil && p.kind == pressPicture || a.config.Feedback == nil && (p.kind == pressGood || p.kind == pressBad)
	})
	if err := m.Bind(ctx, a.config.Memory); err != nil {
		a.log.Error("buttons left out", "err", err)
		return m.Unbound()
	}
	return m
}

// explained says what to do about the refusals that an administrator can mend.
func explained(err error) error {
	switch code := codeOf(err); {
	case statusOf(err) == http.StatusUnauthorized:
		return fmt.Errorf("%w: the token is refused: reset it on the Bot page of the application at https://discord.com/developers/applications and set DISCORD_TOKEN", err)
	case code == discordgo.ErrCodeMissingAccess, code == discordgo.ErrCodeMissingPermissions:
		return fmt.Errorf("%w: give the bot View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files and Read Message History there", err)
	case statusOf(err) == http.StatusNotFound:
		return fmt.Errorf("%w: no such channel, or the bot is not in its server", err)
	}
	return err
}
