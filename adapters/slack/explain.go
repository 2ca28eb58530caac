package slack

import (
	"errors"
	"fmt"
	"net/http"

	slackapi "github.com/slack-go/slack"
)

// The tokens by the names under which people set them.
const (
	botTokenName = "SLACK_BOT_TOKEN"
	appTokenName = "SLACK_APP_TOKEN"
)

// remedies say what to do where Slack refuses a call.
var remedies = map[string]string{
	"not_in_channel":     "invite the bot to the channel: /invite @attache",
	"channel_not_found":  "give the channel's id (C…), and invite the bot if it is private: /invite @attache",
	"is_archived":        "the channel is archived: choose another",
	"msg_too_long":       "the answer is too long for Slack",
	"missing_scope":      "install the app again from the manifest that `attache manifest slack` prints",
	"restricted_action":  "a workspace setting keeps the bot from posting there: ask an administrator",
	"ekm_access_denied":  "an administrator has suspended access",
	"team_access_denied": "ask an administrator to let the app into this workspace",
}

// tokenRemedies say what to do about a token.
var tokenRemedies = map[string]string{
	botTokenName: "install the app again and copy the Bot User OAuth Token from the app's page OAuth & Permissions",
	appTokenName: "make an app-level token with the scope connections:write on the app's page Basic Information, and switch Socket Mode on",
}

// refusesToken are the answers that no retry changes: the token is wrong.
// https://docs.slack.dev/reference/methods/auth.test#errors
var refusesToken = map[string]bool{
	"invalid_auth": true, "not_authed": true, "account_inactive": true, "token_revoked": true, "token_expired": true,
	"not_allowed_token_type": true, "no_permission": true, "org_login_required": true, "missing_scope": true,
	"team_access_denied": true, "app_not_found": true, "invalid_app_token": true,
}

// explain adds to an error of Slack's what to do about it. Token is the name of
// the token that was used; empty where it is not in doubt.
func explain(err error, token string) error {
	name, ok := refusal(err)
	if !ok {
		return err
	}
	if token != "" && refusesToken[name] {
		return fmt.Errorf("%s is refused by Slack (%s): %s", token, name, tokenRemedies[token])
	}
	if remedy := remedies[name]; remedy != "" {
		return fmt.Errorf("%w: %s", err, remedy)
	}
	return err
}

// refusal names what Slack answered, if it answered.
func refusal(err error) (name string, ok bool) {
	if reply, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok {
		return reply.Err, true
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok && status.Code == http.StatusUnauthorized {
		return "invalid_auth", true
	}
	return "", false
}

// final reports whether no retry can help: the token is refused.
func final(err error) bool {
	name, ok := refusal(err)
	return ok && refusesToken[name]
}
