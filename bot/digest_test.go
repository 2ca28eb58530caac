package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge"
)

// morning is a bot that serves a channel, with a clock that tests set.
type morning struct {
	t       *testing.T
	bot     *bot.Bot
	dossier *knowledge.Dossier
	state   *sqlstate.State
	now     time.Time
	settled []string // what sweeps wrote down
}

func newMorning(t *testing.T) *morning {
	t.Helper()
	_, d, _ := open(t)
	m := &morning{t: t, dossier: d, now: time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return m.now }
	s, err := sqlstate.Open(t.Context(), sqlstate.InMemory, "test", sqlstate.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m.state, m.bot = s, bot.New(d, bot.Options{Now: clock, State: s})
	return m
}

// request is a line of somebody who may manage the channel.
func request(line string) bot.Request {
	return bot.Request{Platform: "slack", Workspace: "W", Channel: "C", User: "U", Manages: true, Line: line}
}

func (m *morning) say(line string) bot.Answer {
	m.t.Helper()
	return m.bot.Handle(m.t.Context(), request(line))
}

// told is all that an answer says in the bot's own voice, and what it quotes.
func told(a bot.Answer) string {
	var out []string
	if a.Err != nil {
		out = append(out, "error: "+a.Err.Error())
	}
	for _, block := range a.Blocks {
		switch b := block.(type) {
		case bot.Notice:
			out = append(out, b.Text, b.Hint)
		case bot.Items:
			for _, i := range b.Items {
				out = append(out, i.Part+": "+i.Label)
				if i.Text != nil {
					out = append(out, i.Text.Text)
				}
			}
		case bot.Timeline:
			for _, e := range b.Entries {
				out = append(out, "new: "+e.Text.Text)
			}
		}
	}
	return strings.Join(out, "\n")
}

func (m *morning) put(path, text string) {
	m.t.Helper()
	doc := knowledge.NewDocument(path, text)
	doc.Published.Value, doc.Stored.At = knowledge.Today(m.now), m.now
	if _, err := m.dossier.Put(m.t.Context(), []knowledge.Document{doc}); err != nil {
		m.t.Fatal(err)
	}
}

func TestSubscribeInManyWords(t *testing.T) {
	for line, want := range map[string]string{
		"/digest subscribe": "at 08:00 every day (UTC)",
		"/digest subscribe at 08:00 Europe/Kyiv weekdays":                    "at 08:00 on weekdays (Europe/Kyiv)",
		"/digest subscribe 8am kyiv on weekdays":                             "at 08:00 on weekdays (Europe/Kyiv)",
		"/digest subscribe weekdays at 7.30 america/new_york":                "at 07:30 on weekdays (America/New_York)",
		"/digest subscribe every day at 6 pm in New_York":                    "at 18:00 every day (America/New_York)",
		"/digest subscribe Mon, Thu at noon europe/paris":                    "at 12:00 on Mon and Thu (Europe/Paris)",
		"/digest subscribe at 9 about halvorsen":                             "at 09:00 every day (UTC) about Ingrid Halvorsen",
		"/digest subscribe about halvorsn at 9 oslo":                         "at 09:00 every day (Europe/Oslo) about Ingrid Halvorsen",
		"/digest subscribe at 9 quiet 22:00-07:00 always about reyke":        "at 09:00 every day (UTC), quiet 22:00–07:00 about Tomas Reyke, also when nothing is new",
		"/digest subscribe at 8 new york weekdays":                           "at 08:00 on weekdays (America/New_York)",
		"/digest subscribe every morning at 7 30 berlin":                     "at 07:30 every day (Europe/Berlin)",
		"/digest subscribe at 8 o'clock oslo":                                "at 08:00 every day (Europe/Oslo)",
		"/digest subscribe at 8 kiev":                                        "at 08:00 every day (Europe/Kiev)",
		"/digest subscribe at 8 São Paulo, always":                           "at 08:00 every day (America/Sao_Paulo), also when nothing is new",
		"/digest subscribe at 12:30 am":                                      "at 00:30 every day (UTC)",
		"/digest subscribe mondays at 8:00, Asia/Kolkata":                    "at 08:00 on Mon (Asia/Kolkata)",
		"/digest Subscribe at 10h30 Africa/Nairobi, weekends, even if empty": "at 10:30 at weekends (Africa/Nairobi), also when nothing is new",
	} {
		m := newMorning(t)
		if got := told(m.say(line)); !strings.Contains(got, "This channel gets a digest "+want+".") {
			t.Errorf("%s:\n%s\nwant %s", line, got, want)
		}
	}
}

// TestSubscribeByOnesOwnClock: where no time zone is named it is the person's, and
// the answer says so; what comes next is told by the channel's clocks, and by the
// reader's own where they differ.
func TestSubscribeByOnesOwnClock(t *testing.T) {
	m := newMorning(t)
	say := func(line, zone string) string {
		req := request(line)
		req.Zone = zone
		return told(m.bot.Handle(t.Context(), req))
	}
	for _, x := range []struct{ line, zone, want string }{
		{"/digest subscribe at 7", "America/New_York", "at 07:00 every day (America/New_York).\nNext: Thu 6 Mar 07:00, Fri 7 Mar 07:00, Sat 8 Mar 07:00 (America/New_York). The time zone is your own"},
		{"/digest subscribe at 8 kyiv", "America/New_York", "at 08:00 every day (Europe/Kyiv).\nNext: Fri 7 Mar 08:00, Sat 8 Mar 08:00, Sun 9 Mar 08:00 (Europe/Kyiv); the first is Fri 7 Mar 01:00 by your clock (America/New_York).\n"},
		{"/digest subscribe at 9", "Middle-earth/Bree", "at 09:00 every day (UTC).\nNext: Fri 7 Mar 09:00, Sat 8 Mar 09:00, Sun 9 Mar 09:00 (UTC). No time zone was named"},
		{"/digest subscribe at 10 utc", "", "at 10:00 every day (UTC).\nNext: Thu 6 Mar 10:00, Fri 7 Mar 10:00, Sat 8 Mar 10:00 (UTC).\n"},
		{"/digest list", "Asia/Tokyo", "at 07:00 every day (America/New_York)\nNext: Thu 6 Mar 07:00, Fri 7 Mar 07:00, Sat 8 Mar 07:00 (America/New_York); the first is Thu 6 Mar 21:00 by your clock (Asia/Tokyo)"},
	} {
		if got := say(x.line, x.zone); !strings.Contains(got, x.want) {
			t.Errorf("%s in %q:\n%s\nwant %s", x.line, x.zone, got, x.want)
		}
	}
}

func TestSubscriptionsThatCannotBe(t *testing.T) {
	for line, want := range map[string]string{
		"/digest subscribe at 25:00":                      "“25:00” is no time",
		"/digest subscribe at 8 Europe/Berln":             "Did you mean the time zone Europe/Berlin?",
		"/digest subscribe at 8 CET":                      "Name the time zone by a city",
		"/digest subscribe at 8:00 utc+2":                 "Name the time zone by a city",
		"/digest since the flood":                         "“the flood” is no day",
		"/digest subscribe at 8 lissabon":                 "Did you mean the time zone Europe/Lisbon?",
		"/digest subscribe at 8 Europe/Nowhere":           "“Europe/Nowhere” is no time",
		"/digest subscribe at 23:00 quiet 22:00 to 07:00": "23:00 lies in the quiet hours",
		"/digest subscribe about Nobody Atall":            "names nobody and nothing called “Nobody Atall”",
		"/digest subscribe about":                         "is no time",
		"/digest subscribe at 8 and 18":                   "A digest comes at one time of the day.",
		"/digest stop":                                    "This channel gets no digest",
		"/digest burn":                                    "“burn” is nothing that /digest does",
	} {
		m := newMorning(t)
		if got := told(m.say(line)); !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwant %s", line, got, want)
		}
	}
}

