package slack

import (
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"
)

// How many bytes of JSON things take is reckoned, rather than written out to be
// counted: every part of an answer is measured before it is known whether it is
// shown. What is reckoned is never less than what is written.
const (
	textFrame    = len(`{"type":"text","text":""},`)
	linkFrame    = len(`{"type":"link","url":"","text":""},`)
	styleFrame   = len(`,"style":{"bold":true,"italic":true,"code":true}`)
	elementFrame = len(`{"type":"rich_text_section","elements":[]},`)
	listFrame    = len(`{"elements":[],"style":"bullet","type":"rich_text_list","indent":4},`)
)

// size is how many bytes of JSON an element takes at most.
func size(e element) int {
	switch e := e.(type) {
	case *slackapi.RichTextSection:
		return elementFrame + sizeOf(e.Elements)
	case *slackapi.RichTextQuote:
		return elementFrame + sizeOf(e.Elements)
	case *bullets:
		n := listFrame
		for _, s := range e.sections {
			n += size(s)
		}
		return n
	}
	return pageBytes // what is not known takes a page of its own
}

func sizeOf(list []inline) int {
	n := 0
	for _, i := range list {
		switch i := i.(type) {
		case *slackapi.RichTextSectionTextElement:
			if n += textFrame + quotedLen(i.Text); i.Style != nil {
				n += styleFrame
			}
		case *slackapi.RichTextSectionLinkElement:
			if n += linkFrame + quotedLen(i.Text) + quotedLen(i.URL); i.Style != nil {
				n += styleFrame
			}
		default:
			n += pageBytes
		}
	}
	return n
}

// quotedLen is how many bytes text takes in JSON as encoding/json writes it, with
// the characters of HTML escaped.
func quotedLen(text string) int {
	n := len(text)
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t' || b == '\b' || b == '\f':
			n++
		case b < ' ' || b == '<' || b == '>' || b == '&':
			n += len(`\u0000`) - 1
		case b == 0xe2 && (hasPrefix(text[i:], '\u2028') || hasPrefix(text[i:], '\u2029')):
			n += len(`\u0000`) - 3
		}
	}
	return n
}

func hasPrefix(text string, r rune) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return first == r
}
