package speech

import (
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// subject finds the subject of the finite verb at token verb, not before token
// from: the name or noun phrase that ends right before it, over adverbs and
// appositions.
func (r *reader) subject(from, verb int) (speaker, bool) {
	i := verb - 1
	for i >= from {
		switch {
		case adverbs[r.low[i]] && !r.isNamed(i):
			i--
			continue
		case r.low[i] == "," && i-2 >= from && adverbs[r.low[i-1]] && r.low[i-2] == ",": // Smith, however, said
			i -= 3
			continue
		}
		break
	}
	if i < from {
		return speaker{}, false
	}
	if r.low[i] == "." && i > from && (r.isNamed(i-1) || r.isCapital(i-1)) { // Acme Inc. said
		i--
	}
	if (r.low[i] == "and" || r.low[i] == "but") && i > from { // Smith met Jones and said
		return r.mainSubject(max(from, i-maxClause), i)
	}
	if r.low[i] == "who" || r.low[i] == "which" { // Smith, who said …
		return r.antecedent(from, i-1)
	}
	if r.low[i] == "," || r.low[i] == "—" || r.low[i] == "–" || r.low[i] == ")" {
		return r.overApposition(from, i)
	}
	if nounToo[r.low[verb]] && r.isCapital(i) { // "an Islamic state"
		return speaker{}, false
	}
	return r.endingAt(from, i)
}

// maxClause is over how many tokens a verb is joined to its subject.
const maxClause = 80

// antecedent finds whom a relative pronoun stands for, from the token before it.
func (r *reader) antecedent(from, i int) (speaker, bool) {
	if i <= from || r.low[i] != "," {
		return r.endingAt(from, i)
	}
	near, ok := r.endingAt(from, i-1)
	if m, named := r.in[i-1]; named && r.mentions[m].Kind == names.Person {
		return near, ok
	}
	if s, found := r.overApposition(from, i); found {
		return s, true
	}
	return near, ok
}

// overApposition steps left over "…, the head of X," to the name before it. A
// person further left is who speaks, since organisations and places stand in
// appositions more often than they have one.
func (r *reader) overApposition(from, comma int) (speaker, bool) {
	if s, ok := r.lastOf(from, comma); ok {
		return s, true
	}
	from = max(from, comma-maxClause)
	var first speaker
	found := false
	for i := comma - 1; i > from; i-- {
		if finite[r.low[i]] && !r.isNamed(i) && !nounToo[r.low[i]] && r.low[i-1] != "who" && r.low[i-1] != "which" {
			break
		}
		switch r.low[i] {
		case ",", "—", "–", "(":
			s, ok := r.endingAt(from, i-1)
			if !ok || s.class == Unknown || s.class == Collective && r.t.Tokens[from].Start < s.span.Start {
				continue
			}
			if m, named := r.in[i-1]; named && r.mentions[m].Kind == names.Person {
				return s, true
			}
			if !found {
				first, found = s, true
			}
		}
	}
	return first, found
}

// lastOf reads an apposition that leads up to the name: "the head of X, Ann
// Smith, said". The name fills what stands between two commas.
func (r *reader) lastOf(from, comma int) (speaker, bool) {
	m, ok := r.in[comma-1]
	if !ok || comma-1 < from || r.mentions[m].Kind != names.Person {
		return speaker{}, false
	}
	first := r.tokenAt(r.mentions[m].Start)
	for n := 0; n < 3 && first-1 > from && r.isCapital(first-1); n++ { // a title
		first--
	}
	if first-1 <= from || r.low[first-1] != "," || r.isNamed(first-2) && r.mentions[r.in[first-2]].Kind == names.Person {
		return speaker{}, false
	}
	return r.named(m), true
}

// nounToo are forms of reporting verbs that are nouns as often.
var nounToo = set(`point points say state report note claim estimate argue posts cites hints`)

func (r *reader) isNamed(i int) bool {
	_, ok := r.in[i]
	return ok
}

// endingAt reads the noun phrase whose last token is i.
func (r *reader) endingAt(from, i int) (speaker, bool) {
	if i < from {
		return speaker{}, false
	}
	if r.t.Tokens[i].Kind == language.Suffix {
		return speaker{}, false
	}
	if m, ok := r.in[i]; ok {
		if s, ok := r.speaksFor(from, i, m); ok {
			return s, true
		}
		if r.mentions[m].Kind == names.Place {
			return r.placed(from, m)
		}
		return r.named(m), true
	}
	if pronouns[r.low[i]] {
		return r.pronoun(i)
	}
	if s, ok := r.capitalsBefore(from, i); ok {
		return s, true
	}
	if s, ok := r.reportOf(from, i); ok {
		return s, true
	}
	if isHead(r.low[i]) {
		return r.nounPhrase(from, i)
	}
	// "officials familiar with the draft": the head stands before a modifier
	for j := i - 1; j >= from && j >= i-8; j-- {
		if r.low[j] == "," || r.low[j] == "." || finite[r.low[j]] {
			break
		}
		if (isHead(r.low[j])) && !r.isNamed(j) && modifier[r.low[j+1]] {
			s, ok := r.nounPhrase(from, j)
			s.span.End = r.t.Tokens[i].End
			s.name = s.span.In(r.t.Raw)
			return s, ok
		}
	}
	return speaker{}, false
}

// capitals reads a name that is no known mention, from the token that begins it.
func (r *reader) capitals(from, to int) (speaker, bool) {
	if from < to && r.low[from] == "the" {
		from++
	}
	i := from
	for i < to && i < from+6 && r.isCapital(i) && (i == from || !r.t.Tokens[i].Line) {
		i++
	}
	return r.words(from, i)
}

// capitalsBefore reads such a name that ends at a token. One word that begins a
// sentence may be any word.
func (r *reader) capitalsBefore(from, last int) (speaker, bool) {
	i := last
	for i >= from && i > last-6 && (r.isCapital(i) || r.isNamed(i)) {
		i--
	}
	i++
	if i <= last && notNames[r.low[i]] {
		i++
	}
	if i > last || !r.isCapital(last) || i == last && r.t.SentenceAt(r.t.Tokens[i].Start) >= 0 && r.t.Sentences[r.t.SentenceAt(r.t.Tokens[i].Start)].From == i {
		return speaker{}, false
	}
	return r.words(i, last+1)
}

// notNames begin sentences with a capital, not names.
var notNames = set(`the a an this that these those but and yet so in on at as when while if after before since some many most other others`)

func (r *reader) isCapital(i int) bool {
	tok := r.t.Tokens[i]
	return tok.Kind == language.Word && tok.Upper && !r.isNamed(i) && !language.IsWeekday(r.low[i]) && language.Month(r.low[i]) == 0 && !selves[r.low[i]] && !isHead(r.low[i])
}

func (r *reader) words(from, to int) (speaker, bool) {
	if from >= to {
		return speaker{}, false
	}
	s := speaker{span: language.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[to-1].End}, class: Named}
	s.name = s.span.In(r.t.Raw)
	if isOutletName(s.name) {
		s.class = Outlet
	}
	return s, true
}

