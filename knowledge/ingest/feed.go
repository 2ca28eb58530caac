package ingest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html"

	"attache/knowledge"
)

// maxItems is how many items of a feed are read. Feeds have a few dozen.
const maxItems = 5000

// readFeed reads the items of a feed, each as a document.
func readFeed(raw []byte) ([]content, error) {
	kind := gofeed.DetectFeedType(bytes.NewReader(raw))
	if kind == gofeed.FeedTypeUnknown || kind == gofeed.FeedTypeJSON && !bytes.Contains(raw, []byte("jsonfeed.org")) {
		return nil, errors.New("it is no feed: neither RSS nor Atom nor JSON Feed")
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	feed, err := parser.Parse(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("it is broken: it cannot be read as a feed (%w)", err)
	}
	if len(feed.Items) > maxItems {
		return nil, fmt.Errorf("it has %d items; at most %d are read", len(feed.Items), maxItems)
	}
	var out []content
	for i, item := range feed.Items {
		c := feedItem(item)
		c.publishedBy(itemSource(feed, i), "source of the item")
		c.publishedBy(feed.Title, "title of the feed")
		c.speaks(feed.Language)
		if c.text != "" {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("it is a feed without items")
	}
	return out, nil
}

// feedItem is one item: its title, and the longer of its texts.
func feedItem(item *gofeed.Item) content {
	c := content{encoding: "utf-8", name: cmp.Or(item.Link, item.GUID, item.Title)}
	c.entitled(fragment(item.Title), "title of the item")
	c.dated(item.Published, "date of the item")
	c.dated(item.Updated, "date of the item, updated")
	c.standsAt(item.Link)
	text := fragment(item.Content)
	if short := fragment(item.Description); len(short) > len(text) {
		text = short
	}
	if c.title.Value != "" && !strings.HasPrefix(text, c.title.Value) {
		text = strings.TrimSpace("# " + c.title.Value + "\n\n" + text)
	}
	c.text = text
	return c
}

// fragment is the text of a piece of HTML, as feeds carry it.
func fragment(s string) string {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return knowledge.OneLine(s)
	}
	return textOf(root)
}

// itemSource is whom an item of an RSS feed names as its source: collections of
// others' reports do.
func itemSource(feed *gofeed.Feed, i int) string {
	original, ok := feed.OriginalFeed().(*rss.Feed)
	if !ok || i >= len(original.Items) || original.Items[i].Source == nil {
		return ""
	}
	return original.Items[i].Source.Title
}
