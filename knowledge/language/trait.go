package language

import (
	"strings"
	"unicode/utf8"
)

// trait is what one block looks like, apart from its neighbours.
type trait struct {
	short   bool // at most maxHeading bytes, on one line
	last    rune // the last rune before closing quotes and brackets
	stops   bool // it ends as a sentence does
	words   int
	capital int // words that begin with a capital or a digit
	letters int
	depth   uint8 // of a heading that is marked as one: "## …" is 2, bold text 7
	date    bool  // nothing but a date or a period
	dated   bool  // a date and at most three words more, as under a title: "Brussels, 9 December 2023"
	figure  bool  // nothing but a quantity: "≈4 years", "$1.2 trillion"
	bare    int   // the value of a whole number that stands alone, -1 where it is none
	key     bool  // "Status: …", a short name and its value
	byline  bool
	table   bool // a row of a table
}

// maxHeading is the length in bytes past which a line without a full stop is
// still taken for a sentence: the longest headlines of news sites have about 140
// letters, which in Cyrillic are 280 bytes, but those have fewer.
const maxHeading = 160

// traitOf looks at one block. It shortens the block's body where markup stands
// around it.
func traitOf(raw string, b *Block) trait {
	t := trait{bare: -1}
	text := b.Body.In(raw)
	t.last = lastMark(text)
	t.stops = isMark(t.last) || isTightMark(t.last)
	if len(text) > maxHeading && utf8.RuneCountInString(text) > maxHeading || strings.IndexByte(text, '\n') >= 0 {
		return t
	}
	t.short = true
	if b.Marker == "" {
		t.depth = markup(raw, &b.Body)
		text = b.Body.In(raw)
	}
	t.count(text)
	if t.stops && endsAbbreviated(text) && t.capital*3 >= t.words*2 && t.words <= 12 {
		t.stops = false // "Miami Round Opens as Europe Frets Over U.S."
	}
	t.table = strings.Count(text, "|") > 1 && text[0] == '|' || strings.Count(text, "\t") > 1
	if ok, extra := dateLine(text); ok {
		t.date, t.dated = extra == 0, extra > 0
	}
	t.figure = !t.date && isFigure(text)
	if len(text) < 4 && allDigits(text) {
		t.bare = 0
		for _, r := range text {
			t.bare = t.bare*10 + int(r-'0')
		}
	}
	t.key = isKeyed(text)
	t.byline = isByline(text) || isStamp(text)
	return t
}

func (t *trait) count(text string) {
	inWord := false
	for _, r := range text {
		letter := isLetter(r)
		if letter {
			t.letters++
		}
		switch {
		case letter || isDigit(r):
			if !inWord {
				t.words++
				if isUpper(r) || isDigit(r) {
					t.capital++
				}
			}
			inWord = true
		case isSpace(r) || r == '—' || r == '–' || r == '/':
			inWord = false
		}
	}
}

// titled reports whether the words are written as in a title: most of them with
// a capital.
func (t *trait) titled() bool { return t.capital*5 >= t.words*3 }

// markup takes the signs of a heading or of bold text off a line and returns the
// depth of the heading that it makes.
func markup(raw string, body *Span) uint8 {
	text := body.In(raw)
	hashes := 0
	for hashes < len(text) && hashes < 7 && text[hashes] == '#' {
		hashes++
	}
	if hashes > 0 && hashes < 7 && hashes < len(text) && isSpace(rune(text[hashes])) {
		*body = trim(raw, Span{body.Start + hashes, body.End})
		for body.Len() > 1 && raw[body.End-1] == '#' {
			*body = trim(raw, Span{body.Start, body.End - 1})
		}
		return uint8(hashes)
	}
	if strings.HasPrefix(text, "> ") { // a quotation
		*body = trim(raw, Span{body.Start + 1, body.End})
		return 0
	}
	for _, sign := range []string{"**", "__"} {
		if len(text) > 4 && strings.HasPrefix(text, sign) && strings.HasSuffix(text, sign) && strings.Count(text, sign) == 2 {
			if inner := trim(raw, Span{body.Start + 2, body.End - 2}); inner.Len() > 0 {
				*body = inner
				return 7
			}
		}
	}
	return 0
}

// endsAbbreviated reports whether the last point of text belongs to an
// abbreviation.
func endsAbbreviated(text string) bool {
	text = strings.TrimRight(text, "\"'”’»)")
	if !strings.HasSuffix(text, ".") {
		return false
	}
	word := wordBefore(text, len(text)-1)
	return isPointed(word) || abbreviationOf(word) == capital
}

// dateWords may stand beside months, weekdays and figures in a line that says
// only when.
var dateWords = wordSet(`present now today ongoing to and of the in on at from until since till until early mid late spring summer autumn fall winter
	am pm a.m p.m gmt utc est edt et cet cest bst msk eest eet ist pst pdt cst hrs circa ca c ad bc bce ce century h updated published posted last modified
	am um uhr de del le du alle года год г р року гг рр в о à al`)

