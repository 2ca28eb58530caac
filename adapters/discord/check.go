package discord

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Check is one thing that an administrator may want to know: whether it is well,
// what was looked at, and what to do where it is not.
type Check struct {
	OK   bool
	What string
	Do   string // empty where it is well
}

// Check looks at the token, the application, the public key, the commands, how
// often the bot may connect, and what it may do in the channel that it was given.
// It changes nothing.
func (a *Adapter) Check(ctx context.Context) []Check {
	me, err := a.whoAmI(ctx)
	if err != nil {
		return []Check{{What: "Discord token", Do: err.Error()}}
	}
	all := []Check{
		{OK: true, What: "Discord token: of application " + me.app},
		a.checkCommands(ctx, me.app),
	}
	if a.key != nil {
		all = append(all, a.checkKey(me))
	}
	if a.key == nil || a.config.Mentions {
		all = append(all, a.checkGateway(ctx))
	}
	if a.config.Channel != "" {
		all = append(all, a.checkChannel(ctx, me))
	}
	return append(all, Check{OK: true, What: "Discord invitation: " + Invitation(me.app)})
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

// checkKey holds the public key against the application's, and looks whether
// Discord sends interactions anywhere.
func (a *Adapter) checkKey(me identity) Check {
	switch {
	case !strings.EqualFold(me.key, hex.EncodeToString(a.key)):
		return Check{What: "Discord public key: not that of the application", Do: "copy it from General Information of the application into DISCORD_PUBLIC_KEY"}
	case me.endpoint == "":
		return Check{What: "Discord public key: right, but Discord sends interactions over the gateway", Do: "while attache runs, set the Interactions Endpoint URL of the application to https://YOUR-HOST" + Path + ", or leave DISCORD_PUBLIC_KEY empty"}
	case !strings.HasSuffix(me.endpoint, Path):
		return Check{What: "Discord interactions go to " + me.endpoint, Do: "the Interactions Endpoint URL of the application must end in " + Path}
	}
	return Check{OK: true, What: "Discord interactions go to " + me.endpoint}
}

func (a *Adapter) checkGateway(ctx context.Context) Check {
	var f fleet
	err := a.rest.do(ctx, http.MethodGet, "/gateway/bot", nil, &f)
	what := fmt.Sprintf("Discord gateway: %d of %d sessions left today, %d at a time", f.Limit.Remaining, f.Limit.Total, max(f.Shards, 1))
	switch {
	case err != nil:
		return Check{What: "Discord gateway", Do: err.Error()}
	case f.Limit.Remaining < max(20, 2*f.Shards):
		return Check{What: what, Do: "find out why the bot connects so often: the log says; Discord resets the count within a day"}
	}
	return Check{OK: true, What: what}
}

// checkChannel works out what the bot may do in a channel.
func (a *Adapter) checkChannel(ctx context.Context, me identity) Check {
	what := "Discord channel " + a.config.Channel
	has, in, err := a.permissionsIn(ctx, a.config.Channel, me)
	if err != nil {
		return Check{What: what, Do: explained(err).Error()}
	}
	var lacks []string
	for _, p := range Permissions() {
		if has&p.Bit == 0 && (p.Bit != maySendInThreads || in.isThread()) && (p.Bit != maySend || !in.isThread()) {
			lacks = append(lacks, p.Name)
		}
	}
	if len(lacks) > 0 {
		return Check{What: what + ": the bot lacks " + strings.Join(lacks, ", "), Do: "give it to the bot's role there, or add the bot anew by the invitation below"}
	}
	return Check{OK: true, What: what + ": the bot may do all that it needs"}
}

// guildChannel is a channel with who may do what in it.
type guildChannel struct {
	channel
	Guild      string      `json:"guild_id"`
	Overwrites []overwrite `json:"permission_overwrites"`
}

type overwrite struct {
	ID    string `json:"id"` // of a role or a member
	Allow bits   `json:"allow"`
	Deny  bits   `json:"deny"`
}

type role struct {
	ID          string `json:"id"`
	Permissions bits   `json:"permissions"`
}

// permissionsIn works out the bot's permissions in a channel as Discord does (docs:
// Permissions, Permission Overwrites). A thread has those of its channel.
func (a *Adapter) permissionsIn(ctx context.Context, id string, me identity) (uint64, channel, error) {
	var c guildChannel
	if err := a.rest.do(ctx, http.MethodGet, "/channels/"+id, nil, &c); err != nil {
		return 0, channel{}, err
	}
	at := c.channel
	if at.isThread() && at.Parent != "" {
		if err := a.rest.do(ctx, http.MethodGet, "/channels/"+at.Parent, nil, &c); err != nil {
			return 0, at, err
		}
	}
	if c.Guild == "" {
		return ^uint64(0), at, nil // a direct message
	}
	var m struct {
		Roles []string `json:"roles"`
	}
	if err := a.rest.do(ctx, http.MethodGet, "/guilds/"+c.Guild+"/members/"+me.user, nil, &m); err != nil {
		return 0, at, err
	}
	var roles []role
	if err := a.rest.do(ctx, http.MethodGet, "/guilds/"+c.Guild+"/roles", nil, &roles); err != nil {
		return 0, at, err
	}
	return granted(c, m.Roles, roles, me.user), at, nil
}

// granted are the permissions of a member with those roles in a channel: what the
// roles give, then what the channel takes and gives to all, to the roles and to the
// member.
func granted(c guildChannel, has []string, roles []role, user string) uint64 {
	var sum uint64
	for _, r := range roles {
		if r.ID == c.Guild || slices.Contains(has, r.ID) {
			sum |= r.Permissions.number()
		}
	}
	if sum&mayAdminister != 0 {
		return ^uint64(0)
	}
	for _, concerns := range []func(id string) bool{
		func(id string) bool { return id == c.Guild },
		func(id string) bool { return slices.Contains(has, id) },
		func(id string) bool { return id == user },
	} {
		var allow, deny uint64
		for _, o := range c.Overwrites {
			if concerns(o.ID) {
				allow, deny = allow|o.Allow.number(), deny|o.Deny.number()
			}
		}
		sum = sum&^deny | allow
	}
	return sum
}

// Permission is one thing that the bot must be allowed to do in a server.
type Permission struct {
	Bit  uint64
	Name string
	For  string // what the bot does with it
}

// Permissions are the least that the bot works with.
func Permissions() []Permission {
	return []Permission{
		{mayView, "View Channels", "to see the channel that it is asked in by a mention, or posts a digest to"},
		{maySend, "Send Messages", "to reply to a mention and to post digests; answers to commands need none"},
		{maySendInThreads, "Send Messages in Threads", "the same in threads and in the posts of forums"},
		{mayEmbed, "Embed Links", "to show answers in a frame where Discord takes no other"},
		{mayAttach, "Attach Files", "to post the picture of a timeline"},
		{mayReadHistory, "Read Message History", "to look whether a digest was posted before it posts it again"},
	}
}

// Invitation is where an administrator adds the bot to a server.
func Invitation(app string) string {
	var all uint64
	for _, p := range Permissions() {
		all |= p.Bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, all)
}
