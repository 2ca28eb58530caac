package slack

import (
	"encoding/json"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// This file takes what Slack tells, whichever way it came.

// acknowledge tells Slack that something arrived, with an answer to it or, where
// payload is nil, with none. It is called exactly once for each thing that arrives.
// An error means that the answer did not go out, and that Slack may not know that
// the thing arrived.
type acknowledge func(payload any) error

// command answers a slash command: in the acknowledgement if the answer is ready
// soon, else after it. It returns when the command is acknowledged.
func (s *service) command(c slackapi.SlashCommand, ack acknowledge) {
	q := fromCommand(c)
	done := s.start(q)
	soon := time.NewTimer(s.config.AnswerWithin)
	defer soon.Stop()
	select {
	case o := <-done:
		s.acknowledgeWith(ack, q.place, o)
	case <-soon.C:
		s.acknowledged(ack(nil))
		s.under.Go(func() { s.send(q.place, <-done) })
	}
}

// ackAnswer is an answer in an acknowledgement, and where it goes if that fails.
type ackAnswer struct {
	json    json.RawMessage
	at      place
	outcome outcome
}

// MarshalJSON writes the answer as Slack reads it.
func (a ackAnswer) MarshalJSON() ([]byte, error) { return a.json, nil }

// again is the acknowledgement of what was told before.
type again struct{}

// acknowledgeWith puts an answer into the acknowledgement if Slack takes it there.
func (s *service) acknowledgeWith(ack acknowledge, at place, o outcome) {
	if o.none {
		s.acknowledged(ack(again{}))
		return
	}
	raw, err := o.message.respond(o.private).MarshalJSON()
	if err == nil && len(raw) < maxAckBytes-envelopeBytes {
		words := o
		words.draws = nil
		if s.acknowledged(ack(ackAnswer{raw, at, words})) {
			s.illustrate(at, o)
			return
		}
	} else {
		s.acknowledged(ack(nil))
	}
	s.under.Go(func() { s.send(at, o) })
}

// acknowledged notes that an acknowledgement failed, and reports whether it did
// not.
func (s *service) acknowledged(err error) bool {
	if err != nil {
		s.log.Warn("an event could not be acknowledged", "error", err)
	}
	return err == nil
}

// interaction takes a press, a shortcut, a form that is sent off or a question for
// options. It returns when it is acknowledged.
func (s *service) interaction(c slackapi.InteractionCallback, ack acknowledge) {
	switch c.Type {
	case slackapi.InteractionTypeBlockSuggestion:
		s.acknowledged(ack(s.options(c)))
		return
	case slackapi.InteractionTypeViewSubmission:
		s.acknowledged(ack(nil))
		s.under.Go(func() { s.submitted(c) })
		return
	}
	s.acknowledged(ack(nil))
	switch c.Type {
	case slackapi.InteractionTypeBlockActions:
		s.under.Go(func() { s.pressed(c) })
	case slackapi.InteractionTypeMessageAction:
		if q, ok := fromShortcut(c); ok {
			s.reply(q)
		}
	}
}

// event takes an event of the Events API. It returns when it is acknowledged.
func (s *service) event(e slackevents.EventsAPIEvent, ack acknowledge) {
	s.acknowledged(ack(nil))
	s.under.Go(func() { s.told(e) })
}

// told carries out an event, once however often Slack tells of it.
func (s *service) told(e slackevents.EventsAPIEvent) {
	if callback, ok := e.Data.(*slackevents.EventsAPICallbackEvent); ok && callback.EventID != "" && !s.isNew(e.TeamID, "event", callback.EventID) {
		return
	}
	var q asked
	var ok bool
	switch data := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		q, ok = fromMention(e.TeamID, data, s.self(e))
	case *slackevents.MessageEvent:
		q, ok = fromMessage(e.TeamID, data, s.self(e))
	case *slackevents.AppHomeOpenedEvent:
		if data.Tab == "home" {
			s.showHome(e.TeamID, data.User, data.Channel)
		}
	case *slackevents.AssistantThreadStartedEvent:
		s.suggest(e.TeamID, data.AssistantThread)
	}
	if ok {
		s.reply(q)
	}
}

// self is the id of the bot's own user in the workspace of an event.
func (s *service) self(e slackevents.EventsAPIEvent) string {
	if callback, ok := e.Data.(*slackevents.EventsAPICallbackEvent); ok {
		for _, a := range callback.Authorizations {
			if a.IsBot && a.UserID != "" {
				return a.UserID
			}
		}
	}
	return s.identity().user
}
