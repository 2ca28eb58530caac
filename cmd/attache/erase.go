package main

import (
	"context"
	"time"

	"attache/bot"
)

type eraseCmd struct {
	Person string `arg:"" name:"PLATFORM:USER" help:"By the platform's id, for example slack:T0123/U0123ABC or discord:80351110224678912."`
}

// Run erases what is kept of a person, and tells how much it was.
func (c *eraseCmd) Run(ctx context.Context, a *app) error {
	people, err := bot.ParsePersons(c.Person)
	if err != nil {
		return usageError{err}
	}
	state, err := a.openState(ctx)
	if err != nil {
		return err
	}
	defer state.Close()
	for _, p := range people {
		n, err := state.Erase(ctx, p)
		if err != nil {
			return err
		}
		a.outcome("erased: %s: %d", c.Person, n)
	}
	return nil
}

// note adds to the trail of who did what that somebody at the command line did
// something to each of these. Without it the thing is done all the same.
func (a *app) note(ctx context.Context, what string, about ...string) {
	if a.Data == inMemory || len(about) == 0 {
		return
	}
	state, err := a.openState(ctx)
	if err != nil {
		a.log.Warn("the trail of acts is not kept", "what", what, "why", err)
		return
	}
	defer state.Close()
	for _, one := range about {
		if err := state.Record(ctx, bot.Act{At: time.Now().UTC(), Place: bot.Place{Platform: "terminal"}, What: what, About: one}); err != nil {
			a.log.Warn("the trail of acts is not kept", "what", what, "why", err)
			return
		}
	}
}
