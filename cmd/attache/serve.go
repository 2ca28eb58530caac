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
	"time"

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
	state, err := a.openState(ctx)
	if err != nil {
		return err
	}
	defer state.Close()
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { a.follow(ctx, h, folder) })
	defer following.Wait()
	defer stop()
	fmt.Fprintf(a.stderr, "attache: %s\n", h.summary(a.Dossier))
	if err := a.converseWith(h, state, a.linker(gate)); err != nil {
		return err
	}
	following.Go(func() { h.bot.FollowFeeds(ctx) })
	following.Go(func() { h.followStore(ctx) })
	following.Go(func() { a.expire(ctx, state) })
	watched := newMetrics(h, a.indexFolder())
	answer := watched.handler(h.handle)
	adapters, err := a.connect(h, state, connected, watched.transport())
	if err != nil {
		return err
	}
	ready := newReadiness(map[string]func(context.Context) error{"database": state.Ready, "index": h.dossier.Refresh})
	for i, p := range connected {
		ready.watch(p.name, adapters[i])
	}
	mux := http.NewServeMux()
	ready.mount(mux, func(what string, why error) { a.log.Warn("not ready", "what", what, "why", why) })
	watched.mount(mux)
	mount(mux, answer, adapters)
	room, err := a.readingRoom(h, gate)
	if err != nil {
		return err
	}
	room.Mount(mux, answer)
	following.Go(func() { room.Warm(ctx, answer) })
	page, err := a.listen(ctx, mux)
	if err != nil {
		return err
	}
	a.announce(page, gate, len(connected) == 0)
	if len(connected) == 0 {
		fmt.Fprint(a.stderr, a.howToConnect())
		err = a.converse(ctx, h)
	} else {
		following.Go(func() {
			if err := a.postDigests(ctx, h, state, connected, adapters, watched); err != nil {
				a.log.Error("digests are not posted", "why", err)
			}
		})
		err = a.serve(ctx, answer, connected, adapters, ready)
	}
	return errors.Join(err, page.close())
}

// expireEvery is how often what is kept no longer is deleted.
const expireEvery = time.Hour

// expire deletes what is kept no longer, also where nothing is added, until ctx is
// done.
func (a *app) expire(ctx context.Context, state *sqlstate.State) {
	tick := time.NewTicker(expireEvery)
	defer tick.Stop()
	for {
		if err := state.Expire(ctx); err != nil && ctx.Err() == nil {
			a.log.Error("what is kept no longer is not deleted; it is tried again in an hour", "why", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// followEvery is how often it is looked what other processes have stored: what
// they store answers here within two seconds, and before, where somebody asks.
const followEvery = 500 * time.Millisecond

// followStore keeps the dossier as the store is, until ctx is done.
func (h *house) followStore(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	well := true
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := h.dossier.Refresh(ctx)
		switch {
		case err != nil && well && ctx.Err() == nil:
			h.log.Warn("the store cannot be asked for changes: what was read before still answers", "why", err)
		case err == nil && !well:
			h.log.Info("the store can be asked for changes again")
		}
		well = err == nil
	}
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
func (a *app) connect(h *house, memory bot.Memory, connected []platform, transport http.RoundTripper) ([]bot.Adapter, error) {
	var adapters []bot.Adapter
	for _, p := range connected {
		adapter, err := p.connect(connection{getenv: os.Getenv, memory: memory, completer: h.bot, transport: transport, log: a.log})
		if err != nil {
			return nil, usageError{err}
		}
		adapters = append(adapters, adapter)
	}
	return adapters, nil
}

// serve keeps the platforms connected. One that refuses the bot for good does not
// take the others down; that it did is told in the end.
func (a *app) serve(ctx context.Context, answer bot.Handler, connected []platform, adapters []bot.Adapter, ready *readiness) error {
	errs := make([]error, len(adapters))
	var running sync.WaitGroup
	for i, adapter := range adapters {
		a.log.Info("connecting", "platform", connected[i].name)
		running.Go(func() {
			errs[i] = adapter.Serve(ctx, answer)
			if errs[i] != nil {
				ready.gone(connected[i].name, errs[i])
				a.log.Error("disconnected for good", "platform", connected[i].name, "why", errs[i])
			}
		})
	}
	running.Wait()
	return errors.Join(errs...)
}
