package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// memory is a bot.Memory, and keeps feedback and the trail, until the test ends.
type memory struct {
	mu       sync.Mutex
	seen     map[string]bool
	kept     map[string]string
	feedback []bot.Feedback
	acts     []bot.Act
	err      error
}

func (m *memory) AddFeedback(_ context.Context, f bot.Feedback) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.feedback = append(m.feedback, f)
	return m.err
}

func (m *memory) Record(_ context.Context, a bot.Act) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.acts = append(m.acts, a)
	return m.err
}

func newMemory() *memory { return &memory{seen: map[string]bool{}, kept: map[string]string{}} }

func (m *memory) FirstTime(_ context.Context, key string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	first := !m.seen[key]
	m.seen[key] = true
	return first, m.err
}

func (m *memory) Keep(_ context.Context, text string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, v := range m.kept {
		if v == text {
			return k, m.err
		}
	}
	key := fmt.Sprintf("key%023d", len(m.kept))
	m.kept[key] = text
	return key, m.err
}

func (m *memory) Recall(_ context.Context, key string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, ok := m.kept[key]
	return text, ok, m.err
}

// running is an adapter that serves the fake.
type running struct {
	*adaptertest.Discord
	adapter *Adapter
	memory  *memory
	web     *httptest.Server // takes interactions in, where they come over HTTP
	stop    context.CancelFunc
	done    chan error
}

// start serves h on a fake until the test ends. The times suit a busy machine:
// what is quick has all the time that Discord gives, what is slow is held up by
// its test.
func start(t *testing.T, h bot.Handler, change ...func(*Config)) *running {
	t.Helper()
	return serving(t, adaptertest.NewDiscord(t), h, change...)
}

// serving is start on a fake that is there already.
func serving(t *testing.T, fake *adaptertest.Discord, h bot.Handler, change ...func(*Config)) *running {
	t.Helper()
	r := &running{Discord: fake, memory: newMemory(), done: make(chan error, 1)}
	c := Config{Token: r.Token(), Transport: r.Transport(), Memory: r.memory, Feedback: r.memory, Trail: r.memory,
		Quick: 2500 * time.Millisecond, Pause: 10 * time.Millisecond, IdentifyEvery: time.Millisecond}
	for _, f := range change {
		f(&c)
	}
	var err error
	if r.adapter, err = New(c); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	r.adapter.Mount(mux, h)
	if c.PublicKey != "" {
		r.web = httptest.NewServer(mux)
		t.Cleanup(r.web.Close)
		r.Endpoint(r.web.URL + Path)
	}
	ctx, stop := context.WithCancel(t.Context())
	r.stop = stop
	go func() { r.done <- r.adapter.Serve(ctx, h) }()
	t.Cleanup(stop)
	return r
}

func ready(t *testing.T, h bot.Handler, change ...func(*Config)) *running {
	t.Helper()
	r := start(t, h, change...)
	r.AwaitSessions(1)
	return r
}

// overHTTP serves the fake's endpoint for interactions.
func overHTTP(t *testing.T, h bot.Handler, change ...func(*Config)) *running {
	t.Helper()
	key := adaptertest.NewDiscord(t).PublicKey()
	return start(t, h, append(change, func(c *Config) { c.PublicKey = key })...)
}

// bothWays holds that something is so however interactions come.
func bothWays(t *testing.T, test func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running)) {
	t.Parallel()
	t.Run("gateway", func(t *testing.T) {
		t.Parallel()
		test(t, ready)
	})
	t.Run("http", func(t *testing.T) {
		t.Parallel()
		test(t, overHTTP)
	})
}

func slowly(c *Config) { c.Quick = time.Millisecond }

// says is an answer whose words are its line.
func says(_ context.Context, req bot.Request) bot.Answer {
	return bot.Answer{Line: req.Line, Title: "Answer", Blocks: []bot.Block{bot.Notice{Text: "You typed " + req.Line}}}
}