// dateLine reports whether text says when: a day, a month and year, or a period,
// and how many words more it has. What stands in brackets behind does not count.
func dateLine(text string) (ok bool, extra int) {
	if len(text) > 100 {
		return false, 0
	}
	if i := strings.IndexByte(text, '('); i > 0 && strings.HasSuffix(text, ")") {
		text = text[:i]
	}
	month, digits, year := false, 0, false
	for i := 0; i < len(text); {
		r, size := decode(text, i)
		if !isLetter(r) && !isDigit(r) {
			if !isSpace(r) && !IsHyphen(r) && !strings.ContainsRune(".,:/|()•·'’*_", r) {
				return false, 0
			}
			i += size
			continue
		}
		end, digit := i, isDigit(r)
		for end < len(text) {
			r, size := decode(text, end)
			if !isLetter(r) && !joins(r) && !isDigit(r) {
				break
			}
			end += size
		}
		word := text[i:end]
		i = end
		switch {
		case digit:
			digits++
			year = year || allDigits(word) && len(word) == 4 && word >= "1000" && word <= "2199"
			if len(word) > 4 || !allDigits(word) && !isDateSuffix(word) {
				return false, 0
			}
		case Month(word) > 0:
			month = true
		case IsWeekday(word), dateWords[strings.ToLower(word)]:
		default:
			if extra++; extra > 3 || !isUpper(r) {
				return false, 0
			}
		}
	}
	return month && digits > 0 || digits > 2 || year && extra == 0, extra
}

// isDateSuffix reports whether a word that begins with a digit can be part of a
// date: "1st", "2020s", "09h30", "10am", "2025-11-19T09".
func isDateSuffix(word string) bool {
	rest := strings.ToLower(strings.TrimLeft(word, "0123456789"))
	switch rest {
	case "st", "nd", "rd", "th", "s", "am", "pm", "z", "t", "h", "г", "р", "er":
		return true
	}
	return len(rest) > 1 && (rest[0] == 't' || rest[0] == 'h') && allDigits(strings.TrimRight(rest[1:], "z"))
}

// amounts are words that stand before a quantity on a card.
var amounts = wordSet(`about over nearly almost around approximately approx more less than up to at least under below above roughly some only just
	us usd eur gbp uah rub top no number c ca`)

// isFigure reports whether text is a quantity with its unit and nothing else:
// "6", "≈4 years", "$1.2 trillion", "Over 40%".
func isFigure(text string) bool {
	if len(text) > 40 {
		return false
	}
	units, seen := 0, false
	if word := nextWord(text, 0); len(word) == 4 && allDigits(word) && len(text) > 4 && word < "2200" {
		return false // a year: "1973 oil crisis"
	}
	for _, word := range strings.Fields(text) {
		digits, letters := 0, 0
		for _, r := range word {
			switch {
			case isDigit(r):
				digits++
			case isLetter(r):
				letters++
			}
		}
		switch {
		case digits > 0 && (letters <= 3 || IsHyphen(rune(word[min(digits, len(word)-1)]))):
			seen = true
		case letters == 0:
		case !seen && amounts[strings.ToLower(word)]:
		case seen:
			units++
		default:
			return false
		}
	}
	return seen && units <= 2
}

// keys are names of values that cards and page heads use in many dossiers; a
// key that a document repeats counts as well.
var keys = wordSet(`status source sources via published updated posted date dated location place region country author authors writer
	from to cc bcc sent subject reply-to
	by type category role position title age born died founded headquarters website url contact discussed likelihood probability impact
	severity confidence timeframe deadline duration cost budget casualties language publisher edition version reporter editor editors
	источник джерело автор дата опубликовано опубліковано место місце статус
	quelle autor datum stand auteur date fuente fecha fonte`)

// isKeyed reports whether text is a known name of a value, a colon and the value,
// and no sentence.
func isKeyed(text string) bool {
	key, ok := keyOf(text)
	if !ok || endsSentence(text) && !endsAbbreviated(text) {
		return false
	}
	first, rest, _ := strings.Cut(strings.ToLower(key), " ")
	return keys[first] && (rest == "" || rest == "by" || rest == "on" || rest == "date")
}

// keyOf returns what stands before the colon of "Status: …": at most four words
// that begin with a capital, with text behind the colon.
func keyOf(text string) (string, bool) {
	i := strings.IndexByte(text, ':')
	if i < 2 || i > 60 || i+1 >= len(text) || !isSpace(rune(text[i+1])) && text[i+1] < utf8.RuneSelf && text[i+1] != '*' {
		return "", false
	}
	key := strings.Trim(text[:i], "*_ ")
	r, _ := utf8.DecodeRuneInString(key)
	if !isUpper(r) || strings.Count(key, " ") > 3 || strings.ContainsAny(key, "\"“”.,;?!") {
		return "", false
	}
	return key, true
}

// stamps begin lines that say when a page was made.
var stamps = []string{"Updated ", "Published ", "Posted ", "Last updated ", "Last modified ", "First published "}

func isStamp(text string) bool {
	if len(text) > 80 || endsSentence(text) {
		return false
	}
	for _, s := range stamps {
		if strings.HasPrefix(text, s) {
			return strings.IndexFunc(text, isDigit) > 0 || strings.HasSuffix(text, "day") || strings.HasSuffix(text, "ago")
		}
	}
	return false
}

// isByline reports whether text names its author: "By Jane Smith, Kyiv".
func isByline(text string) bool {
	if len(text) > 120 || !strings.HasPrefix(text, "By ") && !strings.HasPrefix(text, "BY ") && !strings.HasPrefix(text, "Von ") && !strings.HasPrefix(text, "Par ") {
		return false
	}
	words := strings.Fields(text)
	r, _ := utf8.DecodeRuneInString(words[min(1, len(words)-1)])
	return len(words) > 1 && len(words) < 12 && isUpper(r) && (!endsSentence(text) || endsAbbreviated(text))
}
