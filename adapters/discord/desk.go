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

// desk takes events in, has them answered and delivers the answers.
type desk struct {
	*Adapter
	handler bot.Handler
	me      identity
	slots   chan struct{} // bounds how many answers are worked out at once

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

// begin runs do in a goroutine of its own, unless the desk is closed.
func (d *desk) begin(do func(ctx context.Context)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		return
	}
	d.work.Go(func() { guard(d.Adapter, func() { do(d.life) }) })
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

// interaction takes in a command, a press of a button or a name to complete.
func (d *desk) interaction(i *discordgo.Interaction) {
	if i == nil || i.ID == "" || i.Token == "" {
		return
	}
	received := time.Now()
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			d.begin(func(ctx context.Context) { d.complete(ctx, i, data, received) })
			return
		}
		t := d.newTask(i, received)
		t.req = commandRequest(i, data)
		t.private = t.req.Private || data.Name == "help"
		d.begin(t.run)
	case discordgo.MessageComponentInteractionData:
		t := d.newTask(i, received)
		t.req, t.button = requestOf(i), data.CustomID
		t.private = isMore(data.CustomID) || i.Message != nil && i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
		d.begin(t.run)
	}
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
				d.log.Error("panic in an answer", "ref", ref, "line", req.Line, "panic", p, "stack", string(debug.Stack()))
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
	d.log.Error("no answer in time", "line", req.Line, "deadline", d.config.Deadline)
	return failed(req, "This took too long and was given up.", "Ask again, or ask for less.")
}

// failed is an answer that says what went wrong.
func failed(req bot.Request, what, hint string) bot.Answer {
	return bot.Answer{Line: req.Line, Title: "That did not work", Visibility: bot.Private, Err: &bot.UserError{Message: what, Hint: hint},
		Blocks: []bot.Block{bot.Notice{Text: what, Hint: hint}}}
}

// complete offers names for what has been typed.
func (d *desk) complete(ctx context.Context, i *discordgo.Interaction, data discordgo.ApplicationCommandInteractionData, received time.Time) {
	ctx, cancel := context.WithDeadline(ctx, received.Add(acknowledgeWithin))
	defer cancel()
	reply := callback{Type: callbackChoices, Data: choices{Choices: d.names(ctx, typedName(data))}}
	if err := d.rest.do(ctx, http.MethodPost, callbackPath(i), reply, nil); err != nil {
		d.log.Warn("names not offered", "err", err)
	}
}

// choice is one name to choose.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type choices struct {
	Choices []choice `json:"choices"`
}

// names are the completions that Discord takes: each short enough, none twice.
func (d *desk) names(ctx context.Context, prefix string) []choice {
	all := []choice{}
	if d.config.Completer == nil {
		return all
	}
	seen := map[string]bool{}
	for _, name := range d.completions(ctx, prefix) {
		name = clip(name, maxChoice+1)
		if blank(name) || seen[name] || units(name) > maxChoice || len(all) == maxChoices {
			continue
		}
		seen[name] = true
		all = append(all, choice{name, name})
	}
	return all
}

func (d *desk) completions(ctx context.Context, prefix string) (names []string) {
	guard(d.Adapter, func() { names = d.config.Completer.Complete(ctx, prefix, maxChoices) })
	return names
}

// message takes in a message that may be for the bot.
func (d *desk) message(m *discordgo.Message) {
	if m == nil || m.ID == "" {
		return
	}
	req, ok := messageRequest(m, d.me.user)
	if !ok {
		return
	}
	d.begin(func(ctx context.Context) {
		if !d.first(ctx, "discord:message:"+m.ID) {
			return
		}
		a := d.answerTyping(ctx, req, m.ID)
		p := post{Message: d.draw(ctx, a, 0), Reference: &reference{Message: m.ID}, Nonce: m.ID, EnforceNonce: true}
		if _, err := d.send(ctx, m.ChannelID, p); err != nil {
			d.log.Error("answer not delivered", "line", req.Line, "err", fmt.Errorf("reply in channel %s: %w", m.ChannelID, explained(err)))
		}
	})
}

// answerTyping has a request answered, and shows that the bot is at it where that
// takes a while.
func (d *desk) answerTyping(ctx context.Context, req bot.Request, ref string) bot.Answer {
	slow := time.AfterFunc(d.config.Quick, func() {
		d.begin(func(ctx context.Context) {
			if err := d.rest.do(ctx, http.MethodPost, "/channels/"+req.Channel+"/typing", nil, nil); err != nil {
				d.log.Debug("not shown as typing", "err", err)
			}
		})
	})
	defer slow.Stop()
	return d.answer(ctx, req, ref)
}
