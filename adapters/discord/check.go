package discord

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// Check looks at the token, the application, the public key, the commands, how
// often the bot may connect, and what it may do in the channel that it was given.
// It changes nothing.
func (a *Adapter) Check(ctx context.Context) []bot.Finding {
	me, err := a.whoAmI(ctx)
	if err != nil {
		return []bot.Finding{{What: "Discord token", Do: err.Error()}}
	}
	all := []bot.Finding{
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
	return append(all, bot.Finding{OK: true, What: "Discord invitation: " + Invitation(me.app)})
}

func (a *Adapter) checkCommands(ctx context.Context, app string) bot.Finding {
	var registered []Command
	err := a.rest.do(ctx, http.MethodGet, "/applications/"+app+"/commands?with_localizations=true", nil, &registered)
	switch {
	case err != nil:
		return bot.Finding{What: "Discord commands", Do: err.Error()}
	case !same(registered, Commands()):
		return bot.Finding{What: fmt.Sprintf("Discord commands: %d registered, not those of this version", len(registered)), Do: "start attache: it registers them"}
	}
	return bot.Finding{OK: true, What: fmt.Sprintf("Discord commands: all %d registered", len(registered))}
}

// checkKey holds the public key against the application's, and looks whether
// Discord sends interactions anywhere.
func (a *Adapter) checkKey(me identity) bot.Finding {
	switch {
	case !strings.EqualFold(me.key, hex.EncodeToString(a.key)):
		return bot.Finding{What: "Discord public key: not that of the application", Do: "copy it from General Information of the application into DISCORD_PUBLIC_KEY"}
	case me.endpoint == "":
		return bot.Finding{What: "Discord public key: right, but Discord sends interactions over the gateway", Do: "while attache runs, set the Interactions Endpoint URL of the application to https://YOUR-HOST" + Path + ", or leave DISCORD_PUBLIC_KEY empty"}
	case !strings.HasSuffix(me.endpoint, Path):
		return bot.Finding{What: "Discord interactions go to " + me.endpoint, Do: "the Interactions Endpoint URL of the application must end in " + Path}
	}
	return bot.Finding{OK: true, What: "Discord interactions go to " + me.endpoint}
}

func (a *Adapter) checkGateway(ctx context.Context) bot.Finding {
	var f discordgo.GatewayBotResponse
	err := a.rest.do(ctx, http.MethodGet, "/gateway/bot", nil, &f)
	what := fmt.Sprintf("Discord gateway: %d of %d sessions left today, %d at a time", f.SessionStartLimit.Remaining, f.SessionStartLimit.Total, max(f.Shards, 1))
	switch {
	case err != nil:
		return bot.Finding{What: "Discord gateway", Do: err.Error()}
	case f.SessionStartLimit.Remaining < max(20, 2*f.Shards):
		return bot.Finding{What: what, Do: "find out why the bot connects so often: the log says; Discord resets the count within a day"}
	}
	return bot.Finding{OK: true, What: what}
}

// checkChannel works out what the bot may do in a channel.
func (a *Adapter) checkChannel(ctx context.Context, me identity) bot.Finding {
	what := "Discord channel " + a.config.Channel
	has, in, err := a.ownPermissions(ctx, a.config.Channel, me)
	if err != nil {
		return bot.Finding{What: what, Do: explained(err).Error()}
	}
	var lacks []string
	for _, p := range Permissions() {
		if has&p.Bit == 0 && (p.Bit != discordgo.PermissionSendMessagesInThreads || in.IsThread()) && (p.Bit != discordgo.PermissionSendMessages || !in.IsThread()) {
			lacks = append(lacks, p.Name)
		}
	}
	if len(lacks) > 0 {
		return bot.Finding{What: what + ": the bot lacks " + strings.Join(lacks, ", "), Do: "give it to the bot's role there, or add the bot anew by the invitation below"}
	}
	return bot.Finding{OK: true, What: what + ": the bot may do all that it needs"}
}

// Permission is one thing that the bot must be allowed to do in a server.
type Permission struct {
	Bit  int64
	Name string
	For  string // what the bot does with it
}

// Permissions are the least that the bot works with.
func Permissions() []Permission {
	return []Permission{
		{discordgo.PermissionViewChannel, "View Channels", "to see the channel that it is asked in by a mention, or posts a digest to"},
		{discordgo.PermissionSendMessages, "Send Messages", "to reply to a mention and to post digests; answers to commands need none"},
		{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads", "the same in threads and in the posts of forums"},
		{discordgo.PermissionEmbedLinks, "Embed Links", "to show answers in a frame where Discord takes no other"},
		{discordgo.PermissionAttachFiles, "Attach Files", "to post the picture of a timeline"},
		{discordgo.PermissionReadMessageHistory, "Read Message History", "to look whether a digest was posted before it posts it again"},
	}
}

// Invitation is where an administrator adds the bot to a server.
func Invitation(app string) string {
	var all int64
	for _, p := range Permissions() {
		all |= p.Bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, all)
}
