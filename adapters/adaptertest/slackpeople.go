package adaptertest

import (
	"io"
	"net/http"
	"net/url"
)

// What people do in Slack.

// Command is a slash command that a person types in a channel.
func (s *Slack) Command(channel, command, text string) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("slash_commands", map[string]any{
		"token": "t", "team_id": SlackTeam, "team_domain": "veldsund", "channel_id": channel, "channel_name": "lease", "user_id": SlackPerson,
		"user_name": "anna", "command": command, "text": text, "api_app_id": "A1", "is_enterprise_install": "false",
		"response_url": s.responseURL(channel), "trigger_id": s.next("trigger"),
	})
}

// Mention is a message in a channel that names the bot; thread is empty outside of
// threads. It returns the message's time.
func (s *Slack) Mention(text, thread string, files ...any) (*SlackEnvelope, string) {
	s.tb.Helper()
	ts := s.time()
	event := map[string]any{"type": "app_mention", "user": SlackPerson, "text": text, "ts": ts, "channel": SlackChannel, "event_ts": ts}
	if thread != "" {
		event["thread_ts"] = thread
	}
	if len(files) > 0 {
		event["files"], event["upload"] = files, true
	}
	return s.event(event), ts
}

// DirectMessage is a message to the bot; with is what else Slack tells of it.
func (s *Slack) DirectMessage(text string, with map[string]any) *SlackEnvelope {
	s.tb.Helper()
	ts := s.time()
	event := map[string]any{"type": "message", "channel_type": "im", "user": SlackPerson, "text": text, "ts": ts, "channel": SlackDirect, "event_ts": ts}
	for name, value := range with {
		event[name] = value
	}
	return s.event(event)
}

// File is a file that somebody uploads with a message, as its event tells of it. Who
// may read files gets the text from Slack.
// https://docs.slack.dev/reference/objects/file-object
func (s *Slack) File(name, text string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.given[name] = text
	return map[string]any{"id": "F0" + name, "name": name, "mimetype": "text/plain", "size": len(text), "mode": "hosted",
		"url_private": s.server.URL + "/files-pri/" + name, "url_private_download": s.server.URL + "/files-pri/" + name}
}

// download gives a file to who may read it; others Slack sends to sign in.
func (s *Slack) download(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	text, ok := s.given[r.PathValue("name")]
	may := s.has("files:read")
	s.mu.Unlock()
	if !ok || !may || r.Header.Get("Authorization") != "Bearer "+SlackBotToken {
		http.Redirect(w, r, "/?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		return
	}
	_, _ = io.WriteString(w, text)
}

func (s *Slack) event(event map[string]any) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("events_api", map[string]any{"token": "t", "team_id": SlackTeam, "api_app_id": "A1", "type": "event_callback",
		"event_id": s.next("Ev"), "event_time": 1900000000, "event": event,
		"authorizations": []any{map[string]any{"team_id": SlackTeam, "user_id": SlackBotUser, "is_bot": true}}})
}

// SlackColleague is another person than the one who asks.
const SlackColleague = "U0COLLEAGUE"

// Press is a press of the button of a post whose label begins with label.
func (s *Slack) Press(p SlackPost, label string) *SlackEnvelope {
	s.tb.Helper()
	return s.PressAs(SlackPerson, p, label)
}

// PressAs is a press by that person.
func (s *Slack) PressAs(person string, p SlackPost, label string) *SlackEnvelope {
	s.tb.Helper()
	action, value, ok := p.Button(label)
	if !ok {
		s.tb.Fatalf("no button %q in %s", label, p.Blocks())
	}
	return s.actAs(person, p, map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1900000000.1",
		"text": map[string]any{"type": "plain_text", "text": label}})
}

// act is something that the person does to a post.
func (s *Slack) act(p SlackPost, action map[string]any) *SlackEnvelope {
	s.tb.Helper()
	return s.actAs(SlackPerson, p, action)
}

func (s *Slack) actAs(person string, p SlackPost, action map[string]any) *SlackEnvelope {
	s.tb.Helper()
	ephemeral := p.Way == "chat.postEphemeral" || p.Response == "ephemeral"
	container := map[string]any{"type": "message", "message_ts": p.TS, "channel_id": p.Channel, "is_ephemeral": ephemeral}
	if p.Thread != "" {
		container["thread_ts"] = p.Thread
	}
	return s.Send("interactive", map[string]any{
		"type": "block_actions", "token": "t", "api_app_id": "A1", "team": map[string]any{"id": SlackTeam, "domain": "veldsund"},
		"user": map[string]any{"id": person, "username": "anna", "team_id": SlackTeam}, "channel": map[string]any{"id": p.Channel, "name": "lease"},
		"container": container, "trigger_id": s.next("trigger"), "response_url": s.responseURL(p.Channel, p),
		"actions": []any{action},
	})
}

