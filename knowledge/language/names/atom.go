package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// atom is one word of a possible name: a token, or several that are written as
// one word ("Jean-Claude", "J.", "Gen.").
type atom struct {
	from, to int // tokens, half open
	start    int // byte; past an elided article ("l'Europe"), else the first token's start
	end      int // byte; before the point of an abbreviation that is no initial
	class    class
	key      string // folded
	link     link
	initial  bool
	suffixed bool // an ending hangs on it, so that it is the last word of its name
	caps     bool // two and more letters, all capitals
}

// link tells what joins the words of a name and is no word of it itself.
type link uint8

const (
	noLink       link = iota
	particleLink      // "van", "de": inside a person's name, and of others
	ofLink            // "of", "for", "on", "of the": inside an organisation's name
	andLink           // "and", "&"
)

// inflected looks a Slavic word up without its case ending: "Владимира".
func (s *scan) inflected(key string) class {
	for _, ending := range []string{"oiu", "om", "em", "a", "u", "y", "e", "i"} {
		if stem, ok := strings.CutSuffix(key, ending); ok && len(stem) > 2 {
			if c := s.lex.words[stem] & (given | surname | place | town); c != 0 {
				return c
			}
			if c := s.lex.words[stem+"a"] & (given | place | town); c != 0 {
				return c
			}
		}
	}
	return 0
}

// inflected looks a Cyrillic word up in its own alphabet without its case ending:
// "Украины".
func (l *lexicon) inflected(word string) class {
	r, n := utf8.DecodeLastRuneInString(word)
	if !strings.ContainsRune("аяуюыиіеєї", r) || len(word) < 3*n {
		return 0
	}
	stem := word[:len(word)-n]
	for _, ending := range []string{"а", "я", "", "ь", "й", "о"} {
		if c := l.words[stem+ending] & (place | town | title | role | org); c != 0 {
			return c
		}
	}
	return 0
}

// hyphenAt reports whether token i is a hyphen that joins the words on both its
// sides.
func (s *scan) hyphenAt(i int) bool {
	return s.joinAt(i) == '-'
}

// joinAt is '-' for a joining hyphen, '–' for a joining dash, and 0 for anything
// else.
func (s *scan) joinAt(i int) rune {
	if i < 1 || i+1 >= len(s.tokens) || s.tokens[i].Kind != language.Punct || s.tokens[i].Spaced || s.tokens[i+1].Spaced {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.word(i))
	switch {
	case r == '-' || r == '\u2010' || r == '\u2011':
		return '-'
	case language.IsHyphen(r):
		return '–'
	}
	return 0
}

func (s *scan) punct(i int, mark string) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].Kind == language.Punct && s.word(i) == mark
}

// atomAt reads the atom that begins at token i, before the token end.
func (s *scan) atomAt(i, end int, first bool) (atom, bool) {
	tok := s.tokens[i]
	if tok.Kind != language.Word || first && s.hyphenAt(i-1) && s.tokens[i-2].Kind == language.Number { // "28-Point"
		return atom{}, false
	}
	word := s.word(i)
	a := atom{from: i, to: i + 1, start: tok.Start, end: tok.End}
	if !tok.Upper {
		return s.lowerAtom(a, word, end, first)
	}
	if n := s.foreignTitle(i, end); n > i+1 {
		a.to, a.end = n, s.tokens[n-1].End
		a.key, a.class, a.suffixed = fold(s.text.Raw[a.start:a.end]), org, true
		return a, true
	}
	e := s.lookup(word)
	a.key, a.class, a.caps = e.key, e.class, tok.AllCap
	if s.initialAt(i, word, e, end) {
		a.initial, a.class, a.caps = true, 0, false
		if s.punct(i+1, ".") && !s.tokens[i+1].Spaced && i+1 < end {
			a.to, a.end = i+2, s.tokens[i+1].End
		}
		return a, true
	}
	if n := s.joined(i, end); n > i+1 {
		return s.joinAtom(a, n), true
	}
	if s.punct(i+1, ".") && !s.tokens[i+1].Spaced && i+2 < end && a.class&nameEnd != 0 {
		a.to, a.end = i+2, s.tokens[i+1].End
	} else if s.punct(i+1, ".") && !s.tokens[i+1].Spaced && i+2 < end && s.tokens[i+2].Upper && a.class&(title|geo|orgHead) != 0 && len(word) <= 5 {
		a.to = i + 2
		if a.class&(geo|orgHead) != 0 {
			a.end = s.tokens[i+1].End
		}
	}
	if at := suffixAt(word); at > 0 {
		e = s.lookup(word[:at])
		a.key, a.class, a.end, a.suffixed = e.key, e.class, tok.Start+at, true
		return a, true
	}
	if s.elided(word, first) {
		at := apostrophe(word)
		_, n := utf8.DecodeRuneInString(word[at:])
		a.start += at + n
		e = s.lookup(word[at+n:])
		a.key, a.class = e.key, e.class
	}
	return a, true
}

