package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// desk is the adapter at work over the fake, and what its handler was asked.
type desk struct {
	*adaptertest.Slack
	adapter *Adapter
	memory  *memory
	stop    func()
	ended   chan error

	mu       sync.Mutex
	lines    []string
	requests []bot.Request
	waits    []time.Duration
}

// way is how Slack reaches the bot in a test.
type way string

const (
	bySocket way = "socket"
	byHTTP   way = "http"
)

// both runs a test over Socket Mode and over HTTP: behind either lies the same
// code.
func both(t *testing.T, test func(t *testing.T, w way)) {
	for _, w := range []way{bySocket, byHTTP} {
		t.Run(string(w), func(t *testing.T) { test(t, w) })
	}
}

// serve starts an adapter with a handler, and stops it with the test.
func serve(t *testing.T, within time.Duration, h bot.Handler) *desk {
	t.Helper()
	return bySocket.serve(t, within, h)
}

func (w way) serve(t *testing.T, within time.Duration, h bot.Handler) *desk {
	t.Helper()
	return w.serveWith(t, adaptertest.NewSlack(t), newMemory(), within, h)
}

func serveWith(t *testing.T, fake *adaptertest.Slack, m *memory, within time.Duration, h bot.Handler) *desk {
	t.Helper()
	return bySocket.serveWith(t, fake, m, within, h)
}

func (w way) serveWith(t *testing.T, fake *adaptertest.Slack, m *memory, within time.Duration, h bot.Handler, more ...func(*Config)) *desk {
	t.Helper()
	d := &desk{Slack: fake, memory: m, ended: make(chan error, 1)}
	config := Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: m, APIURL: fake.APIURL(),
		AnswerWithin: within, Wait: d.wait}
	if w == byHTTP {
		config.AppToken, config.SigningSecret = "", adaptertest.SlackSecret
	}
	for _, change := range more {
		change(&config)
	}
	adapter, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	d.adapter = adapter
	handle := func(ctx context.Context, r bot.Request) bot.Answer {
		d.mu.Lock()
		d.lines = append(d.lines, r.Line)
		d.requests = append(d.requests, r)
		d.mu.Unlock()
		return h(ctx, r)
	}
	if w == byHTTP {
		mux := http.NewServeMux()
		adapter.Mount(mux, handle)
		server := httptest.NewServer(mux)
		t.Cleanup(server.Close)
		fake.ViaHTTP(server.URL)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stop := sync.OnceFunc(func() {
		cancel()
		if err := <-d.ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	d.stop = stop
	go func() { d.ended <- adapter.Serve(ctx, handle) }()
	t.Cleanup(stop)
	if w == bySocket {
		fake.Connected(1)
	}
	return d
}

// wait notes how long a retry would have waited.
func (d *desk) wait(ctx context.Context, pause time.Duration) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waits = append(d.waits, pause)
	return ctx.Err()
}

func (d *desk) asked() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string{}, d.lines...)
}

func (d *desk) waited() []time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]time.Duration{}, d.waits...)
}

func (d *desk) ruled(t *testing.T) {
	t.Helper()
	if r := d.Refused(); len(r) > 0 {
		t.Errorf("Slack refused: %q", r)
	}
}

const (
	soon  = time.Millisecond // no answer is ready by then
	later = time.Minute      // every answer is
)

func named(name string) bot.Answer {
	for _, n := range adaptertest.Answers() {
		if n.Name == name {
			return n.Answer
		}
	}
	panic("no answer " + name)
}

func fixed(name string) bot.Handler {
	return func(context.Context, bot.Request) bot.Answer { return named(name) }
}

