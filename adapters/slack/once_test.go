package slack

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
)

const withHistory = "channels:history,chat:write,im:history,im:write"

// poster is an adapter that posts to the fake.
func poster(t *testing.T, scopes string) (*adaptertest.Slack, *Adapter, *memory) {
	t.Helper()
	fake, m := adaptertest.NewSlack(t), newMemory()
	if scopes != "" {
		fake.Grant(scopes)
	}
	return fake, another(t, fake, m), m
}

// another is a further replica, with the same memory.
func another(t *testing.T, fake *adaptertest.Slack, m *memory) *Adapter {
	t.Helper()
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: m, APIURL: fake.APIURL(),
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestUnclearPostIsLookedForBeforeItIsPostedAgain(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(*adaptertest.Slack)
		calls int // of chat.postMessage
	}{
		{"taken, and the answer a 502", func(s *adaptertest.Slack) { s.Lose("chat.postMessage", 1, http.StatusBadGateway) }, 1},
		{"taken, and the connection cut", func(s *adaptertest.Slack) { s.Lose("chat.postMessage", 1, 0) }, 1},
		{"not taken, with a 500", func(s *adaptertest.Slack) { s.Fail("chat.postMessage", 2, http.StatusInternalServerError, "", "") }, 3},
		{"not taken, with fatal_error", func(s *adaptertest.Slack) { s.Fail("chat.postMessage", 1, http.StatusOK, "fatal_error", "") }, 2},
		{"not taken, too many calls", func(s *adaptertest.Slack) { s.Fail("chat.postMessage", 3, http.StatusTooManyRequests, "", "2") }, 4},
		{"not taken, service_unavailable", func(s *adaptertest.Slack) { s.Fail("chat.postMessage", 1, http.StatusOK, "service_unavailable", "") }, 2},
		{"and the look-up fails at first", func(s *adaptertest.Slack) {
			s.Lose("chat.postMessage", 1, 0)
			s.Fail("conversations.history", 2, http.StatusInternalServerError, "", "")
		}, 1},
	} {
		for _, channel := range []string{adaptertest.SlackChannel, adaptertest.SlackPerson} {
			fake, a, _ := poster(t, withHistory)
			test.spoil(fake)
			id, err := a.PostOnce(t.Context(), channel, "digest 7", named("ask"))
			posts := fake.Posts(1)
			if err != nil || len(posts) != 1 || string(id) != posts[0].Channel+"/"+posts[0].TS || fake.Calls("chat.postMessage") != test.calls {
				t.Errorf("%s, to %s: id %q, error %v, %d messages, %d calls", test.name, channel, id, err, len(posts), fake.Calls("chat.postMessage"))
			}
		}
	}
}

func TestUnclearPostStaysUncertainWhereHistoryMayNotBeRead(t *testing.T) {
	fake, a, m := poster(t, "chat:write")
	fake.Lose("chat.postMessage", 1, http.StatusBadGateway)
	if _, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask")); !errors.Is(err, bot.ErrUncertain) || !strings.Contains(err.Error(), "missing_scope") {
		t.Errorf("error %v", err)
	}
	// Another replica, after a crash, does not post it either.
	if _, err := another(t, fake, m).PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask")); !errors.Is(err, bot.ErrUncertain) {
		t.Errorf("error %v", err)
	}
	if n := fake.Calls("chat.postMessage"); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
}

func TestPostedOnceHoweverOften(t *testing.T) {
	fake, a, m := poster(t, withHistory)
	first, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := another(t, fake, m).PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask"))
	if err != nil || again != first {
		t.Errorf("the second time %q, %v; want %q", again, err, first)
	}
	if other, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 8", named("ask")); err != nil || other == first {
		t.Errorf("another key: %q, %v", other, err)
	}
	if n := len(fake.Posts(2)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
	if id, found, err := a.FindPost(t.Context(), adaptertest.SlackChannel, "digest 8"); !found || err != nil || id == first {
		t.Errorf("found %q, %v, %v", id, found, err)
	}
	if _, found, err := a.FindPost(t.Context(), adaptertest.SlackChannel, "digest 9"); found || err != nil {
		t.Errorf("found what was never posted: %v, %v", found, err)
	}
}