// speaksFor reads "a spokesman for Apple", "the lawyer of John Smith": whom a
// preposition leads to is not who speaks.
func (r *reader) speaksFor(from, last, m int) (speaker, bool) {
	p := r.tokenAt(r.mentions[m].Start) - 1
	titled := r.mentions[m].Kind == names.Person // capitals before a person are a title
	for p > from && (r.low[p] == "the" || !titled && r.t.Tokens[p].Upper && !r.isNamed(p)) {
		p--
	}
	if p <= from || !belongs[r.low[p]] {
		return speaker{}, false
	}
	for j := p - 1; j >= from && j >= p-6; j-- {
		if r.t.Tokens[j].Kind == language.Punct || finite[r.low[j]] {
			break
		}
		if r.isNamed(j) || !isHead(r.low[j]) && !outlets[r.low[j]] {
			continue
		}
		s, ok := r.nounPhrase(from, j)
		s.span.End = r.t.Tokens[last].End
		if s.class != Named {
			s.name = s.span.In(r.t.Raw)
		}
		if outlets[r.low[j]] {
			s.class = Outlet
			if r.mentions[m].Kind == names.Organisation {
				s = r.named(m)
				s.class = Outlet
			}
		}
		return s, ok
	}
	return speaker{}, false
}

// belongs are prepositions that join whoever speaks to whom he speaks for.
var belongs = set(`for of from at with to inside near in`)

