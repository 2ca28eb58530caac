// Package web is the reading room: pages on which every citation opens on its
// words, and a chat that answers in a browser as the bot answers elsewhere. The
// pages are made on the server and can be read without script.
package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"attache/bot"
	"attache/knowledge"
)

// Config is what a Room is made of.
type Config struct {
	Dossier   *knowledge.Dossier
	Name      string        // what the dossier is called; empty where it has no name
	Gate      *Gate         // who may come in
	Completer bot.Completer // nil offers nothing
	Picture   Picture       // nil shows none
	Now       func() time.Time
	Logger    *slog.Logger // nil discards
}

// Picture draws a timeline as a PNG. It is safe for concurrent use.
type Picture func(t bot.Timeline, title string, dark bool) (png []byte, err error)

// Room serves the pages of one dossier.
type Room struct {
	Config
	views  *template.Template
	assets assets
	pages  *cache
	looked atomic.Int64 // when changes by other processes were last looked for, in Unix seconds

	traced  memo[[]knowledge.Origin] // the origins of all documents
	summary memo[extent]
}

// New returns the reading room of a dossier, which stays the caller's.
func New(c Config) (*Room, error) {
	switch {
	case c.Dossier == nil:
		return nil, errors.New("web: a reading room needs a dossier")
	case c.Gate == nil:
		return nil, errors.New("web: a reading room needs a gate")
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	r := &Room{Config: c, pages: newCache(maxPages)}
	var err error
	if r.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if r.views, err = r.parseViews(); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return r, nil
}

// Mount adds the pages to mux, below everything that others add; the chat answers
// with h.
func (r *Room) Mount(mux *http.ServeMux, h bot.Handler) {
	mux.Handle("/", r.Handler(h))
}

// Handler serves the pages; the chat answers with h.
func (r *Room) Handler(h bot.Handler) http.Handler {
	mux := http.NewServeMux()
	for pattern, show := range map[string]func(*desk) (page, error){
		"GET /{$}":             (*desk).front,
		"GET /documents":       (*desk).documents,
		"GET /d/{doc}":         (*desk).document,
		"GET /d/{doc}/{place}": (*desk).document,
		"GET /timeline":        (*desk).timeline,
		"GET /people":          (*desk).people,
		"GET /who/{name}":      (*desk).who,
		"GET /origins":         (*desk).origins,
		"GET /compare":         (*desk).compare,
		"GET /search":          (*desk).search,
	} {
		mux.Handle(pattern, r.page(h, show))
	}
	mux.HandleFunc("GET /q/{id}", r.receipt)
	mux.HandleFunc("GET /complete", r.complete(h))
	mux.HandleFunc("GET /picture", r.picture(h))
	mux.HandleFunc("GET /chat", r.chat(h))
	mux.HandleFunc("POST /chat", r.say(h))
	mux.HandleFunc("/", r.missing)
	inside := http.NewServeMux()
	inside.Handle("/", r.Gate.admit(r, mux))
	inside.HandleFunc("GET /static/{file}", r.assets.serve)
	return r.guard(inside)
}

// warmEvery is how often Warm looks for changes. What changes all the time, as while
// documents are being read, is waited out.
const warmEvery = 500 * time.Millisecond

// Warm keeps the front page made before somebody asks for it, until ctx is done:
// what stands on it takes longest to work out. It makes it again after each change
// of the dossier, when nothing has changed for a moment.
func (r *Room) Warm(ctx context.Context, h bot.Handler) {
	tick := time.NewTicker(warmEvery)
	defer tick.Stop()
	warmed, seen := r.Dossier.Edition(), ""
	r.warm(ctx, h)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		last := seen
		if seen = r.Dossier.Edition(); seen != warmed && seen == last {
			r.warm(ctx, h)
			warmed = seen
		}
	}
}

// warm makes the front page, and works out what the documents tell, which the first
// timeline or profile would wait for.
func (r *Room) warm(ctx context.Context, h bot.Handler) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "/", http.NoBody)
	if err != nil {
		return
	}
	_, err = r.pages.get(r.key(req), func() (made, error) {
		p, err := (&desk{r, req, h}).front()
		if err != nil {
			return made{}, err
		}
		return r.make(p)
	})
	if err == nil {
		err = r.Dossier.Prepare(ctx)
	}
	if err != nil && ctx.Err() == nil {
		r.Logger.Warn("the front page could not be made", "why", err)
	}
}

// desk is where one page is made.
type desk struct {
	*Room
	*http.Request
	handle bot.Handler
}

// answer is what the bot says to a line.
func (d *desk) answer(line string, limit int) bot.Answer {
	return d.handle(d.Context(), bot.Request{Platform: Platform, Direct: true, Line: line, Limit: limit})
}

// Platform is what requests from the reading room name as their platform.
const Platform = "web"

// refreshEvery is how long changes that other processes make may go unseen.
const refreshEvery = 1 // second

// refresh sees what other processes changed in the store.
func (r *Room) refresh(ctx context.Context) {
	now := r.Now().Unix()
	last := r.looked.Load()
	if now-last < refreshEvery || !r.looked.CompareAndSwap(last, now) {
		return
	}
	if err := r.Dossier.Refresh(ctx); err != nil && ctx.Err() == nil {
		// What was read before is still shown.
		r.Logger.Warn("changes by other processes are not seen", "why", err)
	}
}
