package timex

// deicticRules find days and parts of days that go by the publication or by the
// day mentioned last.
var deicticRules = []rule{
	{"yesterday", `[ e:Early ] x:Deictic [ e:Early? p:Part ]`, deictic},
	{"tonight", `[ e:Early ] x:Night`, tonight},
	{"day before yesterday", `The day ( b:before yesterday | a:after tomorrow )`, twoDaysOff},
	{"part of a weekday", `[ e:Early on? ] [ The? x:This|Last|Next|Same ] w:Weekday e:Early? p:Part`, weekday},
	{"parts of weekdays", `[ x:Each ] w:Weekday p:Parts`, weekdays},
	{"weekday", `[ e:Early on? ] [ The? x:This|Last|Next|Same [ x:Last|Next ] ] w:Weekday [ ( Comma? | of ) v:This|Last|Next week ]`, weekday},
	{"weekday week", `w:Weekday week`, weekdayWeek},
	{"part of a short weekday", `w:Wkday p:Part`, shortWeekday},
	{"every weekday", `x:Each w:Weekday [ p:Part ]`, weekdays},
	{"short weekday", `w:Wkday`, shortWeekday},
	{"weekdays", `w:Weekdays`, weekdays},
	{"the morning of a day", `The p:Part of ( ` + dayName + `m:Month The? d:Day ` + ofYear + ` | ` + dayName + `The? d:Day of? m:Month [ Comma? y:Year ] | w:Weekday )`, partOfNamedDay},
	{"this morning", `[ e:Early ] x:This|Last|Same p:Part`, partOfDay},
	{"the next morning", `[ e:Early ] The x:Next|Last|Same p:Part`, partOfDay},
	{"in the morning", `The [ middle of The ] p:Part`, inTheMorning},
}

// partCodes are the parts of the day as TIMEX3 writes them, in the order of the
// lexicon.
var partCodes = [...]string{"TMO", "TAF", "TEV", "TNI"}

func deictic(t *tagger, h *hit) []finding {
	x := t.captured(h, 'x')
	day, src := t.now(gDay)
	if !day.known() {
		return one(t.result(h.start, h.end, Date, [...]string{pastRef, presentRef, futureRef}[x.n+1]))
	}
	day = day.add(int(x.n))
	if p := t.captured(h, 'p'); p != nil {
		return one(t.during(h.start, h.end, day, partCodes[p.n], src))
	}
	f := t.on(h.start, h.end, day, noMod, src)
	f.modify(t.mod(h))
	return one(f)
}

func tonight(t *tagger, h *hit) []finding {
	day, src := t.now(gDay)
	return one(t.during(h.start, h.end, day, "TNI", src))
}

func twoDaysOff(t *tagger, h *hit) []finding {
	day, src := t.now(gDay)
	if !day.known() {
		return nil
	}
	n := 2
	if t.captured(h, 'b') != nil {
		n = -2
	}
	return one(t.on(h.start, h.end, day.add(n), noMod, src))
}

func weekday(t *tagger, h *hit) []finding {
	w, x := t.captured(h, 'w'), t.captured(h, 'x')
	if !w.upper && !t.loose || t.isGivenName(h) {
		return nil
	}
	day, src := t.namedWeekday(h, int(w.n), x)
	suffix := ""
	if p := t.captured(h, 'p'); p != nil {
		suffix = partCodes[p.n]
	}
	if !day.known() {
		kind := Date
		if suffix != "" {
			kind = Time
		}
		return one(t.result(h.start, h.end, kind, openWeekday(int(w.n))+suffix))
	}
	if suffix != "" {
		return one(t.during(h.start, h.end, day, suffix, src))
	}
	f := t.on(h.start, h.end, day, noMod, src)
	f.modify(t.mod(h))
	return one(f)
}

// isGivenName reports whether a weekday is the first word of somebody's name:
// "Sunday Oliseh signed …". A sentence that tells of a day begins with "On Sunday"
// or has a comma behind it.
func (t *tagger) isGivenName(h *hit) bool {
	if t.loose || h.start > 0 || h.end != 1 || len(t.items) < 3 {
		return false
	}
	name, next := &t.items[1], &t.items[2]
	return name.spaced && name.upper && name.class == 0 && next.spaced && !next.upper && !t.is(2, "v vs at")
}