// modifier are words that begin a phrase behind the noun they describe.
var modifier = set(`familiar with in of from at close briefed involved who inside on for quoted within near`)

// placed reads a subject that ends with a place. A place that a preposition leads
// to, alone or in a list, only says where the speakers are ("diplomats in Paris
// and Brussels"); otherwise it speaks as a government does ("Moscow").
func (r *reader) placed(from, m int) (speaker, bool) {
	i := r.tokenAt(r.mentions[m].Start) - 1
	for i >= from && (r.low[i] == "," || r.low[i] == "and" || r.low[i] == "or" || r.low[i] == "the" || r.isNamed(i)) {
		i--
	}
	if i < from || !locative[r.low[i]] {
		return r.named(m), true
	}
	if i-1 >= from && (isHead(r.low[i-1])) {
		return r.nounPhrase(from, i-1)
	}
	if i-1 >= from && r.isNamed(i-1) && r.mentions[r.in[i-1]].Kind != names.Place {
		return r.named(r.in[i-1]), true
	}
	return speaker{}, false
}

var locative = set(`in at from near of across around outside inside`)

// named is the speaker that a mention names. A name that leads a noun phrase
// ("the Axios report") is handled by reportOf.
func (r *reader) named(m int) speaker {
	x := r.mentions[m]
	s := speaker{span: x.Span, name: x.Full, class: Named}
	if x.Kind == names.Organisation && isOutletName(x.Name) {
		s.class = Outlet
	}
	return s
}

// reportOf reads "the Axios report", "an exclusive report from Axios": a
// publication and, where it is named, whose.
func (r *reader) reportOf(from, i int) (speaker, bool) {
	if !outlets[r.low[i]] {
		return speaker{}, false
	}
	if i > from {
		if m, ok := r.in[i-1]; ok && r.mentions[m].Kind != names.Place {
			s := r.named(m)
			s.class = Outlet
			return s, true
		}
	}
	head := i
	for j := i - 1; j >= from && j >= i-6; j-- { // a statement on its website
		if outlets[r.low[j]] && (r.low[j+1] == "on" || belongs[r.low[j+1]]) {
			head = j
		}
	}
	s, ok := r.nounPhrase(from, head)
	s.span.End = r.t.Tokens[i].End
	s.name, s.class = s.span.In(r.t.Raw), Outlet
	return s, ok
}

// determiners begin a noun phrase.
var determiners = set(`a an the one another some several many two three other these those his her their its our senior top u.s. us`)

// nounPhrase reads the phrase that ends with the head at i: its adjectives and
// its determiner.
func (r *reader) nounPhrase(from, i int) (speaker, bool) {
	start := i
	for start > from && i-start < 7 {
		p := start - 1
		tok := r.t.Tokens[p]
		if tok.Kind == language.Punct && !language.IsHyphen(firstRune(tok.In(r.t.Raw))) || finite[r.low[p]] || stopsPhrase[r.low[p]] {
			break
		}
		start = p
		if r.low[p] == "a" || r.low[p] == "an" || r.low[p] == "the" || r.low[p] == "one" || r.low[p] == "another" {
			break
		}
	}
	for start < i && (linkers[r.low[start]] || r.t.Tokens[start].Kind == language.Punct) {
		start++
	}
	if start == i && institutions[r.low[i]] { // "company statistics"
		return speaker{}, false
	}
	if start-2 >= from && r.low[start-1] == "of" && partitives[r.low[start-2]] {
		start -= 2
	}
	s := speaker{span: language.Span{Start: r.t.Tokens[start].Start, End: r.t.Tokens[i].End}}
	s.name = s.span.In(r.t.Raw)
	s.class = Anonymous
	if !anonymous[r.low[i]] {
		s.class = Collective
	}
	if m, ok := r.bearerOf(start, i); ok {
		n := r.named(m)
		n.span = s.span
		return n, true
	}
	return s, true
}

