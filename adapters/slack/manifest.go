package slack

import (
	"bytes"
	"encoding/json"
	"strings"
)

// scopes are what the app may do, and no more. chat:write.public lets digests be
// posted to public channels that the bot is not in.
var scopes = []string{"app_mentions:read", "chat:write", "chat:write.public", "commands", "im:history", "im:write", "users:read"}

// Manifest returns the app's manifest as JSON: what an administrator pastes under
// https://api.slack.com/apps › Create New App › From a manifest. With an empty
// requestURL the app uses Socket Mode, else Slack calls that address.
// https://docs.slack.dev/reference/app-manifest
func Manifest(requestURL string) []byte {
	var commands []map[string]any
	for _, c := range slashCommands {
		command := map[string]any{"command": c.name, "description": c.description, "usage_hint": c.hint, "should_escape": false}
		if requestURL != "" {
			command["url"] = requestURL
		}
		commands = append(commands, command)
	}
	events := map[string]any{"bot_events": []string{"app_home_opened", "app_mention", "message.im"}}
	interactivity := map[string]any{"is_enabled": true}
	if requestURL != "" {
		events["request_url"], interactivity["request_url"] = requestURL, requestURL
	}
	return indented(map[string]any{
		"_metadata": map[string]any{"major_version": 2, "minor_version": 0},
		"display_information": map[string]any{
			"name":             "attache",
			"description":      "Answers questions about your dossier with its own words, cited.",
			"long_description": longDescription,
			"background_color": "#1f2937",
		},
		"features": map[string]any{
			"app_home":       map[string]any{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
			"bot_user":       map[string]any{"display_name": "attache", "always_online": true},
			"slash_commands": commands,
		},
		"oauth_config": map[string]any{"scopes": map[string]any{"bot": scopes}},
		"settings": map[string]any{
			"event_subscriptions":    events,
			"interactivity":          interactivity,
			"org_deploy_enabled":     false,
			"socket_mode_enabled":    requestURL == "",
			"token_rotation_enabled": false,
		},
	})
}

var longDescription = strings.Join([]string{
	"attache answers questions about a dossier: a folder of articles and documents that your team gives it.",
	"Every sentence in an answer stands in a document, word for word, with its source and date. Nothing is made up: where the dossier does not say, attache says so and shows the nearest evidence.",
	"Ask with /ask, see what happened with /timeline, and who somebody is with /whois. In threads and in direct messages, mention attache or just write.",
}, "\n\n")

func indented(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic("slack: the manifest holds what JSON cannot: " + err.Error())
	}
	return b.Bytes()
}
