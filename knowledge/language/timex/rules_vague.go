package timex

// The values of references that have no place on the calendar.
const (
	presentRef = "PRESENT_REF"
	pastRef    = "PAST_REF"
	futureRef  = "FUTURE_REF"
)

// setRules find what recurs.
var setRules = []rule{
	{"every day", `x:Each [ single|other ] u:Unit`, everyUnit},
	{"every two days", `x:Each n:Num u:Unit|Units`, everyUnit},
	{"every morning", `x:Each p:Part`, everyPart},
	{"per day", `per u:Unit`, everyUnit},
	{"bi-weekly", `b:bi ~Dash ~u:Adverb`, everyUnit},
	{"daily", `u:Adverb`, everyUnit},
}

func everyUnit(t *tagger, h *hit) []finding {
	c := count{n: 1}
	if n := t.captured(h, 'n'); n != nil {
		c = n.count()
	}
	if t.is(h.start+1, "other") || t.captured(h, 'b') != nil {
		c.n = 2
	}
	u := t.captured(h, 'u').unit
	if u == uSecond {
		return nil
	}
	f := t.result(h.start, h.end, Set, duration(c, u))
	if t.is(h.start, "per") {
		f.Span = t.span(h.start+1, h.end)
	}
	return one(f)
}

func everyPart(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Set, "XXXX-XX-XX"+partCodes[t.captured(h, 'p').n]))
}

// vagueRules find references to the present, the past and the future at large.
var vagueRules = []rule{
	{"now", `right? x:Now`, presently},
	{"at present", `( at present | at this time | at The moment | The present time | The time being | these days )`, presently},
	{"to this day", `to this day`, presently},
	{"the present", `The? p:present [ day ]`, presently},
	{"recently", `[ more|most|as ] PastRef`, formerly},
	{"the past", `( The past | in The past | The recent past )`, thePast},
	{"the future", `The [ ( near|foreseeable|immediate | not Dash? too Dash? distant ) ] future`, theFuture},
	{"the near term", `The near term`, theFuture},
}

func presently(t *tagger, h *hit) []finding {
	if t.captured(h, 'p') != nil {
		// a date at the end of a range, or where it is a noun; not "present-day"
		ends := (t.endsPhrase(h.end) || t.has(h.end, cOpen)) && !t.has(h.end, cDash)
		if t.loose && t.has(h.start-1, cDash|cTo) {
			ends = true
		}
		if !ends || !t.has(h.start, cThe) && !t.has(h.start-1, cDash|cTo) {
			return nil
		}
	}
	if t.has(h.end, cLast) { // "at this time last year"
		return nil
	}
	start := h.start
	if t.is(start, "at to") && !t.is(start+1, "present") {
		start++
	}
	return one(t.result(start, h.end, Date, presentRef))
}

func formerly(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Date, pastRef))
}

func thePast(t *tagger, h *hit) []finding {
	if !t.endsPhrase(h.end) {
		return nil
	}
	start := h.start
	if t.is(start, "in") {
		start++
	}
	return one(t.result(start, h.end, Date, pastRef))
}

func theFuture(t *tagger, h *hit) []finding {
	if h.end-h.start == 2 && !t.endsPhrase(h.end) {
		return nil
	}
	return one(t.result(h.start, h.end, Date, futureRef))
}
