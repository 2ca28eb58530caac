package names

import (
	"strings"

	"attache/knowledge/language"
)

// tokenRange is the tokens of a mention, half open.
type tokenRange struct{ from, to int }

// maxRole bounds the tokens of a phrase that says who somebody is.
const maxRole = 28

// addRoles finds for each mention the phrases beside it that say who or what it
// is: before it ("special envoy Ann Keller"), behind it (", the head of …,"),
// in brackets, behind "is", and below it on a card.
func (s *scan) addRoles(mentions []Mention, at []tokenRange) {
	s.owner = make([]int32, len(s.tokens))
	for i := range mentions {
		if mentions[i].Doubtful {
			continue
		}
		for t := at[i].from; t < at[i].to; t++ {
			s.owner[t] = int32(i + 1)
		}
	}
	for i := range mentions {
		m := &mentions[i]
		sent := s.text.SentenceAt(m.Start)
		if sent < 0 || m.Doubtful {
			continue
		}
		r := roleFinder{s, mentions, at, i, &s.text.Sentences[sent]}
		if m.Kind == Person {
			r.add(r.before())
			r.add(r.beforeTitle())
			r.add(r.behind())
			r.add(r.bracket())
			r.add(r.copula())
		}
		r.card(sent)
	}
}

type roleFinder struct {
	*scan
	mentions []Mention
	at       []tokenRange
	i        int
	sent     *language.Sentence
}

// add notes the phrase of the tokens from..to, if there is one.
func (r *roleFinder) add(from, to int) {
	if from >= to {
		return
	}
	r.addSpan(language.Span{Start: r.tokens[from].Start, End: r.tokens[to-1].End})
}

func (r *roleFinder) addSpan(span language.Span) {
	m := &r.mentions[r.i]
	text := strings.Join(strings.Fields(span.In(r.text.Raw)), " ")
	if text == "" {
		return
	}
	for _, have := range m.Roles {
		if have.Overlaps(span) {
			return
		}
	}
	m.Roles = append(m.Roles, span)
	m.RoleTexts = append(m.RoleTexts, text)
}

// before reads the phrase in front of the name, from right to left.
func (r *roleFinder) before() (int, int) {
	end := r.at[r.i].from
	if title := r.titleBefore(end); title < end && r.punct(title-1, ",") && r.closes(r.at[r.i].to) {
		end = title // "the army chief, General Ann Lee,"
	}
	return r.beforeToken(end)
}

// beforeTitle reads the phrase before a comma and a title: "a spokeswoman for the
// navy, Commander Ann Lee,".
func (r *roleFinder) beforeTitle() (int, int) {
	name := r.at[r.i].from
	title := name
	for title-1 > r.sent.From && (r.tokens[title-1].Upper && r.owner[title-1] == 0 && r.class[title-1]&titleWord != 0 || r.punct(title-1, ".") && !r.tokens[title-1].Spaced) {
		title--
	}
	if title-2 > r.sent.From && r.class[title-1]&demonym != 0 && r.word(title-2) == "the" { // "the Canadian Ann Lee"
		title -= 2
	}
	if title == name || !r.punct(title-1, ",") || !r.closes(r.at[r.i].to) {
		return 0, 0
	}
	return r.beforeToken(title)
}

const titleWord = title | titleMod

// beforeToken reads the phrase that ends before token end, where the name or its
// title begins.
func (r *roleFinder) beforeToken(end int) (int, int) {
	if r.punct(end-1, ":") && end-2 == r.sent.From && r.namesRole(end-2) { // "Clerk: Ann Lee."
		return end - 2, end - 1
	}
	apart := r.punct(end-1, ",") && r.closes(r.at[r.i].to)
	j := end - 1
	if apart {
		j--
	}
	start, last, found := j+1, j+1, false
	if i := r.officeOf(end); i > 0 && !apart {
		start, last, found = i, end, true
		j = i - 1
	}
	for j >= r.sent.From && end-j < maxRole {
		step := r.stepLeft(j, found)
		if step == 0 {
			break
		}
		for k := j; k > j-step; k-- {
			if r.namesRole(k) && !found {
				found, last = true, k+1
			}
		}
		j -= step
		start = j + 1
	}
	if apart {
		if from, to := r.governing(end-1, start, last, found); to > from {
			return from, to
		}
	}
	if left := start - 1; found && left == r.sent.From && !r.tokens[start].Upper && r.owner[left] == 0 && r.class[left]&common != 0 && r.class[left]&(stop|say) == 0 {
		start = left // "Mining minister Ann Lee"
	}
	start = r.pastName(start, last)
	if apart {
		start = r.described(start)
	}
	if !found || apart && !r.determined(start) {
		return 0, 0
	}
	return start, last
}

