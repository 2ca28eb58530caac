package slack

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// gate is an adapter over HTTP, and how often its handler was asked.
type gate struct {
	mux   *http.ServeMux
	now   time.Time
	asked int
}

func newGate(t testing.TB, m bot.Memory, h bot.Handler) *gate {
	t.Helper()
	g := &gate{mux: http.NewServeMux(), now: time.Unix(1_900_000_000, 0)}
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, SigningSecret: adaptertest.SlackSecret, Memory: m, AnswerWithin: later,
		Now: func() time.Time { return g.now }})
	if err != nil {
		t.Fatal(err)
	}
	a.Mount(g.mux, func(ctx context.Context, r bot.Request) bot.Answer {
		g.asked++
		return h(ctx, r)
	})
	return g
}

// slash is a slash command as Slack posts it, with a trigger of its own.
func slash(trigger string) []byte {
	return []byte(url.Values{"team_id": {adaptertest.SlackTeam}, "channel_id": {adaptertest.SlackChannel}, "user_id": {adaptertest.SlackPerson},
		"command": {"/whois"}, "text": {"Halvorsen"}, "trigger_id": {trigger}, "response_url": {"http://127.0.0.1:1/"}}.Encode())
}

const formType = "application/x-www-form-urlencoded"

// post posts a body with the headers that change may alter.
func (g *gate) post(path, contentType string, body []byte, change func(http.Header)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	adaptertest.SignSlack(r.Header, adaptertest.SlackSecret, g.now, body)
	if change != nil {
		change(r.Header)
	}
	w := httptest.NewRecorder()
	g.mux.ServeHTTP(w, r)
	return w
}

func TestOnlyWhatSlackSignedIsHeard(t *testing.T) {
	at := func(d time.Duration) func(*gate) func(http.Header) {
		return func(g *gate) func(http.Header) {
			return func(h http.Header) { adaptertest.SignSlack(h, adaptertest.SlackSecret, g.now.Add(d), slash("t")) }
		}
	}
	header := func(name, value string) func(*gate) func(http.Header) {
		return func(*gate) func(http.Header) { return func(h http.Header) { h.Set(name, value) } }
	}
	for _, test := range []struct {
		name   string
		change func(*gate) func(http.Header)
		status int
	}{
		{"as it is", at(0), 200},
		{"four minutes ago", at(-4 * time.Minute), 200},
		{"four minutes ahead", at(4 * time.Minute), 200},
		{"six minutes ago", at(-6 * time.Minute), 401},
		{"six minutes ahead", at(6 * time.Minute), 401},
		{"no signature", header(signatureHeader, ""), 401},
		{"no time", header(timestampHeader, ""), 401},
		{"a time that is no number", header(timestampHeader, "now"), 401},
		{"a time that overflows", header(timestampHeader, "9223372036854775807"), 401},
		{"another version", header(signatureHeader, "v1="+strings.Repeat("0", 64)), 401},
		{"zeros", header(signatureHeader, "v0="+strings.Repeat("0", 64)), 401},
		{"half a signature", header(signatureHeader, "v0=00"), 401},
		{"another secret", func(g *gate) func(http.Header) {
			return func(h http.Header) { adaptertest.SignSlack(h, "not the secret", g.now, slash("t")) }
		}, 401},
		{"another body", func(g *gate) func(http.Header) {
			return func(h http.Header) { adaptertest.SignSlack(h, adaptertest.SlackSecret, g.now, slash("u")) }
		}, 401},
	} {
		g := newGate(t, newMemory(), fixed("who"))
		w := g.post(commandsPath, formType, slash("t"), test.change(g))
		if w.Code != test.status || (g.asked > 0) != (test.status == 200) {
			t.Errorf("%s: status %d, asked %d times; want %d", test.name, w.Code, g.asked, test.status)
		}
	}
}

