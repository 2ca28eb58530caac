package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"attache/knowledge"
)

// readMarkdown reads the text of a Markdown file as a reader sees it: without the
// signs of emphasis and the addresses of links. Names and values before the text
// say what it is.
func readMarkdown(raw []byte) (content, error) {
	text, encoding, err := Decode(raw)
	if err != nil {
		return content{}, err
	}
	text = strings.TrimPrefix(text, "\ufeff")
	matter, body := cutMatter(text)
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(body), &page); err != nil {
		return content{}, fmt.Errorf("it cannot be read as Markdown: %w", err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		return content{}, fmt.Errorf("it cannot be read as Markdown: %w", err)
	}
	c := content{text: textOf(root), encoding: encoding}
	c.declare(matter, "front matter")
	return c, nil
}

// cutMatter splits the names and values between two rules off the beginning of a
// text. Where they are no YAML, they are part of the text.
func cutMatter(text string) (map[string]string, string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.HasPrefix(text, "---\n") {
		return nil, text
	}
	head, body, found := strings.Cut(text[4:], "\n---\n")
	if !found {
		return nil, text
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(head), &values); err != nil {
		return nil, text
	}
	matter := map[string]string{}
	for name, v := range values {
		matter[strings.ToLower(name)] = fmt.Sprint(v)
	}
	return matter, body
}

// declare takes what names and values say of the document.
func (c *content) declare(values map[string]string, from string) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v := strings.TrimSpace(values[name])
		if v == "" {
			continue
		}
		switch name {
		case "title", "headline":
			c.title = knowledge.Found{Value: knowledge.OneLine(v), From: from}
		case "publisher", "source", "outlet", "site":
			c.publisher = knowledge.Found{Value: knowledge.OneLine(v), From: from}
		case "published", "date", "publication date":
			c.dated(v, from)
		case "url", "link", "canonical":
			if isURL(v) {
				c.url = v
			}
		case "lang", "language":
			c.speaks(v)
		}
	}
}
