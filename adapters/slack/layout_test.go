package slack

import (
	"context"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// talks answers everything with a timeline of five pages.
func talks(_ context.Context, r bot.Request) bot.Answer {
	a := adaptertest.LongTimeline(60)
	if a.Line = r.Line; r.Private {
		a.Visibility = bot.Private
	}
	return a
}

// articles are the numbers of those that a post tells of, in order.
func articles(p adaptertest.SlackPost) []int {
	var list []int
	for _, rest := range strings.Split(p.Blocks(), "adopted article ")[1:] {
		number, _, _ := strings.Cut(rest, " ")
		if n, err := strconv.Atoi(number); err == nil {
			list = append(list, n)
		}
	}
	return list
}

func TestPagesAreTurnedInPlaceBothWays(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		for name, command := range map[string]string{"ephemeral": "talks", "public": "talks --public"} {
			d, _ := w.full(t, talks)
			d.Command(adaptertest.SlackChannel, "/timeline", command).Acked()
			posts := d.Posts(1)
			first := posts[0]
			seen := articles(first)
			for n := 2; strings.Contains(posts[len(posts)-1].Blocks(), "Next ›"); n++ {
				d.Press(posts[len(posts)-1], "Next").Acked()
				posts = d.Posts(n)
				page := posts[n-1]
				if page.TS != first.TS || page.Message["replace_original"] != true || page.Response != first.Response {
					t.Fatalf("%s: page %d came as %q in place of %q: %v", name, n, page.Response, page.TS, page.Message["replace_original"])
				}
				if !strings.Contains(page.Blocks(), "Page "+strconv.Itoa(n)+" of 5") || !strings.Contains(page.Blocks(), "Sources") {
					t.Fatalf("%s: page %d is %s", name, n, page.Blocks())
				}
				seen = append(seen, articles(page)...)
			}
			for i, n := range seen {
				if n != i+1 {
					t.Fatalf("%s: articles %v", name, seen)
				}
			}
			if len(seen) != 60 {
				t.Errorf("%s: %d happenings on all pages", name, len(seen))
			}
			d.Press(posts[len(posts)-1], "‹ Previous").Acked()
			if back := d.Posts(len(posts) + 1)[len(posts)]; !strings.Contains(back.Blocks(), "Page 4 of 5") {
				t.Errorf("%s: back on %s", name, back.Blocks())
			}
			d.ruled(t)
			d.stop()
		}
	})
}

func TestPagesAreTurnedAfterARestart(t *testing.T) {
	fake, m := adaptertest.NewSlack(t), newMemory()
	first := serveWith(t, fake, m, later, talks)
	fake.Command(adaptertest.SlackChannel, "/timeline", "talks --public").Acked()
	page := fake.Posts(1)[0]
	first.stop()
	fake.Disconnected()

	second := serveWith(t, fake, m, later, talks)
	fake.Connected(2)
	fake.Press(page, "Next").Acked()
	if next := fake.Posts(2)[1]; next.TS != page.TS || articles(next)[0] != 13 {
		t.Errorf("the second page is %s", next.Blocks())
	}
	second.ruled(t)
}

func TestOthersTurnPagesOfTheirOwn(t *testing.T) {
	d := serve(t, later, talks)
	d.Mention("<@"+adaptertest.SlackBotUser+"> timeline talks", "")
	page := d.Posts(1)[0]
	d.PressAs(adaptertest.SlackColleague, page, "Next").Acked()
	other := d.Posts(2)[1]
	if other.Response != "ephemeral" || other.Message["replace_original"] == true || !strings.Contains(other.Blocks(), "Page 2 of 5") {
		t.Fatalf("a colleague got %q, in place: %v", other.Response, other.Message["replace_original"])
	}
	d.PressAs(adaptertest.SlackColleague, other, "Next").Acked()
	if third := d.Posts(3)[2]; third.TS != other.TS || third.Message["replace_original"] != true || !strings.Contains(third.Blocks(), "Page 3 of 5") {
		t.Errorf("then %s", third.Blocks())
	}
	d.Press(page, "Next").Acked()
	if own := d.Posts(4)[3]; own.TS != page.TS || own.Response != "in_channel" {
		t.Errorf("who asked got %q", own.Response)
	}
	d.ruled(t)
}

