package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/knowledge"
)

// quoting answers every line with the same quotation.
func quoting(_ context.Context, req bot.Request) bot.Answer {
	a := answerNamed("ask-one")
	a.Line = req.Line
	if req.Private {
		a.Visibility = bot.Private
	}
	return a
}

func answerNamed(name string) bot.Answer {
	for _, n := range adaptertest.Answers() {
		if n.Name == name {
			return n.Answer
		}
	}
	panic("no answer " + name)
}

func asked(lines chan bot.Request) bot.Handler {
	return func(ctx context.Context, req bot.Request) bot.Answer {
		lines <- req
		return says(ctx, req)
	}
}

func TestCommandsBelowCommandsBecomeLines(t *testing.T) {
	t.Parallel()
	lines := make(chan bot.Request, 1)
	r := ready(t, asked(lines))
	for _, c := range []struct {
		command string
		options []any
		want    string
	}{
		{"digest", []any{"subscribe", adaptertest.Below("about", "Halvorsen", "days", "weekdays", "zone", "Europe/Kyiv", "at", "08:00")}, "/digest subscribe at 08:00 Europe/Kyiv weekdays about Halvorsen"},
		{"digest", []any{"subscribe", adaptertest.Below("always", true, "quiet", "22:00-07:00", "days", "every day", "at", "9")}, "/digest subscribe at 9 every day quiet 22:00-07:00 always"},
		{"digest", []any{"now", adaptertest.Below()}, "/digest now"},
		{"digest", []any{"stop", adaptertest.Below("number", "2")}, "/digest stop 2"},
		{"sources", []any{"list", adaptertest.Below("private", true)}, "/sources list"},
		{"sources", []any{"add", adaptertest.Below("url", "https://a.example/b")}, "/sources add https://a.example/b"},
		{"sources", []any{"remove", adaptertest.Below("document", "a b.txt")}, "/sources remove a b.txt"},
		{"compare", []any{"about", "the lease"}, "/compare the lease"},
		{"next", nil, "/next"},
	} {
		r.Command(c.command, c.options...)
		if got := <-lines; got.Line != c.want || got.Private != strings.Contains(c.want, "list") {
			t.Errorf("/%s %v: line %q, private %v, want %q", c.command, c.options, got.Line, got.Private, c.want)
		}
	}
}

func TestUploadedFilesComeWithTheLine(t *testing.T) {
	t.Parallel()
	lines := make(chan bot.Request, 1)
	r := ready(t, asked(lines))
	r.Upload("sources", "add", "file", "https://cdn.discordapp.com/attachments/1/2/a.pdf?ex=1")
	if got := <-lines; got.Line != "/sources add" || len(got.Files) != 1 || got.Files[0].Name != "a.pdf" {
		t.Errorf("line %q with files %v", got.Line, got.Files)
	}
	r.Upload("sources", "add", "file", "https://evil.example/a.pdf")
	if got := <-lines; len(got.Files) != 0 {
		t.Error("a file is fetched from where Discord keeps none")
	}
}

func TestCheckedMessageIsAnsweredForOneAlone(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	i := r.CommandOn(checkCommand, "The lease runs\nfor 30 years.")
	c := r.Await("POST", i.Callback())
	if !strings.Contains(textOf(c), "/check The lease runs for 30 years.") || flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
		t.Errorf("answer %q with flags %d", textOf(c), flagsOf(c))
	}
	long := r.Await("POST", r.CommandOn(checkCommand, strings.Repeat("ї ", 5000)).Callback())
	if !strings.Contains(textOf(long), "/check ї") {
		t.Errorf("a long message gives %q", textOf(long))
	}
}

