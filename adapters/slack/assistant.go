package slack

import (
	"context"
	"strings"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"attache/bot"
)

// This file serves the assistant pane, where the app has one: the manifest gives
// it the scope for that only where it is wanted.

// scopeAssistant is the scope of the assistant pane.
const scopeAssistant = "assistant:write"

// maxPrompts is how many questions Slack suggests at most.
// https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
const maxPrompts = 4

// suggest offers questions that the dossier answers, when the pane is opened.
func (s *service) suggest(team string, t slackevents.AssistantThread) {
	if !s.may(scopeAssistant) {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	var prompts []slackapi.AssistantThreadsPrompt
	for _, example := range s.examples(ctx, team, t.UserID) {
		if message, ok := said(example); ok && len(prompts) < maxPrompts {
			prompts = append(prompts, slackapi.AssistantThreadsPrompt{Title: cut(inWords(example), maxButtonText), Message: message})
		}
	}
	if len(prompts) == 0 {
		return
	}
	err := s.retry(ctx, anyFailure, func(ctx context.Context) error {
		return s.api.SetAssistantThreadsSuggestedPromptsContext(ctx, slackapi.AssistantThreadsSetSuggestedPromptsParameters{
			Title: "Ask the dossier", ChannelID: t.ChannelID, ThreadTS: t.ThreadTimeStamp, Prompts: prompts})
	})
	if err != nil {
		s.log.Warn("questions could not be suggested", "error", explain(err, ""))
	}
}

// said is a line as it is said in a conversation, where a slash would begin one of
// Slack's own commands. It reports false for lines that need the slash.
func said(example string) (string, bool) {
	command, rest, _ := strings.Cut(strings.TrimPrefix(example, "/"), " ")
	switch {
	case command == "ask":
		return rest, rest != ""
	case command == "who" || command == "timeline" || rest == "":
		return strings.TrimPrefix(example, "/"), true
	}
	return "", false
}

// inWords is a line as a person would put it: "Who is Ingrid Halvorsen?".
func inWords(example string) string {
	command, rest, _ := strings.Cut(strings.TrimPrefix(example, "/"), " ")
	switch {
	case command == "ask":
		return capital(rest)
	case command == "who":
		return "Who is " + rest + "?"
	case rest == "":
		return capital(command)
	}
	return capital(command) + ": " + rest
}

// examples are lines that can be answered, as the bot's help gives them.
func (s *service) examples(ctx context.Context, team, user string) []string {
	q := asked{kind: kindHome, id: user, request: bot.Request{Platform: "slack", Workspace: team, User: user, Line: "/help", Private: true, Direct: true}}
	var lines []string
	for _, c := range commandsOf(s.work(ctx, &q)) {
		if c.Example != "" {
			lines = append(lines, c.Example)
		}
	}
	return lines
}

// working says in the pane that an answer is on its way; the answer ends that.
func (s *service) working(q asked) {
	if !q.place.direct || q.place.thread == "" || !s.may(scopeAssistant) {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, ackWithin)
	defer cancel()
	err := s.api.SetAssistantThreadsStatusContext(ctx, slackapi.AssistantThreadsSetStatusParameters{
		ChannelID: q.place.channel, ThreadTS: q.place.thread, Status: "is reading the dossier…"})
	if err != nil {
		s.log.Debug("the pane does not show that an answer is on its way", "error", err)
	}
}
