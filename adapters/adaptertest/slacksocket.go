package adaptertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// slackSockets are the Socket Mode connections. Each is written to under the lock
// of the fake.
type slackSockets struct {
	tickets map[string]bool // each opens one connection
	open    []*websocket.Conn
	opened  int
}

// SlackEnvelope is something that Slack told the bot, and whether the bot has
// acknowledged it.
type SlackEnvelope struct {
	ID       string
	slack    *Slack
	kind     string
	payload  map[string]any
	sent     time.Time
	acked    bool
	response json.RawMessage
	channel  string
	slash    bool
}

// ticket makes an address that opens one socket. The lock is held.
func (s *Slack) ticket() string {
	if s.sockets.tickets == nil {
		s.sockets.tickets = map[string]bool{}
	}
	ticket := s.id("ticket")
	s.sockets.tickets[ticket] = true
	return "ws" + strings.TrimPrefix(s.server.URL, "http") + "/link/" + ticket
}

// link opens a socket and reads acknowledgements from it until it is closed.
func (s *Slack) link(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.PathValue("ticket")
	valid := s.sockets.tickets[ticket]
	delete(s.sockets.tickets, ticket)
	s.mu.Unlock()
	if !valid {
		http.Error(w, "the address was used before", http.StatusForbidden)
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer s.forget(conn)
	s.mu.Lock()
	err = conn.WriteJSON(map[string]any{"type": "hello", "num_connections": 1, "connection_info": map[string]any{"app_id": "A1"}})
	if err == nil {
		s.sockets.open = append(s.sockets.open, conn)
		s.sockets.opened++
		s.happened()
	}
	s.mu.Unlock()
	for err == nil {
		var raw []byte
		if _, raw, err = conn.ReadMessage(); err == nil {
			s.acknowledged(raw)
		}
	}
}

func (s *Slack) forget(conn *websocket.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets.open = slices.DeleteFunc(s.sockets.open, func(c *websocket.Conn) bool { return c == conn })
	_ = conn.Close() // it is gone in any case
	s.happened()
}

// acknowledged takes what the bot sent.
func (s *Slack) acknowledged(raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	if len(raw) >= 20*1024 {
		s.refused = append(s.refused, "acknowledgement too large")
		return
	}
	var ack struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	if err := json.Unmarshal(raw, &ack); err != nil {
		s.refused = append(s.refused, "acknowledgement is no JSON")
		return
	}
	e := s.envelopes[ack.ID]
	if e == nil {
		s.refused = append(s.refused, "acknowledgement of nothing: "+ack.ID)
		return
	}
	s.take(e, ack.Payload)
}

// take takes the acknowledgement of an envelope. The lock is held.
func (s *Slack) take(e *SlackEnvelope, payload json.RawMessage) {
	if e.acked {
		s.refused = append(s.refused, "second acknowledgement of "+e.ID)
		return
	}
	if time.Since(e.sent) > 3*time.Second {
		s.refused = append(s.refused, "operation_timeout")
	}
	e.acked, e.response = true, payload
	var message map[string]any
	if len(payload) == 0 || json.Unmarshal(payload, &message) != nil || len(message) == 0 {
		return // Slack's own client sends {} for nothing
	}
	if e.payload["type"] == "block_suggestion" {
		return // the options
	}
	if !e.slash {
		s.refused = append(s.refused, "an answer in the acknowledgement of an event")
		return
	}
	if code := messageFault(message); code != "" {
		s.refused = append(s.refused, code)
		return
	}
	s.posts = append(s.posts, responsePost("ack", e.channel, s.ts(), message))
}

// Connected waits until n sockets have been opened since the fake was started,
// those that are closed again included, and one is open.
func (s *Slack) Connected(n int) {
	s.tb.Helper()
	s.await(fmt.Sprintf("%d sockets", n), func() bool { return s.sockets.opened >= n && len(s.sockets.open) > 0 })
}

// Disconnected waits until no socket is open.
func (s *Slack) Disconnected() {
	s.tb.Helper()
	s.await("no socket", func() bool { return len(s.sockets.open) == 0 })
}

// Drop cuts every socket, as a network does.
func (s *Slack) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.sockets.open {
		_ = conn.NetConn().Close() // what is cut may be gone already
	}
	s.sockets.open = nil
}

// AskToReconnect tells the bot to open a new socket, for one of Slack's reasons:
// "refresh_requested" every few hours, "warning", "too_many_websockets" or
// "link_disabled".
func (s *Slack) AskToReconnect(reason string) {
	s.tb.Helper()
	s.write(map[string]any{"type": "disconnect", "reason": reason})
}

// Open is how many sockets are open.
func (s *Slack) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets.open)
}

// write sends to one open socket, as soon as there is one.
func (s *Slack) write(v any) {
	s.tb.Helper()
	s.await("a socket", func() bool {
		if len(s.sockets.open) == 0 {
			return false
		}
		last := s.sockets.open[len(s.sockets.open)-1]
		return last.WriteJSON(v) == nil
	})
}

// Send tells the bot something: kind is "slash_commands", "events_api" or
// "interactive".
func (s *Slack) Send(kind string, payload map[string]any) *SlackEnvelope {
	s.tb.Helper()
	channel, _ := payload["channel_id"].(string)
	e := &SlackEnvelope{slack: s, kind: kind, payload: payload, channel: channel, slash: kind == "slash_commands"}
	s.deliver(e, 0)
	return e
}

// Again tells the bot the same once more, in another envelope, as Slack does when
// it believes that the first was lost.
func (e *SlackEnvelope) Again() *SlackEnvelope {
	e.slack.tb.Helper()
	again := &SlackEnvelope{slack: e.slack, kind: e.kind, payload: e.payload, channel: e.channel, slash: e.slash}
	e.slack.deliver(again, 1)
	return again
}

func (s *Slack) deliver(e *SlackEnvelope, retry int) {
	s.tb.Helper()
	s.mu.Lock()
	e.ID, e.sent = s.id("envelope"), time.Now()
	s.envelopes[e.ID] = e
	address := s.bot
	s.mu.Unlock()
	if address != "" {
		go s.postEnvelope(e, address, retry)
		return
	}
	s.write(map[string]any{"type": e.kind, "envelope_id": e.ID, "payload": e.payload, "accepts_response_payload": e.slash})
}

// Acked waits for the acknowledgement and returns what came with it, empty for
// nothing.
func (e *SlackEnvelope) Acked() json.RawMessage {
	e.slack.tb.Helper()
	e.slack.await("an acknowledgement of "+e.ID, func() bool { return e.acked })
	return e.response
}
