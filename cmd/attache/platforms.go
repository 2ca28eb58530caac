package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"

	"attache/bot"
)

// platform is one chat platform that can be connected.
type platform struct {
	name     string     // as it is written on the command line
	title    string     // as it is written in sentences
	needs    []variable // all of them must be set
	takes    []variable // may be set
	home     string     // the page where the tokens are made
	connect  func(c connection) (adapter, error)
	preview  func(ctx context.Context, a bot.Answer, m bot.Memory) (any, error)
	manifest func(o manifestOptions) ([]byte, error)
	install  func(getenv func(string) string) string // how the bot is added; nil where the manifest is all
}

// adapter connects the bot to a platform, and can tell what is wrong there.
type adapter interface {
	bot.Adapter
	// Check looks at all that the platform demands, and changes nothing.
	Check(ctx context.Context) []bot.Finding
}

// manifestOptions say what is to be registered.
type manifestOptions struct {
	url       string // where the platform is to call the bot; empty: it is not to
	assistant bool   // the pane for assistants, where the platform has one
	history   bool   // to read what was posted before
}

// connection is what a platform's adapter is made of.
type connection struct {
	getenv    func(string) string
	memory    bot.Memory
	completer bot.Completer
	transport http.RoundTripper // for requests to the platform; nil is the usual
	log       *slog.Logger
}

// mounter is an adapter that people, or a platform, reach over HTTP.
type mounter interface {
	// Mount adds what the adapter serves to mux; it answers with h.
	Mount(mux *http.ServeMux, h bot.Handler)
}

// variable is an environment variable.
type variable struct {
	name    string
	or      string // another variable that does as well
	usual   string // its value where it is not set
	purpose string
	secret  bool
}

// platforms are all that there are, one line each.
func platforms() []platform {
	return []platform{slackPlatform(), discordPlatform()}
}

// missing are the variables that the platform needs and that are not set.
func (p platform) missing() []variable {
	var out []variable
	for _, v := range p.needs {
		if os.Getenv(v.name) == "" && (v.or == "" || os.Getenv(v.or) == "") {
			out = append(out, v)
		}
	}
	return out
}

// configured reports whether the platform is meant to be connected: one of the
// variables that it needs is set.
func (p platform) configured() bool { return len(p.missing()) < len(p.needs) }

// pretty is JSON as people read it, with a line end behind it.
func pretty(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
