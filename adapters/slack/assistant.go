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
		if len(prompts) < maxPrompts {
			prompts = append(prompts, slackapi.AssistantThreadsPrompt{Title: cut(promptTitle(example), maxButtonText), Message: strings.TrimPrefix(example, "/")})
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

// promptTitle is how a suggestion is shown: a question without the command that
// asks it.
func promptTitle(example string) string {
	if question, ok := strings.CutPrefix(example, "/ask "); ok {
		return capital(question)
	}
	return capital(strings.TrimPrefix(example, "/"))
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
