package bot

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	"attache/knowledge"
)

// Feed is a feed that the dossier follows.
type Feed struct {
	URL      string
	Title    string
	Next     time.Time // when it is asked again, UTC
	Version  Version
	Failures int    // in a row
	Trouble  string // why it failed last; empty where it did not
	LastNew  time.Time
	Items    FeedItems
}

// FeedItems are the texts that the items of a feed had when they were taken in, by their
// paths.
type FeedItems map[string]knowledge.DocID

// Feeds are the feeds that the dossier follows.
type Feeds interface {
	Feeds(ctx context.Context) ([]Feed, error)
	// PutFeed adds a feed, or replaces what is known of it.
	PutFeed(ctx context.Context, f Feed) error
	// RemoveFeed reports whether the feed was followed.
	RemoveFeed(ctx context.Context, url string) (bool, error)
}

const (
	// feedEvery is how often a feed is asked; servers ask readers for intervals from
	// a quarter of an hour to an hour.
	feedEvery = 20 * time.Minute
	// feedBackoff is how long a feed that fails is left alone at most.
	feedBackoff = 24 * time.Hour
	// feedSweep is how often it is looked which feeds are due.
	feedSweep = 30 * time.Second
	// hostPause is the time between two questions to one server.
	hostPause = 2 * time.Second
	// shortItem is the length in bytes up to which an item of a feed is taken for a
	// summary, whose page is fetched.
	shortItem = 700
	// pagesOfFeed is how many pages are fetched for one feed at a time.
	pagesOfFeed = 25
)

// followFeed keeps a feed, to be asked again and again.
func (b *Bot) followFeed(ctx context.Context, req Request, address string, got Delivery, a *Answer) error {
	if b.feeds == nil {
		a.Blocks = append(a.Blocks, Notice{Text: "It is a feed. What it holds now was added; it is not asked again here."})
		return nil
	}
	f := Feed{URL: address, Next: b.now().UTC().Add(jittered(feedEvery, address)), Version: got.Version, LastNew: b.now().UTC()}
	if slices.ContainsFunc(got.Documents, isSummary) {
		f.Version = Version{} // the pages of summaries are fetched next time: the server must give them again
	}
	if err := b.feeds.PutFeed(ctx, f); err != nil {
		return err
	}
	b.record(ctx, req, "followed", address)
	a.Blocks = append(a.Blocks, Notice{Text: "It is a feed, and is asked for more every " + feedEvery.String() + ".", Hint: "/sources remove " + address + " ends that."})
	return nil
}

func (b *Bot) unfollow(ctx context.Context, address string) (bool, error) {
	if b.feeds == nil {
		return false, nil
	}
	return b.feeds.RemoveFeed(ctx, address)
}

// listFeeds tells which feeds are followed, and which are in trouble.
func (b *Bot) listFeeds(ctx context.Context) ([]Block, error) {
	if b.feeds == nil {
		return nil, nil
	}
	feeds, err := b.feeds.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	var out []Block
	for _, f := range feeds {
		n := Notice{Text: "Feed: " + clip(f.URL, 200), Hint: "asked next at " + f.Next.UTC().Format("15:04 UTC")}
		if f.Trouble != "" {
			n.Hint = fmt.Sprintf("%s (%s in a row); %s", clip(f.Trouble, 200), counted(f.Failures, "failure", "failures"), n.Hint)
		}
		out = append(out, n)
	}
	return out, nil
}

// jittered varies an interval by up to a tenth, so that feeds are not asked all at
// once; by the address, so that it is the same everywhere.
func jittered(d time.Duration, address string) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(address))
	return d + time.Duration(int64(d)/10*int64(h.Sum32()%1000)/1000)
}

// FollowFeeds asks the feeds that are due until ctx is done. Where several
// replicas do, each feed is asked by one of them.
func (b *Bot) FollowFeeds(ctx context.Context) {
	if b.feeds == nil || b.library == nil {
		return
	}
	sweep := time.NewTicker(feedSweep)
	defer sweep.Stop()
	for {
		b.askFeeds(ctx)
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
		}
	}
}

// askFeeds asks all feeds that are due, one after the other.
func (b *Bot) askFeeds(ctx context.Context) {
	feeds, err := b.feeds.Feeds(ctx)
	if err != nil {
		b.logger.Error("which feeds are due is not known", "why", err)
		return
	}
	asked := map[string]bool{}
	for _, f := range feeds {
		if ctx.Err() != nil {
			return
		}
		if f.Next.After(b.now()) {
			continue
		}
		mine, err := b.state.FirstTime(ctx, fmt.Sprintf("feed %s %d", f.URL, f.Next.Unix()))
		if err != nil || !mine {
			continue
		}
		b.pauseFor(ctx, f.URL, asked)
		f = b.askFeed(ctx, f, asked)
		if ctx.Err() != nil {
			return
		}
		if err := b.feeds.PutFeed(ctx, f); err != nil {
			b.logger.Error("a feed's state is not kept", "feed", f.URL, "why", err)
		}
	}
}

