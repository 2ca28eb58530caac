package discord

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// desk takes events in, however they come, has them answered and delivers the
// answers.
type desk struct {
	*Adapter
	handler bot.Handler
	me      identity
	slots   chan struct{} // bounds how many answers are worked out at once
	places  places

	life context.Context // of the answers under way; outlives Serve's context by the drain
	end  context.CancelFunc
	mu   sync.Mutex
	shut bool
	work sync.WaitGroup
}

// maxAtOnce bounds how many answers are worked out at once. The others have been
// acknowledged and wait.
const maxAtOnce = 16

func newDesk(ctx context.Context, a *Adapter, h bot.Handler, me identity) *desk {
	d := &desk{Adapter: a, handler: h, me: me, slots: make(chan struct{}, maxAtOnce)}
	d.life, d.end = context.WithCancel(context.WithoutCancel(ctx))
	return d
}

// begin runs do in a goroutine of its own, and closes ended when it is done. It
// reports false, and runs nothing, where the desk is closed.
func (d *desk) begin(do func(ctx context.Context)) (ended <-chan struct{}, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		return nil, false
	}
	done := make(chan struct{})
	d.work.Go(func() {
		defer close(done)
		guard(d.Adapter, func() { do(d.life) })
	})
	return done, true
}

// close takes no more events in, and waits for the answers under way for at most
// that long.
func (d *desk) close(within time.Duration) {
	d.mu.Lock()
	d.shut = true
	d.mu.Unlock()
	late := time.AfterFunc(within, d.end)
	defer late.Stop()
	d.work.Wait()
	d.end()
}

// responder sends the first response to an interaction.
type responder func(ctx context.Context, c callback) error

// overREST sends first responses as requests of their own. That there has been one
// already is no error: it was sent by an attempt that seemed to fail.
func (d *desk) overREST(i interaction) responder {
	return func(ctx context.Context, c callback) error {
		err := d.rest.send(ctx, http.MethodPost, "/interactions/"+i.ID+"/"+i.Token+"/callback", c, c.files, nil)
		if codeOf(err) == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
			return nil
		}
		return err
	}
}

// take has an interaction answered. ended is closed when it is, or when there is
// nothing to answer. It reports false for what is no interaction, and where none
// is taken any more.
func (d *desk) take(i interaction, received time.Time, respond responder) (ended <-chan struct{}, ok bool) {
	if i.ID == "" || i.Token == "" {
		return nil, false
	}
	t := &task{desk: d, interaction: i, received: received, respond: respond}
	do := t.run
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		do = t.complete
	case discordgo.InteractionApplicationCommand:
		t.req = commandRequest(i)
		t.req.Files = d.files(i.Data.uploads())
		t.private = t.req.Private || i.Data.Name == "help"
	case discordgo.InteractionMessageComponent, discordgo.InteractionModalSubmit:
		t.press, _ = pressed(i.Data.CustomID)
		t.req = requestOf(i)
		hidden := i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
		t.private = t.press.private() || t.press.kind == pressLine && hidden
		t.req.Private, t.req.Again = t.private, t.press.kind != pressLine
		t.update = t.press.kind == pressVerdict || t.press.kind == pressNote && i.Message.ID != "" || t.press.turns() && i.turnsInPlace(t.press)
		if t.press.turns() && t.update {
			t.private, t.req.Private = hidden, hidden
		}
	default:
		return nil, false
	}
	return d.begin(do)
}

// first reports whether an event is seen for the first time. Where memory does
// not say so in good time, the event is answered: twice is better than never.
func (d *desk) first(ctx context.Context, key string) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	first, err := d.config.Memory.FirstTime(ctx, key)
	if err != nil {
		d.log.Error("cannot tell whether an event is a repetition", "event", key, "err", err)
		return true
	}
	return first
}

// answer has a request answered. It returns within the deadline, whatever the
// handler does; a panic is this request's error alone.
func (d *desk) answer(ctx context.Context, req bot.Request, ref string) bot.Answer {
	ctx, cancel := context.WithTimeout(ctx, d.config.Deadline)
	defer cancel()
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		return d.tooLong(req)
	}
	result := make(chan bot.Answer, 1)
	go func() {
		defer func() { <-d.slots }()
		defer func() {
			if p := recover(); p != nil {
				d.log.Error("panic in an answer", "ref", ref, "panic", p, "stack", string(debug.Stack()))
				result <- failed(req, "Something went wrong (ref "+ref+").", "Ask again, or tell whoever runs the bot.")
			}
		}()
		result <- d.handler(ctx, req)
	}()
	select {
	case a := <-result:
		return a
	case <-ctx.Done():
	}
	grace := time.NewTimer(2 * time.Second)
	defer grace.Stop()
	select {
	case a := <-result: // the handler was told and says something itself
		return a
	case <-grace.C:
		return d.tooLong(req)
	}
}