// pastName steps over the rest of a name that nothing else was found of: of
// "Hellenic Star chief executive", the role is "chief executive".
func (r *roleFinder) pastName(from, to int) int {
	start := from
	for start > r.sent.From && start < to && r.tokens[start].Upper {
		left := start - 1
		if r.tokens[left].Kind != language.Word || !r.tokens[left].Upper || r.owner[left] != 0 || start == from && r.class[left]&(title|role|titleMod|roleMod|demonym) != 0 || left == r.sent.From && r.class[left]&stop != 0 {
			break
		}
		start++
	}
	if start == to {
		return from
	}
	return start
}

// governors join a role to the body or the person that it is of: "chairman of",
// "spokesman for".
var governors = map[string]bool{"of": true, "for": true, "at": true, "to": true, "in": true, "from": true}

// governing reads a phrase before the comma at token comma whose noun stands before
// a preposition: "the chairman of Acme Marine, Ann Lee,", "a spokesman for the
// president, Ann Lee,". What stands directly before the comma, from..to where found,
// is then not what she is.
func (r *roleFinder) governing(comma, from, to int, found bool) (int, int) {
	head := -1
	for k := comma - 1; k > r.sent.From && comma-k < maxRole; k-- {
		tok := r.tokens[k]
		if o := r.owner[k]; o != 0 {
			if r.mentions[o-1].Kind == Person {
				break
			}
			continue
		}
		if governors[r.word(k)] && r.namesRole(k-1) && r.owner[k-1] == 0 {
			head = k - 1
			continue
		}
		switch r.word(k) {
		case "the", "a", "an", "and", "of", "for":
			continue
		}
		if tok.Kind == language.Punct && !r.hyphenAt(k) || tok.Kind == language.Word && !tok.Upper && (r.verbal(k) || pastVerb(r.word(k)) && r.class[k]&role == 0) {
			break
		}
	}
	if head < 0 || found && head >= from {
		return 0, 0
	}
	start := head
	for step := 1; start > r.sent.From && step > 0; start -= step {
		step = r.stepLeft(start-1, true)
	}
	if start = r.described(start); !r.determined(start) {
		return 0, 0
	}
	return start, comma
}

// described steps left over words that describe a role between it and its article:
// "Porto's sporting director".
func (r *roleFinder) described(start int) int {
	for n := 0; n < 2 && start > r.sent.From && !r.determined(start); n++ {
		k := start - 1
		if tok := r.tokens[k]; tok.Kind != language.Word || tok.Upper || r.owner[k] != 0 || r.verbal(k) || r.class[k]&(stop|say) != 0 {
			break
		}
		start = k
	}
	return start
}

// officeOf returns the token with the office in "mayor of Vestra Ann Lee", before
// the name at token end; 0 where there is none.
func (r *roleFinder) officeOf(end int) int {
	i := end - 1
	if i < r.sent.From+2 || r.tokens[i].Kind != language.Word || !r.tokens[i].Upper && r.word(i-1) != "of" {
		return 0
	}
	if o := r.owner[i]; o != 0 {
		if r.mentions[o-1].Kind == Person {
			return 0
		}
		i = r.at[o-1].from
	}
	if i-2 < r.sent.From || r.word(i-1) != "of" || !r.namesRole(i-2) {
		return 0
	}
	return i - 2
}

// titleBefore returns the token that begins the forms of address before token i,
// i where there are none.
func (r *roleFinder) titleBefore(i int) int {
	for i-1 >= r.sent.From && (r.tokens[i-1].Upper && address[fold(r.word(i-1))] || r.punct(i-1, ".") && !r.tokens[i-1].Spaced && address[fold(r.word(i-2))]) {
		i--
	}
	return i
}

