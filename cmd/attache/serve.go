package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/term"

	"attache/adapters/terminal"
	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge/sqlstore"
)

type serveCmd struct{}

// Run connects every platform whose tokens are set and answers until ctx is done.
// With none it holds a conversation on the terminal, where there is one.
func (serveCmd) Run(ctx context.Context, a *app) error {
	connected, err := a.configured()
	if err != nil {
		return err
	}
	unlock, err := a.claimServing()
	if err != nil {
		return err
	}
	defer unlock()
	gate, err := a.gate()
	if err != nil {
		return err
	}
	folder := a.watch()
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { a.follow(ctx, h, folder) })
	defer following.Wait()
	defer stop()
	fmt.Fprintf(a.stderr, "attache: %s\n", h.summary(a.Dossier))
	state, err := sqlstate.Open(ctx, a.statePath(), dossierID, sqlstate.Options{})
	if err != nil {
		return err
	}
	defer state.Close()
	if err := a.converseWith(h, state, a.linker(gate)); err != nil {
		return err
	}
	following.Go(func() { h.bot.FollowFeeds(ctx) })
	adapters, err := a.connect(h, state, connected)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mount(mux, h.handle, adapters)
	room, err := a.readingRoom(h, gate)
	if err != nil {
		return err
	}
	room.Mount(mux, h.handle)
	page, err := a.listen(ctx, mux)
	if err != nil {
		return err
	}
	a.announce(page, gate, len(connected) == 0)
	if len(connected) == 0 {
		fmt.Fprint(a.stderr, a.howToConnect())
		err = a.converse(ctx, h)
	} else {
		err = a.serve(ctx, h, connected, adapters)
	}
	return errors.Join(err, page.close())
}

// converseWith lets the bot of an open dossier remember what is said, and take in
// documents.
func (a *app) converseWith(h *house, state *sqlstate.State, links bot.Linker) error {
	admins, err := bot.ParsePersons(a.Admins)
	if err != nil {
		return usagef("ATTACHE_ADMINS: %w", err)
	}
	fetcher, err := a.fetcher()
	if err != nil {
		return err
	}
	h.bot = bot.New(h.dossier, bot.Options{Logger: a.log, Links: links, State: state, Feeds: state, Library: library{fetcher}, Admins: admins})
	return nil
}

// configured are the platforms that are meant to be connected.
func (a *app) configured() ([]platform, error) {
	var out []platform
	for _, p := range a.platforms {
		if !p.configured() {
			continue
		}
		for _, v := range p.missing() {
			return nil, usagef("%s needs %s too: get it from %s", p.title, v.name, p.home)
		}
		out = append(out, p)
	}
	return out, nil
}

func (a *app) claimServing() (unlock func(), err error) {
	if a.Data == inMemory {
		return func() {}, nil
	}
	return sqlstore.LockServing(a.Data)
}

func (a *app) statePath() string {
	if a.Data == inMemory {
		return sqlstate.InMemory
	}
	return filepath.Join(a.Data, stateFile)
}

func (h *house) summary(folder string) string {
	n := len(h.dossier.Documents())
	where := "built in"
	if folder != "" {
		where = folder
	}
	if n == 1 {
		return "1 document (" + where + ")"
	}
	return fmt.Sprintf("%d documents (%s)", n, where)
}

// howToConnect says that no platform is connected, and how to connect each.
func (a *app) howToConnect() string {
	var b strings.Builder
	b.WriteString("attache: no platform is connected. Set these in the environment or in .env:\n")
	for _, p := range a.platforms {
		var names []string
		for _, v := range p.needs {
			names = append(names, v.name)
		}
		fmt.Fprintf(&b, "  %-8s %s, from %s\n", p.title, strings.Join(names, " and "), p.home)
	}
	return b.String()
}

// converse holds a conversation on the terminal, or waits to be stopped where
// standard input is none.
func (a *app) converse(ctx context.Context, h *house) error {
	in, ok := a.stdin.(*os.File)
	out, isFile := a.stdout.(*os.File)
	if !ok || !isFile || !term.IsTerminal(int(in.Fd())) {
		fmt.Fprintln(a.stderr, "attache: standard input is no terminal: waiting to be stopped")
		<-ctx.Done()
		return nil
	}
	fmt.Fprintln(a.stderr, "attache: type a question, /help or /quit")
	c := terminal.Config{Out: out, Commands: h.commands(ctx), Completer: h.bot}
	if a.Data != inMemory {
		c.History = filepath.Join(a.Data, historyFile)
	}
	return terminal.New(c).Serve(ctx, h.handle)
}

// commands are what can be typed at the start of a line.
func (h *house) commands(ctx context.Context) []string {
	out := []string{"/quit"}
	for _, block := range h.handle(ctx, bot.Request{Platform: "terminal", Line: "/help"}).Blocks {
		if help, ok := block.(bot.Help); ok {
			for _, c := range help.Commands {
				name, _, _ := strings.Cut(c.Usage, " ")
				out = append(out, name)
			}
		}
	}
	return out
}

// connect makes the adapters of the platforms.
func (a *app) connect(h *house, memory bot.Memory, connected []platform) ([]bot.Adapter, error) {
	var adapters []bot.Adapter
	for _, p := range connected {
		adapter, err := p.connect(connection{getenv: os.Getenv, memory: memory, completer: h.bot, log: a.log})
		if err != nil {
			return nil, usageError{err}
		}
		adapters = append(adapters, adapter)
	}
	return adapters, nil
}

// serve keeps the platforms connected. One that refuses the bot for good does not
// take the others down; that it did is told in the end.
func (a *app) serve(ctx context.Context, h *house, connected []platform, adapters []bot.Adapter) error {
	errs := make([]error, len(adapters))
	var running sync.WaitGroup
	for i, adapter := range adapters {
		a.log.Info("connecting", "platform", connected[i].name)
		running.Go(func() {
			errs[i] = adapter.Serve(ctx, h.handle)
			if errs[i] != nil {
				a.log.Error("disconnected for good", "platform", connected[i].name, "why", errs[i])
			}
		})
	}
	running.Wait()
	return errors.Join(errs...)
}
