package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/internal/database/databasetest"
	"attache/knowledge"
	"attache/knowledge/sqlstore"
)

// balancer sends each request to the next replica that is ready, as load balancers
// do: one that cannot be reached, or stops serving, gets no more.
type balancer struct {
	*httptest.Server
	client http.Client

	mu       sync.Mutex
	replicas []string
	next     int
}

func newBalancer(t *testing.T) *balancer {
	b := &balancer{client: http.Client{Timeout: 30 * time.Second}}
	b.Server = httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(b.Close)
	return b
}

func (b *balancer) add(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.replicas = append(b.replicas, address)
}

func (b *balancer) choose() (string, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.replicas) == 0 {
		return "", false
	}
	b.next++
	return b.replicas[b.next%len(b.replicas)], true
}

func (b *balancer) drop(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, r := range b.replicas {
		if r == address {
			b.replicas = append(b.replicas[:i:i], b.replicas[i+1:]...)
			return
		}
	}
}

func (b *balancer) serve(w http.ResponseWriter, r *http.Request) {
	for {
		replica, ok := b.choose()
		if !ok {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		status, body, err := b.ask(r.Context(), replica+r.URL.String())
		if err != nil {
			b.drop(replica)
			continue
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // whoever asked may be gone
		return
	}
}

func (b *balancer) ask(ctx context.Context, address string) (status int, body string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, "", err
	}
	answer, err := b.client.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(raw), err
}

func TestReplicasBehindABalancer(t *testing.T) {
	t.Parallel()
	database := databasetest.Postgres(t)
	s := newSite(t, database, newChat(t, ""))
	b := newBalancer(t)
	replicas := map[string]string{}
	begin := func(name string) (kill func()) {
		address := "http://" + freeAddress(t)
		cmd := s.run(name, database, "DRILL_LISTEN="+strings.TrimPrefix(address, "http://"))
		adaptertest.Await(t, name+" is ready", func() bool {
			status, _, err := b.ask(t.Context(), address+"/readyz")
			return err == nil && status == http.StatusOK
		})
		replicas[name] = address
		b.add(address)
		return func() {
			_ = cmd.Process.Kill()
			delete(replicas, name)
		}
	}
	killOne := begin("one")
	begin("two")
	begin("three")

	// Users ask all the while.
	ctx, stop := context.WithCancel(t.Context())
	var asked, wrong atomic.Int64
	var users sync.WaitGroup
	for user := range 3 {
		users.Go(func() {
			for ctx.Err() == nil {
				status, body, err := b.ask(ctx, b.URL+"/drill?line="+url.QueryEscape("/ask who drafted the plan?"))
				if ctx.Err() != nil {
					return
				}
				asked.Add(1)
				if err != nil || status != http.StatusOK || body == "" {
					wrong.Add(1)
					t.Errorf("user %d: %d %.200q %v", user, status, body, err)
				}
			}
		})
	}
	more := func(n int64) {
		from := asked.Load()
		adaptertest.Await(t, "users are answered", func() bool { return asked.Load() >= from+n })
	}
	more(30)
	killOne()
	more(30)
	begin("four")
	more(30)
	stop()
	users.Wait()
	if wrong.Load() > 0 {
		t.Errorf("%d of %d questions got no answer", wrong.Load(), asked.Load())
	}
	putBeside(t, database, "Ingrid Halvorsen opened the harbour bridge of Veldsund on 4 March 2031.\n")
	for name, address := range replicas {
		adaptertest.Await(t, name+" answers from what another process stored", func() bool {
			status, body, err := b.ask(t.Context(), address+"/drill?line="+url.QueryEscape("/who Halvorsen"))
			return err == nil && status == http.StatusOK && strings.Contains(body, "Veldsund")
		})
	}
	for name, address := range replicas {
		_, body, err := b.ask(t.Context(), address+"/metrics")
		if err != nil || !strings.Contains(body, "attache_documents 6") {
			t.Errorf("%s: %v, want six documents in its metrics", name, err)
		}
	}
}

// putBeside stores a document as another process does.
func putBeside(t testing.TB, database, text string) {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), database, dossierID)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	doc := knowledge.NewDocument("bridge.txt", text)
	doc.Ingested = true
	if err := store.Put(t.Context(), doc, knowledge.Read(&doc)); err != nil {
		t.Fatal(err)
	}
}

// TestBackupOfARunningPostgres takes everything out of a database while it is
// written to, and puts it into another.
func TestBackupGoesFromPostgresToPostgresAndFiles(t *testing.T) {
	from, to := databasetest.Postgres(t), databasetest.Postgres(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "backup.tar")
	attache := func(database string, args ...string) string {
		t.Helper()
		return runAttache(t, []string{"DATABASE_URL=" + database}, args...)
	}
	article := filepath.Join(dir, "bridge.txt")
	if err := os.WriteFile(article, []byte("Bridge\n\nIngrid Halvorsen opened the bridge of Veldsund on 4 March 2031.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	attache(from, "ingest", "--data", filepath.Join(dir, "a"), article)
	s := newSite(t, from, newChat(t, ""))
	s.subscribe("C")
	attache(from, "backup", "--data", filepath.Join(dir, "a"), file)
	for name, database := range map[string]string{"b": to, "c": ""} {
		data := filepath.Join(dir, name)
		attache(database, "restore", "--data", data, file)
		if got := attache(database, "say", "--data", data, "/who Halvorsen"); !strings.Contains(got, "Veldsund") {
			t.Errorf("restored to %q: %s", name, got)
		}
		a := app{options: options{Data: data, keepOptions: keepOptions{DatabaseURL: database}}}
		state, err := a.openState(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer state.Close()
		if subs, err := state.Subscriptions(t.Context()); err != nil || len(subs) != 1 || subs[0].Place.Channel != "C" {
			t.Errorf("restored to %q: %+v, %v", name, subs, err)
		}
	}
}

// BenchmarkReplicaCatchesUp is the time from when one process has stored a document
// until another one answers from it, which is to be below two seconds.
func BenchmarkReplicaCatchesUp(b *testing.B) {
	for _, kind := range []string{"SQLite", "PostgreSQL"} {
		b.Run(kind, func(b *testing.B) {
			data := b.TempDir()
			database := filepath.Join(data, storeFile)
			a := &app{options: options{Data: data}, stderr: io.Discard, log: newLogger(io.Discard, "error")}
			if kind == "PostgreSQL" {
				database = databasetest.Postgres(b)
				a.DatabaseURL = database
			}
			h, err := a.open(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			defer h.Close()
			ctx, stop := context.WithCancel(b.Context())
			defer stop()
			go h.followStore(ctx)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				putBeside(b, database, fmt.Sprintf("Ingrid Halvorsen opened bridge %d of Veldsund on 4 March 2031.\n", i))
				stored := time.Now()
				want := fmt.Sprintf("bridge %d of", i)
				adaptertest.Await(b, "it answers", func() bool {
					answer := h.bot.Handle(b.Context(), bot.Request{Platform: "terminal", Line: "/who Halvorsen"})
					return strings.Contains(fmt.Sprintf("%+v", answer.Blocks), want)
				})
				took = append(took, time.Since(stored))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "ms-median")
			b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "ms-max")
			b.ReportMetric(0, "ns/op")
		})
	}
}
