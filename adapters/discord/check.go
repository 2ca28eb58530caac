package discord

import (
	"context"
	"fmt"
	"net/http"
)

// Check is one thing that an administrator may want to know: whether it is well,
// what was looked at, and what to do where it is not.
type Check struct {
	OK   bool
	What string
	Do   string // empty where it is well
}

// Check looks at the token, the application, its commands and how often the bot
// may connect. It changes nothing.
func (a *Adapter) Check(ctx context.Context) []Check {
	me, err := a.whoAmI(ctx)
	if err != nil {
		return []Check{{What: "Discord token", Do: err.Error()}}
	}
	return []Check{
		{OK: true, What: "Discord token: of application " + me.app},
		a.checkCommands(ctx, me.app),
		a.checkGateway(ctx),
		{OK: true, What: "Discord invitation: " + invitation(me.app)},
	}
}

func (a *Adapter) checkCommands(ctx context.Context, app string) Check {
	var registered []Command
	err := a.rest.do(ctx, http.MethodGet, "/applications/"+app+"/commands?with_localizations=true", nil, &registered)
	switch {
	case err != nil:
		return Check{What: "Discord commands", Do: err.Error()}
	case !same(registered, Commands()):
		return Check{What: fmt.Sprintf("Discord commands: %d registered, not those of this version", len(registered)), Do: "start attache: it registers them"}
	}
	return Check{OK: true, What: fmt.Sprintf("Discord commands: all %d registered", len(registered))}
}

func (a *Adapter) checkGateway(ctx context.Context) Check {
	var gateway struct {
		Shards int `json:"shards"`
		Limit  struct {
			Total     int `json:"total"`
			Remaining int `json:"remaining"`
		} `json:"session_start_limit"`
	}
	err := a.rest.do(ctx, http.MethodGet, "/gateway/bot", nil, &gateway)
	what := fmt.Sprintf("Discord gateway: %d of %d connections left today", gateway.Limit.Remaining, gateway.Limit.Total)
	switch {
	case err != nil:
		return Check{What: "Discord gateway", Do: err.Error()}
	case gateway.Limit.Remaining < 20:
		return Check{What: what, Do: "find out why the bot connects so often: the log says; Discord resets the count within a day"}
	case gateway.Shards > 10:
		return Check{What: what, Do: "the bot is in so many servers that Discord will soon want several connections, and this bot has one"}
	}
	return Check{OK: true, What: what}
}

// permissions are the least that posting takes: View Channel, Send Messages,
// Embed Links and Send Messages in Threads (docs: Permissions).
const permissions = 1<<10 | 1<<11 | 1<<14 | 1<<38

// invitation is where an administrator adds the bot to a server.
func invitation(app string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, permissions)
}
