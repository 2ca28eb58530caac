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
	token := 0
	for i, b := range t.Blocks {
		for _, span := range SplitSentences(t.Raw, b.Body) {
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
	var out []Span
	s := block.In(raw)
	start := 0
	for i := 0; i < len(s); {
		r, n := decode(s, i)
		if r != '.' && r != '!' && r != '?' && r != '…' {
			i += n
			continue
		}
		end := absorbClosers(s, i+n)
		next := skipSpace(s, end)
		if next == end || next >= len(s) {
			i = max(end, i+n)
			continue
		}
		if splitsAt(s, start, i, i+n, end, next) {
			out = append(out, Span{block.Start + start, block.Start + end})
			start = next
		}
		i = next
	}
	if rest := trim(raw, Span{block.Start + start, block.End}); rest.Len() > 0 {
		out = append(out, rest)
	}
	return out
}

func absorbClosers(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !strings.ContainsRune(".!?…\"'”’»)]", r) {
			break
		}
		i += n
	}
	return i
}

func skipSpace(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

// splitsAt decides whether the mark at s[mark:afterMark] ends a sentence that
// began at start; the closers end at end, the next word begins at next.
func splitsAt(s string, start, mark, afterMark, end, next int) bool {
	word := strings.TrimLeft(nextWord(s, next), "\"'“‘«([—–-•")
	first, _ := utf8.DecodeRuneInString(word)
	if word == "" || !unicode.IsUpper(first) && !isDigit(first) && !unicode.Is(unicode.Lo, first) {
		return false
	}
	if s[mark] != '.' {
		return true
	}
	if end > afterMark && s[afterMark] != '.' { // a closing quote or bracket stands behind the point
		return true
	}
	before := wordBefore(s, mark)
	key := strings.ToLower(strings.ReplaceAll(before, ".", ""))
	switch {
	case neverLast[key]:
		return false
	case abbreviations[key]:
		return !isDigit(first) && starters[strings.Trim(word, ",.;:")]
	case len(before) == 1 && before != "I" && unicode.IsUpper(rune(before[0])):
		return false
	case strings.Contains(before, "."):
		return starters[strings.Trim(word, ",.;:")]
	case strings.TrimSpace(s[start:mark]) == before && allDigits(before):
		return false
	}
	return true
}

func nextWord(s string, i int) string {
	end := i
	for end < len(s) {
		r, n := decode(s, end)
		if isSpace(r) {
			break
		}
		end += n
	}
	return s[i:end]
}

func wordBefore(s string, i int) string {
	start := i
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:start])
		if isSpace(r) || strings.ContainsRune("(\"“'‘—–/", r) {
			break
		}
		start -= n
	}
	return s[start:i]
}

func allDigits(s string) bool {
	for _, r := range s {
		if !isDigit(r) {
			return false
		}
	}
	return s != ""
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// neverLast are abbreviations that stand before a name or a figure, so that the
// point behind them never ends a sentence.
var neverLast = set(`mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig pres hon rev st messrs supt det insp
	vs fig no nos mt ft cf eg ie amb atty`)

// abbreviations may end a sentence, but only before a word that starts one.
var abbreviations = set(`sr jr etc inc ltd co corp llc plc vol pp al approx est art p sec ch dept univ assn bros ave blvd rd
	jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`)

// starters are words that begin a sentence far more often than a name.
var starters = set(`How What Who Why Where When Which The A An In On At It He She They We I You This That These Those But And
	However Meanwhile According After Before While If As His Her Their Its There Both Under Despite Following Sources Analysts
	Officials For From By With To Not No Yes So Then Also All Some Many Most More One Two Since Although Because Earlier Later
	Now Today`)