// idOfKind is the first name in a message that begins so.
func idOfKind(t *testing.T, c adaptertest.DiscordCall, prefix string) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(c.Body), `"custom_id":"`+prefix)
	id, _, ended := strings.Cut(rest, `"`)
	if !ok || !ended {
		t.Fatalf("no %q in %s", prefix, c.Body)
	}
	return prefix + id
}

func textOf(c adaptertest.DiscordCall) string {
	var b strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if s, ok := v["content"].(string); ok {
				b.WriteString(s + "\n")
			}
			walk(v["data"])
			walk(v["components"])
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(c.JSON())
	return b.String()
}

func flagsOf(c adaptertest.DiscordCall) discordgo.MessageFlags {
	m := c.JSON()
	if data, ok := m["data"].(map[string]any); ok {
		m = data
	}
	f, _ := m["flags"].(float64)
	return discordgo.MessageFlags(f)
}

func typeOf(c adaptertest.DiscordCall) discordgo.InteractionResponseType {
	n, _ := c.JSON()["type"].(float64)
	return discordgo.InteractionResponseType(n)
}

func TestQuickAnswerIsTheFirstResponse(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, says)
		i := r.Command("who", "name", "Halvorsen")
		c := r.Await("POST", i.Callback())
		if typeOf(c) != 4 || !strings.Contains(textOf(c), "You typed /who Halvorsen") {
			t.Errorf("first response: type %d, text %q", typeOf(c), textOf(c))
		}
		if want := discordgo.MessageFlagsIsComponentsV2 | discordgo.MessageFlagsSuppressEmbeds; flagsOf(c) != want {
			t.Errorf("flags %d, want %d", flagsOf(c), want)
		}
	})
}

func TestSlowAnswerIsAnnouncedInTimeAndEditedIn(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		release := make(chan struct{})
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			<-release
			return says(ctx, req)
		}, slowly)
		i := r.Command("ask", "question", "why?", "private", true)
		c := r.Await("POST", i.Callback()) // the fake refuses it after three seconds
		if typeOf(c) != 5 || flagsOf(c) != discordgo.MessageFlagsEphemeral {
			t.Errorf("announcement: type %d, flags %d, want 5 and %d", typeOf(c), flagsOf(c), discordgo.MessageFlagsEphemeral)
		}
		close(release)
		edit := r.Await("PATCH", i.Original())
		if !strings.Contains(textOf(edit), "You typed /ask why?") || flagsOf(edit)&discordgo.MessageFlagsIsComponentsV2 == 0 {
			t.Errorf("edit: text %q, flags %d", textOf(edit), flagsOf(edit))
		}
	})
}

func TestPrivateAnswerThatWasAnnouncedToAllIsNotShownToAll(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		release := make(chan struct{})
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			<-release
			a := says(ctx, req)
			a.Visibility = bot.Private
			return a
		}, slowly)
		i := r.Command("ask", "question", "why?")
		r.Await("POST", i.Callback())
		close(release)
		r.Await("DELETE", i.Original())
		if c := r.Await("POST", i.Followup()); flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
			t.Errorf("answer for one person has flags %d", flagsOf(c))
		}
		for _, c := range r.Calls() {
			if c.Method == "PATCH" {
				t.Error("the private answer was edited into the public message")
			}
		}
	})
}

func TestEventDeliveredTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	asked := map[string]int{}
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		mu.Lock()
		defer mu.Unlock()
		asked[req.Line]++
		return says(ctx, req)
	})
	i := r.Command("brief")
	r.Again(i)
	r.Await("POST", i.Callback())
	r.Again(i)
	last := r.Command("sources")
	r.Await("POST", last.Callback())
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	if asked["/brief"] != 1 || asked["/sources"] != 1 {
		t.Errorf("asked %v, want each once", asked)
	}
}

func TestPanicIsTheErrorOfOneRequest(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			if req.Line == "/brief" {
				panic("boom")
			}
			return says(ctx, req)
		})
		bad := r.Command("brief")
		c := r.Await("POST", bad.Callback())
		if text := textOf(c); !strings.Contains(text, "Something went wrong") || !strings.Contains(text, bad.ID) || strings.Contains(text, "boom") {
			t.Errorf("the person is told %q", text)
		}
		if flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
			t.Error("everybody is told of an error of one")
		}
		good := r.Command("sources")
		if c := r.Await("POST", good.Callback()); !strings.Contains(textOf(c), "/sources") {
			t.Errorf("the next request gets %q", textOf(c))
		}
	})
}

