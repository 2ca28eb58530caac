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

// ordinalUnit reads "their third straight day" and "the second day of talks". The
// run of days ends with the day that the sentence tells of, so the expression
// denotes that day; which day the run began is left to whoever knows the
// happening.
func ordinalUnit(t *tagger, h *hit) []finding {
	o, u := t.captured(h, 'o'), t.captured(h, 'u').unit
	straight := t.captured(h, 's') != nil
	first := t.items[h.start]
	led := first.class&(cThe|cA|cPoss|cEach) != 0 || t.is(h.start, "another")
	of := t.is(h.end, "of")
	if u.clock() || u == uWeekend || u.grain() == noGrain || u > uYear || int(o.n) < 2 && !straight && !of {
		return nil
	}
	if !straight && !(led && (of || t.is(h.start-1, "for on enter enters entered into") && t.endsPhrase(h.end))) && !(o.upper && of) {
		return nil
	}
	if u == uQuarter && !straight {
		return nil
	}
	m, src := moment{grain: u.grain()}, source{}
	if straight || t.is(h.start-1, "for enter enters entered into") {
		m, src = t.now(u.grain())
		if near := t.sameSentence(h.start); near != nil {
			if r := rescale(near.moment, u.grain()); r.grain == u.grain() {
				m, src = r, near.src()
			}
		}
	}
	f := t.on(h.start, h.end, m, noMod, src)
	f.Event = &Event{Relation: Within, Count: int(o.n), Unit: unitForms[u].code}
	if of {
		f.Event.Words = t.eventWords(h.end + 1)
	}
	if !m.known() {
		f.moment = moment{}
	}
	return one(f)
}
