package slack

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/knowledge"
)

// opinions keeps feedback for as long as a test runs.
type opinions struct {
	mu   sync.Mutex
	list []bot.Feedback
}

func (o *opinions) AddFeedback(_ context.Context, f bot.Feedback) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.list = append(o.list, f)
	return nil
}

func (o *opinions) all() []bot.Feedback {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]bot.Feedback{}, o.list...)
}

// names completes from a fixed list.
type names []string

func (n names) Complete(_ context.Context, prefix string, limit int) []string {
	var out []string
	for _, name := range n {
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(prefix)) && len(out) < limit {
			out = append(out, name)
		}
	}
	return out
}

func drawing(_ context.Context, a bot.Answer) ([]byte, string, error) {
	return []byte("png of " + a.Title), "what the picture says", nil
}

// full is an adapter to which everything is given that it can use.
func (w way) full(t *testing.T, h bot.Handler) (*desk, *opinions) {
	t.Helper()
	o := &opinions{}
	return w.serveWith(t, adaptertest.NewSlack(t), newMemory(), later, h, func(c *Config) {
		c.Feedback, c.Picture, c.Completer = o, drawing, names{"Ingrid Halvorsen", "Halvard Lie", "Tomas Reyke"}
	}), o
}

func TestAnswerIsSharedWithTheChannel(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, fixed("ask"))
		d.Command(adaptertest.SlackChannel, "/ask", "who drafted the plan?").Acked()
		private := d.Posts(1)[0]
		d.Press(private, "Share with channel").Acked()
		posts := d.Posts(3)
		shared, gone := posts[1], posts[2]
		if shared.Way != "chat.postMessage" || shared.Channel != adaptertest.SlackChannel || !strings.Contains(shared.Blocks(), "drafted") || strings.Contains(shared.Blocks(), "Share with") {
			t.Errorf("shared by %s: %s", shared.Way, shared.Blocks())
		}
		if gone.Way != "response_url" || gone.Message["delete_original"] != true {
			t.Errorf("what was shared is still there for who shared it: %v", gone.Message)
		}
		d.stop()
		// The bot is told where the answer stands, so that it knows what a thread below follows upon.
		last := d.requests[len(d.requests)-1]
		if last.Thread != shared.TS || last.Line != named("ask").Line || last.Private {
			t.Errorf("told the bot %+v", last)
		}
		d.ruled(t)
	})
}

func TestSharingWhereTheBotIsNot(t *testing.T) {
	d, _ := byHTTP.full(t, fixed("ask"))
	d.Command(adaptertest.SlackOutside, "/ask", "who drafted the plan?").Acked()
	d.Press(d.Posts(1)[0], "Share with channel").Acked()
	if got := d.Posts(2)[1]; got.Way != "response_url" || got.Response != "in_channel" {
		t.Errorf("shared by %s as %q", got.Way, got.Response)
	}
}

func TestWhatIsNotForOthersIsNotShared(t *testing.T) {
	secret := named("ask")
	secret.Visibility = bot.Private
	d, _ := byHTTP.full(t, func(_ context.Context, r bot.Request) bot.Answer { return secret })
	d.Command(adaptertest.SlackChannel, "/attache", "feedback").Acked()
	post := d.Posts(1)[0]
	if _, _, offered := post.Button("Share"); offered {
		t.Error("an answer that is for this person alone can be shared")
	}
	// Nor is one that became private since it was shown.
	secret.Visibility = bot.Channel
	d.Command(adaptertest.SlackChannel, "/attache", "feedback").Acked()
	open := d.Posts(2)[1]
	secret.Visibility = bot.Private
	d.Press(open, "Share").Acked()
	if got := d.Posts(3)[2]; got.Response != "ephemeral" {
		t.Errorf("shared as %q", got.Response)
	}
}

func TestAnswerIsKeptToOneself(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, fixed("ask"))
		d.Command(adaptertest.SlackChannel, "/ask", "who drafted the plan?").Acked()
		d.Press(d.Posts(1)[0], "Keep to myself").Acked()
		got := d.Posts(2)[1]
		if got.Way != "response_url" || got.Message["replace_original"] != true || got.Response != "ephemeral" || strings.Contains(got.Blocks(), "Keep to myself") {
			t.Errorf("replaced by %s: %v", got.Way, got.Message)
		}
		d.ruled(t)
	})
}

