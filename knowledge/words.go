package knowledge

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// queryWord is one word of a question as it is looked for.
type queryWord struct {
	typed  string
	low    string // folded
	term   string // as the index has it
	weight float64
	count  int  // passages that hold it
	name   bool // it is written as a name
	number bool
	light  bool // answers need not repeat it
	date   bool // it is part of a date
	token  int  // of the phrase

	others    []string // other terms for the same: spellings of the name, the word that was meant
	key       string   // of a name
	base      string
	vector    lexicon.Vector
	hasVector bool
	synonyms  map[string]bool
	told      []string // what reports use for it
	instead   []string // terms of its other forms, and of those where the dossier does not have the word
	opposites map[string]bool
	figure    string // of a small number in words
}

// query is a question made ready to search with.
type query struct {
	phrase
	words    []queryWord
	mass     float64 // the weights of the words together
	passages int     // in the index
	guesses  []guess
	times    []timex.Timex // that the question names

	matches map[*lexeme]match // of the words met in texts
	holders []*names.Entity   // of the post that is asked about
	foreign string            // the language, where the dossier is not in it
	named   bool              // a foreign question has names in it that the dossier knows
}

// mostWords is how many different words of a question are looked for: a pasted
// page is not a question. mostGuesses is how many of them are tried as misspelt.
const (
	mostWords   = 40
	mostGuesses = 4
)

// lightWeight is what a light word weighs against others.
const lightWeight = .25

// ask makes a question ready.
func (d *Dossier) ask(ctx context.Context, question string) (*query, error) {
	question, err := d.withoutSlips(ctx, withoutFrame(question))
	if err != nil {
		return nil, err
	}
	q := &query{phrase: parse(question), matches: map[*lexeme]match{}}
	hurried := q.allLower()
	for i, t := range q.tokens {
		if len(q.words) == mostWords {
			break
		}
		if t.Kind == language.Punct || t.Kind == language.Suffix || asking[q.low[i]] || q.asksHow(i) || auxiliaries[q.low[i]] && !(t.AllCap || t.Upper && i > 0) {
			continue
		}
		terms := d.index.Terms("." + t.In(question))
		if len(terms) == 0 || slices.ContainsFunc(q.words, func(w queryWord) bool { return w.term == terms[0] }) {
			continue
		}
		w := newWord(q.written(i), q.low[i], terms[0], t, i, hurried && (d.isName(q.low[i]) || (q.kind == Identity || !q.asks) && d.isPerson(q.low[i])))
		if q.isQuoted(i) {
			w.key = "" // no other spelling of it is meant
		}
		w.light = w.light || q.measures(i) || q.leadsCode(i)
		q.words = append(q.words, w.parts(terms)...)
	}
	q.date()
	if err := d.weigh(ctx, q); err != nil {
		return nil, err
	}
	if err := d.respell(ctx, q); err != nil {
		return nil, err
	}
	d.reword(q)
	d.understandForeign(q)
	if q.isOnlyName() {
		q.kind = Identity
	}
	d.findHolders(q)
	return q, nil
}

// asksHow reports whether a word only asks for a number: "how many", "how much".
func (p *phrase) asksHow(i int) bool {
	return i > 0 && p.low[i-1] == "how" && (p.low[i] == "many" || p.low[i] == "much")
}

// measures reports whether a word only says what is measured: the last one of "contract
// length", and the second of "how large". The number shows that it is.
func (p *phrase) measures(i int) bool {
	if i > 0 && p.low[i-1] == "how" && sizes[p.low[i]] {
		return true
	}
	return !p.asks && p.focus != "" && i == len(p.low)-1
}

// allLower reports whether nothing behind the first word is written large: then
// names are not either.
func (p *phrase) allLower() bool {
	for i, t := range p.tokens {
		if i > 0 && t.Upper {
			return false
		}
	}
	return true
}