// partitives take some of those whom a phrase names: "one of the officials".
var partitives = set(`one two three some several many most few none both`)

// linkers join a sentence to the one before; they are no part of its subject.
var linkers = set(`yet but and so still however meanwhile then also now instead even though or nor`)

// stopsPhrase are words that a noun phrase does not reach across.
var stopsPhrase = set(`that and but while as in on at to of from by with for after before when if because is are was were has have had said`)

// bearer is a person and one of the roles that the text gives him, in lower case.
type bearer struct {
	mention int
	role    string
}

// bearersOf are the persons whose roles hold the word, each role of a person once.
func (r *reader) bearersOf(word string) []bearer {
	if r.bearers == nil {
		r.bearers = map[string][]bearer{}
		seen := map[[2]string]bool{}
		for m := range r.mentions {
			if r.mentions[m].Kind == names.Person {
				r.addBearer(m, seen)
			}
		}
	}
	return r.bearers[word]
}

func (r *reader) addBearer(m int, seen map[[2]string]bool) {
	for _, role := range r.mentions[m].Roles {
		text := strings.ToLower(role.In(r.t.Raw))
		key := [2]string{r.mentions[m].Full, text}
		if seen[key] {
			continue
		}
		seen[key] = true
		for i := r.tokenAt(role.Start); i < len(r.low) && r.t.Tokens[i].End <= role.End; i++ {
			if isHead(r.low[i]) {
				r.bearers[r.low[i]] = append(r.bearers[r.low[i]], bearer{m, text})
			}
		}
	}
}

// bearerOf finds the one person whom the text gives exactly this role: "the
// Russian envoy" is whoever was introduced as Russian envoy, if only one was.
func (r *reader) bearerOf(start, head int) (int, bool) {
	if r.low[start] != "the" || head-start < 2 {
		return 0, false
	}
	words := r.low[start+1 : head+1]
	found := -1
	for _, b := range r.bearersOf(r.low[head]) {
		if r.mentions[b.mention].Start >= r.t.Tokens[start].Start || !inOrder(words, b.role) {
			continue
		}
		if found >= 0 && r.mentions[found].Full != r.mentions[b.mention].Full {
			return 0, false
		}
		found = b.mention
	}
	return found, found >= 0
}

// inOrder reports whether a role holds the words in their order.
func inOrder(words []string, role string) bool {
	n := 0
	for w := range strings.FieldsSeq(role) {
		if n < len(words) && strings.Trim(w, ",.;") == words[n] {
			n++
		}
	}
	return n == len(words)
}

// pronoun resolves "he" and "she" where one antecedent fits: the only person
// named in this sentence before it, else in the last sentence before that names
// one. "It" is the body that the sentence before is about. Who is named within
// quotation marks is no antecedent of what is told outside them.
func (r *reader) pronoun(i int) (speaker, bool) {
	span := r.t.Tokens[i].Span
	unresolved := speaker{span: span, name: span.In(r.t.Raw), class: Unknown}
	at := r.t.SentenceAt(span.Start)
	if r.low[i] == "it" {
		if m, ok := r.body(at - 1); ok && at > 0 && r.near(at-1, at) {
			return r.resolved(m, span), true
		}
		return unresolved, true
	}
	near := at // the last sentence read: quotations do not count as distance
	for s, steps := at, 0; s >= 0 && steps <= 2 && s >= at-maxQuoted && r.near(s, near); s-- {
		if s != at && r.quotedWhole(s) {
			near = s
			continue
		}
		steps++
		m, people := r.people(s, i)
		switch people {
		case 0:
			continue
		case 1:
			return r.resolved(m, span), true
		}
		if m, ok := r.subjectOf(s, span.Start); ok {
			return r.resolved(m, span), true
		}
		return unresolved, true
	}
	return unresolved, true
}

// maxQuoted is over how many sentences an antecedent is looked for, most of them
// quoted.
const maxQuoted = 12

