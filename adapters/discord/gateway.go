package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// gateway is the connections that events come over: as many shards as Discord
// says, each of which has the events of some of the servers.
type gateway struct {
	*Adapter
	desk *desk
}

// errReshard says that there must be another number of shards.
var errReshard = errors.New("another number of shards is wanted")

// stay keeps all shards connected until ctx is done, which gives nil, or Discord
// refuses the bot for good.
func (g *gateway) stay(ctx context.Context) error {
	for pause := g.config.Pause; ; pause = longer(pause) {
		var f discordgo.GatewayBotResponse
		err := g.persist(ctx, "ask how to connect", func() error {
			return final(g.rest.do(ctx, http.MethodGet, "/gateway/bot", nil, &f))
		})
		if err == nil {
			err = g.sail(ctx, f)
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case !errors.Is(err, errReshard):
			return err
		}
		g.log.Warn("connects anew", "in", pause, "err", err)
		if sleep(ctx, pause, err) != nil {
			return nil
		}
	}
}

// sail keeps the shards connected until one of them ends for good, which ends
// them all.
func (g *gateway) sail(ctx context.Context, f discordgo.GatewayBotResponse) error {
	f.Shards = max(f.Shards, 1)
	g.presence.wanted.Store(int32(f.Shards))
	if f.SessionStartLimit.Remaining < f.Shards {
		g.log.Warn("Discord allows no more sessions today; those of before go on", "remaining", f.SessionStartLimit.Remaining, "shards", f.Shards)
	}
	starts := newStarts(f.SessionStartLimit, g.config.IdentifyEvery)
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var shards sync.WaitGroup
	for n := range f.Shards {
		s := &shard{gateway: g, number: n, of: f.Shards, url: f.URL, starts: starts, log: g.log.With("shard", n)}
		shards.Go(func() {
			if err := s.stay(ctx); err != nil {
				end(err)
			}
		})
	}
	shards.Wait()
	return context.Cause(ctx)
}

// shard is one connection, with what it takes to go on where it ended.
type shard struct {
	*gateway
	number, of int
	url        string // where a session begins
	starts     *starts
	log        logger

	up       bool   // its session is open
	session  string // empty where none can be resumed
	resumeAt string // the address to resume it at
	sequence atomic.Int64
}

// logger is the part of a log that a shard uses.
type logger interface {
	Warn(msg string, args ...any)
	Debug(msg string, args ...any)
}

// stay keeps the shard connected. It returns nil when ctx is done, and an error
// where connecting again would not help.
func (s *shard) stay(ctx context.Context) error {
	pause := s.config.Pause
	for {
		since := time.Now()
		err := closed(s.connect(ctx))
		var refused *refusedError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &refused), errors.Is(err, errReshard):
			return err
		case time.Since(since) > time.Minute:
			pause = s.config.Pause
		}
		s.forget(err)
		s.log.Warn("not connected, will connect again", "in", pause, "resumes", s.session != "", "err", err)
		if sleep(ctx, jittered(pause, err), err) != nil {
			return nil
		}
		pause = longer(pause)
	}
}

// jittered is a time somewhat longer, so that not all connect at once; up to five
// times where a session became invalid, as Discord wants it.
func jittered(d time.Duration, why error) time.Duration {
	if errors.Is(why, errInvalidSession) {
		return d + rand.N(4*d+1)
	}
	return d + rand.N(d/4+1)
}

// forget drops a session that cannot be resumed after an end like that (docs:
// Opcodes and Status Codes, Gateway Close Event Codes).
func (s *shard) forget(err error) {
	var end *websocket.CloseError
	if errors.Is(err, errInvalidSession) || errors.As(err, &end) && (end.Code == 4003 || end.Code == 4007 || end.Code == 4009) {
		s.session = ""
		s.sequence.Store(0)
	}
}

var (
	errInvalidSession = errors.New("the session has become invalid")
	errSilent         = errors.New("a heartbeat was not acknowledged")
	errMoved          = errors.New("asked to connect again")
)

