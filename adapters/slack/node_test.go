//go:build node

package slack

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
)

// These tests need node, and Slack's own clients: "npm ci" in the folder clients.
const clients = "../adaptertest/node-slack"

// node starts a script of that folder.
func node(t *testing.T, script string, stdin io.Reader, env ...string) *bufio.Scanner {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", script)
	cmd.Dir, cmd.Stdin, cmd.Stderr = clients, stdin, os.Stderr
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // it is killed with the test's context
	return bufio.NewScanner(out)
}

func TestSlacksClientsTakeTheFakeForSlack(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	fake.Grant("app_mentions:read,channels:history,channels:read,chat:write,commands,files:write,im:history,im:write,users:read")
	fake.SetAdmin(true)
	fake.Fail("auth.test", 1, http.StatusTooManyRequests, "", "1")
	lines := node(t, "clients.mjs", nil, "SLACK_API="+fake.APIURL(), "SLACK_BOT_TOKEN="+adaptertest.SlackBotToken, "SLACK_APP_TOKEN="+adaptertest.SlackAppToken)
	var said []string
	for lines.Scan() && lines.Text() != "ready" {
		said = append(said, lines.Text())
	}
	want := []string{"auth U0BOT true", "found true", "dm D0ANNA", "uploaded", "admin true", "in 1", "deleted true", "refused not_in_channel"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Fatal(diff)
	}
	if up := fake.Uploads(1)[0]; up.Channel != adaptertest.SlackChannel || up.Alt != "a picture" || string(up.Bytes) != "png" {
		t.Errorf("uploaded %+v", up)
	}
	n := len(fake.Posts(1))
	next := func(way, text string) adaptertest.SlackPost {
		t.Helper()
		n++
		got := fake.Posts(n)[n-1]
		if got.Way != way || got.Text() != text {
			t.Errorf("came by %s: %q; want %s: %q", got.Way, got.Text(), way, text)
		}
		return got
	}
	fake.Connected(1)
	fake.Command(adaptertest.SlackChannel, "/ask", "who?").Acked()
	next("response_url", "answer to who?")
	fake.Command(adaptertest.SlackChannel, "/whois", "x").Acked()
	next("ack", "in the acknowledgement")
	_, ts := fake.Mention("<@U0BOT> hello", "")
	if got := next("chat.postMessage", "heard <@U0BOT> hello"); got.Thread != ts {
		t.Errorf("in thread %q", got.Thread)
	}
	fake.DirectMessage("hello", nil)
	next("chat.postMessage", "direct hello")
	button := adaptertest.SlackPost{Channel: adaptertest.SlackChannel, TS: ts, Message: map[string]any{"blocks": []any{
		map[string]any{"type": "actions", "elements": []any{
			map[string]any{"type": "button", "action_id": "run_0", "value": "k.0", "text": map[string]any{"type": "plain_text", "text": "More"}}}},
		map[string]any{"type": "context_actions", "elements": []any{
			map[string]any{"type": "feedback_buttons", "action_id": "feedback",
				"positive_button": map[string]any{"value": "good.k"}, "negative_button": map[string]any{"value": "bad.k"}}}}}}}
	fake.Press(button, "More").Acked()
	next("response_url", "pressed k.0")
	fake.Judge(button, false).Acked()
	fake.Submit(fake.Views(1)[0], map[string]map[string]any{"note": {"type": "plain_text_input", "value": "well"}}).Acked()
	next("chat.postMessage", "noted well (meta)")
	fake.Shortcut("check", "a sentence").Acked()
	next("response_url", "checking a sentence")
	if options := string(fake.Suggest("look_up", "Ha").Acked()); !strings.Contains(options, `"Ha!"`) {
		t.Errorf("options %s", options)
	}
	fake.OpenHome().Acked()
	n++
	if got := fake.Posts(n)[n-1]; got.Way != "views.publish" {
		t.Errorf("home by %s", got.Way)
	}
	if r := fake.Refused(); len(r) > 0 {
		t.Errorf("the fake refused Slack's clients: %q", r)
	}
}

// TestSignaturesAreReadAsBoltReadsThem gives the same requests to Bolt's verifier
// and to ours. What Bolt takes from the future is refused here.
func TestSignaturesAreReadAsBoltReadsThem(t *testing.T) {
	type request struct {
		Secret    string `json:"secret"`
		Body      string `json:"body"`
		Stamp     string `json:"stamp"`
		Signature string `json:"signature"`
		Now       int64  `json:"now"`
	}
	now := time.Unix(1_900_000_000, 0)
	signed := func(secret, body string, at time.Time, change func(*request)) request {
		h := http.Header{}
		adaptertest.SignSlack(h, secret, at, []byte(body))
		r := request{adaptertest.SlackSecret, body, h.Get(timestampHeader), h.Get(signatureHeader), now.Unix()}
		if change != nil {
			change(&r)
		}
		return r
	}
	const body = "token=t&text=caf%C3%A9+%26+%22quotes%22"
	requests := []request{
		signed(adaptertest.SlackSecret, body, now, nil),
		signed(adaptertest.SlackSecret, "", now, nil),
		signed(adaptertest.SlackSecret, `{"type":"event_callback","text":"Київ 🦊"}`, now.Add(-299*time.Second), nil),
		signed(adaptertest.SlackSecret, body, now.Add(-301*time.Second), nil),
		signed("another secret", body, now, nil),
		signed(adaptertest.SlackSecret, body, now, func(r *request) { r.Body += " " }),
		signed(adaptertest.SlackSecret, body, now, func(r *request) { r.Signature = "v1=" + strings.TrimPrefix(r.Signature, "v0=") }),
		signed(adaptertest.SlackSecret, body, now, func(r *request) { r.Signature = r.Signature[:len(r.Signature)-2] }),
		signed(adaptertest.SlackSecret, body, now, func(r *request) { r.Signature = "" }),
		signed(adaptertest.SlackSecret, body, now, func(r *request) { r.Stamp = strconv.FormatInt(now.Unix()-1, 10) }),
	}
	var in bytes.Buffer
	var ours []string
	for _, r := range requests {
		if err := json.NewEncoder(&in).Encode(r); err != nil {
			t.Fatal(err)
		}
		h := http.Header{}
		h.Set(timestampHeader, r.Stamp)
		h.Set(signatureHeader, r.Signature)
		_, ok := signature(h, []byte(r.Body), r.Secret, now)
		ours = append(ours, strconv.FormatBool(ok))
	}
	var bolts []string
	for lines := node(t, "verify.mjs", &in); lines.Scan(); {
		bolts = append(bolts, lines.Text())
	}
	if diff := cmp.Diff(bolts, ours); diff != "" {
		t.Errorf("-Bolt +ours:\n%s", diff)
	}
	if bolts[0] != "true" || bolts[4] != "false" {
		t.Errorf("Bolt says %q", bolts)
	}
}
