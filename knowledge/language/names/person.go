package names

import (
	"strings"

	"attache/knowledge/language"
)

// scorePerson weighs the atoms from..to of r as a person's name.
func (s *scan) scorePerson(r *run, from, to int) (float32, bool) {
	atoms := r.atoms[from:to]
	words := 0
	for i := range atoms {
		switch {
		case atoms[i].link == particleLink:
		case atoms[i].link != noLink:
			return 0, false
		default:
			words++
		}
	}
	if words > 5 || atoms[len(atoms)-1].initial || s.tongue == german && particleBehind(atoms) {
		return 0, false
	}
	score, ok := s.shape(r, atoms, words, from == 0 && r.start)
	if !ok {
		return 0, false
	}
	if words > 1 && s.phrase(atoms)&(place|org) != 0 {
		score -= 3
	}
	if from > 0 && r.atoms[from-1].link == ofLink && words > 2 && atoms[0].class&given == 0 && atoms[1].class&given != 0 {
		score -= 4 // "Mayor of Vestra Ann Lee"
	}
	if f := s.family[atoms[len(atoms)-1].key]; words == 1 && f.place > 0 && f.person == 0 {
		score -= 2
	}
	recalled := s.recalled(atoms, words)
	score += recalled
	if from == 0 {
		score += s.leftOfPerson(r, words, recalled > 0)
	}
	if to == len(r.atoms) {
		score += s.rightOfPerson(r, words)
	}
	if from == 0 && to == len(r.atoms) {
		score += r.boost
		if s.joinAt(r.from-1) == '–' || s.joinAt(r.to) == '–' {
			score += 1.5 // "the Keller–Baird call"
		}
	}
	switch r.style {
	case titled, shouted:
		if recalled > 0 {
			score -= 0.4
		} else {
			score -= 2.4
		}
	case card:
		if len(atoms) == len(r.atoms) && words >= 2 && words <= 3 {
			score += 0.3
		} else {
			score -= 0.8
		}
	}
	return score, true
}

// particleBehind reports whether a particle follows two words of a name, as "von
// der" does where it leads on to whom somebody belongs to.
func particleBehind(atoms []atom) bool {
	for i := range atoms {
		if atoms[i].link == particleLink {
			return i > 1
		}
	}
	return false
}

// shape weighs the words of the name themselves.
func (s *scan) shape(r *run, atoms []atom, words int, starts bool) (float32, bool) {
	if words == 1 {
		return s.shapeOfOne(r, atoms, starts)
	}
	var score float32 = -1.5
	first, last := &atoms[0], &atoms[len(atoms)-1]
	for i := range atoms {
		a := &atoms[i]
		if a.link != noLink {
			continue
		}
		known := a.class&(given|surname) != 0
		if a.class&nameEnd != 0 && i > 0 {
			continue
		}
		if a.class&particle != 0 && i < len(atoms)-1 && (i > 0 || !starts) {
			continue // "Marine Le Pen"
		}
		if a.class&stop != 0 && (!known || a.class&particle != 0 || i == 0 && starts && a.class&given == 0) {
			return 0, false
		}
		score += burden(a, i == 0, known || i > 0 && a.class&(title|orgHead|event|geo|place|demonym) == 0 && isGiven(first)) // "Christopher Reeve"
		if a.caps && r.style != shouted && r.style != table {
			score -= 1.5
			if len(a.key) < 4 {
				score--
			}
		}
	}
	switch {
	case first.initial:
		score += 2.1
	case eastern(atoms):
		score += 3.2
	case first.class&given != 0 && first.class&(common|place|town|stop|demonym|title) == 0:
		score += 3
	case first.class&given != 0 && first.class&demonym != 0 && last.class&(common|event|geo|orgHead) != 0: // "German Empire"
		score += 0.8
	case first.class&given != 0:
		score += 1.9
		if starts && first.class&(common|stop) != 0 {
			score -= 0.4
		}
	case first.class&surname != 0 && first.class&common == 0:
		score += 0.9
	case first.class&^ending == 0 && s.tongue != german:
		score += 0.9
	}
	if last.class&nameEnd != 0 && len(atoms) > 2 {
		last = &atoms[len(atoms)-2]
		score += 0.8
	}
	switch {
	case last.class&surname != 0 && last.class&common == 0:
		score += 1.1
	case last.class&surname != 0:
		score += 0.6
	case last.class&^ending == 0:
		score += 0.7
	case last.class&given != 0:
		score += 0.5
	}
	if last.class&ending != 0 {
		score += 0.6
	}
	switch {
	case !ordinary(atoms):
	case words > 2 || first.class&given == 0:
		score -= 2.6
	case last.class&surname == 0:
		score -= 1.8
	}
	if mixedCase(s.text.Raw[first.start:first.end]) || mixedCase(s.text.Raw[last.start:last.end]) {
		score -= 2
	}
	switch words {
	case 3:
		score -= 0.1
	case 4:
		score -= 0.7
	case 5:
		score -= 1.8
	}
	return score, true
}

