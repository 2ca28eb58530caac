package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Finding is one line of a check: what was looked at, whether it is well, and if
// not what to do.
type Finding struct {
	OK   bool
	What string
	Do   string
}

// Check asks Slack whether both tokens work and the app may do what it needs.
func (a *Adapter) Check(ctx context.Context) []Finding {
	findings := a.checkBot(ctx)
	if _, _, err := a.api.StartSocketModeContext(ctx); err != nil {
		return append(findings, Finding{What: "Slack: Socket Mode cannot be opened", Do: explain(err, appTokenName).Error()})
	}
	return append(findings, Finding{OK: true, What: "Slack: Socket Mode can be opened"})
}

func (a *Adapter) checkBot(ctx context.Context) []Finding {
	who, err := a.api.AuthTestContext(ctx)
	if err != nil {
		return []Finding{{What: "Slack: the bot token does not work", Do: explain(err, botTokenName).Error()}}
	}
	findings := []Finding{{OK: true, What: fmt.Sprintf("Slack: the bot is %s in %s", who.User, who.Team)}}
	granted := strings.FieldsFunc(who.Header.Get("X-OAuth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	var missing []string
	for _, s := range scopes {
		if !slices.Contains(granted, s) {
			missing = append(missing, s)
		}
	}
	if len(missing) > 0 {
		return append(findings, Finding{What: "Slack: scopes are missing: " + strings.Join(missing, ", "),
			Do: "paste the manifest that `attache manifest slack` prints into the app's page App Manifest, and install the app again"})
	}
	return append(findings, Finding{OK: true, What: "Slack: all scopes are granted"})
}
