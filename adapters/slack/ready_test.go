package slack

import (
	"net/http"
	"testing"

	"attache/adapters/adaptertest"
)

// TestReadyIsWhatReachesTheBot: whoever asks whether the bot is connected is told
// what is so.
func TestReadyIsWhatReachesTheBot(t *testing.T) {
	cold, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory()})
	if err != nil {
		t.Fatal(err)
	}
	if cold.Ready() == nil {
		t.Error("ready before it was started")
	}
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		adaptertest.Await(t, "ready", func() bool { return d.adapter.Ready() == nil })
	})
	d := serve(t, later, fixed("ask"))
	adaptertest.Await(t, "ready", func() bool { return d.adapter.Ready() == nil })
	d.Fail("apps.connections.open", 3, http.StatusBadGateway, "", "")
	d.Drop()
	adaptertest.Await(t, "not ready without a socket", func() bool { return d.adapter.Ready() != nil || d.Calls("apps.connections.open") > 4 })
	adaptertest.Await(t, "ready again", func() bool { return d.adapter.Ready() == nil })
}

func TestAPersonIsWrittenTo(t *testing.T) {
	d := serve(t, later, fixed("ask"))
	if _, err := d.adapter.PostDirect(t.Context(), adaptertest.SlackPerson, notice("Look at the channel.", "")); err != nil {
		t.Fatal(err)
	}
	if got := d.Posts(1)[0]; d.Calls("conversations.open") != 1 || got.Channel == adaptertest.SlackChannel {
		t.Errorf("posted to %s after %d calls", got.Channel, d.Calls("conversations.open"))
	}
}