func TestAnswerThatNeverComesIsGivenUp(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		never := make(chan struct{})
		t.Cleanup(func() { close(never) })
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			<-never // ctx is not listened to
			return bot.Answer{}
		}, slowly, func(c *Config) { c.Deadline = 20 * time.Millisecond })
		i := r.Command("ask", "question", "why?")
		// The announcement was for all; what went wrong is for one.
		if c := r.Await("POST", i.Followup()); !strings.Contains(textOf(c), "took too long") {
			t.Errorf("the person is told %q", textOf(c))
		}
	})
}

func TestOptionsBecomeTheLineThatWouldBeTyped(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		lines := make(chan bot.Request, 1)
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			lines <- req
			return says(ctx, req)
		})
		for _, c := range []struct {
			name    string
			options []any
			want    bot.Request
		}{
			{"ask", []any{"question", "who\ndrafted  it?"}, bot.Request{Line: "/ask who drafted it?"}},
			{"timeline", []any{"until", "2031-03", "since", "2030", "about", "the lease"}, bot.Request{Line: "/timeline the lease since 2030 until 2031-03"}},
			{"timeline", []any{"about", "the lease", "all", true}, bot.Request{Line: "/timeline all the lease"}},
			{"timeline", []any{"private", true}, bot.Request{Line: "/timeline", Private: true}},
			{"attache", []any{"command", "/numbers"}, bot.Request{Line: "/numbers"}},
			{"attache", []any{"command", "how deep is it?"}, bot.Request{Line: "how deep is it?"}},
		} {
			r.Command(c.name, c.options...)
			want := c.want
			want.Platform, want.Workspace, want.Channel, want.User = "discord", adaptertest.DiscordGuild, adaptertest.DiscordChannel, adaptertest.DiscordPerson
			if got := <-lines; !cmp.Equal(got, want) {
				t.Errorf("/%s %v: request %+v, want %+v", c.name, c.options, got, want)
			}
		}
	})
}

// customID is the name of the button whose label begins so.
func customID(t *testing.T, c adaptertest.DiscordCall, label string) string {
	t.Helper()
	found := ""
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if s, _ := v["label"].(string); strings.HasPrefix(s, label) {
				found, _ = v["custom_id"].(string)
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(c.JSON())
	if found == "" {
		t.Fatalf("no button %q in %s", label, c.Body)
	}
	return found
}

func TestCandidateButtonAsksAboutThatOne(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			if req.Line == "/who Reyke" {
				return bot.Answer{Line: req.Line, Blocks: []bot.Block{bot.Candidates{Query: "Reyke", Candidates: []bot.Candidate{
					{Name: "Tomas Reyke", Line: "/who Tomas Reyke"}, {Name: "Reyke & Sons", Line: "/who Reyke & Sons"}}}}}
			}
			return says(ctx, req)
		})
		which := r.Await("POST", r.Command("who", "name", "Reyke", "private", true).Callback())
		c := r.Await("POST", r.Press(customID(t, which, "Reyke & Sons"), int(flagsOf(which))).Callback())
		if !strings.Contains(textOf(c), "/who Reyke & Sons") || flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
			t.Errorf("answer %q with flags %d", textOf(c), flagsOf(c))
		}
	})
}

type fixedNames []string

func (n fixedNames) Complete(_ context.Context, prefix string, limit int) []string {
	if prefix == "panic" {
		panic("boom")
	}
	return n
}

