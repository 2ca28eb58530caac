package slack

import (
	"context"
	"encoding/json"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// This file asks what readers think of answers, and keeps it.

const (
	goodValue = "good"
	badValue  = "bad"
	// The form that asks what is wrong: its callback_id, and the ids of its inputs.
	formFeedback = "feedback"
	inputReason  = "reason"
	inputNote    = "note"
)

// reasons are what can be wrong with an answer, in the words of the form.
var reasons = []struct {
	verdict bot.Verdict
	label   string
}{
	{bot.NotAnAnswer, "It is not the answer"},
	{bot.WrongPerson, "It is about the wrong person"},
	{bot.WrongDate, "A date is wrong"},
	{bot.NotAQuote, "It is not a quote: the source does not say so"},
	{bot.OtherFault, "Something else"},
}

// judged is the answer that an opinion is about; the form carries it.
type judged struct {
	Key     string `json:"key"`
	Channel string `json:"channel,omitempty"`
	Thread  string `json:"thread,omitempty"`
}

// judge takes a press of one of the two feedback buttons.
func (s *service) judge(c slackapi.InteractionCallback, value string) {
	verdict, key, ok := strings.Cut(value, ".")
	if !ok || s.config.Feedback == nil {
		return
	}
	at := whereWasPressed(c)
	about := judged{Key: key, Channel: at.channel, Thread: at.thread}
	if verdict == goodValue {
		s.keepOpinion(c, about, bot.Good, "")
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, triggerWithin)
	defer cancel()
	if _, err := s.api.OpenViewContext(ctx, c.TriggerID, feedbackForm(about)); err != nil {
		// The opinion is worth more than its reason.
		s.log.Warn("the form for feedback could not be shown", "error", explain(err, ""))
		s.keepOpinion(c, about, bot.OtherFault, "")
	}
}

// feedbackForm asks what is wrong with an answer.
func feedbackForm(about judged) slackapi.ModalViewRequest {
	var options []*slackapi.OptionBlockObject
	for _, r := range reasons {
		options = append(options, slackapi.NewOptionBlockObject(string(r.verdict), plainText(r.label), nil))
	}
	reason := slackapi.NewRadioButtonsBlockElement(inputReason, options...)
	reason.InitialOption = options[0]
	note := slackapi.NewPlainTextInputBlockElement(plainText("In your own words"), inputNote)
	note.Multiline, note.MaxLength = true, maxNote
	blocks := []slackapi.Block{
		slackapi.NewInputBlock(inputReason, plainText("What is wrong?"), nil, reason),
		slackapi.NewInputBlock(inputNote, plainText("Anything else"), nil, note).WithOptional(true),
		slackapi.NewContextBlock("", plainText("Who runs the bot sees your name, the question and what was shown.")),
	}
	meta, err := json.Marshal(about)
	if err != nil {
		panic("slack: a form carries what JSON cannot: " + err.Error())
	}
	return slackapi.ModalViewRequest{Type: slackapi.VTModal, CallbackID: formFeedback, Title: plainText("About this answer"),
		Submit: plainText("Send"), Close: plainText("Cancel"), Blocks: slackapi.Blocks{BlockSet: blocks}, PrivateMetadata: string(meta)}
}

// submitted takes a form that was sent off.
func (s *service) submitted(c slackapi.InteractionCallback) {
	var about judged
	if c.View.CallbackID != formFeedback || s.config.Feedback == nil || c.View.State == nil || json.Unmarshal([]byte(c.View.PrivateMetadata), &about) != nil ||
		!s.isNew(c.Team.ID, "form", c.View.ID) {
		return
	}
	verdict := bot.OtherFault
	for _, r := range reasons {
		if c.View.State.Values[inputReason][inputReason].SelectedOption.Value == string(r.verdict) {
			verdict = r.verdict
		}
	}
	s.keepOpinion(c, about, verdict, cut(clean(c.View.State.Values[inputNote][inputNote].Value), maxNote))
}

// thanks is what somebody is told who has judged an answer.
func thanks() bot.Answer { return notice("Thank you. That was noted for those who run this bot.", "") }

// keepOpinion keeps what somebody thinks of an answer, and thanks them.
func (s *service) keepOpinion(c slackapi.InteractionCallback, about judged, verdict bot.Verdict, note string) {
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	at := place{channel: about.Channel, thread: about.Thread, user: c.User.ID, responseURL: c.ResponseURL, ephemeral: true,
		direct: c.ResponseURL == "" && about.Channel == c.User.ID}
	q := asked{kind: kindPress, id: c.TriggerID, place: at, request: bot.Request{Workspace: c.Team.ID, User: c.User.ID}}
	b, ok, err := s.recall(ctx, about.Key)
	if err == nil && ok {
		err = s.config.Feedback.AddFeedback(ctx, bot.Feedback{At: s.config.Now().UTC(),
			Place: bot.Place{Platform: "slack", Workspace: c.Team.ID, Channel: about.Channel, Thread: about.Thread},
			User:  c.User.ID, Line: b.Line, Shown: b.Shown, Verdict: verdict, Note: note})
	}
	told := thanks()
	switch {
	case err != nil:
		told = s.failed(q, "an opinion could not be kept", "error", err)
	case !ok:
		told = notice("This answer is too old to be judged.", "Ask again, and judge the new one.")
	}
	s.send(at, s.draw(ctx, q, told))
}
