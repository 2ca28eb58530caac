package speech

import "attache/knowledge/language"

// partialWords is how many words in quotation marks are a judgement that somebody
// is quoted with. One alone is only held at arm's length.
const partialWords = 2

// callers are verbs whose object is followed by what it is called; judging ones
// need "as" before it.
var (
	callers = set(`called calls dubbed dubs labelled labeled labels branded brands termed terms deemed pronounced`)
	judging = set(`described describes dismissed dismisses denounced denounces hailed hails praised praises condemned condemns criticised criticized
		characterised characterized portrayed rejected rejects welcomed welcomes slammed blasted derided depicted`)
)

// maxObject is how many words stand at most between such a verb and the marks.
const maxObject = 12

// called credits few words in quotation marks that say what a named speaker calls
// something: "Smith called the text “a fair basis”", "Smith dismissed it as “a bad
// joke”".
func (r *reader) called(q *quotation) (attribution, bool) {
	s := r.t.SentenceAt(q.outer.Start)
	if q.words < partialWords || s < 0 || isTitle(q.inner.In(r.t.Raw)) {
		return attribution{}, false
	}
	from, to := r.t.Sentences[s].From, r.t.TokenAt(q.outer.Start)
	as := to-1 > from && (r.low[to-1] == "as" || to-2 > from && r.low[to-2] == "as" && (r.low[to-1] == "a" || r.low[to-1] == "an" || r.low[to-1] == "the"))
	for i := to - 1; i > from && i >= to-maxObject; i-- {
		switch {
		case r.isNamed(i), as && i >= to-2 && r.low[i] == "as":
			continue
		case callers[r.low[i]] && (i < to-1 || as), judging[r.low[i]] && as:
			who, ok := r.subject(from, i)
			if !ok || who.class != Named {
				return attribution{}, false
			}
			return r.attributed(who, r.t.Tokens[i].Span, i+1, to), true
		case r.t.Tokens[i].Kind == language.Punct && !language.IsHyphen(firstRune(r.low[i])), finite[r.low[i]] && !nounToo[r.low[i]], participles[r.low[i]], clauseStarts[r.low[i]], r.quoted[i]:
			return attribution{}, false
		}
	}
	return attribution{}, false
}