// isName reports whether a word that is in no dictionary is a name in the dossier,
// or a part of one.
func (d *Dossier) isName(low string) bool {
	if lexicon.Known(low) {
		return false
	}
	outcome := d.Names().Lookup(low).Outcome
	return outcome == names.Found || outcome == names.Ambiguous
}

// isPerson reports whether a word, be it in a dictionary, is somebody's name in
// the dossier.
func (d *Dossier) isPerson(low string) bool {
	m := d.Names().Lookup(low)
	return m.Outcome == names.Found && m.Entity.Kind == names.Person
}

// newWord makes a word of a question. named says that it is known for a name,
// though it may not be written as one.
func newWord(typed, low, term string, t language.Token, i int, named bool) queryWord {
	w := queryWord{typed: typed, low: low, term: term, token: i, number: t.Kind == language.Number, light: light[low]}
	w.name = t.Kind == language.Word && (named || t.Upper && (i > 0 || !lexicon.Known(low)))
	if w.name {
		w.key = names.Key(typed)
		w.light = false
		return w
	}
	if w.number {
		w.light = false
		return w
	}
	w.figure = numberWords[low]
	w.base = lexicon.Base(low)
	w.vector, w.hasVector = lexicon.Find(low)
	w.synonyms, w.opposites = map[string]bool{w.base: true}, map[string]bool{}
	w.told = lexicon.Paraphrases(w.base)
	for _, form := range []string{low, w.base} {
		for _, o := range lexicon.Opposites(form) {
			w.opposites[o] = true
		}
		for _, s := range lexicon.Synonyms(form) {
			w.synonyms[s] = true
		}
	}
	return w
}

// date finds the dates that the question names.
func (q *query) date() {
	for _, x := range timex.Tag(language.Analyse(q.text), Date{}) {
		if x.From.IsZero() {
			continue
		}
		q.times = append(q.times, x)
		for i := range q.words {
			if x.Contains(q.tokens[q.words[i].token].Span) {
				q.words[i].date = true
			}
		}
	}
}

// covers reports whether a day lies in an interval that the question names.
func (q *query) covers(day Date) bool {
	for _, x := range q.times {
		if !day.IsZero() && day.Compare(x.From) >= 0 && (day.Compare(x.To) <= 0 || x.To.Month == 0 && day.Year == x.To.Year || x.To.Day == 0 && day.Year == x.To.Year && day.Month == x.To.Month) {
			return true
		}
	}
	return false
}

// weigh gives every word the rarity of its term.
func (d *Dossier) weigh(ctx context.Context, q *query) error {
	terms := make([]string, len(q.words))
	for i := range q.words {
		terms[i] = q.words[i].term
	}
	counts, err := d.index.DocFreq(ctx, terms)
	if err != nil {
		return err
	}
	if q.passages, err = d.index.Count(ctx); err != nil {
		return err
	}
	most := 0.
	for i := range q.words {
		w := &q.words[i]
		w.count = counts[i]
		w.weight = q.rarity(w.count)
		if !w.light {
			most = max(most, w.weight)
		}
	}
	for i := range q.words {
		w := &q.words[i]
		if w.light && most > 0 {
			w.weight = min(w.weight, most)
		}
		if w.light {
			w.weight *= lightWeight
		}
		q.mass += w.weight
	}
	return nil
}

// fewPassages is how many passages a dossier counts as having at least: in a handful
// of them what all is about would tell nothing, and a word of no weight that is not
// there everything.
const fewPassages = 60

// rarity is how much a word tells that stands in count passages.
func (q *query) rarity(count int) float64 {
	return math.Log1p((float64(max(q.passages, fewPassages)) - float64(count) + .5) / (float64(count) + .5))
}

