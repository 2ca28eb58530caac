package ingest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html"

	"attache/knowledge"
)

// maxItems is how many items of a feed are read. Feeds have a few dozen.
const maxItems = 5000

// readFeed reads the items of a feed, each as a document.
func readFeed(raw []byte) ([]content, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")) // the reader of JSON knows no mark
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
	taken := map[string]bool{}
	for i, item := range feed.Items {
		c := feedItem(item)
		c.publishedBy(itemSource(feed, i), "source of the item")
		c.publishedBy(feed.Title, "title of the feed")
		c.speaks(feed.Language)
		if !isText(c.text) {
			continue
		}
		// What has no name of its own is named by its text: its place in the feed changes.
		if c.name == "" || taken[c.name] {
			c.name = fmt.Sprintf("%s #%.4x", cmp.Or(c.name, feed.Link, feed.Title, "item"), sha256.Sum256([]byte(c.text)))
		}
		if taken[c.name] {
			continue
		}
		taken[c.name] = true
		out = append(out, c)
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
	if !markup.MatchString(s) {
		return plainLines(s)
	}
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return knowledge.OneLine(s)
	}
	return textOf(root)
}

// markup finds what makes a text HTML.
var markup = regexp.MustCompile(`</?[a-zA-Z]|<!|&[a-zA-Z#][a-zA-Z0-9]*;`)

// blankLine parts the paragraphs of a text that is no HTML.
var blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// plainLines is a text that is no HTML, each paragraph a line.
func plainLines(s string) string {
	var out []string
	for _, paragraph := range blankLine.Split(s, -1) {
		if line := knowledge.OneLine(paragraph); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// itemSource is whom an item of a feed names as its source: collections of
// others' reports do.
func itemSource(feed *gofeed.Feed, i int) string {
	switch original := feed.OriginalFeed().(type) {
	case *rss.Feed:
		if i < len(original.Items) && original.Items[i].Source != nil {
			return original.Items[i].Source.Title
		}
	case *atom.Feed:
		if i < len(original.Entries) && original.Entries[i].Source != nil {
			return fragment(original.Entries[i].Source.Title)
		}
	}
	return ""
}