func TestQuickAnswerGoesWithTheAcknowledgement(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		d.Command(adaptertest.SlackChannel, "/ask", "who drafted the plan?").Acked()
		got := d.Posts(1)[0]
		if got.Way != "ack" || got.Response != "ephemeral" {
			t.Errorf("came by %s as %q, want an acknowledgement for the person alone", got.Way, got.Response)
		}
		if !strings.Contains(got.Blocks(), "drafted") || !strings.Contains(got.Text(), "Who drafted the lease plan?") {
			t.Errorf("posted %s", got.Blocks())
		}
		if got.Message["unfurl_links"] != false || got.Message["unfurl_media"] != false {
			t.Errorf("links may unfurl: %v", got.Message)
		}
		if diff := cmp.Diff([]string{"/ask who drafted the plan?"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestSlowAnswerIsAcknowledgedFirst(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release := make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			<-release
			return named("who")
		})
		e := d.Command(adaptertest.SlackChannel, "/whois", "halvorsen")
		if with := e.Acked(); len(with) > 0 {
			t.Errorf("acknowledged with %s, want nothing", with)
		}
		close(release)
		got := d.Posts(1)[0]
		if got.Way != "response_url" || got.Response != "ephemeral" || got.Message["replace_original"] != false {
			t.Errorf("came by %s as %q", got.Way, got.Response)
		}
		if diff := cmp.Diff([]string{"/who halvorsen"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestPrivateAnswersAreEphemeral(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, func(_ context.Context, r bot.Request) bot.Answer {
			if !r.Private {
				t.Error("the request does not say that it is private")
			}
			return named("ask")
		})
		d.Command(adaptertest.SlackChannel, "/ask", "who drafted the plan? --private").Acked()
		if got := d.Posts(1)[0]; got.Response != "ephemeral" {
			t.Errorf("shown as %q", got.Response)
		}
		d.Mention("<@"+adaptertest.SlackBotUser+"> who Halvorsen --private", "")
		if got := d.Posts(2)[1]; got.Way != "chat.postEphemeral" || got.User != adaptertest.SlackPerson {
			t.Errorf("a private answer to a mention came by %s to %q", got.Way, got.User)
		}
		if diff := cmp.Diff([]string{"/ask who drafted the plan?", "who Halvorsen"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestMentionIsAnsweredInTheThread(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("who"))
		_, first := d.Mention("<@"+adaptertest.SlackBotUser+"> who halvorsen", "")
		if got := d.Posts(1)[0]; got.Way != "chat.postMessage" || got.Thread != first {
			t.Errorf("came by %s in thread %q, want one under the mention", got.Way, got.Thread)
		}
		d.Mention("hey <@"+adaptertest.SlackBotUser+"|attache> who drafted the plan &amp; when?", first)
		if got := d.Posts(2)[1]; got.Thread != first {
			t.Errorf("came in thread %q, want that of the mention", got.Thread)
		}
		if diff := cmp.Diff([]string{"who halvorsen", "hey  who drafted the plan & when?"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestDirectMessageIsAQuestion(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		d.DirectMessage("who drafted the plan?", nil)
		if got := d.Posts(1)[0]; got.Channel != adaptertest.SlackDirect || got.Thread != "" {
			t.Errorf("came to %s, thread %q", got.Channel, got.Thread)
		}
		for _, with := range []map[string]any{
			{"bot_id": "B0BOT"}, {"user": adaptertest.SlackBotUser}, {"subtype": "message_deleted"}, {"subtype": "bot_message"}, {"channel_type": "channel"},
			{"subtype": "message_changed", "message": map[string]any{"type": "message", "text": "edited", "user": adaptertest.SlackPerson, "ts": "1.2"}},
		} {
			d.DirectMessage("not for the bot", with).Acked()
		}
		d.DirectMessage("timeline lease", nil)
		d.Posts(2)
		if diff := cmp.Diff([]string{"who drafted the plan?", "timeline lease"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestEveryEventIsHandledOnce(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		command := d.Command(adaptertest.SlackChannel, "/ask", "one")
		command.Acked()
		if w == bySocket { // over HTTP Slack tells of a command but once
			if with := command.Again().Acked(); len(with) > 0 {
				t.Errorf("the second delivery was answered with %s", with)
			}
		}
		mention, _ := d.Mention("<@"+adaptertest.SlackBotUser+"> two", "")
		d.Posts(2)
		mention.Again().Acked()
		d.Command(adaptertest.SlackChannel, "/ask", "three").Acked()
		d.Posts(3)
		d.stop()
		if diff := cmp.Diff([]string{"/ask one", "two", "/ask three"}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestPanicIsThatRequestsErrorAlone(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, func(_ context.Context, r bot.Request) bot.Answer {
			if strings.Contains(r.Line, "boom") {
				panic("secret detail")
			}
			return named("ask")
		})
		d.Command(adaptertest.SlackChannel, "/ask", "boom").Acked()
		got := d.Posts(1)[0]
		if !strings.Contains(got.Blocks(), "Something went wrong (ref ") || strings.Contains(got.Blocks(), "secret") || got.Response != "ephemeral" {
			t.Errorf("answered %s as %q", got.Blocks(), got.Response)
		}
		d.Command(adaptertest.SlackChannel, "/ask", "fine").Acked()
		if got := d.Posts(2)[1]; !strings.Contains(got.Blocks(), "drafted") {
			t.Errorf("the next question got %s", got.Blocks())
		}
	})
}

func TestCandidateButtonRunsItsLine(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, func(_ context.Context, r bot.Request) bot.Answer {
			if r.Line == "/who Tomas Reyke" {
				return named("who")
			}
			a := named("who-candidates")
			a.Visibility = bot.Private
			return a
		})
		d.Command(adaptertest.SlackChannel, "/whois", "Reyke").Acked()
		d.Press(d.Posts(1)[0], "Tomas Reyke").Acked()
		if got := d.Posts(2)[1]; got.Response != "ephemeral" || !strings.Contains(got.Blocks(), "Described as") {
			t.Errorf("shown as %q: %s", got.Response, got.Blocks())
		}
		d.ruled(t)
	})
}

func TestButtonThatNothingIsKeptBehind(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("timeline-long"))
		d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
		page := d.Posts(1)[0]
		d.memory.mu.Lock()
		clear(d.memory.kept)
		d.memory.mu.Unlock()
		d.Press(page, "Next").Acked()
		if got := d.Posts(2)[1]; !strings.Contains(got.Blocks(), "too old") {
			t.Errorf("answered %s", got.Blocks())
		}
	})
}

func TestRateLimitIsWaitedOut(t *testing.T) {
	d := serve(t, soon, fixed("ask"))
	d.Fail("chat.postMessage", 2, http.StatusTooManyRequests, "", "7")
	d.Mention("<@"+adaptertest.SlackBotUser+"> who drafted it?", "")
	d.Posts(1)
	if diff := cmp.Diff([]time.Duration{7 * time.Second, 7 * time.Second}, d.waited()); diff != "" {
		t.Errorf("waited otherwise than Retry-After says:\n%s", diff)
	}
	if n := d.Calls("chat.postMessage"); n != 3 {
		t.Errorf("%d calls, want 3", n)
	}
}

func TestServerErrorIsTriedAgain(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release := make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			<-release
			return named("ask")
		})
		d.Fail("response_url", 1, http.StatusInternalServerError, "", "")
		d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
		close(release)
		if got := d.Posts(1)[0]; got.Way != "response_url" {
			t.Errorf("came by %s", got.Way)
		}
		if n := d.Calls("response_url"); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
	})
}

