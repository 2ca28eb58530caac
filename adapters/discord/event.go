package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// What Discord sends, as far as the adapter reads it. Whatever an event lacks is
// empty here: nothing has to be looked for before it is read. Interactions and
// messages are not the library's: those cannot be read at all where they hold a
// component that the library is too old for, and do not say what kind of channel
// they come from.

// interaction is something that a person did with the bot: a command, a button, a
// name that is being typed, a form.
type interaction struct {
	ID             string                                          `json:"id"`
	App            string                                          `json:"application_id"`
	Type           discordgo.InteractionType                       `json:"type"`
	Token          string                                          `json:"token"`
	Data           interactionData                                 `json:"data"`
	Guild          string                                          `json:"guild_id"`
	Channel        channel                                         `json:"channel"`
	ChannelID      string                                          `json:"channel_id"`
	Member         member                                          `json:"member"`
	User           discordgo.User                                  `json:"user"`
	Message        message                                         `json:"message"`
	Context        *discordgo.InteractionContextType               `json:"context"`
	AppPermissions bits                                            `json:"app_permissions"`
	Owners         map[discordgo.ApplicationIntegrationType]string `json:"authorizing_integration_owners"`
}

type interactionData struct {
	Name     string                           `json:"name"`
	Type     discordgo.ApplicationCommandType `json:"type"`
	Options  []option                         `json:"options"`
	CustomID string                           `json:"custom_id"`
	Values   []string                         `json:"values"`
	Target   string                           `json:"target_id"`
	Resolved resolved                         `json:"resolved"`
	Fields   []formField                      `json:"components"`
}

// option is one thing that was written beside a command, or a command below it.
type option struct {
	Name    string                                 `json:"name"`
	Type    discordgo.ApplicationCommandOptionType `json:"type"`
	Value   any                                    `json:"value"`
	Focused bool                                   `json:"focused"`
	Options []option                               `json:"options"`
}

type resolved struct {
	Messages    map[string]message                     `json:"messages"`
	Attachments map[string]discordgo.MessageAttachment `json:"attachments"`
}

// formField is a row of a form with one field in it.
type formField struct {
	Components []struct {
		Value string `json:"value"`
	} `json:"components"`
	Component struct {
		Value string `json:"value"`
	} `json:"component"`
}

type channel struct {
	ID     string                `json:"id"`
	Type   discordgo.ChannelType `json:"type"`
	Parent string                `json:"parent_id"`
}

// isThread reports whether a channel is a thread, or a post of a forum, which is
// one too (docs: Channel, Channel Types).
func (c channel) isThread() bool {
	return c.Type >= discordgo.ChannelTypeGuildNewsThread && c.Type <= discordgo.ChannelTypeGuildPrivateThread
}

type member struct {
	User        discordgo.User `json:"user"`
	Permissions bits           `json:"permissions"` // of interactions alone
	Roles       []string       `json:"roles"`
}

// message is a message as Discord sends it.
type message struct {
	ID         string                        `json:"id"`
	Channel    string                        `json:"channel_id"`
	Guild      string                        `json:"guild_id"`
	Type       discordgo.MessageType         `json:"type"`
	Content    string                        `json:"content"`
	Flags      discordgo.MessageFlags        `json:"flags"`
	Author     discordgo.User                `json:"author"`
	Member     member                        `json:"member"` // of the author, without the user
	Webhook    string                        `json:"webhook_id"`
	Mentions   []discordgo.User              `json:"mentions"`
	Attached   []discordgo.MessageAttachment `json:"attachments"`
	Referenced *message                      `json:"referenced_message"`
	Components []Component                   `json:"components"`
}

// bits are permissions, which Discord writes as a number in a string.
type bits string

// any reports whether one of the permissions, or all there are, is given.
func (b bits) any(permissions uint64) bool {
	n, err := strconv.ParseUint(string(b), 10, 64)
	return err == nil && n&(permissions|discordgo.PermissionAdministrator) != 0
}