func TestReplayIsRefused(t *testing.T) {
	g := newGate(t, newMemory(), fixed("who"))
	upper := func(h http.Header) {
		h.Set(signatureHeader, "v0="+strings.ToUpper(strings.TrimPrefix(h.Get(signatureHeader), "v0=")))
	}
	for i, change := range []func(http.Header){nil, nil, upper} {
		want := http.StatusUnauthorized
		if i == 0 {
			want = http.StatusOK
		}
		if w := g.post(commandsPath, formType, slash("t"), change); w.Code != want {
			t.Errorf("delivery %d: status %d, want %d", i+1, w.Code, want)
		}
	}
	// The same command signed anew is no new command either.
	g.now = g.now.Add(time.Second)
	if w := g.post(commandsPath, formType, slash("t"), nil); w.Code != http.StatusUnauthorized {
		t.Errorf("signed anew: status %d, %s", w.Code, w.Body)
	}
	if g.asked != 1 {
		t.Errorf("asked %d times, want once", g.asked)
	}
	for i, want := range []int{http.StatusOK, http.StatusUnauthorized} {
		if w := g.post(eventsPath, "application/json", []byte(`{"type":"event_callback","event_id":"E1","event":{"type":"x"}}`), nil); w.Code != want {
			t.Errorf("delivery %d of an event: status %d, want %d", i+1, w.Code, want)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	g := newGate(t, newMemory(), fixed("who"))
	for _, path := range []string{commandsPath, eventsPath, interactionPath, optionsPath} {
		if w := g.post(path, formType, bytes.Repeat([]byte("x"), maxBody+1), nil); w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	if g.asked != 0 {
		t.Errorf("asked %d times", g.asked)
	}
}

func TestSlackTriesTheAddress(t *testing.T) {
	g := newGate(t, newMemory(), fixed("who"))
	unsigned := func(h http.Header) { h.Del(signatureHeader) }
	if w := g.post(commandsPath, formType, []byte("ssl_check=1&token=t"), unsigned); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("ssl_check: %d %s", w.Code, w.Body)
	}
	challenge := []byte(`{"token":"t","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}`)
	if w := g.post(eventsPath, "application/json", challenge, unsigned); w.Code != http.StatusUnauthorized {
		t.Errorf("a verification that nobody signed: %d", w.Code)
	}
	w := g.post(eventsPath, "application/json", challenge, nil)
	if body, err := io.ReadAll(w.Body); err != nil || w.Code != http.StatusOK || string(body) != "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" {
		t.Errorf("verification: %d %s %v", w.Code, body, err)
	}
	if g.asked != 0 {
		t.Errorf("asked %d times", g.asked)
	}
}

func TestWhatCannotBeReadHarmsNobody(t *testing.T) {
	g := newGate(t, newMemory(), fixed("who"))
	for _, test := range []struct {
		path, contentType, body string
		status                  int
	}{
		{commandsPath, formType, "text=x", 400},
		{commandsPath, formType, "%zz", 400},
		{interactionPath, formType, "payload=", 400},
		{interactionPath, formType, "payload=" + url.QueryEscape(`{"type":"block_actions"}`), 200},
		{interactionPath, formType, "payload=" + url.QueryEscape(`{"type":"view_closed"}`), 200},
		{interactionPath, formType, "payload=" + url.QueryEscape(`{"type":"block_actions","actions":[{"action_id":"feedback","type":"feedback_buttons","value":"x"}]}`), 200},
		{optionsPath, formType, "payload=" + url.QueryEscape(`{"type":"block_suggestion","value":"Ha"}`), 200},
		{eventsPath, "application/json", `{"type":"event_callback","event":{"type":"nobody_knows"}}`, 200},
		{eventsPath, "application/json", `[]`, 200},
		{eventsPath, "application/json", `{"type":"app_rate_limited","minute_rate_limited":1}`, 200},
	} {
		if w := g.post(test.path, test.contentType, []byte(test.body), nil); w.Code != test.status {
			t.Errorf("%s %s: status %d, want %d", test.path, test.body, w.Code, test.status)
		}
	}
	if g.asked != 0 {
		t.Errorf("asked %d times", g.asked)
	}
}

func TestWithoutASecretNothingIsMounted(t *testing.T) {
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory()})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	a.Mount(mux, fixed("who"))
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodPost, commandsPath, bytes.NewReader(slash("t"))))
	if w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

func FuzzInteraction(f *testing.F) {
	for _, seed := range []string{`{"type":"block_actions","actions":[{"action_id":"run_0","type":"button","value":"k.0"}],"container":{"is_ephemeral":true}}`,
		`{"type":"view_submission","view":{"callback_id":"feedback","private_metadata":"{}","state":{"values":{}}}}`,
		`{"type":"message_action","callback_id":"check","message":{"text":"<@U1> said <!here>"}}`, `{"type":"block_suggestion","action_id":"look_up","value":"x"}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		g := newGate(t, newMemory(), fixed("who"))
		if w := g.post(interactionPath, formType, []byte("payload="+url.QueryEscape(payload)), nil); w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
			t.Errorf("status %d", w.Code)
		}
	})
}
