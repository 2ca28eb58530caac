package slack

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// This file posts messages that must not come twice. Each carries a key in its
// metadata, by which it is looked for where Slack or the network failed: that
// needs the scope of the channel's history. Without it such a message stays
// uncertain.
// https://docs.slack.dev/messaging/message-metadata

const (
	// postType and postKey are the metadata of a message.
	postType = "attache_post"
	postKey  = "key"
	// lookAfter is how long Slack has to show a message before it is looked for.
	lookAfter = time.Second
	// lookBefore is by how much clocks may differ.
	lookBefore = 5 * time.Minute
	// lookSince is how far back a message is looked for that an earlier run may have
	// posted.
	lookSince = 3 * 24 * time.Hour
	// lookPages of lookLimit messages are looked through at most.
	lookPages, lookLimit = 10, 200
)

// Post sends an answer to a channel, "C…" or the id of a person for a direct
// message. The id that it returns is the channel and the message's time: "C1/17.5".
// The error wraps [bot.ErrUncertain] where it cannot be known whether Slack took
// the message; then it is not sent again.
func (a *Adapter) Post(ctx context.Context, channel string, answer bot.Answer) (bot.PostID, error) {
	return a.postAnswer(ctx, channel, rand.Text(), answer)
}

// PostOnce implements [bot.OncePoster].
func (a *Adapter) PostOnce(ctx context.Context, channel, key string, answer bot.Answer) (bot.PostID, error) {
	for n := 0; ; n++ {
		try := keyOf(a.identity().team, "post", channel+":"+hashed(key)+":"+strconv.Itoa(n))
		first, err := a.config.Memory.FirstTime(ctx, try)
		if err != nil {
			return "", fmt.Errorf("posting to %s: %w", channel, err)
		}
		if first {
			return a.tryPost(ctx, try, channel, key, answer)
		}
		// An earlier try: it has surely failed, or it is looked for.
		open, err := a.config.Memory.FirstTime(ctx, try+":failed")
		if err != nil {
			return "", fmt.Errorf("posting to %s: %w", channel, err)
		}
		if !open {
			continue
		}
		id, found, err := a.FindPost(ctx, channel, key)
		if found || err != nil {
			return id, err
		}
	}
}

// tryPost posts, and notes where that has surely failed.
func (a *Adapter) tryPost(ctx context.Context, try, channel, key string, answer bot.Answer) (bot.PostID, error) {
	id, err := a.postAnswer(ctx, channel, key, answer)
	if err != nil && !errors.Is(err, bot.ErrUncertain) {
		if _, noted := a.config.Memory.FirstTime(context.WithoutCancel(ctx), try+":failed"); noted != nil {
			return "", fmt.Errorf("%w: %w: %w", bot.ErrUncertain, err, noted)
		}
	}
	return id, err
}

func (a *Adapter) postAnswer(ctx context.Context, channel, key string, answer bot.Answer) (bot.PostID, error) {
	p, _ := Render(answer, 0)
	m, err := p.Message(ctx, a.config.Memory, Offer{Picture: a.config.Picture != nil, Feedback: a.config.Feedback != nil})
	if err != nil {
		return "", err
	}
	id, err := a.postOnce(ctx, place{channel: channel}, m, key)
	if err != nil {
		return "", fmt.Errorf("posting to %s: %w", channel, explain(err, ""))
	}
	// In the thread, so that the channel holds one message.
	in, ts, _ := strings.Cut(string(id), "/")
	a.illustrate(place{channel: in, thread: ts}, outcome{draws: timelined(answer)})
	return id, nil
}

// timelined is an answer that has a timeline which a picture shows better than
// words, else nil.
func timelined(a bot.Answer) *bot.Answer {
	for _, b := range a.Blocks {
		if t, ok := b.(bot.Timeline); ok && len(t.Entries) > 1 {
			return &a
		}
	}
	return nil
}

// FindPost looks for a message that was posted to a channel under a key in the
// last three days. The error wraps [bot.ErrUncertain] where the bot may not read
// the channel.
func (a *Adapter) FindPost(ctx context.Context, channel, key string) (bot.PostID, bool, error) {
	channel, err := a.channelOf(ctx, channel)
	if err != nil {
		return "", false, fmt.Errorf("%w: %w", bot.ErrUncertain, err)
	}
	return a.look(ctx, place{channel: channel}, hashed(key), a.config.Now().Add(-lookSince))
}

