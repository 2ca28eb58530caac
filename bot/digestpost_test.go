package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"attache/bot"
)

// channels is a platform that keeps what is posted.
type channels struct {
	bot.Adapter
	posts []string
	err   error // what the next posts give
}

func (c *channels) Post(_ context.Context, channel string, a bot.Answer) (bot.PostID, error) {
	if c.err != nil {
		return "", c.err
	}
	c.posts = append(c.posts, channel+": "+told(a))
	return "m", nil
}

// PostDirect writes to a person.
func (c *channels) PostDirect(_ context.Context, user string, a bot.Answer) (bot.PostID, error) {
	c.posts = append(c.posts, "@"+user+": "+told(a))
	return "m", nil
}

// knowing is one that finds out whether something was posted before.
type knowing struct {
	channels
	keys map[string]bool
}

func (k *knowing) PostOnce(ctx context.Context, channel, key string, a bot.Answer) (bot.PostID, error) {
	if k.keys[key] {
		return "m", nil
	}
	id, err := k.Post(ctx, channel, a)
	if err == nil {
		k.keys[key] = true
	}
	return id, err
}

// sweep posts what is due through an adapter, as the queue of jobs does.
func (m *morning) sweep(to bot.Adapter) (states []bot.PostState) {
	m.t.Helper()
	platforms := map[string]bot.Adapter{"slack": to}
	err := m.bot.Sweep(m.t.Context(), bot.Found{Platforms: platforms, Add: func(ctx context.Context, job bot.DigestJob) error {
		p, err := m.bot.PostDigest(ctx, job, platforms)
		states = append(states, p.State)
		if err != nil && p.State != bot.Failing {
			return err
		}
		_, err = m.state.Settle(ctx, p)
		return err
	}, Settled: func(p bot.Posting) { m.settled = append(m.settled, string(p.State)+" "+p.Slot) }})
	if err != nil {
		m.t.Fatal(err)
	}
	return states
}

// administeredBy makes somebody of Slack the administrator.
func (m *morning) administeredBy(user string) {
	m.bot = bot.New(m.dossier, bot.Options{Now: func() time.Time { return m.now }, State: m.state, Admins: []bot.Person{{Platform: "slack", User: user}}})
}

func (m *morning) at(s string) { m.now = moment(m.t, s) }

func newKnowing() *knowing { return &knowing{keys: map[string]bool{}} }

const news = "Crane falls\n\nA crane fell at the port of Veldsund on 6 March 2031, the director Ingrid Halvorsen said.\n"

func TestEachDigestIsPostedOnceAtItsHour(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.say("/digest subscribe at 10:00")
	m.put("crane.txt", news)
	m.at("2031-03-06T09:59:59Z")
	if got := m.sweep(to); len(got) != 0 {
		t.Errorf("before its hour: %v", got)
	}
	m.at("2031-03-06T10:00:30Z")
	m.sweep(to)
	m.sweep(to)
	m.at("2031-03-06T23:00:00Z")
	m.sweep(to)
	if len(to.posts) != 1 || !strings.HasPrefix(to.posts[0], "C: ") || !strings.Contains(to.posts[0], "A crane fell") || strings.Contains(to.posts[0], "late") {
		t.Errorf("posts: %q", to.posts)
	}
	m.at("2031-03-07T10:00:30Z")
	if got := m.sweep(to); len(got) != 1 || got[0] != bot.Nothing || len(to.posts) != 1 {
		t.Errorf("nothing is new: %v, %d posts", got, len(to.posts))
	}
	m.put("again.txt", "Crane up\n\nThe crane at the port of Veldsund was raised on 8 March 2031, Halvorsen said.\n")
	m.at("2031-03-08T10:00:30Z")
	m.sweep(to)
	if len(to.posts) != 2 || strings.Contains(to.posts[1], "A crane fell") {
		t.Errorf("posts: %q", to.posts)
	}
	why := told(m.say("/digest why"))
	for _, want := range []string{"2031-03-08: posted", "2031-03-07: nothing was new", "2031-03-06: posted", "told: "} {
		if !strings.Contains(why, want) {
			t.Errorf("no %q in:\n%s", want, why)
		}
	}
}

func TestAMissedDigestComesLateOrNotAtAll(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.say("/digest subscribe at 10:00 Europe/Kyiv")
	m.put("crane.txt", news)
	m.at("2031-03-08T15:00:00Z") // two days later, at 17:00
	m.sweep(to)
	if len(to.posts) != 1 || !strings.Contains(to.posts[0], "This digest is late: it was due at 10:00 (Europe/Kyiv).") {
		t.Errorf("posts: %q", to.posts)
	}
	m.sweep(to)
	if len(m.settled) != 1 || m.settled[0] != "missed 2031-03-07" {
		t.Errorf("counted as given up: %q, want the day between, once", m.settled)
	}
	if why := told(m.say("/digest why")); strings.Count(why, "not posted") != 1 || !strings.Contains(why, "before the day was over") {
		t.Errorf("why:\n%s", why)
	}
}