func TestPublicAnswerIsTakenBack(t *testing.T) {
	d, _ := bySocket.full(t, fixed("ask"))
	d.Mention("<@"+adaptertest.SlackBotUser+"> who drafted the plan?", "")
	public := d.Posts(1)[0]
	d.Press(public, "Keep to myself").Acked()
	if got := d.Posts(2)[1]; got.Response != "ephemeral" {
		t.Errorf("shown by %s as %q", got.Way, got.Response)
	}
	if !d.Deleted(public) {
		t.Error("the answer is still in the channel")
	}
}

func TestSourcesOfAnAnswer(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, func(context.Context, bot.Request) bot.Answer {
			a := named("ask")
			a.Links = reading{}
			return a
		})
		d.Mention("<@"+adaptertest.SlackBotUser+"> who drafted the plan?", "")
		public := d.Posts(1)[0]
		if !strings.Contains(public.Blocks(), "https://read.example/"+firstID(named("ask"))) {
			t.Errorf("the citation does not link to where it can be read: %s", public.Blocks())
		}
		d.Press(public, "Sources").Acked()
		got := d.Posts(2)[1]
		if got.Response != "ephemeral" || !strings.Contains(got.Blocks(), "https://read.example/") || !strings.Contains(got.Text(), "Sources") {
			t.Errorf("shown as %q: %s", got.Response, got.Blocks())
		}
		d.ruled(t)
	})
}

// reading links every citation to a page of its own.
type reading struct{}

func (reading) Link(c knowledge.Citation) string { return "https://read.example/" + c.ID }

func firstID(a bot.Answer) string { return citationsOf(a).list[0].ID }

func TestPictureIsPostedWithItsText(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, fixed("timeline"))
		d.Command(adaptertest.SlackChannel, "/timeline", "lease").Acked()
		d.Press(d.Posts(1)[0], "Post picture").Acked()
		got := d.Uploads(1)[0]
		if got.Channel != adaptertest.SlackChannel || got.Alt != "what the picture says" || !strings.HasPrefix(string(got.Bytes), "png of ") || got.Title == "" {
			t.Errorf("posted %+v", got)
		}
		d.ruled(t)
	})
}

func TestPictureFollowsAPublicAnswer(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, fixed("timeline-long"))
		d.Command(adaptertest.SlackChannel, "/timeline", "talks --public").Acked()
		if got := d.Uploads(1)[0]; got.Channel != adaptertest.SlackChannel || got.Alt != "what the picture says" || got.Thread != "" {
			t.Errorf("posted %+v", got)
		}
		_, ts := d.Mention("<@"+adaptertest.SlackBotUser+"> timeline talks", "")
		if got := d.Uploads(2)[1]; got.Channel != adaptertest.SlackChannel || got.Thread != ts {
			t.Errorf("posted %+v, want it in the thread %s", got, ts)
		}
		d.DirectMessage("timeline talks", nil)
		if got := d.Uploads(3)[2]; got.Channel != adaptertest.SlackDirect {
			t.Errorf("posted %+v", got)
		}
		d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
		d.Press(d.Posts(4)[3], "Share").Acked()
		d.Uploads(4)
		d.stop()
		if n := d.Calls("files.completeUploadExternal"); n != 4 {
			t.Errorf("%d pictures, want one for each answer that others see", n)
		}
		d.ruled(t)
	})
}

func TestAnAnswerStandsWithoutItsPicture(t *testing.T) {
	d, _ := byHTTP.full(t, fixed("timeline-long"))
	d.Fail("files.getUploadURLExternal", 9, 200, "missing_scope", "")
	d.Command(adaptertest.SlackChannel, "/timeline", "talks --public").Acked()
	d.Called("files.getUploadURLExternal", 1)
	d.stop()
	if posts := d.Posts(1); len(posts) != 1 || !strings.Contains(posts[0].Blocks(), "adopted article 1 of") {
		t.Errorf("%d posts", len(posts))
	}
}

func TestPictureWhereTheBotIsNot(t *testing.T) {
	d, _ := byHTTP.full(t, fixed("timeline"))
	d.Command(adaptertest.SlackOutside, "/timeline", "lease").Acked()
	d.Press(d.Posts(1)[0], "Post picture").Acked()
	if got := d.Posts(2)[1]; got.Response != "ephemeral" || !strings.Contains(got.Blocks(), "/invite") {
		t.Errorf("told %s", got.Blocks())
	}
}

