package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
	"attache/internal/database/databasetest"
)

// Drills are about processes that die, databases that go away and platforms that
// refuse. They run side by side, as processes of their own on a platform of their
// own, and wait for what has to come, each until its deadline.

// drillDeadline is until when a drill has to be over. A dead process is noticed
// within half a minute.
const drillDeadline = 150 * time.Second

// chatVar holds where the platform of a drill is.
const chatVar = "DRILL_CHAT"

// drill is attache, connected to the platform of a drill.
func drill() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{options: options{Data: os.Args[1], Listen: cmp.Or(os.Getenv("DRILL_LISTEN"), anyPort), keepOptions: keepOptions{DatabaseURL: os.Getenv("DATABASE_URL")}},
		platforms: []platform{drillPlatform(os.Getenv(chatVar))}, stdin: strings.NewReader(""), stdout: io.Discard, stderr: os.Stderr, log: newLogger(os.Stderr, "warn"),
		pace: pace{sweep: 500 * time.Millisecond, jobs: sqlstate.JobOptions{Timeout: 4 * time.Second, Poll: 200 * time.Millisecond, Retry: 300 * time.Millisecond}}}
	if err := (serveCmd{}).Run(ctx, a); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(statusNo)
	}
}

func drillPlatform(chat string) platform {
	return platform{name: "drill", title: "Drill", needs: []variable{{name: chatVar}},
		connect: func(connection) (adapter, error) { return drillAdapter{chat}, nil }}
}

// drillAdapter posts to the platform of a drill.
type drillAdapter struct{ chat string }

func (d drillAdapter) Serve(ctx context.Context, _ bot.Handler) error {
	<-ctx.Done()
	return nil
}

func (d drillAdapter) Check(context.Context) []bot.Finding { return nil }

func (d drillAdapter) Post(ctx context.Context, channel string, _ bot.Answer) (bot.PostID, error) {
	return d.PostOnce(ctx, channel, "", bot.Answer{})
}

// PostOnce looks up whether the channel has the message, where the platform does
// not tell messages with one key apart by itself.
func (d drillAdapter) PostOnce(ctx context.Context, channel, key string, _ bot.Answer) (bot.PostID, error) {
	q := url.Values{"channel": {channel}, "key": {key}, "pid": {strconv.Itoa(os.Getpid())}}
	if !strings.HasPrefix(channel, "nonce") {
		if id, err := d.get(ctx, "/history", q); id != "" || err != nil {
			return bot.PostID(id), err
		}
	}
	if _, err := d.get(ctx, "/before", q); err != nil {
		return "", err
	}
	id, err := d.get(ctx, "/post", q)
	if err != nil {
		return "", err
	}
	_, err = d.get(ctx, "/after", q)
	return bot.PostID(id), err
}

func (d drillAdapter) get(ctx context.Context, path string, q url.Values) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.chat+path+"?"+q.Encode(), nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if answer.StatusCode != http.StatusOK {
		return "", errors.New(answer.Status)
	}
	return string(body), err
}

// Mount lets a drill ask over HTTP, as platforms do.
func (d drillAdapter) Mount(mux *http.ServeMux, h bot.Handler) {
	mux.HandleFunc("GET /drill", func(w http.ResponseWriter, r *http.Request) {
		a := h(r.Context(), bot.Request{Platform: "drill", Line: r.URL.Query().Get("line")})
		if a.Err != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
		fmt.Fprintf(w, "%v %+v", a.Abstained, a.Blocks)
	})
}

// chat is the platform of a drill. It refuses the first two posts of every key, and
// holds the first post, before or after it is made.
type chat struct {
	*httptest.Server
	hold string   // "/before" or "/after"
	held chan int // the process that is held
	free chan struct{}

	mu       sync.Mutex
	holding  bool
	attempts map[string]int // by key
	visible  map[string]int // by channel and key
}

func newChat(t *testing.T, hold string) *chat {
	c := &chat{hold: hold, held: make(chan int, 1), free: make(chan struct{}), attempts: map[string]int{}, visible: map[string]int{}}
	c.Server = httptest.NewServer(http.HandlerFunc(c.serve))
	t.Cleanup(c.CloseClientConnections)
	return c
}

func (c *chat) serve(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if r.URL.Path == c.hold && c.first() {
		pid, _ := strconv.Atoi(q.Get("pid"))
		c.held <- pid
		select {
		case <-c.free:
		case <-r.Context().Done():
		}
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := q.Get("channel") + "/" + q.Get("key")
	switch r.URL.Path {
	case "/history":
		if c.visible[key] > 0 {
			fmt.Fprint(w, "m1")
		}
	case "/post":
		c.attempts[key]++
		switch {
		case c.attempts[key] == 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		case c.attempts[key] == 2:
			w.WriteHeader(http.StatusInternalServerError)
			return
		case c.visible[key] == 0 || !strings.HasPrefix(key, "nonce"):
			c.visible[key]++
		}
		fmt.Fprint(w, "m1")
	}
}

func (c *chat) first() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	was := c.holding
	c.holding = true
	return !was
}

// once fails the test unless every message is visible once.
func (c *chat) once(t *testing.T, want int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, n := range c.visible {
		if n != 1 {
			t.Errorf("%s is visible %d times", key, n)
		}
	}
	if len(c.visible) != want {
		t.Errorf("%d messages, want %d: %v", len(c.visible), want, c.visible)
	}
}

