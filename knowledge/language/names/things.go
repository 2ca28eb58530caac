package names

import (
	_ "embed" // the lists of other names
	"strings"
	"sync"
)

//go:embed data/aliases.txt
var aliasesText string

// aliases maps the folded name of an organisation or a place to its group.
type aliases struct {
	group  map[Kind]map[string]int
	groups map[Kind][][]string // the names as they are written, the fullest first
}

var sameThings = sync.OnceValue(loadAliases)

func loadAliases() *aliases {
	a := &aliases{
		group:  map[Kind]map[string]int{Organisation: {}, Place: {}},
		groups: map[Kind][][]string{},
	}
	kind := Place
	for line := range strings.Lines(aliasesText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line == "[place]":
			kind = Place
		case line == "[organisation]":
			kind = Organisation
		default:
			group := strings.Split(line, "|")
			for _, name := range group {
				a.group[kind][thingKey(name)] = len(a.groups[kind])
			}
			a.groups[kind] = append(a.groups[kind], group)
		}
	}
	return a
}

// thingKey is the name of an organisation or a place as it is compared: without
// article, legal form and accents.
func thingKey(name string) string {
	words := strings.Fields(plainWords(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for i, w := range words {
		if s, ok := britishSpellings[w]; ok {
			words[i] = s
		}
	}
	return strings.Join(words, " ")
}

var legalForms = set("inc corp corporation ltd limited co company plc llc llp gmbh ag sa spa nv incorporated")

// britishSpellings maps words that organisations are spelt with both ways.
var britishSpellings = map[string]string{
	"organisation": "organization", "defence": "defense", "centre": "center", "labour": "labor", "programme": "program",
	"theatre": "theater", "cooperation": "co operation", "saint": "st", "mount": "mt", "fort": "ft", "and": "&",
}

func compareThings(a, b string, kind Kind) Relation {
	x, y := thingKey(a), thingKey(b)
	if x == "" || y == "" {
		return Different
	}
	if x == y || Key(x) == Key(y) && len(x) > 4 {
		return Same
	}
	known := sameThings()
	if g, ok := known.group[kind][x]; ok {
		if h, ok := known.group[kind][y]; ok {
			if g == h {
				return Same
			}
			return Different
		}
	}
	if kind == Place {
		return Different
	}
	if abbreviates(a, b) || abbreviates(b, a) {
		return Same
	}
	if strings.HasPrefix(y, x+" ") || strings.HasPrefix(x, y+" ") || strings.HasSuffix(y, " "+x) || strings.HasSuffix(x, " "+y) {
		return Compatible
	}
	return Different
}

// isAcronym reports whether a name is one word of three and more capitals.
func isAcronym(name string) bool {
	capitals := 0
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			capitals++
		case c != '.':
			return false
		}
	}
	return capitals > 2
}

// abbreviates reports whether short is made of the first letters of long:
// "NSDC" of "National Security and Defense Council".
func abbreviates(short, long string) bool {
	if !isAcronym(short) {
		return false
	}
	short = strings.ReplaceAll(short, ".", "")
	var all, capitals strings.Builder
	n := 0
	for _, w := range strings.FieldsFunc(long, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '\n' }) {
		n++
		all.WriteByte(w[0] &^ 0x20)
		if w[0] >= 'A' && w[0] <= 'Z' {
			capitals.WriteByte(w[0])
		}
	}
	return n > 1 && (capitals.String() == short || all.String() == short)
}
