package slack

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// ManifestOptions say what the app is to be able to do.
type ManifestOptions struct {
	URL       string // the bot's public address, "https://attache.example"; empty for Socket Mode
	Assistant bool   // the assistant pane, which guests cannot use
	History   bool   // reading channels, to look for a message before it is posted again
}

// Scope is something that the app may do, and what for.
type Scope struct {
	Name string
	Why  string
}

// Scopes are what the app asks for, and no more.
func (o ManifestOptions) Scopes() []Scope {
	list := []Scope{
		{"app_mentions:read", "to answer where somebody mentions it"},
		{"channels:read", "to say, in `attache doctor`, which public channels it is in"},
		{"chat:write", "to post answers where it is a member"},
		{"chat:write.public", "to post digests to public channels without an invitation"},
		{"commands", "to have slash commands and the message shortcut"},
		{scopeFiles, "to take in documents that administrators send it"},
		{"files:write", "to post pictures of timelines"},
		{"groups:read", "to say, in `attache doctor`, which private channels it is in"},
		{"im:history", "to read what people write to it directly, and nothing else"},
		{"im:write", "to write to people who press a button on its home page or subscribe to digests"},
		{"users:read", "to know who administers the workspace, before it changes a channel's digests, and by whose clock a digest is to come"},
	}
	if o.Assistant {
		list = append(list, Scope{scopeAssistant, "to suggest questions in the assistant pane, and to show there that it works"})
	}
	if o.History {
		list = append(list,
			Scope{"channels:history", "to look whether a digest is there before it is posted again, in public channels"},
			Scope{"groups:history", "the same in private channels"})
	}
	slices.SortFunc(list, func(a, b Scope) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Manifest returns the app's manifest as JSON: what an administrator pastes under
// https://api.slack.com/apps › Create New App › From a manifest.
// https://docs.slack.dev/reference/app-manifest
func Manifest(o ManifestOptions) []byte {
	base := strings.TrimRight(o.URL, "/")
	events := map[string]any{"bot_events": o.events()}
	interactivity := map[string]any{"is_enabled": true}
	if base != "" {
		events["request_url"] = base + eventsPath
		interactivity["request_url"] = base + interactionPath
		interactivity["message_menu_options_url"] = base + optionsPath
	}
	var names []string
	for _, s := range o.Scopes() {
		names = append(names, s.Name)
	}
	features := map[string]any{
		"app_home":       map[string]any{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
		"bot_user":       map[string]any{"display_name": "attache", "always_online": true},
		"slash_commands": commandsOfManifest(base),
		"shortcuts": []map[string]any{{"name": "Check with the dossier", "type": "message", "callback_id": shortcutCheck,
			"description": "Shows what the dossier says to each sentence of the message"}},
	}
	if o.Assistant {
		features["assistant_view"] = map[string]any{"assistant_description": "Answers questions about your dossier with its own words, cited."}
	}
	return indented(map[string]any{
		"_metadata": map[string]any{"major_version": 2, "minor_version": 0},
		"display_information": map[string]any{
			"name":             "attache",
			"description":      "Answers questions about your dossier with its own words, cited.",
			"long_description": longDescription,
			"background_color": "#1f2937",
		},
		"features":     features,
		"oauth_config": map[string]any{"scopes": map[string]any{"bot": names}},
		"settings": map[string]any{
			"event_subscriptions":    events,
			"interactivity":          interactivity,
			"org_deploy_enabled":     false,
			"socket_mode_enabled":    base == "",
			"token_rotation_enabled": false,
		},
	})
}

// events are what Slack is to tell.
func (o ManifestOptions) events() []string {
	list := []string{"app_home_opened", "app_mention", "message.im"}
	if o.Assistant {
		list = append(list, "assistant_thread_started")
	}
	slices.Sort(list)
	return list
}

func commandsOfManifest(base string) []map[string]any {
	var list []map[string]any
	for _, c := range slashCommands {
		command := map[string]any{"command": c.name, "description": c.description, "usage_hint": c.hint, "should_escape": false}
		if base != "" {
			command["url"] = base + commandsPath
		}
		list = append(list, command)
	}
	return list
}

var longDescription = strings.Join([]string{
	"attache answers questions about a dossier: a folder of articles and documents that your team gives it.",
	"Every sentence in an answer stands in a document, word for word, with its source and date. Nothing is made up: where the dossier does not say, attache says so and shows the nearest evidence.",
	"Ask with /ask, see what happened with /timeline, and who somebody is with /whois. Only you see the answer until you share it. In threads and in direct messages, mention attache or just write.",
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
