package ingest

import (
	"encoding/json"
	"net/mail"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"

	"attache/knowledge"
)

// declared is what a page says of itself, by where it says so. The places are the
// words that a reader is told.
type declared struct {
	linked   []linkedData
	meta     map[string]string // by name or property
	title    string
	heading  string
	canon    string
	times    []string // of <time datetime>
	language string
}

// linkedData is the part of a JSON-LD object about an article that is used here.
type linkedData struct {
	headline, published, modified, publisher, url string
}

// declarations collects what a page says of itself.
func declarations(root *html.Node) declared {
	d := declared{meta: map[string]string{}}
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			d.language = attr(n, "lang")
		case atom.Meta:
			name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop"))
			if d.meta[name] == "" {
				d.meta[name] = strings.TrimSpace(attr(n, "content"))
			}
		case atom.Title:
			if d.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
				d.title = innerText(n)
			}
		case atom.H1:
			if d.heading == "" {
				d.heading = innerText(n)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				d.canon = attr(n, "href")
			}
		case atom.Time:
			if at := attr(n, "datetime"); at != "" {
				d.times = append(d.times, at)
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				d.readLinked(n.FirstChild.Data)
			}
		}
	}
	return d
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return knowledge.OneLine(b.String())
}

// readLinked reads one script of JSON-LD. What is broken says nothing.
func (d *declared) readLinked(script string) {
	var v any
	if err := json.Unmarshal([]byte(script), &v); err == nil {
		d.addLinked(v, 0)
	}
}

// addLinked looks for objects about an article, also in lists and graphs.
func (d *declared) addLinked(v any, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			d.addLinked(x, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			d.addLinked(graph, depth+1)
		}
		if v["datePublished"] == nil && v["headline"] == nil {
			return
		}
		d.linked = append(d.linked, linkedData{
			headline: linkedText(v["headline"]), published: linkedText(v["datePublished"]), modified: linkedText(v["dateModified"]),
			publisher: linkedText(v["publisher"]), url: linkedText(firstOf(v["mainEntityOfPage"], v["url"])),
		})
	}
}

func firstOf(values ...any) any {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

// linkedText is the text of a value, or the name or id of an object.
func linkedText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			return linkedText(v[0])
		}
	case map[string]any:
		return linkedText(firstOf(v["name"], v["@id"]))
	}
	return ""
}

// apply fills the content with what the page declares.
func (d *declared) apply(c *content) {
	for _, l := range d.linked {
		c.entitled(l.headline, "JSON-LD")
		c.publishedBy(l.publisher, "JSON-LD")
		c.dated(l.published, "JSON-LD")
		c.standsAt(l.url)
	}
	c.entitled(d.meta["og:title"], "OpenGraph")
	c.entitled(d.heading, "heading")
	c.entitled(d.title, "title of the page")
	c.publishedBy(d.meta["og:site_name"], "OpenGraph")
	c.publishedBy(d.meta["application-name"], "meta tag")
	c.dated(d.meta["article:published_time"], "OpenGraph")
	for _, name := range []string{"date", "datepublished", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date"} {
		c.dated(d.meta[name], "meta tag")
	}
	for _, at := range d.times {
		c.dated(at, "time tag")
	}
	for _, l := range d.linked {
		c.dated(l.modified, "JSON-LD, modified")
	}
	c.standsAt(d.canon)
	c.standsAt(d.meta["og:url"])
	c.speaks(d.language)
}

// entitled takes the first title that is found. The name of the site behind it is
// no part of it.
func (c *content) entitled(title, from string) {
	title = knowledge.OneLine(title)
	if name, site := cutSite(title); looksLikeOutlet(site) {
		title = name
	}
	if title != "" && c.title.Value == "" {
		c.title = knowledge.Found{Value: title, From: from}
	}
}

func (c *content) publishedBy(name, from string) {
	if name = knowledge.OneLine(name); name != "" && !isURL(name) && c.publisher.Value == "" {
		c.publisher = knowledge.Found{Value: name, From: from}
	}
}

func (c *content) standsAt(address string) {
	if c.url == "" && isURL(address) {
		c.url = address
	}
}

// speaks takes the language that a page is marked with.
func (c *content) speaks(tag string) {
	t, err := language.Parse(tag)
	if err != nil {
		return
	}
	if base, confidence := t.Base(); confidence >= language.High {
		c.language = base.String()
	}
}

var isoDate = regexp.MustCompile(`^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$`)

// dated adds a date of publication. It is the day in the time zone that the date
// is written in: the day that readers there saw.
func (c *content) dated(value, from string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	var date knowledge.Date
	if m := isoDate.FindStringSubmatch(value); m != nil {
		date = day(m[1], number(m[2]), m[3])
	} else if at, err := mail.ParseDate(value); err == nil {
		date = knowledge.Today(at)
	} else if len(value) <= lineAtMost {
		if found := newHead("", value).datesIn(value); len(found) > 0 {
			date = found[0].date
		}
	}
	c.published = append(c.published, knowledge.FoundDate{Value: date, From: from})
}
