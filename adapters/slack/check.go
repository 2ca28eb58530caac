package slack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// maxSkew is how far this machine's clock may be from Slack's: half of what a
// signature may be off by.
const maxSkew = signedWithin / 2

// Check asks Slack whether the tokens work, the app may do what it needs, and the
// bot can be reached.
func (a *Adapter) Check(ctx context.Context) []bot.Finding {
	who, err := a.api.AuthTestContext(ctx)
	if err != nil {
		return append([]bot.Finding{{What: "Slack: the bot token does not work", Do: explain(err, botTokenName).Error()}}, a.checkWays(ctx)...)
	}
	findings := []bot.Finding{{OK: true, What: fmt.Sprintf("Slack: the bot is %s in %s", who.User, who.Team)}}
	scopes := granted(who)
	findings = append(findings, checkScopes(scopes)...)
	if scopes["channels:read"] || scopes["groups:read"] {
		findings = append(findings, a.checkChannels(ctx, scopes))
	}
	findings = append(findings, a.checkClock(who.Header)...)
	return append(findings, a.checkWays(ctx)...)
}

// checkScopes names the scopes that are missing, and what they are for; and those
// without which something that is not necessary does not work.
func checkScopes(scopes map[string]bool) []bot.Finding {
	var findings []bot.Finding
	for _, s := range (ManifestOptions{}).Scopes() {
		if !scopes[s.Name] {
			findings = append(findings, bot.Finding{What: "Slack: the scope " + s.Name + " is missing, which is " + s.Why,
				Do: "paste the manifest that `attache manifest slack` prints into the app's page App Manifest, and install the app again"})
		}
	}
	if findings != nil {
		return findings
	}
	what := "Slack: all scopes are granted"
	if !scopes["channels:history"] {
		what += "; without channels:history a digest that Slack did not confirm is not posted again (attache manifest slack --history)"
	}
	return []bot.Finding{{OK: true, What: what}}
}

// checkChannels says which channels the bot is in.
func (a *Adapter) checkChannels(ctx context.Context, scopes map[string]bool) bot.Finding {
	var kinds []string
	if scopes["channels:read"] {
		kinds = append(kinds, "public_channel")
	}
	if scopes["groups:read"] {
		kinds = append(kinds, "private_channel")
	}
	list, more, err := a.api.GetConversationsForUserContext(ctx, &slackapi.GetConversationsForUserParameters{Types: kinds, Limit: 200, ExcludeArchived: true})
	if err != nil {
		return bot.Finding{What: "Slack: it is not known which channels the bot is in", Do: explain(err, botTokenName).Error()}
	}
	if len(list) == 0 {
		return bot.Finding{What: "Slack: the bot is in no channel", Do: "type /invite @attache in each channel where it is to answer or to post digests"}
	}
	const named = 10
	var names []string
	for _, c := range list[:min(len(list), named)] {
		names = append(names, "#"+line(c.Name, maxName))
	}
	what := "Slack: the bot is in " + plural(len(list), "channel") + ": " + strings.Join(names, ", ")
	if len(list) > named || more != "" {
		what += ", …"
	}
	return bot.Finding{OK: true, What: what}
}

// checkClock compares this machine's clock with Slack's.
func (a *Adapter) checkClock(header http.Header) []bot.Finding {
	theirs, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return nil
	}
	skew := a.config.Now().Sub(theirs).Round(time.Second)
	if skew.Abs() <= maxSkew {
		return []bot.Finding{{OK: true, What: fmt.Sprintf("Slack: the clocks differ by %v", skew.Abs())}}
	}
	return []bot.Finding{{What: fmt.Sprintf("Slack: this machine's clock differs from Slack's by %v, so that signatures are refused", skew.Abs()),
		Do: "let it follow a time server (systemd: timedatectl set-ntp true)"}}
}

// checkWays says by which ways Slack can reach the bot.
func (a *Adapter) checkWays(ctx context.Context) []bot.Finding {
	var findings []bot.Finding
	if a.config.AppToken != "" {
		if _, _, err := a.api.StartSocketModeContext(ctx); err != nil {
			findings = append(findings, bot.Finding{What: "Slack: Socket Mode cannot be opened", Do: explain(err, appTokenName).Error()})
		} else {
			findings = append(findings, bot.Finding{OK: true, What: "Slack: Socket Mode can be opened"})
		}
	}
	if a.config.SigningSecret != "" {
		findings = append(findings, a.checkSecret(), a.checkAddress(ctx))
	}
	return findings
}

// checkSecret says whether the signing secret can be right. Slack gives no way to
// try it.
func (a *Adapter) checkSecret() bot.Finding {
	const length = 32 // hexadecimal digits, as Slack makes them
	secret := a.config.SigningSecret
	if len(secret) != length || strings.Trim(secret, "0123456789abcdef") != "" {
		return bot.Finding{What: "Slack: SLACK_SIGNING_SECRET does not look like one", Do: "copy the Signing Secret, 32 letters and digits, from the app's page Basic Information"}
	}
	return bot.Finding{OK: true, What: "Slack: SLACK_SIGNING_SECRET looks like one"}
}

// checkAddress tries the address to which Slack posts as Slack itself tries it: with
// a request that is not signed and asks whether the connection is good.
// https://docs.slack.dev/interactivity/implementing-slash-commands
func (a *Adapter) checkAddress(ctx context.Context) bot.Finding {
	address := strings.TrimRight(a.config.PublicURL, "/")
	switch u, err := url.Parse(address); {
	case address == "" && a.config.AppToken != "":
		return bot.Finding{OK: true, What: "Slack: Socket Mode is used; for HTTP set ATTACHE_PUBLIC_URL"}
	case address == "":
		return bot.Finding{What: "Slack: it is not known where Slack is to post", Do: "set ATTACHE_PUBLIC_URL to the bot's https address, and paste what `attache manifest slack --http` prints for it"}
	case err != nil || u.Scheme != "https" || u.Hostname() == "" || u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback():
		return bot.Finding{What: "Slack: nobody can post to " + line(address, maxName), Do: "set ATTACHE_PUBLIC_URL to an https address that is reached from outside"}
	}
	if err := a.tryAddress(ctx, address+commandsPath); err != nil {
		return bot.Finding{What: "Slack: " + line(address, maxName) + " does not answer (" + err.Error() + ")",
			Do: "start the bot, and let the proxy before it pass /slack/ on"}
	}
	return bot.Finding{OK: true, What: "Slack: requests to " + line(address, maxName) + "/slack/ are answered"}
}

func (a *Adapter) tryAddress(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader("ssl_check=1"))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := a.config.HTTPClient.Do(req)
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err // without the address, which is said already
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}
