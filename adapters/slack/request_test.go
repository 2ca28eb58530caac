package slack

import (
	"encoding/json"
	"testing"

	slackapi "github.com/slack-go/slack"

	"attache/adapters/adaptertest"
)

func TestLines(t *testing.T) {
	for _, test := range []struct{ command, text, want string }{
		{"/ask", "who drafted &lt;the&gt; plan &amp; when?", "/ask who drafted <the> plan & when?"},
		{"/whois", "Tomas Reyke", "/who Tomas Reyke"},
		{"/whois", "", "/who"},
		{"/timeline", " lease  since 2030 ", "/timeline lease  since 2030"},
		{"/attache", "", "/help"},
		{"/attache", "help", "help"},
		{"/attache", "who Tomas Reyke", "who Tomas Reyke"},
		{"/attache", "ask why the quay is let", "/ask why the quay is let"},
		{"/attache", "/origins lease", "/origins lease"},
		{"/ask", "what did <@U2|reyke> say in <#C1|general> of <https://a.example/b|a.example/b>?", "/ask what did @reyke say in #general of a.example/b?"},
		{"/ask", "is <http://a.example> up, <!here>?", "/ask is http://a.example up, @here?"},
		{"/ask", "is 3 < 4", "/ask is 3 < 4"},
	} {
		got := fromCommand(slackapi.SlashCommand{Command: test.command, Text: test.text})
		if got.request.Line != test.want {
			t.Errorf("%s %s: line %q, want %q", test.command, test.text, got.request.Line, test.want)
		}
	}
}

func TestCommandsAreShownAsTheyAreTypedInSlack(t *testing.T) {
	for text, want := range map[string]string{
		"/who NAME":                       "/whois NAME",
		"Type /who Halvorsen, or /brief.": "Type /whois Halvorsen, or /brief.",
		"/origins lease":                  "/origins lease",
		"/scenarios":                      "/attache scenarios",
		"/help":                           "/attache help",
		"and/or /etc/hosts / 3":           "and/or /etc/hosts / 3",
	} {
		if got := localise(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func TestButtonsOfOthersAreNotPressed(t *testing.T) {
	for _, value := range []string{"", "x", "x.", ".1", "x.-1", "x.1.2", "x.y"} {
		raw, err := json.Marshal(map[string]any{"type": "block_actions", "actions": []any{map[string]any{"action_id": "a", "block_id": "b", "type": "button", "value": value}}})
		if err != nil {
			t.Fatal(err)
		}
		var c slackapi.InteractionCallback
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		if _, ok := fromPress(c, c.ActionCallback.BlockActions[0]); ok {
			t.Errorf("a button with the value %q is taken for one of the bot's", value)
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := readText(text, "U1"); len(got) > len(text) {
			t.Errorf("%q was read as %q, which is longer", text, got)
		}
		fromCommand(slackapi.SlashCommand{Command: "/ask", Text: text})
	})
}