// pauseFor waits before a server is asked a second time.
func (b *Bot) pauseFor(ctx context.Context, address string, asked map[string]bool) {
	host := address
	if u, err := url.Parse(address); err == nil {
		host = u.Host
	}
	if asked[host] {
		b.wait(ctx, hostPause)
	}
	asked[host] = true
}

// wait lets time pass, or ctx end.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// askFeed asks a feed for what is new and returns what is known of it then.
func (b *Bot) askFeed(ctx context.Context, f Feed, asked map[string]bool) Feed {
	got, err := b.library.Fetch(ctx, f.URL, f.Version)
	if err == nil && got.Later == 0 && !got.Unchanged {
		var now takenItems
		now, err = b.takeItems(ctx, f.Items, got.Documents, asked)
		f.Items = now.items
		if now.fresh > 0 {
			f.LastNew = b.now().UTC()
		}
		// What is still to be taken, the server must give again.
		f.Version = Version{}
		if err == nil && !now.waiting {
			f.Version = got.Version
		}
	}
	if err != nil {
		f.Failures++
		f.Trouble = err.Error()
		pause := min(feedEvery<<min(f.Failures, 10), feedBackoff)
		f.Next = b.now().UTC().Add(jittered(pause, f.URL))
		b.logger.Warn("a feed cannot be read", "feed", f.URL, "failures", f.Failures, "why", err)
		return f
	}
	f.Failures, f.Trouble = 0, ""
	f.Next = b.now().UTC().Add(max(got.Later, jittered(feedEvery, f.URL)))
	return f
}

// takenItems is what was taken in of a feed.
type takenItems struct {
	items   FeedItems // by now
	fresh   int       // how many are new or were edited since
	waiting bool      // the pages of some are fetched next time
}

// takeItems stores the items of a feed that are new or were edited since. Of an item
// that is a summary its page is taken. One that was removed from the dossier stays out.
func (b *Bot) takeItems(ctx context.Context, before FeedItems, items []knowledge.Document, asked map[string]bool) (takenItems, error) {
	known := map[string]knowledge.DocID{}
	for _, d := range b.dossier.Documents() {
		known[d.Path] = d.ID
	}
	after := FeedItems{}
	for path, text := range before {
		if known[path] == "" {
			after[path] = text
		}
	}
	var docs []knowledge.Document
	pages, waiting := 0, false
	for _, item := range items {
		text, taken := before[item.Path]
		there := known[item.Path]
		_, done := after[item.Path]
		// A summary that came in when the feed was added waits for its page.
		waits := there == item.ID && isSummary(item)
		if done || taken && text == item.ID || there != "" && !taken && !waits {
			after[item.Path] = item.ID
			continue
		}
		doc := item
		after[item.Path] = item.ID
		switch {
		case isSummary(item) && pages == pagesOfFeed:
			after[item.Path], waiting = text, true // its page is fetched next time
			if there != "" {
				continue
			}
		case isSummary(item):
			pages++
			b.pauseFor(ctx, item.URL, asked)
			if doc = b.pageOf(ctx, item); taken && doc.ID == item.ID {
				after[item.Path] = cmp.Or(text, item.ID) // the page cannot be had: what is there is more
				continue
			}
		}
		doc.Ingested = true
		docs = append(docs, doc)
	}
	if len(docs) == 0 || ctx.Err() != nil {
		return takenItems{items: after, waiting: waiting}, ctx.Err()
	}
	if _, err := b.dossier.Put(ctx, docs); err != nil {
		return takenItems{items: before, fresh: len(docs)}, err
	}
	return takenItems{items: after, fresh: len(docs), waiting: waiting}, nil
}

// isSummary reports whether an item of a feed only tells what its page is about.
func isSummary(item knowledge.Document) bool {
	return utf8.RuneCountInString(item.Text) < shortItem && item.URL == item.Path
}

// pageOf is the page that an item of a feed leads to, or the item where that
// cannot be had. What the feed says of publisher and date goes with it where the
// page is silent.
func (b *Bot) pageOf(ctx context.Context, item knowledge.Document) knowledge.Document {
	got, err := b.library.Fetch(ctx, item.URL, Version{})
	if err != nil || len(got.Documents) != 1 || got.Feed || len(got.Documents[0].Text) < len(item.Text) {
		return item
	}
	page := got.Documents[0]
	if page.Publisher.Value == "" {
		page.Publisher = item.Publisher
	}
	if page.Published.Value.IsZero() {
		page.Published = item.Published
	}
	return page
}