// Judge is a press of one of the two feedback buttons of a post.
func (s *Slack) Judge(p SlackPost, good bool) *SlackEnvelope {
	s.tb.Helper()
	which := "negative_button"
	if good {
		which = "positive_button"
	}
	blocks, _ := p.Message["blocks"].([]any)
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		if block["type"] != "context_actions" {
			continue
		}
		for _, e := range block["elements"].([]any) {
			element := e.(map[string]any)
			button, _ := element[which].(map[string]any)
			return s.act(p, map[string]any{"type": "feedback_buttons", "block_id": "b", "action_id": element["action_id"], "value": button["value"]})
		}
	}
	s.tb.Fatalf("no feedback buttons in %s", p.Blocks())
	return nil
}

// Submit sends a form off, with what was chosen and typed in it by input.
func (s *Slack) Submit(v SlackView, values map[string]map[string]any) *SlackEnvelope {
	s.tb.Helper()
	state := map[string]any{}
	for input, value := range values {
		state[input] = map[string]any{input: value}
	}
	view := map[string]any{"id": v.ID, "type": "modal", "callback_id": v.CallID, "private_metadata": v.Metadata, "state": map[string]any{"values": state}, "blocks": []any{}}
	return s.Send("interactive", map[string]any{"type": "view_submission", "token": "t", "api_app_id": "A1", "trigger_id": s.next("trigger"),
		"team": map[string]any{"id": SlackTeam}, "user": map[string]any{"id": SlackPerson, "team_id": SlackTeam}, "view": view})
}

// Shortcut is a person who calls the message shortcut on somebody's message.
func (s *Slack) Shortcut(callback, text string) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("interactive", map[string]any{"type": "message_action", "token": "t", "callback_id": callback, "trigger_id": s.next("trigger"),
		"team": map[string]any{"id": SlackTeam}, "user": map[string]any{"id": SlackPerson, "team_id": SlackTeam}, "channel": map[string]any{"id": SlackChannel, "name": "lease"},
		"message_ts": "1900000000.000001", "message": map[string]any{"type": "message", "user": "U0BEN", "ts": "1900000000.000001", "text": text},
		"response_url": s.responseURL(SlackChannel)})
}

// Suggest is a person who types into a menu that asks the bot for its options.
func (s *Slack) Suggest(actionID, typed string) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("interactive", map[string]any{"type": "block_suggestion", "token": "t", "action_id": actionID, "block_id": "b", "value": typed,
		"team": map[string]any{"id": SlackTeam}, "user": map[string]any{"id": SlackPerson}, "api_app_id": "A1", "container": map[string]any{"type": "view", "view_id": "V1"}})
}

// Choose is a person who chooses from a menu of the bot's home.
func (s *Slack) Choose(actionID, value string) *SlackEnvelope {
	s.tb.Helper()
	return s.atHome(map[string]any{"type": "external_select", "action_id": actionID, "block_id": "b", "action_ts": "1900000000.1",
		"selected_option": map[string]any{"text": map[string]any{"type": "plain_text", "text": value}, "value": value}})
}

// PressAtHome is a press of a button of the bot's home.
func (s *Slack) PressAtHome(p SlackPost, label string) *SlackEnvelope {
	s.tb.Helper()
	action, value, ok := p.Button(label)
	if !ok {
		s.tb.Fatalf("no button %q in %s", label, p.Blocks())
	}
	return s.atHome(map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1900000000.1"})
}

func (s *Slack) atHome(action map[string]any) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("interactive", map[string]any{"type": "block_actions", "token": "t", "api_app_id": "A1", "team": map[string]any{"id": SlackTeam},
		"user": map[string]any{"id": SlackPerson, "team_id": SlackTeam}, "container": map[string]any{"type": "view", "view_id": "V1"}, "trigger_id": s.next("trigger"),
		"view": map[string]any{"id": "V1", "type": "home", "blocks": []any{}}, "actions": []any{action}})
}

// OpenAssistant is a person who opens the assistant pane.
func (s *Slack) OpenAssistant() *SlackEnvelope {
	s.tb.Helper()
	return s.event(map[string]any{"type": "assistant_thread_started", "event_ts": s.time(),
		"assistant_thread": map[string]any{"user_id": SlackPerson, "channel_id": SlackDirect, "thread_ts": "1900000000.000009", "context": map[string]any{}}})
}

// OpenHome is a person who opens the bot's home.
func (s *Slack) OpenHome() *SlackEnvelope {
	s.tb.Helper()
	return s.event(map[string]any{"type": "app_home_opened", "user": SlackPerson, "channel": SlackDirect, "tab": "home", "event_ts": s.time()})
}

// responseURL is an address to answer at: to a command, or to a press of a button of
// the message of.
func (s *Slack) responseURL(channel string, of ...SlackPost) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id("response")
	s.responses[id] = &slackResponseURL{channel: channel}
	for _, p := range of {
		s.responses[id].of = p
	}
	return s.server.URL + "/response/" + id
}

func (s *Slack) next(prefix string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.id(prefix)
}

func (s *Slack) time() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ts()
}
