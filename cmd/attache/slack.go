package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"attache/adapters/picture"
	"attache/adapters/slack"
	"attache/bot"
)

func slackPlatform() platform {
	return platform{
		name: "slack", title: "Slack", home: "https://api.slack.com/apps",
		needs: []variable{
			{name: "SLACK_BOT_TOKEN", purpose: "Slack: the token of the bot user, from OAuth & Permissions, beginning with xoxb-.", secret: true},
			{name: "SLACK_APP_TOKEN", or: "SLACK_SIGNING_SECRET", purpose: "Slack, for Socket Mode: an app-level token with connections:write, from Basic Information, beginning with xapp-.", secret: true},
		},
		takes: []variable{
			{name: "SLACK_SIGNING_SECRET", purpose: "Slack, instead of Socket Mode or beside it: the signing secret, from Basic Information, for requests over HTTP.", secret: true},
			{name: "SLACK_SOCKETS", usual: "1", purpose: "Slack: how many sockets are open at once, 1 to 10."},
		},
		connect: func(c connection) (adapter, error) { return connectSlack(c) },
		preview: func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error) {
			p, _ := slack.Render(a, 0)
			return p.Message(ctx, m, slack.Offer{Share: !p.Private, Keep: !p.Private, Picture: true, Feedback: true})
		},
		manifest: func(o manifestOptions) ([]byte, error) {
			return slack.Manifest(slack.ManifestOptions{URL: o.url, Assistant: o.assistant, History: o.history}), nil
		},
	}
}

// slackPatience is how long an answer of Slack's is waited for.
const slackPatience = 10 * time.Second

func connectSlack(c connection) (*slack.Adapter, error) {
	config := slack.Config{BotToken: c.getenv("SLACK_BOT_TOKEN"), AppToken: c.getenv("SLACK_APP_TOKEN"), SigningSecret: c.getenv("SLACK_SIGNING_SECRET"),
		PublicURL: c.getenv("ATTACHE_PUBLIC_URL"), Memory: c.memory, Completer: c.completer, Picture: drawAnswer, Logger: c.log}
	if c.transport != nil {
		config.HTTPClient = &http.Client{Transport: c.transport, Timeout: slackPatience}
	}
	if sockets := c.getenv("SLACK_SOCKETS"); sockets != "" {
		n, err := strconv.Atoi(sockets)
		if err != nil {
			return nil, fmt.Errorf("SLACK_SOCKETS is %q: give a number from 1 to 10", sockets)
		}
		config.Sockets = n
	}
	// What keeps events and lines keeps opinions too, if it can.
	if f, ok := c.memory.(slack.Feedback); ok {
		config.Feedback = f
	}
	return slack.New(config)
}

// drawAnswer draws the timeline of an answer or, where it has none, who is linked
// with whom in it.
func drawAnswer(_ context.Context, a bot.Answer) (png []byte, alt string, err error) {
	o := picture.Options{Title: a.Title}
	if t := timelineOf(a); len(t.Entries) > 0 {
		return picture.Timeline(t, o)
	}
	if len(a.Relations.Links) > 0 {
		return picture.Relations(a.Relations, o)
	}
	return nil, "", nil
}
