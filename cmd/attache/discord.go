package main

import (
	"context"
	"fmt"

	"attache/adapters/discord"
	"attache/bot"
)

func discordPlatform() platform {
	return platform{
		name: "discord", title: "Discord", home: "https://discord.com/developers/applications",
		needs: []variable{
			{name: "DISCORD_TOKEN", purpose: "Discord: the token of the bot, from the page Bot.", secret: true},
		},
		takes: []variable{
			{name: "DISCORD_APP_ID", purpose: "Discord: the application's id, from General Information; found by the token where it is not set."},
			{name: "DISCORD_PUBLIC_KEY", purpose: "Discord: the application's public key, from General Information; with it interactions come over HTTP, at " + discord.Path + ", instead of over the gateway."},
			{name: "DISCORD_MENTIONS", usual: "on", purpose: "Discord: whether mentions and direct messages are answered too; off asks for no message events at all. They come over the gateway: with a public key they are off unless this is on."},
			{name: "DISCORD_CHANNEL", purpose: "Discord: the id of a channel in which attache doctor looks at the bot's permissions."},
		},
		connect: func(c connection) (adapter, error) { return connectDiscord(c) },
		preview: func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error) {
			message, _ := discord.Render(a, 0)
			return message, message.Bind(ctx, m)
		},
		manifest: func(manifestOptions) ([]byte, error) { return pretty(discord.Commands()) },
		install:  discordInstall,
	}
}

func connectDiscord(c connection) (*discord.Adapter, error) {
	config := discord.Config{Transport: c.transport,
		Token: c.getenv("DISCORD_TOKEN"), AppID: c.getenv("DISCORD_APP_ID"), PublicKey: c.getenv("DISCORD_PUBLIC_KEY"),
		Mentions: mentioned(c.getenv("DISCORD_MENTIONS"), c.getenv("DISCORD_PUBLIC_KEY")), Channel: c.getenv("DISCORD_CHANNEL"),
		Memory: c.memory, Completer: c.completer, Picture: drawAnswer, Logger: c.log,
	}
	// What keeps events and lines keeps opinions and the trail too, if it can.
	if f, ok := c.memory.(discord.Feedback); ok {
		config.Feedback = f
	}
	if t, ok := c.memory.(discord.Trail); ok {
		config.Trail = t
	}
	return discord.New(config)
}

// mentioned reports whether messages are answered: where interactions come over
// HTTP, only if that is said.
func mentioned(setting, publicKey string) bool {
	if publicKey != "" {
		return setting == "on"
	}
	return setting != "off"
}

// discordInstall says where an administrator adds the bot to a server, and what
// each permission is for.
func discordInstall(getenv func(string) string) string {
	app := getenv("DISCORD_APP_ID")
	if app == "" {
		app = "DISCORD_APP_ID"
	}
	text := fmt.Sprintf("Add the bot to a server, or to yourself: %s\nIt asks for no more than:\n", discord.Invitation(app))
	for _, p := range discord.Permissions() {
		text += fmt.Sprintf("  %-25s %s\n", p.Name, p.For)
	}
	return text
}
