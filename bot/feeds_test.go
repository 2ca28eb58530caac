package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/bot"
	"attache/knowledge"
)

// shelf is what feeds and pages hold, and what is remembered of feeds.
type shelf struct {
	talk
	mu    sync.Mutex
	pages map[string]bot.Delivery
	fails map[string]error
	asked []string // addresses, in order
	feeds map[string]bot.Feed
	seen  map[string]bool
	acts  []bot.Act
}

func (s *shelf) Fetch(_ context.Context, address string, since bot.Version) (bot.Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, address)
	if err := s.fails[address]; err != nil {
		return bot.Delivery{}, err
	}
	got, ok := s.pages[address]
	if !ok {
		return bot.Delivery{}, &bot.UserError{Message: address + ": the server answers 404 Not Found"}
	}
	if got.Version != (bot.Version{}) && got.Version == since {
		return bot.Delivery{Unchanged: true, Version: since}, nil
	}
	return got, nil
}

func (s *shelf) Read(name string, raw []byte) ([]knowledge.Document, error) {
	return []knowledge.Document{knowledge.NewDocument(name, string(raw))}, nil
}

func (s *shelf) Feeds(context.Context) ([]bot.Feed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []bot.Feed
	for _, f := range s.feeds {
		out = append(out, f)
	}
	return out, nil
}

func (s *shelf) PutFeed(_ context.Context, f bot.Feed) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.feeds[f.URL] = f
	return nil
}

func (s *shelf) RemoveFeed(_ context.Context, url string) (bool, error) {
	_, ok := s.feeds[url]
	delete(s.feeds, url)
	return ok, nil
}

func (s *shelf) FirstTime(_ context.Context, key string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := !s.seen[key]
	s.seen[key] = true
	return first, nil
}

func (s *shelf) Record(_ context.Context, a bot.Act) error {
	s.acts = append(s.acts, a)
	return nil
}

func page(address, text string) knowledge.Document {
	d := knowledge.NewDocument(address, text)
	d.URL = address
	return d
}

func newShelf() *shelf {
	return &shelf{talk: talk{topics: map[bot.Place]bot.Topic{}}, pages: map[string]bot.Delivery{}, fails: map[string]error{}, feeds: map[string]bot.Feed{}, seen: map[string]bool{}}
}

func withShelf(d *knowledge.Dossier, s *shelf) *bot.Bot {
	return bot.New(d, bot.Options{State: s, Library: s, Feeds: s})
}

const crane = "The old crane of the eastern quay was inspected by Olaf Brandt on 7 March 2031, and it was found to be safe for another ten years."

func TestAnAdministratorAddsAndRemovesSources(t *testing.T) {
	_, d, _ := open(t)
	s := newShelf()
	s.pages["https://wire.example/crane"] = bot.Delivery{Documents: []knowledge.Document{page("https://wire.example/crane", crane)}}
	b := withShelf(d, s)
	say := func(line string) string {
		var out []string
		a := b.Handle(t.Context(), bot.Request{Platform: "terminal", User: "me", Line: line})
		for _, block := range a.Blocks {
			if n, ok := block.(bot.Notice); ok {
				out = append(out, n.Text)
			}
			if q, ok := block.(bot.Quotes); ok && len(q.Quotes) > 0 && !q.Near {
				out = append(out, q.Quotes[0].Citations[0].Text)
			}
		}
		return strings.Join(out, "; ")
	}
	for _, step := range []struct{ line, want string }{
		{"/sources add https://wire.example/crane", "added: https://wire.example/crane"},
		{"/sources add https://wire.example/crane", "unchanged: https://wire.example/crane"},
		{"who inspected the crane?", crane},
		{"/sources add https://wire.example/gone", "https://wire.example/gone: the server answers 404 Not Found"},
		{"/sources remove herald.txt", "That document stands in the dossier's folder."},
		{"/sources remove https://wire.example/crane", "Removed, with all that was read from it: https://wire.example/crane"},
		{"/sources remove https://wire.example/crane", "The dossier has no document called https://wire.example/crane."},
		{"/sources drop x", "/sources does not know “drop”."},
	} {
		if got := say(step.line); got != step.want {
			t.Errorf("%s: got %q, want %q", step.line, got, step.want)
		}
	}
	if len(s.acts) != 2 || s.acts[0].What != "added" || s.acts[1].What != "removed" || s.acts[0].User != "me" {
		t.Errorf("the trail is %+v", s.acts)
	}
	other := b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U1", Line: "/sources add https://wire.example/crane"})
	if other.Err == nil || !strings.Contains(other.Err.Hint, "slack:U1") {
		t.Errorf("somebody else may: %+v", other.Err)
	}
}

