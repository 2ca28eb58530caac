package knowledge

import (
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// tongue is a language that a question may be put in, by its most frequent words
// of asking.
type tongue struct {
	in    string // as a sentence has it
	words map[string]bool
}

// tongues are by ISO 639-1 code. Those of other alphabets are told by script.
var tongues = map[string]tongue{
	"de": {"in German", setOf("wer wem wen wessen wann wo warum wieso wie viele was welche welcher welches der die das den dem ist sind war wurde hat für und über nicht mit von gibt")},
	"fr": {"in French", setOf("qui quand où pourquoi comment quel quelle quels quelles combien que quoi le la les des du est sont était pour avec sur dans une et pas ont")},
	"es": {"in Spanish", setOf("quién quien quiénes cuándo cuando dónde donde qué cómo cuál cuáles cuántos cuántas el los las del es son fue para con sobre una por y")},
	"it": {"in Italian", setOf("chi quando dove perché come quale quali quanti quante cosa che il lo gli della del dei è sono stato per con una non di")},
	"pt": {"in Portuguese", setOf("quem quando onde porque como qual quais quantos quantas o os as da do das dos é são foi para com uma não por")},
	"nl": {"in Dutch", setOf("wie wanneer waar waarom hoe welke wat hoeveel het een de van is zijn was werd voor met over niet en")},
	"pl": {"in Polish", setOf("kto kiedy gdzie dlaczego jak jaki jakie jaka który która które ile co jest są był była dla nie na do w z się czy")},
	"tr": {"in Turkish", setOf("kim ne nerede nasıl neden niçin hangi kaç zaman bir ve için ile bu mi mı değil")},
	"ru": {"in Cyrillic letters", nil},
	"ar": {"in Arabic letters", nil},
	"zh": {"in Chinese or Japanese letters", nil},
}

// english are words of asking that hardly any other language has.
var english = setOf("who what when where which why how the of did does is was were are has have will would to and in that")

// tongue tells the language of a question that is not put in English: by its
// script, or by two of its frequent words where English has fewer. Empty where
// it seems English or cannot be told.
func (p *phrase) tongue() string {
	if code := scriptOf(p.text); code != "" {
		return code
	}
	count := func(words map[string]bool) int {
		n := 0
		for _, w := range strings.Fields(strings.ToLower(p.text)) {
			if words[strings.Trim(w, "?!.,¿¡«»\"")] {
				n++
			}
		}
		return n
	}
	best, most := "", max(1, count(english))
	for _, code := range []string{"de", "es", "fr", "it", "nl", "pl", "pt", "tr"} {
		if n := count(tongues[code].words); n > most {
			best, most = code, n
		}
	}
	return best
}

// scriptOf tells a script that most letters of a text are in, Latin apart.
func scriptOf(text string) string {
	scripts := []struct {
		code   string
		tables []*unicode.RangeTable
	}{
		{"ru", []*unicode.RangeTable{unicode.Cyrillic}},
		{"ar", []*unicode.RangeTable{unicode.Arabic}},
		{"zh", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}},
	}
	letters := 0
	counts := make([]int, len(scripts))
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		for i := range scripts {
			if unicode.In(r, scripts[i].tables...) {
				counts[i]++
			}
		}
	}
	for i, n := range counts {
		if n*2 > letters {
			return scripts[i].code
		}
	}
	return ""
}

// The languages that are told by script alone.
var (
	cyrillic = []string{"ru", "uk", "bg", "be", "sr", "mk", "kk"}
	arabic   = []string{"ar", "fa", "ur"}
	han      = []string{"zh", "ja"}
)

// asksWho are words of other languages that ask who somebody is.
var asksWho = setOf("wer qui quién quien chi quem kto kim кто хто кой ко من")

// understandForeign makes the best of a question in a language that the dossier is
// not in: the names in it are looked for, and what it says of them is not.
func (d *Dossier) understandForeign(q *query) {
	q.foreign = d.foreignTo(q)
	if q.foreign == "" {
		return
	}
	var kept []queryWord
	mass := 0.
	for _, w := range q.words {
		if d.isNamed(&w) {
			w.name = true
			kept = append(kept, w)
			mass += w.weight
		}
	}
	if q.named = len(kept) > 0; !q.named {
		return
	}
	others := len(q.tokens) - len(kept)
	q.kind, q.focus, q.asks = AnyKind, "", others > 0
	for i, w := range q.low {
		if q.tokens[i].Kind == language.Punct {
			others--
		}
		if asksWho[w] {
			q.kind = Identity
		}
	}
	if others > shortQuestion {
		q.kind = AnyKind
	}
	q.words, q.mass = kept, mass
}

// shortQuestion is how many words beside a name a question has that asks who that
// is: "wer ist", "кто такой".
const shortQuestion = 2

// isNamed reports whether a word is, in whatever spelling, of a name in the dossier.
func (d *Dossier) isNamed(w *queryWord) bool {
	if foreign(w.typed) && len(w.others) > 0 {
		return true
	}
	switch d.Names().Lookup(w.typed).Outcome {
	case names.Found, names.Ambiguous:
		return w.count > 0 || len(w.others) > 0
	}
	return false
}

// foreignTo returns the language of a question that no document is written in;
// empty where one is, or where it cannot be told.
func (d *Dossier) foreignTo(q *query) string {
	tongue := q.tongue()
	known := slices.ContainsFunc(d.Documents(), func(doc Document) bool { return doc.Language != "" })
	if tongue == "" || !known || d.speaks(tongue) {
		return ""
	}
	return tongue
}

// speaks reports whether a document is written in the language, or in one of its
// script.
func (d *Dossier) speaks(code string) bool {
	same := []string{code}
	for _, group := range [][]string{cyrillic, arabic, han} {
		if slices.Contains(group, code) {
			same = group
		}
	}
	return slices.ContainsFunc(d.Documents(), func(doc Document) bool { return slices.Contains(same, doc.Language) })
}
