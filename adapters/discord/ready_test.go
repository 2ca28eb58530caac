package discord

import (
	"context"
	"testing"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// TestReadyIsWhatReachesTheBot: whoever asks whether the bot is connected is told
// what is so.
func TestReadyIsWhatReachesTheBot(t *testing.T) {
	fake := adaptertest.NewDiscord(t)
	cold, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory()})
	if err != nil {
		t.Fatal(err)
	}
	if cold.Ready() == nil {
		t.Error("ready before it was started")
	}
	fake.Shards(2, 1)
	r := serving(t, fake, nothingToSay)
	adaptertest.Await(t, "ready with both sessions", func() bool { return r.adapter.Ready() == nil })
	fake.TurnAway(1000)
	r.Drop()
	adaptertest.Await(t, "not ready without connections", func() bool { return r.adapter.Ready() != nil })
	fake.TurnAway(0)
	adaptertest.Await(t, "ready again", func() bool { return r.adapter.Ready() == nil })
}

func TestReadyOverHTTPTakesNoGateway(t *testing.T) {
	fake := adaptertest.NewDiscord(t)
	r := serving(t, fake, nothingToSay, func(c *Config) { c.PublicKey = fake.PublicKey() })
	adaptertest.Await(t, "ready", func() bool { return r.adapter.Ready() == nil })
	if identified, _ := r.Sessions(); identified != 0 {
		t.Errorf("%d sessions were opened", identified)
	}
}

func TestAPersonIsWrittenTo(t *testing.T) {
	r := start(t, nothingToSay)
	notice := bot.Answer{Blocks: []bot.Block{bot.Notice{Text: "Look at the channel."}}}
	if _, err := r.adapter.PostDirect(t.Context(), adaptertest.DiscordPerson, notice); err != nil {
		t.Fatal(err)
	}
	if got := r.Posts(adaptertest.DirectChannel(adaptertest.DiscordPerson)); len(got) != 1 {
		t.Errorf("%d direct messages, want one", len(got))
	}
}

func nothingToSay(context.Context, bot.Request) bot.Answer { return bot.Answer{} }
