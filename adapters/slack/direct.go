package slack

import (
	"context"

	"attache/bot"
)

// PostDirect implements [bot.DirectPoster]: a person's id stands for the direct
// messages with them.
func (a *Adapter) PostDirect(ctx context.Context, user string, answer bot.Answer) (bot.PostID, error) {
	return a.Post(ctx, user, answer)
}