func TestOnlyWhoManagesTheChannelMay(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe")
	for line, may := range map[string]bool{
		"/digest subscribe at 9": false, "/digest pause": false, "/digest resume": false, "/digest stop": false, "/digest now": false,
		"/digest preview": true, "/digest list": true, "/digest why": true, "/digest": true,
	} {
		req := request(line)
		req.Manages = false
		if a := m.bot.Handle(t.Context(), req); (a.Err == nil) != may {
			t.Errorf("%s: %v", line, a.Err)
		}
		req.User = "boss"
		admin := bot.New(m.dossier, bot.Options{Now: func() time.Time { return m.now }, State: m.state, Admins: []bot.Person{{Platform: "slack", User: "boss"}}})
		if a := admin.Handle(t.Context(), req); a.Err != nil && strings.Contains(a.Err.Message, "manage") {
			t.Errorf("%s by an administrator: %v", line, a.Err)
		}
	}
}

func TestConfirmationTellsTheNextThreeTimes(t *testing.T) {
	m := newMorning(t)
	m.now = time.Date(2031, 3, 28, 12, 0, 0, 0, time.UTC)
	got := told(m.say("/digest subscribe at 3:30 Europe/Kyiv"))
	if want := "Next: Sat 29 Mar 03:30, Sun 30 Mar 04:00, Mon 31 Mar 03:30 (Europe/Kyiv)."; !strings.Contains(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestSeveralDigestsOfAChannel(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe at 8")
	m.now = m.now.Add(time.Second)
	m.say("/digest subscribe at 18 about Halvorsen")
	if got := told(m.say("/digest subscribe at 8")); !strings.Contains(got, "already") {
		t.Errorf("the same again: %s", got)
	}
	elsewhere := request("/digest list")
	elsewhere.Channel = "D"
	if got := told(m.bot.Handle(t.Context(), elsewhere)); !strings.Contains(got, "This channel gets no digest") {
		t.Errorf("another channel: %s", got)
	}
	if got := told(m.say("/digest pause")); !strings.Contains(got, "gets 2 digests") {
		t.Errorf("pause without a number: %s", got)
	}
	m.say("/digest pause 2")
	if got := told(m.say("/digest list")); !strings.Contains(got, "2. at 18:00 every day (UTC) about Ingrid Halvorsen, paused") {
		t.Errorf("list: %s", got)
	}
	if got := told(m.say("/digest resume 2")); !strings.Contains(got, "Next: ") {
		t.Errorf("resume: %s", got)
	}
	m.say("/digest stop all")
	if got := told(m.say("/digest list")); !strings.Contains(got, "gets no digest") {
		t.Errorf("after stop all: %s", got)
	}
	acts, err := m.state.Acts(t.Context(), time.Unix(0, 0), 20)
	if err != nil || len(acts) != 6 {
		t.Errorf("%d acts, %v: want 2 subscribed, 1 paused, 1 resumed, 2 stopped", len(acts), err)
	}
}

func TestDigestTellsWhatIsNewAndNothingElse(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe at 8")
	if got := told(m.say("/digest preview")); !strings.Contains(got, "Nothing new since") {
		t.Errorf("right after subscribing: %s", got)
	}
	m.put("late.txt", "Lease put off\n\nIngrid Halvorsen, the port's director, cancelled the lease of the wall on 6 March 2031, she said.\n\n“I will not rent out a wall,” Halvorsen said.\n\nMaren Tveit, a lawyer for the union, sued the port on 6 March 2031.\n")
	a := m.say("/digest preview")
	got := told(a)
	for _, want := range []string{"1 new document", "lead: ", "cancelled the lease", "newcomer: ", "Maren Tveit"} {
		if !strings.Contains(got+newNames(a), want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "14 points") || strings.Contains(got, "11 metres") {
		t.Errorf("it tells what was there before:\n%s", got)
	}
	if a.Visibility != bot.Private {
		t.Error("a preview is shown to all")
	}
	if a := m.say("/digest now"); a.Visibility != bot.Channel || told(a) != got {
		t.Errorf("now: %v\n%s", a.Visibility, told(a))
	}
	if got := told(m.say("/digest preview about Reyke")); !strings.Contains(got, "Nothing new") {
		t.Errorf("about somebody whom it does not name:\n%s", got)
	}
}

func TestDigestSinceADay(t *testing.T) {
	m := newMorning(t)
	m.at("2031-03-05T09:00:00Z")
	m.put("crane.txt", news)
	m.at("2031-03-07T09:00:00Z")
	m.put("later.txt", "Lighthouse\n\nTilda Aune painted the lighthouse of Hammersund on 7 March 2031.\n")
	for line, want := range map[string][2]bool{
		"/digest since 2031-03-06": {false, true}, "/digest since yesterday": {false, true}, "/digest since 5 March": {true, true},
		"/digest preview since 2031-03-05 about Aune": {false, true},
	} {
		got := told(m.say(line))
		if old, young := strings.Contains(got, "A crane fell"), strings.Contains(got, "painted"); old != want[0] || young != want[1] {
			t.Errorf("%s:\n%s", line, got)
		}
	}
	if a := m.say("/digest help"); a.Err != nil || len(a.Blocks) != 1 {
		t.Errorf("help: %v", a.Err)
	}
}

func newNames(a bot.Answer) (out string) {
	for _, block := range a.Blocks {
		if items, ok := block.(bot.Items); ok {
			for _, i := range items.Items {
				if i.Title != nil {
					out += i.Title.Text + "\n"
				}
			}
		}
	}
	return out
}

func TestDigestWithoutStateIsOfTheWholeDossier(t *testing.T) {
	b, _, _ := open(t)
	a := b.Handle(context.Background(), bot.Request{Platform: "terminal", Line: "/digest"})
	if got := told(a); a.Err != nil || !strings.Contains(got, "3 new documents") {
		t.Errorf("%v: %s", a.Err, got)
	}
	if a := b.Handle(context.Background(), bot.Request{Platform: "terminal", Line: "/digest list"}); a.Err == nil {
		t.Error("list: no error")
	}
}

func TestMoreShowsTheSameDigestWhole(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe at 8")
	var text strings.Builder
	text.WriteString("Port reports\n\n")
	for _, x := range []string{"bought two cranes", "sold the old ferry", "painted the lighthouse", "opened a museum", "closed the canteen", "hired forty dockers", "drained the basin", "fired the cook"} {
		text.WriteString("The port of Veldsund " + x + " on " + []string{"1", "2", "3", "4", "5"}[len(x)%5] + " March 2031, its director said.\n\n")
	}
	m.put("many.txt", text.String())
	short := told(m.say("/digest preview"))
	if !strings.Contains(short, "There is more") {
		t.Fatalf("no more:\n%s", short)
	}
	line := strings.TrimSpace(short[strings.LastIndex(short, "/digest preview"):])
	m.put("later.txt", "Another\n\nThe port of Veldsund flooded on 6 March 2031.\n")
	whole := told(m.say(line))
	if strings.Contains(whole, "flooded") || strings.Contains(whole, "There is more") || len(whole) <= len(short) {
		t.Errorf("%s:\n%s", line, whole)
	}
}
