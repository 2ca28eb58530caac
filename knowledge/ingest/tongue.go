package ingest

import (
	"strings"
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
	pieces := piecesOf(text)
	if mostlyEnglish(pieces) {
		return "en"
	}
	votes := map[string]int{}
	for i, piece := range pieces {
		code, sure := languageOfPiece(piece)
		if len(text) <= pieceLength && !sure {
			return ""
		}
		if votes[code]++; i+1 == enoughPieces && votes[code] == enoughPieces {
			return code
		}
	}
	for code, n := range votes {
		if 3*n >= 2*len(pieces) {
			return code
		}
	}
	return ""
}

// piecesOf are the pieces of a text that have enough letters to tell a language.
func piecesOf(text string) []string {
	var out []string
	step := max(pieceLength, len(text)/piecesAtMost)
	for start := 0; start < len(text); start += step {
		if piece := text[start:min(len(text), start+pieceLength)]; countLetters(piece) >= minLetters {
			out = append(out, piece)
		}
	}
	return out
}

// mostlyEnglish reports whether so many pieces are plainly English that the others
// need not be asked: they can no longer outvote them, and the first do not all say
// something else.
func mostlyEnglish(pieces []string) bool {
	english, first := 0, false
	for i, piece := range pieces {
		if plainlyEnglish(piece) {
			english++
			first = first || i < enoughPieces
		}
	}
	return first && 3*english >= 2*len(pieces)
}

// languageOfPiece tells the language of a piece of text, and whether that is sure.
// The detector takes a third of a millisecond, as long as all else that is read in
// a piece; most pieces are plainly English, and need none.
func languageOfPiece(piece string) (code string, sure bool) {
	if plainlyEnglish(piece) {
		return "en", true
	}
	info := whatlanggo.Detect(piece)
	return info.Lang.Iso6391(), info.IsReliable()
}

// englishWords are frequent words that no other language has so often together.
var englishWords = map[string]bool{"the": true, "of": true, "and": true, "to": true, "that": true, "with": true, "was": true, "were": true, "by": true, "which": true, "from": true, "have": true, "has": true, "is": true, "are": true, "would": true, "his": true, "their": true, "it": true, "this": true}

// A piece is plainly English where of so many words at least one in so many is
// frequent in English, and they are of several kinds.
const (
	wordsToTell    = 24
	oneFrequentIn  = 6
	frequentToTell = 4 // different ones
)

func plainlyEnglish(piece string) bool {
	words, frequent := 0, 0
	seen := map[string]bool{}
	for w := range strings.FieldsSeq(piece) {
		words++
		if w = strings.ToLower(w); englishWords[w] {
			frequent++
			seen[w] = true
		}
	}
	return words >= wordsToTell && frequent*oneFrequentIn >= words && len(seen) >= frequentToTell
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
