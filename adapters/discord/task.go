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
	interaction interaction
	received    time.Time
	respond     responder
	req         bot.Request
	press       press // of a button, a menu or a form; without a kind for commands
	private     bool  // only the person who asked sees it: decided before it is announced
	update      bool  // the answer takes the place of the message that the button belongs to
}

// outcome is an answer as it is to be delivered.
type outcome struct {
	message Message
	private bool
	form    *Form // asked for in place of a message
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
		t.hand(ctx, o)
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
			t.log.Error("panic in drawing an answer", "ref", t.interaction.ID, "panic", p, "stack", string(debug.Stack()))
			o = t.unshowable(ctx)
		}
	}()
	return t.work(ctx)
}

// work does what the interaction asks for.
func (t *task) work(ctx context.Context) outcome {
	switch {
	case t.interaction.Type == discordgo.InteractionApplicationCommand:
		return t.shown(ctx, t.answer(ctx, t.req, t.interaction.ID), 0)
	case t.press.kind == pressBad:
		return t.plain(faultMenu(t.press))
	case t.press.kind == pressVerdict && t.verdict() == bot.OtherFault:
		return outcome{form: noteForm(t.press)}
	}
	about, ok := t.recall(ctx)
	if !ok {
		return t.shown(ctx, failed(t.req, "This button is no longer known.", "Ask again with a command."), 0)
	}
	switch t.press.kind {
	case pressGood, pressVerdict, pressNote:
		return t.judged(ctx, about)
	}
	t.req.Line = about.Line
	return t.again(ctx, t.answer(ctx, t.req, t.interaction.ID))
}

// again shows an answer once more, or another view of it.
func (t *task) again(ctx context.Context, a bot.Answer) outcome {
	switch t.press.kind {
	case pressSources:
		return t.plain(t.bound(ctx, RenderSources(a, t.press.from)))
	case pressPicture:
		return t.pictured(ctx, a)
	case pressShare:
		return t.shared(ctx, a)
	}
	return t.shown(ctx, a, t.press.from)
}

// plain is a message as it is, for whom it was decided before.
func (t *task) plain(m Message) outcome { return outcome{message: m, private: t.private} }

func (t *task) shown(ctx context.Context, a bot.Answer, from int) outcome {
	return outcome{message: t.show(ctx, a, from, ""), private: t.private || a.Visibility == bot.Private}
}

// callback is the first response to an interaction.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`

	files []File
}

// deferral is what is said of an answer before there is one.
type deferral struct {
	Flags discordgo.MessageFlags `json:"flags"`
}

func (t *task) webhookPath() string {
	app := t.interaction.App
	if app == "" {
		app = t.me.app
	}
	return "/webhooks/" + app + "/" + t.interaction.Token
}

// flags are those of an answer that only one person sees, or none. In a direct
// message with the bot nobody else could, and the answer may as well stay.
func (t *task) flags(private bool) discordgo.MessageFlags {
	if private && !t.interaction.direct() {
		return discordgo.MessageFlagsEphemeral
	}
	return 0
}

// hand sends an answer as the first response.
func (t *task) hand(ctx context.Context, o outcome) {
	err := t.insist(ctx, o, func(o outcome) error { return t.inTime(ctx, t.responseOf(o)) })
	if err != nil {
		t.log.Error("answer not delivered", "ref", t.interaction.ID, "err", err)
	}
}

func (t *task) responseOf(o outcome) callback {
	switch {
	case o.form != nil:
		return callback{Type: discordgo.InteractionResponseModal, Data: o.form}
	case t.update:
		return callback{discordgo.InteractionResponseUpdateMessage, o.message, o.message.files}
	}
	o.message.Flags |= t.flags(o.private)
	return callback{discordgo.InteractionResponseChannelMessageWithSource, o.message, o.message.files}
}

// insist sends an answer, in embeds where Discord does not take it as it is, and
// owns up to it where it takes neither.
func (t *task) insist(ctx context.Context, o outcome, send func(o outcome) error) error {
	err := send(o)
	if statusOf(err) != http.StatusBadRequest || o.form != nil {
		return err
	}
	t.log.Error("Discord does not take an answer as components", "ref", t.interaction.ID, "err", err)
	o.message = o.message.Embedded()
	if err = send(o); statusOf(err) != http.StatusBadRequest {
		return err
	}
	t.log.Error("Discord takes no such answer", "ref", t.interaction.ID, "err", err)
	return send(t.unshowable(ctx))
}

