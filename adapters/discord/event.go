package discord

import "strconv"

// What Discord sends, as far as the adapter reads it. Whatever an event lacks is
// empty here: nothing has to be looked for before it is read.

// interaction is something that a person did with the bot: a command, a button, a
// name that is being typed, a form.
type interaction struct {
	ID             string            `json:"id"`
	App            string            `json:"application_id"`
	Type           int               `json:"type"`
	Token          string            `json:"token"`
	Data           interactionData   `json:"data"`
	Guild          string            `json:"guild_id"`
	Channel        channel           `json:"channel"`
	ChannelID      string            `json:"channel_id"`
	Member         member            `json:"member"`
	User           user              `json:"user"`
	Message        message           `json:"message"`
	Context        *int              `json:"context"`
	AppPermissions bits              `json:"app_permissions"`
	Owners         map[string]string `json:"authorizing_integration_owners"`
}

// The kinds of interactions (docs: Receiving and Responding, Interaction Type).
const (
	interactionPing      = 1
	interactionCommand   = 2
	interactionComponent = 3
	interactionComplete  = 4
	interactionForm      = 5
)

type interactionData struct {
	Name     string      `json:"name"`
	Type     int         `json:"type"`
	Options  []option    `json:"options"`
	CustomID string      `json:"custom_id"`
	Values   []string    `json:"values"`
	Target   string      `json:"target_id"`
	Resolved resolved    `json:"resolved"`
	Fields   []formField `json:"components"`
}

// option is one thing that was written beside a command, or a command below it.
type option struct {
	Name    string   `json:"name"`
	Type    int      `json:"type"`
	Value   any      `json:"value"`
	Focused bool     `json:"focused"`
	Options []option `json:"options"`
}

type resolved struct {
	Messages    map[string]message    `json:"messages"`
	Attachments map[string]attachment `json:"attachments"`
}

type attachment struct {
	Filename string `json:"filename"`
	URL      string `json:"url"`
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
	ID     string `json:"id"`
	Type   int    `json:"type"`
	Parent string `json:"parent_id"`
}

// isThread reports whether a channel is a thread, or a post of a forum, which is
// one too (docs: Channel, Channel Types).
func (c channel) isThread() bool { return c.Type >= 10 && c.Type <= 12 }

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User        user `json:"user"`
	Permissions bits `json:"permissions"`
}

// message is a message as Discord sends it.
type message struct {
	ID         string       `json:"id"`
	Channel    string       `json:"channel_id"`
	Guild      string       `json:"guild_id"`
	Type       int          `json:"type"`
	Content    string       `json:"content"`
	Flags      int          `json:"flags"`
	Author     user         `json:"author"`
	Webhook    string       `json:"webhook_id"`
	Mentions   []user       `json:"mentions"`
	Attached   []attachment `json:"attachments"`
	Referenced *message     `json:"referenced_message"`
	Components []Component  `json:"components"`
	Member     member       `json:"member"`
}

// The kinds of messages that people write (docs: Message, Message Types).
const (
	messageDefault = 0
	messageReply   = 19
)

// bits are permissions, which Discord writes as a number in a string.
type bits string

// The permissions that the adapter knows (docs: Permissions).
const (
	mayAdminister     = 1 << 3
	mayManageChannels = 1 << 4
	mayView           = 1 << 10
	maySend           = 1 << 11
	mayEmbed          = 1 << 14
	mayAttach         = 1 << 15
	mayReadHistory    = 1 << 16
	maySendInThreads  = 1 << 38
)

// any reports whether one of the permissions, or all there are, is given.
func (b bits) any(permissions uint64) bool {
	n, err := strconv.ParseUint(string(b), 10, 64)
	return err == nil && n&(permissions|mayAdminister) != 0
}

func (b bits) number() uint64 {
	n, err := strconv.ParseUint(string(b), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
