package slack

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// This file carries out presses of buttons.

// pressed carries out a press, once however often Slack tells of it.
func (s *service) pressed(c slackapi.InteractionCallback) {
	if len(c.ActionCallback.BlockActions) == 0 {
		return
	}
	action := c.ActionCallback.BlockActions[0]
	if !s.isNew(c.Team.ID, kindPress, c.TriggerID+":"+action.ActionID) {
		return
	}
	switch verb, _, _ := strings.Cut(action.ActionID, "_"); {
	case action.ActionID == actFeedback:
		s.judge(c, action.Value)
	case action.ActionID == actLookUp:
		s.lookUp(c, action.SelectedOption.Value)
	default:
		if q, ok := fromPress(c, action); ok {
			s.press(verb, q)
		}
	}
}

// fromPress reads a press of one of the bot's buttons. What it asks for goes
// under the message that has the button; from the app's home it goes to the
// person's messages. It reports false for buttons of others.
func fromPress(c slackapi.InteractionCallback, action *slackapi.BlockAction) (asked, bool) {
	key, cursor, ok := parseButtonValue(action.Value)
	if !ok {
		return asked{}, false
	}
	at := whereWasPressed(c)
	return asked{
		kind: kindPress, id: c.TriggerID + ":" + action.ActionID, known: true,
		button: key, at: cursor, place: at,
		request: bot.Request{Platform: "slack", Workspace: c.Team.ID, Channel: at.channel, Thread: at.thread, User: c.User.ID,
			Private: at.ephemeral, Direct: at.direct, Again: !strings.HasPrefix(action.ActionID, actRun) || cursor.From > 0},
	}, true
}

// whereWasPressed is where the answer to a press goes.
func whereWasPressed(c slackapi.InteractionCallback) place {
	channel := c.Channel.ID
	if channel == "" {
		channel = c.Container.ChannelID
	}
	if channel == "" {
		return place{channel: c.User.ID, user: c.User.ID, direct: true}
	}
	ephemeral := c.Container.IsEphemeral
	at := place{channel: channel, user: c.User.ID, responseURL: c.ResponseURL, ephemeral: ephemeral, thread: c.Container.ThreadTs,
		message: c.Container.MessageTs, direct: strings.HasPrefix(channel, "D") && !ephemeral, under: !ephemeral}
	if at.thread == "" && !ephemeral && !at.direct {
		at.thread = at.message
	}
	return at
}

// press does what a button is for.
func (s *service) press(verb string, q asked) {
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	switch verb {
	case actSources:
		q.turn, q.place.ephemeral = sourcesOf, true
	case actShare:
		s.share(ctx, q)
		return
	case actKeep:
		s.keepToSelf(ctx, q)
		return
	case actPicture:
		s.draws(ctx, q)
		return
	case actPage, actCited:
		if verb == actCited {
			q.turn = sourcesOf
		}
		s.turnPage(ctx, q)
		return
	}
	s.send(q.place, s.answer(ctx, q))
}

// turnPage shows another page of an answer, in the place of the one that was
// pressed. What others see is turned for whoever asked alone; others get a copy of
// their own.
func (s *service) turnPage(ctx context.Context, q asked) {
	q.place.replace = q.place.ephemeral || q.place.direct
	if b, ok, err := s.recall(ctx, q.button); err == nil && ok && b.User == q.request.User {
		q.place.replace = true
	}
	if !q.place.replace {
		q.place.ephemeral, q.request.Private = true, true
	}
	answer := s.work(ctx, &q)
	if failed := answer.Line == "" || answer.Err != nil; failed || answer.Visibility == bot.Private && !q.place.ephemeral && !q.place.direct {
		q.place.replace, q.place.ephemeral = false, true
	}
	o := s.draw(ctx, q, answer)
	o.draws = nil // the button offers it
	s.send(q.place, o)
}

// share shows to the channel what only one person saw, and takes it away from
// where they saw it.
func (s *service) share(ctx context.Context, q asked) {
	ephemeral := q.place
	q.request.Private = false
	answer := s.work(ctx, &q)
	if answer.Visibility == bot.Private { // it may not be shown, or not any more
		s.send(ephemeral, s.draw(ctx, q, answer))
		return
	}
	q.place.ephemeral, q.place.under = false, true
	o := s.draw(ctx, q, answer)
	id, err := s.send(q.place, o)
	if err != nil {
		return
	}
	if err := s.takeAway(ctx, ephemeral); err != nil {
		s.log.Debug("what was shared is still shown to who shared it", "error", err)
	}
	// What is said in the thread below follows upon the answer.
	if _, ts, ok := strings.Cut(string(id), "/"); ok {
		q.request.Thread, q.button, q.request.Line = ts, "", answer.Line
		s.work(ctx, &q)
	}
}

