package ingest

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"attache/knowledge"
)

// readPage reads the text of a page of the web: the article where there is one,
// else all but what surrounds every page of a site.
func readPage(raw []byte) (content, error) {
	text, encoding, err := decodePage(raw)
	if err != nil {
		return content{}, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return content{}, fmt.Errorf("it cannot be read as HTML: %w", err)
	}
	c := content{encoding: encoding}
	d := declarations(root)
	d.apply(&c)
	dropOffers(root)
	c.text = article(root, c.url, c.title.Value)
	if c.text == "" {
		return content{}, errNoText
	}
	return c, nil
}

// decodePage decodes a page by its mark, by what it says of its encoding, or like
// any other text.
func decodePage(raw []byte) (text, encoding string, err error) {
	if utf8.Valid(raw) {
		return Decode(raw)
	}
	e, name, certain := charset.DetermineEncoding(raw[:min(len(raw), 1024)], "")
	if !certain || name == "utf-8" {
		return Decode(raw)
	}
	return decodeWith(e, raw, name)
}

// leastArticle is the length in bytes below which what was found to be the article
// is held against the whole page: a page of cards and tables has none.
const leastArticle = 250

// article is the text of the article of a page, under its title.
func article(root *html.Node, address, title string) string {
	whole := textOf(withoutSurroundings(root))
	page, err := url.Parse(address)
	if err != nil || address == "" {
		page = nil
	}
	text := ""
	if found, err := readability.FromDocument(clone(root), page); err == nil && found.Node != nil {
		text = textOf(found.Node)
	}
	// An article that leaves out most of a page's own part is one card of many.
	if len(text) < leastArticle || 3*len(text) < len(whole) {
		text = whole
	}
	if text == "" || title == "" || strings.Contains(text[:min(len(text), 600)], title) {
		return text
	}
	return "# " + knowledge.OneLine(title) + "\n\n" + text
}

// surroundings are elements that hold what every page of a site has.
var surroundings = map[atom.Atom]bool{atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Dialog: true, atom.Menu: true}

// withoutSurroundings is a copy of the page's main part, else of its body, without
// navigation, footer and the like.
func withoutSurroundings(root *html.Node) *html.Node {
	main := clone(root)
	for n := range main.Descendants() {
		if n.DataAtom == atom.Main || hasAttr(n, "role", "main") {
			main = n
			break
		}
	}
	var drop []*html.Node
	for n := range main.Descendants() {
		if surroundings[n.DataAtom] || hasAttr(n, "role", "navigation") || hasAttr(n, "role", "banner") || hasAttr(n, "role", "contentinfo") {
			drop = append(drop, n)
		}
	}
	for _, n := range drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return main
}

// offers are words of classes and ids of blocks that ask readers for something, on
// every page of a site.
var offers = []string{"cookie", "cookies", "consent", "gdpr", "newsletter", "signup", "subscribe", "paywall"}

// largestOffer is the length in bytes of what such a block says at most.
const largestOffer = 1500

// dropOffers takes out blocks that ask readers to agree, to subscribe or to sign up.
// A class of the whole page or of its article says no such thing.
func dropOffers(root *html.Node) {
	var drop []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Main || n.DataAtom == atom.Article {
			continue
		}
		if hasClass(n, offers...) && len(innerText(n)) <= largestOffer && !holdsArticle(n) {
			drop = append(drop, n)
		}
	}
	for _, n := range drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// holdsArticle reports whether the page's own heading or its article lies in the node.
func holdsArticle(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 || d.DataAtom == atom.Article {
			return true
		}
	}
	return false
}

// hasClass reports whether the class or the id of an element has one of the words.
func hasClass(n *html.Node, words ...string) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(a.Val), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if slices.Contains(words, word) {
				return true
			}
		}
	}
	return false
}

func hasAttr(n *html.Node, key, value string) bool {
	for _, a := range n.Attr {
		if a.Key == key && strings.EqualFold(a.Val, value) {
			return true
		}
	}
	return false
}

// clone copies a tree, since finding the article takes it apart.
func clone(n *html.Node) *html.Node {
	var page bytes.Buffer
	if err := html.Render(&page, n); err != nil {
		return n
	}
	copied, err := html.Parse(&page)
	if err != nil {
		return n
	}
	return copied
}
