package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/adapters/adaptertest"
)

func TestSessionThatBecameInvalidIsBegunAnew(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Await("POST", r.Command("sources").Callback())
	r.Expire()
	r.AwaitSessions(2)
	if identified, resumed := r.Sessions(); identified != 2 || resumed != 0 {
		t.Errorf("identified %d times and resumed %d times, want 2 and 0", identified, resumed)
	}
	r.Await("POST", r.Command("brief").Callback())
}

func TestSessionThatExpiredWhileAwayIsBegunAnew(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Drop()
	r.Expire()
	r.AwaitSessions(2)
	r.Await("POST", r.Command("brief").Callback())
}

func TestSessionWhoseNumbersDiscordDoubtsIsBegunAnew(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4007, 4009} {
		r := ready(t, says)
		r.Await("POST", r.Command("brief").Callback())
		r.CloseWith(code)
		r.AwaitSessions(2)
		if identified, resumed := r.Sessions(); identified != 2 || resumed != 0 {
			t.Errorf("after %d identified %d times and resumed %d times, want 2 and 0", code, identified, resumed)
		}
	}
}

func TestOtherEndsAreResumed(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4000, 4001, 4008, 1001} {
		r := ready(t, says)
		r.Await("POST", r.Command("brief").Callback())
		r.CloseWith(code)
		r.AwaitSessions(2)
		if identified, resumed := r.Sessions(); identified != 1 || resumed != 1 {
			t.Errorf("after %d identified %d times and resumed %d times, want 1 and 1", code, identified, resumed)
		}
	}
}

func TestFiveShardsAnswerWhatEachIsSent(t *testing.T) {
	t.Parallel()
	fake := adaptertest.NewDiscord(t)
	fake.Shards(5, 2)
	r := serving(t, fake, says)
	r.AwaitSessions(5)
	if identified, _ := r.Sessions(); identified != 5 {
		t.Errorf("%d sessions, want 5", identified)
	}
	for n := range 5 {
		guild := adaptertest.GuildOn(n)
		i := r.CommandWith(map[string]any{"guild_id": guild}, "who", "name", fmt.Sprintf("number %d", n))
		if c := r.Await("POST", i.Callback()); !strings.Contains(textOf(c), fmt.Sprintf("number %d", n)) {
			t.Errorf("shard %d answers %q", n, textOf(c))
		}
	}
	r.Drop() // all have said who they are: each has answered
	r.AwaitSessions(10)
	if identified, resumed := r.Sessions(); identified != 5 || resumed != 5 {
		t.Errorf("identified %d times and resumed %d times, want 5 and 5", identified, resumed)
	}
}

func TestMoreShardsAreMadeWhenDiscordWantsThem(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Shards(3, 1)
	r.CloseWith(4011)
	r.AwaitSessions(4)
	i := r.CommandWith(map[string]any{"guild_id": adaptertest.GuildOn(2)}, "brief")
	r.Await("POST", i.Callback())
}

func TestEventsTwiceAndOutOfOrderAreAnsweredOnce(t *testing.T) {
	t.Parallel()
	r := ready(t, says)
	r.Stutter()
	var all []adaptertest.DiscordInteraction
	for range 5 {
		all = append(all, r.Command("brief"))
	}
	for _, i := range all {
		r.Await("POST", i.Callback())
	}
	r.Drop()
	r.AwaitSessions(2)
	r.Await("POST", r.Command("sources").Callback())
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, c := range r.Calls() {
		if strings.HasSuffix(c.Path, "/callback") {
			times[c.Path]++
		}
	}
	for path, n := range times {
		if n != 1 {
			t.Errorf("%s: %d responses", path, n)
		}
	}
	if len(times) != 6 {
		t.Errorf("%d interactions answered, want 6", len(times))
	}
}

func TestEndsThatAreForGoodSayWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{4004: "DISCORD_TOKEN", 4012: "update attache", 4014: "DISCORD_MENTIONS"} {
		r := ready(t, says)
		r.CloseWith(code)
		var refused *refusedError
		if err := <-r.done; !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
			t.Errorf("after %d: %v, want that it says %q", code, err, want)
		}
	}
}

func TestSessionsBeginNoFasterThanDiscordAllows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStarts(discordgo.SessionInformation{Total: 1000, Remaining: 1000, ResetAfter: 3_600_000, MaxConcurrency: 2}, 5*time.Second)
		begin := time.Now()
		for n, want := range []time.Duration{0, 0, 5 * time.Second, 5 * time.Second, 10 * time.Second} {
			if err := s.wait(t.Context(), n); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(begin); got != want {
				t.Errorf("shard %d begins after %v, want %v", n, got, want)
			}
		}
	})
}

func TestSessionsOfADayAreNotOverdrawn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStarts(discordgo.SessionInformation{Total: 2, Remaining: 1, ResetAfter: 3_600_000, MaxConcurrency: 1}, 5*time.Second)
		begin := time.Now()
		for n, want := range []time.Duration{0, time.Hour, time.Hour + 5*time.Second, 25 * time.Hour} {
			if err := s.wait(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(begin); got != want {
				t.Errorf("session %d begins after %v, want %v", n, got, want)
			}
		}
	})
}
