package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/adapters/adaptertest"
	"attache/adapters/discord"
	"attache/adapters/slack"
)

// desk is a person at a platform who sends files to the bot and asks it, and what the
// person is shown.
type desk struct {
	platform platform
	ready    func() // waits until the bot listens
	send     func(name, text string)
	ask      func(question string)
	shown    func() []string // each message as JSON
}

func atSlack(t *testing.T) desk {
	fake := adaptertest.NewSlack(t)
	bot := "<@" + adaptertest.SlackBotUser + "> "
	p := fakePlatform("slack", nil)
	p.connect = func(c connection) (adapter, error) {
		return slack.New(slack.Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, APIURL: fake.APIURL(), Memory: c.memory, Logger: c.log})
	}
	return desk{
		platform: p,
		ready:    func() { fake.Connected(1) },
		send:     func(name, text string) { fake.Mention(bot+"sources add", "", fake.File(name, text)) },
		ask:      func(question string) { fake.Mention(bot+question, "") },
		shown: func() (all []string) {
			for _, post := range fake.Posts(0) {
				all = append(all, post.Blocks())
			}
			return all
		},
	}
}

func atDiscord(t *testing.T) desk {
	fake := adaptertest.NewDiscord(t)
	p := fakePlatform("discord", nil)
	p.connect = func(c connection) (adapter, error) {
		return discord.New(discord.Config{Token: fake.Token(), Transport: fake.Transport(), Memory: c.memory, Logger: c.log})
	}
	return desk{
		platform: p,
		ready:    func() { fake.AwaitSessions(1) },
		send:     func(name, text string) { fake.Upload("sources", "add", "file", fake.Attach(name, text)) },
		ask:      func(question string) { fake.Command("ask", "question", question) },
		shown: func() (all []string) {
			for _, c := range fake.Calls() {
				raw, err := json.Marshal(c.JSON())
				if err != nil {
					t.Error(err)
				}
				all = append(all, string(raw))
			}
			return all
		},
	}
}

const (
	minutes = "Minutes of the harbour board\n\nThe Coast Herald, 4 March 2031\n\nThe board resolved that the northern quay will be closed to ferries of more than 90 metres until the piles have been replaced, said harbour master Ingrid Halvorsen.\n\n" +
		"The work costs 14 million crowns and is paid from the reserve of the port, which holds 31 million.\n"
	question = "How much does the work on the northern quay cost?"
)

// TestAnUploadAnswers: what an administrator sends on a platform is stored, answers
// there, and is told apart from what was there before.
func TestAnUploadAnswers(t *testing.T) {
	for name, at := range map[string]func(*testing.T) desk{"slack": atSlack, "discord": atDiscord} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t)
			serveDesk(t, d, name+":"+map[string]string{"slack": adaptertest.SlackPerson, "discord": adaptertest.DiscordPerson}[name])
			seen := 0
			await := func(what string, words ...string) {
				t.Helper()
				adaptertest.Await(t, what, func() bool {
					all := d.shown()
					for i := seen; i < len(all); i++ {
						if holdsAll(all[i], words) {
							seen = i + 1
							return true
						}
					}
					return false
				})
			}
			d.send("minutes.txt", minutes)
			await("the file to be taken in", "added", "minutes.txt")
			d.ask(question)
			await("an answer from it", "14 million crowns")
			d.send("minutes.txt", minutes)
			await("the same file to be known", "unchanged", "minutes.txt")
			d.send("again.txt", minutes)
			await("the same text to be known", "copy of", "minutes.txt")
			d.send("retold.txt", strings.Replace(minutes, "said harbour master", "according to harbour master", 1))
			await("a near copy to be known", "copy of", "retold.txt")
			d.send("minutes.txt", strings.Replace(minutes, "14 million", "17 million", 1))
			await("the edited text to take its place", "revised", "minutes.txt")
			d.ask(question)
			await("an answer from the edited text", "17 million crowns", "was edited, as seen on")
			d.send("logo.png", "\x89PNG\r\n\x1a\n")
			await("a file that is no document to be refused", "logo.png", "not read")
			d.send("report.pdf", "no such thing")
			await("a file that is not what it is called to be refused", "report.pdf", "does not begin like one")
		})
	}
}

// TestAnUploadOfAnybodyElseIsRefused: who is no administrator is told so, and what they
// send is not stored.
func TestAnUploadOfAnybodyElseIsRefused(t *testing.T) {
	for name, at := range map[string]func(*testing.T) desk{"slack": atSlack, "discord": atDiscord} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t)
			serveDesk(t, d, name+":somebody-else")
			d.send("minutes.txt", minutes)
			adaptertest.Await(t, "the refusal", func() bool { return holdsAll(strings.Join(d.shown(), "\n"), []string{"dministrators"}) })
			d.ask(question)
			adaptertest.Await(t, "that the dossier does not say", func() bool { return holdsAll(strings.Join(d.shown(), "\n"), []string{"The dossier does not say"}) })
			if strings.Contains(strings.Join(d.shown(), "\n"), "14 million") {
				t.Error("it answers from the file")
			}
		})
	}
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// serveDesk serves a dossier of one document to a platform until the test ends.
func serveDesk(t *testing.T, d desk, admins string) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "ferry.txt"), []byte("Ferry\n\nThe Coast Herald, 1 March 2031\n\nThe ferry to Cape Storo sails twice a day.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := fakeApp(io.Discard, d.platform)
	a.platforms[0].needs = []variable{{name: "PATH"}} // which is set everywhere
	a.Dossier, a.Data, a.Admins, a.KeepDays = folder, t.TempDir(), admins, 1
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serveCmd{}.Run(ctx, a) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	d.ready()
}
