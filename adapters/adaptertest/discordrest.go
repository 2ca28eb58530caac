package adaptertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// answer carries a request out. The lock is held.
func (d *Discord) answer(c DiscordCall, authorization string) *discordReply {
	parts := strings.Split(strings.Trim(c.Path, "/"), "/")
	switch {
	case len(parts) == 4 && parts[0] == "interactions" && parts[3] == "callback":
		return d.callback(c, parts[1], parts[2])
	case len(parts) >= 3 && parts[0] == "webhooks":
		return d.webhook(c, parts)
	case c.Path == "/gateway":
		return discordOK(map[string]any{"url": d.socketURL()})
	case authorization != "Bot "+d.token:
		return refusal(http.StatusUnauthorized, 0, "401: Unauthorized")
	case c.Path == "/gateway/bot":
		return discordOK(map[string]any{"url": d.socketURL(), "shards": d.gateway.shards,
			"session_start_limit": map[string]any{"total": 1000, "remaining": d.gateway.remaining - d.gateway.identified, "reset_after": 86400000, "max_concurrency": d.gateway.concurrency}})
	case c.Path == "/users/@me":
		return discordOK(d.botUser())
	case c.Path == "/users/@me/channels" && c.Method == http.MethodPost:
		return d.directChannel(c)
	case c.Path == "/applications/@me", c.Path == "/oauth2/applications/@me":
		return discordOK(map[string]any{"id": DiscordApp, "name": "fake", "description": "", "flags": 0, "bot": d.botUser(), "verify_key": d.PublicKey(), "interactions_endpoint_url": nil})
	case len(parts) == 3 && parts[0] == "applications" && parts[2] == "commands":
		return d.applicationCommands(c, parts[1])
	case len(parts) >= 2 && parts[0] == "channels" && d.channel(parts[1]) == nil:
		return refusal(http.StatusNotFound, 10003, "Unknown Channel")
	case len(parts) == 2 && parts[0] == "channels":
		return discordOK(d.channel(parts[1]))
	case len(parts) == 3 && parts[0] == "channels" && parts[2] == "messages" && c.Method == http.MethodPost:
		return d.channelMessage(c, parts[1])
	case len(parts) == 3 && parts[0] == "channels" && parts[2] == "messages" && c.Method == http.MethodGet:
		return d.history(parts[1])
	case len(parts) == 4 && parts[0] == "channels" && parts[2] == "messages":
		return d.edit(c, parts[3])
	case len(parts) >= 2 && parts[0] == "guilds":
		return d.guild(parts[1:])
	case len(parts) == 3 && parts[0] == "channels" && parts[2] == "typing" && c.Method == http.MethodPost:
		return &discordReply{status: http.StatusNoContent}
	}
	return refusal(http.StatusNotFound, 0, "404: Not Found")
}

func (d *Discord) botUser() map[string]any {
	return map[string]any{"id": DiscordBotUser, "username": "attache", "discriminator": "0001", "global_name": nil, "avatar": nil, "bot": true, "flags": 0}
}

