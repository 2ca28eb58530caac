package main

import (
	"context"

	"attache/adapters/slack"
	"attache/bot"
)

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