// postOnce posts a message when it is the channel's turn, and again only where the
// first is surely not there.
func (a *Adapter) postOnce(ctx context.Context, at place, m Message, key string) (id bot.PostID, err error) {
	if at.channel, err = a.channelOf(ctx, at.channel); err != nil {
		return "", err
	}
	key = hashed(key)
	with := append(options(at, m), slackapi.MsgOptionMetadata(slackapi.SlackMetadata{EventType: postType, EventPayload: map[string]any{postKey: key}}))
	began := a.config.Now()
	err = a.lanes.run(ctx, at.channel, func() error {
		for range attempts {
			err := a.retry(ctx, rateOnly, func(ctx context.Context) error {
				channel, ts, err := a.api.PostMessageContext(ctx, at.channel, with...)
				id = bot.PostID(channel + "/" + ts)
				return err
			})
			if err == nil || outcomeOf(err) == undone {
				return err
			}
			a.log.Warn("Slack did not say whether it took a message", "channel", at.channel, "error", err)
			found, there, missing := a.lookLater(ctx, at, key, began)
			switch {
			case missing != nil:
				return fmt.Errorf("%w: %w", missing, err)
			case there:
				id = found
				return nil
			}
		}
		return errors.New("each time that the message was posted, Slack failed")
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// lookLater looks for a message when Slack has had the time to show it. It has
// time of its own: that of the call may be over.
func (a *Adapter) lookLater(ctx context.Context, at place, key string, began time.Time) (bot.PostID, bool, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.config.Timeout)
	defer cancel()
	if err := a.config.Wait(ctx, lookAfter); err != nil {
		return "", false, fmt.Errorf("%w: %w", bot.ErrUncertain, err)
	}
	return a.look(ctx, at, key, began.Add(-lookBefore))
}

// look looks for a message with a key, in a thread or in the channel.
func (a *Adapter) look(ctx context.Context, at place, key string, since time.Time) (bot.PostID, bool, error) {
	oldest := strconv.FormatInt(since.Unix(), 10)
	cursor := ""
	for range lookPages {
		messages, next, err := a.page(ctx, at, oldest, cursor)
		if err != nil {
			return "", false, fmt.Errorf("%w: looking for it in %s: %w", bot.ErrUncertain, at.channel, explain(err, ""))
		}
		for _, m := range messages {
			if m.Metadata.EventType == postType && m.Metadata.EventPayload[postKey] == key {
				return bot.PostID(at.channel + "/" + m.Timestamp), true, nil
			}
		}
		if next == "" {
			return "", false, nil
		}
		cursor = next
	}
	return "", false, fmt.Errorf("%w: it is not among the last %d messages of %s", bot.ErrUncertain, lookPages*lookLimit, at.channel)
}

// page reads some messages of a thread or of a channel.
func (a *Adapter) page(ctx context.Context, at place, oldest, cursor string) (messages []slackapi.Message, next string, err error) {
	err = a.retry(ctx, anyFailure, func(ctx context.Context) error {
		if at.thread != "" {
			var err error
			messages, _, next, err = a.api.GetConversationRepliesContext(ctx, &slackapi.GetConversationRepliesParameters{
				ChannelID: at.channel, Timestamp: at.thread, Oldest: oldest, Cursor: cursor, Limit: lookLimit, IncludeAllMetadata: true})
			return err
		}
		history, err := a.api.GetConversationHistoryContext(ctx, &slackapi.GetConversationHistoryParameters{
			ChannelID: at.channel, Oldest: oldest, Cursor: cursor, Limit: lookLimit, IncludeAllMetadata: true})
		if err != nil {
			return err
		}
		messages, next = history.Messages, history.ResponseMetaData.NextCursor
		return nil
	})
	return messages, next, err
}

// channelOf is the channel behind an id: a person's is that of their direct
// messages.
func (a *Adapter) channelOf(ctx context.Context, id string) (string, error) {
	if !strings.HasPrefix(id, "U") && !strings.HasPrefix(id, "W") {
		return id, nil
	}
	channel := ""
	err := a.retry(ctx, anyFailure, func(ctx context.Context) error {
		c, _, _, err := a.api.OpenConversationContext(ctx, &slackapi.OpenConversationParameters{Users: []string{id}})
		if err == nil {
			channel = c.ID
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("opening the direct messages of %s: %w", id, err)
	}
	return channel, nil
}

// hashed is a key as others may read it.
func hashed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}
