// Package slack connects the bot to Slack: slash commands, mentions, direct
// messages and buttons, over Socket Mode.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// Config says how to reach Slack. Tokens and Memory are required.
type Config struct {
	BotToken string // "xoxb-…": OAuth & Permissions › Bot User OAuth Token
	AppToken string // "xapp-…": Basic Information › App-Level Tokens, with connections:write
	Memory   bot.Memory
	Logger   *slog.Logger // nil: what happens is not logged

	HTTPClient *http.Client // nil: one with a time limit
	APIURL     string       // ends in "/"; empty: Slack's own

	AnswerWithin time.Duration // answers that are ready by then go out with the acknowledgement; 0: 500 ms
	Timeout      time.Duration // for one request; 0: 25 s
	Drain        time.Duration // how long answers under way may take when serving ends; 0: 5 s

	// Wait returns after d, or with an error when ctx is done before. It is what
	// retries wait with; nil: a timer.
	Wait func(ctx context.Context, d time.Duration) error
}

// Adapter is the bot in one Slack workspace. It implements [bot.Adapter].
type Adapter struct {
	config Config
	api    *slackapi.Client
	log    *slog.Logger
}

// New returns an adapter for the tokens. The error for tokens that cannot be right
// says what to do; whether Slack takes them shows in [Adapter.Serve].
func New(c Config) (*Adapter, error) {
	if err := checkTokens(c.BotToken, c.AppToken); err != nil {
		return nil, err
	}
	if c.Memory == nil {
		return nil, errors.New("slack: no memory to recognise events with")
	}
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{Timeout: 10 * time.Second}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Wait == nil {
		c.Wait = wait
	}
	c.AnswerWithin = orDefault(c.AnswerWithin, 500*time.Millisecond)
	c.Timeout = orDefault(c.Timeout, 25*time.Second)
	c.Drain = orDefault(c.Drain, 5*time.Second)
	options := []slackapi.Option{slackapi.OptionHTTPClient(c.HTTPClient), slackapi.OptionAppLevelToken(c.AppToken)}
	if c.APIURL != "" {
		options = append(options, slackapi.OptionAPIURL(c.APIURL))
	}
	return &Adapter{config: c, api: slackapi.New(c.BotToken, options...), log: c.Logger.With("platform", "slack")}, nil
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}

// checkTokens reports tokens that cannot be right. It never repeats a token.
func checkTokens(botToken, appToken string) error {
	isBot := func(t string) bool { return strings.HasPrefix(t, "xoxb-") || strings.HasPrefix(t, "xoxe.xoxb-") }
	isApp := func(t string) bool { return strings.HasPrefix(t, "xapp-") }
	switch {
	case isApp(botToken) && isBot(appToken):
		return errors.New("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app token with xapp-")
	case !isBot(botToken):
		return fmt.Errorf("SLACK_BOT_TOKEN %s does not begin with xoxb-: copy the Bot User OAuth Token from the app's page OAuth & Permissions", beginning(botToken))
	case !isApp(appToken):
		return fmt.Errorf("SLACK_APP_TOKEN %s does not begin with xapp-: make an app-level token with the scope connections:write on the app's page Basic Information", beginning(appToken))
	case strings.ContainsAny(botToken+appToken, " \t\r\n\"'"):
		return errors.New("SLACK_BOT_TOKEN or SLACK_APP_TOKEN holds white space or quotation marks: copy it again")
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
