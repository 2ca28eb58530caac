package timex

// relativeRules find stretches of the calendar that go by the publication, by the
// date mentioned last, or by a happening.
var relativeRules = []rule{
	{"this week", lead + `[ The|Poss ] [ This ] x:Last|This|Next|Current f:Fiscal? Dash? u:Unit`, relativeUnit},
	{"that week", lead + `( x:Same [ x:Same ] | The x:same ) u:Unit`, thatUnit},
	{"following week", `The x:following|next|previous|preceding u:Unit`, thatUnit},
	{"the week before last", `The u:Unit ( d:before l:last | d:after l:next )`, twoOff},
	{"the night before last", `The p:Part before last`, nightBeforeLast},
	{"end of the year", `( e:Early Dash? in? | The? e:Edge of ) The u:Unit`, edgeOfUnit},
	{"year end", `u:Unit ( 's | Dash ) end`, edgeOfUnit},
	{"the week", `The u:Unit`, theUnit},

	{"two days ago", `Approx? n:Num|A more|full? u:Unit|Units d:Ago|Hence`, ago},
	{"hours before", `u:Units d:before|after`, vaguelyAnchored},
	{"from now", `Approx? n:Num|A u:Unit|Units ( d:from now | d:from today | d:from The time )`, ago},
	{"years ago", `long|many? u:Units ago`, vaguelyAgo},
	{"long ago", `[ not? so? ] long ago`, vaguelyAgo},
	{"a year ago", `[ The|A ] u:Unit Dash? d:ago|earlier [ Fiscal? [ o:Ord ] Dash? v:quarter|period|month ]`, yearAgo},
	{"year-ago third quarter", `[ The ] ( y:Year | u:year Dash ago|earlier ) [ Fiscal? o:Ord ] v:quarter|period`, yearAgo},
	{"the day after", `The u:Unit d:before|after|earlier`, dayAfter},

	{"third straight day", `[ The|A|Poss|Each|another ] o:Ord s:Straight? u:Unit [ s:in A row ]`, ordinalUnit},
}

// relativeUnit reads "this week", "the past year", "late last month". "The past
// year" is a length of time rather than the calendar year before.
func relativeUnit(t *tagger, h *hit) []finding {
	x, u := t.captured(h, 'x'), t.captured(h, 'u').unit
	g := u.grain()
	if g == noGrain || u == uFortnight {
		return nil
	}
	article := t.has(h.caps.item('x')-1, cThe)
	word := string(t.scanner.lower(t.itemText(h.caps.item('x'))))
	fiscal := t.captured(h, 'f') != nil
	weekly := u == uWeek || u == uWeekend || u == uQuarter || fiscal
	this := t.has(h.caps.item('x')-1, cThis)
	switch {
	case this:
	case word == "past" && !weekly, word == "last" && article && !weekly:
		return one(t.result(h.start, h.end, Duration, duration(count{n: 1}, u)))
	case word == "next" && article && u != uCentury && t.is(h.start-1, "for over in within during"):
		return one(t.result(h.start, h.end, Duration, duration(count{n: 1}, u)))
	case word == "next" && article:
		return thatUnit(t, h)
	case word == "following" || word == "previous" || word == "preceding":
		return thatUnit(t, h)
	}
	if u == uDay && word != "past" && word != "last" && word != "coming" {
		return nil
	}
	m, src := t.now(g)
	shift := direction(x)
	switch {
	case word == "latest" && u != uQuarter:
		shift = 0
	case u == uWeekend && x.class&cLast != 0 && m.known() && isoWeekday(momentOf(t.published, gDay)) > 5 && (this || article):
		shift = 0
	}
	return one(t.on(h.start, h.end, m.add(shift), t.mod(h), src))
}

// thatUnit reads "that week", "the same day", "the following year": it counts from
// the date mentioned last. "The previous year" can count from the publication too.
func thatUnit(t *tagger, h *hit) []finding {
	x, u := t.captured(h, 'x'), t.captured(h, 'u').unit
	g, shift := u.grain(), direction(x)
	near := t.reference(h.start)
	switch {
	case g == noGrain, near == nil && u == uWeekend && shift == 0:
		return nil
	case near == nil && u != uDay && shift != 0 && !t.is(h.caps.item('x'), "following preceding"):
		m, src := t.now(g)
		return one(t.on(h.start, h.end, m.add(shift), t.mod(h), src))
	case near == nil:
		near = t.lastDated(g)
	}
	m, src := moment{grain: g}, source{}
	if near == nil && shift < 0 { // nothing but the publication can be meant
		m, src = t.now(g)
	} else if near != nil {
		if r := rescale(near.moment, g); r.grain == g {
			m, src = r, near.src()
		}
	}
	return one(t.on(h.start, h.end, m.add(shift), t.mod(h), src))
}

