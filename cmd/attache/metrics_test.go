package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge"
)

// TestOperatorsSeeWhatHappens: each figure that operators are promised is there,
// and moves with what it counts.
func TestOperatorsSeeWhatHappens(t *testing.T) {
	a := fakeApp(io.Discard)
	a.Data = t.TempDir()
	a.Dossier = filepath.Join(t.TempDir(), "dossier")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(a.Dossier, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(a.Dossier, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("bridge.txt", "Bridge opens\n\nMayor Ingrid Halvorsen opened the bridge of Veldsund on 4 March 2031.\n")
	write("empty.txt", "")
	write("torn.docx", "PK\x03\x04 torn")
	s, err := a.openService(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	seen := newFigures(t, s)

	if _, err := s.house.dossier.Put(t.Context(), []knowledge.Document{knowledge.NewDocument("crane.txt", "A crane fell at the port of Veldsund on Tuesday.\n")}); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"/who Halvorsen", "/who Nobody Whatsoever", "/nonsense at all"} {
		s.answer(t.Context(), bot.Request{Platform: "chat", Line: line})
	}
	seen.has(`attache_ingest_documents_total{outcome="added"}`, 2)
	seen.has(`attache_ingest_refused_total{reason="empty"}`, 1)
	seen.has(`attache_ingest_refused_total{reason="broken"}`, 1)
	seen.has(`attache_ingest_seconds_count`, 2)
	seen.has(`attache_documents`, 2)
	seen.more(`attache_ingest_bytes_total`, 100)
	seen.more(`attache_index_bytes`, 1000)
	seen.has(`attache_commands_total{command="who",outcome="answered",platform="chat"}`, 1)
	seen.has(`attache_commands_total{command="who",outcome="abstained",platform="chat"}`, 1)
	seen.has(`attache_commands_total{command="none",outcome="refused",platform="chat"}`, 1)
	seen.has(`attache_command_seconds_count{command="who"}`, 2)

	// What became of digests.
	now := time.Now()
	for state, due := range map[bot.PostState]time.Time{bot.Posted: now.Add(-time.Hour), bot.Nothing: now, bot.Ambiguous: now, bot.Missed: now, bot.Failed: now} {
		s.measured.digest(bot.Posting{State: state, Due: due}, nil)
		seen.has(`attache_digests_total{state="`+string(state)+`"}`, 1)
	}
	seen.has(`attache_digests_late_total`, 1)
	hold := make(chan struct{})
	jobs, err := s.state.StartJobs(t.Context(), sqlstate.JobOptions{Poll: 20 * time.Millisecond}, func(context.Context, bot.DigestJob) (bot.Posting, error) {
		<-hold
		return bot.Posting{Subscription: "s", Slot: "2031-03-05", State: bot.Nothing}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.measured.queue.Store(jobs)
	if err := jobs.Add(t.Context(), bot.DigestJob{Subscription: "s", Slot: "2031-03-05"}); err != nil {
		t.Fatal(err)
	}
	seen.has(`attache_digests_due_total`, 1)
	seen.has(`attache_queue_depth`, 1)
	close(hold)
	adaptertest.Await(t, "the queue is empty", func() bool { return seen.value(`attache_queue_depth`) == 0 })
	if err := jobs.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}

	// Platforms that refuse for their rate.
	limiting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) }))
	defer limiting.Close()
	res, err := (&http.Client{Transport: s.measured.transport()}).Get(limiting.URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	seen.has(`attache_platform_requests_total{code="429",host="127.0.0.1"}`, 1)
}

// TestOperatorsLookElsewhere: with an address of their own, what operators look at
// is not open to those who read the pages.
func TestOperatorsLookElsewhere(t *testing.T) {
	a := fakeApp(io.Discard)
	a.Listen, a.MetricsListen = anyPort, anyPort
	s, err := a.openService(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	ctx, stop := context.WithCancel(t.Context())
	defer s.beside.Wait()
	defer stop()
	page, err := s.openPages(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer page.close()
	for _, path := range []string{"/metrics", "/healthz", "/readyz"} {
		for _, at := range []struct {
			url  string
			want int
		}{{s.operators.url, http.StatusOK}, {page.url, http.StatusNotFound}} {
			res, err := http.Get(at.url + path)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != at.want {
				t.Errorf("%s%s: %d, want %d", at.url, path, res.StatusCode, at.want)
			}
		}
	}
}

// figures are what is served at /metrics.
type figures struct {
	t   *testing.T
	mux *http.ServeMux
}

func newFigures(t *testing.T, s *service) figures {
	f := figures{t, http.NewServeMux()}
	s.measured.mount(f.mux)
	return f
}

// value is a figure by its name and labels, -1 where there is none.
func (f figures) value(name string) float64 {
	f.t.Helper()
	for line := range strings.Lines(ask(f.mux, "/metrics").Body.String()) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				f.t.Fatal(err)
			}
			return n
		}
	}
	return -1
}

func (f figures) has(name string, want float64) {
	f.t.Helper()
	if got := f.value(name); got != want {
		f.t.Errorf("%s is %v, want %v", name, got, want)
	}
}

func (f figures) more(name string, than float64) {
	f.t.Helper()
	if got := f.value(name); got <= than {
		f.t.Errorf("%s is %v, want more than %v", name, got, than)
	}
}