// The kinds of frames of the gateway (docs: Opcodes and Status Codes, Gateway
// Opcodes).
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// frame is a frame from the gateway.
type frame struct {
	Op       int             `json:"op"`
	Data     json.RawMessage `json:"d"`
	Sequence int64           `json:"s"`
	Name     string          `json:"t"`
}

// order is a frame to the gateway.
type order struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

const (
	// openWithin is how long connecting may take, until Discord says hello.
	openWithin = 30 * time.Second
	// maxFrame bounds a frame that is read.
	maxFrame = 8 << 20
)

// connect begins or resumes a session and takes events in until the connection
// ends. It returns why it did.
func (s *shard) connect(ctx context.Context) error {
	address, err := s.address()
	if err != nil {
		return err
	}
	if s.session == "" {
		if err := s.starts.wait(ctx, s.number); err != nil {
			return err
		}
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: openWithin}
	conn, resp, err := dialer.DialContext(ctx, address, nil)
	if resp != nil {
		resp.Body.Close()
	}
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	conn.SetReadLimit(maxFrame)
	w := &wire{conn: conn}
	defer conn.Close()
	stop := context.AfterFunc(ctx, w.leave)
	defer stop()
	return s.converse(w)
}

// address is where to connect: a session is resumed where it said.
func (s *shard) address() (string, error) {
	at := s.url
	if s.session != "" && s.resumeAt != "" {
		at = s.resumeAt
	}
	u, err := url.Parse(at)
	if err != nil {
		return "", fmt.Errorf("address of the gateway: %w", err)
	}
	u.RawQuery = url.Values{"v": {"10"}, "encoding": {"json"}}.Encode()
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}

// converse speaks the protocol of the gateway.
func (s *shard) converse(w *wire) error {
	interval, err := w.hello()
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	defer close(ended)
	defer s.setUp(false)
	go s.beat(w, interval, ended)
	if err := s.introduce(w); err != nil {
		return err
	}
	for {
		f, err := w.read()
		switch {
		case err != nil:
			return err
		case f.Op == opDispatch:
			s.dispatch(f)
		case f.Op == opHeartbeat:
			err = w.write(order{opHeartbeat, s.last()})
		case f.Op == opAck:
			w.acknowledged.Store(true)
		case f.Op == opReconnect:
			err = errMoved
		case f.Op == opInvalid && string(f.Data) != "true":
			err = errInvalidSession
		case f.Op == opInvalid:
			err = fmt.Errorf("%w for now", errMoved)
		}
		if err != nil {
			return err
		}
	}
}

// introduce says who connects: it resumes the session of before where there is
// one, and else begins one.
func (s *shard) introduce(w *wire) error {
	if s.session != "" {
		return w.write(order{opResume, map[string]any{"token": s.config.Token, "session_id": s.session, "seq": s.sequence.Load()}})
	}
	return w.write(order{opIdentify, map[string]any{
		"token": s.config.Token, "intents": intents(s.config.Mentions), "shard": []int{s.number, s.of},
		"properties": map[string]string{"os": "linux", "browser": "attache", "device": "attache"},
	}})
}

// intents are the kinds of events to send (docs: Gateway, Gateway Intents).
// Interactions need none, and the text of messages that mention the bot comes
// without the privileged one.
func intents(mentions bool) discordgo.Intent {
	if !mentions {
		return discordgo.IntentsNone
	}
	return discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
}

// last is the number of the event received last, null before there was one.
func (s *shard) last() any {
	if n := s.sequence.Load(); n > 0 {
		return n
	}
	return nil
}

// beat sends heartbeats. One that was not acknowledged before the next is due
// tells that nobody is there any more: the connection is cut, so that whoever
// reads from it gets an error.
func (s *shard) beat(w *wire, interval time.Duration, ended <-chan struct{}) {
	timer := time.NewTimer(rand.N(interval))
	defer timer.Stop()
	w.acknowledged.Store(true)
	for {
		select {
		case <-ended:
			return
		case <-timer.C:
		}
		if !w.acknowledged.Swap(false) {
			w.cut(errSilent)
			return
		}
		if err := w.write(order{opHeartbeat, s.last()}); err != nil {
			w.cut(err)
			return
		}
		timer.Reset(interval)
	}
}

