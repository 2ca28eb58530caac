package ingest

import (
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// What a language is told from: pieces of a length at which the detector's
// confidence means something (it does not on long texts), and how many of them.
const (
	minLetters   = 40
	pieceLength  = 400 // bytes
	piecesAtMost = 12
	enoughPieces = 3 // where so many say the same, no more are asked
)

// languageOf returns the ISO 639-1 code of the language that a text is in, empty
// where it could not be told: the text is short, or its pieces disagree.
func languageOf(text string) string {
	votes := map[string]int{}
	pieces := 0
	step := max(pieceLength, len(text)/piecesAtMost)
	for start := 0; start < len(text); start += step {
		piece := text[start:min(len(text), start+pieceLength)]
		if countLetters(piece) < minLetters {
			continue
		}
		info := whatlanggo.Detect(piece)
		if len(text) <= pieceLength && !info.IsReliable() {
			return ""
		}
		pieces++
		code := info.Lang.Iso6391()
		if votes[code]++; pieces == enoughPieces && votes[code] == pieces {
			return code
		}
	}
	for code, n := range votes {
		if 3*n >= 2*pieces {
			return code
		}
	}
	return ""
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
