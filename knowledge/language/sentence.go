package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is one sentence, or one line that is none (a heading, a label).
type Sentence struct {
	Span
	Block    int  // index of the block that holds it
	From, To int  // its tokens, half open
	Complete bool // it ends with a terminal mark
}

func sentences(t *Text) []Sentence {
	out := make([]Sentence, 0, len(t.Raw)/120+len(t.Blocks))
	var spans []Span
	token := 0
	for i, b := range t.Blocks {
		spans = appendSentences(spans[:0], t.Raw, b.Body)
		for _, span := range spans {
			s := Sentence{Span: span, Block: i, Complete: endsSentence(span.In(t.Raw))}
			for token < len(t.Tokens) && t.Tokens[token].Start < span.Start {
				token++
			}
			s.From = token
			for token < len(t.Tokens) && t.Tokens[token].End <= span.End {
				token++
			}
			s.To = token
			out = append(out, s)
		}
	}
	return out
}

// SplitSentences splits the part of raw that block names into sentences. It
// never returns an empty span, and white space between sentences is in none.
func SplitSentences(raw string, block Span) []Span {
	return appendSentences(nil, raw, block)
}

func appendSentences(out []Span, raw string, block Span) []Span {
	s := block.In(raw)
	start := 0
	for i := nextMark(s, 0); i < len(s); {
		r, n := decode(s, i)
		tight := isTightMark(r)
		if !tight && !isMark(r) {
			i = nextMark(s, i+n)
			continue
		}
		end := absorbClosers(s, i+n)
		next := skipSpace(s, end)
		if next >= len(s) {
			break
		}
		ends := tight && !quotesOn(s, end)
		if !tight {
			ends = splitsAt(s, start, i, i+n, end, next)
		}
		if ends {
			out = append(out, Span{block.Start + start, block.Start + end})
			start = next
		}
		i = nextMark(s, max(end, i+n))
	}
	if rest := trim(raw, Span{block.Start + start, block.End}); rest.Len() > 0 {
		out = append(out, rest)
	}
	return out
}

// markBytes are the bytes that a terminal mark can begin with.
var markBytes = func() (t [256]bool) {
	for _, mark := range ".!?…؟۔।։።៕။‽⁇⁈⁉。！？｡" {
		t[string(mark)[0]] = true
	}
	return t
}()

func nextMark(s string, i int) int {
	for i < len(s) && !markBytes[s[i]] {
		i++
	}
	return i
}

// isMark reports whether r can end a sentence that white space follows.
func isMark(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '؟', '۔', '।', '॥', '։', '።', '៕', '။', '‽', '⁇', '⁈', '⁉':
		return true
	}
	return false
}

// isTightMark reports whether r ends a sentence in scripts that put no space
// behind it.
func isTightMark(r rune) bool {
	return r == '。' || r == '！' || r == '？' || r == '｡'
}

// quotesOn reports whether the sentence goes on behind a quotation that ended
// at i: Japanese puts the particle と there.
func quotesOn(s string, i int) bool {
	return strings.HasPrefix(s[i:], "と")
}

func absorbClosers(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !isCloser(r) && !isMark(r) && !isTightMark(r) {
			note := noteReference(s[i:])
			if note == 0 {
				break
			}
			n = note
		}
		i += n
	}
	return i
}

func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', '›', ')', ']', '」', '』', '】', '》', '）':
		return true
	}
	return false
}

// noteReference is the length of the reference to a note at the start of s, as
// encyclopedias put it behind a sentence: "[12]".
func noteReference(s string) int {
	if len(s) < 3 || s[0] != '[' {
		return 0
	}
	n := 1
	for n < len(s) && n < 5 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 1 || n == len(s) || s[n] != ']' {
		return 0
	}
	return n + 1
}