// site is where the processes of a drill keep what they keep.
type site struct {
	t        *testing.T
	chat     *chat
	database string // an address, empty for files
	folder   string
	state    *sqlstate.State
}

func newSite(t *testing.T, database string, c *chat) *site {
	t.Helper()
	s := &site{t: t, chat: c, database: database, folder: t.TempDir()}
	place := database
	if database == "" {
		place = filepath.Join(s.folder, stateFile)
	}
	var err error
	if s.state, err = sqlstate.Open(t.Context(), place, dossierID, sqlstate.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.state.Close() })
	return s
}

// subscribe makes a subscription whose digest of today is due.
func (s *site) subscribe(channel string) {
	s.t.Helper()
	x := bot.Subscription{ID: channel, Place: bot.Place{Platform: "drill", Channel: channel}, Times: bot.Times{Zone: "UTC", Days: bot.EveryDay}, Always: true}
	x.Since.At = time.Now().Add(-24 * time.Hour)
	if err := s.state.PutSubscription(s.t.Context(), x); err != nil {
		s.t.Fatal(err)
	}
}

// run starts a process, with data of its own where the database is shared.
func (s *site) run(name, database string, env ...string) *exec.Cmd {
	s.t.Helper()
	data := s.folder
	if database != "" {
		data = filepath.Join(s.folder, name)
	}
	cmd := exec.Command("attache-drill", data)
	cmd.Env = append(os.Environ(), chatVar+"="+s.chat.URL, "DATABASE_URL="+database)
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = s.t.Output()
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
	})
	return cmd
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// runAttache runs the command to its end and returns what it writes.
func runAttache(t *testing.T, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("attache", args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = t.Output()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("attache %q: %v", args, err)
	}
	return string(out)
}

// heldProcess waits for the process that the platform holds.
func (s *site) heldProcess() int {
	s.t.Helper()
	select {
	case pid := <-s.chat.held:
		return pid
	case <-time.After(drillDeadline):
		s.t.Fatal("nobody posts")
	}
	return 0
}

// posted waits until the ledger says that the digests of these channels stand in
// them.
func (s *site) posted(channels ...string) {
	s.t.Helper()
	deadline, tick := time.NewTimer(drillDeadline), time.NewTicker(100*time.Millisecond)
	defer deadline.Stop()
	defer tick.Stop()
	for {
		open := 0
		for _, channel := range channels {
			last, ok, err := s.state.LastPosted(s.t.Context(), channel)
			if err != nil || !ok || last.Slot != time.Now().UTC().Format(time.DateOnly) {
				open++
			}
		}
		if open == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-deadline.C:
			for _, channel := range channels {
				ledger, err := s.state.Ledger(s.t.Context(), channel, 3)
				s.t.Logf("%s: %+v, %v", channel, ledger, err)
			}
			s.t.Fatal("not all digests are posted")
		}
	}
}

func TestDigestOfAKilledProcessIsPostedOnce(t *testing.T) {
	for _, hold := range []string{"/before", "/after"} {
		for _, kind := range []string{"SQLite", "PostgreSQL"} {
			t.Run(kind+hold, func(t *testing.T) {
				t.Parallel()
				database := ""
				if kind == "PostgreSQL" {
					database = databasetest.Postgres(t)
				}
				killWhilePosting(t, newSite(t, database, newChat(t, hold)))
			})
		}
	}
}

// killWhilePosting kills the process that posts. With PostgreSQL two others are
// there; with SQLite it is started again.
func killWhilePosting(t *testing.T, s *site) {
	channels := []string{"nonce", "look-up"}
	for _, c := range channels {
		s.subscribe(c)
	}
	running := map[int]*exec.Cmd{}
	names := []string{"one", "two", "three"}
	if s.database == "" {
		names = names[:1]
	}
	for _, name := range names {
		cmd := s.run(name, s.database)
		running[cmd.Process.Pid] = cmd
	}
	victim := running[s.heldProcess()]
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait() // it was killed
	if s.database == "" {
		s.run("one", "")
	}
	s.posted(channels...)
	s.chat.once(t, len(channels))
}

// outage is how long a database is away.
const outage = 10 * time.Second

func TestDatabaseThatIsAwayForTenSeconds(t *testing.T) {
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		address := databasetest.Postgres(t)
		s := newSite(t, address, newChat(t, "/before"))
		p := newProxy(t, address)
		s.subscribe("nonce")
		s.run("one", p.address)
		s.run("two", p.address)
		s.heldProcess()
		p.cut()
		close(s.chat.free)
		<-time.After(outage)
		p.mend()
		s.posted("nonce")
		s.chat.once(t, 1)
	})
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, "", newChat(t, "/before"))
		s.subscribe("nonce")
		s.run("one", "")
		s.heldProcess()
		db, err := sql.Open("sqlite", filepath.Join(s.folder, stateFile))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		if _, err := db.ExecContext(t.Context(), `PRAGMA busy_timeout = 10000; BEGIN EXCLUSIVE`); err != nil {
			t.Fatal(err)
		}
		close(s.chat.free)
		<-time.After(outage)
		if _, err := db.ExecContext(t.Context(), `ROLLBACK`); err != nil {
			t.Fatal(err)
		}
		s.posted("nonce")
		s.chat.once(t, 1)
	})
}
