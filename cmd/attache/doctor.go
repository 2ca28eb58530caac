package main

import (
	"context"
	"fmt"
	"os"

	"attache/adapters/terminal"
	"attache/bot/sqlstate"
)

type doctorCmd struct{}

// finding is one thing that was looked at: whether it is well, and what to do
// where it is not.
type finding struct {
	ok   bool
	what string
	do   string
}

// Run looks at everything that serving needs, and changes nothing that is well.
func (doctorCmd) Run(ctx context.Context, a *app) error {
	found := a.examineDossier(ctx)
	for _, p := range a.platforms {
		found = append(found, a.examine(ctx, p)...)
	}
	sick := false
	for _, f := range found {
		mark := "ok  "
		if !f.ok {
			mark, sick = "FAIL", true
		}
		line := f.what
		if f.do != "" {
			line += ": " + f.do
		}
		fmt.Fprintf(a.stdout, "%s %s\n", mark, terminal.OneLine(line))
	}
	if sick {
		return errNo
	}
	return nil
}

func (a *app) examineDossier(ctx context.Context) []finding {
	h, err := a.open(ctx)
	if err != nil {
		return []finding{{what: "dossier and data", do: err.Error()}}
	}
	defer h.Close()
	found := []finding{{ok: true, what: "dossier: " + h.summary(a.Dossier)}}
	if len(h.dossier.Documents()) == 0 {
		found[0] = finding{what: "dossier: no documents", do: "put documents into the folder, or name another with --dossier"}
	}
	for _, r := range h.folder.Refused {
		found = append(found, finding{what: "document " + r.Path, do: r.Reason})
	}
	return append(found, a.examineState(ctx))
}

func (a *app) examineState(ctx context.Context) finding {
	state, err := a.openState(ctx)
	if err != nil {
		return finding{what: "data: " + a.Data, do: err.Error()}
	}
	defer state.Close()
	if _, err := state.Keep(ctx, "doctor"); err != nil {
		return finding{what: "data: " + a.Data, do: err.Error()}
	}
	return finding{ok: true, what: "data: " + a.Data + " can be written"}
}

func (a *app) examine(ctx context.Context, p platform) []finding {
	if !p.configured() {
		return []finding{{ok: true, what: p.title + ": not set up"}}
	}
	if missing := p.missing(); len(missing) > 0 {
		return []finding{{what: p.title + ": " + missing[0].name + " is not set", do: "get it from " + p.home}}
	}
	memory, err := sqlstate.Open(ctx, sqlstate.InMemory, dossierID, sqlstate.Options{})
	if err != nil {
		return []finding{{what: p.title, do: err.Error()}}
	}
	defer memory.Close()
	if p.check == nil {
		return []finding{{ok: true, what: p.title + ": the tokens are set"}}
	}
	found, err := p.check(ctx, connection{getenv: os.Getenv, memory: memory, log: a.log})
	if err != nil {
		return []finding{{what: p.title, do: err.Error()}}
	}
	return found
}