// splitsAt decides whether the mark at s[mark:afterMark] ends a sentence that
// began at start; the closers end at end, the next word begins at next.
func splitsAt(s string, start, mark, afterMark, end, next int) bool {
	if next == end {
		return s[mark] == '.' && end == afterMark && gluedAt(s, mark)
	}
	word := nextWord(s, next)
	if !opensSentence(word) || isGap(s, mark) || isNumbering(s[start:mark]) {
		return false
	}
	if s[mark] != '.' {
		return !(end > afterMark && attributes(s[next:]))
	}
	if mark > 0 && isSpace(rune(s[mark-1])) && !dotsEnd(s, mark, next) {
		return false
	}
	before := wordBefore(s, mark)
	if end > afterMark && s[afterMark] != '.' { // a closing quote or bracket stands behind the point
		return s[afterMark] != ')' || abbreviationOf(before) == ordinary && !isPointed(before) || starts(word)
	}
	if end > afterMark { // an ellipsis
		return true
	}
	return pointEnds(s, start, mark, before, word)
}

// isGap reports whether the mark at i stands for words left out: "[...]", "(…)".
func isGap(s string, i int) bool {
	return i > 0 && (s[i-1] == '[' || s[i-1] == '(')
}

// isNumbering reports whether what stands before the first point of a sentence is
// only its number or letter in a list.
func isNumbering(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return len(s) <= 3 && allDigits(s) || size == len(s) && unicode.IsLower(r)
}

// pointEnds decides about a single point between the words before and after.
func pointEnds(s string, start, mark int, before, after string) bool {
	first, _ := utf8.DecodeRuneInString(after)
	switch abbreviationOf(before) {
	case beforeName, inner:
		return false
	case beforeCount:
		return !isDigit(first)
	case capital, either:
		return !isDigit(first) && starts(after)
	}
	letter, size := utf8.DecodeRuneInString(before)
	switch {
	case strings.HasSuffix(before, "°") || before == "№":
		return false
	case size == len(before) && isUpper(letter):
		return initialEnds(s, start, mark-size, letter, after)
	case size == len(before) && isLetter(letter) && unicode.IsLower(letter):
		return !isDigit(first) && starts(after)
	case isPointed(before):
		return pointedEnds(s, start, mark, before, after)
	case allDigits(before) && len(before) <= 2: // "3." before a month is a date in German and its neighbours
		return Month(after) == 0
	}
	return true
}

// initialEnds decides about the point behind a single capital letter that stands
// at position at: mostly somebody's initial.
func initialEnds(s string, start, at int, letter rune, after string) bool {
	if letter == 'I' {
		previous := wordBefore(s, trim(s, Span{start, at}).End)
		r, _ := utf8.DecodeRuneInString(previous)
		return previous == "" || !isUpper(r) || starts(after)
	}
	return starts(after) && !strings.HasSuffix(after, ".")
}

// pointedEnds decides about the last point of "U.S." or "a.m.".
func pointedEnds(s string, start, mark int, before, after string) bool {
	switch strings.ToLower(before) {
	case "a.m", "p.m":
		// "At 8 p.m. Smith spoke", but "It ended at 8 p.m. Smith then spoke"
		return starts(after) || mark-start > 24 && Month(after) == 0 && !IsWeekday(after) && !isZone(after)
	}
	return starts(after)
}

func isZone(word string) bool {
	word = strings.TrimRight(word, ",.;:)")
	switch word {
	case "Eastern", "Central", "Pacific", "Mountain", "Moscow", "Kyiv", "Greenwich", "Local", "Beijing", "London", "Paris":
		return true
	}
	if len(word) < 2 || len(word) > 4 {
		return false
	}
	for _, r := range word {
		if !isUpper(r) {
			return false
		}
	}
	return true
}

// gluedAt reports whether a space was lost behind the point at mark: two running
// words stand on its sides ("… the conflict.The plan …"), not an address.
func gluedAt(s string, mark int) bool {
	before := wordBefore(s, mark)
	if len(before) < 3 || !allLower(before) {
		return false
	}
	after := nextWord(s, mark+1)
	r, size := utf8.DecodeRuneInString(after)
	rest := strings.TrimRight(after[size:], ",;:.")
	return isUpper(r) && (rest == "" || allLower(rest)) && starts(after)
}

func allLower(s string) bool {
	for _, r := range s {
		if !isLetter(r) || isUpper(r) {
			return false
		}
	}
	return true
}

