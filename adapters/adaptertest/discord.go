package adaptertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Discord is a fake of Discord in this process: the gateway, and as much of the
// REST interface as a bot needs. It keeps Discord's rules: a first response within
// three seconds and only once, no edit of what was not announced, no message that
// Discord would refuse, tokens that are checked. The official clients take it for
// Discord when their requests go through [Discord.Transport].
type Discord struct {
	tb     testing.TB
	server *httptest.Server

	mu       sync.Mutex
	changed  chan struct{} // closed and made anew whenever something happens
	token    string
	lastID   int
	calls    []DiscordCall
	failures []*discordFailure
	commands []map[string]any
	pending  map[string]*discordPending // by token
	nonces   map[string]string          // ids of messages, by channel and nonce
	channels map[string]map[string]any  // those that can be looked up
	posts    map[string][]discordPost   // by channel, oldest first
	refused  []string
	shown    map[string]map[string]any // what each message says now, by its id
	deleted  map[string]bool
	kept     map[string]string // path of an upload → what is in it
	owner    string            // of the server; empty: somebody else
	roles    map[string]string // those that the person holds, with their permissions
	holds    []string          // their ids
	lost     int               // how many answers to posts are lost on the way
	endpoint string            // where interactions are sent to; empty: over the gateway
	gateway  discordGateway
}

// discordPost is a message that the bot posted.
type discordPost struct {
	id   string
	body map[string]any
}

// The ids of the fake's application, its bot's user, and places where people write.
const (
	DiscordApp     = "900000000000000001"
	DiscordBotUser = "900000000000000002"
	DiscordPerson  = "900000000000000003"
	DiscordGuild   = "900000000000000004"
	DiscordChannel = "900000000000000005"
)

// DiscordCall is one request that the fake was sent.
type DiscordCall struct {
	Method string
	Path   string // below the version: "/users/@me"
	Query  url.Values
	Body   []byte // JSON, empty for none
	Files  []DiscordFile
	Status int // what the fake answered
}

// DiscordFile is a file that came with a request.
type DiscordFile struct {
	Name, Kind string
	Bytes      []byte
}

// JSON is the body as maps and slices, nil where there is none.
func (c DiscordCall) JSON() map[string]any {
	var m map[string]any
	if json.Unmarshal(c.Body, &m) != nil {
		return nil
	}
	return m
}

// discordPending is an interaction that waits for responses.
type discordPending struct {
	id        string
	kind      int
	sent      time.Time
	message   string // the id of the message that it is about
	answered  bool
	expired   bool
	userOnly  bool // the bot is not in the server: five follow-ups are allowed
	followups int
}

// discordFailure is a refusal that is given in place of an answer.
type discordFailure struct {
	method, suffix string
	times, status  int
	code           int
	retryAfter     float64
}

// NewDiscord starts a fake. It ends with the test.
func NewDiscord(tb testing.TB) *Discord {
	d := &Discord{tb: tb, token: "token-of-the-fake", lastID: 1000, changed: make(chan struct{}),
		pending: map[string]*discordPending{}, nonces: map[string]string{}, posts: map[string][]discordPost{}, shown: map[string]map[string]any{}, deleted: map[string]bool{}, kept: map[string]string{}, roles: map[string]string{}, holds: []string{},
		gateway: discordGateway{interval: 41250 * time.Millisecond, shards: 1, concurrency: 1, remaining: 1000}}
	d.server = httptest.NewServer(http.HandlerFunc(d.serve))
	tb.Cleanup(func() {
		d.Drop()
		d.server.Close()
	})
	return d
}

// Transport sends every request to the fake, whatever its address.
func (d *Discord) Transport() http.RoundTripper {
	at, err := url.Parse(d.server.URL)
	if err != nil {
		panic("adaptertest: " + err.Error()) // httptest makes no such address
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	d.tb.Cleanup(transport.CloseIdleConnections)
	return retarget{at, transport}
}

// URL is the address of the fake, for clients that can be told one.
func (d *Discord) URL() string { return d.server.URL }

// retarget is a RoundTripper that sends everything to one host.
type retarget struct {
	to  *url.URL
	via http.RoundTripper
}

func (r retarget) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host, req.Host = r.to.Scheme, r.to.Host, ""
	return r.via.RoundTrip(req)
}

// Token is what a bot is to show.
func (d *Discord) Token() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.token
}

// Revoke makes the token that was given out worthless.
func (d *Discord) Revoke() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.token = "another-token"
}

// Fail makes the next requests with this method, and a path that ends so, fail
// that many times with the status; retryAfter is in seconds.
func (d *Discord) Fail(times int, method, suffix string, status int, retryAfter float64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failures = append(d.failures, &discordFailure{method: method, suffix: suffix, times: times, status: status, retryAfter: retryAfter})
}

// FailWithCode is Fail with one of Discord's own codes for what is wrong.
func (d *Discord) FailWithCode(times int, method, suffix string, status, code int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failures = append(d.failures, &discordFailure{method: method, suffix: suffix, times: times, status: status, code: code})
}

