package knowledge

import (
	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
)

// Beside the features of the best candidate, these tell whether it answers.
const (
	sMargin       = int(featureCount) + iota // how far the next candidate lies behind
	sWords                                   // the question has few words
	sNegated                                 // it is negated, and the candidate is not
	sPerson                                  // it asks for a person
	sTime                                    // … a time
	sCount                                   // … a number
	sPlace                                   // … a place
	sManner                                  // … a way
	sReason                                  // … a reason
	sSaying                                  // … what somebody said
	sAnything                                // … what its words do not tell
	sYesOrNo                                 // … yes or no
	sFar                                     // most of the question stands nowhere near
	sBare                                    // little of it stands in the candidate
	sNoCount                                 // it asks for a number, and the candidate has none
	sNoTime                                  // likewise for a time or a length of time
	sNoPerson                                // … a person
	sNoPlace                                 // … a place
	sNoSaying                                // … somebody's words, and the candidate has not those of that one
	sNoPlain                                 // of its words that are no names none stands in the candidate or near it
	sKindred                                 // weight of words for which only kindred ones stand here
	sSwapped                                 // how kindred a word here is to one of the question that is not
	sLacksOne                                // but for one word, all of the question stands near
	sLacksNone                               // all of it stands near
	sLacksFirst                              // the first of its words stands nowhere near
	sLacksLast                               // likewise the last
	sLacksQuality                            // one that sets its thing apart from others stands nowhere near
	sElsewhere                               // another candidate has more of the question near
	sEcho                                    // the part of the candidate that the question says itself
	sNews                                    // how many words the candidate has beyond the question
	sNewNames                                // … that are written large
	sOwn                                     // the part of its words that stand in the candidate
	sLacking                                 // how many stand nowhere near
	sBias
	signalCount
)

var signalNames = append(featureNames[:], "margin", "words", "negated", "person", "time", "count", "place", "manner", "reason", "saying", "anything", "yes or no", "far", "bare", "no count", "no time", "no person", "no place", "no saying", "no plain",
	"kindred", "swapped", "lacks one", "lacks none", "lacks first", "lacks last", "lacks quality", "elsewhere", "echo", "news", "new names", "own", "lacking", "bias")

// Signals are what is weighed to decide whether a question is answered.
type Signals [signalCount]float64

// SignalNames are the names of the signals, in their order.
func SignalNames() []string { return signalNames }

// kindSignals are the signals that tell the kind of the answer.
var kindSignals = map[Kind]int{Person: sPerson, Time: sTime, Count: sCount, Place: sPlace, Manner: sManner, Reason: sReason, Saying: sSaying, AnyKind: sAnything, YesOrNo: sYesOrNo}

// wantSignals are the signals that tell that what is asked for is not there.
var wantSignals = map[Kind]int{Count: sNoCount, Time: sNoTime, Length: sNoTime, Person: sNoPerson, Place: sNoPlace}

// signals gathers what tells whether the best candidate answers.
func (q *query) signals(ranked []candidate) Signals {
	var s Signals
	copy(s[:], ranked[0].Features[:])
	s[sMargin] = 1
	if len(ranked) > 1 {
		s[sMargin] = min(1, (ranked[0].score-ranked[1].score)/3)
	}
	heavy := 0
	for i := range q.words {
		if !q.words[i].light {
			heavy++
		}
	}
	s[sWords] = 1 / float64(1+heavy)
	if q.negated {
		s[sNegated] = s[fNegation]
	}
	if i, ok := kindSignals[q.kind]; ok {
		s[i] = 1
	}
	s[sFar] = max(0, s[fMissing]-.35)
	s[sBare] = max(0, .4-s[fCover])
	if i, ok := wantSignals[q.kind]; ok {
		s[i] = 1 - s[fKind]
	}
	if q.kind == Saying {
		s[sNoSaying] = 1 - s[fSaid]
	}
	q.lacks(&s, &ranked[0])
	ranked[0].beyond(&s)
	s[sSwapped] = q.swapped(&ranked[0])
	for i := range ranked[:min(len(ranked), rivals)] {
		s[sElsewhere] = max(s[sElsewhere], s[fMissing]-ranked[i].Features[fMissing])
	}
	s[sBias] = 1
	return s
}

// rivals is how many candidates are looked at for more of the question.
const rivals = 8

// qualities are words that set a thing apart from others of its kind, so that a
// text about the others does not answer.
var qualities = setOf("first second third fourth fifth last only most least best worst largest biggest smallest oldest newest highest lowest earliest latest main primary next previous former current modern other else another same different original final total average")

// lacks tells which words of the question stand neither in a candidate nor near it.
func (q *query) lacks(s *Signals, c *candidate) {
	lacking, first, last := 0, -1, -1
	plain, best := false, 0.
	heavy := 0.
	for i := range q.words {
		w := &q.words[i]
		if c.own[i].strength > 0 && c.own[i].strength < synonym {
			s[sKindred] += w.weight / q.mass
		}
		if w.light {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		heavy++
		s[sOwn] += c.own[i].strength
		if !w.name && !w.number {
			plain, best = true, max(best, c.near[i])
		}
		if c.near[i] < synonym {
			lacking++
			if qualities[w.low] {
				s[sLacksQuality] = 1
			}
		}
	}
	if heavy > 0 {
		s[sOwn] /= heavy
	}
	s[sLacking] = min(1, float64(lacking)/4)
	if plain {
		s[sNoPlain] = 1 - best
	}
	switch lacking {
	case 0:
		s[sLacksNone] = 1
	case 1:
		s[sLacksOne] = 1
	}
	if first >= 0 {
		s[sLacksFirst] = 1 - c.near[first]
		s[sLacksLast] = 1 - c.near[last]
	}
}

// beyond tells how much a candidate says that the question does not.
func (c *candidate) beyond(s *Signals) {
	u := &c.text.units[c.unit]
	said, fresh, named := 0., 0., 0.
	for k := u.from; k < u.to; k++ {
		switch {
		case c.text.terms[k] == "":
		case c.matched(k):
			said++
		default:
			fresh++
			if c.text.Tokens[k].Upper && k > u.from {
				named++
			}
		}
	}
	if said+fresh > 0 {
		s[sEcho] = said / (said + fresh)
	}
	s[sNews], s[sNewNames] = min(1, fresh/20), min(1, named/5)
}

// swapped is how kindred a word of the candidate is to one of the question that
// does not stand there: "month" and "year", "Paris" and "Warsaw".
func (q *query) swapped(c *candidate) float64 {
	u, best := &c.text.units[c.unit], 0.
	for i := range q.words {
		w := &q.words[i]
		if w.light || c.near[i] >= synonym {
			continue
		}
		v, ok := lexicon.Find(w.low)
		if !ok {
			continue
		}
		for k := u.from; k < u.to; k++ {
			t := c.text.Tokens[k]
			if t.Kind != language.Word || c.text.terms[k] == "" || c.matched(k) || t.Upper != w.name {
				continue
			}
			if l := c.text.lexemes[c.text.words[k]]; l.hasVector {
				best = max(best, v.Similarity(l.vector))
			}
		}
	}
	return max(0, best-leastSwap) / (1 - leastSwap)
}

// leastSwap is the similarity of words from which on one may stand for the other
// in a question that is asked in vain.
const leastSwap = .4

// probability is how likely signals are those of an answer.
func (s *Signals) probability() float64 {
	sum := 0.
	for i := range s {
		sum += s[i] * answerWeights[i]
	}
	return sigmoid(sum)
}
