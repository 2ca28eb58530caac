package ingest

import (
	"cmp"
	"encoding/json"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
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
	base     string
	times    []string // of <time datetime>: those that say they are of publication, those of the page's own part, the others
	language string
}

// linkedData is the part of a JSON-LD object about an article that is used here.
type linkedData struct {
	headline, published, modified, publisher, url string
	article                                       bool // it says that it is one
}

// declarations collects what a page says of itself.
func declarations(root *html.Node) declared {
	d := declared{meta: map[string]string{}}
	var own, others []string
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
				switch {
				case strings.EqualFold(attr(n, "itemprop"), "datePublished") || hasKey(n, "pubdate"):
					d.times = append(d.times, at)
				case standsInArticle(n):
					own = append(own, at)
				default:
					others = append(others, at)
				}
			}
		case atom.Base:
			d.base = attr(n, "href")
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				d.readLinked(n.FirstChild.Data)
			}
		}
	}
	d.times = slices.Concat(d.times, own, others)
	return d
}

// standsInArticle reports whether a node is of the page's own part: what an article
// leads on to, and what stands beside it, is not.
func standsInArticle(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		switch {
		case surroundings[a.DataAtom] || a.DataAtom == atom.Li || hasClass(a, "related"):
			return false
		case a.DataAtom == atom.Article || a.DataAtom == atom.Main:
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasKey(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
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
		names := map[string]string{}
		nameLinked(v, names, 0)
		d.addLinked(v, names, 0)
	}
}

// nameLinked collects the names of what others refer to by its id.
func nameLinked(v any, names map[string]string, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			nameLinked(x, names, depth+1)
		}
	case map[string]any:
		nameLinked(v["@graph"], names, depth+1)
		id, _ := v["@id"].(string)
		if name, ok := v["name"].(string); ok && id != "" {
			names[id] = linkedText(name)
		}
	}
}

// addLinked looks for objects about an article, also in lists and graphs.
func (d *declared) addLinked(v any, names map[string]string, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			d.addLinked(x, names, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			d.addLinked(graph, names, depth+1)
		}
		if v["datePublished"] == nil && v["headline"] == nil {
			return
		}
		publisher := linkedText(v["publisher"])
		if name := names[publisher]; name != "" {
			publisher = name
		}
		d.linked = append(d.linked, linkedData{
			headline: linkedText(v["headline"]), published: linkedText(v["datePublished"]), modified: linkedText(v["dateModified"]),
			publisher: publisher, url: linkedText(firstOf(v["mainEntityOfPage"], v["url"])), article: isLinkedArticle(v["@type"]),
		})
	}
}

// isLinkedArticle reports whether a type, or one of several, is that of an article.
func isLinkedArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.Contains(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "Report"
	case []any:
		return slices.ContainsFunc(kind, isLinkedArticle)
	}
	return false
}

// likeliest puts first what tells most likely of the page itself, and not of
// articles that it leads on to: what has the page's address or its headline, then
// what says that it is an article.
func (d *declared) likeliest() {
	page := cmp.Or(d.meta["og:url"], d.canon)
	score := func(l linkedData) int {
		n := 0
		if l.url != "" && (l.url == page || l.url == d.canon || strings.HasSuffix(l.url, "/"+strings.TrimLeft(d.canon, "/")) && d.canon != "") {
			n += 4
		}
		if l.headline != "" && (l.headline == d.heading || strings.Contains(d.title, l.headline)) {
			n += 4
		}
		if l.article {
			n++
		}
		return n
	}
	slices.SortStableFunc(d.linked, func(a, b linkedData) int { return score(b) - score(a) })
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
	d.likeliest()
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
	c.standsAt(resolved(d.canon, cmp.Or(d.base, d.meta["og:url"])))
	c.standsAt(d.meta["og:url"])
	c.canon = d.canon
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
	if c.url == "" && isURL(address) && !isHome(address) {
		c.url = address
	}
}

// isHome reports whether an address is that of a whole site: templates give it to
// every page.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}

// resolved is an address that is given by where it lies from another; empty where
// that is none.
func resolved(address, from string) string {
	base, err := url.Parse(from)
	if err != nil || address == "" || !isURL(from) {
		return ""
	}
	u, err := base.Parse(address)
	if err != nil {
		return ""
	}
	return u.String()
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