// respell adds the spellings that the dossier has for the names of the question,
// and tries a word that it does not have as a slip or as another alphabet's. What
// stands in quotation marks is meant as it is written.
func (d *Dossier) respell(ctx context.Context, q *query) error {
	people := d.Names()
	guesses := 0
	for i := range q.words {
		w := &q.words[i]
		if w.number || !w.name && w.count > 0 || q.isQuoted(w.token) {
			continue
		}
		if w.count == 0 && (w.name || !lexicon.Known(w.low) || w.isOftenMisspelt()) && guesses < mostGuesses {
			guesses++
			if err := d.guess(ctx, q, w); err != nil {
				return err
			}
		}
		if w.name && len(w.typed) > 2 {
			d.addSpellings(w, people.Lookup(w.typed))
		}
	}
	return nil
}

// slipLetters is how many letters a word has at least that is taken for a slip though
// it is written often: short words are too like one another.
const slipLetters = 7

// isOftenMisspelt reports whether a word is written often and stands in no dictionary:
// a slip that many make, such as "goverment".
func (w *queryWord) isOftenMisspelt() bool {
	return len(w.low) >= slipLetters && !lexicon.Defined(w.low)
}

// isQuoted reports whether a token of the question stands in quotation marks.
func (q *query) isQuoted(token int) bool {
	marks := func(text string) (n int) {
		for _, r := range text {
			n += b2i(strings.ContainsRune(quotationMarks, r))
		}
		return n
	}
	t := q.tokens[token]
	return marks(q.text[:t.Start])%2 == 1 && marks(q.text[t.End:]) > 0
}

// addSpellings adds the words of an entity's variants that have the key of the
// word.
func (d *Dossier) addSpellings(w *queryWord, m names.Match) {
	if m.Entity == nil || m.Outcome == names.ByRole {
		return
	}
	for _, variant := range m.Entity.Variants {
		for part := range strings.FieldsSeq(variant) {
			if names.Key(part) == w.key {
				w.add(d.index.Terms("." + part)...)
			}
		}
	}
}

func (w *queryWord) add(terms ...string) {
	for _, t := range terms {
		if t != w.term && !slices.Contains(w.others, t) {
			w.others = append(w.others, t)
		}
	}
}

// reword gives verbs their irregular forms, and the words that the dossier does not
// have what reports use for them, to look for beside them.
func (d *Dossier) reword(q *query) {
	for i := range q.words {
		w := &q.words[i]
		if w.name || w.number {
			continue
		}
		words := lexicon.Forms(w.base)
		if w.count == 0 && len(w.others) == 0 {
			words = append(slices.Clone(words), w.told...)
		}
		for _, word := range words {
			for _, t := range d.index.Terms("." + word) {
				if t != w.term && !slices.Contains(w.instead, t) {
					w.instead = append(w.instead, t)
				}
			}
		}
	}
}

// guess looks for what a word was meant to be: a name that is nearly it, else a
// word that a slip of the finger makes of it.
func (d *Dossier) guess(ctx context.Context, q *query, w *queryWord) error {
	if len(w.low) < 4 && !foreign(w.typed) {
		return nil
	}
	as := ""
	switch m := d.Names().Lookup(w.typed); {
	case m.Outcome == names.Misspelt || m.Outcome == names.Found:
		as = m.As
		if as == "" {
			as = partLike(m.Entity, w.typed)
		}
	case m.Outcome == names.Ambiguous && m.As != "":
		as = m.As
	}
	if as == "" {
		near, err := d.index.Similar(ctx, w.term, 1)
		if err != nil || len(near) == 0 || near[0] == "" || w.term == "" || near[0][0] != w.term[0] {
			return err
		}
		as = near[0]
	}
	terms := d.index.Terms("." + as)
	if len(terms) == 0 {
		return nil
	}
	counts, err := d.index.DocFreq(ctx, terms[:1])
	if err != nil || counts[0] == 0 {
		return err
	}
	w.add(terms...)
	q.mass -= w.weight
	w.count, w.weight = counts[0], q.rarity(counts[0])
	q.mass += w.weight
	q.guesses = append(q.guesses, guess{w.typed, as, terms[0]})
	return nil
}

// guess is what a word was taken for.
type guess struct{ typed, as, term string }