func TestFilesThatComeWithALineAreTaken(t *testing.T) {
	_, d, _ := open(t)
	b := withShelf(d, newShelf())
	a := b.Handle(t.Context(), bot.Request{Platform: "terminal", Line: "/sources add", Files: []bot.File{
		{Name: "crane.txt", Open: func(context.Context) ([]byte, error) { return []byte(crane), nil }}}})
	if n, ok := a.Blocks[0].(bot.Notice); !ok || n.Text != "added: crane.txt" {
		t.Errorf("got %+v", a.Blocks)
	}
}

func TestAFileThatCannotBeHadStopsNoOther(t *testing.T) {
	_, d, _ := open(t)
	b := withShelf(d, newShelf())
	fails := func(err error) func(context.Context) ([]byte, error) {
		return func(context.Context) ([]byte, error) { return nil, err }
	}
	a := b.Handle(t.Context(), bot.Request{Platform: "terminal", Line: "/sources add", Files: []bot.File{
		{Name: "plan.gdoc", Open: fails(&bot.UserError{Message: "“plan.gdoc” is kept outside of Slack."})},
		{Name: "map.pdf", Open: fails(errors.New("get https://files.example/xoxb-secret: 500"))},
		{Name: "crane.txt", Open: func(context.Context) ([]byte, error) { return []byte(crane), nil }}}})
	var told []string
	for _, block := range a.Blocks {
		told = append(told, block.(bot.Notice).Text)
	}
	want := []string{"“plan.gdoc” is kept outside of Slack.", "“map.pdf” could not be fetched from where it was uploaded.", "added: crane.txt"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q (%+v)", told, want, a.Err)
	}
}

func TestFeedsAreAskedAgainAndAgain(t *testing.T) {
	_, d, _ := open(t)
	const feed, short, long = "https://news.example/rss", "https://news.example/crane", "https://news.example/vote"
	now := time.Date(2031, 3, 8, 9, 0, 0, 0, time.UTC)
	s := newShelf()
	s.pages[feed] = bot.Delivery{Feed: true, Version: bot.Version{ETag: "1"}, Documents: []knowledge.Document{
		page(short, "Crane inspected."), page(long, strings.Repeat("The council votes on the lease on 12 March 2031. ", 30))}}
	s.pages[short] = bot.Delivery{Documents: []knowledge.Document{page(short, crane)}}
	s.feeds[feed] = bot.Feed{URL: feed, Next: now}
	b := bot.New(d, bot.Options{Now: func() time.Time { return now }, State: s, Library: s, Feeds: s})
	var pauses []time.Duration
	pass := func(d time.Duration) (asked int) {
		before := len(s.asked)
		for end := now.Add(d); now.Before(end); now = now.Add(30 * time.Second) {
			b.AskFeeds(t.Context(), func(d time.Duration) { pauses = append(pauses, d) })
		}
		return len(s.asked) - before
	}
	pass(time.Minute)
	if doc, err := d.Find(t.Context(), short); err != nil || doc.Text != crane {
		t.Errorf("of a summary the page is taken: %q, %v", doc.Text, err)
	}
	if _, err := d.Find(t.Context(), long); err != nil {
		t.Error(err)
	}
	if len(pauses) != 1 || pauses[0] < time.Second {
		t.Errorf("between two questions to one server are pauses %v", pauses)
	}
	if got := pass(time.Hour); got < 2 || got > 3 {
		t.Errorf("asked %d times in an hour, want 2 or 3: what is known is not fetched again", got)
	}
	s.fails[feed] = errors.New("no host has the name news.example")
	if got := pass(24 * time.Hour); got > 8 {
		t.Errorf("a feed that fails was asked %d times in a day", got)
	}
	if f := s.feeds[feed]; f.Trouble == "" || f.Failures < 3 {
		t.Errorf("its trouble is not told: %+v", f)
	}
}

