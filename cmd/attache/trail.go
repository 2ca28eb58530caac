package main

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"attache/bot"
)

type trailCmd struct {
	Days int  `default:"30" help:"How many days back."`
	JSON bool `name:"json" help:"One JSON object a line."`
}

// trailAtMost is how many of the latest acts are told.
const trailAtMost = 100_000

// step is one act as it is written in JSON.
type step struct {
	At       time.Time `json:"at"`
	What     string    `json:"what"`
	About    string    `json:"about,omitempty"`
	Platform string    `json:"platform,omitempty"`
	Channel  string    `json:"channel,omitempty"`
	User     string    `json:"user,omitempty"` // empty where the person was erased, or the bot did it itself
}

// Run tells who did what, the oldest first.
func (c *trailCmd) Run(ctx context.Context, a *app) error {
	state, err := a.openState(ctx)
	if err != nil {
		return err
	}
	defer state.Close()
	acts, err := state.Acts(ctx, time.Now().AddDate(0, 0, -c.Days), trailAtMost)
	if err != nil {
		return err
	}
	slices.Reverse(acts)
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	for _, act := range acts {
		if !c.JSON {
			a.outcome("%s", trailLine(act))
			continue
		}
		s := step{At: act.At.UTC(), What: act.What, About: act.About, Platform: act.Place.Platform, Channel: act.Place.Channel, User: act.User}
		if err := out.Encode(s); err != nil {
			return err
		}
	}
	return nil
}

// trailLine tells an act as people read it: when, by whom and where, what.
func trailLine(a bot.Act) string {
	who := cmp.Or(a.User, "-")
	if a.Place.Platform != "" {
		who = strings.TrimSuffix(a.Place.Platform+":"+a.User, ":")
	}
	if a.Place.Channel != "" {
		who += " in " + a.Place.Channel
	}
	return strings.Join([]string{a.At.UTC().Format("2006-01-02 15:04:05Z"), who, a.What, a.About}, " ")
}
