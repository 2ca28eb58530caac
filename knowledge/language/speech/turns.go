package speech

import (
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// turn is a paragraph that begins with the name of whoever speaks: what a
// transcript or an interview consists of.
//
//	MS. HADDAD: Objection.   Q: Where were you?   Carlos Vega: In the town hall.
type turn struct {
	label  language.Span // without the colon
	text   language.Span // what is said
	name   string        // the label in lower case
	who    speaker
	letter bool // the label is Q or A
	caps   bool // it is in capitals
	other  bool // nobody is known by it
}

const (
	fewestTurns = 3 // of a dialogue
	labelTokens = 8 // of a label at most
)

// turns returns the claims of a dialogue, one a paragraph. There is one where
// paragraphs begin with two different labels and one of them comes again, or with
// labels in capitals.
func (r *reader) turns() []Claim {
	var found []turn
	first := -1
	seen := map[string]int{}
	sure, again := false, false
	for i := range r.t.Blocks {
		t, ok := r.turn(i)
		if !ok {
			continue
		}
		if first < 0 {
			first = i
		}
		found = append(found, t)
		seen[t.name]++
		sure = sure || t.letter || t.caps
		again = again || seen[t.name] > 1 && t.who.class == Named
	}
	found = slices.DeleteFunc(found, func(t turn) bool { return t.other && seen[t.name] < 2 }) // "Note:"
	if len(found) < fewestTurns || len(seen) < 2 || !sure && !again {
		return nil
	}
	answers := r.interviewed(first)
	out := make([]Claim, 0, len(found))
	for _, t := range found {
		c := Claim{Span: language.Span{Start: t.label.Start, End: t.text.End}, Quote: t.text, Direct: true}
		if t.letter && t.name == "a" {
			t.who = answers
		}
		if t.who.class != Unknown {
			c.Speaker, c.SpeakerSpan, c.Class = t.who.name, t.label, t.who.class
		}
		out = append(out, c)
	}
	return out
}

// turn reads a paragraph as one turn of a dialogue.
func (r *reader) turn(block int) (turn, bool) {
	b := r.t.Blocks[block]
	if b.Kind == language.Furniture {
		return turn{}, false
	}
	from := r.overMarks(r.t.TokenAt(b.Body.Start))
	colon := from
	for colon < len(r.low) && colon < from+labelTokens && r.low[colon] != ":" && (colon == from || !r.t.Tokens[colon].Line) {
		colon++
		if colon < len(r.low) && r.t.Tokens[colon].Start >= b.Body.End {
			return turn{}, false
		}
	}
	if colon == from || colon >= len(r.low) || r.low[colon] != ":" {
		return turn{}, false
	}
	behind := r.overMarks(colon + 1)
	if behind >= len(r.low) || r.t.Tokens[behind].Start >= b.Body.End || closers[firstRune(r.low[behind])] != "" || !r.t.Tokens[behind].Spaced && r.t.Tokens[behind].Kind == language.Number {
		return turn{}, false
	}
	t := turn{text: trim(r.t.Raw, language.Span{Start: r.t.Tokens[behind].Start, End: b.Body.End})}
	said := t.text.In(r.t.Raw)
	if said == "" || !strings.ContainsAny(said[len(said)-1:], ".!?") && !strings.HasSuffix(said, "…") || !startsUpper(said) {
		return turn{}, false
	}
	last := colon
	for last > from && r.t.Tokens[last-1].Kind == language.Punct { // **Q**:
		last--
	}
	return r.labelled(t, from, last)
}

// overMarks steps over the marks of emphasis and of lists at token i.
func (r *reader) overMarks(i int) int {
	for i < len(r.low) && (r.low[i] == "*" || r.low[i] == "**" || r.low[i] == "_" || r.low[i] == "__" || r.low[i] == "—" || r.low[i] == "–") {
		i++
	}
	return i
}

// labelled reads the label of a turn: a letter, words in capitals, or a name with a
// title before it.
func (r *reader) labelled(t turn, from, to int) (turn, bool) {
	if from >= to {
		return turn{}, false
	}
	t.label = language.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[to-1].End}
	t.name = strings.ToLower(t.label.In(r.t.Raw))
	if t.name == "q" || t.name == "a" {
		t.letter = true
		return t, true
	}
	t.caps = true
	for i := from; i < to; i++ {
		tok := r.t.Tokens[i]
		if tok.Kind != language.Word {
			continue
		}
		if !tok.Upper && !r.isNamed(i) {
			return turn{}, false
		}
		t.caps = t.caps && tok.AllCap
	}
	if m, ok := r.in[to-1]; ok && r.mentions[m].Kind == names.Person {
		t.who = r.named(m)
		return t, true
	}
	if !t.caps || to-from < 2 && len(t.name) < 6 { // "Gazette:", "NOTE:"
		t.caps, t.other = false, true
		return t, to-from <= 3
	}
	t.who = speaker{span: t.label, name: t.label.In(r.t.Raw), class: Anonymous}
	return t, true
}

// spokenWith are verbs whose subject answers what is asked.
var spokenWith = set(`spoke speaks talked talks sat sits answered answers explains explained reflects discusses discussed tells told recalls looks`)

// interviewed is who answers in an interview whose first turn is a block: the only
// person named before it, else the subject of "spoke to".
func (r *reader) interviewed(block int) speaker {
	to := r.t.TokenAt(r.t.Blocks[block].Body.Start)
	only, people := speaker{}, map[string]bool{}
	for i := 0; i < to; i++ {
		if m, ok := r.at[i]; ok && r.mentions[m].Kind == names.Person {
			only = r.named(m)
			people[r.mentions[m].Full] = true
		}
	}
	if len(people) == 1 {
		return only
	}
	for i := to - 1; i > 0; i-- {
		if !spokenWith[r.low[i]] || r.isNamed(i) {
			continue
		}
		s := r.t.SentenceAt(r.t.Tokens[i].Start)
		if who, ok := r.subject(r.t.Sentences[s].From, i); ok && who.class == Named {
			return who
		}
	}
	return speaker{}
}
