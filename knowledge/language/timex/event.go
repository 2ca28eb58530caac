package timex

import "attache/knowledge/language"

// anchored makes the finding for "two days after the vote": a length of time whose
// Event says what it is counted from. The word "before" or "after", captured as d,
// is not part of the expression.
func (t *tagger) anchored(h *hit, c count, u unit, d *item) []finding {
	at := h.caps.item('d')
	f := t.result(h.start, at, Duration, duration(c, u))
	f.modify(t.approximate(h.start))
	f.Event = &Event{Relation: Before, Unit: unitForms[u].code, Words: t.eventWords(at + 1)}
	if d.class&cHence != 0 {
		f.Event.Relation = After
	}
	if !c.vague && c.frac == "" {
		f.Event.Count = c.n * unitForms[u].times
	}
	return one(f)
}

// eventLimit is how many words may name a happening.
const eventLimit = 10

// eventEnds are words that a new clause begins with.
var eventEnds = set("when while who which that as because but although though where whose if and or amid despite")

// eventWords is the span of the words from item i on that name a happening: up to
// the end of the clause. It is empty where there are none.
func (t *tagger) eventWords(i int) language.Span {
	end := i
	for end < len(t.items) && end-i < eventLimit {
		it := &t.items[end]
		if it.class&(cComma|cDot|cOpen|cColon) != 0 || it.class&cDash != 0 && it.spaced || t.is(end, `; ! ? … ) " “ ”`) {
			break
		}
		if end > i && eventEnds[string(t.scanner.lower(t.itemText(end)))] {
			break
		}
		end++
	}
	if end == i {
		return language.Span{}
	}
	return t.span(i, end)
}

// ordinalUnit reads "their third straight day" and "the second day of talks". A
// run of days ends with the day that the sentence tells of, so the expression
// denotes that day; when the run began is left to whoever knows the happening.
func ordinalUnit(t *tagger, h *hit) []finding {
	o, u := t.captured(h, 'o'), t.captured(h, 'u').unit
	straight := t.captured(h, 's') != nil
	if u < uDay || u > uYear || u == uWeekend || u.grain() == noGrain {
		return nil
	}
	of, entered := t.is(h.end, "of"), t.is(h.start-1, "for on enter enters entered into")
	if !straight && (u == uQuarter || !t.placesInRun(h, of, entered)) {
		return nil
	}
	m, src := moment{grain: u.grain()}, source{}
	if straight || entered && !t.is(h.start-1, "on") {
		if m, src = t.now(u.grain()); t.sameSentence(h.start) != nil {
			m, src = t.base(h.start, u.grain())
		}
	}
	f := t.on(h.start, h.end, m, noMod, src)
	f.Event = &Event{Relation: Within, Count: int(o.n), Unit: unitForms[u].code}
	if of {
		f.Event.Words = t.eventWords(h.end + 1)
	}
	return one(f)
}

// placesInRun reports whether an ordinal with a unit, such as "a third day", says
// where in the course of something a day lies.
func (t *tagger) placesInRun(h *hit, of, entered bool) bool {
	if t.has(h.start, cThe|cA|cPoss|cEach) || t.is(h.start, "another") {
		return of || entered && t.endsPhrase(h.end)
	}
	return of && t.items[h.start].upper // a headline
}
