package adaptertest

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// discordGateway is the part of the fake that sends events. Its fields are under
// the fake's lock.
type discordGateway struct {
	interval   time.Duration
	turnAway   int
	silent     bool // heartbeats are not acknowledged
	sockets    map[*discordSocket]bool
	events     []discordEvent // all that was sent, so that a session can be resumed
	identified int
	resumed    int
	ready      int // how many sessions have begun or been resumed
	intents    int
}

type discordEvent struct {
	name string
	data any
}

// discordSocket is one connection. Several goroutines write to it.
type discordSocket struct {
	conn *websocket.Conn
	mu   sync.Mutex
}

func (s *discordSocket) send(v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn.WriteJSON(v)
}

// discordFrame is a message of the gateway's protocol.
type discordFrame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// HeartbeatEvery sets how often clients that connect from now on are to send a
// heartbeat.
func (d *Discord) HeartbeatEvery(interval time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.interval = interval
}

// Silence makes the gateway leave heartbeats unanswered, or answer them again.
func (d *Discord) Silence(silent bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.silent = silent
}

// AwaitSessions waits until that many sessions have begun or been resumed.
func (d *Discord) AwaitSessions(n int) {
	d.tb.Helper()
	d.until("a session", func() bool { return d.gateway.ready >= n })
}

// Sessions says how often clients have identified, and resumed.
func (d *Discord) Sessions() (identified, resumed int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gateway.identified, d.gateway.resumed
}

// Intents are those of the last client that identified.
func (d *Discord) Intents() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gateway.intents
}

// Drop cuts every connection without a word.
func (d *Discord) Drop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for s := range d.gateway.sockets {
		s.conn.NetConn().Close()
	}
}

// AskToReconnect tells every client to connect again, as Discord does when it
// moves a session to another machine.
func (d *Discord) AskToReconnect() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for s := range d.gateway.sockets {
		s.send(map[string]any{"op": 7, "d": nil}) // a client that is gone needs no telling
	}
}

// TurnAway asks the next clients to connect again before their session begins.
func (d *Discord) TurnAway(clients int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.turnAway = clients
}

// Dispatch sends an event to every client, and to those that resume later.
func (d *Discord) Dispatch(name string, data any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dispatch(name, data)
}

func (d *Discord) dispatch(name string, data any) {
	d.gateway.events = append(d.gateway.events, discordEvent{name, data})
	d.happened()
}

func (d *Discord) socketURL() string { return "ws" + strings.TrimPrefix(d.server.URL, "http") + "/ws" }

// socket speaks the gateway's protocol with one client until it goes away.
func (d *Discord) socket(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the client is told by the upgrader
	}
	s := &discordSocket{conn: conn}
	defer conn.Close()
	d.mu.Lock()
	if d.gateway.sockets == nil {
		d.gateway.sockets = map[*discordSocket]bool{}
	}
	d.gateway.sockets[s] = true
	interval := d.gateway.interval
	d.mu.Unlock()
	defer func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.gateway.sockets, s)
	}()
	if s.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": interval.Milliseconds()}}) != nil {
		return
	}
	gone := make(chan struct{})
	defer close(gone)
	for {
		var f discordFrame
		if conn.ReadJSON(&f) != nil {
			return
		}
		switch f.Op {
		case 1:
			d.heartbeat(s)
		case 2, 6:
			if from, ok := d.greet(s, f); ok {
				go d.stream(s, from, gone)
			}
		}
	}
}

func (d *Discord) heartbeat(s *discordSocket) {
	d.mu.Lock()
	silent := d.gateway.silent
	d.mu.Unlock()
	if !silent {
		s.send(map[string]any{"op": 11}) // a client that is gone is noticed by the reader
	}
}

// greet begins or resumes a session, and returns the first event to send. It
// reports false where there is no session; the client is told why.
func (d *Discord) greet(s *discordSocket, f discordFrame) (from int, ok bool) {
	var hello struct {
		Token    string `json:"token"`
		Intents  int    `json:"intents"`
		Sequence int    `json:"seq"`
	}
	if json.Unmarshal(f.Data, &hello) != nil {
		s.shut(4002, "Error while decoding payload.")
		return 0, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	const privileged = 1<<1 | 1<<8 | 1<<15
	switch {
	case strings.TrimPrefix(hello.Token, "Bot ") != d.token:
		s.shut(4004, "Authentication failed.")
		return 0, false
	case f.Op == 2 && hello.Intents&privileged != 0:
		s.shut(4014, "Disallowed intent(s).")
		return 0, false
	}
	if d.gateway.turnAway > 0 {
		d.gateway.turnAway--
		s.send(map[string]any{"op": 7, "d": nil}) // a client that is gone is noticed by the reader
		return 0, false
	}
	d.gateway.ready++
	if f.Op == 6 {
		d.gateway.resumed++
		d.gateway.events = append(d.gateway.events, discordEvent{"RESUMED", map[string]any{}})
		d.happened()
		return min(hello.Sequence, len(d.gateway.events)-1), true
	}
	d.gateway.identified++
	d.gateway.intents = hello.Intents
	d.gateway.events = append(d.gateway.events, discordEvent{"READY", map[string]any{"v": 10, "user": d.botUser(), "session_id": "session", "guilds": []any{},
		"resume_gateway_url": d.socketURL(), "application": map[string]any{"id": DiscordApp, "flags": 0}}})
	d.happened()
	return len(d.gateway.events) - 1, true
}

func (s *discordSocket) shut(code int, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, why), time.Now().Add(time.Second))
}

// stream sends events from one on, as they come. The number of an event is its
// place in the list, counted from 1; a READY that another client was sent is
// passed over.
func (d *Discord) stream(s *discordSocket, from int, gone chan struct{}) {
	for i := from; ; {
		d.mu.Lock()
		var e discordEvent
		more := i < len(d.gateway.events)
		if more {
			e = d.gateway.events[i]
		}
		changed := d.changed
		d.mu.Unlock()
		if !more {
			select {
			case <-changed:
			case <-gone:
				return
			}
			continue
		}
		i++
		if e.name == "READY" && i-1 != from {
			continue
		}
		if s.send(map[string]any{"op": 0, "t": e.name, "s": i, "d": e.data}) != nil {
			return
		}
	}
}
