package discord

import (
	"context"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// ownPermissions works out what the bot may do in a channel, and returns the
// channel.
func (a *Adapter) ownPermissions(ctx context.Context, id string, me identity) (int64, *discordgo.Channel, error) {
	at, c, err := a.ruling(ctx, id)
	if err != nil || c.GuildID == "" {
		return ^int64(0), at, err // in a direct message it may do everything
	}
	var m discordgo.Member
	if err := a.rest.do(ctx, http.MethodGet, "/guilds/"+c.GuildID+"/members/"+me.user, nil, &m); err != nil {
		return 0, at, err
	}
	has, err := a.permissionsIn(ctx, c, m.Roles, me.user)
	return has, at, err
}

// ruling is a channel, and the one whose permissions hold in it: a thread has those
// of its channel.
func (a *Adapter) ruling(ctx context.Context, id string) (at, c *discordgo.Channel, err error) {
	at = &discordgo.Channel{}
	if err := a.rest.do(ctx, http.MethodGet, "/channels/"+id, nil, at); err != nil {
		return at, at, err
	}
	if !at.IsThread() || at.ParentID == "" {
		return at, at, nil
	}
	c = &discordgo.Channel{}
	err = a.rest.do(ctx, http.MethodGet, "/channels/"+at.ParentID, nil, c)
	return at, c, err
}

// permissionsIn works out what a member with those roles may do in a channel of a
// server, as Discord does (docs: Permissions, Permission Overwrites). Who owns the
// server may do everything.
func (a *Adapter) permissionsIn(ctx context.Context, c *discordgo.Channel, has []string, user string) (int64, error) {
	var guild struct {
		Owner string           `json:"owner_id"`
		Roles []discordgo.Role `json:"roles"`
	}
	if err := a.rest.do(ctx, http.MethodGet, "/guilds/"+c.GuildID, nil, &guild); err != nil {
		return 0, err
	}
	if guild.Owner == user {
		return ^int64(0), nil
	}
	return granted(c, has, guild.Roles, user), nil
}

// granted are the permissions of a member with those roles in a channel: what the
// roles give, then what the channel takes and gives to all, to the roles and to the
// member.
func granted(c *discordgo.Channel, has []string, roles []discordgo.Role, user string) int64 {
	var sum int64
	for _, r := range roles {
		if r.ID == c.GuildID || slices.Contains(has, r.ID) {
			sum |= r.Permissions
		}
	}
	if sum&discordgo.PermissionAdministrator != 0 {
		return ^int64(0)
	}
	for _, concerns := range []func(id string) bool{
		func(id string) bool { return id == c.GuildID },
		func(id string) bool { return slices.Contains(has, id) },
		func(id string) bool { return id == user },
	} {
		var allow, deny int64
		for _, o := range c.PermissionOverwrites {
			if concerns(o.ID) {
				allow, deny = allow|o.Allow, deny|o.Deny
			}
		}
		sum = sum&^deny | allow
	}
	return sum
}

// manages reports whether who wrote a message may manage the channel that it stands
// in. Unlike interactions, messages do not say so: it is worked out where the answer
// depends on it. Where it cannot be, the person may not.
func (d *desk) manages(ctx context.Context, m message, line string) bool {
	if m.Guild == "" || !bot.Managed(line) {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, acknowledgeWithin)
	defer cancel()
	_, c, err := d.ruling(ctx, m.Channel)
	var may int64
	if err == nil {
		may, err = d.permissionsIn(ctx, c, m.Member.Roles, m.Author.ID)
	}
	if err != nil {
		d.log.Warn("not known whether a person may manage a channel", "err", err)
		return false
	}
	return may&discordgo.PermissionManageChannels != 0
}
