package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"attache/adapters/terminal"
	"attache/bot"
)

type timelineCmd struct {
	Format string   `default:"text" enum:"text,json,csv,ics,timelinejs" help:"text, json, csv, ics (for calendars) or timelinejs."`
	Words  []string `arg:"" optional:"" name:"WORDS" help:"What the happenings are about; since DATE and until DATE bound them."`
}

// Run writes the timeline in the wanted format.
func (c *timelineCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	line := strings.TrimSpace("/timeline " + strings.Join(c.Words, " "))
	if c.Format == "text" || c.Format == "json" {
		s := a.speaker(h, c.Format == "json")
		return errors.Join(s.say(ctx, line), s.end())
	}
	answer := h.handle(ctx, bot.Request{Platform: "terminal", Line: line})
	if answer.Err != nil {
		return answer.Err
	}
	var entries []bot.TimelineEntry
	for _, block := range answer.Blocks {
		if t, ok := block.(bot.Timeline); ok {
			entries = append(entries, t.Entries...)
		}
	}
	var out []byte
	switch c.Format {
	case "csv":
		out, err = terminal.CSV(entries)
	case "ics":
		out = terminal.Calendar(entries, time.Now())
	case "timelinejs":
		out, err = terminal.TimelineJS(answer.Title, entries)
	}
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(out)
	return err
}
