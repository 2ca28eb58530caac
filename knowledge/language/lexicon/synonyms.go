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

// AreSynonyms reports whether either word is listed as a synonym of the other.
func AreSynonyms(a, b string) bool { return listed(a, b) || listed(b, a) }

func listed(word, synonym string) bool {
	line := lineOf(synonymFile, word)
	for i := len(word); i < len(line); {
		at := strings.Index(line[i:], synonym)
		if at < 0 {
			return false
		}
		at += i
		end := at + len(synonym)
		if line[at-1] == ' ' && (end == len(line) || line[end] == ' ') {
			return true
		}
		i = end
	}
	return false
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