// twoOff reads "the week before last" and "the month after next".
func twoOff(t *tagger, h *hit) []finding {
	g := t.captured(h, 'u').unit.grain()
	if g == noGrain || g == gDay || t.goesOn(h.end) {
		return nil
	}
	m, src := t.now(g)
	shift := -2
	if t.captured(h, 'd').class&cHence != 0 {
		shift = 2
	}
	return one(t.on(h.start, h.end, m.add(shift), noMod, src))
}

// nightBeforeLast reads "the night before last".
func nightBeforeLast(t *tagger, h *hit) []finding {
	if t.goesOn(h.end) {
		return nil
	}
	day, src := t.now(gDay)
	return one(t.during(h.start, h.end, day.add(-2), partCodes[t.number(h, 'p')], src))
}

// goesOn reports whether "last" or "next" before item i belongs to what stands
// there: "the week before last Christmas".
func (t *tagger) goesOn(i int) bool {
	return i < len(t.items) && (t.items[i].upper || t.has(i, cMonth|cWeekday|cWkday|cSeason|cUnit|cUnits|cPart|cNum|cVague))
}

// lookBack is how many expressions back a date may stand and still be counted
// from. What was told longer ago is not what "two years later" goes by.
const lookBack = 24

// lastDated is the last date so far that a stretch of grain g can be had from,
// wherever it stands.
func (t *tagger) lastDated(g grain) *finding {
	for k := len(t.found) - 1; k >= max(0, len(t.found)-lookBack); k-- {
		f := &t.found[k]
		if f.moment.known() && rescale(f.moment, g).grain == g {
			return f
		}
	}
	return nil
}

// edgeOfUnit reads "the end of the year", "late in the day", "year-end".
func edgeOfUnit(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	g := u.grain()
	if g == noGrain || t.has(h.caps.item('u')+1, cLong) {
		return nil
	}
	mod := t.mod(h)
	if t.captured(h, 'e') == nil {
		if u != uYear && u != uMonth {
			return nil
		}
		mod = late
	}
	m, src := t.now(g)
	if u == uDay {
		m, src = t.today(h.start)
	}
	if u == uYear && mod == late && t.published.Month > 0 && t.published.Month < 6 {
		if tense, _ := t.tense(h.start); tense == past {
			m = m.add(-1)
		}
	}
	return one(t.on(h.start, h.end, m, mod, src))
}

// theUnit reads "the quarter", "the weekend", "the year" and "the day" where they
// mean one on the calendar.
func theUnit(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	switch u {
	case uQuarter:
		if t.is(h.end, "of century mile point") || t.has(h.end, cDash) {
			return nil
		}
		m, src := t.now(gQuarter)
		return one(t.on(h.start, h.end, m.add(-1), noMod, src))
	case uWeekend:
		m, src := t.now(gWeekend)
		if m.known() && isoWeekday(momentOf(t.published, gDay)) < 3 {
			m = m.add(-1)
		}
		return one(t.on(h.start, h.end, m, noMod, src))
	case uYear:
		if !t.has(h.start-1, cPrep) || t.is(h.end, "of") {
			return nil
		}
		if t.is(h.end, "to ended ending") && (t.has(h.end+1, cMonth) || t.has(h.end+1, cDay) && t.has(h.end+2, cMonth)) { // twelve months up to then
			return one(t.result(h.start, h.end, Duration, duration(count{n: 1}, uYear)))
		}
		m, src := t.now(gYear)
		if near := t.sameSentence(h.start); near != nil && near.moment.grain == gYear {
			m, src = near.moment, near.src()
		}
		return one(t.on(h.start, h.end, m, noMod, src))
	case uDay:
		if !t.is(h.start-1, "end ended ending finish finished finishing close closed closing") && !(t.is(h.start-1, "for") && t.endsPhrase(h.end)) {
			return nil
		}
		m, src := t.today(h.start)
		return one(t.on(h.start, h.end, m, noMod, src))
	}
	return nil
}

// ago reads "two days ago" and "a week later". What follows "before" or "after" is
// the happening that it counts from.
func ago(t *tagger, h *hit) []finding {
	n, u := t.captured(h, 'n'), t.captured(h, 'u').unit
	d := t.captured(h, 'd')
	c := n.count()
	if n.class&cA != 0 && (u == uQuarter || u == uSecond) {
		return nil
	}
	if h.end-1 == h.caps.item('d') && t.is(h.end-1, "before after") && !t.endsPhrase(h.end) {
		return t.anchored(h, c, u, d)
	}
	ahead := d.class&cHence != 0 || t.is(h.caps.item('d'), "from")
	switch {
	case u.clock():
		return one(t.result(h.start, h.end, Duration, duration(c, u)))
	case c.vague || c.frac != "" || u.grain() == noGrain:
		return one(t.result(h.start, h.end, Date, refAhead(ahead)))
	}
	shift := c.n
	if u == uFortnight {
		shift *= 2
	}
	if !ahead {
		shift = -shift
	}
	fixed := t.is(h.caps.item('d'), "ago hence from")
	m, src := t.counted(h.start, u.grain(), shift, fixed)
	if !m.known() {
		return one(t.result(h.start, h.end, Date, refAhead(ahead)))
	}
	return one(t.on(h.start, h.end, m, t.approximate(h.start), src))
}