// foreignTitle returns the token behind the words in another alphabet that begin
// at token i of a text in Latin letters, where only the first has its capital: the
// name of a newspaper or a body, as their languages write it ("Новая газета"). It
// returns i where there are none.
func (s *scan) foreignTitle(i, end int) int {
	if !s.latin || latin(s.word(i)) || i == 0 || s.tokens[i].Line || s.punct(i-1, ".") || s.tokens[i-1].Kind == language.Word && !latin(s.word(i-1)) {
		return i
	}
	n, small := i+1, false
	for n < min(end, i+5) && s.tokens[n].Kind == language.Word && s.tokens[n].Spaced && !latin(s.word(n)) {
		if s.tokens[n].Upper {
			return i
		}
		small = true
		n++
	}
	if !small || s.class[i]&(title|role) != 0 {
		return i
	}
	return n
}

// latin reports whether a word is written in Latin letters.
func latin(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r < utf8.RuneSelf || unicode.Is(unicode.Latin, r)
}

// apostrophe is the offset of the first apostrophe in a word, -1 if there is none.
func apostrophe(word string) int {
	for i := 0; i < len(word); i++ {
		if word[i] == '\'' || word[i] == 0xE2 && strings.HasPrefix(word[i:], "’") {
			return i
		}
	}
	return -1
}

// suffixAt is the offset of the apostrophe that divides a name from the ending
// that the language hangs on it ("Ankara'da", "Clinton'll"); 0 if there is none.
func suffixAt(word string) int {
	at := apostrophe(word)
	if at < 3 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(word[at:])
	if r, _ := utf8.DecodeRuneInString(word[at+n:]); !unicode.IsLower(r) {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(word); !unicode.In(r, unicode.Latin) { // the Ukrainian apostrophe is a letter
		return 0
	}
	return at
}

// elided reports whether word begins with an article that has lost its vowel:
// "L'Europe", and "l'Europe" at the start of a name.
func (s *scan) elided(word string, first bool) bool {
	at := apostrophe(word)
	if at < 1 || at > 2 || s.tongue != french {
		return false
	}
	head := strings.ToLower(word[:at])
	return first && (head == "l" || head == "d" || head == "qu" || head == "s" || head == "n")
}

// lowerAtom reads an atom that begins in lower case: "al-Assad", "d'Estaing".
func (s *scan) lowerAtom(a atom, word string, end int, first bool) (atom, bool) {
	if at := apostropheIn(word); at > 0 {
		_, n := utf8.DecodeRuneInString(word[at:])
		rest := word[at+n:]
		if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) {
			return a, false
		}
		e := s.lookup(rest)
		a.key, a.class = e.key, e.class
		if first {
			a.start += at + n
		}
		return a, true
	}
	if s.class[a.from]&particle != 0 && len(word) <= 3 && s.hyphenAt(a.from+1) && a.from+2 < end && s.tokens[a.from+2].Upper {
		return s.joinAtom(a, s.joined(a.from+2, end)), true
	}
	return a, false
}

