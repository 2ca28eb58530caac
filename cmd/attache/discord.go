package main

import (
	"context"

	"attache/adapters/discord"
	"attache/bot"
)

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
		manifest: func(manifestOptions) ([]byte, error) { return pretty(discord.Commands()) },
	}
}
