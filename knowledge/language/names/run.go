package names

import (
	"strings"
	"unicode/utf8"

	"attache/knowledge/language"
)

// run is a sequence of capitalised words, with the small words that can join
// them, that is read as a whole: "Norwegian President Ann Keller".
type run struct {
	atoms    []atom
	sentence int
	from, to int  // tokens
	start    bool // it begins a sentence or a quotation
	style    style
	segments []segment
	boost    float32 // for a person, from the company it keeps: "A, B and C"
	body     float32 // for an organisation, from the same
}

// style tells how a line uses capital letters.
type style uint8

const (
	prose   style = iota
	card          // a short line that is no sentence: "Ann Keller"
	titled        // A Heading That Capitalises Its Words
	shouted       // A LINE IN CAPITALS
	table         // a line of results: names, figures, signs
)

// maxRun bounds the words of one run: longer ones are lists without commas, and
// are read in pieces.
const maxRun = 14

func (s *scan) findRuns() {
	for i := range s.text.Sentences {
		sent := &s.text.Sentences[i]
		if s.text.Blocks[sent.Block].Kind == language.Furniture && sent.Block > 0 && !s.repeated(sent.Block) {
			continue
		}
		s.sentenceRuns(i, sent.From, sent.To, s.styleOf(sent))
	}
}

// repeated reports whether the block is furniture only because the next one says
// the same.
func (s *scan) repeated(block int) bool {
	b := s.text.Blocks
	return block+1 < len(b) && b[block].In(s.text.Raw) == b[block+1].In(s.text.Raw)
}

func (s *scan) styleOf(sent *language.Sentence) style {
	words, upper, caps, numbers, small := 0, 0, 0, 0, 0
	for i := sent.From; i < sent.To; i++ {
		tok := s.tokens[i]
		switch {
		case tok.Kind == language.Number:
			numbers++
		case tok.Kind != language.Word:
		case tok.AllCap && tok.Len() > 1:
			words++
			caps++
			upper++
		case tok.Upper:
			words++
			upper++
		case s.class[i]&stop != 0:
			small++
		default:
			words++
		}
	}
	switch {
	case words+small <= 5 && sent.To > sent.From && s.lookup(s.word(sent.From)).key == "by":
		return prose // the line that names the author
	case words >= 2 && caps*10 >= words*8 && small == 0:
		return shouted
	case !sent.Complete && words+small <= 4 && upper == words && numbers == 0:
		return card
	case numbers > 0 && (numbers*3 >= words || !sent.Complete && numbers*7 >= words && small*8 < words):
		return table
	case !sent.Complete && words >= 3 && upper*10 >= words*7 && sent.To-sent.From > 3:
		return titled
	}
	return prose
}

// sentenceRuns cuts the tokens from..to of a sentence into runs.
func (s *scan) sentenceRuns(sentence, from, to int, st style) {
	for i := from; i < to; {
		begin := len(s.keep)
		next := s.readRun(i, to)
		if next == i {
			i++
			continue
		}
		r := run{atoms: s.keep[begin:len(s.keep):len(s.keep)], sentence: sentence, style: st}
		if s.isTurn(&r, from, next) {
			r.style, r.boost = shouted, turnBoost
		}
		r.from, r.to = r.atoms[0].from, r.atoms[len(r.atoms)-1].to
		r.start = s.opens(r.from, from)
		s.runs = append(s.runs, r)
		i = next
	}
}

// turnBoost makes a name in capitals before a colon outweigh that it is shouted.
const turnBoost = 5

// isTurn reports whether a run is the name of whoever speaks next in a transcript:
// "MS. HADDAD:" at the start of a line. Its form of address is left out.
func (s *scan) isTurn(r *run, from, next int) bool {
	if r.atoms[0].from != from || !s.punct(next, ":") || !allCaps(r.atoms) || s.tokens[from].Start != s.text.Blocks[s.text.Sentences[r.sentence].Block].Body.Start {
		return false
	}
	n := 0
	for n+1 < len(r.atoms) && r.atoms[n].class&(title|titleMod) != 0 {
		n++
	}
	if n == 0 {
		return false
	}
	r.atoms = r.atoms[n:]
	return true
}

