package bot

import (
	"context"
	"time"
)

// AskFeeds asks once all feeds that are due, and calls pause instead of waiting.
func (b *Bot) AskFeeds(ctx context.Context, pause func(time.Duration)) {
	b.wait = func(_ context.Context, d time.Duration) { pause(d) }
	b.askFeeds(ctx)
}
