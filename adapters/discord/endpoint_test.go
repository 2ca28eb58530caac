package discord

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// endpointFor is an endpoint that answers with h, and the fake that signs for it.
func endpointFor(t testing.TB, h bot.Handler) (http.Handler, *adaptertest.Discord) {
	t.Helper()
	fake := adaptertest.NewDiscord(t)
	a, err := New(Config{Token: fake.Token(), PublicKey: fake.PublicKey(), Transport: fake.Transport(), Memory: newMemory(), Quick: 2500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	a.Mount(mux, h)
	return mux, fake
}

const ping = `{"type":1,"id":"1","token":"t","application_id":"2"}`

func TestRequestsThatDiscordDidNotSignAreRefused(t *testing.T) {
	t.Parallel()
	h, fake := endpointFor(t, func(context.Context, bot.Request) bot.Answer {
		t.Error("a request that is not Discord's was carried out")
		return bot.Answer{}
	})
	command := `{"type":2,"id":"5","token":"t","data":{"name":"brief","type":1}}`
	change := func(header, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(header, value) }
	}
	for name, c := range map[string]struct {
		at     time.Time
		body   string
		change func(*http.Request)
		status int
	}{
		"forged":        {time.Now(), command, change("X-Signature-Ed25519", strings.Repeat("0", 128)), 401},
		"no hex":        {time.Now(), command, change("X-Signature-Ed25519", "signature"), 401},
		"short":         {time.Now(), command, change("X-Signature-Ed25519", "00"), 401},
		"unsigned":      {time.Now(), command, func(r *http.Request) { r.Header.Del("X-Signature-Ed25519") }, 401},
		"another time":  {time.Now(), command, change("X-Signature-Timestamp", "1"), 401},
		"no time":       {time.Now(), command, change("X-Signature-Timestamp", "now"), 401},
		"another body":  {time.Now(), command, func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(ping)) }, 401},
		"stale":         {time.Now().Add(-6 * time.Minute), command, nil, 401},
		"of the future": {time.Now().Add(6 * time.Minute), command, nil, 401},
		"too large":     {time.Now(), `{"x":"` + strings.Repeat("a", maxBody) + `"}`, nil, 413},
		"no JSON":       {time.Now(), "brief", nil, 400},
		"no kind":       {time.Now(), `{"id":"5","token":"t"}`, nil, 503},
	} {
		r := fake.Signed("http://bot.example"+Path, []byte(c.body), c.at)
		if c.change != nil {
			c.change(r)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestPingIsAnswered(t *testing.T) {
	t.Parallel()
	h, fake := endpointFor(t, says)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, fake.Signed("http://bot.example"+Path, []byte(ping), time.Now()))
	if w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"type":1}` || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
}

func TestRecordedRequestIsNotCarriedOutAgain(t *testing.T) {
	t.Parallel()
	asked := 0
	h, fake := endpointFor(t, func(ctx context.Context, req bot.Request) bot.Answer {
		asked++
		return says(ctx, req)
	})
	body := []byte(`{"type":2,"id":"5","token":"t","application_id":"2","data":{"name":"brief","type":1}}`)
	signed := fake.Signed("http://bot.example"+Path, body, time.Now())
	for _, want := range []int{200, 409, 409} {
		r := signed.Clone(t.Context())
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("status %d, want %d", w.Code, want)
		}
	}
	if asked != 1 {
		t.Errorf("carried out %d times, want once", asked)
	}
}

func TestWrongPublicKeyIsOneClearError(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"abc", "zz", strings.Repeat("0", 62), strings.Repeat("0", 66), strings.Repeat("g", 64)} {
		_, err := New(Config{Token: "x", Memory: newMemory(), PublicKey: key})
		if err == nil || !strings.Contains(err.Error(), "DISCORD_PUBLIC_KEY") || strings.Contains(err.Error(), "\n") {
			t.Errorf("key %q: %v", key, err)
		}
	}
}

func TestOverHTTPNothingConnectsToTheGateway(t *testing.T) {
	t.Parallel()
	r := overHTTP(t, says)
	r.Await("PUT", "/commands")
	r.Await("POST", r.Command("brief").Callback())
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Calls() {
		if c.Path == "/gateway/bot" {
			t.Error("connected to the gateway")
		}
	}
	late := httptest.NewRecorder()
	mux := http.NewServeMux()
	mux.Handle(Path, &endpoint{r.adapter.mounted, r.adapter.key})
	mux.ServeHTTP(late, r.Signed("http://bot.example"+Path, []byte(`{"type":2,"id":"77","token":"t","data":{"name":"brief"}}`), time.Now()))
	if late.Code != http.StatusServiceUnavailable {
		t.Errorf("after the end: status %d", late.Code)
	}
}

func TestOverHTTPMentionsStillComeOverTheGateway(t *testing.T) {
	t.Parallel()
	r := overHTTP(t, says, func(c *Config) { c.Mentions = true })
	r.AwaitSessions(1)
	r.Say("<@"+adaptertest.DiscordBotUser+"> why?", true)
	r.Await("POST", "/messages")
	r.Await("POST", r.Command("brief").Callback())
}

func TestEditThatIsFasterThanTheAnnouncementIsRepeated(t *testing.T) {
	t.Parallel()
	r := overHTTP(t, says, func(c *Config) { c.Quick = time.Nanosecond })
	r.FailWithCode(2, "PATCH", "/messages/@original", 404, discordgo.ErrCodeUnknownWebhook)
	i := r.Command("brief")
	if c := r.Await("POST", i.Callback()); typeOf(c) == discordgo.InteractionResponseDeferredChannelMessageWithSource {
		r.Await("PATCH", i.Original())
	}
}

// FuzzEndpoint holds that nothing that is signed ends the process.
func FuzzEndpoint(f *testing.F) {
	f.Add(ping)
	f.Add(`{"type":2,"id":"5","token":"t","data":{"name":"digest","options":[{"name":"subscribe","type":1,"options":[null]}]}}`)
	f.Add(`{"type":3,"id":"5","token":"t","data":{"custom_id":"more:k:9"},"message":null,"member":{"user":null}}`)
	f.Add(`{"type":5,"id":"5","token":"t","data":{"custom_id":"note:k:0","components":[{"components":[null]}]}}`)
	h, fake := endpointFor(f, says)
	f.Fuzz(func(t *testing.T, body string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, fake.Signed("http://bot.example"+Path, []byte(body), time.Now()))
		if w.Code == 200 && !json.Valid(w.Body.Bytes()) {
			t.Errorf("answer %q", w.Body)
		}
	})
}
