package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"attache/bot"
	"attache/bot/sqlstate"
)

type previewCmd struct {
	Platform string   `arg:"" name:"PLATFORM" enum:"slack,discord" help:"slack or discord."`
	Line     []string `arg:"" name:"LINE" help:"What a person would type."`
}

// Run prints the message that would answer the line.
func (c *previewCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	// What stands behind the buttons of a preview is nobody's to press.
	memory, err := sqlstate.Open(ctx, sqlstate.InMemory, dossierID, sqlstate.Options{})
	if err != nil {
		return err
	}
	defer memory.Close()
	answer := h.handle(ctx, bot.Request{Platform: c.Platform, Line: strings.Join(c.Line, " ")})
	message, err := a.platform(c.Platform).preview(ctx, answer, memory)
	if err != nil {
		return fmt.Errorf("draw the answer: %w", err)
	}
	b, err := pretty(message)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(b)
	return err
}

type manifestCmd struct {
	HTTP      string `name:"http" placeholder:"URL" help:"Slack: call the bot at this address, instead of Socket Mode."`
	Assistant bool   `help:"Slack: also the assistant pane, which guests of a workspace cannot use."`
	History   bool   `help:"Slack: also read channels, to look for a digest before it is posted again."`
	Platform  string `arg:"" name:"PLATFORM" enum:"slack,discord" help:"slack or discord."`
}

// Run prints what an administrator registers.
func (c *manifestCmd) Run(a *app) error {
	if u, err := url.Parse(c.HTTP); c.HTTP != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		return usagef("--http %s: give an address such as https://attache.example", c.HTTP)
	}
	p := a.platform(c.Platform)
	manifest, err := p.manifest(manifestOptions{url: c.HTTP, assistant: c.Assistant, history: c.History})
	if err != nil {
		return err
	}
	if p.install != nil {
		fmt.Fprint(a.stderr, p.install(os.Getenv))
	}
	_, err = a.stdout.Write(manifest)
	return err
}

// platform returns the platform with that name; kong lets no other name pass.
func (a *app) platform(name string) platform {
	for _, p := range a.platforms {
		if p.name == name {
			return p
		}
	}
	panic("no platform " + name)
}