// TestWhatAFeedEditsIsRevised: an item that the feed has with other words is taken
// again, once, and one that an administrator removed does not come back.
func TestWhatAFeedEditsIsRevised(t *testing.T) {
	_, d, _ := open(t)
	const feed, short, long = "https://news.example/rss", "https://news.example/crane", "https://news.example/vote"
	now := time.Date(2031, 3, 8, 9, 0, 0, 0, time.UTC)
	vote := strings.Repeat("The council votes on the lease on 12 March 2031. ", 30)
	s := newShelf()
	holds := func(tag, summary, whole, paged string) {
		s.pages[feed] = bot.Delivery{Feed: true, Version: bot.Version{ETag: tag}, Documents: []knowledge.Document{page(short, summary), page(long, whole)}}
		s.pages[short] = bot.Delivery{Documents: []knowledge.Document{page(short, paged)}}
	}
	s.feeds[feed] = bot.Feed{URL: feed, Next: now}
	b := bot.New(d, bot.Options{Now: func() time.Time { return now }, State: s, Library: s, Feeds: s, Admins: []bot.Person{{Platform: "slack", User: "U1"}}})
	pass := func() {
		for end := now.Add(time.Hour); now.Before(end); now = now.Add(30 * time.Second) {
			b.AskFeeds(t.Context(), func(time.Duration) {})
		}
	}
	text := func(path string) string {
		doc, err := d.Find(t.Context(), path)
		if err != nil {
			return err.Error()
		}
		return doc.Text
	}
	holds("1", "Crane inspected.", vote, crane)
	pass()
	edited := strings.ReplaceAll(vote, "12 March", "19 March")
	holds("2", "Crane inspected. Corrected.", edited, crane+" A bolt was replaced.")
	pass()
	if text(long) != edited || text(short) != crane+" A bolt was replaced." {
		t.Errorf("not revised: %q, %q", text(long), text(short))
	}
	holds("3", "Crane inspected. Corrected twice.", edited, crane)
	s.fails[short] = errors.New("no host has the name news.example")
	pass()
	if text(short) != crane+" A bolt was replaced." {
		t.Errorf("a page that cannot be had left its summary: %q", text(short))
	}
	delete(s.fails, short)
	holds("4", "Crane inspected. Corrected twice.", edited, crane)
	pass()
	if text(short) != crane {
		t.Errorf("a page that could not be had is not asked for again: %q", text(short))
	}
	if a := b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U1", Line: "/sources remove " + long}); a.Err != nil {
		t.Fatal(a.Err)
	}
	holds("5", "Crane inspected. Corrected twice.", vote, crane)
	pass()
	if got := text(long); strings.Contains(got, "council") {
		t.Errorf("what was removed came back: %q", got)
	}
}

// TestASummaryWaitsForItsPage: what a feed held when it was added came in at once,
// and its pages follow.
func TestASummaryWaitsForItsPage(t *testing.T) {
	_, d, _ := open(t)
	const feed, short = "https://news.example/rss", "https://news.example/crane"
	now := time.Date(2031, 3, 8, 9, 0, 0, 0, time.UTC)
	s := newShelf()
	s.pages[feed] = bot.Delivery{Feed: true, Version: bot.Version{ETag: "1"}, Documents: []knowledge.Document{page(short, "Crane inspected.")}}
	s.pages[short] = bot.Delivery{Documents: []knowledge.Document{page(short, crane)}}
	b := bot.New(d, bot.Options{Now: func() time.Time { return now }, State: s, Library: s, Feeds: s, Admins: []bot.Person{{Platform: "slack", User: "U1"}}})
	if a := b.Handle(t.Context(), bot.Request{Platform: "slack", User: "U1", Line: "/sources add " + feed}); a.Err != nil {
		t.Fatal(a.Err)
	}
	for end := now.Add(time.Hour); now.Before(end); now = now.Add(30 * time.Second) {
		b.AskFeeds(t.Context(), func(time.Duration) {})
	}
	if doc, err := d.Find(t.Context(), short); err != nil || doc.Text != crane {
		t.Errorf("%q, %v", doc.Text, err)
	}
}

// TestAllSummariesGetTheirPages: where a feed has more than are fetched at a time, the
// others follow, also where the server would say that the feed has not changed.
func TestAllSummariesGetTheirPages(t *testing.T) {
	_, d, _ := open(t)
	const feed, count = "https://news.example/rss", 60
	now := time.Date(2031, 3, 8, 9, 0, 0, 0, time.UTC)
	s := newShelf()
	got := bot.Delivery{Feed: true, Version: bot.Version{ETag: "1"}}
	for i := range count {
		at := fmt.Sprintf("https://news.example/%d", i)
		got.Documents = append(got.Documents, page(at, fmt.Sprintf("Crane %d inspected.", i)))
		s.pages[at] = bot.Delivery{Documents: []knowledge.Document{page(at, fmt.Sprintf("Crane %d was inspected by Olaf Brandt on 7 March 2031, and found to be safe.", i))}}
	}
	s.pages[feed] = got
	s.feeds[feed] = bot.Feed{URL: feed, Next: now}
	b := bot.New(d, bot.Options{Now: func() time.Time { return now }, State: s, Library: s, Feeds: s})
	for end := now.Add(2 * time.Hour); now.Before(end); now = now.Add(30 * time.Second) {
		b.AskFeeds(t.Context(), func(time.Duration) {})
	}
	for i := range count {
		doc, err := d.Find(t.Context(), fmt.Sprintf("https://news.example/%d", i))
		if err != nil || !strings.Contains(doc.Text, "Olaf Brandt") {
			t.Errorf("item %d: %q, %v", i, doc.Text, err)
		}
	}
	if len(s.asked) > count+8 {
		t.Errorf("asked %d times for %d pages", len(s.asked), count)
	}
}
