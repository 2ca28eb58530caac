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
	press       press  // of a button, a menu or a form; without a kind for commands
	private     bool   // only the person who asked sees it: decided before it is announced
	update      bool   // the answer takes the place of the message that the button belongs to, if there is one
	sent        string // the id of the message, by which it is edited
}

// outcome is an answer as it is to be delivered.
type outcome struct {
	message Message
	private bool
	update  bool     // it takes the place of the message that the button belongs to
	words   *Message // the message without its picture, where it has one
	form    *Form    // asked for in place of a message
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
		t.hand(ctx, o, quick.C)
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
		return t.shown(ctx, t.answer(ctx, t.req, t.interaction.ID), bot.Cursor{})
	case t.press.kind == pressBad:
		return t.plain(faultMenu(t.press))
	case t.press.kind == pressVerdict && t.verdict() == bot.OtherFault:
		return outcome{form: noteForm(t.press)}
	}
	about, ok := t.recall(ctx)
	if !ok {
		return t.shown(ctx, failed(t.req, "This button is no longer known.", "Ask again with a command."), bot.Cursor{})
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
		return t.page(ctx, a, sourcesOf(a).at(bot.Cursor{From: t.press.from}))
	case pressCited:
		return t.page(ctx, a, sourcesOf(a).at(t.press.at))
	case pressPicture:
		return t.pictured(ctx, a)
	case pressShare:
		return t.shared(ctx, a)
	case pressPage:
		return t.shown(ctx, a, t.press.at)
	}
	return t.shown(ctx, a, bot.Cursor{From: t.press.from})
}

// plain is a message as it is, for whom it was decided before.
func (t *task) plain(m Message) outcome {
	return outcome{message: m, private: t.private, update: t.update}
}

// page is a page of what an answer cites.
func (t *task) page(ctx context.Context, a bot.Answer, m Message) outcome {
	if a.Err != nil {
		return t.shown(ctx, a, bot.Cursor{})
	}
	return t.plain(t.bound(ctx, m.askedBy(t.req.User)))
}

