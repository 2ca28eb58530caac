package main

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"attache/bot"
)

// readyTime is how long it is waited for what has to be ready.
const readyTime = 2 * time.Second

// readiness knows whether the process can answer.
type readiness struct {
	checks map[string]func(context.Context) error

	mu        sync.Mutex
	platforms map[string]error // why one is not connected; nil where it is
}

func newReadiness(checks map[string]func(context.Context) error) *readiness {
	return &readiness{checks: checks, platforms: map[string]error{}}
}

// readier is an adapter that knows whether it is connected.
type readier interface {
	// Ready reports why the platform cannot be used now, if so.
	Ready() error
}

// watch adds a platform, which is asked where its adapter can tell.
func (r *readiness) watch(name string, adapter bot.Adapter) {
	if x, ok := adapter.(readier); ok {
		r.checks["platform "+name] = func(context.Context) error { return x.Ready() }
		return
	}
	r.checks["platform "+name] = func(context.Context) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.platforms[name]
	}
}

// gone notes that a platform is disconnected for good.
func (r *readiness) gone(name string, why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.platforms[name] = why
}

// mount serves whether the process lives, and whether it can answer: what
// restarts, and what a load balancer, asks. Why something is not ready stands in
// the log alone.
func (r *readiness) mount(mux *http.ServeMux, log func(what string, why error)) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n")) // whoever asked may be gone
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, req *http.Request) {
		ctx, cancel := context.WithTimeout(req.Context(), readyTime)
		defer cancel()
		status, found := http.StatusOK, map[string]string{}
		for name, err := range r.look(ctx) {
			found[name] = "ok"
			if err != nil {
				found[name], status = "not ready", http.StatusServiceUnavailable
				log(name, err)
			}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(found) // whoever asked may be gone
	})
}

// look makes all checks at once.
func (r *readiness) look(ctx context.Context) map[string]error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	out := map[string]error{}
	for name, check := range r.checks {
		wg.Go(func() {
			err := check(ctx)
			mu.Lock()
			defer mu.Unlock()
			out[name] = err
		})
	}
	wg.Wait()
	return out
}
