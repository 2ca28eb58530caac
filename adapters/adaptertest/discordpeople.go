package adaptertest

import (
	"path"
	"strings"
	"time"
)

// DiscordInteraction is something that a person did: a command, a button, the
// beginning of a name.
type DiscordInteraction struct {
	ID, Token string
	data      map[string]any
}

// Callback is the end of the path that its first response goes to. A response that
// comes as the answer to an HTTP request is kept under it too.
func (i DiscordInteraction) Callback() string {
	return "/interactions/" + i.ID + "/" + i.Token + "/callback"
}

// Original is the end of the path that its answer is edited at.
func (i DiscordInteraction) Original() string { return "/" + i.Token + "/messages/@original" }

// Followup is the end of the path that more answers are sent to.
func (i DiscordInteraction) Followup() string { return "/webhooks/" + DiscordApp + "/" + i.Token }

// Command makes a person use a slash command in a channel of a server. Options
// are pairs of a name and a value, which is a string, a bool, or another command
// with its options; see [Below].
func (d *Discord) Command(name string, options ...any) DiscordInteraction {
	return d.Do(2, map[string]any{"id": "940000000000000001", "name": name, "type": 1, "options": discordOptions(options, "")}, nil)
}

// CommandWith is Command with other fields of the interaction changed.
func (d *Discord) CommandWith(change map[string]any, name string, options ...any) DiscordInteraction {
	return d.Do(2, map[string]any{"id": "940000000000000001", "name": name, "type": 1, "options": discordOptions(options, "")}, change)
}

// Below is a command below another, with its options in pairs.
func Below(options ...any) []any { return options }

