package timex

import (
	"slices"
	"strings"

	"attache/knowledge/language"
)

// tagger reads one text. It keeps what resolving needs: the expressions found so
// far, and the items of the sentence that is being read.
type tagger struct {
	text      *language.Text
	published language.Date
	loose     bool // a person typed this: capitals mean nothing, bare times are meant as such
	scanner   scanner

	sentence int    // index of the sentence that is read
	items    []item // its items
	cues     []cue  // its cues, made when first asked for
	cued     bool
	order    dayOrder // whether slashed dates put the day first, made when first asked for

	found   []finding
	options []option
}

// finding is a result together with what later expressions need of it.
type finding struct {
	Timex
	moment   moment // what it denotes; its grain is noGrain for what is no date
	mod      modifier
	given    partial
	second   bool // it is the second end of the range that the finding before it begins
	sentence int
}

// partial tells which parts of a date stood in the words themselves.
type partial struct{ year, month, day bool }

// option is a rule that matches at some item.
type option struct {
	rule int
	end  int
	caps captures
}

// hit is a match of a rule: its items, half open, and what was captured.
type hit struct {
	start, end int
	caps       captures
}

func newTagger(text *language.Text, published language.Date, loose bool) *tagger {
	return &tagger{
		text: text, published: published, loose: loose,
		scanner: scanner{lex: table.lex, raw: text.Raw, tokens: text.Tokens, loose: loose},
	}
}

// run reads the text from start to end.
func (t *tagger) run() []Timex {
	for i := range t.text.Sentences {
		t.readSentence(i)
	}
	out := make([]Timex, len(t.found))
	for i := range t.found {
		out[i] = t.found[i].Timex
	}
	return out
}

func (t *tagger) readSentence(n int) {
	s := t.text.Sentences[n]
	var ok bool
	t.items, ok = t.scanner.scan(t.items[:0], s.From, s.To)
	if !ok {
		return
	}
	t.sentence, t.cued = n, false
	for i := 0; i < len(t.items); {
		if end := t.read(i); end > i {
			i = end
		} else {
			i++
		}
	}
}

// read tries the rules at item i, the longest match first, and returns the index
// behind what was found, or i.
func (t *tagger) read(i int) int {
	it := &t.items[i]
	if it.class == 0 && it.id == idOther {
		return i
	}
	t.options = t.options[:0]
	for _, r := range table.startingWith(it) {
		o := option{rule: int(r)}
		for s := range o.caps {
			o.caps[s] = -1
		}
		o.end = match(table.rules[r].prog, 0, t.items, i, &o.caps)
		if o.end > i {
			t.options = append(t.options, o)
		}
	}
	if len(t.options) > 1 {
		slices.SortStableFunc(t.options, func(a, b option) int { return b.end - a.end })
	}
	for _, o := range t.options {
		h := hit{i, o.end, o.caps}
		if found := table.rules[o.rule].do(t, &h); len(found) > 0 {
			for i, f := range found {
				begins := i+1 < len(found) && found[i+1].second
				t.accept(f, begins)
			}
			return o.end
		}
	}
	return i
}

// accept adds a finding, and joins it with the one before where the two are the
// ends of a range; one that begins a range of its own is no end of another.
func (t *tagger) accept(f finding, begins bool) {
	f.Pair = -1
	f.sentence = t.text.SentenceAt(f.Start)
	t.found = append(t.found, f)
	if n := len(t.found); n > 1 && !begins && (f.second || t.connected(&t.found[n-2], &t.found[n-1])) {
		t.pair(&t.found[n-2], &t.found[n-1])
	}
	t.share()
}

// span is the bytes of the items from i to j, half open.
func (t *tagger) span(i, j int) language.Span {
	return language.Span{Start: t.text.Tokens[t.items[i].from].Start, End: t.text.Tokens[t.items[j-1].to-1].End}
}

// itemText is item i as written.
func (t *tagger) itemText(i int) string { return t.span(i, i+1).In(t.text.Raw) }

// is reports whether item i exists and is one of the lower-case words given,
// separated by spaces.
func (t *tagger) is(i int, words string) bool {
	if i < 0 || i >= len(t.items) {
		return false
	}
	low := string(t.scanner.lower(t.itemText(i)))
	for w := range strings.SplitSeq(words, " ") {
		if w == low {
			return true
		}
	}
	return false
}

// has reports whether item i exists and has one of the classes.
func (t *tagger) has(i int, c class) bool {
	return i >= 0 && i < len(t.items) && t.items[i].class&c != 0
}

// captured returns the item captured under letter, nil where there is none.
func (t *tagger) captured(h *hit, letter byte) *item {
	if i := h.caps.item(letter); i >= 0 {
		return &t.items[i]
	}
	return nil
}

// number is the number of the item captured under letter, or 0.
func (t *tagger) number(h *hit, letter byte) int {
	if it := t.captured(h, letter); it != nil {
		return int(it.n)
	}
	return 0
}
