package discord

import (
	"context"
	"fmt"
	"net/http"

	"attache/bot"
)

// PostDirect implements [bot.DirectPoster]. The channel that a person and the bot
// talk in is made by asking for it; asked for again, it is the same (docs: User,
// Create DM).
func (a *Adapter) PostDirect(ctx context.Context, user string, answer bot.Answer) (bot.PostID, error) {
	var dm struct {
		ID string `json:"id"`
	}
	body := map[string]string{"recipient_id": user}
	if err := a.rest.do(ctx, http.MethodPost, "/users/@me/channels", body, &dm); err != nil {
		return "", fmt.Errorf("open the direct messages of %s: %w", user, explained(err))
	}
	return a.Post(ctx, dm.ID, answer)
}
