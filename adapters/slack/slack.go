// Package slack connects the bot to Slack: slash commands, mentions, direct
// messages, the assistant pane, buttons, shortcuts and the app's home, over Socket
// Mode or over HTTP.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// Config says how to reach Slack. BotToken and Memory are required, and at least
// one of AppToken and SigningSecret.
type Config struct {
	BotToken      string // "xoxb-…": OAuth & Permissions › Bot User OAuth Token
	AppToken      string // "xapp-…": Basic Information › App-Level Tokens, with connections:write; for Socket Mode
	SigningSecret string // Basic Information › Signing Secret; for requests over HTTP
	PublicURL     string // where Slack reaches the bot over HTTP, "https://HOST"; for [Adapter.Check] alone
	Sockets       int    // how many sockets are open at once, 1 to 10; 0: 1
	Memory        bot.Memory
	Logger        *slog.Logger // nil: what happens is not logged

	Feedback  Feedback      // where opinions are kept; nil: none is asked for
	Completer bot.Completer // offers names while somebody types; nil: none are offered
	Picture   Picture       // draws an answer; nil: pictures are not offered

	HTTPClient *http.Client // nil: one with a time limit
	APIURL     string       // ends in "/"; empty: Slack's own

	AnswerWithin time.Duration // answers that are ready by then go out with the acknowledgement; 0: 500 ms
	Timeout      time.Duration // for working an answer out; 0: 25 s
	Deliver      time.Duration // for handing an answer to Slack, its waits included; 0: 2 min
	Drain        time.Duration // how long answers under way may take when serving ends; 0: 5 s

	// Wait returns after d, or with an error when ctx is done before. It is what
	// retries and queues wait with; nil: a timer.
	Wait func(ctx context.Context, d time.Duration) error
	Now  func() time.Time // nil: time.Now
}

// Feedback keeps what readers think of answers.
type Feedback interface {
	AddFeedback(ctx context.Context, f bot.Feedback) error
}

// Picture draws an answer as a PNG, with a text that says the same. It returns no
// bytes where there is nothing in the answer to draw.
type Picture func(ctx context.Context, a bot.Answer) (png []byte, alt string, err error)

// Adapter is the bot in one Slack workspace. It implements [bot.Adapter] and
// [bot.OncePoster].
type Adapter struct {
	config Config
	api    *slackapi.Client
	log    *slog.Logger
	who    atomic.Pointer[identity]
	lanes  *lanes
	people *people

	greeted atomic.Int32 // sockets that are open
	book    book

	slots  chan struct{}
	under  sync.WaitGroup
	ctx    context.Context // ends when answers under way are no longer waited for
	cancel context.CancelFunc
}

// identity is who the bot is, as far as Slack has told.
type identity struct {
	team, user string
	scopes     map[string]bool
}

// New returns an adapter for the tokens. The error for tokens that cannot be right
// says what to do; whether Slack takes them shows in [Adapter.Serve].
func New(c Config) (*Adapter, error) {
	if err := checkTokens(c); err != nil {
		return nil, err
	}
	if c.Memory == nil {
		return nil, errors.New("slack: no memory to recognise events with")
	}
	if c.Sockets < 0 || c.Sockets > maxSockets {
		return nil, fmt.Errorf("SLACK_SOCKETS is %d: Slack allows 1 to %d", c.Sockets, maxSockets)
	}
	c.Sockets = max(c.Sockets, 1)
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{Timeout: 10 * time.Second}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Wait == nil {
		c.Wait = wait
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	c.Memory = newKeeper(c.Memory, c.Now)
	c.AnswerWithin = orDefault(c.AnswerWithin, 500*time.Millisecond)
	c.Timeout = orDefault(c.Timeout, 25*time.Second)
	c.Deliver = orDefault(c.Deliver, 2*time.Minute)
	c.Drain = orDefault(c.Drain, 5*time.Second)
	a := &Adapter{config: c, log: c.Logger.With("platform", "slack"), slots: make(chan struct{}, maxAtOnce),
		lanes: newLanes(c.Now, c.Wait), people: newPeople(c.Now)}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	options := []slackapi.Option{slackapi.OptionHTTPClient(c.HTTPClient), slackapi.OptionAppLevelToken(c.AppToken)}
	if c.APIURL != "" {
		options = append(options, slackapi.OptionAPIURL(c.APIURL))
	}
	a.api = slackapi.New(c.BotToken, options...)
	return a, nil
}

// identity is who the bot is; empty before Slack has told.
func (a *Adapter) identity() identity {
	if who := a.who.Load(); who != nil {
		return *who
	}
	return identity{}
}

// may reports whether the app was given a scope.
func (a *Adapter) may(scope string) bool { return a.identity().scopes[scope] }

func orDefault(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}

// checkTokens reports tokens that cannot be right. It never repeats a token.
func checkTokens(c Config) error {
	isBot := func(t string) bool { return strings.HasPrefix(t, "xoxb-") || strings.HasPrefix(t, "xoxe.xoxb-") }
	isApp := func(t string) bool { return strings.HasPrefix(t, "xapp-") }
	switch {
	case isApp(c.BotToken) && isBot(c.AppToken):
		return errors.New("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app token with xapp-")
	case !isBot(c.BotToken):
		return fmt.Errorf("SLACK_BOT_TOKEN %s does not begin with xoxb-: copy the Bot User OAuth Token from the app's page OAuth & Permissions", beginning(c.BotToken))
	case c.AppToken == "" && c.SigningSecret == "":
		return errors.New("SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing: both are on the app's page Basic Information")
	case c.AppToken != "" && !isApp(c.AppToken):
		return fmt.Errorf("SLACK_APP_TOKEN %s does not begin with xapp-: make an app-level token with the scope connections:write on the app's page Basic Information", beginning(c.AppToken))
	case strings.ContainsAny(c.BotToken+c.AppToken+c.SigningSecret, " \t\r\n\"'"):
		return errors.New("SLACK_BOT_TOKEN, SLACK_APP_TOKEN or SLACK_SIGNING_SECRET holds white space or quotation marks: copy it again")
	case strings.HasPrefix(c.SigningSecret, "xoxb-") || strings.HasPrefix(c.SigningSecret, "xapp-"):
		return errors.New("SLACK_SIGNING_SECRET is a token: copy the Signing Secret from the app's page Basic Information")
	}
	return nil
}

// beginning is enough of a token to tell which kind it is.
func beginning(token string) string {
	kind, _, found := strings.Cut(token, "-")
	if !found || len(kind) > 10 {
		return "(not shown)"
	}
	return "(" + kind + "-…)"
}

// wait returns after d or when ctx is done.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