func TestNamesAreCompletedWithinTheLimits(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		names := fixedNames{"Ingrid Halvorsen", "", "Ingrid Halvorsen", strings.Repeat("x", 101), " "}
		for i := range 40 {
			names = append(names, fmt.Sprintf("Name %d", i))
		}
		r := ready(t, says, func(c *Config) { c.Completer = names })
		c := r.Await("POST", r.Complete("who", "name", "Hal").Callback())
		var got struct {
			Type int
			Data struct{ Choices []choice }
		}
		if err := json.Unmarshal(c.Body, &got); err != nil {
			t.Fatal(err)
		}
		if got.Type != 8 || len(got.Data.Choices) != 25 || got.Data.Choices[0] != (choice{"Ingrid Halvorsen", "Ingrid Halvorsen"}) || got.Data.Choices[1].Name != "Name 0" {
			t.Errorf("choices %+v", got)
		}
		if c := r.Await("POST", r.Complete("who", "name", "panic").Callback()); !strings.Contains(string(c.Body), `"choices":[]`) {
			t.Errorf("a completer that panics gives %s", c.Body)
		}
	})
}

func TestCommandsAreRegisteredOnceAndOnlyWhenTheyChange(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	if puts := requests(r, "PUT"); puts != 1 {
		t.Fatalf("%d overwrites at the first start, want 1", puts)
	}
	checks := r.adapter.Check(t.Context())
	for _, c := range checks {
		if !c.OK || c.What == "" || c.Do != "" {
			t.Errorf("check %+v", c)
		}
	}
	r.stop()
	<-r.done
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- r.adapter.Serve(ctx, says) }()
	r.AwaitSessions(2)
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if puts := requests(r, "PUT"); puts != 1 {
		t.Errorf("%d overwrites after a second start, want 1", puts)
	}
}

func TestCommandsThatDiscordDoesNotTakeAtOnceAreTriedAgain(t *testing.T) {
	t.Parallel()
	r := start(t, says, func(c *Config) { c.Pause = time.Millisecond })
	r.Fail(attempts, "PUT", "/commands", 503, 0)
	r.AwaitSessions(1) // the bot works meanwhile
	r.Await("PUT", "/commands")
	r.Await("POST", r.Command("brief").Callback())
}

func requests(r *running, method string) int {
	n := 0
	for _, c := range r.Calls() {
		if c.Method == method {
			n++
		}
	}
	return n
}

func TestBadTokenIsOneClearError(t *testing.T) {
	t.Parallel()
	r := start(t, says, func(c *Config) { c.Token = "Bot wrong" })
	err := <-r.done
	if err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("Serve gives %v", err)
	}
	if n := len(r.Calls()); n != 1 {
		t.Errorf("%d requests with a token that is refused, want 1", n)
	}
}

func TestTokenThatIsRevokedWhileConnectedEndsTheBot(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Revoke()
	r.Drop()
	err := <-r.done
	var refused *refusedError
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("Serve gives %v", err)
	}
}

func TestWrongApplicationIDIsOneClearError(t *testing.T) {
	t.Parallel()
	r := start(t, says, func(c *Config) { c.AppID = "123" })
	if err := <-r.done; err == nil || !strings.Contains(err.Error(), "DISCORD_APP_ID") {
		t.Errorf("Serve gives %v", err)
	}
}

func TestDroppedConnectionIsResumedAndMissesNothing(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Await("POST", r.Command("brief").Callback())
	r.Drop()
	i := r.Command("sources") // while nobody is connected
	r.AwaitSessions(2)
	if identified, resumed := r.Sessions(); identified != 1 || resumed != 1 {
		t.Errorf("identified %d times and resumed %d times, want 1 and 1", identified, resumed)
	}
	r.Await("POST", i.Callback())
}

func TestConnectionWithoutHeartbeatsIsReplaced(t *testing.T) {
	t.Parallel()
	fake := adaptertest.NewDiscord(t)
	fake.HeartbeatEvery(20 * time.Millisecond)
	fake.Silence(true)
	a, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory(), Pause: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- a.Serve(ctx, says) }()
	fake.AwaitSessions(2)
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestRefusalsForATimeAreWaitedOut(t *testing.T) {
	t.Parallel()
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer { return says(ctx, req) })
	for _, status := range []int{429, 500, 502, 503} {
		r.Fail(2, "POST", "/callback", status, 0.01)
		i := r.Command("brief")
		if c := r.Await("POST", i.Callback()); typeOf(c) != 4 {
			t.Errorf("after %d: response of type %d", status, typeOf(c))
		}
	}
}

