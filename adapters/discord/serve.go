package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"attache/bot"
)

// Serve implements [bot.Adapter]. It connects to the gateway unless interactions
// come over HTTP and messages are not wanted.
func (a *Adapter) Serve(ctx context.Context, h bot.Handler) error {
	if a.mounted != nil {
		defer a.mounted.close(a.config.Drain)
	}
	me, err := a.prepare(ctx)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return fmt.Errorf("discord: %w", err)
	}
	a.presence.known.Store(true)
	if a.key != nil && !a.config.Mentions {
		<-ctx.Done()
		return nil
	}
	g := &gateway{a, newDesk(ctx, a, h, me)}
	err = g.stay(ctx)
	g.desk.close(a.config.Drain)
	if err != nil {
		return fmt.Errorf("discord: %w", err)
	}
	return nil
}

// identity is who the bot is to Discord.
type identity struct {
	app, user     string
	key, endpoint string // the application's public key, and where interactions are sent to
}

// prepare finds out who the bot is, which it tries until Discord refuses it for
// good, and registers its commands. Those that are registered go on working where
// Discord takes no new ones, so that is tried again beside the work.
func (a *Adapter) prepare(ctx context.Context) (me identity, err error) {
	err = a.persist(ctx, "start", func() error {
		me, err = a.whoAmI(ctx)
		return err
	})
	if err != nil {
		return identity{}, err
	}
	register := func() error {
		ctx, cancel := context.WithTimeout(ctx, openWithin)
		defer cancel()
		return a.register(ctx, me.app)
	}
	if err := register(); err != nil {
		a.log.Error("commands not registered, those of before stay", "err", err)
		if statusOf(err) != http.StatusBadRequest {
			go func() {
				if err := a.persist(ctx, "register commands", register); err != nil && ctx.Err() == nil {
					a.log.Error("commands not registered, those of before stay", "err", err)
				}
			}()
		}
	}
	return me, nil
}

// persist repeats do with growing pauses until it succeeds, fails for good or ctx
// is done.
func (a *Adapter) persist(ctx context.Context, what string, do func() error) error {
	for pause := a.config.Pause; ; pause = longer(pause) {
		err := do()
		var refused *refusedError
		if err == nil || errors.As(err, &refused) || ctx.Err() != nil {
			return err
		}
		a.log.Warn("will try again", "what", what, "in", pause, "err", err)
		if err := sleep(ctx, pause, err); err != nil {
			return err
		}
	}
}

// longest bounds the pause between attempts: at this pace a day of failures stays
// below the 1000 connections that Discord allows (docs: Gateway, Session Start
// Limit).
const longest = 2 * time.Minute

func longer(pause time.Duration) time.Duration { return min(2*pause, longest) }

// refusedError is a refusal that no repetition would change. Its text says what
// to do.
type refusedError struct {
	do  string
	err error
}

func (e *refusedError) Error() string {
	if e.err == nil {
		return e.do
	}
	return e.do + " (" + e.err.Error() + ")"
}

func (e *refusedError) Unwrap() error { return e.err }

const newToken = "Discord refuses the token: reset it on the Bot page of the application at https://discord.com/developers/applications and set DISCORD_TOKEN"

// final makes a refusal out of an error after which Discord would only refuse
// again. Asking on in spite of that is what bans come from.
func final(err error) error {
	switch status := statusOf(err); {
	case status == http.StatusUnauthorized:
		return &refusedError{newToken, err}
	case status >= 400 && status < 500 && status != http.StatusTooManyRequests:
		return &refusedError{"Discord refuses the bot", err}
	}
	return err
}

func (a *Adapter) whoAmI(ctx context.Context) (identity, error) {
	var user struct {
		ID string `json:"id"`
	}
	var app struct {
		ID       string `json:"id"`
		Key      string `json:"verify_key"`
		Endpoint string `json:"interactions_endpoint_url"`
	}
	if err := a.rest.do(ctx, http.MethodGet, "/users/@me", nil, &user); err != nil {
		return identity{}, final(err)
	}
	if err := a.rest.do(ctx, http.MethodGet, "/applications/@me", nil, &app); err != nil {
		return identity{}, final(err)
	}
	if want := a.config.AppID; want != "" && want != app.ID {
		return identity{}, &refusedError{do: fmt.Sprintf("DISCORD_APP_ID is %s, but the token is of application %s: set both from the same application, or leave DISCORD_APP_ID empty", want, app.ID)}
	}
	return identity{app: app.ID, user: user.ID, key: app.Key, endpoint: app.Endpoint}, nil
}

// register makes the bot's commands those that Discord has, in one request, and
// sends none where they are already.
func (a *Adapter) register(ctx context.Context, app string) error {
	path := "/applications/" + app + "/commands"
	var registered []Command
	if err := a.rest.do(ctx, http.MethodGet, path+"?with_localizations=true", nil, &registered); err != nil {
		return final(err)
	}
	if same(registered, Commands()) {
		return nil
	}
	if err := a.rest.do(ctx, http.MethodPut, path, Commands(), nil); err != nil {
		return final(err)
	}
	a.log.Info("commands registered", "count", len(Commands()))
	return nil
}
