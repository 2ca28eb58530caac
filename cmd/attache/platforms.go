package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"

	"attache/adapters/discord"
	"attache/adapters/slack"
	"attache/bot"
)

// platform is one chat platform that can be connected.
type platform struct {
	name     string     // as it is written on the command line
	title    string     // as it is written in sentences
	needs    []variable // all of them must be set
	takes    []variable // may be set
	home     string     // the page where the tokens are made
	connect  func(c connection) (bot.Adapter, error)
	check    func(ctx context.Context, c connection) ([]finding, error)
	preview  func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error)
	manifest func() ([]byte, error)
}

// connection is what a platform's adapter is made of.
type connection struct {
	getenv    func(string) string
	memory    bot.Memory
	completer bot.Completer
	log       *slog.Logger
}

// variable is an environment variable.
type variable struct {
	name    string
	usual   string // its value where it is not set
	purpose string
	secret  bool
}

// platforms are all that there are, one line each.
func platforms() []platform {
	return []platform{slackPlatform(), discordPlatform()}
}

func slackPlatform() platform {
	connect := func(c connection) (*slack.Adapter, error) {
		return slack.New(slack.Config{BotToken: c.getenv("SLACK_BOT_TOKEN"), AppToken: c.getenv("SLACK_APP_TOKEN"), Memory: c.memory, Logger: c.log})
	}
	return platform{
		name: "slack", title: "Slack", home: "https://api.slack.com/apps",
		needs: []variable{
			{name: "SLACK_BOT_TOKEN", purpose: "Slack: the token of the bot user, from OAuth & Permissions, beginning with xoxb-.", secret: true},
			{name: "SLACK_APP_TOKEN", purpose: "Slack: an app-level token with connections:write, from Basic Information, beginning with xapp-.", secret: true},
		},
		connect: func(c connection) (bot.Adapter, error) { return connect(c) },
		check: func(ctx context.Context, c connection) ([]finding, error) {
			adapter, err := connect(c)
			if err != nil {
				return nil, err
			}
			var found []finding
			for _, f := range adapter.Check(ctx) {
				found = append(found, finding{ok: f.OK, what: f.What, do: f.Do})
			}
			return found, nil
		},
		preview: func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error) {
			p, _ := slack.Render(a, 0)
			return p.Message(ctx, m)
		},
		manifest: func() ([]byte, error) { return slack.Manifest(""), nil },
	}
}

func discordPlatform() platform {
	connect := func(c connection) (*discord.Adapter, error) {
		return discord.New(discord.Config{Token: c.getenv("DISCORD_TOKEN"), AppID: c.getenv("DISCORD_APP_ID"), Mentions: c.getenv("DISCORD_MENTIONS") != "off",
			Memory: c.memory, Completer: c.completer, Logger: c.log})
	}
	return platform{
		name: "discord", title: "Discord", home: "https://discord.com/developers/applications",
		needs: []variable{
			{name: "DISCORD_TOKEN", purpose: "Discord: the token of the bot, from the page Bot.", secret: true},
		},
		takes: []variable{
			{name: "DISCORD_APP_ID", purpose: "Discord: the application's id, from General Information; found by the token where it is not set."},
			{name: "DISCORD_MENTIONS", usual: "on", purpose: "Discord: whether mentions and direct messages are answered too; off asks for no message events at all."},
		},
		connect: func(c connection) (bot.Adapter, error) { return connect(c) },
		check: func(ctx context.Context, c connection) ([]finding, error) {
			adapter, err := connect(c)
			if err != nil {
				return nil, err
			}
			var found []finding
			for _, f := range adapter.Check(ctx) {
				found = append(found, finding{ok: f.OK, what: f.What, do: f.Do})
			}
			return found, nil
		},
		preview: func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error) {
			message, _ := discord.Render(a, 0)
			return message, message.Bind(ctx, m)
		},
		manifest: func() ([]byte, error) { return pretty(discord.Commands()) },
	}
}

// missing are the variables that the platform needs and that are not set.
func (p platform) missing() []variable {
	var out []variable
	for _, v := range p.needs {
		if os.Getenv(v.name) == "" {
			out = append(out, v)
		}
	}
	return out
}

// configured reports whether the platform is meant to be connected: one of the
// variables that it needs is set.
func (p platform) configured() bool { return len(p.missing()) < len(p.needs) }

// pretty is JSON as people read it, with a line end behind it.
func pretty(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
