package slack

import (
	"context"
	"fmt"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// Message is the JSON that Slack is sent: by chat.postMessage, by a response_url,
// or in an acknowledgement.
type Message struct {
	Text            string           `json:"-"`                       // as "text"
	Blocks          []slackapi.Block `json:"-"`                       // as "blocks"
	UnfurlLinks     bool             `json:"unfurl_links"`            // always false: an answer shows its own sources
	UnfurlMedia     bool             `json:"unfurl_media"`            // likewise
	Mrkdwn          bool             `json:"mrkdwn"`                  // always false: Text is never markup
	ResponseType    string           `json:"response_type,omitempty"` // "in_channel" or "ephemeral"
	ReplaceOriginal *bool            `json:"replace_original,omitempty"`
	ThreadTS        string           `json:"thread_ts,omitempty"`
}

// MarshalJSON writes the message. Blocks that are written out already are taken as
// they are.
func (m Message) MarshalJSON() ([]byte, error) {
	type frame Message // without this method
	var j jsonWriter
	j.Grow(maxMessageBytes)
	j.raw(`{"text":`)
	j.value(m.Text)
	j.raw(`,"blocks":[`)
	for i, b := range m.Blocks {
		if i > 0 {
			j.raw(",")
		}
		if w, ok := b.(written); ok {
			j.raw(string(w))
		} else {
			j.value(b)
		}
	}
	j.raw("],")
	begins := j.Len()
	j.value(frame(m))
	j.Bytes()[begins] = ' ' // in place of the brace: the object is open already
	return j.Bytes(), j.err
}

// Offer says what else can be done with an answer, where it is shown.
type Offer struct {
	User     string // who asked
	Share    bool   // the answer can be shown to everybody in the channel
	Keep     bool   // it can be kept from them
	Picture  bool   // pictures can be drawn
	Feedback bool   // opinions are kept
	Sources  bool   // it is what stands behind an answer, not the answer
}

// What a press of a button does. A button's action_id is one of these, with its
// number behind it where there are several.
const (
	actRun      = "run"      // carries out the line behind it
	actPage     = "page"     // shows another page of an answer
	actCited    = "cited"    // shows another page of the documents behind an answer
	actSources  = "sources"  // shows the documents behind an answer
	actPicture  = "picture"  // draws an answer
	actShare    = "share"    // shows an answer to the channel
	actKeep     = "keep"     // keeps an answer from the channel
	actFeedback = "feedback" // says what somebody thinks of an answer
	actLookUp   = "look_up"  // asks about a name that was chosen
)

// Message makes the payload into what is sent. It keeps in m what stands behind
// the buttons, so that they work after a restart and in another replica.
func (p Payload) Message(ctx context.Context, m bot.Memory, o Offer) (Message, error) {
	blocks := append([]slackapi.Block{}, p.Blocks...)
	var buttons []slackapi.BlockElement
	for i, b := range p.Buttons {
		key, err := keep(ctx, m, behind{Line: b.Line})
		if err != nil {
			return Message{}, err
		}
		buttons = append(buttons, button(fmt.Sprintf("%s_%d", actRun, i), b.Label, buttonValue(key, bot.Cursor{})))
	}
	key := ""
	if p.About != nil {
		about := *p.About
		about.User = o.User
		var err error
		if key, err = keep(ctx, m, about); err != nil {
			return Message{}, err
		}
	}
	turning, err := p.turning(ctx, m, key, o)
	if err != nil {
		return Message{}, err
	}
	buttons = append(buttons, turning...)
	if p.About != nil {
		buttons = append(buttons, p.doings(key, o)...)
	}
	for len(buttons) > 0 {
		n := min(len(buttons), buttonRow)
		blocks, buttons = append(blocks, slackapi.NewActionBlock("", buttons[:n]...)), buttons[n:]
	}
	if p.About != nil && o.Feedback {
		blocks = append(blocks, feedbackBlock(key))
	}
	return Message{Text: p.Text, Blocks: blocks}, nil
}

// turning are the buttons that turn the pages of an answer. key is that of what is
// behind the answer, empty where nothing is kept of it yet.
func (p Payload) turning(ctx context.Context, m bot.Memory, key string, o Offer) ([]slackapi.BlockElement, error) {
	if len(p.Turns) == 0 {
		return nil, nil
	}
	if key == "" {
		var err error
		if key, err = keep(ctx, m, behind{Line: p.line, User: o.User}); err != nil {
			return nil, err
		}
	}
	action := actPage
	if o.Sources {
		action = actCited
	}
	var list []slackapi.BlockElement
	for i, t := range p.Turns {
		list = append(list, button(fmt.Sprintf("%s_%d", action, i), t.Label, buttonValue(key, t.At)))
	}
	return list, nil
}

// doings are the buttons below an answer.
func (p Payload) doings(key string, o Offer) []slackapi.BlockElement {
	var list []slackapi.BlockElement
	add := func(wanted bool, action, label string) {
		if !wanted {
			return
		}
		at := bot.Cursor{}
		if action == actPicture {
			at = p.at // it shows what this page tells
		}
		list = append(list, button(action, label, buttonValue(key, at)))
	}
	add(len(p.About.Shown) > 0, actSources, "Sources")
	picture := "Picture"
	if o.Share {
		picture = "Post picture"
	}
	add(o.Picture && p.Drawable, actPicture, picture)
	add(o.Share, actShare, "Share with channel")
	add(o.Keep, actKeep, "Keep to myself")
	return list
}

func button(action, label, value string) slackapi.BlockElement {
	return slackapi.NewButtonBlockElement(action, value, plainText(cut(label, maxButtonText)))
}

func plainText(text string) *slackapi.TextBlockObject {
	return &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: text}
}

// feedbackBlock asks what the reader thinks of an answer.
func feedbackBlock(key string) slackapi.Block {
	return slackapi.NewContextActionsBlock("", slackapi.NewFeedbackButtonsBlockElement(actFeedback,
		slackapi.NewFeedbackButton(plainText("Good answer"), goodValue+"."+key).WithAccessibilityLabel("This answer is good"),
		slackapi.NewFeedbackButton(plainText("Bad answer"), badValue+"."+key).WithAccessibilityLabel("Something is wrong with this answer")))
}

// buttonValue and parseButtonValue carry what a button is about: a key, and the
// cursor.
func buttonValue(key string, at bot.Cursor) string { return key + "." + at.String() }

func parseButtonValue(value string) (key string, at bot.Cursor, ok bool) {
	key, cursor, _ := strings.Cut(value, ".")
	at, ok = bot.ParseCursor(cursor)
	return key, at, ok && key != ""
}

// respond makes the message into an answer to a command or a press of a button.
func (m Message) respond(private bool) Message {
	m.ResponseType = "in_channel"
	if private {
		m.ResponseType = "ephemeral"
	}
	replace := false
	m.ReplaceOriginal = &replace
	return m
}

// replacing puts the message in place of the one that was pressed.
func (m Message) replacing(private bool) Message {
	m = m.respond(private)
	*m.ReplaceOriginal = true
	return m
}
