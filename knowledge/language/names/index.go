package names

import (
	"slices"
	"sort"
	"strings"
)

// index answers questions about the entities of a catalogue.
type index struct {
	entities []*Entity
	byID     map[string]*Entity
	of       map[Ref]*Entity
	exact    map[string][]int // key of a whole name → entities
	words    []indexed        // key of each word of a name, sorted
	written  []indexed        // each word of a name as it is written, folded, sorted
	roles    map[string][]int // word of a role → entities
	byForm   map[string][]int // first letters of an organisation's name → entities
}

// indexed is a word and the entities that have it, in their order.
type indexed struct {
	word string
	ids  []int
}

func newIndex(entities []*Entity, a Aliases) *index {
	x := &index{
		entities: entities, byID: make(map[string]*Entity, len(entities)), of: map[Ref]*Entity{},
		exact: map[string][]int{}, roles: map[string][]int{}, byForm: map[string][]int{},
	}
	words, written := map[string][]int{}, map[string][]int{}
	for id, e := range entities {
		x.byID[e.ID] = e
		for _, r := range e.Mentions {
			x.of[r] = e
		}
		for _, v := range x.namesOf(e, a) {
			put(x.exact, Key(v), id)
			if e.Kind != Person {
				put(x.exact, "="+thingKey(v), id)
			}
			for _, w := range strings.Fields(plainWords(v)) {
				if nameParticles[w] && len(w) < 4 {
					continue
				}
				put(words, keyWord(w), id)
				put(written, w, id)
			}
			if form := firstLetters(v); e.Kind == Organisation && len(form) > 1 {
				put(x.byForm, form, id)
			}
		}
		for _, role := range e.Roles {
			for _, w := range roleWords(role) {
				put(x.roles, w, id)
			}
		}
	}
	x.words, x.written = sorted(words), sorted(written)
	return x
}

// namesOf are the names an entity is found by: those in the texts, the keeper's
// aliases, and what the organisation or place is commonly called besides.
func (x *index) namesOf(e *Entity, a Aliases) []string {
	out := append([]string{e.Name}, e.Variants...)
	for _, group := range a.Same {
		if sharesName(group, e) {
			out = append(out, group...)
		}
	}
	if e.Kind != Person {
		known := sameThings()
		for _, v := range out {
			if n, ok := known.group[e.Kind][thingKey(v)]; ok {
				return append(out, known.groups[e.Kind][n]...)
			}
		}
	}
	return out
}

func sharesName(group []string, e *Entity) bool {
	for _, name := range group {
		for _, v := range e.Variants {
			if fold(name) == fold(v) {
				return true
			}
		}
	}
	return false
}

func put(m map[string][]int, key string, id int) {
	ids := m[key]
	if key == "" || len(ids) > 0 && ids[len(ids)-1] == id {
		return
	}
	m[key] = append(ids, id)
}

func sorted(m map[string][]int) []indexed {
	out := make([]indexed, 0, len(m))
	for w, ids := range m {
		out = append(out, indexed{w, ids})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].word < out[j].word })
	return out
}

// firstLetters is the acronym of a name of several words, lower case.
func firstLetters(name string) string {
	words := strings.Fields(plainWords(name))
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		if !smallWords[w] {
			b.WriteByte(w[0])
		}
	}
	return b.String()
}

var smallWords = set("the of and for in on to a an at by with from s")

// roleWords are the words of a role that a question can name it by, folded and
// without a plural or possessive ending.
func roleWords(role string) []string {
	var out []string
	for _, w := range strings.Fields(plainWords(possessives.Replace(role))) {
		if !smallWords[w] && w != "united" {
			out = append(out, roleStem(w))
		}
	}
	return out
}

var possessives = strings.NewReplacer("’s", " ", "'s", " ")

// RoleKey is the same for roles that say the same in other words: "Norwegian prime
// minister", "prime minister of Norway".
func RoleKey(role string) string {
	words := roleWords(role)
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// offices are the classes of words for an office.
const offices = role | title

// RoleHead is the noun of a role, as [RoleKey] has it: the last word for an office
// before the phrase goes on with "of", "to", …; empty where there is none.
func RoleHead(phrase string) string {
	head := ""
	for w := range strings.FieldsSeq(plainWords(possessives.Replace(phrase))) {
		if smallWords[w] && w != "the" && w != "a" && w != "an" && w != "s" && head != "" {
			break
		}
		if lists().words[w]&offices != 0 {
			head = roleStem(w)
		}
	}
	return head
}

// roleAlike maps words of roles to one that means the same.
var roleAlike = map[string]string{
	"defence": "defense", "adviser": "advisor", "spokeswoman": "spokesperson", "spokesman": "spokesperson",
	"chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "premier": "minister", "commander": "chief", "head": "chief",
	"boss": "chief", "leader": "chief", "executive": "ceo", "military": "army", "ex": "former", "organisation": "organization",
	"centre": "center", "labour": "labor", "states": "us",
}

func roleStem(w string) string {
	if s, ok := roleAlike[w]; ok {
		return s
	}
	if len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") {
		w = w[:len(w)-1]
	}
	if s, ok := roleAlike[w]; ok {
		return s
	}
	if s, ok := homelands[w]; ok {
		return s
	}
	return w
}