// directChannel makes the channel that a person and the bot talk in.
func (d *Discord) directChannel(c DiscordCall) *discordReply {
	var with struct {
		Recipient string `json:"recipient_id"`
	}
	if err := json.Unmarshal(c.Body, &with); err != nil || !strings.HasPrefix(with.Recipient, "9") {
		return refusal(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	return discordOK(map[string]any{"id": DirectChannel(with.Recipient), "type": 1, "recipients": []any{map[string]any{"id": with.Recipient}}})
}

// DirectChannel is the channel that a person and the bot talk in.
func DirectChannel(person string) string { return "97" + person[2:] }

func (d *Discord) applicationCommands(c DiscordCall, app string) *discordReply {
	if app != DiscordApp {
		return refusal(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	}
	if c.Method == http.MethodPut {
		var list []map[string]any
		if err := json.Unmarshal(c.Body, &list); err != nil {
			return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		}
		d.commands = list
	}
	stored := []map[string]any{}
	for i, command := range d.commands {
		one := map[string]any{}
		for k, v := range command {
			if strings.HasSuffix(k, "_localizations") && c.Query.Get("with_localizations") != "true" {
				continue
			}
			one[k] = v
		}
		// Discord sends back more than it was given.
		one["id"], one["application_id"], one["version"] = fmt.Sprintf("9200000000000000%02d", i), app, "930000000000000001"
		one["default_member_permissions"], one["nsfw"] = nil, false
		stored = append(stored, one)
	}
	return discordOK(stored)
}

func (d *Discord) channelMessage(c DiscordCall, channel string) *discordReply {
	var m map[string]any
	if err := json.Unmarshal(c.Body, &m); err != nil {
		return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	if r := d.refuse(m); r != nil {
		return r
	}
	nonce, _ := m["nonce"].(string)
	if len(nonce) > 25 {
		return refusal(http.StatusBadRequest, 50035, "Invalid Form Body: nonce")
	}
	if enforced, _ := m["enforce_nonce"].(bool); enforced && d.nonces[channel+" "+nonce] != "" {
		return discordOK(map[string]any{"id": d.nonces[channel+" "+nonce], "channel_id": channel})
	}
	id := d.id()
	d.nonces[channel+" "+nonce] = id
	d.posts[channel] = append(d.posts[channel], discordPost{id, m})
	d.shown[id] = m
	return discordOK(map[string]any{"id": id, "channel_id": channel})
}

// Channel makes a channel of that kind, below a parent where it is a thread. The
// overwrites are of permissions, as Discord has them.
func (d *Discord) Channel(id string, kind int, parent string, overwrites ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.channels == nil {
		d.channels = map[string]map[string]any{}
	}
	d.channels[id] = map[string]any{"id": id, "type": kind, "guild_id": DiscordGuild, "name": "a-channel", "parent_id": parent, "permission_overwrites": overwrites}
}

// DeleteChannel makes a channel one that there is not.
func (d *Discord) DeleteChannel(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.channels == nil {
		d.channels = map[string]map[string]any{}
	}
	d.channels[id] = nil
}

// channel is a channel, nil where there is none with that id. Those that nobody
// made are channels for text.
func (d *Discord) channel(id string) map[string]any {
	if c, known := d.channels[id]; known {
		return c
	}
	return map[string]any{"id": id, "type": 0, "guild_id": DiscordGuild, "name": "general", "permission_overwrites": []any{}}
}

// Posts are the messages that the bot posted to a channel, oldest first.
func (d *Discord) Posts(channel string) []map[string]any {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []map[string]any
	for _, p := range d.posts[channel] {
		all = append(all, p.body)
	}
	return all
}

// ForgetNonces makes the fake take a post that was made before for another one, as
// Discord does after some minutes.
func (d *Discord) ForgetNonces() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nonces = map[string]string{}
}

// LoseAnswer makes the next post be made, and its answer be lost on the way.
func (d *Discord) LoseAnswer(times int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lost = times
}

// history is what is in a channel, newest first.
func (d *Discord) history(channel string) *discordReply {
	all := []any{}
	for _, p := range slices.Backward(d.posts[channel]) {
		m := map[string]any{"id": p.id, "channel_id": channel, "type": 0, "content": "", "author": d.botUser(), "components": p.body["components"]}
		all = append(all, m)
	}
	return discordOK(all)
}

// patience is how long an interaction waits for its first response.
const patience = 3 * time.Second

func (d *Discord) callback(c DiscordCall, id, token string) *discordReply {
	p := d.pending[token]
	switch {
	case p == nil || p.id != id || p.expired || !p.answered && time.Since(p.sent) > patience:
		return refusal(http.StatusNotFound, 10062, "Unknown interaction")
	case p.answered:
		return refusal(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	}
	var body struct {
		Type int            `json:"type"`
		Data map[string]any `json:"data"`
	}
	if err := json.Unmarshal(c.Body, &body); err != nil {
		return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	switch body.Type {
	case 4, 7:
		if r := d.refuse(body.Data); r != nil {
			return r
		}
		if body.Type == 4 {
			p.message = d.id()
		} else if d.deleted[p.message] {
			return unknownMessage()
		}
		d.show(p.message, body.Data)
	case 5:
		p.message = d.id()
	case 6:
	case 9:
		if r := d.refuseForm(body.Data); r != nil {
			return r
		}
	case 8:
		if r := d.refuseChoices(body.Data); r != nil {
			return r
		}
	default:
		return d.invalid("type", "no such type of response")
	}
	p.answered = true
	if c.Query.Get("with_response") != "true" {
		return &discordReply{status: http.StatusNoContent}
	}
	message := map[string]any{"id": d.id(), "channel_id": DiscordChannel, "content": "", "author": d.botUser()}
	return discordOK(map[string]any{
		"interaction": map[string]any{"id": id, "type": 2, "response_message_id": message["id"], "response_message_loading": body.Type == 5, "response_message_ephemeral": false},
		"resource":    map[string]any{"type": body.Type, "message": message},
	})
}

// webhook answers /webhooks/APP/TOKEN and /webhooks/APP/TOKEN/messages/ID.
func (d *Discord) webhook(c DiscordCall, parts []string) *discordReply {
	p := d.pending[parts[2]]
	switch {
	case parts[1] != DiscordApp || p == nil || !p.answered:
		return refusal(http.StatusNotFound, 10015, "Unknown Webhook")
	case p.expired:
		return refusal(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	}
	if c.Method != http.MethodPost {
		id := parts[len(parts)-1]
		if id == "@original" {
			id = p.message
		}
		return d.edit(c, id)
	}
	var m map[string]any
	if err := json.Unmarshal(c.Body, &m); err != nil {
		return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	if r := d.refuse(m); r != nil {
		return r
	}
	if p.followups++; p.userOnly && p.followups > 5 {
		return d.invalid("follow-up", "more than five where the bot is not in the server")
	}
	id := d.id()
	d.show(id, m)
	return discordOK(map[string]any{"id": id, "channel_id": DiscordChannel})
}

// edit shows, edits or deletes a message that is there.
func (d *Discord) edit(c DiscordCall, id string) *discordReply {
	if d.deleted[id] {
		return unknownMessage()
	}
	switch c.Method {
	case http.MethodDelete:
		d.deleted[id] = true
		return &discordReply{status: http.StatusNoContent}
	case http.MethodPatch:
		var m map[string]any
		if err := json.Unmarshal(c.Body, &m); err != nil {
			return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		}
		if r := d.refuse(m); r != nil {
			return r
		}
		d.show(id, m)
	}
	shown := map[string]any{"id": id, "channel_id": DiscordChannel, "content": "", "author": d.botUser()}
	for _, field := range []string{"components", "embeds", "flags"} {
		if value := d.shown[id][field]; value != nil { // Discord has no null there
			shown[field] = value
		}
	}
	return discordOK(shown)
}

// show notes what a message says. Discord keeps the attachments that an edit does
// not mention.
func (d *Discord) show(id string, m map[string]any) {
	if _, said := m["attachments"]; !said && d.shown[id] != nil {
		m["attachments"] = d.shown[id]["attachments"]
	}
	d.shown[id] = m
}

func unknownMessage() *discordReply {
	return refusal(http.StatusNotFound, 10008, "Unknown Message")
}

// guild answers what is below /guilds/ID. The first of its roles is everybody's,
// the second the bot's; [Discord.Role] makes others.
func (d *Discord) guild(parts []string) *discordReply {
	roles := []any{map[string]any{"id": parts[0], "name": "@everyone", "permissions": "0"}, map[string]any{"id": "980000000000000001", "name": "attache", "permissions": "274878024704"}}
	for id, permissions := range d.roles {
		roles = append(roles, map[string]any{"id": id, "name": "role " + id, "permissions": permissions})
	}
	switch {
	case len(parts) == 1:
		return discordOK(map[string]any{"id": parts[0], "name": "fake", "owner_id": d.owner, "roles": roles})
	case len(parts) == 2 && parts[1] == "roles":
		return discordOK(roles)
	case len(parts) == 3 && parts[1] == "members" && parts[2] == DiscordBotUser:
		return discordOK(map[string]any{"user": d.botUser(), "roles": []any{"980000000000000001"}})
	}
	return refusal(http.StatusNotFound, 10007, "Unknown Member")
}

// ExpireToken makes an interaction one that can no longer be answered.
func (d *Discord) ExpireToken(i DiscordInteraction) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pending[i.Token].expired = true
}