// vaguelyAnchored reads "hours before the deadline".
func vaguelyAnchored(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	if t.endsPhrase(h.end) || u == uQuarter || u == uWeekend {
		return nil
	}
	return t.anchored(h, count{vague: true}, u, t.captured(h, 'd'))
}

// refAhead is the vague reference to what lies ahead or behind.
func refAhead(ahead bool) string {
	if ahead {
		return futureRef
	}
	return pastRef
}

// counted is the stretch that lies shift of them from a date: from the publication
// where that is fixed ("ago"), otherwise from the date mentioned last. "Later"
// never leads past the publication unless the sentence looks ahead; an earlier
// date of the text is taken then.
func (t *tagger) counted(i int, g grain, shift int, fixed bool) (moment, source) {
	now, src := t.now(g)
	if fixed {
		return now.add(shift), src
	}
	if near := t.reference(i); near != nil {
		if m := rescale(near.moment, g); m.grain == g && t.plausible(i, m.add(shift), shift) {
			return m.add(shift), near.src()
		}
	}
	if shift > 0 {
		for k := len(t.found) - 1; k >= max(0, len(t.found)-lookBack); k-- {
			f := &t.found[k]
			if m := rescale(f.moment, g); f.moment.known() && m.grain == g && t.plausible(i, m.add(shift), shift) {
				return m.add(shift), f.src()
			}
		}
		if tense, _ := t.tense(i); tense != future {
			return moment{grain: g}, source{}
		}
	}
	return now.add(shift), src
}

// plausible reports whether m can be told of: it does not lie behind the
// publication, or the sentence looks ahead.
func (t *tagger) plausible(i int, m moment, shift int) bool {
	now, _ := t.now(m.grain)
	if shift < 0 || !now.known() || m.first().Compare(now.first()) <= 0 {
		return true
	}
	tense, _ := t.tense(i)
	return tense == future
}

// vaguelyAgo reads "years ago", "long ago".
func vaguelyAgo(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Date, pastRef))
}

// yearAgo reads "a year earlier" and "the year-ago quarter".
func yearAgo(t *tagger, h *hit) []finding {
	u := uYear
	if it := t.captured(h, 'u'); it != nil {
		u = it.unit
	}
	if u.grain() == noGrain {
		return nil
	}
	now, src := t.now(u.grain())
	m := now.add(-1)
	if t.captured(h, 'd') != nil && t.is(h.caps.item('d'), "earlier") {
		m, src = t.counted(h.start, u.grain(), -1, false)
	}
	if v := h.caps.item('v'); v >= 0 && t.is(v, "month") {
		m, src = t.now(gMonth)
		m = m.add(-12)
	} else if v >= 0 {
		m, src = t.quarterOf(h, m.y)
	}
	if !m.known() {
		return one(t.result(h.start, h.end, Date, pastRef))
	}
	return one(t.on(h.start, h.end, m, noMod, src))
}

// quarterOf is the quarter of another year that h compares with: the one that is
// named, or the one that was reported last. The year may be named too.
func (t *tagger) quarterOf(h *hit, y int) (moment, source) {
	q, src := t.now(gQuarter)
	q = q.add(-1)
	if q.known() {
		q.y = y
	}
	if year := t.captured(h, 'y'); year != nil {
		q.y, src = int(year.n), source{}
	}
	if o := t.number(h, 'o'); o >= 1 && o <= 4 {
		q.a = o
	} else if o > 4 || q.a == 0 {
		return moment{grain: gQuarter}, source{}
	}
	return q, src
}

// dayAfter reads "the day after", counted from the date mentioned last or from the
// happening that follows.
func dayAfter(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	if u.grain() == noGrain {
		return nil
	}
	d := t.captured(h, 'd')
	shift := -1
	if d.class&cHence != 0 {
		shift = 1
	}
	if !t.endsPhrase(h.end) && !t.is(h.end-1, "earlier") {
		found := t.anchored(h, count{n: 1}, u, d)
		found[0].Type, found[0].Value = Date, moment{grain: u.grain()}.value()
		return found
	}
	m, src := t.counted(h.start, u.grain(), shift, false)
	return one(t.on(h.start, h.end, m, noMod, src))
}