// keepToSelf takes an answer from the channel, or takes away the question whether
// to share it.
func (s *service) keepToSelf(ctx context.Context, q asked) {
	if q.place.ephemeral {
		q.place.kept, q.place.replace = true, true
		q.request.Private = true
		s.send(q.place, s.answer(ctx, q))
		return
	}
	b, ok, err := s.recall(ctx, q.button)
	if err == nil && ok && b.User != q.request.User {
		q.place.ephemeral = true
		s.send(q.place, s.draw(ctx, q, notice("Only who asked can take the answer back.", "")))
		return
	}
	q.place.ephemeral, q.place.kept, q.request.Private = true, true, true
	o := s.answer(ctx, q)
	if err == nil && ok {
		err = s.retry(ctx, anyFailure, func(ctx context.Context) error {
			_, _, err := s.api.DeleteMessageContext(ctx, q.place.channel, q.place.message)
			return err
		})
	}
	if err != nil {
		s.log.Warn("an answer could not be taken back", "error", explain(err, ""))
	}
	s.send(q.place, o)
}

// draws posts an answer as a picture. A picture cannot be shown to one person
// alone.
func (s *service) draws(ctx context.Context, q asked) {
	tell := func(text, hint string) {
		q.place.ephemeral = true
		s.send(q.place, s.draw(ctx, q, notice(text, hint)))
	}
	if s.config.Picture == nil {
		tell("Pictures are not drawn here.", "")
		return
	}
	q.request.Private = false
	answer := s.work(ctx, &q)
	if answer.Err != nil || answer.Visibility == bot.Private {
		q.place.ephemeral = true
		s.send(q.place, s.draw(ctx, q, answer))
		return
	}
	if part := s.book.at(answer, q.at).draws; part != nil {
		answer = *part
	}
	png, alt, err := s.config.Picture(ctx, answer)
	switch {
	case err != nil:
		s.log.Error("an answer cannot be drawn as a picture", "error", err)
		tell("The picture could not be drawn.", "")
		return
	case len(png) == 0:
		tell("There is nothing in that answer to draw.", "")
		return
	}
	err = s.upload(ctx, q.place, picture{png, line(alt, maxAltText), line(answer.Title, maxName)})
	if name, refused := refusal(err); refused {
		tell(fmt.Sprintf("Slack did not take the picture (%s).", name), "Invite me to the channel (“/invite @attache”), or ask in a direct message to me.")
	} else if err != nil {
		s.log.Error("a picture could not be posted", "error", err)
		tell("The picture could not be posted.", "Press the button again.")
	}
}

// illustrate posts the picture that goes with an answer, if others see that. The
// words are there: what goes wrong is only logged.
func (a *Adapter) illustrate(at place, o outcome) {
	if o.draws == nil || a.config.Picture == nil || o.hidden(at) || at.home {
		return
	}
	a.under.Go(func() {
		ctx, cancel := context.WithTimeout(a.ctx, a.config.Deliver)
		defer cancel()
		png, alt, err := a.config.Picture(ctx, *o.draws)
		if err == nil && len(png) > 0 {
			err = a.upload(ctx, at, picture{png, line(alt, maxAltText), line(o.draws.Title, maxName)})
		}
		if err != nil && !isOutside(err) { // where the bot is not, words are all that it can bring
			a.log.Warn("an answer stays without its picture", "channel", at.channel, "error", explain(err, ""))
		}
	})
}

type picture struct {
	png        []byte
	alt, title string
}

// upload posts a picture to where an answer goes.
func (a *Adapter) upload(ctx context.Context, at place, p picture) error {
	channel, err := a.channelOf(ctx, at.channel)
	if err != nil {
		return err
	}
	params := slackapi.UploadFileParameters{Filename: "attache.png", FileSize: len(p.png), Title: p.title, AltTxt: p.alt,
		Channel: channel, ThreadTimestamp: at.thread}
	return a.lanes.run(ctx, channel, func() error {
		return a.retry(ctx, rateOnly, func(ctx context.Context) error {
			again := params
			again.Reader = bytes.NewReader(p.png)
			_, err := a.api.UploadFileContext(ctx, again)
			return err
		})
	})
}