func TestCrashBeforePostingDoesNotLoseThePost(t *testing.T) {
	fake, a, m := poster(t, withHistory)
	// What a crash leaves: the key is taken, nothing was posted.
	if _, err := m.FirstTime(t.Context(), keyOf("", "post", adaptertest.SlackChannel+":"+hashed("digest 7")+":0")); err != nil {
		t.Fatal(err)
	}
	if _, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask")); err != nil {
		t.Fatal(err)
	}
	if n := len(fake.Posts(1)); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestSurelyFailedPostMayBeTriedAgain(t *testing.T) {
	fake, a, _ := poster(t, "chat:write")
	fake.Fail("chat.postMessage", 1, http.StatusOK, "not_in_channel", "")
	_, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask"))
	if err == nil || errors.Is(err, bot.ErrUncertain) || !strings.Contains(err.Error(), "/invite") {
		t.Errorf("error %v", err)
	}
	if _, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 7", named("ask")); err != nil {
		t.Errorf("when the bot was invited: %v", err)
	}
	if n := len(fake.Posts(1)); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestOldestOfManyMessagesIsFound(t *testing.T) {
	fake, a, _ := poster(t, withHistory)
	first, err := a.PostOnce(t.Context(), adaptertest.SlackChannel, "key", named("notice"))
	if err != nil {
		t.Fatal(err)
	}
	for range lookLimit + 20 {
		if _, err := a.Post(t.Context(), adaptertest.SlackChannel, named("notice")); err != nil {
			t.Fatal(err)
		}
	}
	if id, found, err := a.FindPost(t.Context(), adaptertest.SlackChannel, "key"); id != first || !found || err != nil {
		t.Errorf("found %q, %v, %v", id, found, err)
	}
	if n := fake.Calls("conversations.history"); n != 2 {
		t.Errorf("%d pages", n)
	}
}

func TestChannelIsPostedToAtSlacksPace(t *testing.T) {
	var mu sync.Mutex
	now := time.Unix(0, 0)
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	sleep := func(_ context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
		return nil
	}
	l := newLanes(clock, sleep)
	var at []time.Duration
	for range 6 {
		if err := l.run(t.Context(), "C1", func() error {
			at = append(at, clock().Sub(time.Unix(0, 0)))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []time.Duration{0, 0, 0, pace, 2 * pace, 3 * pace} {
		if at[i] != want {
			t.Errorf("message %d after %v, want %v", i+1, at[i], want)
		}
	}
	// Another channel owes nothing.
	before := clock()
	if err := l.run(t.Context(), "C2", func() error { return nil }); err != nil || clock() != before {
		t.Errorf("the other channel waited until %v: %v", clock(), err)
	}
	_ = sleep(t.Context(), time.Hour)
	if err := l.run(t.Context(), "C3", func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	if len(l.open) > 1 {
		t.Errorf("%d lanes are kept that nobody needs", len(l.open))
	}
}

func TestChannelsQueueDoesNotHoldUpAnother(t *testing.T) {
	l := newLanes(time.Now, wait)
	blocked, free := make(chan struct{}), make(chan struct{})
	done := make(chan error, 2)
	go func() {
		done <- l.run(t.Context(), "C1", func() error {
			close(blocked)
			<-free
			return nil
		})
	}()
	<-blocked
	gone, cancel := context.WithCancel(t.Context())
	go func() { done <- l.run(gone, "C1", func() error { return errors.New("posted out of turn") }) }()
	if err := l.run(t.Context(), "C2", func() error { return nil }); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("whoever gave up waiting got %v", err)
	}
	close(free)
	if err := <-done; err != nil {
		t.Error(err)
	}
}
