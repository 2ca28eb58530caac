package sqlstate_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/bot"
	"attache/bot/sqlstate"
)

var (
	square = bot.Place{Platform: "slack", Workspace: "W", Channel: "square", Thread: "1.5"}
	office = bot.Place{Platform: "slack", Workspace: "W", Channel: "office"}
	anna   = bot.Person{Platform: "slack", Workspace: "W", User: "anna"}
	boris  = bot.Person{Platform: "slack", Workspace: "W", User: "boris"}
)

// must fails the test where one of errs is an error.
func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func topic(t *testing.T, s *sqlstate.State, p bot.Place) string {
	t.Helper()
	got, _, err := s.Topic(t.Context(), p)
	must(t, err)
	return got.Line
}

func TestTopicsBelongToTheirPlace(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one, other := open(t, at, c), open(t, at, c)
		want := bot.Topic{Line: "/who X", Names: []string{"X", "Дом"}, User: "anna"}
		must(t, one.SetTopic(t.Context(), square, bot.Topic{Line: "/brief"}), one.SetTopic(t.Context(), square, want))
		got, ok, err := other.Topic(t.Context(), square)
		if d := cmp.Diff(want, got); d != "" || !ok || err != nil {
			t.Errorf("%v, %v (-set +got):\n%s", ok, err, d)
		}
		if _, ok, _ := one.Topic(t.Context(), office); ok {
			t.Error("a topic is known where nobody talked")
		}
		c.advance(91 * 24 * time.Hour)
		if _, ok, _ := one.Topic(t.Context(), square); ok {
			t.Error("a topic is known after 91 days")
		}
	})
}

func TestOpinionsAreOneForEachPersonAndLine(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		opinion := func(user, line string, v bot.Verdict) bot.Feedback {
			c.advance(time.Second)
			return bot.Feedback{At: c.now().UTC(), Place: square, User: user, Line: line, Shown: []string{"k7f"}, Verdict: v, Note: "any \x00 note"}
		}
		first, second, third := opinion("anna", "/who X", bot.Good), opinion("boris", "/who X", bot.WrongDate), opinion("anna", "/who X", bot.WrongPerson)
		for _, f := range []bot.Feedback{first, second, third} {
			must(t, s.AddFeedback(t.Context(), f))
		}
		got, err := s.Feedback(t.Context(), first.At, 10)
		must(t, err)
		if d := cmp.Diff([]bot.Feedback{third, second}, got); d != "" {
			t.Errorf("newest first (-want +got):\n%s", d)
		}
		if got, err = s.Feedback(t.Context(), third.At, 10); len(got) != 1 || err != nil {
			t.Errorf("since the last: %d, %v", len(got), err)
		}
		if got, err = s.Feedback(t.Context(), first.At, 1); len(got) != 1 || err != nil {
			t.Errorf("at most one: %d, %v", len(got), err)
		}
	})
}

func TestOpenQuestionsAreAskedOnce(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		u := bot.Unanswered{At: c.now().UTC(), Place: square, User: "anna", Line: "why \xff?"}
		must(t, s.AddUnanswered(t.Context(), u))
		u.At = u.At.Add(time.Minute)
		must(t, s.AddUnanswered(t.Context(), u))
		got, err := s.Unanswered(t.Context(), time.Unix(0, 0), 10)
		must(t, err)
		if d := cmp.Diff([]bot.Unanswered{u}, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

func TestErasedPeopleLeaveNothingButThatItWasDone(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s := open(t, at, c)
		now := c.now().UTC()
		for _, p := range []bot.Person{anna, boris} {
			private := bot.Place{Platform: "slack", Workspace: "W", Channel: p.User}
			must(t,
				s.SetTopic(t.Context(), private, bot.Topic{Line: "/who " + p.User, User: p.User}),
				s.AddFeedback(t.Context(), bot.Feedback{At: now, Place: square, User: p.User, Line: "/brief", Verdict: bot.Good}),
				s.AddUnanswered(t.Context(), bot.Unanswered{At: now, Place: square, User: p.User, Line: "why?"}),
				s.Record(t.Context(), bot.Act{At: now, Place: square, User: p.User, What: "removed", About: "a.txt"}))
		}
		must(t, s.SetTopic(t.Context(), square, bot.Topic{Line: "/brief"}))
		rows, err := s.Erase(t.Context(), anna)
		if rows != 4 || err != nil {
			t.Errorf("erased %d rows, %v, want 4", rows, err)
		}
		if topic(t, s, bot.Place{Platform: "slack", Workspace: "W", Channel: "anna"}) != "" {
			t.Error("what she asked alone is known")
		}
		if topic(t, s, square) == "" || topic(t, s, bot.Place{Platform: "slack", Workspace: "W", Channel: "boris"}) == "" {
			t.Error("what others talked about is gone")
		}
		opinions, err := s.Feedback(t.Context(), now, 10)
		must(t, err)
		open, err := s.Unanswered(t.Context(), now, 10)
		must(t, err)
		if len(opinions) != 1 || opinions[0].User != "boris" || len(open) != 1 || open[0].User != "boris" {
			t.Errorf("left: %+v, %+v", opinions, open)
		}
		acts, err := s.Acts(t.Context(), now, 10)
		must(t, err)
		users := map[string]int{}
		for _, a := range acts {
			users[a.User]++
		}
		if d := cmp.Diff(map[string]int{"": 1, "boris": 1}, users); d != "" {
			t.Errorf("who did it (-want +got):\n%s", d)
		}
	})
}

func TestWhatPeopleAskedIsKeptForItsDays(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		s, err := sqlstate.Open(t.Context(), at, "dossier", sqlstate.Options{Now: c.now, KeepFor: 7 * 24 * time.Hour})
		must(t, err)
		defer s.Close()
		now := c.now().UTC()
		must(t,
			s.AddFeedback(t.Context(), bot.Feedback{At: now, Place: square, User: "anna", Line: "/brief", Verdict: bot.Good}),
			s.AddUnanswered(t.Context(), bot.Unanswered{At: now, Place: square, User: "anna", Line: "why?"}),
			s.Record(t.Context(), bot.Act{At: now, Place: square, User: "anna", What: "shared", About: "/who X"}),
			s.Record(t.Context(), bot.Act{At: now, Place: square, User: "anna", What: "added", About: "a.txt"}))
		count := func() (n [3]int) {
			opinions, err := s.Feedback(t.Context(), time.Time{}, 10)
			must(t, err)
			open, err := s.Unanswered(t.Context(), time.Time{}, 10)
			must(t, err)
			acts, err := s.Acts(t.Context(), time.Unix(0, 0), 10)
			must(t, err)
			return [3]int{len(opinions), len(open), len(acts)}
		}
		c.advance(6 * 24 * time.Hour)
		must(t, s.Expire(t.Context()))
		if got := count(); got != [3]int{1, 1, 2} {
			t.Errorf("after six days: %v", got)
		}
		c.advance(2 * 24 * time.Hour)
		if got := count(); got != [3]int{0, 0, 2} {
			t.Errorf("after eight days, before anything is deleted: %v", got)
		}
		must(t, s.Expire(t.Context()))
		if got := count(); got != [3]int{0, 0, 1} {
			t.Errorf("after eight days: %v", got)
		}
	})
}
