package slack

import (
	"context"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// showHome shows, on the app's own page in Slack, what can be asked.
func (s *service) showHome(team, user string) {
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	q := asked{key: "slack:home:" + user, request: bot.Request{Platform: "slack", Workspace: team, User: user, Line: "/help", Private: true}}
	o := s.draw(ctx, q, s.guarded(ctx, &q))
	view := slackapi.PublishViewContextRequest{UserID: user,
		View: slackapi.HomeTabViewRequest{Type: slackapi.VTHomeTab, Blocks: slackapi.Blocks{BlockSet: o.message.Blocks}}}
	err := s.retry(ctx, true, func(ctx context.Context) error {
		_, err := s.api.PublishViewContext(ctx, view)
		return err
	})
	if err != nil {
		s.log.Warn("the home page could not be shown", "error", err)
	}
}
