package adaptertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// discordGateway is the part of the fake that sends events. Its fields are under
// the fake's lock.
type discordGateway struct {
	interval    time.Duration
	shards      int
	concurrency int
	remaining   int // sessions that may begin today, beside those that have
	turnAway    int
	silent      bool // heartbeats are not acknowledged
	sockets     map[*discordSocket]bool
	sessions    map[string]*discordSession
	identified  int
	resumed     int
	ready       int // how many sessions have begun or been resumed
	refused     int // how many resumptions were refused
	intents     int
	twice       bool // every event is sent twice
}

// discordSession has the events of one shard, which outlive a connection.
type discordSession struct {
	id         string
	shard, of  int
	events     []discordEvent
	connection *discordSocket
}

type discordEvent struct {
	name string
	data any
}

// discordSocket is one connection. Several goroutines write to it.
type discordSocket struct {
	conn   *websocket.Conn
	mu     sync.Mutex
	shutBy bool // the fake ended it: the client's goodbye only echoes that
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

// Shards makes the gateway want that many connections, of which so many may begin
// at once. A session of another number is refused, as Discord does.
func (d *Discord) Shards(n, concurrency int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.shards, d.gateway.concurrency = n, concurrency
}

// Silence makes the gateway leave heartbeats unanswered, or answer them again.
func (d *Discord) Silence(silent bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.silent = silent
}

// Stutter makes the gateway send each event twice, the second time with the number
// of an earlier one.
func (d *Discord) Stutter() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.twice = true
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

// SessionsRefused says how often a session could not be resumed.
func (d *Discord) SessionsRefused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gateway.refused
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

// Expire forgets every session: none can be resumed, and those that are connected
// are told so.
func (d *Discord) Expire() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, s := range d.gateway.sessions {
		delete(d.gateway.sessions, id)
		if s.connection != nil {
			s.connection.send(map[string]any{"op": 9, "d": false}) // a client that is gone needs no telling
		}
	}
}

// CloseWith ends every connection with a code of Discord's.
func (d *Discord) CloseWith(code int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for s := range d.gateway.sockets {
		s.shut(code, "the fake was told to close")
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

// Dispatch sends an event to the clients of the shard that it belongs to, also to
// those that resume later.
func (d *Discord) Dispatch(name string, data any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dispatch(name, data)
}

func (d *Discord) dispatch(name string, data any) {
	for _, s := range d.gateway.sessions {
		if s.shard == shardOf(data, s.of) {
			s.events = append(s.events, discordEvent{name, data})
			if d.gateway.twice {
				s.events = append(s.events, discordEvent{name, data})
			}
		}
	}
	d.happened()
}

// shardOf is the shard that an event goes to (docs: Gateway, Sharding Formula).
func shardOf(data any, shards int) int {
	m, _ := data.(map[string]any)
	guild, _ := m["guild_id"].(string)
	id, err := strconv.ParseUint(guild, 10, 64)
	if err != nil {
		return 0
	}
	return int((id >> 22) % uint64(shards))
}

// GuildOn is a server whose events go to that shard.
func GuildOn(shard int) string { return strconv.FormatUint(uint64(shard)<<22, 10) }

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
	var session *discordSession
	ended := false // by the client, with its session
	defer func() { d.gone(s, session, ended) }()
	if s.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": interval.Milliseconds()}}) != nil {
		return
	}
	gone := make(chan struct{})
	defer close(gone)
	for {
		var f discordFrame
		if err := conn.ReadJSON(&f); err != nil {
			ended = websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) && !s.wasShut()
			return
		}
		switch f.Op {
		case 1:
			d.heartbeat(s)
		case 2, 6:
			if begun, from := d.greet(s, f); begun != nil {
				session = begun
				go d.stream(s, begun, from, gone)
			}
		}
	}
}