// dotsEnd decides about the point at mark where points are written with spaces
// between them (". . ."): the last of four ends a sentence, three are a gap.
func dotsEnd(s string, mark, next int) bool {
	if s[next] == '.' {
		return false
	}
	dots := 0
	for i := mark; i >= 0 && dots < 5; i -= 2 {
		if s[i] != '.' {
			break
		}
		dots++
		if i == 0 || !isSpace(rune(s[i-1])) {
			break
		}
	}
	return dots > 3
}

// attributes reports whether s, which follows a quotation that ends with "!" or
// "?", says who spoke: a name and a verb of saying.
func attributes(s string) bool {
	for range 6 {
		word := nextWord(s, 0)
		if len(word) > 40 {
			return false
		}
		r, _ := utf8.DecodeRuneInString(word)
		if !isUpper(r) {
			return speechVerbs[strings.TrimRight(word, ",.:;")]
		}
		next := skipSpace(s, len(word))
		if next >= len(s) {
			return false
		}
		s = s[next:]
	}
	return false
}

// opensSentence reports whether a sentence can begin with word.
func opensSentence(word string) bool {
	word = bare(word)
	if word == "" {
		return false
	}
	r, size := utf8.DecodeRuneInString(word)
	switch {
	case isUpper(r), isDigit(r), unicode.Is(unicode.Lo, r):
		return true
	case size == len(word):
		return false
	case unicode.Is(unicode.Sc, r) || r == '#' || r == '≈' || r == '~' || r == '№':
		return isDigitAt(word, size)
	}
	second, _ := utf8.DecodeRuneInString(word[size:])
	return isLetter(r) && isUpper(second) // "iPhone", "eBay"
}

// bare takes opening quotes, brackets and dashes off a word.
func bare(word string) string {
	return strings.TrimLeft(word, "\"'“‘«„‹([—–-•*¿¡「『（")
}

// starts reports whether word begins a sentence far more often than a name.
func starts(word string) bool {
	word = strings.TrimRight(bare(word), ",.;:!?…\"'”’»)]")
	if starters[word] {
		return true
	}
	if i := strings.IndexAny(word, "'’"); i > 0 { // "It's", "That’s"
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word[i:], "'’")); isUpper(r) {
			return false // "O'Neill"
		}
		return starters[word[:i]]
	}
	return false
}

// nextWord returns the word that begins at i, to the next white space. Scripts
// without spaces give their first letters.
func nextWord(s string, i int) string {
	end := i
	for end < len(s) && end-i < 100 {
		r, n := decode(s, end)
		if isSpace(r) {
			break
		}
		end += n
	}
	return s[i:end]
}

// wordBefore returns the word that ends at i. It looks no further back than any
// abbreviation is long.
func wordBefore(s string, i int) string {
	start := i
	for start > 0 && i-start < 40 {
		r, n := decodeLast(s, start)
		if isSpace(r) || isWordEdge(r) {
			break
		}
		start -= n
	}
	return s[start:i]
}

func isWordEdge(r rune) bool {
	switch r {
	case '(', '[', '"', '“', '„', '«', '\'', '‘', '—', '–', '/', '-', '\u2011':
		return true
	}
	return false
}

// endsSentence reports whether line ends as a sentence does: with a terminal
// mark, and perhaps closing quotes, brackets or a reference to a note behind it.
func endsSentence(line string) bool {
	r := lastMark(line)
	return isMark(r) || isTightMark(r)
}

// lastMark returns the last rune of line before closing quotes, brackets,
// emphasis and references to notes.
func lastMark(line string) rune {
	for len(line) > 0 {
		r, n := decodeLast(line, len(line))
		if r == ']' {
			if i := strings.LastIndexByte(line[max(0, len(line)-6):], '['); i >= 0 {
				at := max(0, len(line)-6) + i
				if noteReference(line[at:]) == len(line)-at {
					line = line[:at]
					continue
				}
			}
		}
		if !isCloser(r) && r != '*' && r != '_' && !isSpace(r) {
			return r
		}
		line = line[:len(line)-n]
	}
	return utf8.RuneError
}