// apostropheIn is the offset of an apostrophe behind the first one or two letters
// of word, 0 if there is none.
func apostropheIn(word string) int {
	for i := 1; i < min(3, len(word)); i++ {
		if word[i] == '\'' || strings.HasPrefix(word[i:], "’") {
			return i
		}
	}
	return 0
}

// initialAt reports whether token i is somebody's initial: "J.", "J.K.", "J" in "J Smith".
func (s *scan) initialAt(i int, word string, e *entry, end int) bool {
	n := utf8.RuneCountInString(word)
	if n > 1 && e.class&(place|org) != 0 {
		return false
	}
	if n == 1 {
		if i+1 >= end {
			return false
		}
		point := s.punct(i+1, ".") && !s.tokens[i+1].Spaced
		if !point && (word == "A" || word == "I" || word == "X") {
			return false
		}
		next := i + 1
		if point {
			next++
		}
		return next < end && s.tokens[next].Kind == language.Word && s.tokens[next].Upper
	}
	return strings.HasSuffix(word, ".") && n <= 6 && i+1 < end && s.tokens[i+1].Upper && len(strings.ReplaceAll(word, ".", "")) <= 3
}

// joined returns the token behind the hyphenated word that begins at token i.
func (s *scan) joined(i, end int) int {
	to := i + 1
	for to+1 < end && s.hyphenAt(to) && s.tokens[to+1].Kind == language.Word && s.joins(i, to-1, to+1) {
		to += 2
	}
	return to
}

// joins decides whether a hyphen makes one word of the tokens on its sides; the
// word began at token start.
func (s *scan) joins(start, left, right int) bool {
	a, b := s.lookup(s.word(left)), s.lookup(s.word(right))
	if s.lex.phrases[s.pair(start, right)] != 0 || s.lex.words[s.pair(start, right)] != 0 {
		return true
	}
	const named = place | town | demonym | org
	if !s.tokens[right].Upper {
		if s.tokens[right].Len() > 12 {
			return false
		}
		if start > 0 && s.class[start-1]&clan != 0 && s.tokens[start-1].Upper && s.tokens[right].Len() < 7 {
			return true // "Yoon Soon-ja"
		}
		return b.class&^(given|surname|town|ending) == 0 && a.class&(place|demonym|org) == 0
	}
	switch {
	case a.class&given != 0 && b.class&given != 0:
		return true
	case a.class&named != 0 && b.class&named != 0:
		return false
	case a.class&(named|surname) != 0 && b.class&common != 0 && b.class&(given|surname) == 0:
		return false
	case s.standsAlone(a.key) && s.standsAlone(b.key) && a.class&(common|given) == 0:
		return false
	}
	return true
}

// standsAlone reports whether a word is somewhere in the document a name without a
// hyphen.
func (s *scan) standsAlone(key string) bool { return s.solo[key] }

func (s *scan) pair(left, right int) string {
	return fold(s.text.Raw[s.tokens[left].Start:s.tokens[right].End])
}

// joinAtom extends a up to the token to, a hyphenated word.
func (s *scan) joinAtom(a atom, to int) atom {
	a.to, a.end = to, s.tokens[to-1].End
	a.key = fold(s.text.Raw[a.start:a.end])
	whole := s.lex.words[a.key] | s.lex.phrases[a.key]
	firstClass, last := s.class[a.from], s.class[to-1]
	if whole != 0 {
		a.class = whole
		return a
	}
	a.class = last&(title|role|event|orgHead|surname|geo|ending) | firstClass&(given|surname)
	if firstClass&common != 0 && last&common != 0 {
		a.class |= common
	}
	if last&given != 0 && firstClass&given != 0 {
		a.class |= given
	}
	return a
}