// CommandOn makes a person use a command on a message with that text.
func (d *Discord) CommandOn(name, text string) DiscordInteraction {
	const target = "960000000000000001"
	return d.Do(2, map[string]any{"id": "940000000000000002", "name": name, "type": 3, "target_id": target,
		"resolved": map[string]any{"messages": map[string]any{target: map[string]any{"id": target, "channel_id": DiscordChannel, "type": 0, "content": text,
			"author": discordPerson(), "timestamp": "2031-03-04T10:00:00+00:00", "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}}}}}, nil)
}

// Attach has Discord keep a file that a person uploads, and returns its address.
func (d *Discord) Attach(name, text string) (address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	path := "/attachments/" + DiscordChannel + "/" + d.id() + "/" + name
	d.kept[path] = text
	return "https://cdn.discordapp.com" + path + "?ex=1"
}

// Upload makes a person use a command with a file that lies at an address.
func (d *Discord) Upload(command, below, option, url string) DiscordInteraction {
	const id = "970000000000000001"
	name, _, _ := strings.Cut(path.Base(url), "?")
	return d.Do(2, map[string]any{"id": "940000000000000001", "name": command, "type": 1,
		"options":  []any{map[string]any{"name": below, "type": 1, "options": []any{map[string]any{"name": option, "type": 11, "value": id}}}},
		"resolved": map[string]any{"attachments": map[string]any{id: map[string]any{"id": id, "filename": name, "size": 1, "url": url, "proxy_url": url}}}}, nil)
}

// Complete makes a person type the beginning of an option's value.
func (d *Discord) Complete(command, option, typed string) DiscordInteraction {
	return d.Do(4, map[string]any{"id": "940000000000000001", "name": command, "type": 1, "options": discordOptions([]any{option, typed}, option)}, nil)
}

// Press makes a person press a button of a message with these flags.
func (d *Discord) Press(customID string, flags int) DiscordInteraction {
	return d.Do(3, map[string]any{"custom_id": customID, "component_type": 2}, map[string]any{"message": d.ofBot(flags)})
}

// PressOn makes a person press a button of the message that an interaction was
// answered with. Other fields of the press are changed by change.
func (d *Discord) PressOn(of DiscordInteraction, customID string, flags int, change map[string]any) DiscordInteraction {
	message := d.ofBot(flags)
	d.mu.Lock()
	id := d.pending[of.Token].message
	message["id"], message["components"] = id, d.shown[id]["components"]
	d.mu.Unlock()
	fields := map[string]any{"message": message}
	for name, value := range change {
		fields[name] = value
	}
	return d.Do(3, map[string]any{"custom_id": customID, "component_type": 2}, fields)
}

// Somebody is the field of an interaction that says another person did it.
func Somebody() map[string]any {
	person := discordPerson()
	person["id"] = "900000000000000009"
	return map[string]any{"member": map[string]any{"user": person, "roles": []any{}, "permissions": "0", "joined_at": "2030-01-01T00:00:00+00:00", "deaf": false, "mute": false, "flags": 0}}
}

// Shown is what the message says now that an interaction was answered with, or that
// its button belongs to.
func (d *Discord) Shown(of DiscordInteraction) map[string]any {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shown[d.pending[of.Token].message]
}

// DeleteMessage deletes the message that an interaction was answered with.
func (d *Discord) DeleteMessage(of DiscordInteraction) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.deleted[d.pending[of.Token].message] = true
}

// Role makes a role of the server with these permissions, which the person holds.
func (d *Discord) Role(id, permissions string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.roles[id] = permissions
	d.holds = append(d.holds, id)
}

// Own makes the person the owner of the server.
func (d *Discord) Own() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.owner = DiscordPerson
}

// Choose makes a person choose a line of a menu.
func (d *Discord) Choose(customID, value string) DiscordInteraction {
	return d.Do(3, map[string]any{"custom_id": customID, "component_type": 3, "values": []any{value}}, map[string]any{"message": d.ofBot(64)})
}

// Fill makes a person send a form with one field.
func (d *Discord) Fill(customID, text string) DiscordInteraction {
	field := map[string]any{"type": 4, "custom_id": "note", "value": text, "id": 2}
	return d.Do(5, map[string]any{"custom_id": customID, "components": []any{map[string]any{"type": 18, "id": 1, "component": field}}}, map[string]any{"message": d.ofBot(64)})
}

func (d *Discord) ofBot(flags int) map[string]any {
	return map[string]any{"id": "950000000000000001", "channel_id": DiscordChannel, "type": 20, "flags": flags, "author": d.botUser(), "content": "",
		"timestamp": "2031-03-04T10:00:00+00:00", "edited_timestamp": nil, "tts": false, "mention_everyone": false, "pinned": false,
		"mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}}
}

// Again delivers an interaction once more, as Discord may.
func (d *Discord) Again(i DiscordInteraction) {
	if !d.overHTTP(i) {
		d.Dispatch("INTERACTION_CREATE", i.data)
	}
}

func discordOptions(pairs []any, focused string) []any {
	list := []any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o := map[string]any{"name": pairs[i]}
		switch v := pairs[i+1].(type) {
		case []any:
			o["type"], o["options"] = 1, discordOptions(v, focused)
		case bool:
			o["type"], o["value"] = 5, v
		default:
			o["type"], o["value"] = 3, v
		}
		if pairs[i] == focused {
			o["focused"] = true
		}
		list = append(list, o)
	}
	return list
}

// Do makes a person do something of that kind, with these data and other fields
// changed.
func (d *Discord) Do(kind int, data, change map[string]any) DiscordInteraction {
	d.mu.Lock()
	id := d.id()
	i := DiscordInteraction{ID: id, Token: "interaction-token-" + id}
	i.data = map[string]any{"id": id, "application_id": DiscordApp, "type": kind, "token": i.Token, "version": 1, "data": data,
		"guild_id": DiscordGuild, "channel_id": DiscordChannel, "channel": map[string]any{"id": DiscordChannel, "type": 0},
		"app_permissions": "274878024704", "locale": "en-US", "guild_locale": "en-US", "context": 0, "entitlements": []any{},
		"authorizing_integration_owners": map[string]any{"0": DiscordGuild}, "attachment_size_limit": 10485760,
		"member": map[string]any{"user": discordPerson(), "roles": []any{}, "permissions": "0", "joined_at": "2030-01-01T00:00:00+00:00", "deaf": false, "mute": false, "flags": 0}}
	for field, value := range change {
		if value == nil {
			delete(i.data, field)
			continue
		}
		i.data[field] = value
	}
	message := ""
	if m, ok := i.data["message"].(map[string]any); ok {
		message, _ = m["id"].(string)
	}
	_, installed := i.data["authorizing_integration_owners"].(map[string]any)["0"]
	d.pending[i.Token] = &discordPending{id: id, sent: time.Now(), userOnly: !installed, kind: kind, message: message}
	d.mu.Unlock()
	if !d.overHTTP(i) {
		d.Dispatch("INTERACTION_CREATE", i.data)
	}
	return i
}

func discordPerson() map[string]any {
	return map[string]any{"id": DiscordPerson, "username": "anna", "discriminator": "0", "global_name": "Anna", "avatar": nil}
}

// Say makes a person write a message in a channel: in a server where guild is
// true, else to the bot alone. It mentions the bot where the text does.
func (d *Discord) Say(text string, guild bool) (messageID string) {
	return d.SayIn(DiscordChannel, text, guild, nil)
}

// SayIn is Say in another channel, as a reply to a message of the bot unless reply
// is nil.
func (d *Discord) SayIn(channel, text string, guild bool, reply map[string]any) (messageID string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := d.id()
	m := map[string]any{"id": id, "channel_id": channel, "type": 0, "content": text, "author": discordPerson(), "timestamp": "2031-03-04T10:00:00+00:00",
		"mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}}
	if guild {
		m["guild_id"] = DiscordGuild
		m["member"] = map[string]any{"roles": d.holds, "joined_at": "2030-01-01T00:00:00+00:00", "deaf": false, "mute": false, "flags": 0}
	}
	if reply != nil {
		m["type"], m["referenced_message"] = 19, reply
	}
	if mentioned := "<@" + DiscordBotUser + ">"; strings.Contains(text, mentioned) || reply != nil {
		m["mentions"] = []any{d.botUser()}
	} else if guild {
		m["content"] = "" // Discord keeps the text from bots without the privileged intent
	}
	d.dispatch("MESSAGE_CREATE", m)
	return id
}