// gone notes that a client is. Its session stays unless the client ended it.
func (d *Discord) gone(s *discordSocket, session *discordSession, ended bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.gateway.sockets, s)
	if session == nil {
		return
	}
	session.connection = nil
	if ended {
		delete(d.gateway.sessions, session.id)
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

// discordHello is how a client introduces itself.
type discordHello struct {
	Token    string `json:"token"`
	Intents  int    `json:"intents"`
	Shard    []int  `json:"shard"`
	Session  string `json:"session_id"`
	Sequence int    `json:"seq"`
}

// greet begins or resumes a session, and returns it with the first event to send.
// It returns none where there is none; the client is told why.
func (d *Discord) greet(s *discordSocket, f discordFrame) (session *discordSession, from int) {
	var hello discordHello
	if json.Unmarshal(f.Data, &hello) != nil {
		s.shut(4002, "Error while decoding payload.")
		return nil, 0
	}
	if len(hello.Shard) != 2 {
		hello.Shard = []int{0, 1}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	const privileged = 1<<1 | 1<<8 | 1<<15
	switch {
	case strings.TrimPrefix(hello.Token, "Bot ") != d.token:
		s.shut(4004, "Authentication failed.")
		return nil, 0
	case f.Op == 2 && hello.Intents&privileged != 0:
		s.shut(4014, "Disallowed intent(s).")
		return nil, 0
	case f.Op == 2 && (hello.Shard[0] < 0 || hello.Shard[0] >= hello.Shard[1]):
		s.shut(4010, "Invalid shard.")
		return nil, 0
	case f.Op == 2 && hello.Shard[1] < d.gateway.shards:
		s.shut(4011, "Sharding required.")
		return nil, 0
	}
	if d.gateway.turnAway > 0 {
		d.gateway.turnAway--
		s.send(map[string]any{"op": 7, "d": nil}) // a client that is gone is noticed by the reader
		return nil, 0
	}
	if f.Op == 6 {
		return d.resume(s, hello)
	}
	return d.identify(s, hello), 0
}

func (d *Discord) identify(s *discordSocket, hello discordHello) *discordSession {
	d.gateway.ready++
	d.gateway.identified++
	d.gateway.intents = hello.Intents
	session := &discordSession{id: fmt.Sprintf("session-%d", d.gateway.identified), shard: hello.Shard[0], of: hello.Shard[1], connection: s}
	session.events = []discordEvent{{"READY", map[string]any{"v": 10, "user": d.botUser(), "session_id": session.id, "guilds": []any{}, "shard": hello.Shard,
		"resume_gateway_url": d.socketURL(), "application": map[string]any{"id": DiscordApp, "flags": 0}}}}
	if d.gateway.sessions == nil {
		d.gateway.sessions = map[string]*discordSession{}
	}
	d.gateway.sessions[session.id] = session
	d.happened()
	return session
}

func (d *Discord) resume(s *discordSocket, hello discordHello) (session *discordSession, from int) {
	session = d.gateway.sessions[hello.Session]
	if session == nil || hello.Sequence > len(session.events) {
		d.gateway.refused++
		d.happened()
		s.send(map[string]any{"op": 9, "d": false}) // a client that is gone is noticed by the reader
		return nil, 0
	}
	d.gateway.ready++
	d.gateway.resumed++
	session.connection = s
	session.events = append(session.events, discordEvent{"RESUMED", map[string]any{}})
	d.happened()
	return session, hello.Sequence
}

func (s *discordSocket) shut(code int, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shutBy = true
	s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, why), time.Now().Add(time.Second))
}

func (s *discordSocket) wasShut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shutBy
}

// stream sends the events of a session from one on, as they come. The number of an
// event is its place in the list, counted from 1.
func (d *Discord) stream(s *discordSocket, session *discordSession, from int, gone chan struct{}) {
	for i := from; ; {
		d.mu.Lock()
		var e discordEvent
		more := i < len(session.events)
		if more {
			e = session.events[i]
		}
		changed, twice := d.changed, d.gateway.twice
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
		number := i
		if twice && e.name == "INTERACTION_CREATE" && i%2 == 0 {
			number = i - 1 // out of order
		}
		if s.send(map[string]any{"op": 0, "t": e.name, "s": number, "d": e.data}) != nil {
			return
		}
	}
}
