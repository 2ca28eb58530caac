package discord

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// Post implements [bot.Adapter]. The same answer posted to the same channel again
// within a few minutes is one message.
func (a *Adapter) Post(ctx context.Context, channel string, answer bot.Answer) (bot.PostID, error) {
	m := a.posting(ctx, answer)
	text, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("post to channel %s: %w", channel, err)
	}
	return a.post(ctx, channel, string(text), m)
}

// posting is an answer as it is posted: with the picture of all that happened,
// where there is one. Nobody waits for it.
func (a *Adapter) posting(ctx context.Context, answer bot.Answer) Message {
	m := a.show(ctx, answer, bot.Cursor{}, shownTo{})
	if timelineOf(answer) == nil {
		return m
	}
	m.draws = &answer
	whole, err := a.illustrated(ctx, m)
	if err != nil && !errors.Is(err, errNothingDrawn) {
		a.log.Error("posted without its picture", "err", err)
	}
	return whole
}

// post sends a message under a key, in embeds where Discord does not take it as it
// is. Discord itself sees to it that a key makes one message within minutes.
func (a *Adapter) post(ctx context.Context, channel, key string, m Message) (bot.PostID, error) {
	p := post{Message: m, Nonce: nonce(channel, key), EnforceNonce: true}
	id, err := a.send(ctx, channel, p)
	if statusOf(err) == http.StatusBadRequest {
		a.log.Error("Discord does not take a post as components", "err", err)
		p.Message = m.Embedded()
		id, err = a.send(ctx, channel, p)
	}
	if err != nil {
		return "", fmt.Errorf("post to channel %s: %w", channel, explained(err))
	}
	return bot.PostID(id), nil
}

// PostOnce implements [bot.OncePoster]. A message carries a mark of its key, by
// which a later attempt finds it among the latest of the channel: that takes the
// permission to read the history.
func (a *Adapter) PostOnce(ctx context.Context, channel, key string, answer bot.Answer) (bot.PostID, error) {
	mark := markOf(channel, key)
	if !a.firstAttempt(ctx, channel, key) {
		id, err := a.posted(ctx, channel, mark)
		if id != "" || err != nil {
			return id, err
		}
	}
	m := a.posting(ctx, answer)
	m.Components[0].ID = mark
	id, err := a.post(ctx, channel, key, m)
	if err == nil || definite(err) {
		return id, err
	}
	// It may be there all the same: the answer that it is may have been lost.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookWithin)
	defer cancel()
	if id, lookErr := a.posted(ctx, channel, mark); id != "" || lookErr != nil {
		return id, errors.Join(lookErr, ifNone(id, err))
	}
	return "", err
}

// ifNone is err where there is no message.
func ifNone(id bot.PostID, err error) error {
	if id != "" {
		return nil
	}
	return err
}

// lookWithin bounds how long is looked for a message after posting it failed.
const lookWithin = 10 * time.Second

// firstAttempt reports whether nothing was posted under the key before. Where that
// is not known, it is looked for.
func (a *Adapter) firstAttempt(ctx context.Context, channel, key string) bool {
	first, err := a.config.Memory.FirstTime(ctx, "discord:post:"+channel+":"+key)
	if err != nil {
		a.log.Warn("cannot tell whether a post is a repetition", "err", err)
		return false
	}
	return first
}

// definite reports whether Discord said that it did not post.
func definite(err error) bool {
	status := statusOf(err)
	return status >= 400 && status < 500
}

// posted finds the message with a mark among the latest hundred of a channel. The
// id is empty where it is not there, and the error [bot.ErrUncertain] where that
// cannot be told.
func (a *Adapter) posted(ctx context.Context, channel string, mark int) (bot.PostID, error) {
	var latest []message
	err := a.rest.do(ctx, http.MethodGet, "/channels/"+channel+"/messages?limit=100", nil, &latest)
	if codeOf(err) == discordgo.ErrCodeUnknownChannel {
		return "", fmt.Errorf("look for a post in channel %s: %w", channel, explained(err)) // where there is no channel, there is no message
	}
	if err != nil {
		return "", fmt.Errorf("%w: look for it in channel %s: %w", bot.ErrUncertain, channel, explained(err))
	}
	for _, m := range latest {
		for _, c := range m.Components {
			if c.ID == mark {
				return bot.PostID(m.ID), nil
			}
		}
	}
	return "", nil
}

// markOf is a number for a key, which a message carries as the id of its frame
// (docs: Components, id: a 32-bit integer).
func markOf(channel, key string) int {
	sum := sha256.Sum256([]byte(channel + "\x00" + key))
	return int(binary.BigEndian.Uint32(sum[:4])>>1 | 1<<20)
}
