package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"sync"

	"attache/adapters/web"
	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge/ingest"
	"attache/knowledge/sqlstore"
)

type serveCmd struct{}

// serveGarbage is how much may lie about for each hundred bytes that are in use, before
// it is cleared away. What was read in a large dossier stays in use; Go's usual 100
// would double it. GOGC overrides it.
const serveGarbage = 50

// Run connects every platform whose tokens are set and answers until ctx is done.
// With none it holds a conversation on the terminal, where there is one.
func (serveCmd) Run(ctx context.Context, a *app) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(serveGarbage)
	}
	connected, err := a.configured()
	if err != nil {
		return err
	}
	unlock, err := a.claimServing()
	if err != nil {
		return err
	}
	defer unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s, err := a.openService(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	defer s.beside.Wait()
	defer stop()
	if err := s.connect(connected); err != nil {
		return err
	}
	s.keepUp(ctx)
	page, err := s.openPages(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.answerAll(ctx), page.close())
}

// service is a bot at work: what it answers from, what it remembers, and by which
// ways it is asked.
type service struct {
	*app
	house     *house
	folder    *ingest.Watcher // nil where nothing is watched
	state     *sqlstate.State
	gate      *web.Gate
	measured  *metrics
	answer    bot.Handler
	connected []platform
	adapters  []bot.Adapter // of connected, in their order
	ready     *readiness
	operators *server        // nil where what they look at is served with the pages
	beside    sync.WaitGroup // what is done beside answering, until the service stops
}

// openService opens the dossier and the state, and begins to read the folder of
// documents, which goes on until ctx is done where it is large. The folder is watched
// from before it is read, so that no change of it is missed.
func (a *app) openService(ctx context.Context) (_ *service, err error) {
	s := &service{app: a}
	if s.gate, err = a.gate(); err != nil {
		return nil, err
	}
	a.intake = newIntake()
	s.folder = a.watch()
	if s.house, err = a.openKept(ctx); err != nil {
		return nil, err
	}
	if s.state, err = a.openState(ctx); err != nil {
		return nil, errors.Join(err, s.house.Close())
	}
	if err := a.converseWith(s.house, s.state, a.linker(s.gate)); err != nil {
		s.close()
		return nil, err
	}
	s.measured = newMetrics(s.house, a.indexFolder(), a.intake)
	s.answer = s.measured.handler(s.house.handle)
	s.ready = newReadiness(map[string]func(context.Context) error{"database": s.state.Ready, "index": s.house.dossier.Refresh})
	if err := s.house.load(ctx, s.beside.Go); err != nil {
		s.beside.Wait()
		s.close()
		return nil, err
	}
	fmt.Fprintf(a.stderr, "attache: %s\n", s.house.summary(a.Dossier))
	return s, nil
}

// close releases what the service holds open. All that was answered is stored by
// then: what fails now loses nothing.
func (s *service) close() {
	if err := errors.Join(s.operators.close(), s.state.Close(), s.house.Close()); err != nil {
		s.log.Warn("not all could be closed", "why", err)
	}
}

// keepUp keeps the dossier and the state as they are meant to be, until ctx is
// done.
func (s *service) keepUp(ctx context.Context) {
	s.beside.Go(func() {
		if s.house.loaded(ctx) {
			s.follow(ctx, s.house, s.folder)
		}
	})
	s.beside.Go(func() { s.house.bot.FollowFeeds(ctx) })
	s.beside.Go(func() { s.house.followStore(ctx) })
	s.beside.Go(func() { s.expire(ctx, s.state) })
	s.beside.Go(func() { s.house.dropStale(ctx) })
}

// openPages serves the reading room, what operators look at and what the platforms
// call. The server is nil where nothing is to be served.
func (s *service) openPages(ctx context.Context) (*server, error) {
	room, err := s.readingRoom(s.house, s.gate)
	if err != nil {
		return nil, err
	}
	mux, operators := http.NewServeMux(), http.NewServeMux()
	if s.MetricsListen == "" {
		operators = mux
	}
	s.ready.mount(operators, func(what string, why error) { s.log.Warn("not ready", "what", what, "why", why) })
	s.measured.mount(operators)
	if s.operators, err = s.listenForOperators(ctx, operators); err != nil {
		return nil, err
	}
	mount(mux, s.answer, s.adapters)
	room.Mount(mux, s.answer)
	s.beside.Go(func() { room.Warm(ctx, s.answer) })
	page, err := s.listen(ctx, mux)
	if err != nil {
		return nil, err
	}
	s.announce(page, s.gate, len(s.connected) == 0)
	return page, nil
}

// answerAll answers on every platform, or on the terminal where none is connected,
// until ctx is done.
func (s *service) answerAll(ctx context.Context) error {
	if len(s.connected) == 0 {
		fmt.Fprint(s.stderr, s.howToConnect())
		return s.converse(ctx, s.house)
	}
	s.beside.Go(func() {
		if !s.house.loaded(ctx) { // half of the documents make no digest
			return
		}
		if err := s.postDigests(ctx); err != nil {
			s.log.Error("digests are not posted", "why", err)
		}
	})
	return s.serve(ctx)
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
	h.bot = bot.New(h.dossier, bot.Options{Logger: a.log, Links: links, State: state, Feeds: state, Library: library{fetcher, a.intake}, Admins: admins, Progress: h.progress})
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

// connect makes the adapters of the platforms.
func (s *service) connect(connected []platform) error {
	for _, p := range connected {
		adapter, err := p.connect(connection{getenv: os.Getenv, memory: s.state, completer: s.house.bot, transport: s.measured.transport(), log: s.log})
		if err != nil {
			return usageError{err}
		}
		s.connected, s.adapters = append(s.connected, p), append(s.adapters, adapter)
		s.ready.watch(p.name, adapter)
	}
	return nil
}

// serve keeps the platforms connected. One that refuses the bot for good does not
// take the others down; that it did is told in the end.
func (s *service) serve(ctx context.Context) error {
	errs := make([]error, len(s.adapters))
	var running sync.WaitGroup
	for i, adapter := range s.adapters {
		name := s.connected[i].name
		s.log.Info("connecting", "platform", name)
		running.Go(func() {
			errs[i] = adapter.Serve(ctx, s.answer)
			if errs[i] != nil {
				s.ready.gone(name, errs[i])
				s.log.Error("disconnected for good", "platform", name, "why", errs[i])
			}
		})
	}
	running.Wait()
	return errors.Join(errs...)
}