func TestOpinionsAreKept(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, o := w.full(t, fixed("ask"))
		d.Command(adaptertest.SlackChannel, "/ask", "who drafted the plan?").Acked()
		post := d.Posts(1)[0]
		d.Judge(post, true).Acked()
		if got := d.Posts(2)[1]; got.Response != "ephemeral" || !strings.Contains(got.Blocks(), "Thank you") {
			t.Errorf("thanked by %s", got.Blocks())
		}
		d.Judge(post, false).Acked()
		view := d.Views(1)[0]
		d.Submit(view, map[string]map[string]any{
			inputReason: {"type": "radio_buttons", "selected_option": map[string]any{"value": "wrong date"}},
			inputNote:   {"type": "plain_text_input", "value": "It was in <!channel> May"},
		}).Acked()
		d.Posts(3)
		want := []bot.Feedback{
			{Place: bot.Place{Platform: "slack", Workspace: adaptertest.SlackTeam, Channel: adaptertest.SlackChannel}, User: adaptertest.SlackPerson,
				Line: named("ask").Line, Shown: citationsOf(named("ask")).ids(), Verdict: bot.Good},
			{Place: bot.Place{Platform: "slack", Workspace: adaptertest.SlackTeam, Channel: adaptertest.SlackChannel}, User: adaptertest.SlackPerson,
				Line: named("ask").Line, Shown: citationsOf(named("ask")).ids(), Verdict: bot.WrongDate, Note: "It was in <!channel> May"},
		}
		got := o.all()
		for i := range got {
			if got[i].At.IsZero() {
				t.Error("an opinion has no time")
			}
			got[i].At = want[0].At
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

func TestOpinionOfAForgottenAnswer(t *testing.T) {
	d, o := byHTTP.full(t, fixed("ask"))
	d.Command(adaptertest.SlackChannel, "/ask", "x").Acked()
	post := d.Posts(1)[0]
	d.memory.mu.Lock()
	clear(d.memory.kept)
	d.memory.mu.Unlock()
	d.Judge(post, true).Acked()
	if got := d.Posts(2)[1]; !strings.Contains(got.Blocks(), "too old") || len(o.all()) > 0 {
		t.Errorf("told %s, kept %v", got.Blocks(), o.all())
	}
}

func TestOpinionIsKeptWhereTheFormCannotBeShown(t *testing.T) {
	d, o := byHTTP.full(t, fixed("ask"))
	d.Command(adaptertest.SlackChannel, "/ask", "x").Acked()
	d.Fail("views.open", 1, http.StatusOK, "expired_trigger_id", "")
	d.Judge(d.Posts(1)[0], false).Acked()
	d.Posts(2)
	if got := o.all(); len(got) != 1 || got[0].Verdict != bot.OtherFault {
		t.Errorf("kept %v", got)
	}
}

func TestFormFitsSlack(t *testing.T) {
	form := feedbackForm(judged{Key: strings.Repeat("k", 26), Channel: "C0123456789", Thread: "1900000000.000001"})
	if len(form.PrivateMetadata) > 3000 || len(form.Title.Text) > 24 || len(form.Submit.Text) > 24 {
		t.Errorf("form %+v", form)
	}
	raw, err := json.Marshal(map[string]any{"view": form})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "view-feedback", indentJSON(t, raw))
}

func TestMessageIsCheckedWithTheDossier(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, fixed("ask"))
		d.Shortcut(shortcutCheck, "The plan was drafted by <@U2|reyke> &amp; others.").Acked()
		if got := d.Posts(1)[0]; got.Way != "response_url" || got.Response != "ephemeral" {
			t.Errorf("shown by %s as %q", got.Way, got.Response)
		}
		d.Shortcut("another", "x").Acked()
		d.stop()
		if diff := cmp.Diff([]string{"/check The plan was drafted by @reyke & others."}, d.asked()); diff != "" {
			t.Error(diff)
		}
		d.ruled(t)
	})
}

// answering gives the examples that are named as the lines that they answer.
func answering(_ context.Context, r bot.Request) bot.Answer {
	name, _, _ := strings.Cut(strings.TrimPrefix(r.Line, "/"), " ")
	for _, n := range adaptertest.Answers() {
		if n.Name == name {
			return n.Answer
		}
	}
	return named("notice")
}

