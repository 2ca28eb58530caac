package knowledge

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What makes one text a copy of another, in whole or in part. What they both
// quote counts for less: whoever heard the speaker has the same words.
const (
	copiedRun    = 60  // bytes in a row outside of quotations, of words without a capital: a dozen
	copiedRuns   = 90  // bytes of several such runs
	copiedPiece  = 30  // bytes of a run that counts among several
	copiedPart   = .2  // part of the prints of the shorter text
	copiedPrints = 6   // and so many of them at least
	runGap       = 160 // bytes between two prints of one run
	runDrift     = 6   // bytes that the two texts may differ in between them: marks, spaces
)

// kin is a text that shares words with another.
type kin struct {
	id     DocID
	copied bool        // the words are too many to be a coincidence
	much   bool        // they are a good part of the shorter text
	runs   []sharedRun // the longest first
}

// sharedRun is words that stand in two texts.
type sharedRun struct {
	here, there Span
	quoted      bool
}

// kinOf returns the texts that share words with a document, the nearest first.
func (d *Dossier) kinOf(ctx context.Context, l *lineage, o *openDocument) ([]kin, error) {
	near := l.near(o.doc.ID, o.facts.Prints)
	if len(near) == 0 {
		return nil, nil
	}
	here := map[uint32][]Span{}
	for i := range o.facts.Prints.Len() {
		hash, words := o.facts.Prints.At(i)
		here[hash] = append(here[hash], words)
	}
	var out []kin
	for _, id := range near {
		other, err := d.open(ctx, id)
		if err != nil {
			return nil, err
		}
		if k := compareTexts(o, other, here); len(k.runs) > 0 {
			out = append(out, k)
		}
	}
	return out, nil
}

// compareTexts finds the runs that two texts share; here are the prints of the
// first by their hashes.
func compareTexts(a, b *openDocument, here map[uint32][]Span) kin {
	k := kin{id: b.doc.ID}
	there := map[uint32][]Span{}
	var both []hashed
	for i := range b.facts.Prints.Len() {
		hash, words := b.facts.Prints.At(i)
		if len(here[hash]) == 0 {
			continue
		}
		if len(there[hash]) == 0 {
			for _, s := range here[hash] {
				both = append(both, hashed{hash, s})
			}
		}
		there[hash] = append(there[hash], words)
	}
	slices.SortFunc(both, func(x, y hashed) int { return cmp.Compare(x.Start, y.Start) })
	for _, p := range both {
		if n := len(k.runs); n > 0 && k.runs[n-1].goesOn(a.doc.Text, p.Span, there[p.hash]) {
			continue
		}
		k.runs = append(k.runs, sharedRun{here: p.Span, there: there[p.hash][0]})
	}
	k.weigh(a, b, len(both))
	return k
}

// weigh decides whether the words are too many to be a coincidence; matched is how
// many prints the texts share.
func (k *kin) weigh(a, b *openDocument, matched int) {
	free, longest := 0, 0
	for i := range k.runs {
		r := &k.runs[i]
		r.widen(a.doc.Text, b.doc.Text)
		r.quoted = isQuoted(&a.facts, r.here)
		if n := uncapped(r.here.In(a.doc.Text)); !r.quoted && n >= copiedPiece {
			free, longest = free+n, max(longest, n)
		}
	}
	slices.SortStableFunc(k.runs, func(x, y sharedRun) int {
		return cmp.Or(cmp.Compare(b2i(x.quoted), b2i(y.quoted)), cmp.Compare(y.here.Len(), x.here.Len()))
	})
	shorter := min(a.facts.Prints.Len(), b.facts.Prints.Len())
	k.much = matched >= copiedPrints && float64(matched) >= copiedPart*float64(shorter)
	k.copied = longest >= copiedRun || free >= copiedRuns || k.much
}

// goesOn lengthens the run by a print if that follows it in both texts, and on the
// same line of the first.
func (r *sharedRun) goesOn(text string, here Span, there []Span) bool {
	gap := here.Start - r.here.End
	if gap > 0 && strings.Contains(text[r.here.End:here.Start], "\n") {
		return false
	}
	for _, t := range there {
		if other := t.Start - r.there.End; gap <= runGap && t.End > r.there.Start && max(gap-other, other-gap) <= runDrift {
			r.here.End, r.there.End = max(r.here.End, here.End), max(r.there.End, t.End)
			return true
		}
	}
	return false
}

// widen takes in the words around a run that are the same byte for byte, up to the
// ends of the lines.
func (r *sharedRun) widen(a, b string) {
	n := 0
	for r.here.End+n < len(a) && r.there.End+n < len(b) && a[r.here.End+n] == b[r.there.End+n] && a[r.here.End+n] != '\n' {
		n++
	}
	n = wordsIn(a[r.here.End:r.here.End+n], a[r.here.End+n:], b[r.there.End+n:])
	r.here.End, r.there.End = r.here.End+n, r.there.End+n
	m := 0
	for r.here.Start-m > 0 && r.there.Start-m > 0 && a[r.here.Start-m-1] == b[r.there.Start-m-1] && a[r.here.Start-m-1] != '\n' {
		m++
	}
	m = wordsBefore(a[:r.here.Start-m], b[:r.there.Start-m], a[r.here.Start-m:r.here.Start])
	r.here.Start, r.there.Start = r.here.Start-m, r.there.Start-m
}

// wordsIn returns how much of same is whole words, given what follows it in the two
// texts.
func wordsIn(same, a, b string) int {
	if startsWord(a) || startsWord(b) {
		same = strings.TrimRightFunc(same, inWord)
	}
	return len(strings.TrimRightFunc(same, func(r rune) bool { return !inWord(r) && !strings.ContainsRune(".!?”\"»", r) }))
}

// wordsBefore likewise, given what stands before it.
func wordsBefore(a, b, same string) int {
	first, _ := utf8.DecodeLastRuneInString(a)
	other, _ := utf8.DecodeLastRuneInString(b)
	if inWord(first) || inWord(other) || !utf8.ValidString(same) {
		same = strings.TrimLeftFunc(same, func(r rune) bool { return inWord(r) || r == utf8.RuneError })
	}
	return len(strings.TrimLeftFunc(same, func(r rune) bool { return !inWord(r) }))
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (inWord(r) || r == utf8.RuneError)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// uncapped is how many bytes of a text are words without a capital: names are what
// all who write of the same people have in common.
func uncapped(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) && !unicode.IsUpper(r) {
			n += len(word) + 1
		}
	}
	return n
}

// isQuoted reports whether most of a run is what the text quotes directly.
func isQuoted(facts *Facts, run Span) bool {
	for _, c := range facts.Claims {
		if !c.Direct || !c.Quote.Overlaps(run) {
			continue
		}
		if common := min(c.Quote.End, run.End) - max(c.Quote.Start, run.Start); 3*common >= 2*run.Len() {
			return true
		}
	}
	return false
}
