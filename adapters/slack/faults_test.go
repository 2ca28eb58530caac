package slack

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/bot"
)

func TestStormOf429sIsWaitedOut(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		d.Fail("chat.postMessage", 12, http.StatusTooManyRequests, "", "3")
		for range 3 {
			d.Mention("<@"+adaptertest.SlackBotUser+"> who drafted it?", "")
		}
		d.Posts(3)
		d.stop()
		if n := len(d.Posts(3)); n != 3 {
			t.Errorf("%d answers, want 3", n)
		}
		for _, pause := range d.waited() {
			if pause > 3*time.Second {
				t.Errorf("waited %v", pause)
			}
		}
	})
}

func TestAnswerThatMayBeThereIsNotPostedAgain(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	d := bySocket.serveWith(t, fake, newMemory(), later, fixed("ask"))
	fake.Lose("chat.postMessage", 1, http.StatusBadGateway)
	d.Mention("<@"+adaptertest.SlackBotUser+"> who drafted it?", "")
	posts := d.Posts(2)
	if told := posts[1]; told.Way != "chat.postEphemeral" || told.User != adaptertest.SlackPerson || !strings.Contains(told.Blocks(), "ask again") {
		t.Errorf("told by %s: %s", told.Way, told.Blocks())
	}
	if n := d.Calls("chat.postMessage"); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
}

func TestAnswerThatIsLostIsFoundInDirectMessages(t *testing.T) {
	d := bySocket.serve(t, later, fixed("ask"))
	d.Lose("chat.postMessage", 1, 0)
	d.DirectMessage("who drafted it?", nil)
	d.Posts(1)
	d.stop()
	if n := len(d.Posts(1)); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

func TestSocketThatDropsInTheMiddleOfAnEnvelope(t *testing.T) {
	release, started := make(chan struct{}), make(chan struct{})
	d := bySocket.serve(t, later, func(context.Context, bot.Request) bot.Answer {
		close(started)
		<-release
		return named("ask")
	})
	d.Command(adaptertest.SlackChannel, "/ask", "one")
	<-started
	d.Drop()
	d.Connected(2)
	close(release)
	// The acknowledgement has no socket to go by: the answer finds another way.
	if got := d.Posts(1)[0]; got.Way != "response_url" || got.Response != "ephemeral" {
		t.Errorf("came by %s as %q", got.Way, got.Response)
	}
	d.ruled(t)
}

func TestEveryReasonToReconnect(t *testing.T) {
	d := bySocket.serve(t, later, fixed("ask"))
	opened := 1
	for _, reason := range []string{"warning", "refresh_requested", "too_many_websockets", "link_disabled"} {
		d.AskToReconnect(reason)
		opened++
		d.Connected(opened)
		d.Command(adaptertest.SlackChannel, "/ask", reason).Acked()
	}
	d.Posts(4)
	// Sockets that end at once are opened again the later the more often they do.
	pauses := d.waited()
	if len(pauses) < 4 || pauses[0] != time.Second || pauses[3] <= pauses[0] {
		t.Errorf("waited %v", pauses)
	}
}

func TestSeveralSocketsAreOpen(t *testing.T) {
	d := bySocket.serveWith(t, adaptertest.NewSlack(t), newMemory(), later, fixed("ask"), func(c *Config) { c.Sockets = 3 })
	d.Connected(3)
	d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
	d.AskToReconnect("refresh_requested")
	d.Connected(4)
	d.Command(adaptertest.SlackChannel, "/ask", "two").Acked()
	d.Posts(2)
	d.ruled(t)
	if _, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), Sockets: 11}); err == nil {
		t.Error("eleven sockets are taken, which Slack refuses")
	}
}

func TestExpiredResponseURLIsGoneRound(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release := make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			<-release
			return named("ask")
		})
		d.Command(adaptertest.SlackChannel, "/ask", "one").Acked()
		d.ExpireResponses()
		close(release)
		if got := d.Posts(1)[0]; got.Way != "chat.postEphemeral" || got.User != adaptertest.SlackPerson {
			t.Errorf("came by %s to %q", got.Way, got.User)
		}
	})
}

func TestAnswerTooLargeForTheAcknowledgement(t *testing.T) {
	// Such an answer is not drawn: what is drawn fits. Should one not fit all the
	// same, it goes by the response_url.
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, fixed("ask"))
		s := d.adapter.newService(fixed("ask"))
		at := place{channel: adaptertest.SlackChannel, user: adaptertest.SlackPerson, ephemeral: true}
		acked := 0
		s.acknowledgeWith(func(payload any) error {
			if acked++; payload != nil {
				t.Error("20 KiB went into an acknowledgement")
			}
			return nil
		}, at, outcome{message: Message{Text: strings.Repeat("x", maxAckBytes), Blocks: drawn(named("notice"))}, private: true})
		if got := d.Posts(1)[0]; got.Way != "chat.postEphemeral" || acked != 1 {
			t.Errorf("came by %s, acknowledged %d times", got.Way, acked)
		}
	})
}

func TestSlowCoreKeepsNoEventWaiting(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		release := make(chan struct{})
		d := w.serve(t, soon, func(context.Context, bot.Request) bot.Answer {
			<-release
			return named("notice")
		})
		const questions = 40 // more than are worked on at once
		for range questions {
			d.Command(adaptertest.SlackChannel, "/ask", "slow").Acked()
		}
		close(release)
		d.Posts(questions)
		d.ruled(t)
	})
}
