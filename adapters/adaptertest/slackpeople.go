package adaptertest

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
func (s *Slack) Mention(text, thread string) (*SlackEnvelope, string) {
	s.tb.Helper()
	ts := s.time()
	event := map[string]any{"type": "app_mention", "user": SlackPerson, "text": text, "ts": ts, "channel": SlackChannel, "event_ts": ts}
	if thread != "" {
		event["thread_ts"] = thread
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

func (s *Slack) event(event map[string]any) *SlackEnvelope {
	s.tb.Helper()
	return s.Send("events_api", map[string]any{"token": "t", "team_id": SlackTeam, "api_app_id": "A1", "type": "event_callback",
		"event_id": s.next("Ev"), "event_time": 1900000000, "event": event})
}

// Press is a press of the button of a post whose label begins with label.
func (s *Slack) Press(p SlackPost, label string) *SlackEnvelope {
	s.tb.Helper()
	action, value, ok := p.Button(label)
	if !ok {
		s.tb.Fatalf("no button %q in %s", label, p.Blocks())
	}
	ephemeral := p.Way == "chat.postEphemeral" || p.Response == "ephemeral"
	container := map[string]any{"type": "message", "message_ts": p.TS, "channel_id": p.Channel, "is_ephemeral": ephemeral}
	if p.Thread != "" {
		container["thread_ts"] = p.Thread
	}
	return s.Send("interactive", map[string]any{
		"type": "block_actions", "token": "t", "api_app_id": "A1", "team": map[string]any{"id": SlackTeam, "domain": "veldsund"},
		"user": map[string]any{"id": SlackPerson, "username": "anna", "team_id": SlackTeam}, "channel": map[string]any{"id": p.Channel, "name": "lease"},
		"container": container, "trigger_id": s.next("trigger"), "response_url": s.responseURL(p.Channel),
		"actions": []any{map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1900000000.1",
			"text": map[string]any{"type": "plain_text", "text": label}}},
	})
}

// OpenHome is a person who opens the bot's home.
func (s *Slack) OpenHome() *SlackEnvelope {
	s.tb.Helper()
	return s.event(map[string]any{"type": "app_home_opened", "user": SlackPerson, "channel": SlackDirect, "tab": "home", "event_ts": s.time()})
}

func (s *Slack) responseURL(channel string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id("response")
	s.responses[id] = &slackResponseURL{channel: channel}
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