func (d *desk) tooLong(req bot.Request) bot.Answer {
	d.log.Error("no answer in time", "deadline", d.config.Deadline)
	return failed(req, "This took too long and was given up.", "Ask again, or ask for less.")
}

// failed is an answer that says what went wrong.
func failed(req bot.Request, what, hint string) bot.Answer {
	return bot.Answer{Line: req.Line, Title: "That did not work", Visibility: bot.Private, Err: &bot.UserError{Message: what, Hint: hint},
		Blocks: []bot.Block{bot.Notice{Text: what, Hint: hint}}}
}

// message takes in a message that may be for the bot, and answers where it was
// written: in the thread, the post of a forum or the channel.
func (d *desk) message(m message) {
	if !m.forBot(d.me.user) {
		return
	}
	received := time.Now()
	d.begin(func(ctx context.Context) {
		if !d.first(ctx, "discord:message:"+m.ID) {
			return
		}
		req := messageRequest(m, d.me.user, d.channel(ctx, m))
		req.Files, req.Manages = d.files(m.Attached), d.manages(ctx, m, req.Line)
		shown := d.show(ctx, d.answerTyping(ctx, req, m), bot.Cursor{}, shownTo{req.User, talkOf(req)})
		if err := d.reply(ctx, m, shown, received); err != nil {
			d.log.Error("answer not delivered", "err", fmt.Errorf("reply in channel %s: %w", m.Channel, explained(err)))
		}
	})
}

// reply sends an answer as a reply to a message: with its picture where that is
// drawn soon, else the picture follows.
func (d *desk) reply(ctx context.Context, m message, words Message, received time.Time) error {
	drawn := d.illustrate(ctx, words)
	shown := words
	late := time.NewTimer(time.Until(received.Add(d.config.Quick)))
	defer late.Stop()
	select {
	case whole, ok := <-drawn:
		if ok {
			shown = whole
		}
	case <-late.C:
	}
	send := func(shown Message, name string) (string, error) {
		return d.send(ctx, m.Channel, post{Message: shown, Reference: &reference{Message: m.ID}, Nonce: name, EnforceNonce: true})
	}
	id, err := send(shown, m.ID)
	if refused(err) && len(shown.files) > 0 {
		id, err = send(words, nonce("words", m.ID))
	}
	if statusOf(err) == http.StatusBadRequest {
		_, err = send(words.Embedded(), nonce("embedded", m.ID))
		return err
	}
	if whole, ok := <-drawn; ok && err == nil {
		d.addLate(ctx, "/channels/"+m.Channel+"/messages/"+id, whole)
	}
	return err
}

// talkOf names the talk of a request in a channel, for the buttons of its answer;
// a thread or a direct message is known without.
func talkOf(req bot.Request) string {
	if req.Direct || req.Channel == req.Thread {
		return ""
	}
	return req.Thread
}

// answerTyping has a request answered, and shows that the bot is at it where that
// takes a while.
func (d *desk) answerTyping(ctx context.Context, req bot.Request, m message) bot.Answer {
	slow := time.AfterFunc(d.config.Quick, func() {
		d.begin(func(ctx context.Context) {
			if err := d.rest.do(ctx, http.MethodPost, "/channels/"+m.Channel+"/typing", nil, nil); err != nil {
				d.log.Debug("not shown as typing", "err", err)
			}
		})
	})
	defer slow.Stop()
	return d.answer(ctx, req, m.ID)
}

// channel is where a message was written. Messages do not say whether that is a
// thread.
func (d *desk) channel(ctx context.Context, m message) channel {
	if m.Guild == "" {
		return channel{}
	}
	if c, ok := d.places.get(m.Channel); ok {
		return c
	}
	var c channel
	ctx, cancel := context.WithTimeout(ctx, acknowledgeWithin)
	defer cancel()
	if err := d.rest.do(ctx, http.MethodGet, "/channels/"+m.Channel, nil, &c); err != nil {
		d.log.Warn("not known whether a channel is a thread", "err", err)
		return channel{}
	}
	d.places.put(c)
	return c
}

// places are channels that have been looked up.
type places struct {
	mu    sync.Mutex
	known map[string]channel
}

// maxPlaces bounds how many are kept; then they are looked up anew.
const maxPlaces = 1000

func (p *places) get(id string) (channel, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, ok := p.known[id]
	return c, ok
}

func (p *places) put(c channel) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || len(p.known) >= maxPlaces {
		p.known = map[string]channel{}
	}
	p.known[c.ID] = c
}
