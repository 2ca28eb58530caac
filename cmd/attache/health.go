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
	platforms map[string]*reach // by name
	logged    map[string]string // how each part was when that was logged
}

// reach is what is known of the connection to a platform.
type reach struct {
	ready func() error // why the platform cannot be used now; nil where its adapter does not tell
	once  bool         // it was connected at some time
	gone  error        // why it is disconnected for good
}

func newReadiness(checks map[string]func(context.Context) error) *readiness {
	return &readiness{checks: checks, platforms: map[string]*reach{}, logged: map[string]string{}}
}

// readier is an adapter that knows whether it is connected.
type readier interface {
	// Ready reports why the platform cannot be used now, if so.
	Ready() error
}

// watch adds a platform, which is asked where its adapter can tell.
func (r *readiness) watch(name string, adapter bot.Adapter) {
	c := &reach{}
	if x, ok := adapter.(readier); ok {
		c.ready = x.Ready
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.platforms[name] = c
}

// gone notes that a platform is disconnected for good.
func (r *readiness) gone(name string, why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.platforms[name].gone = why
}

// What can be said of a part. Those that are not well get the process no requests.
const (
	partOK           = "ok"
	partReconnecting = "reconnecting" // it was connected, and will be: all else is answered meanwhile
	partConnecting   = "connecting"   // it was not connected yet
	partRefused      = "refused"      // the platform wants no such bot: nothing but a change of the configuration helps
	partNotReady     = "not ready"
)

// well reports whether a part keeps the process from nothing that it is asked over
// HTTP. A platform that is away for a while is away for every replica: taking them
// all out of service would take the others' answers along.
func well(part string) bool { return part == partOK || part == partReconnecting }

// look tells how each part is, and why those that are not ok are not.
func (r *readiness) look(ctx context.Context) (parts map[string]string, why map[string]error) {
	parts, why = map[string]string{}, map[string]error{}
	for name, err := range r.check(ctx) {
		parts[name] = partOK
		if err != nil {
			parts[name], why[name] = partNotReady, err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for name, c := range r.platforms {
		name = "platform " + name
		if parts[name], why[name] = c.look(); why[name] == nil {
			delete(why, name)
		}
	}
	return parts, why
}

func (c *reach) look() (string, error) {
	if c.gone != nil {
		return partRefused, c.gone
	}
	if c.ready == nil {
		return partOK, nil
	}
	switch err := c.ready(); {
	case err == nil:
		c.once = true
		return partOK, nil
	case c.once:
		return partReconnecting, err
	default:
		return partConnecting, err
	}
}

// changed reports whether a part is otherwise than when it was asked last: what
// stays as it is need not be logged every few seconds.
func (r *readiness) changed(name, part string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.logged[name]
	r.logged[name] = part
	return part != before
}

// check makes all checks at once.
func (r *readiness) check(ctx context.Context) map[string]error {
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
		parts, why := r.look(ctx)
		status := http.StatusOK
		for name, part := range parts {
			if r.changed(name, part) && why[name] != nil {
				log(name, why[name])
			}
			if !well(part) {
				status = http.StatusServiceUnavailable
			}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(parts) // whoever asked may be gone
	})
}
