package adaptertest

import (
	"strings"
	"time"
)

// DiscordInteraction is something that a person did: a command, a button, the
// beginning of a name.
type DiscordInteraction struct {
	ID, Token string
	data      map[string]any
}

// Callback is the end of the path that its first response goes to.
func (i DiscordInteraction) Callback() string {
	return "/interactions/" + i.ID + "/" + i.Token + "/callback"
}

// Original is the end of the path that its answer is edited at.
func (i DiscordInteraction) Original() string { return "/" + i.Token + "/messages/@original" }

// Followup is the end of the path that more answers are sent to.
func (i DiscordInteraction) Followup() string { return "/webhooks/" + DiscordApp + "/" + i.Token }

// Command makes a person use a slash command in a channel of a server. Options
// are pairs of a name and a value, which is a string or a bool.
func (d *Discord) Command(name string, options ...any) DiscordInteraction {
	return d.interact(2, map[string]any{"id": "940000000000000001", "name": name, "type": 1, "options": discordOptions(options, "")}, nil)
}

// Complete makes a person type the beginning of an option's value.
func (d *Discord) Complete(command, option, typed string) DiscordInteraction {
	return d.interact(4, map[string]any{"id": "940000000000000001", "name": command, "type": 1, "options": discordOptions([]any{option, typed}, option)}, nil)
}

// Press makes a person press a button of a message with these flags.
func (d *Discord) Press(customID string, flags int) DiscordInteraction {
	return d.interact(3, map[string]any{"custom_id": customID, "component_type": 2},
		map[string]any{"id": "950000000000000001", "channel_id": DiscordChannel, "type": 20, "flags": flags, "author": d.botUser(), "timestamp": "2031-03-04T10:00:00+00:00"})
}

// Again delivers an interaction once more, as Discord may.
func (d *Discord) Again(i DiscordInteraction) { d.Dispatch("INTERACTION_CREATE", i.data) }

func discordOptions(pairs []any, focused string) []any {
	list := []any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		kind := 3
		if _, isBool := pairs[i+1].(bool); isBool {
			kind = 5
		}
		o := map[string]any{"name": pairs[i], "type": kind, "value": pairs[i+1]}
		if pairs[i] == focused {
			o["focused"] = true
		}
		list = append(list, o)
	}
	return list
}

func (d *Discord) interact(kind int, data, message map[string]any) DiscordInteraction {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := d.id()
	i := DiscordInteraction{ID: id, Token: "interaction-token-" + id}
	i.data = map[string]any{"id": id, "application_id": DiscordApp, "type": kind, "token": i.Token, "version": 1, "data": data,
		"guild_id": DiscordGuild, "channel_id": DiscordChannel, "channel": map[string]any{"id": DiscordChannel, "type": 0},
		"app_permissions": "274877926400", "locale": "en-US", "guild_locale": "en-US", "context": 0, "entitlements": []any{},
		"authorizing_integration_owners": map[string]any{"0": DiscordGuild}, "attachment_size_limit": 10485760,
		"member": map[string]any{"user": discordPerson(), "roles": []any{}, "permissions": "0", "joined_at": "2030-01-01T00:00:00+00:00"}}
	if message != nil {
		i.data["message"] = message
	}
	d.pending[i.Token] = &discordPending{id: id, sent: time.Now()}
	d.dispatch("INTERACTION_CREATE", i.data)
	return i
}

func discordPerson() map[string]any {
	return map[string]any{"id": DiscordPerson, "username": "anna", "discriminator": "0", "global_name": "Anna", "avatar": nil}
}

// Say makes a person write a message in a channel: in a server where guild is
// true, else to the bot alone. It mentions the bot where the text does.
func (d *Discord) Say(text string, guild bool) (messageID string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := d.id()
	m := map[string]any{"id": id, "channel_id": DiscordChannel, "type": 0, "content": text, "author": discordPerson(), "timestamp": "2031-03-04T10:00:00+00:00",
		"mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}}
	if guild {
		m["guild_id"] = DiscordGuild
	}
	if mentioned := "<@" + DiscordBotUser + ">"; strings.Contains(text, mentioned) {
		m["mentions"] = []any{d.botUser()}
	} else if guild {
		m["content"] = "" // Discord keeps the text from bots without the privileged intent
	}
	d.dispatch("MESSAGE_CREATE", m)
	return id
}
