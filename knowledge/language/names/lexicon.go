package names

import (
	_ "embed" // the word lists
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/gosimple/unidecode"
)

// class is a set of things that a word may be.
type class uint32

const (
	common    class = 1 << iota // an ordinary English word
	given                       // a given name
	surname                     // a family name
	place                       // certainly a place
	town                        // a place that is as well something else
	demonym                     // "Russian", "Democrat"
	title                       // stands before a person's name: "President", "Gen"
	titleMod                    // stands before a title: "Foreign", "Vice"
	role                        // says what somebody is: "envoy", "striker"
	roleMod                     // stands before a role: "former", "army"
	say                         // a person is its subject: "said", "resigned"
	sport                       // the same in a table of results: "beat", "lbw"
	orgHead                     // ends or begins an organisation's name: "Ministry", "Bank", "Inc"
	org                         // an organisation
	event                       // ends the name of a happening or a paper: "Summit", "Accords"
	geo                         // part of a place's name: "River", "Mount"
	stop                        // no name begins or ends with it
	particle                    // joins the parts of a name: "van", "bin"
	nameEnd                     // "Jr", "III"
	localPrep                   // "in", "near": what follows is a place
	ending                      // it ends as many family names do: "-enko"; never listed
	before                      // a noun that an organisation's name follows: "newspaper", "company"
	behind                      // a noun that follows an organisation's name: "report", "shares"
	clan                        // a Chinese, Korean or Vietnamese family name: it stands first
	country                     // a place that is a country; its teams go by its name and are counted as it
)

//go:embed data/words.txt
var wordsText string

//go:embed data/common.txt
var commonText string

//go:embed data/given.txt
var givenText string

//go:embed data/surnames.txt
var surnamesText string

//go:embed data/places.txt
var placesText string

//go:embed data/towns.txt
var townsText string

//go:embed data/organisations.txt
var organisationsText string

// sections names the classes of data/words.txt.
var sections = map[string]class{
	"title": title, "titlemod": titleMod, "role": role, "rolemod": roleMod, "say": say, "sport": sport,
	"demonym": demonym, "orghead": orgHead, "event": event, "geo": geo, "stop": stop, "particle": particle,
	"nameend": nameEnd, "place": place, "country": place | country, "org": org, "localprep": localPrep, "family": clan, "before": before, "behind": behind,
}

// lexicon is what the shipped lists say of words and of sequences of words.
type lexicon struct {
	words   map[string]class
	phrases map[string]class // names of two and more words, folded, with single spaces
	firsts  map[string]int   // a phrase's first word, and how many words its longest phrase has
	acronym map[string]bool  // one-word organisations that count only in capitals: "WHO"
}

// lists is the lexicon, read once.
var lists = sync.OnceValue(loadLexicon)

func loadLexicon() *lexicon {
	l := &lexicon{
		words:   make(map[string]class, 120_000),
		phrases: make(map[string]class, 6_000),
		firsts:  make(map[string]int, 4_000),
		acronym: map[string]bool{},
	}
	l.addSections(wordsText)
	l.addList(commonText, common)
	l.addList(givenText, given)
	l.addList(surnamesText, surname)
	l.addList(placesText, place)
	l.addList(townsText, town)
	l.addList(organisationsText, org)
	return l
}

func (l *lexicon) addSections(text string) {
	var c class
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			c = sections[strings.Trim(line, "[]")]
		default:
			for word := range strings.FieldsSeq(line) {
				l.words[wordKey(word)] |= c
			}
		}
	}
}

// addList adds one name a line. A line in capitals is an acronym.
func (l *lexicon) addList(text string, c class) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key := fold(line)
		if c == org && !strings.Contains(line, " ") && line == strings.ToUpper(line) {
			l.acronym[key] = true
		}
		n := strings.Count(key, " ") + 1
		if n == 1 {
			l.words[key] |= c
			continue
		}
		l.phrases[key] |= c
		first := key[:strings.IndexByte(key, ' ')]
		l.firsts[first] = max(l.firsts[first], n)
	}
}

// fold is the form in which the lists hold a word: ASCII, lower case, without
// points and apostrophes, hyphens as spaces.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	if !ascii(s) {
		s = unidecode.Unidecode(apostrophes.Replace(s))
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c == '.' || c == '\'' || c == '"' || c == '`':
		case c == '-':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var apostrophes = strings.NewReplacer("ı", "i", "’", "'", "ʼ", "'", "ʻ", "'")

// wordKey is the form in which the classes of a word are kept: folded, but in
// its own alphabet, since a small word of one language ("на") is a name in
// another ("Na").
func wordKey(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); unicode.In(r, unicode.Latin, unicode.Common) {
		return fold(word)
	}
	return strings.ToLower(word)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