// isGiven reports whether a word is a given name and nothing else.
func isGiven(a *atom) bool {
	return a.class&given != 0 && a.class&(common|place|town|stop|demonym|title|org) == 0
}

// eastern reports whether a name stands with the family name first: "Zhao Lianhe",
// "Kim Dae-hyun".
func eastern(atoms []atom) bool {
	if len(atoms) < 2 || len(atoms) > 3 && !(len(atoms) == 4 && middleNames[atoms[1].key]) || atoms[0].class&clan == 0 || atoms[0].class&particle != 0 {
		return false
	}
	rest := &atoms[1]
	if strings.Contains(rest.key, " ") && len(atoms) == 2 {
		return true // "Kim Dae-hyun"
	}
	return rest.link == noLink && !rest.initial && (rest.class&(given|surname) == 0 || rest.class&clan != 0 || len(rest.key) < 4) && rest.class&(event|orgHead|org|role|stop|demonym) == 0 && (rest.class&common == 0 || len(rest.key) < 5)
}

// middleNames are Vietnamese words between the family and the given names.
var middleNames = set("thi van duc huu ngoc quang minh thanh")

// ordinary reports whether all words of a name are words of the language.
func ordinary(atoms []atom) bool {
	for i := range atoms {
		a := &atoms[i]
		if a.link == noLink && (a.initial || a.class&common == 0) {
			return false
		}
	}
	return true
}

// mixedCase reports whether a word has a capital inside that no name has: "iPhone",
// "MacBook", but not "McDonald", "DiCaprio" or "O'Neill".
func mixedCase(w string) bool {
	if strings.HasPrefix(w, "MacBook") {
		return true
	}
	for i := 1; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			switch w[:i] {
			case "Mc", "Mac", "De", "Di", "La", "Le", "Du", "Van", "Fitz", "Del", "Ó", "D", "O":
			default:
				return true
			}
		}
	}
	return false
}

// burden is what speaks against a word in a person's name of several words.
func burden(a *atom, first, known bool) float32 {
	var score float32
	weight := float32(1)
	switch {
	case first && a.class&given != 0: // "Bill", "Grant"
		weight = 0.1
	case known:
		weight = 0.35
	}
	if a.class&orgHead != 0 {
		score -= 2.6 * weight
	}
	if a.class&event != 0 {
		score -= 2 * weight
	}
	if a.class&geo != 0 {
		score -= 1.4 * weight
	}
	if a.class&demonym != 0 {
		score -= 1.8 * weight
	}
	if a.class&place != 0 {
		score -= 1.8 * weight
	}
	if a.class&org != 0 && a.class&(common|orgHead) == 0 {
		score -= 0.6 * weight // companies have their founders' names
	} else if a.class&org != 0 {
		score -= 1.5 * weight
	}
	if a.class&(role|title) != 0 {
		score -= 1.6 * weight
		if first {
			score -= 1
		}
	}
	if a.class&common != 0 && !known {
		score--
	}
	return score
}