// opens reports whether token i begins a sentence, a clause after a colon, or a
// quotation, so that its capital letter says nothing.
func (s *scan) opens(i, from int) bool {
	if i == from {
		return true
	}
	if s.tokens[i-1].Kind != language.Punct {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(s.word(i - 1)); r {
	case '"', '“', '‘', '\'', '«', '„', ':', '—', '•', '(', '[':
		return true
	case '-', '–', '.':
		return i-1 == from
	}
	return false
}

// readRun appends the atoms of the run that begins at token i, and returns the
// token behind it; i where none begins there.
func (s *scan) readRun(i, end int) int {
	a, ok := s.atomAt(i, end, true)
	if !ok {
		return i
	}
	s.ownBody(&a, end)
	s.keep = append(s.keep, a)
	at := a.to
	if a.suffixed || !a.initial && a.class&stop != 0 && (functionWords[a.key] || a.class&^(stop|common|localPrep|say|roleMod|sport|ending) == 0) {
		return at
	}
	for n := 1; n < maxRun && at < end; n++ {
		if !s.tokens[at].Spaced || s.tokens[at].Line {
			break
		}
		if b, ok := s.atomAt(at, end, false); ok {
			s.keep = append(s.keep, b)
			at = b.to
			if b.suffixed {
				break
			}
			continue
		}
		link, next := s.linkAt(at, end)
		if link == noLink {
			break
		}
		b, ok := s.atomAt(next, end, false)
		if !ok || link == ofLink && b.class&stop != 0 && b.class&(place|org) == 0 {
			break
		}
		if link == andLink && n == 1 && s.divides(at, &a, &b, end) {
			break
		}
		joint := atom{from: at, to: next, start: s.tokens[at].Start, end: s.tokens[next-1].End, link: link, key: fold(s.text.Raw[s.tokens[at].Start:s.tokens[next-1].End])}
		s.keep = append(s.keep, joint, b)
		at = b.to
		if b.suffixed {
			break
		}
	}
	return at
}

// ownBody makes a possessive part of the atom where it begins the name of a body:
// "People's Bank", "Dockworkers' Union", but not "Norway's Parliament".
func (s *scan) ownBody(a *atom, end int) {
	i := a.to
	if i+1 >= end || a.class&(place|town|demonym|given|surname|org|title) != 0 || a.initial || s.tokens[i].Spaced {
		return
	}
	plural := s.punct(i, "'") || s.punct(i, "’")
	if !plural && s.tokens[i].Kind != language.Suffix || plural && !strings.HasSuffix(a.key, "s") || !plural && a.class&common == 0 {
		return
	}
	if next := i + 1; s.tokens[next].Upper && s.tokens[next].Spaced && s.class[next]&orgHead != 0 {
		a.to, a.class = next, a.class|common
	}
}

// divides reports whether the "and" at token i stands between two surnames, each of
// which is a name of its own: "Merz and Tusk".
func (s *scan) divides(i int, a, b *atom, end int) bool {
	const more = common | place | town | demonym | org | orgHead | event | geo | title | role | titleMod | stop
	return s.word(i) != "&" && !a.initial && !b.initial && !a.caps && !b.caps && (a.class|b.class)&more == 0 &&
		(b.to >= end || !s.tokens[b.to].Upper && s.word(b.to) != "&") && s.lex.phrases[a.key+" and "+b.key] == 0
}

// functionWords begin sentences and are never a name's first word.
var functionWords = set(`by in at on from with for to after before when while as if and but or so since that this these those
	he she it they we i his her their its our your my what who how why where yet not no yes then also meanwhile however
	despite during under although because until unless though whether there here him them us me you secondo selon wedlug laut`)

// linkAt reads the small words at token i that can stand inside a name.
func (s *scan) linkAt(i, end int) (link, int) {
	if i+1 >= end {
		return noLink, i
	}
	word := s.word(i)
	if word == "&" {
		return andLink, i + 1
	}
	if next := s.nickname(i, end); next > i {
		return particleLink, next
	}
	if s.tokens[i].Kind != language.Word {
		return noLink, i
	}
	next := s.word(i + 1)
	switch word {
	case "and", "und", "et":
		return andLink, i + 1
	case "of", "for", "on", "du", "des", "für":
		if (next == "the" || next == "la") && i+2 < end {
			return ofLink, i + 2
		}
		return ofLink, i + 1
	case "the", "y", "e", "to", "o":
		return noLink, i
	case "de", "von", "van", "bin", "ibn", "della", "di", "al":
		if i+2 < end && !s.tokens[i+1].Upper && s.class[i+1]&particle != 0 {
			return particleLink, i + 2
		}
	}
	if s.class[i]&particle != 0 {
		return particleLink, i + 1
	}
	return noLink, i
}

// nickname returns the token behind a nickname in quotation marks that begins at
// token i, inside a name; i where there is none.
func (s *scan) nickname(i, end int) int {
	if s.tokens[i].Kind != language.Punct {
		return i
	}
	switch s.word(i) {
	case "\"", "“", "'", "‘":
	default:
		return i
	}
	for n := i + 1; n < min(i+4, end-1); n++ {
		switch s.word(n) {
		case "\"", "”", "'", "’":
			if n > i+1 {
				return n + 1
			}
		}
		if s.tokens[n].Kind != language.Word || n == i+1 && !s.tokens[n].Upper {
			return i
		}
	}
	return i
}

// set is the set of the words of a text.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// setOf is a set of phrases.
func setOf(phrases ...string) map[string]bool {
	m := map[string]bool{}
	for _, p := range phrases {
		m[p] = true
	}
	return m
}
