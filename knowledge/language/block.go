package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// BlockKind tells what part a block plays on its page.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota // running text
	Heading                    // a short line that names what follows
	Item                       // one item of a list; the marker is not in its Body
	Label                      // a short line that is no sentence and names nothing below it: a card's figure, name or tag
	Furniture                  // what the page's machinery put there: "Logo", a doubled title, "Must Read: …"; never an answer
)

// Block is one line of text, or several where a paragraph was wrapped by hand.
type Block struct {
	Span        // without the white space around it
	Body   Span // without the list marker
	Kind   BlockKind
	Indent int    // white space before the first line, in bytes
	Head   int    // index of the heading block that governs this one, -1 for none
	After  bool   // an empty line (or the start of the text) stands before it
	Marker string // the list marker, as written: "-", "•", "3."
}

// GroupKind tells why blocks belong together.
type GroupKind uint8

// The kinds of groups.
const (
	List GroupKind = iota // a lead-in and its items
	Card                  // a label and the lines that explain it: "6 / High-level meetings …", "Name / Role (detail)"
)

// Group is a run of neighbouring blocks that answer as one unit.
type Group struct {
	Span
	Kind     GroupKind
	From, To int // blocks, half open
}

// maxHeading is the length in bytes past which a line without a full stop is
// still taken for a sentence: the longest headlines of news sites have about 140
// letters.
const maxHeading = 160

// wrapWidth is the length in bytes from which a line can have been wrapped by
// hand: a shorter one that ends without a full stop ended on purpose.
const wrapWidth = 45

// blocks splits raw at line ends and classifies each line.
func blocks(raw string) []Block {
	var out []Block
	after := true
	for start := 0; start < len(raw); {
		end := strings.IndexByte(raw[start:], '\n')
		if end < 0 {
			end = len(raw)
		} else {
			end += start
		}
		span := trim(raw, Span{start, end})
		if span.Len() == 0 {
			after = true
		} else {
			b := Block{Span: span, Indent: span.Start - start, After: after, Head: -1}
			b.Body, b.Marker = listMarker(raw, span)
			if n := len(out); n > 0 && !after && b.Marker == "" && wraps(raw, out[n-1], b) {
				out[n-1].Span.End, out[n-1].Body.End = span.End, span.End
			} else {
				out = append(out, b)
			}
			after = false
		}
		start = end + 1
	}
	for i := range out {
		out[i].Kind = classify(raw, out, i)
	}
	head := -1
	for i := range out {
		if out[i].Kind == Heading {
			head = i
		} else {
			out[i].Head = head
		}
	}
	return out
}

// wraps reports whether the line b continues the block before it.
func wraps(raw string, before, b Block) bool {
	line := before.In(raw)
	if nl := strings.LastIndexByte(line, '\n'); nl >= 0 {
		line = line[nl+1:]
	}
	if len(line) < wrapWidth || endsSentence(line) || strings.HasSuffix(line, ":") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b.In(raw))
	return unicode.IsLower(r)
}

func classify(raw string, all []Block, i int) BlockKind {
	b := all[i]
	line := b.In(raw)
	switch {
	case isFurniture(raw, all, i):
		return Furniture
	case b.Marker != "":
		return Item
	case endsSentence(line) || strings.HasSuffix(line, ":") || strings.HasSuffix(line, ","):
		return Paragraph
	case len(line) > maxHeading:
		return Paragraph
	case i+1 < len(all) && namesWhatFollows(raw, b, all[i+1]):
		return Heading
	}
	return Label
}

// namesWhatFollows reports whether a short line is a heading of the block below.
func namesWhatFollows(raw string, b, next Block) bool {
	if letters(b.In(raw)) < 3 {
		return false
	}
	return next.Len() > b.Len() || next.After || next.Marker != ""
}

// furnitureStarts are beginnings of lines that a site's template puts between
// paragraphs.
var furnitureStarts = []string{
	"must read:", "read also:", "also read:", "read more", "see also:", "related:", "related articles", "related stories",
	"recommended:", "don't miss:", "subscribe", "sign up", "follow us", "share this", "share on", "click here", "advertisement",
	"photo:", "image:", "photo credit", "image credit", "getty images", "all rights reserved", "copyright ©", "©",
}

// furnitureLines are whole lines of the same origin.
var furnitureLines = map[string]bool{
	"logo": true, "share": true, "tweet": true, "print": true, "email": true, "menu": true, "search": true, "home": true,
	"comments": true, "advertisement": true, "subscribe": true, "log in": true, "sign in": true, "skip to content": true,
	"skip to main content": true, "back to top": true, "copy link": true, "listen": true, "save": true, "close": true,
}

func isFurniture(raw string, all []Block, i int) bool {
	line := all[i].In(raw)
	low := strings.ToLower(line)
	if furnitureLines[low] {
		return true
	}
	for _, start := range furnitureStarts {
		if strings.HasPrefix(low, start) && len(line) < maxHeading {
			return true
		}
	}
	if i+1 < len(all) && all[i+1].In(raw) == line {
		return true
	}
	return isHost(line)
}

// isHost reports whether line is nothing but a site's name: "CaliToday.Net".
func isHost(line string) bool {
	dot := strings.LastIndexByte(line, '.')
	if dot < 1 || strings.ContainsAny(line, " \t") || len(line)-dot < 3 || len(line)-dot > 7 {
		return false
	}
	for _, r := range line[dot+1:] {
		if !isLetter(r) {
			return false
		}
	}
	return true
}

// listMarker splits the marker of a list item off its line.
func listMarker(raw string, span Span) (body Span, marker string) {
	line := span.In(raw)
	n := 0
	switch r, size := utf8.DecodeRuneInString(line); {
	case strings.ContainsRune("-*•–—‣◦▪●·+", r):
		n = size
	case isDigit(r) || isLetter(r) && len(line) > 1 && (line[1] == ')' || line[1] == '.'):
		for n < len(line) && n < 3 && (isDigit(rune(line[n])) || n == 0) {
			n++
		}
		if n >= len(line) || line[n] != '.' && line[n] != ')' {
			return span, ""
		}
		n++
	default:
		return span, ""
	}
	rest := line[n:]
	if rest == "" || !isSpace(rune(rest[0])) && !strings.HasPrefix(rest, "\u00a0") {
		return span, ""
	}
	body = trim(raw, Span{span.Start + n, span.End})
	if body.Len() == 0 {
		return span, ""
	}
	return body, line[:n]
}

func trim(raw string, s Span) Span {
	for s.Start < s.End {
		r, size := decode(raw, s.Start)
		if !isSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(raw[s.Start:s.End])
		if !isSpace(r) {
			break
		}
		s.End -= size
	}
	return s
}

// endsSentence reports whether line ends as a sentence does: with a terminal
// mark, and perhaps closing quotes or brackets behind it.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)]*_ ")
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "?") || strings.HasSuffix(line, "…")
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if isLetter(r) {
			n++
		}
	}
	return n
}