// closes reports whether a sentence or a clause ends before token i.
func (r *roleFinder) closes(i int) bool {
	return i >= r.sent.To || r.punct(i, ",") || r.punct(i, ".") || r.punct(i, ";")
}

// determined reports whether the phrase that begins at token i is a whole noun
// phrase: an article or a possessor stands before it or in it.
func (r *roleFinder) determined(i int) bool {
	if r.tokens[i].Upper {
		return true
	}
	if i == r.sent.From {
		return false
	}
	switch r.word(i - 1) {
	case "the", "a", "an", "his", "her", "their", "its", "The", "A", "An", "His", "Her":
		return true
	}
	return r.tokens[i-1].Kind == language.Suffix
}

// stepLeft returns how many tokens ending at token j belong to a phrase before a
// name; found says that the role's noun was read already.
func (r *roleFinder) stepLeft(j int, found bool) int {
	tok := r.tokens[j]
	c := r.class[j]
	if o := r.owner[j]; o != 0 {
		m := int(o - 1)
		if r.mentions[m].Kind == Person || r.mentions[m].End < tok.End && tok.Kind == language.Word {
			return 0
		}
		return j + 1 - r.at[m].from
	}
	switch {
	case tok.Kind == language.Suffix:
		if !found || j == r.sent.From {
			return 0
		}
		if o := r.owner[j-1]; o != 0 {
			return j + 1 - r.at[o-1].from
		}
		return 0
	case r.punct(j, "."):
		if j > r.sent.From && !tok.Spaced && r.class[j-1]&(title|geo) != 0 {
			return 1
		}
		return 0
	case r.hyphenAt(j):
		return 1
	case tok.Kind != language.Word:
		return 0
	case c&(role|title) != 0 && (tok.Upper || c&role != 0):
		return 1
	case c&(titleMod|roleMod|demonym) != 0:
		return 1
	case found && j > r.sent.From+1 && (r.word(j) == "of" || r.word(j) == "and") && r.class[j-1]&role != 0:
		return 1
	case j > r.sent.From && r.hyphenAt(j-1), j+1 < len(r.tokens) && r.hyphenAt(j+1):
		return 1
	}
	return 0
}

// namesRole reports whether token j is a word for a role, not a mere form of
// address.
func (r *roleFinder) namesRole(j int) bool {
	c := r.class[j]
	if c&(role|title) == 0 || r.owner[j] != 0 {
		return false
	}
	word := fold(r.word(j))
	return !address[word] || ranks[word]
}

// ranks are forms of address that say what somebody does.
var ranks = set("general colonel major captain sergeant lieutenant")

// address are titles that say little of what somebody does.
var address = set(`mr mrs ms miss mx dr prof sir lord lady dame gen lt col maj capt cmdr adm sgt brig sen rep gov rev fr st saint
	herr frau monsieur madame mme mlle senor general colonel major captain sergeant lieutenant sayın don`)

// behind reads an apposition: ", the head of Russia’s sovereign wealth fund,".
func (r *roleFinder) behind() (int, int) {
	i := r.at[r.i].to
	if !r.punct(i, ",") || i+1 >= r.sent.To {
		return 0, 0
	}
	i++
	if r.tokens[i].Kind == language.Number && r.punct(i+1, ",") {
		i += 2
	}
	if i+2 < r.sent.To && r.word(i) == "who" && (r.word(i+1) == "is" || r.word(i+1) == "was") {
		i += 2
	}
	return r.phrase(i)
}

// copula reads "X is the president of Y", "X became chief executive".
func (r *roleFinder) copula() (int, int) {
	i := r.at[r.i].to
	if i+2 >= r.sent.To {
		return 0, 0
	}
	switch r.word(i) {
	case "is", "was", "became":
	case "as":
		if verb := r.titleBefore(r.at[r.i].from) - 1; verb < r.sent.From || !appointing[r.word(verb)] {
			return 0, 0
		}
		return r.phrase(i + 1)
	default:
		return 0, 0
	}
	switch r.word(i + 1) {
	case "the", "a", "an":
		return r.phrase(i + 1)
	}
	if r.owner[i+1] != 0 || r.word(i) == "became" {
		return r.phrase(i + 1)
	}
	return 0, 0
}

