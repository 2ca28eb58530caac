package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"attache/adapters/picture"
	"attache/adapters/terminal"
	"attache/bot"
)

type timelineCmd struct {
	Format string   `default:"text" enum:"text,json,csv,ics,timelinejs" help:"text, json, csv, ics (for calendars) or timelinejs."`
	PNG    string   `name:"png" placeholder:"FILE" help:"Also draw it, as a picture in this file."`
	Page   int      `default:"1" help:"Which happenings the picture shows: it holds 15, and the next ones are page 2."`
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
		return errors.Join(s.say(ctx, line), s.end(), c.draw(ctx, a, h.handle, line))
	}
	answer := h.handle(ctx, bot.Request{Platform: "terminal", Line: line})
	if answer.Err != nil {
		return answer.Err
	}
	entries := timelineOf(answer).Entries
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
	return errors.Join(err, c.draw(ctx, a, h.handle, line))
}

// draw writes the picture of the timeline that answers line to the file that is
// wanted, if any.
func (c *timelineCmd) draw(ctx context.Context, a *app, handle bot.Handler, line string) error {
	if c.PNG == "" {
		return nil
	}
	answer := handle(ctx, bot.Request{Platform: "terminal", Line: line})
	if answer.Err != nil {
		return answer.Err
	}
	t := timelineOf(answer)
	png, _, err := picture.Timeline(t, picture.Options{Title: answer.Title, Page: c.Page})
	if err != nil {
		return fmt.Errorf("draw %s: %w", c.PNG, err)
	}
	if pages := picture.Pages(t); pages > 1 {
		fmt.Fprintf(a.stderr, "%s holds %d of %d happenings, page %d of %d; --page N draws another.\n", c.PNG, picture.MaxEntries, len(t.Entries), min(max(c.Page, 1), pages), pages)
	}
	return os.WriteFile(c.PNG, png, 0o644)
}

// timelineOf returns the timeline in an answer, an empty one where it has none.
func timelineOf(a bot.Answer) bot.Timeline {
	var out bot.Timeline
	for _, block := range a.Blocks {
		if t, ok := block.(bot.Timeline); ok {
			out.Entries = append(out.Entries, t.Entries...)
			out.Undated += t.Undated
			out.Hidden += t.Hidden
			out.All = t.All
		}
	}
	return out
}