func TestEditThatIsRateLimitedComesLater(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		<-release
		return says(ctx, req)
	}, slowly)
	r.Fail(1, "PATCH", "/messages/@original", 429, 0.05)
	r.Fail(1, "PATCH", "/messages/@original", 500, 0)
	i := r.Command("brief")
	r.Await("POST", i.Callback())
	close(release)
	r.Await("PATCH", i.Original())
}

func TestAnswerThatDiscordDoesNotTakeIsShownInEmbeds(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Fail(1, "POST", "/callback", 400, 0)
	c := r.Await("POST", r.Command("brief").Callback())
	data, _ := c.JSON()["data"].(map[string]any)
	embeds, _ := data["embeds"].([]any)
	if len(embeds) != 1 || flagsOf(c)&discordgo.MessageFlagsIsComponentsV2 != 0 || !strings.Contains(string(c.Body), "You typed /brief") {
		t.Errorf("in embeds: %s", c.Body)
	}
}

func TestAnswerThatDiscordDoesNotTakeAtAllIsOwnedUpTo(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Fail(2, "POST", "/callback", 400, 0)
	i := r.Command("brief")
	if c := r.Await("POST", i.Callback()); !strings.Contains(textOf(c), "cannot be shown here") || !strings.Contains(textOf(c), i.ID) {
		t.Errorf("the person is told %q", textOf(c))
	}
}

func TestConnectionThatIsAskedToMoveIsResumed(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Await("POST", r.Command("sources").Callback())
	r.AskToReconnect()
	r.AwaitSessions(2)
	r.Await("POST", r.Command("brief").Callback())
}

func TestConnectionThatIsAskedToMoveBeforeItBeginsIsMadeAnew(t *testing.T) {
	t.Parallel()
	fake := adaptertest.NewDiscord(t)
	fake.TurnAway(1)
	a, err := New(Config{Token: fake.Token(), Transport: fake.Transport(), Memory: newMemory(), Quick: 2500 * time.Millisecond, Pause: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	fake.HeartbeatEvery(20 * time.Millisecond)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- a.Serve(ctx, says) }()
	fake.AwaitSessions(1)
	fake.Await("POST", fake.Command("brief").Callback())
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestEndlessRefusalsAreGivenUp(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Fail(1000, "POST", "/callback", 429, 0.001)
	lost := r.Command("brief")
	r.AwaitWhere("the first refusal", func(c adaptertest.DiscordCall) bool { return c.Path == lost.Callback() })
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range r.Calls() {
		if c.Path == lost.Callback() {
			n++
		}
	}
	if n != attempts {
		t.Errorf("%d attempts, want %d", n, attempts)
	}
}

func TestAnswersUnderWayAreDeliveredWhenTheBotStops(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		<-release
		if ctx.Err() != nil {
			return bot.Answer{}
		}
		return says(ctx, req)
	}, slowly)
	i := r.Command("brief")
	r.Await("POST", i.Callback())
	r.stop()
	close(release)
	if c := r.Await("PATCH", i.Original()); !strings.Contains(textOf(c), "/brief") {
		t.Errorf("edited in: %q", textOf(c))
	}
	if err := <-r.done; err != nil {
		t.Errorf("Serve gives %v", err)
	}
}

func TestMentionsAndDirectMessages(t *testing.T) {
	t.Parallel()
	r := ready(t, says, func(c *Config) { c.Mentions = true })
	if got, want := r.Intents(), 1<<9|1<<12; got != want {
		t.Errorf("intents %d, want %d", got, want)
	}
	r.Say("not for the bot", true)
	id := r.Say("<@"+adaptertest.DiscordBotUser+"> how deep is the quay?", true)
	c := r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	m := c.JSON()
	ref, _ := m["message_reference"].(map[string]any)
	if ref["message_id"] != id || !strings.Contains(textOf(c), "You typed how deep is the quay?") {
		t.Errorf("reply %s", c.Body)
	}
	direct := r.Say("/who Halvorsen", false)
	r.AwaitWhere("an answer to the direct message", func(c adaptertest.DiscordCall) bool {
		return strings.Contains(string(c.Body), direct) && strings.Contains(string(c.Body), "/who Halvorsen")
	})
	empty := r.Say("<@"+adaptertest.DiscordBotUser+">", true)
	r.AwaitWhere("help for an empty mention", func(c adaptertest.DiscordCall) bool {
		return strings.Contains(string(c.Body), empty) && strings.Contains(string(c.Body), "/help")
	})
}