func TestWhereACommandIsUsed(t *testing.T) {
	t.Parallel()
	lines := make(chan bot.Request, 1)
	r := ready(t, asked(lines))
	thread := map[string]any{"id": "77", "type": 11, "parent_id": "66"}
	person := func(permissions string) map[string]any {
		return map[string]any{"user": map[string]any{"id": "8"}, "permissions": permissions}
	}
	for name, c := range map[string]struct {
		change map[string]any
		want   bot.Request
	}{
		"thread":        {map[string]any{"channel_id": "77", "channel": thread}, bot.Request{Channel: "66", Thread: "77"}},
		"direct":        {map[string]any{"guild_id": nil, "member": nil, "context": 1, "user": map[string]any{"id": "8"}, "channel_id": "9", "channel": map[string]any{"id": "9", "type": 1}}, bot.Request{Channel: "9", Direct: true}},
		"others'":       {map[string]any{"guild_id": nil, "member": nil, "context": 2, "user": map[string]any{"id": "8"}, "channel_id": "9", "channel": map[string]any{"id": "9", "type": 1}}, bot.Request{Channel: "9"}},
		"manager":       {map[string]any{"member": person("16")}, bot.Request{Channel: adaptertest.DiscordChannel, Manages: true}},
		"administrator": {map[string]any{"member": person("8")}, bot.Request{Channel: adaptertest.DiscordChannel, Manages: true}},
		"anybody":       {map[string]any{"member": person("3072")}, bot.Request{Channel: adaptertest.DiscordChannel}},
	} {
		r.CommandWith(c.change, "brief")
		got := <-lines
		if got.Channel != c.want.Channel || got.Thread != c.want.Thread || got.Direct != c.want.Direct || got.Manages != c.want.Manages {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestMentionInAThreadIsAnsweredInIt(t *testing.T) {
	t.Parallel()
	lines := make(chan bot.Request, 1)
	r := ready(t, asked(lines), func(c *Config) { c.Mentions = true })
	r.Channel("77", 11, "66")
	for range 2 { // the second time it is known what the channel is
		r.SayIn("77", "<@"+adaptertest.DiscordBotUser+"> why?", true, nil)
		if got := <-lines; got.Channel != "66" || got.Thread != "77" {
			t.Errorf("channel %s, thread %s, want 66 and 77", got.Channel, got.Thread)
		}
	}
	r.Await("POST", "/channels/77/messages")
}

func TestReplyInAChannelFollowsWhatItReplies(t *testing.T) {
	t.Parallel()
	lines := make(chan bot.Request, 1)
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		lines <- req
		return quoting(ctx, req)
	}, func(c *Config) { c.Mentions = true })
	first := r.Say("<@"+adaptertest.DiscordBotUser+"> how deep is it?", true)
	if got := <-lines; got.Thread != first {
		t.Errorf("the first message is of the talk %q, want %q", got.Thread, first)
	}
	for last, n := first, 0; n < 3; n++ {
		answer := r.AwaitWhere("an answer to "+last, func(c adaptertest.DiscordCall) bool {
			return strings.HasSuffix(c.Path, "/messages") && strings.Contains(string(c.Body), `"message_id":"`+last+`"`)
		})
		last = r.SayIn(adaptertest.DiscordChannel, "and when?", true, map[string]any{"id": "1", "channel_id": adaptertest.DiscordChannel, "type": 19,
			"author": map[string]any{"id": adaptertest.DiscordBotUser, "bot": true}, "content": "", "components": answer.JSON()["components"]})
		if got := <-lines; got.Thread != first || got.Line != "and when?" {
			t.Errorf("reply %d is of the talk %q with line %q, want %q", n, got.Thread, got.Line, first)
		}
	}
}

func TestReadersSayWhatIsWrong(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, quoting)
		answer := r.Await("POST", r.Command("ask", "question", "how deep?").Callback())
		good := r.Await("POST", r.Press(customID(t, answer, "👍"), 0).Callback())
		if !strings.Contains(textOf(good), "Thank you") || flagsOf(good)&discordgo.MessageFlagsEphemeral == 0 {
			t.Errorf("thanks %q with flags %d", textOf(good), flagsOf(good))
		}
		menu := r.Await("POST", r.Press(customID(t, answer, "👎"), 0).Callback())
		if flagsOf(menu)&discordgo.MessageFlagsEphemeral == 0 {
			t.Error("everybody sees the menu")
		}
		id := idOfKind(t, menu, "verdict:")
		noted := r.Await("POST", r.Choose(id, string(bot.WrongDate)).Callback())
		if typeOf(noted) != discordgo.InteractionResponseUpdateMessage || !strings.Contains(textOf(noted), "wrong date") {
			t.Errorf("type %d, text %q", typeOf(noted), textOf(noted))
		}
		form := r.Await("POST", r.Choose(id, string(bot.OtherFault)).Callback())
		if typeOf(form) != discordgo.InteractionResponseModal {
			t.Fatalf("something else gives type %d: %s", typeOf(form), form.Body)
		}
		written := r.Await("POST", r.Fill(idOfKind(t, form, "note:"), "the page\nis missing").Callback())
		if !strings.Contains(textOf(written), "Thank you") {
			t.Errorf("after the form: %q", textOf(written))
		}
		r.memory.mu.Lock()
		defer r.memory.mu.Unlock()
		var got []string
		for _, f := range r.memory.feedback {
			got = append(got, string(f.Verdict)+" "+f.Note)
			if f.Line != "/ask how deep?" || f.User != adaptertest.DiscordPerson || f.Place.Channel != adaptertest.DiscordChannel || len(f.Shown) != 1 || f.At.IsZero() {
				t.Errorf("feedback %+v", f)
			}
		}
		if want := []string{"good ", "wrong date ", "other the page is missing"}; !slices.Equal(got, want) {
			t.Errorf("feedback %q, want %q", got, want)
		}
	})
}

