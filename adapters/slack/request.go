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
	kind, id string // name in the workspace what was asked, the same however often Slack delivers it
	known    bool   // that it is new has been looked at
	request  bot.Request
	button   string     // for a press of a button: what it carries, instead of a line
	at       bot.Cursor // where in the answer the page begins that is shown
	place    place
	files    []slackapi.File             // that came with a message
	turn     func(bot.Answer) bot.Answer // makes the answer into what was asked for; nil: it is that
}

// The kinds of what is asked.
const (
	kindCommand = "command"
	kindMessage = "message"
	kindPress   = "press"
	kindCheck   = "check"
	kindHome    = "home"
)

// place is where an answer goes.
type place struct {
	channel     string
	thread      string // the ts of the thread's first message; empty for none
	message     string // the ts of the message whose button was pressed
	user        string
	responseURL string // a secret: who has it can post
	direct      bool   // a direct message to the bot: nobody else is there
	ephemeral   bool   // only the person who asked is to see it, whatever it is
	kept        bool   // the person has decided that others shall not see it
	home        bool   // the app's home, which is no conversation
	under       bool   // rather in the thread than by the response_url
	replace     bool   // in place of the message that was pressed
}

// fromCommand reads a slash command. Its answer is for the person alone unless
// they ask otherwise.
func fromCommand(c slackapi.SlashCommand) asked {
	text, private, public := takeFlags(readText(c.Text, ""))
	return asked{
		kind: kindCommand, id: c.TriggerID,
		place: place{channel: c.ChannelID, user: c.UserID, responseURL: c.ResponseURL, ephemeral: !public},
		request: bot.Request{Platform: "slack", Workspace: c.TeamID, Channel: c.ChannelID, User: c.UserID, Private: private,
			Line: commandLine(c.Command, text)},
	}
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
	q := message(team, e.Channel, e.TimeStamp, e.User, e.Text, self, place{thread: thread})
	q.request.Thread = thread // what follows in the thread follows upon this
	q.files = e.Files
	return q, true
}

// fromMessage reads a direct message. It reports false for what is not to be
// answered: the bot's own messages, other bots', and edits.
func fromMessage(team string, e *slackevents.MessageEvent, self string) (asked, bool) {
	plain := e.SubType == "" || e.SubType == "file_share" || e.SubType == "thread_broadcast"
	edited := e.Message != nil && e.Message.Edited != nil
	if !plain || edited || e.ChannelType != slackevents.ChannelTypeIM || e.BotID != "" || e.User == "" || e.User == self {
		return asked{}, false
	}
	text := e.Text
	var files []slackapi.File
	if e.Message != nil {
		files = e.Message.Files
	}
	switch blank := strings.TrimSpace(text) == ""; {
	case blank && len(files) == 0:
		return asked{}, false
	case blank: // a file alone is for the dossier
		text = "/sources add"
	}
	q := message(team, e.Channel, e.TimeStamp, e.User, text, self, place{thread: e.ThreadTimeStamp, direct: true})
	q.files = files
	q.request.Thread, q.request.Direct = e.ThreadTimeStamp, true
	return q, true
}

// message is what mentions and direct messages have in common. A message is known
// by its channel and time: Slack may tell of one in two events.
func message(team, channel, ts, user, text, self string, at place) asked {
	text, private, _ := takeFlags(readText(text, self))
	at.channel, at.user, at.ephemeral = channel, user, private && !at.direct
	return asked{
		kind: kindMessage, id: channel + ":" + ts,
		place:   at,
		request: bot.Request{Platform: "slack", Workspace: team, Channel: channel, User: user, Private: private, Line: messageLine(text)},
	}
}

// shortcutCheck is the callback_id of the message shortcut "Check with the
// dossier".
const shortcutCheck = "check"

// fromShortcut reads the shortcut on a message: what the dossier says to each of
// its sentences, for the person alone. It reports false for other shortcuts.
func fromShortcut(c slackapi.InteractionCallback) (asked, bool) {
	if c.CallbackID != shortcutCheck {
		return asked{}, false
	}
	thread := c.Message.ThreadTimestamp
	return asked{
		kind: kindCheck, id: c.TriggerID,
		place: place{channel: c.Channel.ID, thread: thread, user: c.User.ID, responseURL: c.ResponseURL, ephemeral: true},
		request: bot.Request{Platform: "slack", Workspace: c.Team.ID, Channel: c.Channel.ID, Thread: thread, User: c.User.ID, Private: true,
			Line: "/check " + cut(readText(messageText(c.Message), ""), bot.MaxLine-len("/check "))},
	}, true
}

// messageText is what a message says: its text or, where a bot gave it only
// attachments, theirs.
func messageText(m slackapi.Message) string {
	if strings.TrimSpace(m.Text) != "" {
		return m.Text
	}
	var texts []string
	for _, a := range m.Attachments {
		for _, text := range []string{a.Text, a.Fallback} {
			if text != "" {
				texts = append(texts, text)
				break
			}
		}
	}
	return strings.Join(texts, "\n")
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

// takeFlags takes the words --private and --public out of a text.
func takeFlags(text string) (rest string, private, public bool) {
	words := strings.Fields(text)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		// Some keyboards make one dash of two.
		switch strings.NewReplacer("—", "--", "–", "--").Replace(w) {
		case "--private":
			private = true
		case "--public":
			public = true
		default:
			return false
		}
		return true
	})
	if len(kept) == len(words) {
		return text, false, false
	}
	return strings.Join(kept, " "), private, public && !private
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
