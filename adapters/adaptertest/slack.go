package adaptertest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Slack is a fake of Slack in this process: the Web API, Socket Mode and
// response_urls, as far as a bot needs them. It keeps Slack's rules: an
// acknowledgement within three seconds and below 20 KiB, five uses of a
// response_url, no message that Slack would refuse, tokens that are checked.
// Official clients take it for Slack when their API address is [Slack.APIURL].
type Slack struct {
	tb     testing.TB
	server *httptest.Server

	mu        sync.Mutex
	changed   chan struct{} // closed and made anew whenever something happens
	scopes    string
	lastID    int
	posts     []SlackPost
	failures  []*slackFailure
	calls     map[string]int // by method
	responses map[string]*slackResponseURL
	envelopes map[string]*SlackEnvelope
	refused   []string
	sockets   slackSockets
	bot       string // where the bot takes requests over HTTP; empty for sockets
	last      map[string]url.Values
	files     map[string]*SlackUpload
	given     map[string]string // texts of files that people uploaded, by name
	shared    []SlackUpload
	views     []SlackView
	triggers  map[string]bool // those that were used
	admin     bool
}

// The tokens that the fake takes, and the ids of its workspace.
const (
	SlackBotToken = "xoxb-1-2-three"
	SlackAppToken = "xapp-1-A1-2-three"
	SlackTeam     = "T0TEAM"
	SlackBotUser  = "U0BOT"
	SlackPerson   = "U0ANNA"
	SlackChannel  = "C0LEASE"
	SlackOutside  = "C0OUTSIDE" // a channel that the bot is not in
	SlackDirect   = "D0ANNA"
)

// SlackPost is one message that reached Slack, by whichever way.
type SlackPost struct {
	Way      string // "chat.postMessage", "chat.update", "chat.postEphemeral", "response_url", "ack", "views.publish"
	Channel  string
	User     string // of chat.postEphemeral and views.publish
	Thread   string
	TS       string
	Response string // response_type
	Message  map[string]any
	deleted  bool
}

// Blocks is the JSON of the message's blocks.
func (p SlackPost) Blocks() string {
	raw, err := json.Marshal(p.Message["blocks"])
	if err != nil {
		return ""
	}
	return string(raw)
}

// Text is the message's text for notifications.
func (p SlackPost) Text() string {
	text, _ := p.Message["text"].(string)
	return text
}

// Button returns the action_id and value of the button with this label, or of the
// first whose label begins with it.
func (p SlackPost) Button(label string) (actionID, value string, ok bool) {
	blocks, _ := p.Message["blocks"].([]any)
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		elements, _ := block["elements"].([]any)
		for _, e := range elements {
			button, _ := e.(map[string]any)
			text, _ := button["text"].(map[string]any)
			if shown, _ := text["text"].(string); button["type"] == "button" && strings.HasPrefix(shown, label) {
				return button["action_id"].(string), button["value"].(string), true
			}
		}
	}
	return "", "", false
}

type slackFailure struct {
	method     string
	times      int
	status     int
	code       string
	retryAfter string
	after      bool // the call is carried out, and only the answer is lost
}

type slackResponseURL struct {
	channel string
	uses    int
	of      SlackPost // the message whose button was pressed, for presses
}

// NewSlack starts a fake, which ends with the test.
func NewSlack(tb testing.TB) *Slack {
	s := &Slack{tb: tb, changed: make(chan struct{}), calls: map[string]int{},
		responses: map[string]*slackResponseURL{}, envelopes: map[string]*SlackEnvelope{}, last: map[string]url.Values{},
		files: map[string]*SlackUpload{}, given: map[string]string{}, triggers: map[string]bool{},
		scopes: "app_mentions:read,channels:read,chat:write,chat:write.public,commands,files:read,files:write,groups:read,im:history,im:write,users:read"}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", s.call)
	mux.HandleFunc("POST /response/{id}", s.respond)
	mux.HandleFunc("GET /link/{ticket}", s.link)
	mux.HandleFunc("POST /upload/{id}", s.upload)
	mux.HandleFunc("GET /files-pri/{name}", s.download)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>Sign in") })
	s.server = httptest.NewServer(mux)
	tb.Cleanup(func() {
		s.Drop()
		s.server.Close()
	})
	return s
}

// APIURL is where the Web API answers.
func (s *Slack) APIURL() string { return s.server.URL + "/api/" }

// Grant sets the scopes that the bot token has.
func (s *Slack) Grant(scopes string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes = scopes
}

