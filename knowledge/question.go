package knowledge

import (
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
)

// Kind is the kind of answer that a question asks for.
type Kind uint8

// The kinds of answers.
const (
	AnyKind  Kind = iota // a thing, or nothing that the words tell
	Person               // who
	Identity             // who somebody is, which post they hold
	Time                 // when
	Place                // where
	Count                // how many, how much, how old
	Length               // how long
	Reason               // why
	Saying               // what somebody said
	Body                 // which company, newspaper, party
	Several              // what all of them are: a list
	Manner               // how
	YesOrNo
)

var kindNames = [...]string{"anything", "person", "identity", "time", "place", "count", "length of time", "reason", "saying", "organisation", "list", "manner", "yes or no"}

func (k Kind) String() string { return kindNames[k] }

// focusKinds are nouns that tell the kind of the answer behind "what" and "which".
var focusKinds = nounKinds(map[Kind]string{
	Time:     "year years date dates day month months decade century time era period season",
	Place:    "city cities country countries state states place places town towns region regions location locations continent island river area province district village capital county nation venue territory territories",
	Person:   "person people man woman president king queen emperor author leader leaders official officials minister ministers scientist actor actress singer artist architect general explorer inventor ruler politician envoy negotiator",
	Count:    "number percentage percent population amount cost price age temperature distance height size speed rate share proportion total value weight",
	Length:   "length duration",
	Body:     "company companies newspaper newspapers outlet outlets agency agencies organisation organization organisations organizations party parties university college school bank group team institution magazine network firm firms publisher",
	Identity: "post role job position office occupation title profession",
	Reason:   "reason reasons cause causes purpose",
	Several:  "categories pillars parts types kinds areas steps elements principles conditions components reasons stages phases scenarios options factors examples members goals",
})

func nounKinds(lists map[Kind]string) map[string]Kind {
	out := map[string]Kind{}
	for kind, words := range lists {
		for w := range strings.FieldsSeq(words) {
			if _, taken := out[w]; !taken || kind != Several {
				out[w] = kind
			}
		}
	}
	return out
}

// auxiliaries end the noun phrase behind "which" and begin a question that asks
// for yes or no.
var auxiliaries = setOf("is are was were am be been do does did has have had can could will would shall should may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't won't")

// asking are words that ask and are no part of what is asked about.
var asking = setOf("who whom whose what when where which why how")

// light are words of questions that answers need not repeat: what they name, the
// answer shows.
var light = setOf("name names named called type types kind kinds sort year years date day much many long term word call many number happen happened happens say says said tell tells told person people place thing things give gave list role post hold holds held take takes took taken please know show find info information details now currently today still exactly actually ever get gets got")

// reports are verbs that ask for somebody's words.
var reports = setOf("say says said tell tells told claim claims claimed argue argues argued state stated explain explained describe described call called warn warned announce announced insist insisted think thinks thought believe believes believed comment commented respond responded suggest suggested promise promised")

// negations turn what is asked round.
var negations = setOf("not non never no without neither nor isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't cannot couldn't shouldn't")

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// phrase is a question as its words tell what it asks for.
type phrase struct {
	text    string
	tokens  []language.Token
	low     []string // of the tokens
	kind    Kind
	focus   string // the noun behind "which", "what" or "how many"; empty where there is none
	negated bool
	asks    bool // it is put as a question, not as words to look for

	plural   bool // it asks "what are …", which a list may answer
	postFrom int  // for "who is the …": the token behind the verb; else 0
}

// parse tells what kind of answer a question asks for.
func parse(question string) phrase {
	p := phrase{text: question, tokens: language.Tokenize(question)}
	for _, t := range p.tokens {
		w := strings.ReplaceAll(language.FoldString(t.In(question)), "’", "'")
		p.low = append(p.low, w)
		p.negated = p.negated || negations[w]
	}
	p.kind = p.asked()
	return p
}

// asked finds the word that asks, wherever it stands ("In which year …"), and
// reads what follows it.
func (p *phrase) asked() Kind {
	if i := p.askingWord(); i >= 0 {
		p.asks = true
		return p.askedBy(i)
	}
	if len(p.low) > 1 && auxiliaries[p.low[0]] {
		p.asks = true
		return YesOrNo
	}
	if len(p.low) > 0 && (p.low[0] == "list" || p.low[0] == "name") {
		return Several
	}
	return p.keyKind()
}

// keyKind is the kind of what words that are put as no question look for: "contract
// length", "strike numbers".
func (p *phrase) keyKind() Kind {
	last := len(p.low) - 1
	if last < 1 || p.tokens[last].Upper {
		return AnyKind
	}
	for _, w := range []string{p.low[last], strings.TrimSuffix(p.low[last], "s")} {
		if kind := focusKinds[w]; kind == Count || kind == Length || kind == Time {
			p.focus = w
			return kind
		}
	}
	return AnyKind
}

// askingWord returns the token that asks, -1 for none. "When" and "where" within a
// question mostly begin a clause, and "which" and "that" behind a noun too, so
// that another word is looked for before they are taken.
func (p *phrase) askingWord() int {
	late := -1
	for i, w := range p.low {
		if !asking[w] {
			continue
		}
		if i == 0 || w != "when" && w != "where" && w != "how" && !(w == "which" || w == "who") {
			return i
		}
		if late < 0 {
			late = i
		}
		if before := p.low[i-1]; prepositions[before] || p.tokens[i-1].Kind == language.Punct {
			return i
		}
	}
	return late
}