// dispatch takes an event in. Events may come twice, and in any order after a
// session was resumed: what they are told apart by is their own ids.
func (s *shard) dispatch(f frame) {
	s.sequence.Store(max(s.sequence.Load(), f.Sequence))
	switch f.Name {
	case "READY":
		var ready struct {
			Session string `json:"session_id"`
			URL     string `json:"resume_gateway_url"`
		}
		if err := json.Unmarshal(f.Data, &ready); err != nil {
			s.log.Warn("a session that cannot be resumed", "err", err)
		}
		s.session, s.resumeAt = ready.Session, ready.URL
		s.setUp(true)
	case "RESUMED":
		s.setUp(true)
	case "INTERACTION_CREATE":
		var i interaction
		if s.decoded(f, &i) {
			guard(s.Adapter, func() { s.desk.take(i, time.Now(), s.desk.overREST(i)) })
		}
	case "MESSAGE_CREATE":
		var m message
		if s.decoded(f, &m) {
			guard(s.Adapter, func() { s.desk.message(m) })
		}
	}
}

func (s *shard) decoded(f frame, into any) bool {
	if err := json.Unmarshal(f.Data, into); err != nil {
		s.log.Warn("event that cannot be read", "event", f.Name, "err", err)
		return false
	}
	return true
}

// guard keeps a panic in a handler from ending the process.
func guard(a *Adapter, do func()) {
	defer func() {
		if p := recover(); p != nil {
			a.log.Error("event dropped", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	do()
}

// wire is one connection, which several goroutines write to and one reads from.
type wire struct {
	conn         *websocket.Conn
	acknowledged atomic.Bool // the last heartbeat was

	mu  sync.Mutex
	why error // why it was cut
}

// hello waits for the gateway's first frame, which says how often to send a
// heartbeat.
func (w *wire) hello() (time.Duration, error) {
	if err := w.conn.SetReadDeadline(time.Now().Add(openWithin)); err != nil {
		return 0, err
	}
	f, err := w.read()
	if err != nil {
		return 0, err
	}
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(f.Data, &hello); err != nil || f.Op != opHello || hello.Interval <= 0 {
		return 0, fmt.Errorf("the gateway said something else than hello (kind %d)", f.Op)
	}
	return time.Duration(hello.Interval) * time.Millisecond, w.conn.SetReadDeadline(time.Time{})
}

func (w *wire) read() (frame, error) {
	var f frame
	if err := w.conn.ReadJSON(&f); err != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.why != nil {
			return frame{}, w.why
		}
		return frame{}, err
	}
	return f, nil
}

// writeWithin bounds how long the other side may take nothing.
const writeWithin = 10 * time.Second

func (w *wire) write(o order) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.conn.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	return w.conn.WriteJSON(o)
}

// cut ends the connection without the word that would end the session too.
func (w *wire) cut(why error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.why == nil {
		w.why = why
	}
	w.conn.NetConn().Close()
}

// leave ends the connection and the session.
func (w *wire) leave() {
	w.mu.Lock()
	defer w.mu.Unlock()
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if w.conn.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(time.Second)) != nil {
		w.why = context.Canceled // nobody is there to be told
	}
	w.conn.NetConn().Close()
}

// closed tells which ends of a connection are for good (docs: Opcodes and Status
// Codes, Gateway Close Event Codes).
func closed(err error) error {
	var end *websocket.CloseError
	if !errors.As(err, &end) {
		return err
	}
	switch end.Code {
	case 4004:
		return &refusedError{newToken, err}
	case 4010, 4011:
		return fmt.Errorf("%w: %w", errReshard, err)
	case 4012:
		return &refusedError{"Discord no longer speaks this version of its gateway: update attache", err}
	case 4013, 4014:
		return &refusedError{"Discord refuses the intents: set DISCORD_MENTIONS to off, or allow them on the Bot page of the application at https://discord.com/developers/applications", err}
	}
	return err
}
