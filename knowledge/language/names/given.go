package names

import (
	_ "embed" // the lists of given names
	"encoding/json"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/nicknames.jsonl
var nicknamesText string

//go:embed data/equivalents.txt
var equivalentsText string

// equivalents tells which words of names stand for each other.
type equivalents struct {
	given  map[string][]int           // key of a given name → its groups
	family map[string]int             // key of a family name → its group
	nick   map[string]map[string]bool // key of a given name → keys of its short forms
}

var alike = sync.OnceValue(loadEquivalents)

func loadEquivalents() *equivalents {
	e := &equivalents{given: map[string][]int{}, family: map[string]int{}, nick: map[string]map[string]bool{}}
	group := 0
	for line := range strings.Lines(equivalentsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		group++
		if rest, ok := strings.CutPrefix(line, "="); ok {
			for w := range strings.FieldsSeq(rest) {
				e.family[Key(w)] = group
			}
			continue
		}
		for w := range strings.FieldsSeq(line) {
			k := Key(w)
			e.given[k] = append(e.given[k], group)
		}
	}
	for line := range strings.Lines(nicknamesText) {
		var n struct {
			Name      string   `json:"name"`
			Nicknames []string `json:"nicknames"`
		}
		if json.Unmarshal([]byte(line), &n) != nil {
			continue
		}
		k := Key(n.Name)
		if e.nick[k] == nil {
			e.nick[k] = map[string]bool{}
		}
		for _, nick := range n.Nicknames {
			e.nick[k][Key(nick)] = true
		}
	}
	return e
}

// sameGiven reports whether two given names, as keys, can be one person's.
func (e *equivalents) sameGiven(a, b string) bool {
	if a == b || e.nick[a][b] || e.nick[b][a] {
		return true
	}
	for _, x := range e.given[a] {
		for _, y := range e.given[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}

// familyKey is the key that all spellings of a family name share.
func (e *equivalents) familyKey(key string) string {
	if n, ok := e.family[key]; ok {
		return "=" + strconv.Itoa(n)
	}
	return key
}

// sameFamily reports whether two family names, as keys, are spellings of one.
func (e *equivalents) sameFamily(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := e.family[a]
	return ok && x == e.family[b]
}

// givenKeys are the keys of the listed given names.
var givenKeys = sync.OnceValue(func() map[string]bool {
	keys := make(map[string]bool, 20_000)
	for line := range strings.Lines(givenText) {
		keys[keyWord(strings.TrimSpace(line))] = true
	}
	return keys
})