// weekdayWeek reads "Monday week": a week from Monday, or from today where it is one.
func weekdayWeek(t *tagger, h *hit) []finding {
	w := t.captured(h, 'w')
	if !w.upper && !t.loose || !t.endsPhrase(h.end) {
		return nil
	}
	today, src := t.now(gDay)
	if !today.known() {
		return nil
	}
	ahead := (int(w.n) - isoWeekday(today) + 7) % 7
	return one(t.on(h.start, h.end, today.add(ahead+7), noMod, src))
}

func (t *tagger) namedWeekday(h *hit, weekday int, x *item) (moment, source) {
	if v := t.captured(h, 'v'); v != nil { // "Tuesday last week"
		today, src := t.now(gDay)
		return today.add(7*direction(v) + weekday - weekdayOr(today, weekday)), src
	}
	if x == nil {
		return t.weekday(h.start, weekday, 0)
	}
	if near := t.reference(h.start); near != nil && t.has(h.start, cThe) && near.moment.grain == gDay { // "the following Monday"
		return sameWeekday(near.moment, weekday, direction(x)), near.src()
	}
	return t.weekday(h.start, weekday, x.class&(cLast|cThis|cNext))
}

// weekdayOr is the weekday of a day, or other where the day is unknown.
func weekdayOr(day moment, other int) int {
	if !day.known() {
		return other
	}
	return isoWeekday(day)
}

// sameWeekday is the first such weekday after the day (dir 1), before it (dir -1),
// or on or before it.
func sameWeekday(day moment, weekday, dir int) moment {
	ahead := (weekday - isoWeekday(day) + 7) % 7
	switch {
	case dir > 0 && ahead == 0:
		return day.add(7)
	case dir > 0:
		return day.add(ahead)
	case dir < 0:
		return day.add(ahead - 7)
	}
	return day.add(ahead - 7*boolInt(ahead > 0))
}

// shortWeekday reads "Tue." where a part of the day stands behind it or a word
// that leads to a day before it.
func shortWeekday(t *tagger, h *hit) []finding {
	w := t.captured(h, 'w')
	p := t.captured(h, 'p')
	pointed := w.to-w.from == 2
	led := p != nil || t.is(h.start-1, "on last next this since until by from to through") || t.is(h.end, "at")
	if !t.loose && (!w.upper || !pointed || !led) {
		return nil
	}
	return weekday(t, h)
}

func weekdays(t *tagger, h *hit) []finding {
	w := t.captured(h, 'w')
	if !w.upper && !t.loose {
		return nil
	}
	value := openWeekday(int(w.n))
	if p := t.captured(h, 'p'); p != nil {
		value += partCodes[p.n]
	}
	return one(t.result(h.start, h.end, Set, value))
}

func partOfDay(t *tagger, h *hit) []finding {
	x, p := t.captured(h, 'x'), t.captured(h, 'p')
	day, src := t.now(gDay)
	switch {
	case x.class&cThis != 0:
	case t.has(h.start, cThe) || t.has(h.caps.item('x')-1, cThe) || x.class&cSame != 0:
		day, src = t.base(h.start, gDay)
		if day.grain != gDay {
			return nil
		}
		day = day.add(direction(x))
	default: // "last night"
		day = day.add(-1)
	}
	return one(t.during(h.start, h.end, day, partCodes[p.n], src))
}

// partOfNamedDay reads "the morning of March 3".
func partOfNamedDay(t *tagger, h *hit) []finding {
	suffix := partCodes[t.number(h, 'p')]
	if w := t.captured(h, 'w'); w != nil {
		if !w.upper && !t.loose {
			return nil
		}
		day, src := t.weekday(h.start, int(w.n), 0)
		if !day.known() {
			return one(t.result(h.start, h.end, Time, openWeekday(int(w.n))+suffix))
		}
		return one(t.during(h.start, h.end, day, suffix, src))
	}
	m, d := t.number(h, 'm'), t.number(h, 'd')
	y, src := t.yearOfHit(h, m, d, 0)
	if !validDay(y, m, d) || t.has(h.end, cDash) {
		return nil
	}
	f := t.during(h.start, h.end, moment{gDay, y, m, d}, suffix, src)
	f.given = partial{year: t.yearNumber(h) > 0, month: true, day: true}
	return one(f)
}

func inTheMorning(t *tagger, h *hit) []finding {
	if !t.is(h.start-1, "in during") && !t.is(h.start-1, "through throughout") {
		return nil
	}
	day, src := t.today(h.start)
	return one(t.during(h.start, h.end, day, partCodes[t.number(h, 'p')], src))
}