func TestFeedbackThatIsNotKeptIsNotThankedFor(t *testing.T) {
	t.Parallel()
	r := ready(t, quoting)
	answer := r.Await("POST", r.Command("ask", "question", "how deep?").Callback())
	r.memory.mu.Lock()
	r.memory.err = errors.New("disk full")
	r.memory.mu.Unlock()
	c := r.Await("POST", r.Press(customID(t, answer, "👍"), 0).Callback())
	if strings.Contains(textOf(c), "Thank you") {
		t.Errorf("the reader is told %q", textOf(c))
	}
}

func TestSourcesAreShownToWhoeverAsks(t *testing.T) {
	t.Parallel()
	r := ready(t, func(_ context.Context, req bot.Request) bot.Answer {
		a := answerNamed("ask")
		a.Line = req.Line
		return a
	})
	answer := r.Await("POST", r.Command("ask", "question", "who?").Callback())
	c := r.Await("POST", r.Press(customID(t, answer, "Sources"), 0).Callback())
	for _, want := range []string{`\[1\]`, "Port workers reject", "herald.txt", "The plan has 14 points", `\[4\]`} {
		if !strings.Contains(textOf(c), want) {
			t.Errorf("the sources lack %q:\n%s", want, textOf(c))
		}
	}
	if flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
		t.Error("the sources fill the channel for all")
	}
}

func TestPrivateAnswerIsSharedOnDemand(t *testing.T) {
	t.Parallel()
	r := ready(t, quoting)
	answer := r.Await("POST", r.Command("ask", "question", "how deep?", "private", true).Callback())
	c := r.Await("POST", r.Press(customID(t, answer, "Share"), int(discordgo.MessageFlagsEphemeral)).Callback())
	if flagsOf(c)&discordgo.MessageFlagsEphemeral != 0 || !strings.Contains(textOf(c), "11.4 m") || !strings.Contains(textOf(c), "shared by <@"+adaptertest.DiscordPerson+">") {
		t.Errorf("shared %q with flags %d", textOf(c), flagsOf(c))
	}
	if strings.Contains(string(c.Body), `"Share"`) {
		t.Error("what is shared can be shared")
	}
	r.memory.mu.Lock()
	defer r.memory.mu.Unlock()
	if len(r.memory.acts) != 1 || r.memory.acts[0].What != "shared" || r.memory.acts[0].About != "/ask how deep?" || r.memory.acts[0].User != adaptertest.DiscordPerson {
		t.Errorf("trail %+v", r.memory.acts)
	}
}

