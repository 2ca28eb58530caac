package discord

import (
	"context"
	"fmt"
	"strconv"

	"attache/bot"
)

// Message is what is sent to Discord: components of the second version, with no
// mention allowed, nothing unfurled and no field that is null.
type Message struct {
	Flags           int             `json:"flags"`
	Components      []Component     `json:"components"`
	AllowedMentions AllowedMentions `json:"allowed_mentions"`
}

// AllowedMentions says whom a message may call. The adapter calls nobody.
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// Component is one part of a message.
type Component struct {
	Type        int         `json:"type"`
	AccentColor int         `json:"accent_color,omitempty"`
	Content     string      `json:"content,omitempty"`
	Components  []Component `json:"components,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	Spacing     int         `json:"spacing,omitempty"`

	press press // what the button does, until Bind has named it
}

// press is what a button asks for: the line to carry out, and the part of its
// answer to begin with.
type press struct {
	line string
	from int
	more bool // the rest of an answer, not another question
}

// The kinds of components, and the flags of messages, that the adapter uses
// (docs: Components; Message Flags).
const (
	typeRow       = 1
	typeButton    = 2
	typeText      = 10
	typeSeparator = 14
	typeContainer = 17

	styleSecondary = 2

	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
	flagComponents     = 1 << 15
)

// Bind names the buttons of m, so that a later press of one is understood by any
// replica and after a restart: memory keeps the lines that they stand for. After
// an error m must not be sent; see [Message.Unbound].
func (m *Message) Bind(ctx context.Context, memory bot.Memory) error {
	n := 0
	return eachButton(m.Components, func(b *Component) error {
		key, err := memory.Keep(ctx, b.press.line)
		if err != nil {
			return fmt.Errorf("keep the line of button %q: %w", b.Label, err)
		}
		n++
		b.CustomID = b.press.id(key, n)
		if len(b.CustomID) > maxCustomID {
			return fmt.Errorf("button %q: its name %q is longer than %d", b.Label, b.CustomID, maxCustomID)
		}
		return nil
	})
}

func eachButton(list []Component, do func(*Component) error) error {
	for i := range list {
		if list[i].Type == typeButton {
			if err := do(&list[i]); err != nil {
				return err
			}
		}
		if err := eachButton(list[i].Components, do); err != nil {
			return err
		}
	}
	return nil
}

// Unbound returns m without its buttons, for when they cannot be remembered.
func (m Message) Unbound() Message {
	m.Components = withoutRows(m.Components)
	return m
}

func withoutRows(list []Component) []Component {
	var kept []Component
	for _, c := range list {
		if c.Type == typeRow {
			continue
		}
		c.Components = withoutRows(c.Components)
		kept = append(kept, c)
	}
	return kept
}

// id is the custom id of a button: "more:KEY:FROM" or "line:KEY:N", where N makes
// it the only one of its message.
func (p press) id(key string, n int) string {
	if p.more {
		return "more:" + key + ":" + strconv.Itoa(p.from)
	}
	return "line:" + key + ":" + strconv.Itoa(n)
}

// seal is the message that shows parts, in a frame of that colour.
func seal(colour int, parts []Component) Message {
	return Message{
		Flags:           flagComponents | flagSuppressEmbeds,
		Components:      []Component{{Type: typeContainer, AccentColor: colour, Components: parts}},
		AllowedMentions: AllowedMentions{Parse: []string{}},
	}
}

func textDisplay(content string) Component { return Component{Type: typeText, Content: content} }

func row(buttons ...Component) Component { return Component{Type: typeRow, Components: buttons} }

func button(label string, p press) Component {
	if blank(label) {
		label = "…"
	}
	return Component{Type: typeButton, Style: styleSecondary, Label: clipUnits(label, maxButtonLabel), press: p}
}

// clipUnits cuts text to n UTF-16 code units.
func clipUnits(text string, n int) string {
	for most := n; ; most-- {
		if short := clip(text, most); units(short) <= n {
			return short
		}
	}
}
