package knowledge

import (
	"cmp"
	"math"

	"attache/knowledge/language"
)

// content is what a telling is compared by.
type content struct {
	words  []weighed
	mass   float64 // the weights of the words together
	kinds  trigger
	counts map[string]howMany // what numbers count, and how many
	large  map[string]bool    // numbers that hardly occur twice by chance
}

// weighed is a word with what it weighs: the more, the fewer tellings hold it.
type weighed struct {
	*lexeme
	weight float64
	kinds  trigger
	id     uint32 // in wordPairs; 0 for none
}

// likeness is how far two tellings tell the same.
type likeness struct {
	short   float64 // the part of the shorter one, by weight, that the other says too
	long    float64 // the part of the longer one
	words   bool    // they have a word in common
	names   int     // people, organisations and places that both name
	part    float64 // the part of the names of the one that has fewer
	kinds   int     // 1 where both tell a happening of one kind, -1 where they tell different ones, else 0
	meets   bool    // that kind is meeting, and no other
	goes    bool    // that kind is coming or going, and no other
	strange bool    // each names somebody or something, and none of them is in both
	clash   int     // numbers of the same thing that differ; 0 where they share a large one
}

// compare finds how alike two tellings are.
func compare(a, b *telling) likeness { return (*wordPairs)(nil).compare(a, b) }

func (n *wordPairs) compare(a, b *telling) likeness {
	short, long := &a.content, &b.content
	if short.mass > long.mass {
		short, long = long, short
	}
	var l likeness
	l.short, l.long, l.words = n.covered(short, long)
	for _, id := range a.entities {
		if b.namesEntity(id) {
			l.names++
		}
	}
	if fewer := min(len(a.entities), len(b.entities)); fewer > 0 {
		l.part = float64(l.names) / float64(fewer)
		l.strange = l.names == 0
	}
	switch {
	case a.content.kinds&b.content.kinds != 0:
		l.kinds = 1
		l.meets = a.content.kinds&b.content.kinds == meeting
		l.goes = a.content.kinds&b.content.kinds == travelling
	case a.content.kinds != 0 && b.content.kinds != 0:
		l.kinds = -1
	}
	for n := range a.content.large {
		if b.content.large[n] {
			return l
		}
	}
	for what, n := range a.content.counts {
		if m, ok := b.content.counts[what]; ok && m.number != n.number {
			l.clash++
		}
	}
	return l
}

// nearWords is how well one word stands for another: their forms, else their
// place in the table of word vectors.
func nearWords(a, b *weighed) float64 {
	switch {
	case a.figure != "" && a.figure == b.low, b.figure != "" && b.figure == a.low:
		return 1
	case a.base == b.base:
		return 1
	case relatedForms(a.low, b.low):
		return .8
	case a.kinds&b.kinds != 0:
		return .7
	case a.hasVector && b.hasVector:
		if s := a.vector.Similarity(b.vector); s >= .5 {
			return s * .8
		}
	}
	return 0
}

// weigh gives every word of the tellings its weight: those that few tellings hold
// tell more.
func weigh(told []*telling) {
	count := map[string]int{}
	for _, t := range told {
		for _, w := range t.content.words {
			count[w.term]++
		}
	}
	n := float64(len(told))
	for _, t := range told {
		t.content.mass = 0
		for i := range t.content.words {
			w := &t.content.words[i]
			w.weight = math.Log(1 + n/float64(count[w.term]))
			t.content.mass += w.weight
		}
	}
}

// largeFigures is how long a number is that hardly occurs twice by chance.
const largeFigures = 4

// contentOf reads the words of a span of a text; rest is those of its times.
func contentOf(text *language.Text, s Span, times []Span, lexemeOf func(string) *lexeme) (c content, rest []*lexeme) {
	seen := map[string]bool{}
	tokens := text.TokensIn(s)
	for i, tok := range tokens {
		if tok.Kind == language.Punct || tok.Kind == language.Suffix {
			continue
		}
		for len(times) > 0 && times[0].End <= tok.Start {
			times = times[1:]
		}
		l := lexemeOf(tok.In(text.Raw))
		switch {
		case l.term == "":
			continue
		case len(times) > 0 && times[0].Start <= tok.Start:
			rest = append(rest, l)
			continue
		case tok.Kind == language.Number || l.figure != "":
			c.count(l, countedBy(text, tokens, i, lexemeOf), text.Raw[tok.Start:tokens[min(i+1, len(tokens)-1)].End])
		}
		if seen[l.term] {
			continue
		}
		seen[l.term] = true
		w := weighed{lexeme: l, kinds: triggerOf(l)}
		c.words = append(c.words, w)
		if !tok.Upper || i == 0 {
			c.kinds |= w.kinds
		}
	}
	return c, rest
}

// howMany is a number of something, and both as they are written.
type howMany struct{ number, words string }

// count notes a number and what it counts.
func (c *content) count(number *lexeme, what, words string) {
	if number.figure == "" && len(number.low) >= largeFigures {
		if c.large == nil {
			c.large = map[string]bool{}
		}
		c.large[number.low] = true
	}
	if what != "" {
		if c.counts == nil {
			c.counts = map[string]howMany{}
		}
		c.counts[what] = howMany{cmp.Or(number.figure, number.low), words}
	}
}

// countedBy is what the number at token i counts: the word right behind it.
func countedBy(text *language.Text, tokens []language.Token, i int, lexemeOf func(string) *lexeme) string {
	if i+1 >= len(tokens) {
		return ""
	}
	next := tokens[i+1]
	if next.Kind == language.Punct {
		if next.In(text.Raw) == "%" {
			return "%"
		}
		return ""
	}
	if next.Kind != language.Word || next.Upper {
		return ""
	}
	if l := lexemeOf(next.In(text.Raw)); !tolls[l.low] {
		return l.term
	}
	return lexemeOf("people").term
}

// tolls are words that count people by what befell them: "seven dead" and "four people"
// are figures of one thing.
var tolls = setOf("dead killed deaths fatalities victims bodies lives casualties")
