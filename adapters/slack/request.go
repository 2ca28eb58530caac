package slack

import (
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"attache/bot"
)

// This file reads what Slack sends, whichever way it came: it knows neither Socket
// Mode nor HTTP.

// asked is a request, and where its answer goes.
type asked struct {
	key     string // names what was asked, the same however often Slack delivers it
	request bot.Request
	button  string // for a press of a button: what it carries, instead of a line
	from    int    // the cursor to show the answer from
	place   place
}

// place is where an answer goes.
type place struct {
	channel     string
	thread      string // the ts of the thread's first message; empty for none
	user        string
	responseURL string // a secret: who has it can post
	direct      bool   // a direct message: nobody else is there
	ephemeral   bool   // only the person who asked is to see it, whatever it is
	under       bool   // rather in the thread than by the response_url
}

// fromCommand reads a slash command.
func fromCommand(c slackapi.SlashCommand) asked {
	text, private := takePrivate(readText(c.Text, ""))
	q := asked{
		key:   "slack:command:" + c.TriggerID,
		place: place{channel: c.ChannelID, user: c.UserID, responseURL: c.ResponseURL, ephemeral: private},
		request: bot.Request{Platform: "slack", Workspace: c.TeamID, Channel: c.ChannelID, User: c.UserID, Private: private,
			Line: commandLine(c.Command, text)},
	}
	return q
}

// fromMention reads a message that names the bot in a channel or a thread. The
// answer goes into the thread. It reports false for what is not to be answered.
func fromMention(team string, e *slackevents.AppMentionEvent, self string) (asked, bool) {
	if e.BotID != "" || e.User == "" || e.User == self || e.Edited != nil {
		return asked{}, false
	}
	thread := e.ThreadTimeStamp
	if thread == "" {
		thread = e.TimeStamp
	}
	return message(team, e.Channel, e.TimeStamp, e.ThreadTimeStamp, e.User, e.Text, self, place{thread: thread}), true
}

// fromMessage reads a direct message. It reports false for what is not to be
// answered: the bot's own messages, other bots', and edits.
func fromMessage(team string, e *slackevents.MessageEvent, self string) (asked, bool) {
	plain := e.SubType == "" || e.SubType == "file_share" || e.SubType == "thread_broadcast"
	edited := e.Message != nil && e.Message.Edited != nil
	if !plain || edited || e.ChannelType != slackevents.ChannelTypeIM || e.BotID != "" || e.User == "" || e.User == self || strings.TrimSpace(e.Text) == "" {
		return asked{}, false
	}
	return message(team, e.Channel, e.TimeStamp, e.ThreadTimeStamp, e.User, e.Text, self, place{thread: e.ThreadTimeStamp, direct: true}), true
}

// message is what mentions and direct messages have in common. A message is known
// by its channel and time: Slack may tell of one in two events.
func message(team, channel, ts, thread, user, text, self string, at place) asked {
	text, private := takePrivate(readText(text, self))
	at.channel, at.user, at.ephemeral = channel, user, private
	return asked{
		key:   "slack:message:" + channel + ":" + ts,
		place: at,
		request: bot.Request{Platform: "slack", Workspace: team, Channel: channel, Thread: thread, User: user, Private: private,
			Line: messageLine(text)},
	}
}

// fromAction reads a press of one of the bot's buttons. What it asks for goes
// under the message that has the button. It reports false for other interactions.
func fromAction(c slackapi.InteractionCallback) (asked, bool) {
	if c.Type != slackapi.InteractionTypeBlockActions || len(c.ActionCallback.BlockActions) == 0 {
		return asked{}, false
	}
	action := c.ActionCallback.BlockActions[0]
	key, from, ok := parseButtonValue(action.Value)
	if !ok {
		return asked{}, false
	}
	channel, ts, thread := c.Channel.ID, c.Container.MessageTs, c.Container.ThreadTs
	if channel == "" {
		channel = c.Container.ChannelID
	}
	at := place{channel: channel, user: c.User.ID, responseURL: c.ResponseURL, ephemeral: c.Container.IsEphemeral,
		thread: thread, direct: strings.HasPrefix(channel, "D"), under: !c.Container.IsEphemeral}
	if thread == "" && !at.direct {
		at.thread = ts
	}
	return asked{
		key:    "slack:press:" + c.TriggerID + ":" + action.ActionID,
		button: key,
		from:   from,
		place:  at,
		request: bot.Request{Platform: "slack", Workspace: c.Team.ID, Channel: channel, Thread: thread, User: c.User.ID,
			Private: c.Container.IsEphemeral},
	}, true
}

// commandLine is the bot's line for a slash command with its text. Behind the
// umbrella stands what could stand in a message: the bot tells commands from
// questions.
func commandLine(command, text string) string {
	for _, c := range slashCommands {
		if c.name == command && c.command != "" {
			return strings.TrimSpace("/" + c.command + " " + text)
		}
	}
	if first, _, _ := strings.Cut(text, " "); strings.EqualFold(first, "ask") {
		return "/" + text
	}
	return messageLine(text)
}

// messageLine is the bot's line for a message.
func messageLine(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return "/help"
	}
	return text
}

// takePrivate takes the word --private out of a text.
func takePrivate(text string) (string, bool) {
	words := strings.Fields(text)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "--private" || w == "—private" || w == "–private" })
	if len(kept) == len(words) {
		return text, false
	}
	return strings.Join(kept, " "), true
}

// readText reads what a person typed out of what Slack makes of it: links and
// mentions in angle brackets, three characters escaped. The mention of self is
// left out.
func readText(text, self string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '>')
		if length < 0 {
			break
		}
		b.WriteString(unescape(text[:open]))
		b.WriteString(unescape(readToken(text[open+1:open+length], self)))
		text = text[open+length+1:]
	}
	b.WriteString(unescape(text))
	return strings.TrimSpace(b.String())
}

// readToken reads what stands between angle brackets.
// https://docs.slack.dev/messaging/formatting-message-text
func readToken(token, self string) string {
	id, label, labelled := strings.Cut(token, "|")
	switch {
	case strings.HasPrefix(id, "@"):
		if self != "" && id == "@"+self {
			return ""
		}
		if labelled {
			return "@" + label
		}
		return id
	case strings.HasPrefix(id, "#"):
		if labelled && label != "" {
			return "#" + label
		}
		return id
	case strings.HasPrefix(id, "!"):
		if labelled {
			return label
		}
		return "@" + strings.TrimPrefix(id, "!")
	case labelled:
		return label
	}
	return id
}