// people counts the different persons named in a sentence before a token, and
// returns a mention of one.
func (r *reader) people(sentence, limit int) (mention, count int) {
	s := r.t.Sentences[sentence]
	seen := map[string]bool{}
	for i := s.From; i < min(s.To, limit); i++ {
		m, ok := r.at[i]
		if !ok || r.quoted[i] || r.mentions[m].Kind != names.Person {
			continue
		}
		seen[r.mentions[m].Full] = true
		mention = m
	}
	return mention, len(seen)
}

// quotedWhole reports whether a sentence stands within quotation marks.
func (r *reader) quotedWhole(sentence int) bool {
	s := r.t.Sentences[sentence]
	return s.From < s.To && r.quoted[s.From] && r.quoted[s.To-1]
}

// body returns the organisation that a sentence begins with.
func (r *reader) body(sentence int) (int, bool) {
	if sentence < 0 {
		return 0, false
	}
	from := r.t.Sentences[sentence].From
	if from < len(r.low) && r.low[from] == "the" {
		from++
	}
	m, ok := r.at[from]
	return m, ok && r.mentions[m].Kind == names.Organisation && !r.possessive(m) && !r.quoted[from]
}

// near reports whether two sentences stand in one paragraph or in neighbouring
// ones, or on lines with no empty line between them.
func (r *reader) near(a, b int) bool {
	from, to := r.t.Sentences[a].Block, r.t.Sentences[b].Block
	if to-from <= 1 {
		return true
	}
	for i := from + 1; i <= to; i++ {
		if r.t.Blocks[i].After {
			return false
		}
	}
	return true
}

func (r *reader) resolved(m int, span language.Span) speaker {
	s := r.named(m)
	s.span = span
	return s
}

// subjectOf returns the person that a sentence begins with, where it begins with
// one: whom it is about is who "he" is in the next.
func (r *reader) subjectOf(sentence, limit int) (int, bool) {
	s := r.t.Sentences[sentence]
	for i := s.From; i < s.To && i < s.From+8; i++ {
		if r.t.Tokens[i].Start >= limit {
			break
		}
		if m, ok := r.at[i]; ok && r.mentions[m].Kind == names.Person {
			return m, !r.joined(m)
		}
		if r.low[i] == "," || finite[r.low[i]] {
			break
		}
	}
	return 0, false
}

// joined reports whether a name is one of several that do something together.
func (r *reader) joined(m int) bool {
	next := r.tokenAt(r.mentions[m].End)
	if next+1 >= len(r.low) {
		return false
	}
	return r.low[next] == "and" || r.low[next] == "or" || r.low[next] == "," && r.isNamed(next+1) && r.mentions[r.in[next+1]].Kind == names.Person
}

// mainSubject finds the subject of the clause that a participle hangs on: what
// the sentence begins with, behind an introduction that ends with a comma.
func (r *reader) mainSubject(from, participle int) (speaker, bool) {
	for i := from; i < participle; i++ {
		if m, ok := r.at[i]; ok && r.mentions[m].Kind != names.Place {
			if r.mentions[m].Kind != names.Person && r.headAfter(i, participle) >= 0 {
				continue
			}
			if !r.introduces(from, i, participle) {
				if p, ok := r.titled(m, participle); ok {
					return r.named(p), true
				}
				if !r.possessive(m) {
					return r.named(m), true
				}
			}
		}
		if r.isNamed(i) {
			continue
		}
		if pronouns[r.low[i]] {
			return r.pronoun(i)
		}
		if (isHead(r.low[i])) && !r.nameFollows(i, participle) {
			return r.nounPhrase(from, i)
		}
	}
	return speaker{}, false
}

// introduces reports whether the words from..i belong to an introduction ("After
// meeting Jones, …") that another name follows.
func (r *reader) introduces(from, i, to int) bool {
	if !introductions[r.low[from]] {
		return false
	}
	for j := i; j < to; j++ {
		if r.low[j] != "," {
			continue
		}
		for k := j + 1; k < to; k++ {
			if m, ok := r.at[k]; ok && r.mentions[m].Kind != names.Place {
				return true
			}
		}
	}
	return false
}

var introductions = set(`after before during in on at following while when since with despite amid under speaking meeting asked`)