// shown is the page of an answer that holds what stood at the cursor. What went
// wrong takes the place of nothing.
func (t *task) shown(ctx context.Context, a bot.Answer, at bot.Cursor) outcome {
	to := shownTo{person: t.req.User}
	if t.update {
		to.talk = rootIn(t.interaction.Message.Components)
	}
	return outcome{message: t.show(ctx, a, at, to), private: t.private || a.Visibility == bot.Private, update: t.update && a.Err == nil}
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

// hand sends an answer as the first response. Its picture goes with it where it is
// drawn before the answer would be late, else it follows.
func (t *task) hand(ctx context.Context, o outcome, late <-chan time.Time) {
	drawn := t.illustrate(ctx, o.message)
	select {
	case whole, ok := <-drawn:
		if words := o.message; ok {
			o.message, o.words = whole, &words
		}
	case <-late:
	}
	t.sent = original
	err := t.insist(ctx, o, func(o outcome) error {
		within := acknowledgeWithin
		if o.words != nil { // there must be time left for the words alone
			within = pictureWithin
		}
		return t.inTime(ctx, t.responseOf(o), within)
	})
	if err != nil {
		t.log.Error("answer not delivered", "ref", t.interaction.ID, "err", err)
		return
	}
	t.follow(ctx, drawn)
}

// original is the id by which the first response to an interaction is edited, or
// the message that it takes the place of.
const original = "@original"

// follow edits a picture in that comes later than the words.
func (t *task) follow(ctx context.Context, drawn <-chan Message) {
	if whole, ok := <-drawn; ok && t.sent != "" {
		t.addLate(ctx, t.webhookPath()+"/messages/"+t.sent, whole)
	}
}

func (t *task) responseOf(o outcome) callback {
	switch {
	case o.form != nil:
		return callback{Type: discordgo.InteractionResponseModal, Data: o.form}
	case o.update:
		m := o.message.instead()
		return callback{discordgo.InteractionResponseUpdateMessage, m, m.files}
	}
	o.message.Flags |= t.flags(o.private)
	return callback{discordgo.InteractionResponseChannelMessageWithSource, o.message, o.message.files}
}

// instead is m for the place of another message, whose picture goes.
func (m Message) instead() Message {
	if m.Attachments == nil {
		m.Attachments = []Attachment{}
	}
	return m
}

// insist sends an answer: without its picture where Discord does not take it with
// it, as a message of its own where the one that it is for is gone, and in embeds
// where Discord does not take it as it is. It owns up to it where Discord takes
// none of them.
func (t *task) insist(ctx context.Context, o outcome, send func(o outcome) error) error {
	err := send(o)
	if o.words != nil && err != nil && !expired(err) {
		t.log.Warn("Discord does not take an answer with its picture", "ref", t.interaction.ID, "err", err)
		o.message, o.words = *o.words, nil
		err = send(o)
	}
	if o.update && codeOf(err) == discordgo.ErrCodeUnknownMessage {
		o.update, o.private = false, true
		err = send(o)
	}
	if statusOf(err) != http.StatusBadRequest || o.form != nil {
		return err
	}
	t.log.Error("Discord does not take an answer as components", "ref", t.interaction.ID, "err", err)
	o.message = o.message.Embedded()
	if err = send(o); statusOf(err) == http.StatusBadRequest {
		t.log.Error("Discord takes no such answer", "ref", t.interaction.ID, "err", err)
		err = send(t.unshowable(ctx))
	}
	t.sent = "" // it takes no picture any more
	return err
}

// refused reports whether Discord took a request for wrong or not allowed: it would
// refuse it again.
func refused(err error) bool {
	status := statusOf(err)
	return status >= 400 && status < 500 && status != http.StatusTooManyRequests
}

// announce says that the answer will come, and reports whether Discord heard it.
func (t *task) announce(ctx context.Context) bool {
	c := callback{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	if t.update {
		c.Type = discordgo.InteractionResponseDeferredMessageUpdate
	} else if flags := t.flags(t.private); flags != 0 {
		c.Data = deferral{flags}
	}
	err := t.inTime(ctx, c, acknowledgeWithin)
	if err != nil {
		t.log.Error("not acknowledged, the answer is lost", "ref", t.interaction.ID, "err", err)
	}
	return err == nil
}

// inTime sends the first response while Discord waits for it.
func (t *task) inTime(ctx context.Context, c callback, within time.Duration) error {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(within))
	defer cancel()
	return t.respond(ctx, c)
}

// deliver sends an answer that was announced.
func (t *task) deliver(ctx context.Context, o outcome) {
	if o.form != nil { // a form can only be asked for at once
		o = t.shown(ctx, failed(t.req, "That took too long.", "Choose it once more."), bot.Cursor{})
	}
	within, cancel := context.WithDeadline(ctx, t.received.Add(t.config.TokenLife))
	defer cancel()
	drawn := t.illustrate(within, o.message)
	err := t.insist(ctx, o, func(o outcome) error { return t.put(within, o) })
	switch {
	case err == nil:
		t.follow(within, drawn)
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
	first := t.webhookPath() + "/messages/" + original
	t.sent = original
	switch {
	case o.update:
		m := o.message.instead()
		return t.settled(ctx, func() error { return t.rest.send(ctx, http.MethodPatch, first, m, m.files, nil) })
	case t.update: // announced as nothing that is seen
		return t.followUp(ctx, o)
	case t.flags(o.private) == t.flags(t.private):
		return t.settled(ctx, func() error { return t.rest.send(ctx, http.MethodPatch, first, o.message, o.message.files, nil) })
	}
	err := t.settled(ctx, func() error { return t.rest.do(ctx, http.MethodDelete, first, nil, nil) })
	if err != nil && codeOf(err) != discordgo.ErrCodeUnknownMessage {
		return err
	}
	return t.followUp(ctx, o)
}

// followUp sends an answer as a message of its own.
func (t *task) followUp(ctx context.Context, o outcome) error {
	o.message.Flags |= t.flags(o.private)
	var sent struct {
		ID string `json:"id"`
	}
	err := t.settled(ctx, func() error {
		return t.rest.send(ctx, http.MethodPost, t.webhookPath(), o.message, o.message.files, &sent)
	})
	t.sent = sent.ID
	return err
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
	o := t.shown(ctx, failed(t.req, "There is an answer, but it cannot be shown here (ref "+t.interaction.ID+").", "Tell whoever runs the bot."), bot.Cursor{})
	o.private = t.private
	return o
}
