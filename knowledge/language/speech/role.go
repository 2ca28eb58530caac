package speech

import (
	"strings"

	"attache/knowledge/language/names"
)

// bearer is a person and one of the roles that the text gives him, in lower case.
type bearer struct {
	mention int
	role    string
}

// bearersOf are the persons whose roles hold the word, each role of a person once.
func (r *reader) bearersOf(word string) []bearer {
	if r.bearers == nil {
		r.bearers = map[string][]bearer{}
		seen := map[[2]string]bool{}
		for m := range r.mentions {
			if r.mentions[m].Kind == names.Person {
				r.addBearer(m, seen)
			}
		}
	}
	return r.bearers[word]
}

func (r *reader) addBearer(m int, seen map[[2]string]bool) {
	for _, role := range r.mentions[m].Roles {
		text := strings.ToLower(role.In(r.t.Raw))
		key := [2]string{r.mentions[m].Full, text}
		if seen[key] {
			continue
		}
		seen[key] = true
		for i := r.t.TokenAt(role.Start); i < len(r.low) && r.t.Tokens[i].End <= role.End; i++ {
			if isHead(r.low[i]) {
				r.bearers[r.low[i]] = append(r.bearers[r.low[i]], bearer{m, text})
			}
		}
	}
}

// bearerOf finds the one person whom the text gives exactly this role: "the
// Russian envoy" is whoever was introduced as Russian envoy, if only one was.
func (r *reader) bearerOf(start, head int) (int, bool) {
	if r.low[start] != "the" || head-start < 2 {
		return 0, false
	}
	words := r.low[start+1 : head+1]
	found := -1
	for _, b := range r.bearersOf(r.low[head]) {
		if r.mentions[b.mention].Start >= r.t.Tokens[start].Start || !inOrder(words, b.role) {
			continue
		}
		if found >= 0 && r.mentions[found].Full != r.mentions[b.mention].Full {
			return 0, false
		}
		found = b.mention
	}
	return found, found >= 0
}

// inOrder reports whether a role holds the words in their order.
func inOrder(words []string, role string) bool {
	n := 0
	for w := range strings.FieldsSeq(role) {
		if n < len(words) && strings.Trim(w, ",.;") == words[n] {
			n++
		}
	}
	return n == len(words)
}
