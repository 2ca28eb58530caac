package main

import (
	"context"
	"fmt"
	"os"

	"attache/adapters/terminal"
	"attache/bot"
	"attache/bot/sqlstate"
)

type doctorCmd struct{}

// Run looks at everything that serving needs, and changes nothing that is well.
func (doctorCmd) Run(ctx context.Context, a *app) error {
	found := a.examineDossier(ctx)
	for _, p := range a.platforms {
		found = append(found, a.examine(ctx, p)...)
	}
	sick := false
	for _, f := range found {
		mark := "ok  "
		if !f.OK {
			mark, sick = "FAIL", true
		}
		line := f.What
		if f.Do != "" {
			line += ": " + f.Do
		}
		fmt.Fprintf(a.stdout, "%s %s\n", mark, terminal.OneLine(line))
	}
	if sick {
		return errNo
	}
	return nil
}

func (a *app) examineDossier(ctx context.Context) []bot.Finding {
	h, err := a.open(ctx)
	if err != nil {
		return []bot.Finding{{What: "dossier and data", Do: err.Error()}}
	}
	defer h.Close()
	found := []bot.Finding{{OK: true, What: "dossier: " + h.summary(a.Dossier)}}
	if len(h.dossier.Documents()) == 0 {
		found[0] = bot.Finding{What: "dossier: no documents", Do: "put documents into the folder, or name another with --dossier"}
	}
	for _, r := range h.folder.Refused {
		found = append(found, bot.Finding{What: "document " + r.Path, Do: r.Reason})
	}
	return append(found, a.examineState(ctx))
}

func (a *app) examineState(ctx context.Context) bot.Finding {
	state, err := a.openState(ctx)
	if err != nil {
		return bot.Finding{What: "data: " + a.Data, Do: err.Error()}
	}
	defer state.Close()
	if _, err := state.Keep(ctx, "doctor"); err != nil {
		return bot.Finding{What: "data: " + a.Data, Do: err.Error()}
	}
	return bot.Finding{OK: true, What: "data: " + a.Data + " can be written"}
}

func (a *app) examine(ctx context.Context, p platform) []bot.Finding {
	if !p.configured() {
		return []bot.Finding{{OK: true, What: p.title + ": not set up"}}
	}
	if missing := p.missing(); len(missing) > 0 {
		return []bot.Finding{{What: p.title + ": " + missing[0].name + " is not set", Do: "get it from " + p.home}}
	}
	memory, err := sqlstate.Open(ctx, sqlstate.InMemory, dossierID, sqlstate.Options{})
	if err != nil {
		return []bot.Finding{{What: p.title, Do: err.Error()}}
	}
	defer memory.Close()
	connected, err := p.connect(connection{getenv: os.Getenv, memory: memory, log: a.log})
	if err != nil {
		return []bot.Finding{{What: p.title, Do: err.Error()}}
	}
	return connected.Check(ctx)
}
