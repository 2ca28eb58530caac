package bot_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"attache/bot"
)

// talk remembers topics and nothing else.
type talk struct {
	bot.State
	topics map[bot.Place]bot.Topic
}

func (s talk) Topic(_ context.Context, p bot.Place) (bot.Topic, bool, error) {
	t, ok := s.topics[p]
	return t, ok, nil
}

func (s talk) SetTopic(_ context.Context, p bot.Place, t bot.Topic) error {
	s.topics[p] = t
	return nil
}

func (talk) AddUnanswered(context.Context, bot.Unanswered) error { return nil }

// talking is a bot that remembers what is talked about.
func talking(t *testing.T) *bot.Bot {
	t.Helper()
	_, d, _ := open(t)
	now := time.Date(2031, 3, 6, 9, 0, 0, 0, time.UTC)
	return bot.New(d, bot.Options{Now: func() time.Time { return now }, State: talk{topics: map[bot.Place]bot.Topic{}}})
}

func TestALineInAThreadFollowsTheOneBefore(t *testing.T) {
	for _, test := range []struct {
		name, before, line string
		want               string // the whole line that is answered
		understood         []bot.Understood
	}{
		{"another person's profile", "/who Halvorsen", "and Reyke?", "/who Tomas Reyke", []bot.Understood{{Typed: "and Reyke?", As: "/who Tomas Reyke"}}},
		{"a misspelt one", "/who Reyke", "and halvorsn?", "/who Ingrid Halvorsen", []bot.Understood{{Typed: "and halvorsn?", As: "/who Ingrid Halvorsen"}}},
		{"another name in a question", "what did Halvorsen sign?", "and Reyke?", "/ask what did Tomas Reyke sign?", []bot.Understood{{Typed: "and Reyke?", As: "/ask what did Tomas Reyke sign?"}}},
		{"a pronoun", "/who Halvorsen", "what did she say?", "/ask what did Ingrid Halvorsen say?", []bot.Understood{{Typed: "she", As: "Ingrid Halvorsen"}}},
		{"a possessive", "/who Halvorsen", "what is her post?", "/ask what is Ingrid Halvorsen’s post?", []bot.Understood{{Typed: "her", As: "Ingrid Halvorsen"}}},
		{"a period", "/who Halvorsen", "since March 2031", "/timeline Ingrid Halvorsen since March 2031", []bot.Understood{{Typed: "since March 2031", As: "/timeline Ingrid Halvorsen since March 2031"}}},
		{"another period", "/timeline Reyke since 2030", "in 2031", "/timeline Tomas Reyke in 2031", []bot.Understood{{Typed: "in 2031", As: "/timeline Tomas Reyke in 2031"}}},
		{"a topic", "/timeline Reyke", "what about the lease?", "/timeline the lease", []bot.Understood{{Typed: "what about the lease?", As: "/timeline the lease"}}},
		{"the same, otherwise", "who signed the lease?", "when?", "/ask when signed the lease?", []bot.Understood{{Typed: "when?", As: "/ask when signed the lease?"}}},
		{"a line that is whole", "/who Halvorsen", "how many points has the lease?", "/ask how many points has the lease?", nil},
		{"a pronoun of the line's own", "/who Halvorsen", "what did Reyke say of his lease?", "/ask what did Reyke say of his lease?", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := talking(t)
			say := func(line string) bot.Answer {
				return b.Handle(t.Context(), bot.Request{Platform: "test", Channel: "c", Thread: "1", User: "u", Line: line})
			}
			say(test.before)
			a := say(test.line)
			if a.Line != test.want {
				t.Errorf("answered %q, want %q", a.Line, test.want)
			}
			if !slices.Equal(a.Understood, test.understood) {
				t.Errorf("understood %v, want %v", a.Understood, test.understood)
			}
		})
	}
}

func TestAPronounThatFitsTwoPeopleIsAsked(t *testing.T) {
	b := talking(t)
	req := bot.Request{Platform: "test", Channel: "c", Thread: "1", User: "u", Line: "Did Halvorsen meet Reyke?"}
	b.Handle(t.Context(), req)
	req.Line = "what did he sign?"
	a := b.Handle(t.Context(), req)
	c, ok := a.Blocks[0].(bot.Candidates)
	if !ok || len(c.Candidates) != 2 {
		t.Fatalf("got %#v, want the two people", a.Blocks)
	}
	if got, want := c.Candidates[1].Line, "/ask what did Tomas Reyke sign?"; got != want {
		t.Errorf("the second button asks %q, want %q", got, want)
	}
}

func TestMoreShowsMoreOfTheSame(t *testing.T) {
	b := talking(t)
	req := bot.Request{Platform: "test", Channel: "c", Direct: true, User: "u", Line: "lease"}
	few := b.Handle(t.Context(), bot.Request{Platform: "test", Channel: "c", Direct: true, User: "u", Line: "lease", Limit: 1})
	req.Line = "more"
	more := b.Handle(t.Context(), req)
	if n, m := len(few.Blocks[0].(bot.Quotes).Quotes), len(more.Blocks[0].(bot.Quotes).Quotes); m <= n {
		t.Errorf("%d quotations, then %d", n, m)
	}
	if more.Line != "/ask lease" {
		t.Errorf("more of %q", more.Line)
	}
}

func TestAConversationStaysWhereItIs(t *testing.T) {
	b := talking(t)
	b.Handle(t.Context(), bot.Request{Platform: "test", Channel: "c", Thread: "1", User: "u", Line: "/who Halvorsen"})
	for name, req := range map[string]bot.Request{
		"another thread":          {Platform: "test", Channel: "c", Thread: "2", User: "u"},
		"a channel":               {Platform: "test", Channel: "c", User: "u"},
		"another platform's room": {Platform: "other", Channel: "c", Thread: "1", User: "u"},
	} {
		req.Line = "what did she say?"
		if a := b.Handle(t.Context(), req); a.Line != "/ask what did she say?" {
			t.Errorf("%s knows of it: %q", name, a.Line)
		}
	}
	b.Handle(t.Context(), bot.Request{Platform: "test", Channel: "c", Thread: "1", User: "u", Line: "/who Reyke", Private: true})
	a := b.Handle(t.Context(), bot.Request{Platform: "test", Channel: "c", Thread: "1", User: "other", Line: "what did he say?"})
	if a.Line != "/ask what did he say?" {
		t.Errorf("what one person asked in private is known to another: %q", a.Line)
	}
}
