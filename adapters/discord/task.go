package discord

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// task is one interaction on its way to an answer.
type task struct {
	*desk
	interaction *discordgo.Interaction
	received    time.Time
	req         bot.Request
	button      string // the name of the button that was pressed, empty for commands
	private     bool   // only the person who asked sees it: decided before it is announced
}

func (d *desk) newTask(i *discordgo.Interaction, received time.Time) *task {
	return &task{desk: d, interaction: i, received: received}
}

// outcome is an answer as it is to be delivered.
type outcome struct {
	message Message
	private bool
}

// run answers the interaction: at once when the answer is ready soon, else it
// says so within the time that Discord gives, and edits the answer in later.
func (t *task) run(ctx context.Context) {
	if !t.first(ctx, "discord:interaction:"+t.interaction.ID) {
		return
	}
	ready := make(chan outcome, 1)
	go func() { ready <- t.outcome(ctx) }()
	quick := time.NewTimer(time.Until(t.received.Add(t.config.Quick)))
	defer quick.Stop()
	select {
	case o := <-ready:
		t.respond(ctx, o)
	case <-quick.C:
		if t.announce(ctx) {
			t.deliver(ctx, <-ready)
		}
	}
}

// outcome is work that no panic ends.
func (t *task) outcome(ctx context.Context) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			t.log.Error("panic in drawing an answer", "ref", t.interaction.ID, "line", t.req.Line, "panic", p, "stack", string(debug.Stack()))
			o = t.unshowable(ctx)
		}
	}()
	return t.work(ctx)
}

// work has the request answered and the answer drawn.
func (t *task) work(ctx context.Context) outcome {
	from := 0
	if t.button != "" {
		line, at, ok := t.pressed(ctx)
		if !ok {
			return t.draw(ctx, failed(t.req, "This button is no longer known.", "Ask again with a command."), 0)
		}
		t.req.Line, from = line, at
	}
	return t.draw(ctx, t.answer(ctx, t.req, t.interaction.ID), from)
}

func (t *task) pressed(ctx context.Context) (line string, from int, ok bool) {
	key, from, ok := pressed(t.button)
	if !ok {
		return "", 0, false
	}
	line, ok, err := t.config.Memory.Recall(ctx, key)
	if err != nil {
		t.log.Error("the line of a button is not to be had", "button", t.button, "err", err)
	}
	return line, from, ok && err == nil
}

func (t *task) draw(ctx context.Context, a bot.Answer, from int) outcome {
	return outcome{t.desk.draw(ctx, a, from), t.private || a.Visibility == bot.Private}
}

// The kinds of first responses to an interaction (docs: Receiving and
// Responding, Interaction Callback Type).
const (
	callbackMessage  = 4
	callbackDeferred = 5
	callbackChoices  = 8
)

// callback is the first response to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// deferral is what is said of an answer before there is one.
type deferral struct {
	Flags int `json:"flags"`
}

func callbackPath(i *discordgo.Interaction) string {
	return "/interactions/" + i.ID + "/" + i.Token + "/callback"
}

func (t *task) webhookPath() string {
	app := t.interaction.AppID
	if app == "" {
		app = t.me.app
	}
	return "/webhooks/" + app + "/" + t.interaction.Token
}

// flags are those of an answer that only one person sees, or none. In a direct
// message with the bot nobody else could, and the answer may as well stay.
func (t *task) flags(private bool) int {
	if private && t.interaction.Context != discordgo.InteractionContextBotDM {
		return flagEphemeral
	}
	return 0
}

// respond sends an answer as the first response.
func (t *task) respond(ctx context.Context, o outcome) {
	o.message.Flags |= t.flags(o.private)
	err := t.callback(ctx, callback{callbackMessage, o.message})
	if statusOf(err) == http.StatusBadRequest {
		t.log.Error("Discord takes no such answer", "ref", t.interaction.ID, "line", t.req.Line, "err", err)
		o = t.unshowable(ctx)
		o.message.Flags |= t.flags(o.private)
		err = t.callback(ctx, callback{callbackMessage, o.message})
	}
	if err != nil {
		t.log.Error("answer not delivered", "ref", t.interaction.ID, "line", t.req.Line, "err", err)
	}
}

// announce says that the answer will come, and reports whether Discord heard it.
func (t *task) announce(ctx context.Context) bool {
	c := callback{Type: callbackDeferred}
	if flags := t.flags(t.private); flags != 0 {
		c.Data = deferral{flags}
	}
	err := t.callback(ctx, c)
	if err != nil {
		t.log.Error("not acknowledged, the answer is lost", "ref", t.interaction.ID, "line", t.req.Line, "err", err)
	}
	return err == nil
}

// callback sends a first response. That there has been one already is no error:
// it was sent by an attempt that seemed to fail.
func (t *task) callback(ctx context.Context, c callback) error {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(acknowledgeWithin))
	defer cancel()
	err := t.rest.do(ctx, http.MethodPost, callbackPath(t.interaction), c, nil)
	if codeOf(err) == codeAcknowledged {
		return nil
	}
	return err
}

// deliver sends an answer that was announced. One that is for one person alone,
// announced to all, takes the announcement back first.
func (t *task) deliver(ctx context.Context, o outcome) {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(tokenLife))
	defer cancel()
	err := t.put(ctx, o)
	if statusOf(err) == http.StatusBadRequest {
		t.log.Error("Discord takes no such answer", "ref", t.interaction.ID, "line", t.req.Line, "err", err)
		err = t.put(ctx, t.unshowable(ctx))
	}
	if err != nil {
		t.log.Error("answer not delivered", "ref", t.interaction.ID, "line", t.req.Line, "err", err)
	}
}

func (t *task) put(ctx context.Context, o outcome) error {
	original := t.webhookPath() + "/messages/@original"
	if t.flags(o.private) == t.flags(t.private) {
		return t.rest.do(ctx, http.MethodPatch, original, o.message, nil)
	}
	if err := t.rest.do(ctx, http.MethodDelete, original, nil, nil); err != nil && statusOf(err) != http.StatusNotFound {
		return err
	}
	o.message.Flags |= t.flags(o.private)
	return t.rest.do(ctx, http.MethodPost, t.webhookPath(), o.message, nil)
}

func (t *task) unshowable(ctx context.Context) outcome {
	o := t.draw(ctx, failed(t.req, "There is an answer, but it cannot be shown here (ref "+t.interaction.ID+").", "Tell whoever runs the bot."), 0)
	o.private = t.private
	return o
}