// Calls are the requests so far.
func (d *Discord) Calls() []DiscordCall {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

// Refused says why the fake refused messages.
func (d *Discord) Refused() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.refused)
}

// Await waits for a request with this method, a path that ends so, and the status
// 2xx, and returns it.
func (d *Discord) Await(method, suffix string) DiscordCall {
	d.tb.Helper()
	return d.AwaitWhere(method+" …"+suffix, func(c DiscordCall) bool {
		return c.Method == method && strings.HasSuffix(c.Path, suffix) && c.Status < 300
	})
}

// AwaitWhere waits for a request that match accepts.
func (d *Discord) AwaitWhere(what string, match func(DiscordCall) bool) DiscordCall {
	d.tb.Helper()
	var found DiscordCall
	d.until(what, func() bool {
		for _, c := range d.calls {
			if match(c) {
				found = c
				return true
			}
		}
		return false
	})
	return found
}

// until waits for a condition, which is asked with the lock held.
func (d *Discord) until(what string, is func() bool) {
	d.tb.Helper()
	late := time.NewTimer(20 * time.Second)
	defer late.Stop()
	for {
		d.mu.Lock()
		ok, changed := is(), d.changed
		d.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-late.C:
			d.tb.Fatalf("fake Discord: waited in vain for %s; requests so far:\n%s", what, d.log())
		}
	}
}

func (d *Discord) log() string {
	var b strings.Builder
	for _, c := range d.Calls() {
		fmt.Fprintf(&b, "%d %s %s %s\n", c.Status, c.Method, c.Path, c.Body)
	}
	return b.String()
}

// happened wakes those who wait. The lock is held.
func (d *Discord) happened() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// id is a new id. The lock is held.
func (d *Discord) id() string {
	d.lastID++
	return fmt.Sprintf("91%016d", d.lastID)
}

// serve answers requests below any version of the interface.
func (d *Discord) serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/ws"):
		d.socket(w, r)
		return
	case strings.HasPrefix(r.URL.Path, "/attachments/"):
		d.upload(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client went away
	}
	path := r.URL.Path
	for _, version := range []string{"/api/v9", "/api/v10", "/api"} {
		if rest, ok := strings.CutPrefix(path, version); ok {
			path = rest
			break
		}
	}
	c := DiscordCall{Method: r.Method, Path: path, Query: r.URL.Query(), Body: body}
	c.unpack(r.Header.Get("Content-Type"))
	d.mu.Lock()
	defer d.mu.Unlock()
	reply := d.failure(c)
	if reply == nil {
		reply = d.answer(c, r.Header.Get("Authorization"))
	}
	if d.lost > 0 && c.Method == http.MethodPost && strings.HasSuffix(c.Path, "/messages") && reply.status == http.StatusOK {
		d.lost--
		reply = &discordReply{status: http.StatusBadGateway}
	}
	c.Status = reply.status
	d.calls = append(d.calls, c)
	d.happened()
	reply.write(w)
}

// upload gives a file that a person uploaded.
func (d *Discord) upload(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	text, there := d.kept[r.URL.Path]
	d.mu.Unlock()
	if !there {
		http.NotFound(w, r)
		return
	}
	_, _ = io.WriteString(w, text) // a client that went away is told nothing
}

// unpack takes the JSON and the files out of a form.
func (c *DiscordCall) unpack(kind string) {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || media != "multipart/form-data" {
		return
	}
	form := multipart.NewReader(bytes.NewReader(c.Body), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return
		}
		if part.FormName() == "payload_json" {
			c.Body = content
			continue
		}
		c.Files = append(c.Files, DiscordFile{part.FileName(), part.Header.Get("Content-Type"), content})
	}
}

// Forget makes the fake drop what it was sent so far, which a long test would fill
// the memory with.
func (d *Discord) Forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls, d.pending, d.shown = nil, map[string]*discordPending{}, map[string]map[string]any{}
	for _, s := range d.gateway.sessions {
		clear(s.events)
	}
}

// discordReply is what the fake answers.
type discordReply struct {
	status     int
	body       any
	retryAfter float64
}

func (r discordReply) write(w http.ResponseWriter) {
	if r.body != nil {
		w.Header().Set("Content-Type", "application/json")
	}
	if r.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", fmt.Sprint(max(1, int(r.retryAfter))))
		w.Header().Set("X-RateLimit-Scope", "user")
	}
	w.WriteHeader(r.status)
	if r.body != nil {
		json.NewEncoder(w).Encode(r.body)
	}
}

func discordOK(body any) *discordReply { return &discordReply{status: http.StatusOK, body: body} }

func refusal(status, code int, message string) *discordReply {
	return &discordReply{status: status, body: map[string]any{"code": code, "message": message}}
}

func (d *Discord) failure(c DiscordCall) *discordReply {
	for _, f := range d.failures {
		if f.times > 0 && f.method == c.Method && strings.HasSuffix(c.Path, f.suffix) {
			f.times--
			return &discordReply{f.status, map[string]any{"message": "the fake was told to fail", "code": f.code, "retry_after": f.retryAfter, "global": false}, f.retryAfter}
		}
	}
	return nil
}
