package discord

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/bwmarrin/discordgo"

	"attache/adapters/adaptertest"
	"attache/bot"
)

const ephemeral = int(discordgo.MessageFlagsEphemeral)

// longTalks answers everything with a timeline of many pages.
func longTalks(_ context.Context, req bot.Request) bot.Answer {
	a := adaptertest.LongTimeline(60)
	a.Line = req.Line
	if req.Private {
		a.Visibility = bot.Private
	}
	return a
}

// daysIn are the days of the talks that a message tells of, in order.
func daysIn(text string) []int {
	var days []int
	for _, rest := range strings.Split(text, "On day ")[1:] {
		n, _, _ := strings.Cut(rest, " ")
		day, err := strconv.Atoi(n)
		if err == nil {
			days = append(days, day)
		}
	}
	return days
}

func TestPagesAreTurnedInPlaceBothWaysAlsoAfterARestart(t *testing.T) {
	bothWays(t, func(t *testing.T, ready func(*testing.T, bot.Handler, ...func(*Config)) *running) {
		r := ready(t, longTalks, drawing)
		i := r.Command("timeline", "about", "talks", "private", true)
		page := r.Await("POST", i.Callback())
		var seen []int
		labels := 0
		for {
			seen = append(seen, daysIn(textOf(page))...)
			labels++
			next := customID(t, page, "Next")
			if strings.Contains(string(page.Body), `"label":"Next ›","custom_id":"`+next+`","disabled":true`) {
				break
			}
			page = r.Await("POST", r.PressOn(i, next, ephemeral, nil).Callback())
			if typeOf(page) != discordgo.InteractionResponseUpdateMessage || len(page.Files) != 1 {
				t.Fatalf("page %d comes with type %d and %d files", labels+1, typeOf(page), len(page.Files))
			}
			if !strings.Contains(textOf(page), fmt.Sprintf("Page %d of ", labels+1)) {
				t.Fatalf("page %d says %s", labels+1, textOf(page))
			}
		}
		for n, day := range seen {
			if day != n+1 {
				t.Fatalf("the days %v", seen)
			}
		}
		if len(seen) != 60 {
			t.Errorf("%d happenings on all pages", len(seen))
		}
		back := r.Await("POST", r.PressOn(i, customID(t, page, "‹ Previous"), ephemeral, nil).Callback())
		if !strings.Contains(textOf(back), fmt.Sprintf("Page %d of %d", labels-1, labels)) {
			t.Errorf("back on %s", textOf(back))
		}
		if !strings.Contains(string(back.Body), `"Share"`) || !strings.Contains(string(back.Body), "👍") {
			t.Error("a page lacks what can be done with the answer")
		}
	})
}

func TestPagesAreTurnedByAnotherReplica(t *testing.T) {
	t.Parallel()
	r := ready(t, longTalks)
	i := r.Command("timeline")
	next := customID(t, r.Await("POST", i.Callback()), "Next")
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	anew, err := New(r.adapter.config)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- anew.Serve(ctx, longTalks) }()
	r.AwaitSessions(2)
	if page := r.Await("POST", r.PressOn(i, next, 0, nil).Callback()); !strings.Contains(textOf(page), "Page 2 of ") || typeOf(page) != discordgo.InteractionResponseUpdateMessage {
		t.Errorf("type %d: %s", typeOf(page), textOf(page))
	}
	unknown := r.Await("POST", r.PressOn(i, "page:nosuchkey:3:"+adaptertest.DiscordPerson, 0, nil).Callback())
	if !strings.Contains(textOf(unknown), "no longer known") || typeOf(unknown) != discordgo.InteractionResponseChannelMessageWithSource || flagsOf(unknown)&discordgo.MessageFlagsEphemeral == 0 {
		t.Errorf("an unknown button gives %q, with type %d", textOf(unknown), typeOf(unknown))
	}
	old := r.Await("POST", r.PressOn(i, strings.Replace(next[:strings.LastIndex(next, ":")], "page:", "more:", 1)[:len("more:")+26]+":3", 0, nil).Callback())
	if !strings.Contains(textOf(old), "Page ") || flagsOf(old)&discordgo.MessageFlagsEphemeral == 0 {
		t.Errorf("a button of before gives %q", textOf(old))
	}
}