func drawing(c *Config) {
	c.Picture = func(_ context.Context, a bot.Answer) ([]byte, string, error) {
		return []byte("\x89PNG of " + a.Line), strings.Repeat("What happened. ", 100), nil
	}
}

func TestPictureComesWithTheWords(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, func(_ context.Context, req bot.Request) bot.Answer {
			a := answerNamed("timeline")
			a.Line = req.Line
			return a
		}, drawing)
		c := r.Await("POST", r.Command("timeline").Callback())
		if len(c.Files) != 1 || string(c.Files[0].Bytes) != "\x89PNG of /timeline" || c.Files[0].Kind != "image/png" {
			t.Fatalf("files %+v", c.Files)
		}
		if !strings.Contains(string(c.Body), `"attachment://attache.png"`) || strings.Count(string(c.Body), `"description":"What happened.`) != 2 || !strings.Contains(textOf(c), "The quay is built") {
			t.Errorf("words and picture %s", c.Body)
		}
	})
}

func TestAPictureThatCannotBeSentInTimeCostsNoWords(t *testing.T) {
	t.Parallel()
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answerNamed("timeline") }, drawing)
	r.Fail(attempts, "POST", "/callback", 503, 0)
	if c := r.Await("POST", r.Command("timeline").Callback()); len(c.Files) != 0 || !strings.Contains(textOf(c), "The quay is built") {
		t.Errorf("answer %s", c.Body)
	}
}

// heldUp draws when it is released.
func heldUp(release <-chan struct{}) func(*Config) {
	return func(c *Config) {
		c.Picture = func(context.Context, bot.Answer) ([]byte, string, error) {
			<-release
			return []byte("png"), "words", nil
		}
	}
}

func TestPictureThatTakesLongDoesNotHoldUpTheWords(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answerNamed("timeline") }, func(c *Config) { c.Quick = 200 * time.Millisecond; c.Mentions = true }, heldUp(release))
	i := r.Command("timeline")
	words := r.Await("POST", i.Callback())
	said := r.Say("<@"+adaptertest.DiscordBotUser+"> timeline", true)
	mentioned := r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	if len(words.Files)+len(mentioned.Files) != 0 || said == "" {
		t.Fatalf("%d files before there was a picture", len(words.Files)+len(mentioned.Files))
	}
	close(release)
	c := r.Await("PATCH", i.Original())
	if len(c.Files) != 1 || textOf(c) != textOf(words) || !slices.Equal(idsIn(c), idsIn(words)) {
		t.Errorf("edited in: %d files, %s", len(c.Files), c.Body)
	}
	inChannel := r.AwaitWhere("the picture in the channel", func(c adaptertest.DiscordCall) bool {
		return c.Method == "PATCH" && strings.HasPrefix(c.Path, "/channels/") && c.Status == 200
	})
	if len(inChannel.Files) != 1 {
		t.Errorf("edited in without the picture: %s", inChannel.Body)
	}
}

// idsIn are the names of the buttons of a message that was sent.
func idsIn(c adaptertest.DiscordCall) []string {
	var m Message
	if err := json.Unmarshal(c.Body, &struct{ Data *Message }{&m}); err != nil || len(m.Components) == 0 {
		_ = json.Unmarshal(c.Body, &m)
	}
	return buttonIDs(m.Components)
}

