package adaptertest

import (
	"encoding/json"
	"net/http"
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
		return ok(map[string]any{"url": d.socketURL()})
	case authorization != "Bot "+d.token:
		return refusal(http.StatusUnauthorized, 0, "401: Unauthorized")
	case c.Path == "/gateway/bot":
		return ok(map[string]any{"url": d.socketURL(), "shards": 1,
			"session_start_limit": map[string]any{"total": 1000, "remaining": 1000 - d.gateway.identified, "reset_after": 86400000, "max_concurrency": 1}})
	case c.Path == "/users/@me":
		return ok(d.botUser())
	case c.Path == "/applications/@me", c.Path == "/oauth2/applications/@me":
		return ok(map[string]any{"id": DiscordApp, "name": "fake", "description": "", "flags": 0, "bot": d.botUser()})
	case len(parts) == 3 && parts[0] == "applications" && parts[2] == "commands":
		return d.applicationCommands(c, parts[1])
	case len(parts) == 3 && parts[0] == "channels" && parts[2] == "messages" && c.Method == http.MethodPost:
		return d.channelMessage(c, parts[1])
	case len(parts) == 3 && parts[0] == "channels" && parts[2] == "typing" && c.Method == http.MethodPost:
		return &discordReply{status: http.StatusNoContent}
	}
	return refusal(http.StatusNotFound, 0, "404: Not Found")
}

func (d *Discord) botUser() map[string]any {
	return map[string]any{"id": DiscordBotUser, "username": "attache", "discriminator": "0001", "global_name": nil, "avatar": nil, "bot": true, "flags": 0}
}

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
			if k == "description_localizations" && c.Query.Get("with_localizations") != "true" {
				continue
			}
			one[k] = v
		}
		// Discord sends back more than it was given.
		one["id"], one["application_id"], one["version"] = "92000000000000000"+string(rune('0'+i%10)), app, "930000000000000001"
		one["default_member_permissions"], one["nsfw"], one["name_localizations"] = nil, false, nil
		stored = append(stored, one)
	}
	return ok(stored)
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
		return ok(map[string]any{"id": d.nonces[channel+" "+nonce], "channel_id": channel})
	}
	id := d.id()
	d.nonces[channel+" "+nonce] = id
	return ok(map[string]any{"id": id, "channel_id": channel})
}

// patience is how long an interaction waits for its first response.
const patience = 3 * time.Second

func (d *Discord) callback(c DiscordCall, id, token string) *discordReply {
	p := d.pending[token]
	switch {
	case p == nil || p.id != id || !p.answered && time.Since(p.sent) > patience:
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
	case 4:
		if r := d.refuse(body.Data); r != nil {
			return r
		}
	case 5, 6:
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
	return ok(map[string]any{
		"interaction": map[string]any{"id": id, "type": 2, "response_message_id": message["id"], "response_message_loading": body.Type == 5, "response_message_ephemeral": false},
		"resource":    map[string]any{"type": body.Type, "message": message},
	})
}

// webhook answers /webhooks/APP/TOKEN and /webhooks/APP/TOKEN/messages/ID.
func (d *Discord) webhook(c DiscordCall, parts []string) *discordReply {
	p := d.pending[parts[2]]
	if parts[1] != DiscordApp || p == nil || !p.answered {
		return refusal(http.StatusNotFound, 10015, "Unknown Webhook")
	}
	if c.Method == http.MethodDelete {
		return &discordReply{status: http.StatusNoContent}
	}
	if c.Method == http.MethodGet {
		return ok(map[string]any{"id": p.id, "channel_id": DiscordChannel, "content": ""})
	}
	var m map[string]any
	if err := json.Unmarshal(c.Body, &m); err != nil {
		return refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	if r := d.refuse(m); r != nil {
		return r
	}
	return ok(map[string]any{"id": d.id(), "channel_id": DiscordChannel})
}