func TestDeadResponseURLIsGoneRound(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release := make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			<-release
			return named("ask")
		})
		d.Fail("response_url", 9, http.StatusNotFound, "", "")
		d.Command(adaptertest.SlackChannel, "/ask", "one --public").Acked()
		close(release)
		if got := d.Posts(1)[0]; got.Way != "chat.postMessage" || got.Channel != adaptertest.SlackChannel {
			t.Errorf("came by %s to %s", got.Way, got.Channel)
		}
	})
}

func TestDroppedSocketIsOpenedAgain(t *testing.T) {
	release := make(chan struct{})
	d := serve(t, soon, func(_ context.Context, r bot.Request) bot.Answer {
		<-release
		return named("ask")
	})
	d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
	d.Drop()
	d.Connected(2)
	close(release)
	d.Posts(1) // the answer under way arrives
	d.Command(adaptertest.SlackChannel, "/ask", "two").Acked()
	d.Posts(2)
	d.AskToReconnect("refresh_requested")
	d.Connected(3)
	d.Mention("<@"+adaptertest.SlackBotUser+"> three", "")
	d.Posts(3)
}

func TestBadTokensEndServing(t *testing.T) {
	for _, test := range []struct{ method, want string }{
		{"auth.test", botTokenName},
		{"apps.connections.open", appTokenName},
	} {
		fake := adaptertest.NewSlack(t)
		fake.Fail(test.method, 1, http.StatusOK, "invalid_auth", "")
		a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), APIURL: fake.APIURL()})
		if err != nil {
			t.Fatal(err)
		}
		err = a.Serve(t.Context(), fixed("ask"))
		if err == nil || !strings.Contains(err.Error(), test.want+" is refused by Slack (invalid_auth): ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s refused: Serve returned %v", test.method, err)
		}
	}
}

func TestMissingScopeOfTheAppTokenEndsServing(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	fake.Fail("apps.connections.open", 1, http.StatusOK, "missing_scope", "")
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), APIURL: fake.APIURL()})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Serve(t.Context(), fixed("ask")); err == nil || !strings.Contains(err.Error(), "connections:write") {
		t.Errorf("Serve returned %v", err)
	}
}

func TestSlackThatIsDownAtTheStartIsWaitedFor(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	fake.Fail("auth.test", 2, http.StatusServiceUnavailable, "", "")
	d := serveWith(t, fake, newMemory(), later, fixed("ask"))
	d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
	d.Posts(1)
	if diff := cmp.Diff([]time.Duration{time.Second, 2 * time.Second}, d.waited()); diff != "" {
		t.Error(diff)
	}
}