func TestPagesWhereTheMessageCannotBeChanged(t *testing.T) {
	both(t, func(t *testing.T, w way) {
		d := w.serve(t, later, talks)
		d.Mention("<@"+adaptertest.SlackBotUser+"> timeline talks", "")
		page := d.Posts(1)[0]
		d.Fail("response_url", 1, 404, "used_url", "")
		d.Press(page, "Next").Acked()
		if next := d.Posts(2)[1]; next.Way != "chat.update" || next.TS != page.TS || !strings.Contains(next.Blocks(), "Page 2 of 5") {
			t.Errorf("came by %s", next.Way)
		}
		d.Fail("response_url", 1, 404, "used_url", "")
		d.Fail("chat.update", 1, 200, "message_not_found", "")
		d.Press(page, "Next").Acked()
		if anew := d.Posts(3)[2]; anew.Way != "chat.postEphemeral" || anew.User != adaptertest.SlackPerson || !strings.Contains(anew.Blocks(), "Page 2 of 5") {
			t.Errorf("came by %s to %q", anew.Way, anew.User)
		}
	})
}

func TestAChangedDossierIsSaidAndThePlaceIsKept(t *testing.T) {
	var changed atomic.Bool
	d := serve(t, later, func(ctx context.Context, r bot.Request) bot.Answer {
		a := talks(ctx, r)
		a.Version = "one"
		if changed.Load() {
			a.Version = "two"
			a.Blocks[0] = a.Blocks[0].(bot.Timeline).Part(5, 60) // five happenings are gone
		}
		return a
	})
	d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
	changed.Store(true)
	d.Press(d.Posts(1)[0], "Next").Acked()
	second := d.Posts(2)[1]
	list := articles(second)
	if !strings.Contains(second.Blocks(), "has changed since") || list[0] > 13 || list[len(list)-1] < 13 {
		t.Errorf("after article 12 come %v: %s", list, second.Blocks())
	}
	d.Press(second, "Next").Acked()
	third := d.Posts(3)[2]
	if strings.Contains(third.Blocks(), "has changed since") || articles(third)[0] != list[len(list)-1]+1 {
		t.Errorf("then %s", third.Blocks())
	}
	d.ruled(t)
}

func TestSourcesAreTurnedAsSources(t *testing.T) {
	d := serve(t, later, talks)
	d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
	d.Press(d.Posts(1)[0], "Sources").Acked()
	first := d.Posts(2)[1]
	d.Press(first, "Next").Acked()
	second := d.Posts(3)[2]
	if second.TS != first.TS || !strings.Contains(second.Blocks(), "Sources: ") || !strings.Contains(second.Blocks(), "Page 2 of ") {
		t.Errorf("got %s", second.Blocks())
	}
}

func TestThePictureIsOfThePage(t *testing.T) {
	var drawn atomic.Pointer[bot.Timeline]
	d := bySocket.serveWith(t, adaptertest.NewSlack(t), newMemory(), later, talks, func(c *Config) {
		c.Picture = func(_ context.Context, a bot.Answer) ([]byte, string, error) {
			of := a.Blocks[0].(bot.Timeline)
			drawn.Store(&of)
			return []byte("png"), "alt", nil
		}
	})
	d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
	d.Press(d.Posts(1)[0], "Next").Acked()
	d.Press(d.Posts(2)[1], "Post picture").Acked()
	d.Uploads(1)
	if of := drawn.Load(); of.Before != 12 || len(of.Entries) != 12 || of.After != 36 {
		t.Errorf("drawn are %d happenings behind %d, before %d", len(of.Entries), of.Before, of.After)
	}
}

func TestThePictureOfAPostHangsBelowIt(t *testing.T) {
	d, _ := bySocket.full(t, talks)
	id, err := d.adapter.PostOnce(t.Context(), adaptertest.SlackChannel, "digest 8", adaptertest.LongTimeline(3))
	if err != nil {
		t.Fatal(err)
	}
	if up := d.Uploads(1)[0]; string(id) != up.Channel+"/"+up.Thread {
		t.Errorf("posted %s, the picture is in %s in the thread %s", id, up.Channel, up.Thread)
	}
	if _, err := d.adapter.Post(t.Context(), adaptertest.SlackChannel, named("notice")); err != nil {
		t.Fatal(err)
	}
	d.stop()
	if n := d.Calls("files.completeUploadExternal"); n != 1 {
		t.Errorf("%d pictures", n)
	}
}

func TestATurnedPageIsNoNewQuestion(t *testing.T) {
	again := make(chan bool, 4)
	d := serve(t, later, func(ctx context.Context, r bot.Request) bot.Answer {
		again <- r.Again
		return talks(ctx, r)
	})
	d.Command(adaptertest.SlackChannel, "/timeline", "talks").Acked()
	page := d.Posts(1)[0]
	d.Press(page, "Next").Acked()
	d.Press(page, "Sources").Acked()
	d.Posts(3)
	if first, second, third := <-again, <-again, <-again; first || !second || !third {
		t.Errorf("told as looked at again: %v, %v, %v", first, second, third)
	}
}