// writtenIn returns the word as the best candidate that has it writes it; a term
// of the index is only the stem of a word. It is empty where none has it.
func (g *guess) writtenIn(ranked []candidate) string {
	for i := range ranked {
		u := &ranked[i].text.units[ranked[i].unit]
		for k := u.from; k < u.to; k++ {
			if ranked[i].text.terms[k] == g.term {
				return ranked[i].text.Tokens[k].In(ranked[i].text.Raw)
			}
		}
	}
	return ""
}

// partLike is the word of an entity's name that has the key of what was typed.
func partLike(e *names.Entity, typed string) string {
	key := names.Key(typed)
	for _, v := range append([]string{e.Name}, e.Variants...) {
		for part := range strings.FieldsSeq(v) {
			if names.Key(part) == key {
				return part
			}
		}
	}
	return ""
}

// foreign reports whether a word is written in another alphabet than the Latin.
func foreign(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

// match is how a word of a text stands to a word of the question.
type match struct {
	word     int     // of the query, -1 for none
	strength float64 // 1 for the same word
	opposite int     // the word of the query that it is the opposite of, -1 for none
}

// Strengths of what is not the same word.
const (
	spelt     = .95 // another spelling of the name, a number in words
	inflected = .9  // "modelled" and "modeled"
	derived   = .7  // "Russia" and "Russian", "negotiate" and "negotiator"
	reworded  = .6  // as reports have it
	synonym   = .45
	nearness  = .4 // of a word whose vector is the same
	leastSim  = .55
)

// of returns how a word of a text matches the question.
func (q *query) of(l *lexeme) match {
	if m, ok := q.matches[l]; ok {
		return m
	}
	m := q.compare(l)
	q.matches[l] = m
	return m
}

func (q *query) compare(l *lexeme) match {
	best := match{word: -1, opposite: -1}
	if l.term == "" && !negations[l.low] {
		return best
	}
	key := ""
	for i := range q.words {
		w := &q.words[i]
		if w.name && key == "" && isCapital(l.written) {
			key = names.Key(l.written)
		}
		s := w.compare(l, key)
		if s < 0 {
			best.opposite = i
		}
		if s > best.strength || s == best.strength && s > 0 && w.number {
			best.word, best.strength = i, s
			if s == 1 && l.code == "" {
				break
			}
		}
	}
	return best
}

// compare returns how well a word of a text, with its key where it can be a name,
// stands for the word; less than nothing where it is the opposite.
func (w *queryWord) compare(l *lexeme, key string) float64 {
	switch {
	case l.term == w.term && founding(l.low) != founding(w.low):
		return 0
	case l.term == w.term, slices.Contains(w.others, l.term), w.number && l.code == w.term:
		return 1
	case l.figure != "" && l.figure == w.low, w.figure != "" && w.figure == l.low:
		return spelt
	case w.number:
		return 0
	case !w.name && l.base == w.base && founding(l.low) == founding(w.low):
		return inflected
	case relatedForms(l.low, w.low):
		return derived
	case w.name:
		if key != "" && key == w.key {
			return spelt
		}
		return 0
	case w.opposites[l.base], w.opposites[l.low], lexicon.DifferByNegation(l.base, w.base):
		return -1
	case slices.Contains(w.told, l.base), slices.Contains(w.told, l.low):
		return reworded
	case w.synonyms[l.base], w.synonyms[l.low]:
		return synonym
	case l.hasVector && w.hasVector:
		if sim := l.vector.Similarity(w.vector); sim >= leastSim {
			return nearness * sim
		}
	}
	return 0
}

// founding reports whether a word is of "to found": its stem is that of what was
// found.
func founding(low string) bool { return strings.HasPrefix(low, "founde") }

func isCapital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

// relatedForms reports whether two words have one stem and different endings:
// long, and the same up to their last letters.
func relatedForms(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || len(b) > len(a)+4 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n >= 4 && n >= len(a)-2 && n*3 >= len(b)*2
}