func TestPictureOfAPageThatWasTurnedIsLeftOut(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	held := true
	var mu sync.Mutex
	r := ready(t, longTalks, func(c *Config) {
		c.Quick = 200 * time.Millisecond
		c.Picture = func(ctx context.Context, a bot.Answer) ([]byte, string, error) {
			mu.Lock()
			first := held
			held = false
			mu.Unlock()
			if first {
				<-release
			}
			return []byte("png"), "words", nil
		}
	})
	i := r.Command("timeline")
	words := r.Await("POST", i.Callback())
	turned := r.PressOn(i, customID(t, words, "Next"), 0, nil)
	second := r.Await("POST", turned.Callback())
	close(release)
	r.AwaitWhere("a look at the message", func(c adaptertest.DiscordCall) bool {
		return c.Method == "GET" && strings.HasSuffix(c.Path, i.Original())
	})
	r.stop()
	<-r.done
	for _, c := range r.Calls() {
		if c.Method == "PATCH" && strings.HasSuffix(c.Path, i.Original()) {
			t.Errorf("the page that was turned comes back: %s", c.Body)
		}
	}
	if text := fmt.Sprint(r.Shown(i)["components"]); !strings.Contains(text, "Page 2 of") || len(second.Files) != 1 {
		t.Errorf("shown %s with %d files", text, len(second.Files))
	}
}

func TestPictureOfRelationsIsDrawnOnDemand(t *testing.T) {
	t.Parallel()
	r := ready(t, func(_ context.Context, req bot.Request) bot.Answer {
		a := answerNamed("who")
		a.Line, a.Relations.Links = req.Line, []bot.Pair{{}}
		return a
	}, drawing)
	answer := r.Await("POST", r.Command("who", "name", "Halvorsen").Callback())
	if len(answer.Files) != 0 {
		t.Error("a picture that nobody asked for")
	}
	c := r.Await("POST", r.Press(customID(t, answer, "Picture"), 0).Callback())
	if len(c.Files) != 1 || !strings.Contains(string(c.Body), `"attachment://attache.png"`) || flagsOf(c)&discordgo.MessageFlagsEphemeral == 0 {
		t.Errorf("picture %s", c.Body)
	}
	shared := r.Await("POST", r.Press(customID(t, c, "Share"), int(discordgo.MessageFlagsEphemeral)).Callback())
	if len(shared.Files) != 1 || flagsOf(shared)&discordgo.MessageFlagsEphemeral != 0 {
		t.Errorf("shared with flags %d: %s", flagsOf(shared), shared.Body)
	}
}

func TestPictureThatTakesLongIsEditedIn(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answerNamed("timeline") }, slowly, heldUp(release))
	key, err := r.memory.Keep(t.Context(), subject{Line: "/timeline"}.text())
	if err != nil {
		t.Fatal(err)
	}
	i := r.Press(press{kind: pressPicture}.id(key, 0), 0)
	if c := r.Await("POST", i.Callback()); typeOf(c) != discordgo.InteractionResponseDeferredChannelMessageWithSource {
		t.Fatalf("announced with type %d", typeOf(c))
	}
	close(release)
	if c := r.Await("PATCH", i.Original()); len(c.Files) != 1 {
		t.Errorf("edited in without the picture: %s", c.Body)
	}
}

func TestWhatIsRefusedWithItsPictureGoesWithout(t *testing.T) {
	t.Parallel()
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answerNamed("timeline") }, drawing, func(c *Config) { c.Mentions = true })
	r.FailWithCode(1, "POST", "/messages", 403, discordgo.ErrCodeMissingPermissions)
	r.Say("<@"+adaptertest.DiscordBotUser+"> timeline", true)
	if c := r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages"); len(c.Files) != 0 || !strings.Contains(textOf(c), "The quay is built") {
		t.Errorf("%d files, %s", len(c.Files), c.Body)
	}
	r.FailWithCode(1, "POST", "/callback", 413, 40005)
	i := r.Command("timeline")
	if c := r.Await("POST", i.Callback()); len(c.Files) != 0 || !strings.Contains(textOf(c), "The quay is built") {
		t.Errorf("%d files, %s", len(c.Files), c.Body)
	}
}

func TestButtonsThatNothingComesOfAreLeftOut(t *testing.T) {
	t.Parallel()
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answerNamed("timeline") }, func(c *Config) { c.Feedback = nil })
	c := r.Await("POST", r.Command("timeline").Callback())
	for _, label := range []string{"Picture", "👍", "👎"} {
		if strings.Contains(string(c.Body), label) {
			t.Errorf("a button %s", label)
		}
	}
}

