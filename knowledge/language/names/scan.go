package names

import (
	"strings"
	"unicode/utf8"

	"attache/knowledge/language"
)

// scan holds what is worked out about one document.
type scan struct {
	text   *language.Text
	lex    *lexicon
	tokens []language.Token
	class  []class           // of each token
	cache  map[string]*entry // of each word as it is written
	solo   map[string]bool   // capitalised words that stand alone, outside hyphens
	lower  map[string]bool   // words the document writes in lower case too
	sports bool              // it reports on sports
	latin  bool              // most of it is in Latin letters
	tongue tongue
	family map[string]family // what the document itself showed of a word
	short  map[string]string // short forms, and the names that introduce them
	runs   []run
	keep   []atom  // backing of all runs
	owner  []int32 // of each token, one more than the index of the mention it is in
}

// entry is what is known of a word, and how the document writes it.
type entry struct {
	key     string
	class   class
	tongues uint8 // a bit for each language that it is a small word of
	sport   bool
	noted   bool // it stands in solo or lower already
}

func newScan(t *language.Text) *scan {
	s := &scan{
		text: t, lex: lists(), tokens: t.Tokens,
		class: make([]class, len(t.Tokens)),
		cache: make(map[string]*entry, len(t.Tokens)/6), solo: map[string]bool{}, lower: map[string]bool{}, family: map[string]family{}, short: map[string]string{},
	}
	stops, sporting, others := [tongues]int{}, 0, 0
	kinds := map[string]bool{} // of words on sports
	for i := range s.tokens {
		tok := &s.tokens[i]
		if tok.Kind != language.Word {
			continue
		}
		e := s.lookup(s.word(i))
		s.class[i] = e.class
		if e.sport {
			sporting++
			kinds[e.key] = true
		}
		if s.text.Raw[tok.Start] >= utf8.RuneSelf && !latin(s.word(i)) {
			others++
		}
		if tok.Upper {
			if !e.noted && !s.hyphenAt(i-1) && !s.hyphenAt(i+1) {
				s.solo[e.key], e.noted = true, true
			}
			continue
		}
		if !e.noted && e.class&(common|stop) != 0 {
			s.lower[e.key], e.noted = true, true
		}
		for t := range stops {
			stops[t] += int(e.tongues >> t & 1)
		}
	}
	s.findPeoples()
	s.latin = others*4 < len(s.tokens)
	s.tongue = mostLikely(stops)
	if s.tongue != english {
		for _, e := range s.cache {
			e.class &^= common
		}
	}
	s.sports = sporting*60 >= len(s.tokens) && sporting >= 3 && len(kinds) >= 2
	return s
}

// germanOffice reports whether a long word is a German compound for an office:
// "Verkehrsministerin".
func germanOffice(key string) bool {
	key = strings.TrimSuffix(key, "in")
	for _, e := range [...]string{"minister", "prasident", "kanzler", "sprecher", "sekretar", "direktor", "leiter", "trainer", "forscher", "experte"} {
		if strings.HasSuffix(key, e) {
			return true
		}
	}
	return false
}

// calendar are the names of days, and of months that are no given names.
var calendar = set(`monday tuesday wednesday thursday friday saturday sunday january february march july september october november december
	feb apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun`)

// inCapitals are places that are always written in capitals.
var inCapitals = set("la nyc dc us uk uae ussr abd usa")

// sportWords are words that show what a report is about.
var sportWords = set(`match matches goal goals scored scorers coach striker midfielder defender goalkeeper season tournament
	innings wicket wickets overs runs batsman bowler seed seeded quarter-final semifinal semifinals final finals penalty
	halftime attendance league standings round points rebounds homered homer inning pitcher touchdown
	yards quarterback race lap laps stage seconds metres champion championship prix golf tennis cricket soccer football
	rugby basketball baseball hockey boxing homers homered strikeouts struck goalie saves assists shutout halfback hurdles relay
	scoreboard standings summaries nba nhl nfl wins win beat bt lbw referee kick header champions cup`)

func (s *scan) word(i int) string { return s.tokens[i].In(s.text.Raw) }

// lookup returns what the lists say of a word. The entry is shared.
func (s *scan) lookup(word string) *entry {
	if e, ok := s.cache[word]; ok {
		return e
	}
	key := fold(nominative(word))
	e := &entry{key: key, class: s.lex.words[key], sport: sportWords[key], tongues: tonguesOf(word)}
	if s.lex.acronym[key] && word != strings.ToUpper(word) {
		e.class &^= org
	}
	switch caps := word == strings.ToUpper(word); {
	case !inCapitals[key]:
	case caps:
		e.class &^= stop | common
	default:
		e.class &^= place | country // "La", "Us"
	}
	if !ascii(word) {
		e.class = (e.class | s.lex.words[wordKey(word)]) &^ common // "Støre" is not "store"
		if e.class == 0 {
			e.class = s.inflected(key) | s.lex.inflected(wordKey(word))
		}
	}
	if e.class == 0 && len(key) > 8 && germanOffice(key) {
		e.class |= title
	}
	if calendar[key] {
		e.class = e.class&^(given|surname) | stop // "on Tuesday Smith said", "by Dec. 6"
	}
	if familyEnding(key) {
		e.class |= ending
	}
	s.cache[word] = e
	return e
}
