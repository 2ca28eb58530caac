package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"

	"attache/bot"
)

const (
	// usualListen is the address that is listened on unless told otherwise: it can
	// be reached from this machine alone.
	usualListen = "127.0.0.1:8080"
	// listenOff is the --listen that opens no port.
	listenOff = "off"
	// lastAnswers is how long answers that are under way may take when the program
	// is told to stop.
	lastAnswers = 5 * time.Second
	// maxConnections is how many connections are open at once; more wait.
	maxConnections = 512
)

// server is a running HTTP server.
type server struct {
	http   *http.Server
	failed chan error // holds why the server stopped serving
	url    string
}

// operatorOptions say where operators look.
type operatorOptions struct {
	MetricsListen string `name:"metrics-listen" env:"ATTACHE_METRICS_LISTEN" placeholder:"HOST:PORT" help:"Where /metrics, /healthz and /readyz are served, apart from what is open to others; without it, where the pages are."`
}

// listenForOperators serves what operators look at on a port of its own. It returns
// nil where there is none: then it is mounted with the pages.
func (a *app) listenForOperators(ctx context.Context, mux *http.ServeMux) (*server, error) {
	if a.MetricsListen == "" {
		return nil, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.MetricsListen)
	if err != nil {
		return nil, usagef("ATTACHE_METRICS_LISTEN: %w; give HOST:PORT", err)
	}
	return serveOn(l, mux), nil
}

// listen serves what the adapters mount. It returns nil where nothing is served:
// --listen is off, or the usual address is taken, which is told.
func (a *app) listen(ctx context.Context, mux *http.ServeMux) (*server, error) {
	if a.Listen == listenOff {
		return nil, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.Listen)
	if err != nil && a.Listen == usualListen && a.PublicURL == "" {
		a.log.Warn("no page is served: the usual address cannot be used; set ATTACHE_LISTEN to another, or to off", "why", err)
		return nil, nil
	}
	if err != nil {
		return nil, usagef("ATTACHE_LISTEN: %w; give HOST:PORT, or off", err)
	}
	return serveOn(l, mux), nil
}

// serveOn serves a handler until the server is closed.
func serveOn(l net.Listener, handler http.Handler) *server {
	w := &server{
		http: &http.Server{
			Handler:           handler,
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       30 * time.Second,
			WriteTimeout:      time.Minute,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    16 << 10,
		},
		failed: make(chan error, 1),
		url:    "http://" + l.Addr().String(),
	}
	go func() { w.failed <- w.http.Serve(netutil.LimitListener(l, maxConnections)) }()
	return w
}

// close lets requests that are under way finish and stops serving. It may be
// called on nil.
func (w *server) close() error {
	if w == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), lastAnswers)
	defer cancel()
	err := w.http.Shutdown(ctx)
	if served := <-w.failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("serve %s: %w", w.url, served))
	}
	return err
}

// mount adds what each adapter serves over HTTP.
func mount(mux *http.ServeMux, h bot.Handler, adapters []bot.Adapter) {
	for _, adapter := range adapters {
		if m, ok := adapter.(mounter); ok {
			m.Mount(mux, h)
		}
	}
}