// nameFollows reports whether the noun at i is the title of a name right behind
// it: "envoy Steve Witkoff".
func (r *reader) nameFollows(i, to int) bool {
	_, ok := r.at[i+1]
	return ok && i+1 < to
}

// phrase reads the speaker that begins at from: a name, with or without a title
// before it, or a noun phrase.
func (r *reader) phrase(from, to int) (speaker, bool) {
	to = min(to, from+14)
	for i := from; i < to; i++ {
		if m, ok := r.at[i]; ok && !r.possessive(m) {
			if r.mentions[m].Kind != names.Person && r.headAfter(i, to) >= 0 {
				continue
			}
			if p, ok := r.titled(m, to); ok {
				return r.named(p), true
			}
			if r.mentions[m].Kind != names.Place || i == from {
				return r.named(m), true
			}
		}
		if r.isNamed(i) {
			continue
		}
		if pronouns[r.low[i]] && i == from {
			return r.pronoun(i)
		}
		if _, named := r.at[i+1]; named && r.low[i] == "." { // Rep. Smith
			continue
		}
		if r.low[i] == "," || r.low[i] == "." || r.low[i] == ";" || r.low[i] == "that" || r.quoted[i] {
			break
		}
		if outlets[r.low[i]] && (!r.t.Tokens[i].Upper || i == from) {
			return r.reportOf(from, i)
		}
		if isHead(r.low[i]) && !r.nameFollows(i, to) && !r.headNext(i, to) {
			if p, ok := r.nameBehind(i); ok {
				return r.named(p), true
			}
			return r.nounPhrase(from, i)
		}
	}
	return speaker{}, false
}

// nameBehind finds the person that an office is followed by behind a comma: "said
// the head of research at Acme, Ann Smith." What follows the name ends the clause.
func (r *reader) nameBehind(head int) (int, bool) {
	for i := head + 1; i+1 < len(r.low) && i < head+10; i++ {
		switch {
		case r.low[i] == ",":
			m, ok := r.at[i+1]
			if !ok || r.mentions[m].Kind != names.Person || r.possessive(m) {
				return 0, false
			}
			next := r.tokenAt(r.mentions[m].End)
			return m, next >= len(r.low) || r.low[next] == "." || r.low[next] == "," || r.low[next] == ";" || r.low[next] == ":"
		case r.t.Tokens[i].Kind == language.Punct && !language.IsHyphen(firstRune(r.low[i])), finite[r.low[i]], r.quoted[i]:
			return 0, false
		}
	}
	return 0, false
}

// titled finds the person whose title begins with an organisation or a place:
// "Apple CEO Tim Cook", "Barclays head trader, Ann Lee".
func (r *reader) titled(m, to int) (int, bool) {
	from := r.tokenAt(r.mentions[m].End)
	office := r.mentions[m].Kind != names.Person
	for i := from; i < to && i < from+7; i++ {
		if p, ok := r.at[i]; ok {
			return p, office && r.mentions[p].Kind == names.Person
		}
		office = office || isHead(r.low[i])
		if r.low[i] == "." || r.low[i] == ";" || r.low[i] == "and" || finite[r.low[i]] || i == from && r.low[i] == "," {
			break
		}
	}
	return 0, false
}

func (r *reader) possessive(m int) bool {
	i := r.tokenAt(r.mentions[m].End)
	return i < len(r.t.Tokens) && r.t.Tokens[i].Kind == language.Suffix && !r.t.Tokens[i].Spaced
}

// headAfter finds a speaker noun right behind an organisation or place name:
// "White House official", "Kremlin spokesman Peskov".
func (r *reader) headAfter(i, to int) int {
	m := r.in[i]
	for j := i; j < to && j < i+6; j++ {
		if k, ok := r.in[j]; ok && k == m {
			continue
		}
		if isHead(r.low[j]) {
			return j
		}
		if r.t.Tokens[j].Kind == language.Punct {
			return -1
		}
	}
	return -1
}

func (r *reader) headNext(i, to int) bool {
	return i+1 < to && (isHead(r.low[i+1]))
}