// Fail refuses the next calls of a method, "response_url" among them, with an HTTP
// status, and with an error code where the status is 200. RetryAfter is the header
// of that name, empty for none.
func (s *Slack) Fail(method string, times, status int, code, retryAfter string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, &slackFailure{method, times, status, code, retryAfter, false})
}

// Lose carries out the next calls of a method and answers them with an HTTP
// status, as if Slack had failed, or, with status 0, cuts the connection.
func (s *Slack) Lose(method string, times, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, &slackFailure{method: method, times: times, status: status, after: true})
}

// ExpireResponses ends the 30 minutes of all response_urls.
func (s *Slack) ExpireResponses() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.responses)
}

// Deleted reports whether a message was deleted.
func (s *Slack) Deleted(p SlackPost) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.posts {
		if x.Channel == p.Channel && x.TS == p.TS {
			return x.deleted
		}
	}
	return false
}

// Calls is how often a method was called, refused calls included.
func (s *Slack) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// Refused lists what broke Slack's rules.
func (s *Slack) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.refused)
}

// Posts waits until n messages have reached Slack and returns all.
func (s *Slack) Posts(n int) []SlackPost {
	s.tb.Helper()
	s.await(fmt.Sprintf("%d messages", n), func() bool { return len(s.posts) >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.posts)
}

// await waits until something is so. The condition is called with the lock held.
func (s *Slack) await(what string, so func() bool) {
	s.tb.Helper()
	limit, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		s.mu.Lock()
		done, changed := so(), s.changed
		s.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-limit.Done():
			s.tb.Fatalf("waited in vain for %s; refused: %q; posts: %d", what, s.Refused(), len(s.posts))
		}
	}
}

// happened wakes whoever waits. The lock is held.
func (s *Slack) happened() {
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Slack) id(prefix string) string {
	s.lastID++
	return fmt.Sprintf("%s%d", prefix, s.lastID)
}

func (s *Slack) ts() string {
	s.lastID++
	return fmt.Sprintf("1900000000.%06d", s.lastID)
}

// failure takes the refusal that is next for a method. The lock is held.
func (s *Slack) failure(method string) *slackFailure {
	s.calls[method]++
	for _, f := range s.failures {
		if f.method == method && f.times > 0 {
			f.times--
			return f
		}
	}
	return nil
}

func (f *slackFailure) write(w http.ResponseWriter) {
	if f.retryAfter != "" {
		w.Header().Set("Retry-After", f.retryAfter)
	}
	if f.status == 0 {
		panic(http.ErrAbortHandler)
	}
	if f.status != http.StatusOK {
		http.Error(w, "refused", f.status)
		return
	}
	writeJSON(w, map[string]any{"ok": false, "error": f.code})
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	// A client that went away is no fault of the fake's.
	_ = json.NewEncoder(w).Encode(v)
}

// call answers one call of the Web API.
func (s *Slack) call(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	method := r.PathValue("method")
	lost := s.failure(method)
	if lost != nil && !lost.after {
		lost.write(w)
		return
	}
	args, err := arguments(r)
	if err != nil {
		writeJSON(w, map[string]any{"ok": false, "error": "invalid_arguments"})
		return
	}
	want := SlackBotToken
	if method == "apps.connections.open" {
		want = SlackAppToken
	}
	if args.Get("token") != want {
		writeJSON(w, map[string]any{"ok": false, "error": "invalid_auth"})
		return
	}
	s.last[method] = args
	answer := s.answer(method, args)
	if lost != nil {
		lost.write(w)
		return
	}
	w.Header().Set("X-OAuth-Scopes", s.scopes)
	writeJSON(w, answer)
}

// arguments reads a form or a JSON object, and the token wherever it stands.
func arguments(r *http.Request) (url.Values, error) {
	args := url.Values{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		var fields map[string]json.RawMessage
		if len(body) > 0 && string(body) != "null\n" && string(body) != "null" {
			if err := json.Unmarshal(body, &fields); err != nil {
				return nil, err
			}
		}
		for name, raw := range fields {
			var text string
			if json.Unmarshal(raw, &text) != nil {
				text = string(raw)
			}
			args.Set(name, text)
		}
	} else {
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		args = r.Form
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		args.Set("token", bearer)
	}
	return args, nil
}