func TestAnswersUnderWayAreFinished(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release, started := make(chan struct{}), make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			close(started)
			<-release
			return named("ask")
		})
		d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
		<-started
		done := make(chan struct{})
		go func() {
			d.stop()
			close(done)
		}()
		close(release)
		<-done
		if n := len(d.Posts(1)); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
		d.Disconnected()
	})
}

func TestHandlerThatDoesNotReturnIsAnsweredFor(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	stuck := make(chan struct{})
	t.Cleanup(func() { close(stuck) })
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), APIURL: fake.APIURL(),
		AnswerWithin: soon, Timeout: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- a.Serve(ctx, func(context.Context, bot.Request) bot.Answer {
			<-stuck
			return bot.Answer{}
		})
	}()
	fake.Connected(1)
	fake.Command(adaptertest.SlackChannel, "/ask", "forever").Acked()
	if got := fake.Posts(1)[0]; !strings.Contains(got.Blocks(), "took too long") {
		t.Errorf("answered %s", got.Blocks())
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestMemoryThatFailsKeepsNobodyFromAnAnswer(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: broken{}, APIURL: fake.APIURL(), AnswerWithin: later})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Serve(ctx, fixed("timeline-long")) }()
	fake.Connected(1)
	fake.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
	if got := fake.Posts(1)[0]; !strings.Contains(got.Blocks(), "Timeline: talks") || strings.Contains(got.Blocks(), "button") {
		t.Errorf("answered %s", got.Blocks())
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type broken struct{}

func (broken) FirstTime(context.Context, string) (bool, error) { return false, errors.New("down") }
func (broken) Keep(context.Context, string) (string, error)    { return "", errors.New("down") }
func (broken) Recall(context.Context, string) (string, bool, error) {
	return "", false, errors.New("down")
}

func TestHostileAnswersAreTakenBySlack(t *testing.T) {
	answers := adaptertest.Hostile()
	d := serve(t, later, func(_ context.Context, r bot.Request) bot.Answer {
		for _, n := range answers {
			if r.Line == "/ask "+n.Name {
				return n.Answer
			}
		}
		return bot.Answer{}
	})
	for i, n := range answers {
		d.Command(adaptertest.SlackChannel, "/ask", n.Name).Acked()
		d.Posts(i + 1)
	}
	d.ruled(t)
}

func TestPost(t *testing.T) {
	d := serve(t, later, fixed("ask"))
	id, err := d.adapter.Post(t.Context(), adaptertest.SlackChannel, named("brief"))
	if err != nil {
		t.Fatal(err)
	}
	got := d.Posts(1)[0]
	if want := bot.PostID(got.Channel + "/" + got.TS); id != want || got.Way != "chat.postMessage" {
		t.Errorf("id %s by %s, want %s", id, got.Way, want)
	}
	if _, err := d.adapter.Post(t.Context(), adaptertest.SlackOutside, named("brief")); err == nil || !strings.Contains(err.Error(), "/invite @attache") {
		t.Errorf("posting outside of the bot's channels: %v", err)
	}
	// Whether Slack took a message before it failed cannot be known: it is not sent twice.
	before := d.Calls("chat.postMessage")
	d.Fail("chat.postMessage", 1, http.StatusBadGateway, "", "")
	if _, err := d.adapter.Post(t.Context(), adaptertest.SlackChannel, named("brief")); err == nil || d.Calls("chat.postMessage") != before+1 {
		t.Errorf("after a 502: %v, %d calls", err, d.Calls("chat.postMessage")-before)
	}
}

func TestHomeShowsTheCommands(t *testing.T) {
	d := serve(t, later, fixed("help"))
	d.OpenHome()
	got := d.Posts(1)[0]
	if got.Way != "views.publish" || got.User != adaptertest.SlackPerson || !strings.Contains(got.Blocks(), "/whois NAME") {
		t.Errorf("%s to %s: %s", got.Way, got.User, got.Blocks())
	}
}

func TestCheck(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), APIURL: fake.APIURL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Check(t.Context()) {
		if !f.OK {
			t.Errorf("a sound app: %+v", f)
		}
	}
	fake.Grant("chat:write")
	fake.Fail("apps.connections.open", 1, http.StatusOK, "not_allowed_token_type", "")
	var wrong []string
	for _, f := range a.Check(t.Context()) {
		if !f.OK {
			wrong = append(wrong, f.What+"; "+f.Do)
		}
	}
	missing := len((ManifestOptions{}).Scopes()) - 1
	if len(wrong) != missing+1 || !strings.Contains(wrong[0], "app_mentions:read") || !strings.Contains(wrong[missing], appTokenName) {
		t.Errorf("found %q", wrong)
	}
}

