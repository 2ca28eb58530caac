package discord

import (
	"fmt"
	"regexp"
	"strings"
)

// reading is what a person sees of a text that Discord draws.
type reading struct {
	text  string   // without the markup
	marks []string // what the markup did, in order: "bold", "quote", "link URL", …
}

// read draws a text as Discord does, by rules taken from what its client is known
// to do. It is written apart from escape, and knows more markup than the adapter
// uses.
func read(text string) reading {
	r := &reading{}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.text += "\n"
		}
		r.line(line)
	}
	return *r
}

var opening = []struct {
	name string
	re   *regexp.Regexp
}{
	{"quote", regexp.MustCompile(`^ *>(?:>>)? `)},
	{"heading", regexp.MustCompile(`^ *#{1,3} +`)},
	{"small", regexp.MustCompile(`^ *-# +`)},
	{"list", regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+`)},
}

func (r *reading) line(line string) {
	for _, o := range opening {
		if m := o.re.FindString(line); m != "" {
			r.marks = append(r.marks, o.name)
			r.line(line[len(m):])
			return
		}
	}
	r.inline(line)
}

var inlines = []struct {
	name string
	re   *regexp.Regexp
}{
	{"code", regexp.MustCompile("^(?:```.+?```|``.+?``|`.+?`)")},
	{"link", regexp.MustCompile(`^\[((?:\[[^\]]*\]|[^\[\]])*)\]\(\s*<?([^\s\\<>]+?|\S*?)>?(?:\s+['"].*?['"])?\s*\)`)},
	{"mention", regexp.MustCompile(`^(?i:@everyone|@here)`)},
	{"mention", regexp.MustCompile(`^<(?:@[!&]?|#)\d+>`)},
	{"mention", regexp.MustCompile(`^</[^:>]+:\d+>`)},
	{"mention", regexp.MustCompile(`^<id:\w+>`)},
	{"emoji", regexp.MustCompile(`^<a?:\w+:\d+>`)},
	{"emoji", regexp.MustCompile(`^:[\w+-]+:`)},
	{"time", regexp.MustCompile(`^<t:-?\d+(?::\w)?>`)},
	{"auto link", regexp.MustCompile(`^<[^: >]+:/?[^ >]+>`)},
	{"auto link", regexp.MustCompile(`^(?:https?|steam|discord)://[^\s<]+`)},
	{"auto link", regexp.MustCompile(`^mailto:\S+`)},
	{"bold", regexp.MustCompile(`^\*\*((?:\\.|[^\\])+?)\*\*`)},
	{"underlined", regexp.MustCompile(`^__((?:\\.|[^\\])+?)__`)},
	{"italic", regexp.MustCompile(`^\*((?:\\.|[^\\*])+?)\*`)},
	{"italic", regexp.MustCompile(`^_((?:__|\\.|[^\\_])+?)_\b`)},
	{"struck", regexp.MustCompile(`^~~((?:\\.|[^\\])+?)~~`)},
	{"spoiler", regexp.MustCompile(`^\|\|((?:\\.|[^\\])+?)\|\|`)},
}

var (
	backslash = regexp.MustCompile(`^\\[^0-9A-Za-z\s]`)
	plain     = regexp.MustCompile(`^(?:[0-9A-Za-z]+|[\s\x{80}-\x{10ffff}]+)`)
	scheme    = regexp.MustCompile(`^\w+:`)
)

func (r *reading) inline(text string) {
	for text != "" {
		if escaped := backslash.FindString(text); escaped != "" {
			r.text += escaped[1:]
			text = text[len(escaped):]
			continue
		}
		word := plain.FindString(text)
		if word == "" || scheme.MatchString(text) {
			if n := r.markup(text); n > 0 {
				text = text[n:]
				continue
			}
		}
		word = text[:max(len(word), 1)]
		r.text += word
		text = text[len(word):]
	}
}

func (r *reading) markup(text string) int {
	for _, i := range inlines {
		m := i.re.FindStringSubmatch(text)
		switch {
		case m == nil:
			continue
		case i.name == "link":
			r.marks = append(r.marks, fmt.Sprintf("link %s", m[2]))
			r.inline(m[1])
		case len(m) > 1:
			r.marks = append(r.marks, i.name)
			r.inline(m[1])
		default:
			r.marks = append(r.marks, i.name)
			r.text += strings.Trim(m[0], "`")
		}
		return len(m[0])
	}
	return 0
}
