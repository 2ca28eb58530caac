package discord

import (
	"strings"
	"testing"

	"attache/adapters/adaptertest"
	"attache/bot"
)

func TestDoctorTellsWhatTheBotMayNot(t *testing.T) {
	t.Parallel()
	deny := func(id, permissions string) any {
		return map[string]any{"id": id, "type": 0, "allow": "0", "deny": permissions}
	}
	allow := func(id, permissions string) any {
		return map[string]any{"id": id, "type": 1, "allow": permissions, "deny": "0"}
	}
	for name, c := range map[string]struct {
		kind       int
		parent     string
		overwrites []any
		lacks      string // "" where nothing is lacking
	}{
		"all of it":               {kind: 0},
		"no pictures for anybody": {kind: 0, overwrites: []any{deny(adaptertest.DiscordGuild, "32768")}, lacks: "lacks Attach Files"},
		"only the bot may send":   {kind: 0, overwrites: []any{deny(adaptertest.DiscordGuild, "2048"), allow(adaptertest.DiscordBotUser, "2048")}},
		"no history for its role": {kind: 0, overwrites: []any{deny("980000000000000001", "65536")}, lacks: "lacks Read Message History"},
		"another's role":          {kind: 0, overwrites: []any{deny("980000000000000002", "65536")}},
		"a thread of the general": {kind: 11, parent: adaptertest.DiscordChannel},
		"a thread where none may": {kind: 11, parent: "55", lacks: "lacks Send Messages in Threads"},
	} {
		fake := adaptertest.NewDiscord(t)
		fake.Channel("44", c.kind, c.parent, c.overwrites...)
		fake.Channel("55", 0, "", deny(adaptertest.DiscordGuild, "274877906944"))
		a, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory(), Channel: "44"})
		if err != nil {
			t.Fatal(err)
		}
		found := finding(t, a, "Discord channel 44")
		if found.OK != (c.lacks == "") || !strings.Contains(found.What, c.lacks) || !found.OK && found.Do == "" {
			t.Errorf("%s: %+v, want %q", name, found, c.lacks)
		}
	}
}

func TestDoctorHoldsThePublicKeyAgainstTheApplication(t *testing.T) {
	t.Parallel()
	fake := adaptertest.NewDiscord(t)
	for key, want := range map[string]string{
		strings.Repeat("0", 64):           "not that of the application",
		strings.ToUpper(fake.PublicKey()): "over the gateway", // no address has been set
	} {
		a, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory(), PublicKey: key})
		if err != nil {
			t.Fatal(err)
		}
		if found := finding(t, a, "Discord public key"); found.OK || !strings.Contains(found.What, want) || found.Do == "" {
			t.Errorf("key %s: %+v, want %q", key, found, want)
		}
	}
}

func TestDoctorTellsThatAChannelIsGone(t *testing.T) {
	t.Parallel()
	fake := adaptertest.NewDiscord(t)
	fake.DeleteChannel("44")
	a, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory(), Channel: "44"})
	if err != nil {
		t.Fatal(err)
	}
	if found := finding(t, a, "Discord channel 44"); found.OK || !strings.Contains(found.Do, "no such channel") {
		t.Errorf("%+v", found)
	}
}

// finding is the one of the adapter's checks that begins so.
func finding(t *testing.T, a *Adapter, begins string) bot.Finding {
	t.Helper()
	for _, c := range a.Check(t.Context()) {
		if strings.HasPrefix(c.What, begins) {
			return c
		}
	}
	t.Fatalf("nothing begins with %q", begins)
	return bot.Finding{}
}

func TestInvitationAsksForTheLeast(t *testing.T) {
	// View Channels, Send Messages, Embed Links, Attach Files, Read Message History
	// and Send Messages in Threads (docs: Permissions).
	const want = "https://discord.com/oauth2/authorize?client_id=5&scope=bot+applications.commands&permissions=274878024704"
	if got := Invitation("5"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, p := range Permissions() {
		if p.Name == "" || p.For == "" {
			t.Errorf("permission %+v is not explained", p)
		}
	}
}