// TestCheckTriesTheAddress: where Slack posts to is tried as Slack tries it.
func TestCheckTriesTheAddress(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	mux := http.NewServeMux()
	there := httptest.NewTLSServer(mux)
	defer there.Close()
	for address, want := range map[string]string{
		"":                       "it is not known where Slack is to post",
		"http://attache.example": "nobody can post to http://attache.example",
		"https://127.0.0.1:8080": "nobody can post to https://127.0.0.1:8080",
		"https://bot.example/":   "",
		"https://bot.example/x":  "https://bot.example/x does not answer (404 Not Found)",
	} {
		// Every name is the machine that the bot listens on.
		transport := there.Client().Transport.(*http.Transport).Clone()
		transport.DialContext = func(ctx context.Context, network, to string) (net.Conn, error) {
			if strings.HasPrefix(to, "bot.example:") {
				to = there.Listener.Addr().String()
			}
			return new(net.Dialer).DialContext(ctx, network, to)
		}
		transport.TLSClientConfig.ServerName = "example.com" // as the certificate of tests says
		a, err := New(Config{BotToken: adaptertest.SlackBotToken, SigningSecret: adaptertest.SlackSecret, PublicURL: address, Memory: newMemory(),
			APIURL: fake.APIURL(), HTTPClient: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			a.Mount(mux, fixed("notice"))
		}
		for _, f := range a.Check(t.Context()) {
			if strings.HasPrefix(f.What, "Slack: it is not known where") || strings.Contains(f.What, "//") {
				if f.OK != (want == "") || !strings.Contains(f.What, want) || f.OK == (f.Do != "") {
					t.Errorf("%q: %+v", address, f)
				}
				want = "found"
			}
		}
		if want != "found" {
			t.Errorf("%q: nothing was found", address)
		}
	}
}

func TestTokensThatCannotBeRight(t *testing.T) {
	for _, test := range []struct{ bot, app, want string }{
		{"xapp-1", "xoxb-1", "swapped"},
		{"", "xapp-1", "SLACK_BOT_TOKEN"},
		{"xoxp-secret", "xapp-1", "(xoxp-…)"},
		{"xoxb-1", "hunter2", "SLACK_APP_TOKEN"},
		{"xoxb-1 ", "xapp-1", "white space"},
	} {
		_, err := New(Config{BotToken: test.bot, AppToken: test.app, Memory: newMemory()})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q, %q: %v", test.bot, test.app, err)
		}
	}
}

// slashNamesOfSlack are the commands that Slack keeps for itself: a manifest that
// registers one is refused whole.
var slashNamesOfSlack = strings.Fields(`me status away dnd shrug remind msg feed who collapse expand leave join open search topic mute pro shortcuts
	active apps archive call dm feedback invite kick remove rename star unarchive`)

func TestManifest(t *testing.T) {
	for _, url := range []string{"", "https://bot.example/slack"} {
		var m struct {
			Display struct {
				Name, Description string
				Long              string `json:"long_description"`
			} `json:"display_information"`
			Features struct {
				Commands []struct {
					Command, Description, URL string
					Hint                      string `json:"usage_hint"`
				} `json:"slash_commands"`
			} `json:"features"`
			Settings struct {
				Socket bool `json:"socket_mode_enabled"`
			} `json:"settings"`
		}
		if err := json.Unmarshal(Manifest(ManifestOptions{URL: url}), &m); err != nil {
			t.Fatal(err)
		}
		if m.Settings.Socket != (url == "") {
			t.Errorf("Socket Mode is %v with address %q", m.Settings.Socket, url)
		}
		if n := len(m.Features.Commands); n == 0 || n > maxCommands {
			t.Errorf("%d commands", n)
		}
		for _, c := range m.Features.Commands {
			for _, kept := range slashNamesOfSlack {
				if c.Command == "/"+kept {
					t.Errorf("Slack keeps %s for itself", c.Command)
				}
			}
			if len(c.Command) > maxCommand || len(c.Description) > maxCommandDescription || len(c.Hint) > maxUsageHint || c.Description == "" ||
				url == "" && c.URL != "" || url != "" && c.URL != url+commandsPath {
				t.Errorf("command %+v", c)
			}
		}
		if n := len(m.Display.Long); n < 175 || n > 4000 || len(m.Display.Description) > 140 || len(m.Display.Name) > 35 {
			t.Errorf("a description of %d, a long one of %d", len(m.Display.Description), n)
		}
	}
}