func TestHomeShowsTheDossierAndAnswersToMessages(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d, _ := w.full(t, answering)
		d.OpenHome().Acked()
		home := d.Posts(1)[0]
		if home.Way != "views.publish" || home.User != adaptertest.SlackPerson {
			t.Fatalf("shown by %s to %q", home.Way, home.User)
		}
		for _, want := range []string{"The dossier", "Latest", "What you can type", `"type":"date"`, "external_select"} {
			if !strings.Contains(home.Blocks(), want) {
				t.Errorf("the home shows no %q: %s", want, home.Blocks())
			}
		}
		d.PressAtHome(home, "Who is Halvorsen?").Acked()
		if got := d.Posts(2)[1]; got.Way != "chat.postMessage" || got.Channel != adaptertest.SlackDirect || !strings.Contains(got.Blocks(), "Described as") {
			t.Errorf("answered by %s in %s", got.Way, got.Channel)
		}
		options := string(d.Suggest(actLookUp, "hal").Acked())
		if !strings.Contains(options, "Halvard Lie") || strings.Contains(options, "Reyke") {
			t.Errorf("offered %s", options)
		}
		d.Choose(actLookUp, "Halvard Lie").Acked()
		d.Posts(3)
		d.stop()
		if lines := d.asked(); lines[len(lines)-1] != "/who Halvard Lie" {
			t.Errorf("asked %q", lines)
		}
		d.ruled(t)
	})
}

func TestAssistantSuggestsAndShowsThatItWorks(t *testing.T) {
	fake := adaptertest.NewSlack(t)
	fake.Grant("assistant:write,chat:write,im:history")
	release := make(chan struct{})
	d := bySocket.serveWith(t, fake, newMemory(), soon, func(ctx context.Context, r bot.Request) bot.Answer {
		if r.Line == "/help" {
			return named("help")
		}
		<-release
		return named("ask")
	})
	d.OpenAssistant().Acked()
	prompts := d.Called("assistant.threads.setSuggestedPrompts", 1)
	if !strings.Contains(prompts.Get("prompts"), "Halvorsen") {
		t.Errorf("suggested %v", prompts)
	}
	d.DirectMessage("who drafted the plan?", map[string]any{"thread_ts": "1900000000.000009"}).Acked()
	if status := d.Called("assistant.threads.setStatus", 1); status.Get("status") == "" || status.Get("thread_ts") != "1900000000.000009" {
		t.Errorf("status %v", status)
	}
	close(release)
	if got := d.Posts(1)[0]; got.Thread != "1900000000.000009" {
		t.Errorf("answered in thread %q", got.Thread)
	}
	d.ruled(t)
}

func TestWhoManagesIsAskedOnlyWhereItMatters(t *testing.T) {
	d, _ := bySocket.full(t, fixed("notice"))
	d.SetAdmin(true)
	d.Command(adaptertest.SlackChannel, "/attache", "who Halvorsen").Acked()
	d.Command(adaptertest.SlackChannel, "/attache", "digest subscribe").Acked()
	d.Command(adaptertest.SlackChannel, "/attache", "digest stop 1").Acked()
	d.Posts(3)
	if n := d.Calls("users.info"); n != 1 {
		t.Errorf("Slack was asked %d times who somebody is, want once", n)
	}
	var manages []bool
	for _, r := range d.requests {
		if strings.HasPrefix(r.Line, "digest") != (r.Zone == "Europe/Oslo") {
			t.Errorf("%s is asked by the clock of %q", r.Line, r.Zone)
		}
		manages = append(manages, r.Manages)
	}
	if diff := cmp.Diff([]bool{false, true, true}, manages); diff != "" {
		t.Error(diff)
	}
}

func TestPlacesOfRequests(t *testing.T) {
	d, _ := bySocket.full(t, fixed("ask"))
	_, first := d.Mention("<@"+adaptertest.SlackBotUser+"> one", "")
	d.Posts(1)
	d.DirectMessage("two", nil)
	d.Posts(2)
	if r := d.requests[0]; r.Thread != first || r.Direct || r.Channel != adaptertest.SlackChannel {
		t.Errorf("a mention is at %+v: what follows in its thread would not find it", r)
	}
	if r := d.requests[1]; r.Thread != "" || !r.Direct || r.Channel != adaptertest.SlackDirect {
		t.Errorf("a direct message is at %+v", r)
	}
}

func TestHomeIsDrawnAsBefore(t *testing.T) {
	a, err := New(Config{BotToken: adaptertest.SlackBotToken, AppToken: adaptertest.SlackAppToken, Memory: newMemory(), Completer: names{},
		Now: func() time.Time { return time.Unix(1_900_000_000, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	blocks := a.newService(answering).home(t.Context(), adaptertest.SlackTeam, adaptertest.SlackPerson, adaptertest.SlackDirect)
	raw, err := json.Marshal(map[string]any{"view": map[string]any{"type": "home", "blocks": blocks}})
	if err != nil {
		t.Fatal(err)
	}
	if len(blocks) > maxHomeBlocks {
		t.Errorf("%d blocks", len(blocks))
	}
	golden(t, "view-home", indentJSON(t, raw))
}
