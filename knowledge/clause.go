package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// conjunctions begin a clause that tells what went before, came behind or was the
// reason, and not what the sentence is about.
var conjunctions = map[string]bool{"after": true, "before": true, "since": true, "when": true, "because": true, "although": true, "though": true,
	"whereas": true, "once": true, "until": true}

// mainTimes returns the times that a sentence gives for what it tells. Those of a
// clause that hangs on it ("after talks broke down at the weekend") are left out
// where what hangs on nothing has one of its own.
func (r *eventReader) mainTimes(s Span) []int {
	all := r.timesIn(s)
	if len(all) < 2 {
		return all
	}
	var out []int
	for _, i := range all {
		if !r.hangs(s, r.times[i].Start) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// hangs reports whether an offset in a sentence lies in a clause that a
// conjunction begins. "After Monday" is no clause, and the first comma ends one
// that the sentence begins with.
func (r *eventReader) hangs(s Span, at int) bool {
	first, words, opened := true, 0, false
	for _, tok := range r.t.TokensIn(Span{Start: s.Start, End: at}) {
		low := strings.ToLower(tok.In(r.t.Raw))
		switch {
		case tok.Kind == language.Punct:
			if low == ";" || low == "," && first && opened {
				opened = false
			}
		case conjunctions[low] && tok.Kind == language.Word:
			opened, words = true, 0
			continue
		case opened:
			words++
		default:
			first = false
		}
	}
	return opened && words >= clauseWords
}

// clauseWords is how many words stand between a conjunction and a time at least
// where they are a clause and not a phrase ("after the raid on Sunday").
const clauseWords = 4