// shapeOfOne weighs a single word as a person's name.
func (s *scan) shapeOfOne(r *run, atoms []atom, starts bool) (float32, bool) {
	a := &atoms[len(atoms)-1]
	if a.class&stop != 0 && a.class&surname == 0 || len(a.key) < 2 {
		return 0, false
	}
	var score float32 = -2.4
	known := a.class&(given|surname) != 0
	switch {
	case a.class&surname != 0 && a.class&(common|place|town|org|demonym) == 0 && r.style == prose:
		score += 1.65
	case a.class&surname != 0:
		score += 1.2
	case a.class&given != 0:
		score += 0.9
	case a.class&^ending == 0 && s.tongue != german:
		score += 0.8
	}
	if a.class&common != 0 {
		score -= 0.7
		if starts && s.family[a.key].person == 0 {
			score -= 1.6
		}
	}
	if a.class&ending != 0 && a.class&(place|demonym|common) == 0 {
		score += 0.7
		if a.class&surname != 0 && a.class&(town|org) == 0 && r.style == prose {
			score += 0.6
		}
	}
	if s.sports && a.class&(place|town|org|demonym|common|orgHead|event|geo) == 0 {
		score += 0.9
	}
	switch {
	case a.class&place != 0:
		score -= 2
	case a.class&town != 0 && !known:
		score -= 0.8
	case a.class&town != 0:
		score -= 0.4
	}
	if a.class&(org|orgHead|event) != 0 {
		score -= 1.5
	}
	if a.class&(demonym) != 0 {
		score -= 2.5
	}
	if a.class&(title|role|geo) != 0 && !known {
		score -= 2
	}
	if a.caps && r.style != shouted && r.style != table {
		score -= 1.5
	}
	if mixedCase(s.text.Raw[a.start:a.end]) { // "AppleInsider"
		score -= 2
	}
	if len(atoms) > 1 { // "van Gogh", "al-Assad"
		score += 0.4
	}
	return score, true
}

// leftOfPerson weighs what stands before the run.
func (s *scan) leftOfPerson(r *run, words int, recalled bool) float32 {
	i := r.from - 1
	sent := &s.text.Sentences[r.sentence]
	if i < sent.From {
		if i > 0 && s.punct(i, ".") && !s.tokens[i].Spaced && s.class[i-1]&title != 0 && s.tokens[i-1].Len() < 6 {
			return 2.8 // the title was taken for the end of a sentence: "Sens. Tom …"
		}
		return 0
	}
	word := s.word(i)
	c := s.class[i]
	lower := !s.tokens[i].Upper
	switch {
	case lower && (vessels[word] || storms[word]) || storms[strings.ToLower(word)]:
		return -3.5
	case lower && c&role != 0:
		return 2.6
	case word == "the" || word == "The" || word == "a" || word == "an":
		switch {
		case recalled: // "the Clinton campaign"
			return -0.8
		case words == 1:
			return -2.6
		}
		return -1.4
	case c&localPrep != 0:
		if word == "in" || word == "at" || word == "near" || word == "In" || word == "At" {
			return -1.4
		}
		return -0.3
	case lower && c&say != 0:
		if word == "said" || word == "says" || word == "added" || word == "adds" {
			return 1.8
		}
		return 0.9
	case lower && c&sport != 0, lower && meeting[word] && words == 1:
		return 0.9
	case r.style == table && (word == "b" || word == "c" || word == "lbw" || word == "st"):
		return 2.2
	case word == "by" || word == "with" || word == "against" || word == "By" || word == "between":
		return 0.8
	case word == "," && s.roleEnds(i-1, sent.From):
		return 1.2
	case r.style == table && (word == "-" || word == "–" || word == "." || word == ")"):
		return 0.6
	}
	return 0
}

// What stands before the names of ships and of storms, which look like those of
// people.
var (
	vessels = set("tanker ferry ship vessel frigate destroyer submarine yacht trawler dhow freighter tugboat liner schooner corvette warship minesweeper catamaran icebreaker")
	storms  = set("typhoon hurricane cyclone storm")
)

// roleEnds reports whether a role's noun ends at token i.
func (s *scan) roleEnds(i, from int) bool {
	return i >= from && s.class[i]&role != 0 && !s.tokens[i].Upper
}