func TestSlowReplyToAMentionIsTyped(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		<-release
		return says(ctx, req)
	}, slowly, func(c *Config) { c.Mentions = true })
	r.Say("<@"+adaptertest.DiscordBotUser+"> why?", true)
	r.Await("POST", "/typing")
	close(release)
	r.Await("POST", "/messages")
}

func TestDoctorSaysWhatToDo(t *testing.T) {
	t.Parallel()
	r := start(t, says, func(c *Config) { c.Token = "wrong" })
	<-r.done
	checks := r.adapter.Check(t.Context())
	if len(checks) != 1 || checks[0].OK || !strings.Contains(checks[0].Do, "DISCORD_TOKEN") {
		t.Errorf("checks with a bad token: %+v", checks)
	}
	fresh := adaptertest.NewDiscord(t)
	a, err := New(Config{Token: fresh.Token(), Transport: fresh.Transport(), Memory: newMemory()})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Check(t.Context()) {
		if !c.OK && c.Do == "" || strings.HasPrefix(c.What, "Discord commands") && c.OK {
			t.Errorf("check before the first start: %+v", c)
		}
	}
}

func TestWithoutMentionsNoMessagesAreAskedFor(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	if got := r.Intents(); got != 0 {
		t.Errorf("intents %d, want none", got)
	}
}

func TestPostSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	r.FailWithCode(1, "POST", "/messages", 403, discordgo.ErrCodeMissingAccess)
	_, err := r.adapter.Post(t.Context(), adaptertest.DiscordChannel, says(t.Context(), bot.Request{Line: "/brief"}))
	if err == nil || !strings.Contains(err.Error(), adaptertest.DiscordChannel) || !strings.Contains(err.Error(), "Send Messages") || strings.Contains(err.Error(), r.Token()) {
		t.Errorf("Post gives %v", err)
	}
}

func TestPostIsOneMessageHoweverOftenItIsTried(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	a := adaptertest.LongTimeline(60)
	first, err := r.adapter.Post(t.Context(), adaptertest.DiscordChannel, a)
	if err != nil || first == "" {
		t.Fatalf("Post gives %q, %v", first, err)
	}
	again, err := r.adapter.Post(t.Context(), adaptertest.DiscordChannel, a)
	if err != nil || again != first {
		t.Errorf("posted again: %q, %v, want %q", again, err, first)
	}
}

func TestMalformedEventsHarmNothing(t *testing.T) {
	t.Parallel()
	r := ready(t, says, func(c *Config) { c.Mentions = true })
	for _, data := range []any{nil, map[string]any{}, map[string]any{"id": 5}, []any{1}, "x",
		map[string]any{"id": "1", "token": "t", "type": 2}, map[string]any{"id": "1", "token": "t", "type": 2, "data": map[string]any{"options": []any{nil}}}} {
		r.Dispatch("INTERACTION_CREATE", data)
		r.Dispatch("MESSAGE_CREATE", data)
	}
	r.Await("POST", r.Command("brief").Callback())
}

func TestMemoryThatFailsLosesButtonsNotAnswers(t *testing.T) {
	t.Parallel()
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return adaptertest.LongTimeline(60) })
	r.memory.mu.Lock()
	r.memory.err = errors.New("disk full")
	r.memory.mu.Unlock()
	c := r.Await("POST", r.Command("timeline").Callback())
	if text := textOf(c); !strings.Contains(text, "On day 1 ") || !strings.Contains(text, "Page 1 of") {
		t.Errorf("answer %q", text)
	}
	if strings.Contains(string(c.Body), "custom_id") {
		t.Error("a button that nobody will recognise")
	}
}