// appointing are verbs that give somebody an office: "appointed Ann Lee as …".
var appointing = set("appointed appoints appoint named names elected elects nominated nominates installed hired confirmed")

// phrase reads a noun phrase that begins at token i and is a role: its noun comes
// early, and it ends with the clause.
func (r *roleFinder) phrase(i int) (int, int) {
	head, end := 0, i
	for ; end < r.sent.To && end-i < maxRole; end++ {
		if r.punct(end, ",") || r.punct(end, ";") || r.punct(end, ")") || r.punct(end, ":") || r.punct(end, "(") || r.dashAt(end) ||
			r.punct(end, "”") || r.punct(end, "\"") || r.punct(end, ".") && end == r.sent.To-1 {
			break
		}
		word := r.word(end)
		if word == "who" || word == "which" || word == "whose" || word == "that" || word == "when" || word == "where" || word == "but" {
			break
		}
		if !r.tokens[end].Upper && r.class[end]&say != 0 && r.class[end]&(role|roleMod) == 0 {
			break
		}
		if head == 0 {
			switch {
			case r.namesRole(end):
				head = end + 1
			case end-i > 8 || r.verbal(end):
				return 0, 0
			}
		}
		if r.ownedByPerson(end) && !r.governed(end, i) {
			return 0, 0
		}
	}
	if head == 0 || end-i >= maxRole {
		return 0, 0
	}
	return i, end
}

func (r *roleFinder) dashAt(i int) bool {
	return r.tokens[i].Kind == language.Punct && !r.hyphenAt(i) && (r.word(i) == "—" || r.word(i) == "–" || r.word(i) == "-")
}

// verbal reports whether token i shows that no noun phrase is being read.
func (r *roleFinder) verbal(i int) bool {
	switch r.word(i) {
	case "is", "was", "were", "are", "has", "had", "have", "will", "would", "and", "he", "she", "they", "it", "to", "in", "on", "at",
		"with", "by", "as", "after", "before", "while", "from", "of", "not", "also", "then", "both", "among", "including":
		return true
	}
	return r.class[i]&say != 0 && !r.tokens[i].Upper
}

func (r *roleFinder) ownedByPerson(i int) bool {
	o := r.owner[i]
	return o != 0 && r.mentions[o-1].Kind == Person && r.at[o-1].from == i
}

// governed reports whether the person named at token i stands in the phrase as
// somebody else: "adviser to President Trump", "Trump’s envoy".
func (r *roleFinder) governed(i, from int) bool {
	if to := r.at[r.owner[i]-1].to; to < r.sent.To && r.tokens[to].Kind == language.Suffix {
		return true
	}
	for i--; i >= from; i-- {
		switch r.word(i) {
		case "to", "of", "for", "with", "under", "by", "against", "between", "than", "from":
			return true
		}
		if r.class[i]&(title|role|titleMod) == 0 || !r.tokens[i].Upper && r.class[i]&titleMod == 0 {
			return false
		}
	}
	return false
}

// bracket reads "(Republican senator from Ohio)".
func (r *roleFinder) bracket() (int, int) {
	i := r.at[r.i].to
	if !r.punct(i, "(") || !r.sent.Complete && r.at[r.i].from > r.sent.From {
		return 0, 0
	}
	role := false
	for j := i + 1; j < r.sent.To && j-i < maxRole; j++ {
		if r.punct(j, ")") {
			if !role {
				return 0, 0
			}
			return i + 1, j
		}
		role = role || r.namesRole(j)
	}
	return 0, 0
}

