package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// alarmOf tells the administrators of a digest that they have to look after.
func (b *Bot) alarmOf(ctx context.Context, p Posting, platforms map[string]Adapter) {
	b.logger.Error("a digest needs to be looked after", "platform", p.Place.Platform, "channel", p.Place.Channel, "slot", p.Slot, "state", p.State, "why", p.Note)
	b.alarm(ctx, platforms, "digest "+p.Subscription+" "+p.Slot,
		Act{At: b.now().UTC(), Place: p.Place, What: string(p.State), About: "digest of " + p.Slot},
		Notice{Text: fmt.Sprintf("The digest of %s for the channel %s of %s: %s.", p.Slot, p.Place.Channel, p.Place.Platform, stateWords[p.State]), Hint: p.Note})
}

// silentAct is how the trail calls it that nothing comes in.
const silentAct = "silent"

// alarmOfSilence tells the administrators that nothing comes in: once, however many
// channels are told.
func (b *Bot) alarmOfSilence(ctx context.Context, platforms map[string]Adapter) {
	last := b.lastArrival()
	acts, err := b.state.Acts(ctx, last, actsRead)
	if err != nil {
		b.logger.Warn("whether the silence was told is not known", "why", err)
		return
	}
	if slices.ContainsFunc(acts, func(a Act) bool { return a.What == silentAct }) {
		return
	}
	text := fmt.Sprintf("No source has brought anything since %s.", last.UTC().Format("Mon 2 Jan 2006, 15:04 UTC"))
	b.alarm(ctx, platforms, "silence "+strconv.FormatInt(last.Unix(), 10), Act{At: b.now().UTC(), What: silentAct, About: "since " + last.UTC().Format(time.RFC3339)},
		Notice{Text: text, Hint: "/sources shows what the dossier holds and follows, and which feeds are in trouble."})
}

// alarm tells the administrators what they have to look after: in the trail of what
// was done and, where the platform lets the bot write to a person, in words. Of
// several replicas one does, by the key.
func (b *Bot) alarm(ctx context.Context, platforms map[string]Adapter, key string, act Act, n Notice) {
	first, err := b.state.FirstTime(ctx, "alarm "+key)
	if err == nil && !first {
		return
	}
	if err := b.state.Record(ctx, act); err != nil {
		b.logger.Error("what needs to be looked after is not recorded", "why", err)
	}
	for _, admin := range b.admins {
		if to, ok := platforms[admin.Platform].(DirectPoster); ok {
			if _, err := to.PostDirect(ctx, admin.User, Answer{Title: "Digest", Visibility: Private, Blocks: []Block{n}}); err != nil {
				b.logger.Warn("an administrator could not be told", "platform", admin.Platform, "why", err)
			}
		}
	}
}
