package knowledge

import "attache/knowledge/language"

// noneWords is how many tokens behind "no" may tell what there was none of.
const noneWords = 4

// notThings follow "no" and are nothing that somebody else could have seen.
var notThings = wordSet(`one longer more doubt comment matter other need reason idea plan plans way sign question further fewer less such immediate`)

// perceiving are verbs of which a denial says that there was nothing: no siren was heard.
var perceiving = wordSet(`see hear find record report observe detect notice note register`)

// deniedNone reads "no serious side effects were seen" and "had no contact with the
// crew", from "no" on.
func (a *account) deniedNone(no int) (denial, bool) {
	low := a.page.text.low
	end := no + 1
	for end < a.to && end <= no+noneWords && a.page.text.Tokens[end].Kind == language.Word && a.page.text.terms[end] != "" && !beForms[low[end]] && !whereabouts[low[end]] {
		end++
	}
	if end == no+1 || end >= a.to || notThings[low[no+1]] {
		return denial{}, false
	}
	d := denial{account: a, none: a.termsIn(no+1, end), at: no}
	in := a.clauseAround(no)
	switch {
	case (low[end] == "was" || low[end] == "were") && end+1 < a.to && (no == in.from || givers[low[no-1]] || a.isMark(no-1, ",")):
		d.verb, d.object, d.value = a.page.verb(end+1), d.none, clause{no, end + 2}.span(a)
	case no > a.from && (low[no-1] == "had" || low[no-1] == "have" || low[no-1] == "has") && (low[end] == "with" || low[end] == "to"):
		d.object = a.termsIn(end+1, a.clauseStop(end+1, min(in.to, end+1+noneWords)))
		d.value = clause{no - 1, a.clauseStop(end+1, in.to)}.span(a)
	default:
		return denial{}, false
	}
	d.subject = d.none
	return d, len(d.none) > 0 && len(d.object) > 0
}

// assertsSome reports whether a sentence says that there was some of what is denied.
func (a *account) assertsSome(d denial) (assertion, bool) {
	if len(inBoth(d.none, a.terms)) < len(d.none) || a.has(negations, a.from, a.to) {
		return assertion{}, false
	}
	for i := a.from; i < a.to; i++ {
		if !d.none[a.page.text.terms[i]] {
			continue
		}
		if d.verb == "" {
			if len(inBoth(d.object, a.termsIn(i, a.to))) == 0 || !beForms[a.page.text.low[max(a.from, i-2)]] {
				continue
			}
			return assertion{a, clause{max(a.from, i-2), a.clauseStop(i, a.clauseAround(i).to)}.span(a)}, true
		}
		for k := i + 1; k < min(a.to, i+1+deniedAfter); k++ {
			if k > i+2 && (a.page.verb(k) != d.verb || !beForms[a.page.text.low[k-1]]) {
				continue
			}
			if a.isPast(k) && a.isMeant(k) && (len(d.none) > 1 || perceiving[d.verb] || sameDeed(a.page.verb(k), d.verb)) {
				return assertion{a, clause{i, a.clauseStop(k, a.clauseAround(k).to)}.span(a)}, true
			}
		}
		if at := a.verbBefore(i); at > 0 && len(d.none) > 1 && perceiving[d.verb] {
			return assertion{a, clause{a.clauseAround(at).from, a.clauseStop(i, a.clauseAround(i).to)}.span(a)}, true
		}
	}
	return assertion{}, false
}

// verbBefore is the verb of the past that has what stands at a token as its object; 0
// where there is none close before it.
func (a *account) verbBefore(at int) int {
	for i := at - 1; i > a.from && i >= at-noneWords; i-- {
		if a.page.text.Tokens[i].Kind == language.Punct {
			return 0
		}
		if a.isPast(i) && a.isMeant(i) {
			return i
		}
	}
	return 0
}

// isPast reports whether a token is a verb in its past form.
func (a *account) isPast(i int) bool {
	low := a.page.text.low[i]
	return irregularVerbs[low] != "" || len(low) > 4 && low[len(low)-2:] == "ed" && a.page.verb(i) != low
}
