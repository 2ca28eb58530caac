package discord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// gateway is the connection that events come over. The library decodes them and
// answers for the connection being alive; when to connect again is decided here,
// since the library would go on for ever with a token that is refused.
type gateway struct {
	adapter  *Adapter
	desk     *desk
	session  *discordgo.Session
	patience time.Duration
	lost     chan struct{} // has an element when the connection has ended

	mu   sync.Mutex
	wire net.Conn // the connection below, to cut when it hangs
}

// openWithin is how long connecting may take, until Discord says READY.
const openWithin = 30 * time.Second

func newGateway(a *Adapter, d *desk) (*gateway, error) {
	g := &gateway{adapter: a, desk: d, patience: a.config.Patience, lost: make(chan struct{}, 1)}
	return g, g.renew()
}

// renew forgets the session of before, which then cannot be resumed.
func (g *gateway) renew() error {
	a, d := g.adapter, g.desk
	s, err := discordgo.New("Bot " + a.config.Token)
	if err != nil {
		return err
	}
	s.Client = a.rest.client
	s.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: openWithin, NetDialContext: g.dial}
	s.LogLevel = discordgo.LogError - 1 // it writes past the log otherwise
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.SyncEvents = true // the handlers start their own goroutines, which are counted
	s.Identify.Intents = intents(a.config.Mentions)
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.InteractionCreate) {
		guard(a, func() { d.interaction(e.Interaction) })
	})
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageCreate) {
		guard(a, func() { d.message(e.Message) })
	})
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case g.lost <- struct{}{}:
		default:
		}
	})
	g.session = s
	return nil
}

// intents are the kinds of events to send. Interactions need none, and the text
// of messages that mention the bot comes without the privileged one.
func intents(mentions bool) discordgo.Intent {
	if !mentions {
		return discordgo.IntentsNone
	}
	return discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
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

func (g *gateway) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.wire = c
	return c, nil
}

// cut ends the connection below, so that whoever reads from it gets an error.
func (g *gateway) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wire != nil {
		g.wire.Close()
	}
}

// run connects and returns when the connection has ended, with the reason.
func (g *gateway) run(ctx context.Context) error {
	if err := g.open(ctx); err != nil {
		return err
	}
	ticker := time.NewTicker(g.patience / 4)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			if err := g.session.Close(); err != nil {
				return fmt.Errorf("close the connection: %w", err)
			}
			return nil
		case <-g.lost:
			return errors.New("the connection was lost")
		case <-ticker.C:
			if g.silent() {
				g.cut()
			}
		}
	}
}

func (g *gateway) open(ctx context.Context) error {
	select {
	case <-g.lost: // of the connection before
	default:
	}
	within := min(openWithin, g.patience)
	stop := context.AfterFunc(ctx, g.cut)
	defer stop()
	late := time.AfterFunc(within, g.cut)
	defer late.Stop()
	opened := make(chan error, 1)
	go func(s *discordgo.Session) { opened <- s.Open() }(g.session)
	stuck := time.NewTimer(within + 2*time.Second)
	defer stuck.Stop()
	select {
	case err := <-opened:
		if err == nil || errors.Is(err, discordgo.ErrWSAlreadyOpen) { // an end that was reported twice
			return nil
		}
		return closed(err)
	case <-ctx.Done():
		return ctx.Err()
	case <-stuck.C:
		// The library waits for itself for ever when Discord asks it to connect
		// elsewhere before the session has begun.
		if err := g.renew(); err != nil {
			return err
		}
		return errors.New("connect: no session began in time")
	}
}

// silent reports whether Discord has not acknowledged a heartbeat for too long.
// The library waits for five of them.
func (g *gateway) silent() bool {
	g.session.RLock()
	defer g.session.RUnlock()
	return time.Since(g.session.LastHeartbeatAck) > g.patience
}

// closed tells which ends of a connection are for good (docs: Opcodes and Status
// Codes, Gateway Close Event Codes).
func closed(err error) error {
	var end *websocket.CloseError
	if !errors.As(err, &end) {
		return fmt.Errorf("connect: %w", err)
	}
	switch end.Code {
	case 4004:
		return &refusedError{newToken, err}
	case 4010, 4011:
		return &refusedError{"the bot is in more servers than one connection may serve, and this bot has one", err}
	case 4012:
		return &refusedError{"Discord no longer speaks this version of its gateway: update attache", err}
	case 4013, 4014:
		return &refusedError{"Discord refuses the intents: switch mentions off, or allow them on the Bot page of the application at https://discord.com/developers/applications", err}
	}
	return fmt.Errorf("connect: %w", err)
}
