package discord

import (
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// commandRequest is the request that a slash command makes.
func commandRequest(i *discordgo.Interaction, data discordgo.ApplicationCommandInteractionData) bot.Request {
	req := requestOf(i)
	req.Line = lineOf(data)
	req.Private = isTrue(data.GetOption("private"))
	return req
}

// requestOf says where an interaction comes from.
func requestOf(i *discordgo.Interaction) bot.Request {
	return bot.Request{Platform: "discord", Workspace: i.GuildID, Channel: i.ChannelID, User: userOf(i)}
}

func userOf(i *discordgo.Interaction) string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}

// lineOf writes a command with its options as the line that a person would type.
func lineOf(data discordgo.ApplicationCommandInteractionData) string {
	var words []string
	if data.Name != umbrella {
		words = append(words, "/"+data.Name)
	}
	for _, name := range []string{"question", "name", "command", "about", "since", "until"} {
		value := valueOf(data.GetOption(name))
		if value == "" {
			continue
		}
		if name == "since" || name == "until" {
			words = append(words, name)
		}
		words = append(words, value)
	}
	return strings.Join(words, " ")
}

// valueOf is the text of an option on one line. The library leaves the type of
// values to whoever sends them.
func valueOf(o *discordgo.ApplicationCommandInteractionDataOption) string {
	if o == nil {
		return ""
	}
	text, _ := o.Value.(string)
	return knowledge.OneLine(clean(text))
}

func isTrue(o *discordgo.ApplicationCommandInteractionDataOption) bool {
	if o == nil {
		return false
	}
	yes, _ := o.Value.(bool)
	return yes
}

// typedName is what has been typed of the option that is being completed.
func typedName(data discordgo.ApplicationCommandInteractionData) string {
	for _, o := range data.Options {
		if o != nil && o.Focused {
			return valueOf(o)
		}
	}
	return ""
}

// pressed reads the name of a button: the key of its line, and the part of the
// answer to begin with. It reports false for names that the adapter never gave.
func pressed(customID string) (key string, from int, ok bool) {
	parts := strings.Split(customID, ":")
	if len(parts) != 3 || parts[1] == "" {
		return "", 0, false
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil || n < 0 {
		return "", 0, false
	}
	switch parts[0] {
	case "more":
		return parts[1], n, true
	case "line":
		return parts[1], 0, true
	}
	return "", 0, false
}

// isMore reports whether a button asks for the rest of an answer.
func isMore(customID string) bool { return strings.HasPrefix(customID, "more:") }

// messageRequest is the request that a message makes, and false where the message
// is not for the bot whose user is self: a message of a program, or one in a
// server that does not mention the bot.
func messageRequest(m *discordgo.Message, self string) (bot.Request, bool) {
	if m.Author == nil || m.Author.Bot || m.Author.ID == self || m.WebhookID != "" {
		return bot.Request{}, false
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return bot.Request{}, false
	}
	if m.GuildID != "" && !mentions(m, self) {
		return bot.Request{}, false
	}
	text := strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(m.Content)
	line := knowledge.OneLine(clean(text))
	if line == "" {
		line = "/help"
	}
	return bot.Request{Platform: "discord", Workspace: m.GuildID, Channel: m.ChannelID, User: m.Author.ID, Line: line}, true
}

func mentions(m *discordgo.Message, self string) bool {
	for _, u := range m.Mentions {
		if u != nil && u.ID == self {
			return true
		}
	}
	return false
}
