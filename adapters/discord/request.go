package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// requestOf says where an interaction comes from. A thread is a channel of its own
// to Discord; to the bot it is a part of the channel that it hangs on.
func requestOf(i interaction) bot.Request {
	req := bot.Request{Platform: platformName, Workspace: i.Guild, Channel: i.ChannelID, User: i.person(),
		Direct: i.direct(), Manages: i.Member.Permissions.any(discordgo.PermissionManageChannels)}
	placeIn(&req, i.Channel)
	return req
}

// placeIn notes the thread that a channel is, if it is one.
func placeIn(req *bot.Request, c channel) {
	if !c.isThread() {
		return
	}
	req.Thread = req.Channel
	if c.Parent != "" {
		req.Channel = c.Parent
	}
}

// person is the id of whoever did it: in a server a member, elsewhere a user.
func (i interaction) person() string {
	if i.Member.User.ID != "" {
		return i.Member.User.ID
	}
	return i.User.ID
}

// direct reports whether it was done in a conversation with the bot alone (docs:
// Receiving and Responding, Interaction Context Types).
func (i interaction) direct() bool {
	return i.Context != nil && *i.Context == discordgo.InteractionContextBotDM
}

// commandRequest is the request that a slash command, or a command on a message,
// makes.
func commandRequest(i interaction) bot.Request {
	req := requestOf(i)
	req.Line = lineOf(i.Data)
	req.Private = i.Data.Type == discordgo.MessageApplicationCommand || isTrue(i.Data.leaves(), "private")
	return req
}

// leaves are the options themselves, below the command that they belong to.
func (d interactionData) leaves() []option {
	_, options := d.path()
	return options
}

// path is the command with the commands below it, and the options of the last.
func (d interactionData) path() (names []string, options []option) {
	names, options = []string{d.Name}, d.Options
	for len(options) == 1 && (options[0].Type == discordgo.ApplicationCommandOptionSubCommand || options[0].Type == discordgo.ApplicationCommandOptionSubCommandGroup) {
		names, options = append(names, options[0].Name), options[0].Options
	}
	return names, options
}

// lineOf writes a command with its options as the line that a person would type.
func lineOf(d interactionData) string {
	if d.Type == discordgo.MessageApplicationCommand {
		return "/check " + clipLine(d.Resolved.Messages[d.Target].Content, bot.MaxLine-len("/check "))
	}
	names, options := d.path()
	var words []string
	if names[0] != umbrella {
		words = append(words, "/"+strings.Join(names, " "))
	}
	for _, slot := range slots {
		value := valueOf(options, slot.option)
		if value == "" || slot.option == "about" && (slot.word != "") != (d.Name == "digest") {
			continue
		}
		if slot.word != "" {
			words = append(words, slot.word)
		}
		words = append(words, value)
	}
	return strings.Join(words, " ")
}

// slots are the options in the order in which a line has them, each with the word
// that stands before it. What a digest is about stands last, behind that word.
var slots = []struct{ option, word string }{
	{"all", ""}, {"question", ""}, {"name", ""}, {"command", ""}, {"about", ""}, {"url", ""}, {"document", ""},
	{"at", "at"}, {"zone", ""}, {"days", ""}, {"number", ""}, {"quiet", "quiet"}, {"always", ""},
	{"since", "since"}, {"until", "until"}, {"about", "about"},
}

// uploads are the files that were given as options.
func (d interactionData) uploads() []discordgo.MessageAttachment {
	var all []discordgo.MessageAttachment
	for _, o := range d.leaves() {
		if id, ok := o.Value.(string); ok && o.Type == discordgo.ApplicationCommandOptionAttachment {
			all = append(all, d.Resolved.Attachments[id])
		}
	}
	return all
}

// clipLine is text on one line, cut to n characters without a word about it: it is
// not shown but looked for.
func clipLine(text string, n int) string {
	line := knowledge.OneLine(clean(text))
	return line[:offset(line, n)]
}

func find(options []option, name string) option {
	for _, o := range options {
		if o.Name == name {
			return o
		}
	}
	return option{}
}

// valueOf is the text of an option on one line; of one that is switched on, its
// name.
func valueOf(options []option, name string) string {
	switch v := find(options, name).Value.(type) {
	case string:
		return knowledge.OneLine(clean(v))
	case bool:
		if v {
			return name
		}
	}
	return ""
}

func isTrue(options []option, name string) bool {
	yes, _ := find(options, name).Value.(bool)
	return yes
}

// focused is the option that is being typed.
func (d interactionData) focused() option {
	for _, o := range d.leaves() {
		if o.Focused {
			return o
		}
	}
	return option{}
}

// messageRequest is the request that a message makes to the bot whose user is self.
// Where it was written is said by from.
func messageRequest(m message, self string, from channel) bot.Request {
	text := strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(m.Content)
	line := knowledge.OneLine(clean(text))
	if line == "" {
		line = "/help"
	}
	req := bot.Request{Platform: platformName, Workspace: m.Guild, Channel: m.Channel, User: m.Author.ID, Line: line, Direct: m.Guild == ""}
	placeIn(&req, from)
	if req.Thread == "" && !req.Direct {
		req.Thread = m.root()
	}
	return req
}

// forBot reports whether a message is one that the bot answers: not one of a
// program, and in a server one that mentions the bot, as a reply to it does.
func (m message) forBot(self string) bool {
	if m.ID == "" || m.Author.ID == "" || m.Author.Bot || m.Author.ID == self || m.Webhook != "" {
		return false
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return false
	}
	return m.Guild == "" || m.mentions(self)
}

func (m message) mentions(self string) bool {
	for _, u := range m.Mentions {
		if u.ID == self {
			return true
		}
	}
	return false
}

// root names the talk that a message in a channel belongs to: the message that
// began it. An answer of the bot carries the name in its buttons, so that a reply
// to it is known to follow.
func (m message) root() string {
	if m.Referenced != nil {
		if root := rootIn(m.Referenced.Components); root != "" {
			return root
		}
	}
	return m.ID
}

func rootIn(list []Component) string {
	for _, c := range list {
		if p, ok := pressed(c.CustomID); ok && p.root != "" {
			return p.root
		}
		if root := rootIn(c.Components); root != "" {
			return root
		}
	}
	return ""
}
