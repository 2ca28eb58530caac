package discord

import (
	"context"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// Message is what is sent to Discord: components of the second version, with no
// mention allowed, nothing unfurled and no field that is null.
type Message struct {
	Flags           discordgo.MessageFlags           `json:"flags"`
	Embeds          []Embed                          `json:"embeds,omitempty"` // where components of the second version are not taken; see [Message.Embedded]
	Components      []Component                      `json:"components"`
	Attachments     []Attachment                     `json:"attachments,omitzero"` // those of before stay where it is nil
	AllowedMentions discordgo.MessageAllowedMentions `json:"allowed_mentions"`

	files []File      // the attachments themselves, in order
	draws *bot.Answer // what a picture beside the words shows; nil for none
}

// Embed is a framed text.
type Embed struct {
	Description string `json:"description,omitempty"`
	Color       int    `json:"color,omitempty"`
	Image       *Media `json:"image,omitempty"`
}

// Media is a picture by its address.
type Media struct {
	URL string `json:"url"`
}

// Attachment describes a file that is sent along.
type Attachment struct {
	ID          string `json:"id"` // the place of the file among those sent
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"` // for those who cannot see it
}

// File is a file to send along.
type File struct {
	Name  string
	Kind  string // of its content, as a MIME type
	Bytes []byte
}

// Component is one part of a message or a form.
type Component struct {
	Type        discordgo.ComponentType `json:"type"`
	ID          int                     `json:"id,omitempty"`
	AccentColor int                     `json:"accent_color,omitempty"`
	Content     string                  `json:"content,omitempty"`
	Components  []Component             `json:"components,omitempty"`
	Accessory   *Component              `json:"accessory,omitempty"`
	Items       []GalleryItem           `json:"items,omitempty"`
	Style       int                     `json:"style,omitempty"` // a [discordgo.ButtonStyle] or a [discordgo.TextInputStyle]
	Label       string                  `json:"label,omitempty"`
	Component   *Component              `json:"component,omitempty"`
	CustomID    string                  `json:"custom_id,omitempty"`
	URL         string                  `json:"url,omitempty"`
	Placeholder string                  `json:"placeholder,omitempty"`
	Options     []SelectOption          `json:"options,omitempty"`
	MaxLength   int                     `json:"max_length,omitempty"`
	Disabled    bool                    `json:"disabled,omitempty"`
	Spacing     int                     `json:"spacing,omitempty"`

	press press // what the button does, until Bind has named it
}

// GalleryItem is one picture of a gallery.
type GalleryItem struct {
	Media       Media  `json:"media"`
	Description string `json:"description,omitempty"`
}

// SelectOption is one line of a menu.
type SelectOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// labelComponent is what stands around a field of a form (docs: Components, Label).
const labelComponent discordgo.ComponentType = 18

// Bind names the buttons of m, so that a later press of one is understood by any
// replica and after a restart: memory keeps what they are about. After an error m
// must not be sent; see [Message.Unbound].
func (m *Message) Bind(ctx context.Context, memory bot.Memory) error {
	n, keys := 0, map[string]string{}
	return eachButton(m.Components, func(b *Component) error {
		key, ok := keys[b.press.text]
		if !ok {
			var err error
			if key, err = memory.Keep(ctx, b.press.text); err != nil {
				return fmt.Errorf("keep what button %q is about: %w", b.Label, err)
			}
			keys[b.press.text] = key
		}
		n++
		b.CustomID = b.press.id(key, n)
		if len(b.CustomID) > maxCustomID {
			return fmt.Errorf("button %q: its name %q is longer than %d", b.Label, b.CustomID, maxCustomID)
		}
		return nil
	})
}

// eachButton calls do for each button that asks for something.
func eachButton(list []Component, do func(*Component) error) error {
	for i := range list {
		if list[i].press.kind != "" {
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
func (m Message) Unbound() Message { return m.without(func(press) bool { return true }) }

// without returns m without the buttons that unwanted holds for.
func (m Message) without(unwanted func(press) bool) Message {
	m.Components = withoutButtons(m.Components, unwanted)
	return m
}

func withoutButtons(list []Component, unwanted func(press) bool) []Component {
	kept := []Component{}
	for _, c := range list {
		if c.press.kind != "" && unwanted(c.press) {
			continue
		}
		if len(c.Components) > 0 {
			c.Components = withoutButtons(c.Components, unwanted)
			if len(c.Components) == 0 {
				continue
			}
		}
		kept = append(kept, c)
	}
	return kept
}

// inTalk notes the talk that m belongs to in the buttons that every answer has.
func (m Message) inTalk(root string) Message {
	if root == "" {
		return m
	}
	_ = eachButton(m.Components, func(b *Component) error {
		if b.press.kind == pressGood || b.press.kind == pressBad {
			b.press.root = root
		}
		return nil
	})
	return m
}

// Embedded returns m in embeds, for where components of the second version cannot
// be used. It says the same; only the buttons beside single quotes are left out.
func (m Message) Embedded() Message {
	e := embedder{all: []Embed{{}}}
	rows := []Component{}
	for _, c := range m.Components {
		e.colour = c.AccentColor
		rows = append(rows, e.add(c.Components)...)
		if c.ID != 0 && len(rows) > 0 {
			rows[0].ID = c.ID
		}
	}
	for i := range e.all {
		e.all[i].Color = e.colour
	}
	m.Flags &^= discordgo.MessageFlagsIsComponentsV2 | discordgo.MessageFlagsSuppressEmbeds
	m.Embeds, m.Components = e.all, rows[:min(len(rows), maxRows)]
	return m
}

// embedder writes components into embeds.
type embedder struct {
	all    []Embed
	colour int
}

// add writes components down and returns the rows of buttons among them.
func (e *embedder) add(list []Component) (rows []Component) {
	for _, c := range list {
		switch c.Type {
		case discordgo.TextDisplayComponent:
			e.text(c.Content)
		case discordgo.SectionComponent:
			rows = append(rows, e.add(c.Components)...)
		case discordgo.MediaGalleryComponent:
			for _, item := range c.Items {
				e.all[len(e.all)-1].Image = &item.Media
			}
		case discordgo.ActionsRowComponent:
			rows = append(rows, c)
		}
	}
	return rows
}

// text adds a text to the last embed, or begins another where it is full. All that
// one page holds is less than embeds hold together.
func (e *embedder) text(text string) {
	last := &e.all[len(e.all)-1]
	joined := strings.TrimPrefix(last.Description+"\n\n"+text, "\n\n")
	if units(joined) <= maxEmbedUnits {
		last.Description = joined
		return
	}
	e.all = append(e.all, Embed{Description: text})
}

// seal is the message that shows parts, in a frame of that colour.
func seal(colour int, parts []Component) Message {
	return Message{
		Flags:           discordgo.MessageFlagsIsComponentsV2 | discordgo.MessageFlagsSuppressEmbeds,
		Components:      []Component{{Type: discordgo.ContainerComponent, AccentColor: colour, Components: parts}},
		AllowedMentions: discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}

func textDisplay(content string) Component {
	return Component{Type: discordgo.TextDisplayComponent, Content: content}
}

func row(buttons ...Component) Component {
	return Component{Type: discordgo.ActionsRowComponent, Components: buttons}
}

// rows are buttons in as many rows as they take, none of which has but one: the two
// that judge an answer stay side by side.
func rows(buttons []Component) []Component {
	var all []Component
	for left := (len(buttons) + maxRowButtons - 1) / maxRowButtons; left > 0; left-- {
		n := len(buttons) / left
		all, buttons = append(all, row(buttons[:n]...)), buttons[n:]
	}
	return all
}

func button(label string, p press) Component {
	if blank(label) {
		label = "…"
	}
	return Component{Type: discordgo.ButtonComponent, Style: int(discordgo.SecondaryButton), Label: clipUnits(label, maxButtonLabel), press: p}
}

// linkButton opens an address, which must be safe.
func linkButton(label, address string) *Component {
	return &Component{Type: discordgo.ButtonComponent, Style: int(discordgo.LinkButton), Label: label, URL: address}
}

// clipUnits cuts text to n UTF-16 code units.
func clipUnits(text string, n int) string {
	for most := n; ; most-- {
		if short := clip(text, most); units(short) <= n {
			return short
		}
	}
}