// prepositions stand before a word that asks: "In which year …", "by whom".
var prepositions = setOf("in on at to for from by with about of under until since during through and")

func (p *phrase) askedBy(i int) Kind {
	next := p.word(i + 1)
	switch p.low[i] {
	case "when":
		return Time
	case "where":
		return Place
	case "why":
		return Reason
	case "who", "whom", "whose":
		return p.askedWho(i)
	case "how":
		return p.askedHow(i)
	}
	if auxiliaries[next] || next == "'s" {
		return p.askedWhat(i)
	}
	p.focus = p.nounFrom(i + 1)
	return p.kindOf(p.focus)
}

func (p *phrase) askedWho(i int) Kind {
	if next := p.word(i + 1); next == "is" || next == "was" || next == "'s" || next == "are" || next == "were" {
		if p.onlyNames(i + 2) {
			return Identity
		}
		p.postFrom = i + 2
	}
	if n := len(p.low); n > i+2 && p.whoBehind(i) { // "tell me who X is"
		return Identity
	}
	return Person
}

// whoBehind reports whether the verb of "who" stands at the end, behind a name.
func (p *phrase) whoBehind(i int) bool {
	last := len(p.tokens) - 1
	if p.tokens[last].Kind == language.Punct {
		last--
	}
	if p.low[last] != "is" && p.low[last] != "was" {
		return false
	}
	part := *p
	part.tokens, part.low = p.tokens[:last], p.low[:last]
	return part.onlyNames(i + 1)
}

// onlyNames reports whether nothing but a name stands from token i on.
func (p *phrase) onlyNames(i int) bool {
	names := 0
	for ; i < len(p.tokens); i++ {
		switch t := p.tokens[i]; {
		case t.Kind == language.Punct && p.low[i] != "-" && p.low[i] != ".":
			return names > 0 && i == len(p.tokens)-1
		case t.Kind == language.Word && auxiliaries[p.low[i]], t.Kind == language.Number:
			return false
		case t.Kind == language.Word:
			names++
			if names > 4 {
				return false
			}
			if !t.Upper && (nameless[p.low[i]] || strings.HasSuffix(p.low[i], "ing") && lexicon.Base(p.low[i]) != p.low[i]) {
				return false // "who was singing"
			}
		}
	}
	return names > 0
}

// nameless are words that no name has in it, so that "who is the head of …" asks
// for a person.
var nameless = setOf("the a an of in to for behind at by with on about from as involved responsible")

func (p *phrase) askedHow(i int) Kind {
	switch next := p.word(i + 1); {
	case next == "many", next == "much":
		if !p.leadsCode(i + 2) { // "how many F-35s" counts no noun
			p.focus = p.nounFrom(i + 2)
		}
		return Count
	case next == "long":
		return Length
	case extents[next]:
		return Count
	}
	return Manner
}

// extents are words behind "how" that ask for a number.
var extents = setOf("old far tall large big great high low deep fast heavy often wide broad thick strong expensive close hot cold")

// sizes are those that do not stand beside the number: what is asked with "how large"
// is answered by "240 million euros", but with "how deep" by "eleven metres deep".
var sizes = setOf("large big great")

// askedWhat reads a question in which a verb follows "what": "What did X say …",
// "What was the population of …", "What are the four …".
func (p *phrase) askedWhat(i int) Kind {
	verb := p.word(i + 1)
	did := verb == "did" || verb == "do" || verb == "does" || verb == "has" || verb == "have"
	for j := i + 2; did && j < len(p.low); j++ {
		if reports[p.low[j]] {
			return Saying
		}
	}
	if did || verb == "would" || verb == "will" || verb == "can" || verb == "could" || verb == "should" {
		return AnyKind
	}
	start := i + 2
	for w := p.word(start); w == "the" || w == "a" || w == "an" || w == "all"; w = p.word(start) {
		start++
	}
	p.focus = p.nounFrom(start)
	p.plural = verb == "are" || verb == "were"
	switch kind := p.kindOf(p.focus); {
	case p.plural && (kind == Several || numberWords[p.word(start)] != ""):
		return Several
	case kind != AnyKind && !p.plural:
		return kind
	}
	for j, w := range p.low { // "What is X's role"
		if j > start && focusKinds[w] == Identity && p.word(j-1) == "'s" {
			p.focus = w
			return Identity
		}
	}
	return AnyKind
}

func (p *phrase) kindOf(noun string) Kind { return focusKinds[noun] }

// nounFrom returns the last word of the noun phrase that begins at token i.
func (p *phrase) nounFrom(i int) string {
	noun := ""
	for ; i < len(p.tokens); i++ {
		w := p.low[i]
		if p.tokens[i].Kind == language.Punct && w != "-" || auxiliaries[w] || ends[w] {
			break
		}
		if p.tokens[i].Kind != language.Word || p.tokens[i].Upper && noun != "" {
			continue
		}
		if _, known := focusKinds[w]; !known && focusKinds[noun] != AnyKind {
			break // "Which officials visited …"
		}
		noun = w
	}
	return noun
}

// ends are words behind a noun phrase.
var ends = setOf("of in on at to for from by with about between into during and or that which who the a an it they he she did")

func (p *phrase) word(i int) string {
	if i < 0 || i >= len(p.low) {
		return ""
	}
	return p.low[i]
}

// numberWords are small numbers in words, as figures.
var numberWords = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30"}
