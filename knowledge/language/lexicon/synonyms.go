package lexicon

import (
	_ "embed"
	"strings"
)

// synonymFile has a word and its synonyms on each line, in the order of bytes.
//
//go:embed data/synonyms.txt
var synonymFile string

// Synonyms returns the synonyms of a word in its first senses, as WordNet has
// them: uninflected.
func Synonyms(word string) []string {
	line := lineOf(synonymFile, word)
	if line == "" {
		return nil
	}
	return strings.Fields(line[len(word):])
}

// Defined reports whether the dictionary has a word or its dictionary form. It lacks
// some that have no synonym.
func Defined(word string) bool {
	base := Base(word)
	return base != word || lineOf(synonymFile, word) != ""
}

// Base returns the dictionary form of an irregular verb, and of another inflected
// word as far as its ending shows it and the dictionary has it; else the word
// itself.
func Base(word string) string {
	if base := dictionaryForms[word]; base != "" {
		return base
	}
	for _, e := range endings {
		stem, ok := strings.CutSuffix(word, e.ending)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, form := range []string{stem + e.instead, undouble(stem)} {
			if form != "" && lineOf(synonymFile, form) != "" {
				return form
			}
		}
	}
	return word
}

// endings are those of English grammar, with what stands in their place in the
// dictionary.
var endings = [...]struct{ ending, instead string }{
	{"ies", "y"}, {"ied", "y"}, {"es", ""}, {"s", ""}, {"ed", ""}, {"d", ""}, {"ing", ""}, {"ing", "e"},
}

// undouble takes off the second of two equal letters at the end: "planned" has
// "plan". It is empty where there is none.
func undouble(stem string) string {
	n := len(stem)
	if n < 4 || stem[n-1] != stem[n-2] {
		return ""
	}
	return stem[:n-1]
}

// lineOf returns the line of a sorted file that begins with the word, "" where
// there is none.
func lineOf(file, word string) string {
	lo, hi := 0, len(file)
	for lo < hi {
		mid := strings.LastIndexByte(file[:(lo+hi)/2], '\n') + 1
		end := len(file)
		if n := strings.IndexByte(file[mid:], '\n'); n >= 0 {
			end = mid + n
		}
		line := file[mid:end]
		head, _, _ := strings.Cut(line, " ")
		switch strings.Compare(word, head) {
		case 0:
			return line
		case -1:
			hi = mid
		default:
			lo = end + 1
		}
	}
	return ""
}
