package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	page, err := markdownPage([]byte(body), strings.Count(text, "\n")-strings.Count(body, "\n"))
	if err != nil {
		return content{}, fmt.Errorf("it cannot be read as Markdown: %w", err)
	}
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return content{}, fmt.Errorf("it cannot be read as Markdown: %w", err)
	}
	dropNoteMarks(root)
	c := content{encoding: encoding}
	c.text, c.lines = linedText(root)
	c.declare(matter, "front matter")
	return c, nil
}

// cutMatter splits the names and values between two rules off the beginning of a
// text. Where they are no YAML, they are part of the text.
func cutMatter(text string) (map[string]string, string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	m := matterRules.FindStringSubmatch(text)
	if m == nil {
		return nil, text
	}
	body := text[len(m[0]):]
	if m[2] != "" {
		return tomlValues(m[2]), body
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(m[1]), &values); err != nil {
		return nil, text
	}
	matter := map[string]string{}
	for name, v := range values {
		matter[strings.ToLower(name)] = matterText(v)
	}
	return matter, body
}

// matterRules finds names and values at the beginning of a text: YAML between rules
// of hyphens, which points may end, or TOML between rules of plus signs.
var matterRules = regexp.MustCompile(`^(?s:---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$))`)

// matterText is the text of a value: of one that has parts the name, of several the
// first.
func matterText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case map[string]any:
		return matterText(v["name"])
	case []any:
		if len(v) == 0 {
			return ""
		}
		return matterText(v[0])
	case time.Time:
		return v.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

var tomlLine = regexp.MustCompile(`^([A-Za-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([0-9][^#\n]*))`)

// tomlValues reads lines that give a name one text or date; of other lines nothing
// is needed.
func tomlValues(head string) map[string]string {
	matter := map[string]string{}
	for line := range strings.Lines(head) {
		if strings.HasPrefix(line, "[") {
			break // the names of a table are its own
		}
		if m := tomlLine.FindStringSubmatch(line); m != nil {
			matter[strings.ToLower(m[1])] = strings.TrimSpace(m[2] + m[3] + m[4])
		}
	}
	return matter
}

// dropNoteMarks takes out the numbers that stand for notes, and the ways back from
// them: behind a word they would become part of a quotation.
func dropNoteMarks(root *html.Node) {
	var drop []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.A && (hasAttr(n, "class", "footnote-ref") || hasAttr(n, "class", "footnote-backref")) {
			drop = append(drop, n)
		}
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
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