func TestWhatCannotBeKnownIsNotPostedTwice(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.administeredBy("boss")
	m.say("/digest subscribe at 10:00")
	m.put("crane.txt", news)
	m.at("2031-03-06T10:00:30Z")
	to.err = errors.New("500")
	if got := m.sweep(to); got[0] != bot.Failing {
		t.Errorf("a platform that fails: %v", got)
	}
	to.err = nil
	m.sweep(to)
	if len(to.posts) != 1 {
		t.Errorf("after it works again: %q", to.posts)
	}
	m.put("again.txt", "Crane up\n\nThe crane at the port of Veldsund was raised on 7 March 2031, Halvorsen said.\n")
	m.at("2031-03-07T10:00:30Z")
	unsure := &unsure{channels: &to.channels}
	if got := m.sweep(unsure); got[0] != bot.Ambiguous {
		t.Errorf("a platform that does not know: %v", got)
	}
	m.sweep(to)
	if len(to.posts) != 2 || !strings.HasPrefix(to.posts[1], "@boss: The digest of 2031-03-07") {
		t.Errorf("posts: %q, want that the administrator is told", to.posts)
	}
}

// unsure cannot find out what became of a post.
type unsure struct{ *channels }

func (unsure) PostOnce(context.Context, string, string, bot.Answer) (bot.PostID, error) {
	return "", bot.ErrUncertain
}

func TestAPlatformThatCannotLookBackGetsOneAttempt(t *testing.T) {
	m, to := newMorning(t), &channels{}
	m.say("/digest subscribe at 10:00")
	m.put("crane.txt", news)
	m.at("2031-03-06T10:00:30Z")
	subs, err := m.state.Subscriptions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// A process that died after its claim.
	if _, err := m.state.Claim(t.Context(), bot.Posting{Subscription: subs[0].ID, Slot: "2031-03-06", Place: subs[0].Place}); err != nil {
		t.Fatal(err)
	}
	if got := m.sweep(to); len(to.posts) != 0 || got[0] != bot.Ambiguous {
		t.Errorf("%v, posts %q", got, to.posts)
	}
}

func TestAnAdministratorIsToldOfADigestThatDiedWithItsProcess(t *testing.T) {
	m, to := newMorning(t), &channels{}
	m.administeredBy("boss")
	m.say("/digest subscribe at 10:00")
	subs, err := m.state.Subscriptions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.state.Claim(t.Context(), bot.Posting{Subscription: subs[0].ID, Slot: "2031-03-06", Place: subs[0].Place}); err != nil {
		t.Fatal(err)
	}
	m.at("2031-03-07T08:00:00Z")
	m.sweep(to)
	m.sweep(to)
	if len(to.posts) != 1 || !strings.HasPrefix(to.posts[0], "@boss: The digest of 2031-03-06 for the channel C of slack: it is not known") {
		t.Errorf("posts: %q", to.posts)
	}
	if len(m.settled) != 1 || m.settled[0] != "ambiguous 2031-03-06" {
		t.Errorf("written down: %q", m.settled)
	}
}

func TestSilenceIsToldOnceAfterThreeDays(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.administeredBy("boss")
	m.put("crane.txt", news)
	m.say("/digest subscribe at 10:00")
	m.say("/digest subscribe at 11:00")
	for hour := range 6 * 24 {
		m.at("2031-03-06T10:00:30Z")
		m.now = m.now.Add(time.Duration(hour) * time.Hour)
		m.sweep(to)
	}
	if len(to.posts) != 3 || !strings.HasPrefix(to.posts[0], "C: No source has brought anything since Thu 6 Mar 2031, 09:00") ||
		!strings.HasPrefix(to.posts[1], "@boss: No source has brought anything since Thu 6 Mar 2031, 09:00 UTC") {
		t.Errorf("posts: %q, want one in each channel and one to the administrator", to.posts)
	}
}

func TestAChannelCanWantToBeToldOfNothing(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.put("crane.txt", news)
	m.say("/digest subscribe at 10:00 always")
	m.at("2031-03-06T10:00:30Z")
	m.sweep(to)
	if len(to.posts) != 1 || !strings.Contains(to.posts[0], "Nothing new since Thu 6 Mar 2031, 09:00 UTC.") {
		t.Errorf("posts: %q", to.posts)
	}
}

func TestPausedDigestsAreNotPosted(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.say("/digest subscribe at 10:00")
	m.say("/digest pause")
	m.put("crane.txt", news)
	m.at("2031-03-06T10:00:30Z")
	m.sweep(to)
	m.say("/digest resume")
	m.sweep(to)
	if len(to.posts) != 0 {
		t.Errorf("posts: %q", to.posts)
	}
	m.at("2031-03-07T10:00:30Z")
	m.sweep(to)
	if len(to.posts) != 1 || !strings.Contains(to.posts[0], "A crane fell") {
		t.Errorf("posts after it was resumed: %q", to.posts)
	}
}

func TestRemovedDocumentsAreToldOnce(t *testing.T) {
	m, to := newMorning(t), newKnowing()
	m.say("/digest subscribe at 10:00")
	m.now = m.now.Add(time.Minute)
	doc, err := m.dossier.Find(t.Context(), "notes.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.dossier.Remove(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	if err := m.state.Record(t.Context(), bot.Act{At: m.now, User: "U", What: "removed", About: "notes.txt"}); err != nil {
		t.Fatal(err)
	}
	m.at("2031-03-06T10:00:30Z")
	m.sweep(to)
	m.at("2031-03-07T10:00:30Z")
	m.sweep(to)
	if n := strings.Count(strings.Join(to.posts, "\n"), "Taken out of the dossier: notes.txt."); n != 1 {
		t.Errorf("told %d times: %q", n, to.posts)
	}
}
