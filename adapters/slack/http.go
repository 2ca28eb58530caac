package slack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"attache/bot"
)

// This file takes what Slack posts to addresses of the bot's own. What it does
// about it is the same as for Socket Mode: see receive.go.

// The paths below the address that the manifest names.
const (
	commandsPath    = "/slack/commands"
	eventsPath      = "/slack/events"
	interactionPath = "/slack/interactivity"
	optionsPath     = "/slack/options"
)

// door serves requests that come over HTTP.
type door struct{ *service }

// Mount adds the addresses that Slack posts to, if the adapter has a signing
// secret. They answer with h.
func (a *Adapter) Mount(mux *http.ServeMux, h bot.Handler) {
	if a.config.SigningSecret == "" {
		return
	}
	d := door{a.newService(h)}
	mux.Handle("POST "+commandsPath, d.guard(d.takeCommand))
	mux.Handle("POST "+eventsPath, d.guard(d.takeEvent))
	mux.Handle("POST "+interactionPath, d.guard(d.takeInteraction))
	mux.Handle("POST "+optionsPath, d.guard(d.takeInteraction))
}

// guard lets through what Slack signed, once, with its body.
func (d door) guard(take func(http.ResponseWriter, *http.Request, []byte)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.ctx.Err() != nil {
			http.Error(w, "shutting down", http.StatusServiceUnavailable) // Slack asks again, or another replica
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		switch tooLarge, is := errors.AsType[*http.MaxBytesError](err); {
		case is:
			http.Error(w, tooLarge.Error(), http.StatusRequestEntityTooLarge)
			return
		case err != nil:
			return // nobody waits for an answer
		case isSSLCheck(r.Header, body):
			return // Slack looks whether the certificate is good, and does not sign that
		}
		given, ok := signature(r.Header, body, d.config.SigningSecret, d.config.Now())
		// A command has a key of its own, which is looked up anyway.
		if !ok || r.URL.Path != commandsPath && !d.isNew(r.Context(), given) {
			http.Error(w, "not signed by Slack", http.StatusUnauthorized)
			return
		}
		take(w, r, body)
	})
}

// isNew reports whether a request with this signature came for the first time.
func (d door) isNew(ctx context.Context, signature string) bool {
	// The letters' case is not signed: both cases are one signature.
	first, err := d.config.Memory.FirstTime(ctx, "slack:signed:"+strings.ToLower(signature))
	if err != nil {
		d.log.Warn("cannot tell whether a request is new", "error", err)
		return true // what it asks for is known by a key of its own
	}
	return first
}

// isSSLCheck reports whether Slack only tries the connection.
// https://docs.slack.dev/interactivity/implementing-slash-commands
func isSSLCheck(header http.Header, body []byte) bool {
	if len(body) > 1024 || !strings.HasPrefix(header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return false
	}
	form, err := url.ParseQuery(string(body))
	return err == nil && form.Get("ssl_check") == "1"
}

// takeCommand answers a slash command.
func (d door) takeCommand(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("command") == "" {
		http.Error(w, "no command", http.StatusBadRequest)
		return
	}
	d.command(slackapi.SlashCommand{
		TeamID: form.Get("team_id"), ChannelID: form.Get("channel_id"), UserID: form.Get("user_id"),
		Command: form.Get("command"), Text: form.Get("text"),
		ResponseURL: form.Get("response_url"), TriggerID: form.Get("trigger_id"),
	}, responder(w))
}

// takeInteraction answers a press, a shortcut, a form or a question for options.
func (d door) takeInteraction(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	var c slackapi.InteractionCallback
	if err == nil {
		err = json.Unmarshal([]byte(form.Get("payload")), &c)
	}
	if err != nil {
		http.Error(w, "no payload", http.StatusBadRequest)
		return
	}
	d.interaction(c, responder(w))
}

// takeEvent takes an event of the Events API. One that cannot be read is none of
// the bot's: Slack need not send it again.
func (d door) takeEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
	if err != nil {
		d.log.Warn("an event cannot be read", "error", err)
		return
	}
	if check, ok := e.Data.(*slackevents.EventsAPIURLVerificationEvent); ok {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		// Who went away is not waiting.
		_, _ = io.WriteString(w, check.Challenge)
		return
	}
	d.event(e, responder(w))
}

// responder acknowledges by the response to a request. It must be called before the
// request's handler returns.
func responder(w http.ResponseWriter) acknowledge {
	return func(payload any) error {
		switch payload := payload.(type) {
		case nil:
			w.WriteHeader(http.StatusOK)
			return nil
		case again: // Slack tells of a command but once
			http.Error(w, "told before", http.StatusUnauthorized)
			return nil
		case ackAnswer:
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, err := w.Write(payload.json)
			return err
		default:
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			return json.NewEncoder(w).Encode(payload)
		}
	}
}
