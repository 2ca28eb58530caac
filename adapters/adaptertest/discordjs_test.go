//go:build node

package adaptertest

import (
	"os/exec"
	"strings"
	"testing"
)

// TestDiscordsOwnClientTakesTheFakeForDiscord has discord.js connect to the fake
// and answer. It needs what npm ci installs in node-discord.
func TestDiscordsOwnClientTakesTheFakeForDiscord(t *testing.T) {
	d := NewDiscord(t)
	client := exec.CommandContext(t.Context(), "node", "drive.mjs", d.URL(), d.Token())
	client.Dir = "node-discord"
	var said strings.Builder
	client.Stdout, client.Stderr = &said, &said
	if err := client.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if t.Failed() {
			client.Process.Kill()
			client.Wait()
			t.Logf("discord.js says:\n%s", &said)
		}
	}()
	d.AwaitSessions(1)
	awaitText := func(method, suffix, text string) {
		t.Helper()
		d.AwaitWhere(method+" …"+suffix+" with "+text, func(c DiscordCall) bool {
			return c.Method == method && strings.HasSuffix(c.Path, suffix) && c.Status < 300 && strings.Contains(string(c.Body), text)
		})
	}
	asked := d.Command("ask", "question", "why?")
	awaitText("PATCH", asked.Original(), "why?")
	awaitText("POST", asked.Followup(), "more")
	awaitText("POST", d.Complete("ask", "question", "Hal").Callback(), "Halvorsen")
	awaitText("POST", d.Press("form", 0).Callback(), "In your own words")
	awaitText("POST", d.Fill("form", "a date is wrong").Callback(), "a date is wrong")
	awaitText("POST", d.CommandOn("check", "The lease runs.").Callback(), "The lease runs.")
	d.Drop()
	d.AwaitSessions(2)
	if identified, resumed := d.Sessions(); identified != 1 || resumed != 1 {
		t.Errorf("identified %d times and resumed %d times, want 1 and 1", identified, resumed)
	}
	awaitText("POST", d.Command("quit").Callback(), "bye")
	if err := client.Wait(); err != nil {
		t.Errorf("discord.js: %v", err)
	}
}