// announce says that the answer will come, and reports whether Discord heard it.
func (t *task) announce(ctx context.Context) bool {
	c := callback{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	if t.update {
		c.Type = discordgo.InteractionResponseDeferredMessageUpdate
	} else if flags := t.flags(t.private); flags != 0 {
		c.Data = deferral{flags}
	}
	err := t.inTime(ctx, c)
	if err != nil {
		t.log.Error("not acknowledged, the answer is lost", "ref", t.interaction.ID, "err", err)
	}
	return err == nil
}

// inTime sends the first response while Discord waits for it.
func (t *task) inTime(ctx context.Context, c callback) error {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(acknowledgeWithin))
	defer cancel()
	return t.respond(ctx, c)
}

// deliver sends an answer that was announced.
func (t *task) deliver(ctx context.Context, o outcome) {
	if o.form != nil { // a form can only be asked for at once
		o = t.shown(ctx, failed(t.req, "That took too long.", "Choose it once more."), 0)
	}
	within, cancel := context.WithDeadline(ctx, t.received.Add(t.config.TokenLife))
	defer cancel()
	err := t.insist(ctx, o, func(o outcome) error { return t.put(within, o) })
	switch {
	case err == nil:
	case expired(err) || within.Err() != nil && ctx.Err() == nil:
		t.tellLate(ctx, err)
	default:
		t.log.Error("answer not delivered", "ref", t.interaction.ID, "err", err)
	}
}

// expired reports whether an interaction can no longer be answered.
func expired(err error) bool {
	switch codeOf(err) {
	case discordgo.ErrCodeUnknownWebhook, discordgo.ErrCodeUnknownInteraction, discordgo.ErrCodeInvalidWebhookTokenProvided:
		return true
	}
	return statusOf(err) == http.StatusUnauthorized
}

// put edits an answer in. One that is for one person alone, announced to all,
// takes the announcement back first, and is the only message that follows.
func (t *task) put(ctx context.Context, o outcome) error {
	original := t.webhookPath() + "/messages/@original"
	if t.update || t.flags(o.private) == t.flags(t.private) {
		return t.settled(ctx, func() error {
			return t.rest.send(ctx, http.MethodPatch, original, o.message, o.message.files, nil)
		})
	}
	err := t.settled(ctx, func() error { return t.rest.do(ctx, http.MethodDelete, original, nil, nil) })
	if err != nil && codeOf(err) != discordgo.ErrCodeUnknownMessage {
		return err
	}
	o.message.Flags |= t.flags(o.private)
	return t.rest.send(ctx, http.MethodPost, t.webhookPath(), o.message, o.message.files, nil)
}

// settled repeats a request about an announcement that Discord may not have taken
// in yet: one that went out as the answer to its own request.
func (t *task) settled(ctx context.Context, do func() error) error {
	for pause := t.config.Pause / 4; ; pause *= 2 {
		err := do()
		if codeOf(err) != discordgo.ErrCodeUnknownWebhook || pause > 2*t.config.Pause || sleep(ctx, pause, err) != nil {
			return err
		}
	}
}

// tellLate says in the channel that an answer came too late, where the bot may
// write there. It does not repeat what was asked: that may have been private.
func (t *task) tellLate(ctx context.Context, why error) {
	t.log.Error("the answer came too late for Discord", "ref", t.interaction.ID, "err", why)
	if !t.mayWrite() {
		return
	}
	m := tooLate(t.req.User)
	if _, err := t.send(ctx, t.interaction.ChannelID, post{Message: m, Nonce: nonce("late", t.interaction.ID), EnforceNonce: true}); err != nil {
		t.log.Error("not told that an answer came too late", "ref", t.interaction.ID, "err", err)
	}
}

// mayWrite reports whether the bot may write where it was asked: it is in the
// server, which asked persons alone do not bring it to, and is permitted to.
func (t *task) mayWrite() bool {
	i := t.interaction
	switch {
	case i.direct():
		return true
	case i.Guild == "" || i.Owners[discordgo.ApplicationIntegrationGuildInstall] == "":
		return false
	case i.Channel.isThread():
		return i.AppPermissions.any(discordgo.PermissionSendMessagesInThreads)
	}
	return i.AppPermissions.any(discordgo.PermissionSendMessages)
}

func (t *task) unshowable(ctx context.Context) outcome {
	o := t.shown(ctx, failed(t.req, "There is an answer, but it cannot be shown here (ref "+t.interaction.ID+").", "Tell whoever runs the bot."), 0)
	o.private = t.private
	return o
}