// late has an answer that is ready when the interaction has expired.
func late(t *testing.T, change map[string]any) (*running, adaptertest.DiscordInteraction) {
	t.Helper()
	release := make(chan struct{})
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		<-release
		return says(ctx, req)
	}, slowly)
	i := r.CommandWith(change, "ask", "question", "a secret", "private", true)
	r.Await("POST", i.Callback())
	r.ExpireToken(i)
	close(release)
	return r, i
}

func TestAnswerThatComesTooLateIsOwnedUpToInTheChannel(t *testing.T) {
	t.Parallel()
	r, _ := late(t, nil)
	c := r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	if text := textOf(c); !strings.Contains(text, "longer than Discord waits") || strings.Contains(text, "secret") {
		t.Errorf("the channel is told %q", text)
	}
}

func TestWhereTheBotMayNotWriteItSaysNothing(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]map[string]any{
		"not in the server": {"authorizing_integration_owners": map[string]any{"1": adaptertest.DiscordPerson}},
		"not permitted":     {"app_permissions": "1024"},
		"thread":            {"app_permissions": "2048", "channel": map[string]any{"id": "77", "type": 11}},
	} {
		r, i := late(t, change)
		r.AwaitWhere("the edit", func(c adaptertest.DiscordCall) bool { return strings.HasSuffix(c.Path, i.Original()) })
		r.stop()
		<-r.done
		for _, c := range r.Calls() {
			if strings.HasSuffix(c.Path, "/messages") {
				t.Errorf("%s: wrote %s", name, c.Body)
			}
		}
	}
}

func TestOneFollowUpAtMost(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, func(_ context.Context, req bot.Request) bot.Answer {
		<-release
		a := adaptertest.LongTimeline(200)
		a.Visibility = bot.Private
		return a
	}, slowly)
	i := r.CommandWith(map[string]any{"authorizing_integration_owners": map[string]any{"1": adaptertest.DiscordPerson}}, "timeline")
	r.Await("POST", i.Callback())
	close(release)
	r.Await("POST", i.Followup())
	r.stop()
	<-r.done
	n := 0
	for _, c := range r.Calls() {
		if strings.HasSuffix(c.Path, i.Followup()) {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d follow-ups, want 1", n)
	}
}

func TestMissingPermissionsAndDeletedChannelsHarmNothing(t *testing.T) {
	t.Parallel()
	r := ready(t, says, func(c *Config) { c.Mentions = true })
	mention := "<@" + adaptertest.DiscordBotUser + "> why?"
	r.DeleteChannel("44")
	r.SayIn("44", mention, true, nil)
	r.AwaitWhere("an answer to nowhere", func(c adaptertest.DiscordCall) bool { return c.Path == "/channels/44/messages" && c.Status == 404 })
	r.FailWithCode(1, "POST", "/messages", 403, discordgo.ErrCodeMissingPermissions)
	r.Say(mention, true)
	r.AwaitWhere("a refused answer", func(c adaptertest.DiscordCall) bool { return c.Status == 403 })
	r.Say(mention, true)
	r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	r.Await("POST", r.Command("brief").Callback())
}

// dated completes dates, and names so slowly that nobody waits.
type dated struct {
	fixedNames
	held chan struct{}
}

func (d dated) Complete(context.Context, string, int) []string {
	<-d.held
	return d.fixedNames
}

func (dated) CompleteDate(_ context.Context, typed string, limit int) []knowledge.Date {
	return []knowledge.Date{{Year: 2031}, {Year: 2031, Month: 3}, {Year: 2031, Month: 3, Day: 4}}
}

func (dated) CompleteDocument(context.Context, string, int) []string { return []string{"a/b.txt"} }

