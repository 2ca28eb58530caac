package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"attache/bot"
)

// fakeAdapter asks one question when it is connected, then stays until ctx is
// done or, with an error, is refused for good.
type fakeAdapter struct {
	refused error
	answer  chan bot.Answer
}

func (f fakeAdapter) Serve(ctx context.Context, h bot.Handler) error {
	if f.refused != nil {
		return f.refused
	}
	f.answer <- h(ctx, bot.Request{Platform: "fake", Line: "/who Umerov"})
	<-ctx.Done()
	return nil
}

func (f fakeAdapter) Check(context.Context) []bot.Finding { return nil }

func (f fakeAdapter) Post(context.Context, string, bot.Answer) (bot.PostID, error) { return "", nil }

// fakePlatform is connected where FAKE_TOKEN and FAKE_SECRET are set.
func fakePlatform(name string, connected adapter) platform {
	return platform{
		name: name, title: name, home: "https://fake.example",
		needs:   []variable{{name: "FAKE_TOKEN"}, {name: "FAKE_SECRET"}},
		connect: func(c connection) (adapter, error) { return connected, nil },
	}
}

func fakeApp(stderr io.Writer, platforms ...platform) *app {
	return &app{options: options{Data: inMemory, Listen: listenOff}, platforms: platforms, stdin: strings.NewReader(""), stdout: io.Discard, stderr: stderr, log: newLogger(stderr, "error")}
}

func TestServeConnectsWhatIsConfigured(t *testing.T) {
	t.Setenv("FAKE_TOKEN", "x")
	t.Setenv("FAKE_SECRET", "y")
	ctx, cancel := context.WithCancel(t.Context())
	refused := errors.New("the token is refused")
	working := fakeAdapter{answer: make(chan bot.Answer)}
	ended := make(chan error)
	var stderr bytes.Buffer
	a := fakeApp(&stderr, fakePlatform("first", fakeAdapter{refused: refused}), fakePlatform("second", working))
	go func() { ended <- serveCmd{}.Run(ctx, a) }()
	// One platform that refuses the bot does not keep the other from answering.
	if answer := <-working.answer; answer.Err != nil || len(answer.Blocks) == 0 {
		t.Errorf("got %+v, want a profile", answer)
	}
	cancel()
	if err := <-ended; !errors.Is(err, refused) {
		t.Errorf("got %v, want that it tells what was refused", err)
	}
	if !strings.Contains(stderr.String(), "platform=first") {
		t.Errorf("the log does not say which platform refused:\n%s", &stderr)
	}
}

func TestServeRefusesHalfAConfiguration(t *testing.T) {
	t.Setenv("FAKE_TOKEN", "x")
	err := serveCmd{}.Run(t.Context(), fakeApp(io.Discard, fakePlatform("fake", fakeAdapter{})))
	var usage usageError
	if !errors.As(err, &usage) || !strings.Contains(err.Error(), "FAKE_SECRET") || !strings.Contains(err.Error(), "https://fake.example") {
		t.Errorf("got %v, want that FAKE_SECRET is missing and where to get it", err)
	}
}
