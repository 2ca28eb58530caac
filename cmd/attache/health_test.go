package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/bot"
)

// knowingAdapter knows whether it is connected.
type knowingAdapter struct {
	bot.Adapter
	err error
}

func (k *knowingAdapter) Ready() error { return k.err }

// TestReadinessTellsEachPart: a platform that is away keeps the process in service
// once it was there, one that was never there or refuses the bot does not, and the
// process lives either way.
func TestReadinessTellsEachPart(t *testing.T) {
	var database error
	chat, other := &knowingAdapter{err: errors.New("not yet")}, &knowingAdapter{}
	r := newReadiness(map[string]func(context.Context) error{"database": func(context.Context) error { return database }})
	r.watch("chat", chat)
	r.watch("other", other)
	mux := http.NewServeMux()
	told := map[string]int{}
	r.mount(mux, func(what string, _ error) { told[what]++ })
	look := func(what string, status int, want map[string]string) {
		t.Helper()
		if alive := ask(mux, "/healthz"); alive.Code != http.StatusOK {
			t.Errorf("%s: /healthz says %d", what, alive.Code)
		}
		got := ask(mux, "/readyz")
		var parts map[string]string
		if err := json.Unmarshal(got.Body.Bytes(), &parts); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, parts); got.Code != status || diff != "" {
			t.Errorf("%s: %d, want %d (-want +got):\n%s", what, got.Code, status, diff)
		}
	}
	look("at first", 503, map[string]string{"database": "ok", "platform chat": "connecting", "platform other": "ok"})
	chat.err = nil
	look("connected", 200, map[string]string{"database": "ok", "platform chat": "ok", "platform other": "ok"})
	chat.err = errors.New("cut")
	look("cut", 200, map[string]string{"database": "ok", "platform chat": "reconnecting", "platform other": "ok"})
	database = errors.New("away")
	look("without a database", 503, map[string]string{"database": "not ready", "platform chat": "reconnecting", "platform other": "ok"})
	database = nil
	r.gone("chat", errors.New("the token is refused"))
	look("refused", 503, map[string]string{"database": "ok", "platform chat": "refused", "platform other": "ok"})
	if told["platform chat"] != 3 || told["database"] != 1 || told["platform other"] != 0 {
		t.Errorf("logged: %v", told)
	}
}

func ask(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}
