package slack

import (
	"context"
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// This file draws the app's own page in Slack, and answers what is asked there.

const (
	// homeExamples is how many examples the page offers.
	homeExamples = 6
	// homeItems is how many new things it shows.
	homeItems = 5
)

// showHome shows what the dossier is, what is new in it, what can be asked, and
// what this person has subscribed to in their direct messages, which are channel.
func (s *service) showHome(team, user, channel string) {
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	view := slackapi.PublishViewContextRequest{UserID: user,
		View: slackapi.HomeTabViewRequest{Type: slackapi.VTHomeTab, Blocks: slackapi.Blocks{BlockSet: s.home(ctx, team, user, channel)}}}
	err := s.retry(ctx, anyFailure, func(ctx context.Context) error {
		_, err := s.api.PublishViewContext(ctx, view)
		return err
	})
	if err != nil {
		s.log.Warn("the home page could not be shown", "error", explain(err, ""))
	}
}

// home is what stands on the page.
func (s *service) home(ctx context.Context, team, user, channel string) []slackapi.Block {
	ask := func(line string) bot.Answer {
		q := asked{kind: kindHome, id: user, request: bot.Request{Platform: "slack", Workspace: team, User: user, Line: line, Private: true}}
		q.request.Channel = channel
		return s.work(ctx, &q)
	}
	help := ask("/help")
	blocks := []slackapi.Block{slackapi.NewHeaderBlock(plainText("The dossier"))}
	brief := ask("/brief")
	blocks = append(blocks, drawn(bot.Answer{Blocks: notices(brief)})...)
	blocks = append(blocks, s.askHere(ctx, help)...)
	if latest := latestOf(brief); latest != nil {
		blocks = append(blocks, drawn(bot.Answer{Links: brief.Links, Blocks: latest})...)
	}
	if offers(help, "digest") {
		blocks = append(blocks, homePart("New in the dossier", ask("/digest preview"))...)
		blocks = append(blocks, homePart("Your subscriptions", ask("/digest list"))...)
	}
	blocks = append(blocks, homePart("What you can type", help)...)
	return append(blocks[:min(len(blocks), maxHomeBlocks-1)], s.asOf())
}

// askHere is where a name is looked up, and the examples that can be pressed. The
// answers go to the person's messages.
func (s *service) askHere(ctx context.Context, help bot.Answer) []slackapi.Block {
	blocks := []slackapi.Block{slackapi.NewHeaderBlock(plainText("Ask"))}
	if s.config.Completer != nil {
		menu := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeExternal, plainText("Look a name up"), actLookUp)
		one := 1
		menu.MinQueryLength = &one
		blocks = append(blocks, slackapi.NewActionBlock("", menu))
	}
	var row []slackapi.BlockElement
	for _, c := range commandsOf(help) {
		if c.Example == "" || len(row) == homeExamples {
			continue
		}
		key, err := keep(ctx, s.config.Memory, behind{Line: c.Example})
		if err != nil {
			s.log.Error("the home page goes out without its buttons", "error", err)
			break
		}
		row = append(row, button(actRun+"_"+commandName(c.Usage), inWords(c.Example), buttonValue(key, bot.Cursor{})))
	}
	if len(row) > 0 {
		blocks = append(blocks, slackapi.NewActionBlock("", row...))
	}
	return append(blocks, slackapi.NewContextBlock("", plainText("Answers come to the tab Messages. Every sentence in them stands in a document, word for word.")))
}

// asOf says when the page was drawn, in the reader's own time.
func (s *service) asOf() slackapi.Block {
	now := s.config.Now()
	fallback := now.UTC().Format("2 January 2006, 15:04 UTC")
	return slackapi.NewRichTextBlock("", slackapi.NewRichTextSection(plain("As of "),
		slackapi.NewRichTextSectionDateElement(now.Unix(), "{date_long}, {time}", nil, &fallback)))
}

// homePart is an answer under a heading; nothing where it shows nothing.
func homePart(heading string, a bot.Answer) []slackapi.Block {
	a.Title = ""
	if len(a.Blocks) == 0 {
		return nil
	}
	return append([]slackapi.Block{slackapi.NewHeaderBlock(plainText(heading))}, drawn(a)...)
}

// drawn are the blocks of an answer's first page. The home turns no pages: it says
// what to type for the rest.
func drawn(a bot.Answer) []slackapi.Block {
	p, pages := Render(a, 0)
	if pages > 1 {
		p.Blocks[len(p.Blocks)-1] = slackapi.NewContextBlock("", plainText("For the rest, type "+line(typed(a.Line), maxLine)))
	}
	return p.Blocks
}

// notices are the bot's own words in an answer.
func notices(a bot.Answer) []bot.Block {
	var list []bot.Block
	for _, b := range a.Blocks {
		if n, ok := b.(bot.Notice); ok {
			list = append(list, n)
		}
	}
	return list
}

// latestOf are the last happenings in a briefing.
func latestOf(brief bot.Answer) []bot.Block {
	var latest bot.Items
	for _, b := range brief.Blocks {
		items, ok := b.(bot.Items)
		if !ok {
			continue
		}
		for _, i := range items.Items {
			if i.Part == partLatest && len(latest.Items) < homeItems {
				latest.Items = append(latest.Items, i)
			}
		}
	}
	if len(latest.Items) == 0 {
		return nil
	}
	return []bot.Block{latest}
}

func commandsOf(help bot.Answer) []bot.CommandHelp {
	var list []bot.CommandHelp
	for _, b := range help.Blocks {
		if h, ok := b.(bot.Help); ok {
			list = append(list, h.Commands...)
		}
	}
	return list
}

// commandName is the name of a command in its usage: "who" in "/who NAME".
func commandName(usage string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(usage, "/"), " ")
	return name
}

// offers reports whether the bot has a command.
func offers(help bot.Answer, name string) bool {
	for _, c := range commandsOf(help) {
		if commandName(c.Usage) == name {
			return true
		}
	}
	return false
}

// maxOptions is how many options a menu shows.
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
const maxOptions = 100

// options are the names that begin with what somebody types.
func (s *service) options(c slackapi.InteractionCallback) slackapi.OptionsResponse {
	var list slackapi.OptionsResponse
	if s.config.Completer == nil || c.ActionID != actLookUp {
		return list
	}
	ctx, cancel := context.WithTimeout(s.ctx, ackWithin)
	defer cancel()
	const offered = 25
	for _, name := range s.config.Completer.Complete(ctx, c.Value, offered) {
		if shown := line(name, maxOption); shown == name && len(list.Options) < maxOptions {
			list.Options = append(list.Options, slackapi.NewOptionBlockObject(name, plainText(name), nil))
		}
	}
	return list
}

// lookUp answers about a name that was chosen from a menu.
func (s *service) lookUp(c slackapi.InteractionCallback, name string) {
	if name == "" {
		return
	}
	at := whereWasPressed(c)
	s.reply(asked{kind: kindPress, id: c.TriggerID, known: true, place: at,
		request: bot.Request{Platform: "slack", Workspace: c.Team.ID, Channel: at.channel, User: c.User.ID, Line: "/who " + name, Direct: at.direct}})
}