func TestOthersTurnPagesOfTheirOwn(t *testing.T) {
	t.Parallel()
	r := ready(t, longTalks, func(c *Config) { c.Mentions = true })
	i := r.Command("timeline")
	page := r.Await("POST", i.Callback())
	copied := r.PressOn(i, customID(t, page, "Next"), 0, adaptertest.Somebody())
	other := r.Await("POST", copied.Callback())
	if typeOf(other) != discordgo.InteractionResponseChannelMessageWithSource || flagsOf(other)&discordgo.MessageFlagsEphemeral == 0 {
		t.Fatalf("what all see is turned by somebody else: type %d, flags %d", typeOf(other), flagsOf(other))
	}
	if strings.Contains(fmt.Sprint(r.Shown(i)), "Page 2 of") {
		t.Error("the page that all see was turned")
	}
	third := r.Await("POST", r.PressOn(copied, customID(t, other, "Next"), ephemeral, adaptertest.Somebody()).Callback())
	if typeOf(third) != discordgo.InteractionResponseUpdateMessage || !strings.Contains(textOf(third), "Page 3 of") {
		t.Errorf("their own copy: type %d, %s", typeOf(third), textOf(third))
	}
	r.Say("<@"+adaptertest.DiscordBotUser+"> timeline", true)
	mentioned := r.Await("POST", "/channels/"+adaptertest.DiscordChannel+"/messages")
	turned := r.Await("POST", r.PressOn(i, customID(t, mentioned, "Next"), 0, nil).Callback())
	if typeOf(turned) != discordgo.InteractionResponseUpdateMessage {
		t.Errorf("who asked by a mention does not turn the page: type %d", typeOf(turned))
	}
}

func TestAPageOfADeletedMessageComesAnew(t *testing.T) {
	t.Parallel()
	for name, slow := range map[string]bool{"at once": false, "announced": true} {
		release := make(chan struct{})
		var asked atomic.Int32
		r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
			if asked.Add(1) > 1 {
				<-release
			}
			return longTalks(ctx, req)
		}, func(c *Config) {
			if slow {
				slowly(c)
			}
		})
		i := r.Command("timeline")
		page := r.AwaitWhere("the first page, announced or not", func(c adaptertest.DiscordCall) bool {
			return strings.Contains(c.Path, i.Token) && strings.Contains(string(c.Body), "Next ›")
		})
		r.DeleteMessage(i)
		turned := r.PressOn(i, customID(t, page, "Next"), 0, nil)
		if slow {
			r.Await("POST", turned.Callback())
		}
		close(release)
		way := turned.Callback()
		if slow {
			way = turned.Followup()
		}
		anew := r.Await("POST", way)
		if !strings.Contains(textOf(anew), "Page 2 of") || flagsOf(anew)&discordgo.MessageFlagsEphemeral == 0 {
			t.Errorf("%s: %s", name, anew.Body)
		}
	}
}

func TestAChangedDossierIsSaidAndThePlaceIsKept(t *testing.T) {
	t.Parallel()
	var changed atomic.Bool
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		a := longTalks(ctx, req)
		if changed.Load() {
			whole := a.Blocks[0].(bot.Timeline)
			a.Blocks[0] = whole.Part(5, 60) // five happenings are gone
		}
		return a
	})
	i := r.Command("timeline")
	first := r.Await("POST", i.Callback())
	second := r.Await("POST", r.PressOn(i, customID(t, first, "Next"), 0, nil).Callback())
	if strings.Contains(textOf(second), "has changed") {
		t.Fatal("an unchanged dossier is said to have changed")
	}
	days := daysIn(textOf(second))
	want := days[len(days)-1] + 1
	changed.Store(true)
	third := r.Await("POST", r.PressOn(i, customID(t, second, "Next"), 0, nil).Callback())
	days = daysIn(textOf(third))
	if !strings.Contains(textOf(third), "has changed since") || len(days) == 0 || days[0] > want || days[len(days)-1] < want {
		t.Errorf("after day %d come %v: %s", want-1, days, textOf(third))
	}
	fourth := r.Await("POST", r.PressOn(i, customID(t, third, "Next"), 0, nil).Callback())
	if strings.Contains(textOf(fourth), "has changed since") || daysIn(textOf(fourth))[0] != days[len(days)-1]+1 {
		t.Errorf("then %s", textOf(fourth))
	}
}

func TestSourcesAreTurnedInPlaceToo(t *testing.T) {
	t.Parallel()
	r := ready(t, longTalks)
	i := r.Command("timeline")
	sources := r.Press(customID(t, r.Await("POST", i.Callback()), "Sources"), 0)
	first := r.Await("POST", sources.Callback())
	second := r.Await("POST", r.PressOn(sources, customID(t, first, "Next"), ephemeral, nil).Callback())
	if typeOf(second) != discordgo.InteractionResponseUpdateMessage || !strings.Contains(textOf(second), "Sources: ") || !strings.Contains(textOf(second), "Page 2 of") {
		t.Errorf("type %d: %s", typeOf(second), textOf(second))
	}
}

func TestATurnedPageIsNoNewQuestion(t *testing.T) {
	t.Parallel()
	again := make(chan bool, 4)
	r := ready(t, func(ctx context.Context, req bot.Request) bot.Answer {
		again <- req.Again
		return longTalks(ctx, req)
	})
	i := r.Command("timeline")
	page := r.Await("POST", i.Callback())
	r.Await("POST", r.PressOn(i, customID(t, page, "Next"), 0, nil).Callback())
	r.Await("POST", r.PressOn(i, customID(t, page, "Sources"), 0, nil).Callback())
	if first, second, third := <-again, <-again, <-again; first || !second || !third {
		t.Errorf("told as looked at again: %v, %v, %v", first, second, third)
	}
}