// card reads a name that has a line for itself, and the line below it; or what
// stands behind a slash on the same line.
func (r *roleFinder) card(sent int) {
	m := &r.mentions[r.i]
	b := r.text.Sentences[sent].Block
	block := r.text.Blocks[b]
	if block.Body.Len() > maxCard {
		return
	}
	if !r.leads(block.Body) {
		return
	}
	rest := language.Span{Start: r.tokens[r.at[r.i].to-1].End, End: block.Body.End}
	if text := strings.TrimSpace(rest.In(r.text.Raw)); text != "" {
		for _, sign := range [...]string{"/", "|", "—", "–", "-", ":"} {
			if strings.HasPrefix(text, sign) {
				rest.Start += strings.Index(rest.In(r.text.Raw), sign) + len(sign)
				if r.holdsRole(rest) && !endsAsSentence(text) {
					r.cardRole(rest)
				}
				break
			}
		}
		return
	}
	next := b + 1
	for next < len(r.text.Blocks) && r.text.Blocks[next].Body.In(r.text.Raw) == block.Body.In(r.text.Raw) {
		next++
	}
	if next >= len(r.text.Blocks) || r.text.Blocks[next].After && !block.After || r.text.Blocks[next].After {
		return
	}
	body := r.text.Blocks[next].Body
	line := body.In(r.text.Raw)
	_, status := statusOf(r.text.Raw, body)
	if len(line) > maxCard || strings.HasSuffix(line, ".") || strings.Contains(line, ":") && !status {
		return
	}
	if m.Kind == Person && !status && !r.holdsRole(body) {
		return
	}
	if m.Kind != Person && !status && strings.Count(line, " ") > 8 {
		return
	}
	if rest, ok := statusOf(r.text.Raw, body); ok {
		r.addSpan(rest)
	} else {
		r.cardRole(body)
	}
	r.statusLine(next + 1)
}

// endsAsSentence reports whether a line ends with the mark of a sentence, perhaps
// within quotation marks.
func endsAsSentence(line string) bool {
	line = strings.TrimRight(line, "\"”'’ ")
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "?") || strings.HasSuffix(line, "!")
}

// statusLine notes what the line below a card's role says of the status or the
// position.
func (r *roleFinder) statusLine(block int) {
	if block >= len(r.text.Blocks) || r.text.Blocks[block].After {
		return
	}
	if rest, ok := statusOf(r.text.Raw, r.text.Blocks[block].Body); ok {
		r.addSpan(rest)
	}
}

// statusOf returns what a line says behind a label for what somebody is:
// "Status: …".
func statusOf(raw string, line language.Span) (language.Span, bool) {
	label, _, found := strings.Cut(line.In(raw), ":")
	if !found || !statusLabels[strings.ToLower(strings.TrimSpace(label))] || line.Len() > maxCard {
		return language.Span{}, false
	}
	rest := trimmed(raw, language.Span{Start: line.Start + len(label) + 1, End: line.End})
	return rest, rest.Len() > 0
}

var statusLabels = set("status role position function post office stance title")

// maxCard bounds a line of a card, in bytes.
const maxCard = 200

// leads reports whether the mention, with its title, is the first thing of span.
func (r *roleFinder) leads(span language.Span) bool {
	i := r.at[r.i].from - 1
	for i >= 0 && r.tokens[i].Start >= span.Start && (r.class[i]&(title|titleMod) != 0 || r.punct(i, ".")) {
		i--
	}
	return i < 0 || r.tokens[i].Start < span.Start
}

func (r *roleFinder) holdsRole(span language.Span) bool {
	for i := r.text.TokenAt(span.Start); i < len(r.tokens) && r.tokens[i].End <= span.End; i++ {
		if r.class[i]&(role|title) != 0 {
			return true
		}
	}
	return false
}

// cardRole notes a card's line: the role, and what its brackets add.
func (r *roleFinder) cardRole(span language.Span) {
	line := span.In(r.text.Raw)
	open := strings.IndexByte(line, '(')
	if open <= 0 || !strings.HasSuffix(line, ")") {
		r.addSpan(trimmed(r.text.Raw, span))
		return
	}
	r.addSpan(trimmed(r.text.Raw, language.Span{Start: span.Start, End: span.Start + open}))
	r.addSpan(trimmed(r.text.Raw, language.Span{Start: span.Start + open + 1, End: span.End - 1}))
}

func trimmed(raw string, s language.Span) language.Span {
	text := s.In(raw)
	s.Start += len(text) - len(strings.TrimLeft(text, " \t\n\u00a0"))
	s.End -= len(text) - len(strings.TrimRight(text, " \t\n\u00a0"))
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}