// rightOfPerson weighs what stands behind the run.
func (s *scan) rightOfPerson(r *run, words int) float32 {
	sent := &s.text.Sentences[r.sentence]
	i := r.to
	if i < sent.To && s.tokens[i].Kind == language.Suffix && words == 1 && r.style == prose && r.atoms[len(r.atoms)-1].class&surname != 0 {
		return 0.8 // "Smith’s plan"
	}
	if i < sent.To && s.punct(i, "'") && i+1 < sent.To && s.word(i+1) == "s" { // text whose tokens were set apart
		return 0
	}
	if i >= sent.To {
		return 0
	}
	word := s.word(i)
	lower := !s.tokens[i].Upper
	c := s.class[i]
	switch {
	case lower && personal[word]:
		return 1.9
	case lower && c&say != 0 && words == 1 && r.style == prose:
		return 1.7
	case lower && c&say != 0:
		return 1.5
	case lower && c&sport != 0:
		return 1
	case lower && s.tokens[i].Kind == language.Word && words == 1 && r.style == prose && (pastVerb(word) || meeting[word]):
		return 0.9
	case r.style == table && word == "," && i+2 < sent.To && s.class[i+1]&(place|town|org) != 0 && s.tokens[i+2].Kind == language.Number:
		return 2.2 // "Malone , Utah 26.1"
	case word == "," && i+1 < sent.To:
		return s.afterComma(i+1, sent.To)
	case word == "(" && i+1 < sent.To:
		return s.afterBracket(i + 1)
	case r.style == table && s.tokens[i].Kind == language.Number && r.atoms[len(r.atoms)-1].class&(place|town) == 0:
		if words == 1 && r.from > sent.From {
			return 1.9
		}
		return 0.9
	case word == "who":
		return 1.6
	case word == "lbw" || word == "c" || word == "b" || word == "run" || word == "not":
		if r.style == table {
			return 1.4
		}
	}
	return 0
}

// personal are verbs whose subject is a person, seldom a company or a government.
var personal = set(`insisted insists told tells recalled recalls argued argues joked quipped tweeted smiled laughed resigned resigns died
	admitted admits conceded thanked thanks replied replies complained wept born married testified shrugged grinned nodded
	vowed vows himself herself wrote writes thinks believes`)

// meeting are verbs in the present tense that tell what a person does.
var meeting = set(`meets travels hosts visits flies faces leads calls speaks heads arrives returns leaves vows seeks urges warns plans takes wants
	warning saying telling urging insisting arguing claiming adding calling noting wins loses names backs insists rejects accuses defends unveils signs addresses attends chairs succeeds replaces`)

// pastVerb reports whether a lower-case word looks like a verb that tells what
// somebody did.
func pastVerb(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") || commonVerbs[w]
}

var commonVerbs = set("won lost led took hit made had was is has did went came got gave found kept held left put set ran sent saw shot struck threw fell broke spoke became began stood sat drew rose fought sought will would could can who")

// afterComma weighs an apposition: ", 45,", ", who", ", the head of".
func (s *scan) afterComma(i, end int) float32 {
	word := s.word(i)
	switch {
	case word == "who" || word == "whose" || word == "aged":
		return 1.8
	case s.tokens[i].Kind == language.Number:
		if n := s.tokens[i].Len(); n == 2 && word[0] != '0' {
			return 1.6
		}
		return 0
	}
	for n := 0; n < 7 && i < end; n, i = n+1, i+1 {
		c := s.class[i]
		word := s.word(i)
		switch {
		case c&role != 0 && !s.tokens[i].Upper:
			return 1.6
		case c&(role|title) != 0:
			return 1
		case s.tokens[i].Kind == language.Punct && !s.hyphenAt(i):
			return 0
		case c&say != 0 && !s.tokens[i].Upper, word == "and", word == "but":
			return 0
		}
	}
	return 0
}

// afterBracket weighs what a name is given in brackets: a country, an age, a
// club.
func (s *scan) afterBracket(i int) float32 {
	switch {
	case s.class[i]&(place|demonym) != 0:
		return 2.4
	case s.tokens[i].Kind == language.Number && s.tokens[i].Len() <= 3:
		return 1.5
	case s.tokens[i].Upper:
		return 0.5
	}
	return 0
}

// familyEndings are endings that family names have and ordinary words, and
// places, have seldom.
var familyEndings = strings.Fields(`ov ova ev eva off enko chuk czuk ski sky skii skiy skyi skyy skaya ska cki cky wicz vich vych
	ovic evic escu ianu oglu iyev ashvili adze idze yan sson ssen stein berg mann feld baum witz shvili aitis auskas
	inen nen opoulos akis idis poulos ez es inho etti ini elli ucci ovich owski ewski czyk nyk tsev zade pour
	dottir singh ullah uddin`)

// endingsBy are those endings by their last letter.
var endingsBy = func() (by ['z' + 1][]string) {
	for _, e := range familyEndings {
		by[e[len(e)-1]] = append(by[e[len(e)-1]], e)
	}
	return by
}()

func familyEnding(key string) bool {
	n := len(key)
	if n < 5 || key[n-1] > 'z' {
		return false
	}
	for _, e := range endingsBy[key[n-1]] {
		if n > len(e)+2 && key[n-len(e):] == e {
			return true
		}
	}
	return false
}