func TestDatesDocumentsAndZonesAreCompleted(t *testing.T) {
	t.Parallel()
	d := dated{held: make(chan struct{})}
	t.Cleanup(func() { close(d.held) })
	r := ready(t, says, func(c *Config) { c.Completer = d })
	for _, c := range []struct{ command, option, typed, want string }{
		{"timeline", "since", "mar", `{"name":"Mar 2031","value":"2031-03"}`},
		{"sources", "document", "b", `{"name":"a/b.txt","value":"a/b.txt"}`},
		{"digest", "zone", "kyiv", `{"name":"Europe/Kyiv","value":"Europe/Kyiv"}`},
		{"who", "name", "Hal", `"choices":[]`},
	} {
		if got := r.Await("POST", r.Complete(c.command, c.option, c.typed).Callback()); !strings.Contains(string(got.Body), c.want) {
			t.Errorf("%s %q: %s, want %s", c.option, c.typed, got.Body, c.want)
		}
	}
}

func TestPostOnceIsOneMessage(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	channel := adaptertest.DiscordChannel
	first, err := r.adapter.PostOnce(t.Context(), channel, "morning", answerNamed("brief"))
	if err != nil || first == "" {
		t.Fatalf("%q, %v", first, err)
	}
	r.ForgetNonces() // minutes later
	again, err := r.adapter.PostOnce(t.Context(), channel, "morning", answerNamed("notice"))
	if err != nil || again != first {
		t.Errorf("again: %q, %v, want %q", again, err, first)
	}
	other, err := r.adapter.PostOnce(t.Context(), channel, "evening", answerNamed("brief"))
	if err != nil || other == first {
		t.Errorf("under another key: %q, %v", other, err)
	}
	if n := len(r.Posts(channel)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
}

func TestPostHasItsPicture(t *testing.T) {
	t.Parallel()
	r := start(t, says, drawing)
	id, err := r.adapter.PostOnce(t.Context(), adaptertest.DiscordChannel, "morning", adaptertest.LongTimeline(60))
	if err != nil || id == "" {
		t.Fatalf("%q, %v", id, err)
	}
	c := r.Await("POST", "/messages")
	if len(c.Files) != 1 || !strings.Contains(string(c.Body), "attachment://") || strings.Contains(string(c.Body), `"Picture"`) {
		t.Errorf("%d files with %s", len(c.Files), c.Body)
	}
}

func TestPostWhoseAnswerWasLostIsFound(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	r.LoseAnswer(attempts)
	id, err := r.adapter.PostOnce(t.Context(), adaptertest.DiscordChannel, "morning", answerNamed("brief"))
	if err != nil || id == "" {
		t.Errorf("%q, %v, want the message that is there", id, err)
	}
}

func TestPostThatNobodyCanLookUpIsUncertain(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	channel := adaptertest.DiscordChannel
	r.LoseAnswer(attempts)
	r.FailWithCode(2, "GET", "/messages", 403, discordgo.ErrCodeMissingAccess)
	if _, err := r.adapter.PostOnce(t.Context(), channel, "morning", answerNamed("brief")); !errors.Is(err, bot.ErrUncertain) {
		t.Errorf("%v, want that it is uncertain", err)
	}
	if _, err := r.adapter.PostOnce(t.Context(), channel, "morning", answerNamed("brief")); !errors.Is(err, bot.ErrUncertain) {
		t.Errorf("later: %v, want that it is uncertain", err)
	}
	if n := len(r.Posts(channel)); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

func TestPostThatDiscordRefusesIsNotThere(t *testing.T) {
	t.Parallel()
	r := start(t, says)
	r.DeleteChannel("44")
	for range 2 {
		if _, err := r.adapter.PostOnce(t.Context(), "44", "morning", answerNamed("brief")); err == nil || errors.Is(err, bot.ErrUncertain) {
			t.Errorf("to a channel that is gone: %v", err)
		}
	}
}

func TestNoButtonStandsAloneInItsRow(t *testing.T) {
	for n := range 12 {
		left := n
		for _, r := range rows(make([]Component, n)) {
			if left -= len(r.Components); len(r.Components) > maxRowButtons || n > 1 && len(r.Components) < 2 {
				t.Errorf("%d buttons: a row of %d", n, len(r.Components))
			}
		}
		if left != 0 {
			t.Errorf("%d buttons: %d are not shown", n, left)
		}
	}
}
