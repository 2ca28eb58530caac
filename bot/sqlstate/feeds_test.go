package sqlstate_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/bot"
)

func TestFeedsAreKept(t *testing.T) {
	each(t, func(t *testing.T, at string) {
		c := newClock()
		one, other := open(t, at, c), open(t, at, c)
		stranger := openDossier(t, at, "another", c)
		now := c.now().UTC().Truncate(time.Microsecond)
		a := bot.Feed{URL: "https://a.example/rss", Title: "Новини", Next: now.Add(time.Hour), LastNew: now, Version: bot.Version{ETag: `"1"`, Modified: "Tue, 04 Mar 2031 20:00:00 GMT"}, Items: bot.FeedItems{"https://a.example/1": "abc"}}
		b := bot.Feed{URL: "https://b.example/rss", Next: now, Failures: 2, Trouble: "the server answers 500"}
		must(t, one.PutFeed(t.Context(), b), one.PutFeed(t.Context(), bot.Feed{URL: a.URL}), one.PutFeed(t.Context(), a))
		got, err := other.Feeds(t.Context())
		must(t, err)
		if d := cmp.Diff([]bot.Feed{a, b}, got); d != "" {
			t.Errorf("(-put +got):\n%s", d)
		}
		if got, err := stranger.Feeds(t.Context()); len(got) > 0 || err != nil {
			t.Errorf("another dossier follows %v, %v", got, err)
		}
		if was, err := other.RemoveFeed(t.Context(), a.URL); !was || err != nil {
			t.Errorf("removed %v, %v", was, err)
		}
		if was, err := other.RemoveFeed(t.Context(), a.URL); was || err != nil {
			t.Errorf("removed twice: %v, %v", was, err)
		}
	})
}
