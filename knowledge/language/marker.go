package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listMarker splits the marker of a list item off its line.
func listMarker(raw string, span Span) (body Span, marker string) {
	text := span.In(raw)
	n := bulletAt(text)
	if n == 0 {
		n = numberAt(text)
	}
	if n == 0 || n >= len(text) {
		return span, ""
	}
	if r, _ := decode(text, n); !isSpace(r) {
		return span, ""
	}
	body = trim(raw, Span{span.Start + n, span.End})
	if body.Len() == 0 || isRule(text) {
		return span, ""
	}
	if word := nextWord(body.In(raw), 0); text[0] >= '0' && text[0] <= '9' && (Month(word) > 0 || strings.HasPrefix(word, "%")) {
		return span, "" // "19. November 2025"
	}
	return body, text[:n]
}

// bulletAt is the length of the bullet at the start of text.
func bulletAt(text string) int {
	r, size := decode(text, 0)
	if strings.ContainsRune("-*•–—‣◦▪●·+➤►▶▸✓✔→◆○∙⁃■□✅❖➢", r) {
		return size
	}
	return 0
}

// numberAt is the length of the number, letter or Roman numeral of a list at the
// start of text: "3.", "12)", "(a)", "iv.", "2.1.".
func numberAt(text string) int {
	open := 0
	if text[0] == '(' {
		open = 1
	}
	n := open
	for n < len(text) && n-open < 3 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n > open {
		for n+1 < len(text) && text[n] == '.' && text[n+1] >= '0' && text[n+1] <= '9' && open == 0 {
			n += 2
		}
	} else if n = open + lettersOfList(text[open:]); n == open {
		return 0
	}
	switch {
	case n >= len(text):
		return 0
	case text[n] == ')', text[n] == '.' && open == 0:
		return n + 1
	case strings.IndexByte(text[:n], '.') > 0: // "2.1 Title"
		if r, _ := utf8.DecodeRuneInString(text[skipSpace(text, n):]); isUpper(r) {
			return n
		}
	}
	return 0
}

// lettersOfList is the length of a single letter or a small Roman numeral at the
// start of text.
func lettersOfList(text string) int {
	n := 0
	for n < len(text) && n < 4 && strings.IndexByte("ivxIVX", text[n]) >= 0 {
		n++
	}
	if n > 0 {
		return n
	}
	r, size := utf8.DecodeRuneInString(text)
	if isLetter(r) && !isIdeographic(r) {
		return size
	}
	return 0
}

// ordinal is what a marker counts, read both ways where it is a letter that is
// also a Roman numeral: 0 where it is none.
type ordinal struct {
	style        byte // '1', 'a' or 'A'
	close        byte
	value, roman int
}

func ordinalOf(marker string) (o ordinal) {
	if marker == "" {
		return o
	}
	o.close = marker[len(marker)-1]
	text := strings.Trim(marker, "().")
	if allDigits(text) {
		o.style = '1'
		for _, r := range text {
			o.value = o.value*10 + int(r-'0')
		}
		return o
	}
	if strings.Contains(text, ".") { // "2.1": its last part counts, its depth is part of the style
		o.style = '1' + byte(strings.Count(text, "."))
		for _, r := range text[strings.LastIndexByte(text, '.')+1:] {
			o.value = o.value*10 + int(r-'0')
		}
		return o
	}
	r, size := utf8.DecodeRuneInString(text)
	if !isLetter(r) {
		return o
	}
	o.style = 'a'
	if isUpper(r) {
		o.style = 'A'
	}
	if size == len(text) {
		o.value = int(unicode.ToLower(r))
	}
	o.roman = romanValue(strings.ToLower(text))
	return o
}

func romanValue(text string) int {
	n, last := 0, 0
	for i := len(text) - 1; i >= 0; i-- {
		v := map[byte]int{'i': 1, 'v': 5, 'x': 10}[text[i]]
		if v == 0 {
			return 0
		}
		if v < last {
			n -= v
		} else {
			n += v
		}
		last = v
	}
	return n
}

// follows reports whether o is the next one after p in the same list.
func (o ordinal) follows(p ordinal) bool {
	if o.style == 0 || o.style != p.style || o.close != p.close {
		return false
	}
	return o.value > 0 && o.value == p.value+1 || o.roman > 0 && p.roman > 0 && o.roman == p.roman+1
}