// answer carries out a method. The lock is held.
func (s *Slack) answer(method string, args url.Values) map[string]any {
	switch method {
	case "auth.test":
		return map[string]any{"ok": true, "url": "https://veldsund.slack.com/", "team": "Veldsund", "team_id": SlackTeam,
			"user": "attache", "user_id": SlackBotUser, "bot_id": "B0BOT"}
	case "apps.connections.open":
		return map[string]any{"ok": true, "url": s.ticket()}
	case "chat.postMessage", "chat.postEphemeral", "chat.update":
		return s.post(method, args)
	case "views.publish":
		var view map[string]any
		if json.Unmarshal([]byte(args.Get("view")), &view) != nil {
			return map[string]any{"ok": false, "error": "invalid_arguments"}
		}
		s.posts = append(s.posts, SlackPost{Way: method, User: args.Get("user_id"), Message: view})
		return map[string]any{"ok": true, "view": view}
	}
	return s.more(method, args)
}

// reach returns the code with which Slack refuses to post to a channel, or "".
func reach(channel string) string {
	switch channel {
	case SlackChannel, SlackDirect, SlackPerson:
		return ""
	case SlackOutside:
		return "not_in_channel"
	}
	return "channel_not_found"
}

func (s *Slack) post(method string, args url.Values) map[string]any {
	channel := args.Get("channel")
	if code := reach(channel); code != "" {
		return notOK(code)
	}
	message := map[string]any{}
	for name := range args {
		switch value := args.Get(name); name {
		case "token":
		case "blocks":
			var blocks []any
			if json.Unmarshal([]byte(value), &blocks) != nil {
				return s.refuse("invalid_blocks_format")
			}
			message[name] = blocks
		case "metadata":
			var metadata map[string]any
			if json.Unmarshal([]byte(value), &metadata) != nil {
				return s.refuse("invalid_metadata_format")
			}
			message[name] = metadata
		case "unfurl_links", "unfurl_media", "mrkdwn":
			message[name] = value == "true"
		default:
			message[name] = value
		}
	}
	if code := messageFault(message); code != "" {
		return s.refuse(code)
	}
	ts := s.ts()
	if method == "chat.update" {
		if ts = args.Get("ts"); !s.there(channel, ts) {
			return notOK("message_not_found")
		}
	}
	s.posts = append(s.posts, SlackPost{Way: method, Channel: channel, User: args.Get("user"), Thread: args.Get("thread_ts"), TS: ts, Message: message})
	if method == "chat.postEphemeral" {
		return map[string]any{"ok": true, "message_ts": ts}
	}
	return map[string]any{"ok": true, "channel": channel, "ts": ts, "message": map[string]any{"text": message["text"], "type": "message", "ts": ts}}
}

// there reports whether there is a message that all can see. The lock is held.
func (s *Slack) there(channel, ts string) bool {
	return slices.ContainsFunc(s.posts, func(p SlackPost) bool {
		return p.Channel == channel && p.TS == ts && !p.deleted && p.Way != "chat.postEphemeral" && p.Response != "ephemeral"
	})
}

// refuse notes a message that Slack would not take. The lock is held.
func (s *Slack) refuse(code string) map[string]any {
	s.refused = append(s.refused, code)
	return map[string]any{"ok": false, "error": code}
}

// respond takes what is sent to a response_url.
func (s *Slack) respond(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	lost := s.failure("response_url")
	if lost != nil && !lost.after {
		lost.write(w)
		return
	}
	at := s.responses[r.PathValue("id")]
	var message map[string]any
	switch {
	case at == nil || at.uses == 5:
		s.refused = append(s.refused, "used_url")
		http.Error(w, `{"ok":false,"error":"used_url"}`, http.StatusNotFound)
		return
	case json.NewDecoder(r.Body).Decode(&message) != nil:
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	if code := messageFault(message); code != "" && message["delete_original"] != true {
		s.refused = append(s.refused, code)
		http.Error(w, code, http.StatusBadRequest)
		return
	}
	at.uses++
	p := responsePost("response_url", at.channel, s.ts(), message)
	if message["replace_original"] == true && at.of.TS != "" {
		p.TS, p.Thread = at.of.TS, at.of.Thread
	}
	s.posts = append(s.posts, p)
	if lost != nil {
		lost.write(w)
		return
	}
	fmt.Fprint(w, "ok")
}

func responsePost(way, channel, ts string, message map[string]any) SlackPost {
	kind, _ := message["response_type"].(string)
	thread, _ := message["thread_ts"].(string)
	return SlackPost{Way: way, Channel: channel, Thread: thread, TS: ts, Response: kind, Message: message}
}
