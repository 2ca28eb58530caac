package discord

import (
	"context"
	"testing"

	"attache/adapters/adaptertest"
	"attache/bot"
)

func TestWhoMentionsTheBotMayWhatTheyMayInTheChannel(t *testing.T) {
	t.Parallel()
	const manage, nothing = "16", "0" // docs: Permissions, MANAGE_CHANNELS
	overwrite := func(id string, allow, deny string) any {
		return map[string]any{"id": id, "type": 0, "allow": allow, "deny": deny}
	}
	for name, c := range map[string]struct {
		set  func(d *adaptertest.Discord)
		want bool
	}{
		"anybody":                   {func(*adaptertest.Discord) {}, false},
		"a role that manages":       {func(d *adaptertest.Discord) { d.Role("71", manage) }, true},
		"a role for something else": {func(d *adaptertest.Discord) { d.Role("71", "2048") }, false},
		"an administrator": {func(d *adaptertest.Discord) {
			d.Role("71", "8")
			d.Channel("44", 0, "", overwrite("71", nothing, manage))
		}, true},
		"the owner": {func(d *adaptertest.Discord) { d.Own() }, true},
		"taken from the role in the channel": {func(d *adaptertest.Discord) {
			d.Role("71", manage)
			d.Channel("44", 0, "", overwrite("71", nothing, manage))
		}, false},
		"given to the person there": {func(d *adaptertest.Discord) {
			d.Channel("44", 0, "", overwrite(adaptertest.DiscordPerson, manage, nothing))
		}, true},
		"taken from all, given to the role": {func(d *adaptertest.Discord) {
			d.Role("71", nothing)
			d.Channel("44", 0, "", overwrite(adaptertest.DiscordGuild, nothing, manage), overwrite("71", manage, nothing))
		}, true},
		"in a thread of such a channel": {func(d *adaptertest.Discord) {
			d.Channel("43", 0, "", overwrite(adaptertest.DiscordPerson, manage, nothing))
			d.Channel("44", 11, "43")
		}, true},
		"in a channel that is gone": {func(d *adaptertest.Discord) { d.Role("71", manage); d.DeleteChannel("44") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := make(chan bool, 1)
			fake := adaptertest.NewDiscord(t)
			c.set(fake)
			r := serving(t, fake, func(ctx context.Context, req bot.Request) bot.Answer {
				got <- req.Manages
				return says(ctx, req)
			}, func(c *Config) { c.Mentions = true })
			r.AwaitSessions(1)
			r.SayIn("44", "<@"+adaptertest.DiscordBotUser+"> digest subscribe at 8", true, nil)
			if may := <-got; may != c.want {
				t.Errorf("may manage: %v", may)
			}
		})
	}
}

func TestPermissionsAreLookedUpOnlyWhereTheyMatter(t *testing.T) {
	t.Parallel()
	r := ready(t, says, func(c *Config) { c.Mentions = true })
	r.Role("71", "16")
	r.Say("<@"+adaptertest.DiscordBotUser+"> who drafted the plan?", true)
	r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	for _, c := range r.Calls() {
		if c.Path == "/guilds/"+adaptertest.DiscordGuild {
			t.Error("permissions are looked up for a question")
		}
	}
}
