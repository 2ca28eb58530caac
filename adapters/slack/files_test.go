package slack

import (
	"context"
	"errors"
	"strings"
	"testing"

	slackapi "github.com/slack-go/slack"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// TestFilesComeWithTheLine: what somebody uploads with a line, or sends alone, can be
// read by the command; what may not be read is refused in words.
func TestFilesComeWithTheLine(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		fake := adaptertest.NewSlack(t)
		read := make(chan string, 4)
		d := w.serveWith(t, fake, newMemory(), soon, func(ctx context.Context, r bot.Request) bot.Answer {
			for _, f := range r.Files {
				raw, err := f.Open(ctx)
				var user *bot.UserError
				if errors.As(err, &user) {
					raw = []byte(user.Message)
				} else if err != nil {
					raw = []byte(err.Error())
				}
				read <- r.Line + " " + f.Name + ": " + string(raw)
			}
			return named("notice")
		})
		minutes := fake.File("minutes.txt", "The quay is deep.")
		fake.Mention("<@"+adaptertest.SlackBotUser+"> sources add", "", minutes)
		fake.DirectMessage("", map[string]any{"subtype": "file_share", "files": []any{minutes}})
		for _, want := range []string{"sources add minutes.txt: The quay is deep.", "/sources add minutes.txt: The quay is deep."} {
			if got := <-read; got != want && got != strings.TrimPrefix(want, "/") && got != "/"+want {
				t.Errorf("read %q, want %q", got, want)
			}
		}
		elsewhere := fake.File("plan.gdoc", "")
		elsewhere["is_external"], elsewhere["url_private_download"] = true, "https://elsewhere.example/plan"
		fake.Mention("<@"+adaptertest.SlackBotUser+"> sources add", "", elsewhere)
		if got := <-read; got != "sources add plan.gdoc: “plan.gdoc” is kept outside of Slack." {
			t.Errorf("read %q", got)
		}
		d.Posts(3)
		d.stop()
	})
}

// TestFilesThatMayNotBeRead: without the scope, and where Slack wants somebody to
// sign in, no page of Slack's is taken for the file.
func TestFilesThatMayNotBeRead(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	minutes := fake.File("minutes.txt", "The quay is deep.")
	fake.Grant("chat:write")
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, SigningSecret: adaptertest.SlackSecret, APIURL: fake.APIURL(), Memory: newMemory()})
	if err != nil {
		t.Fatal(err)
	}
	f := slackapi.File{Name: "minutes.txt", Size: 17, URLPrivateDownload: minutes["url_private_download"].(string)}
	open := func() ([]byte, error) { return a.files([]slackapi.File{f})[0].Open(t.Context()) }
	if raw, err := open(); err == nil || !strings.Contains(err.Error(), "sign-in page") {
		t.Errorf("read %q, %v", raw, err)
	}
	if err := a.identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if raw, err := open(); err == nil || !strings.Contains(err.Error(), "files:read") {
		t.Errorf("read %q, %v", raw, err)
	}
	if f.Size = maxFile + 1; true {
		if _, err := open(); err == nil || !strings.Contains(err.Error(), "more than 20 MB") {
			t.Error(err)
		}
	}
}
