package slack

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// Message is the JSON that Slack is sent: by chat.postMessage, by a response_url,
// or in a Socket Mode acknowledgement.
type Message struct {
	Text            string           `json:"text"`
	Blocks          []slackapi.Block `json:"blocks"`
	UnfurlLinks     bool             `json:"unfurl_links"`            // always false: an answer shows its own sources
	UnfurlMedia     bool             `json:"unfurl_media"`            // likewise
	Mrkdwn          bool             `json:"mrkdwn"`                  // always false: Text is never markup
	ResponseType    string           `json:"response_type,omitempty"` // "in_channel" or "ephemeral"
	ReplaceOriginal *bool            `json:"replace_original,omitempty"`
	ThreadTS        string           `json:"thread_ts,omitempty"`
}

// Message makes the payload into what is sent. It keeps the lines behind the
// buttons in m, so that they work after a restart and in another replica.
func (p Payload) Message(ctx context.Context, m bot.Memory) (Message, error) {
	blocks := append([]slackapi.Block{}, p.Blocks...)
	var row []slackapi.BlockElement
	for i, b := range p.Buttons {
		key, err := m.Keep(ctx, b.Line)
		if err != nil {
			return Message{}, fmt.Errorf("keeping the line behind a button: %w", err)
		}
		button := slackapi.NewButtonBlockElement(fmt.Sprintf("run_%d", i), buttonValue(key, b.From),
			&slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: cut(b.Label, maxButtonText)})
		row = append(row, button)
		if len(row) == buttonRow || i == len(p.Buttons)-1 {
			blocks, row = append(blocks, slackapi.NewActionBlock("", row...)), nil
		}
	}
	return Message{Text: p.Text, Blocks: blocks}, nil
}

// buttonValue and parseButtonValue carry what a button runs: the key of its line,
// and the cursor.
func buttonValue(key string, from int) string { return key + "." + strconv.Itoa(from) }

func parseButtonValue(value string) (key string, from int, ok bool) {
	key, cursor, ok := strings.Cut(value, ".")
	if !ok || key == "" {
		return "", 0, false
	}
	from, err := strconv.Atoi(cursor)
	return key, from, err == nil && from >= 0
}

// respond makes the message into an answer to a command or a press of a button.
func (m Message) respond(private bool) Message {
	m.ResponseType = "in_channel"
	if private {
		m.ResponseType = "ephemeral"
	}
	keep := false
	m.ReplaceOriginal = &keep
	return m
}
