package timex

import "strconv"

// durationRules find lengths of time.
var durationRules = []rule{
	{"past two years", `[ The|Poss ] x:Last|Next|first|final|recent|opening|closing [ Approx ] n:Num [ trading|business|working|full|Fiscal|model|Straight|more ] u:Units`, pastUnits},
	{"past years", `[ The|Poss ] x:Last|Next u:Units`, pastUnits},
	{"past winters", `[ The|Poss ] [ Last|Next ] n:Num s:springs|summers|autumns|winters`, seasonsLong},
	{"recent years", `[ The|Poss ] [ more|most ] recent u:Units`, recentUnits},
	{"length", `Approx? n:Num|A [ ( full|Straight|more|additional|long|calendar|whole|solid|trading|business|working|extra|further | or more ) ] u:Unit|Units [ k:and A half ]`, length},
	{"length of two units", `Approx? n:Num|A u:Unit|Units Comma? and? j:Num v:Units`, lengthOfTwo},
	{"joined length", `Approx? [ A ] n:Num ~Dash ~u:Unit|Units [ ~Dash ~Long ]`, joined},
	{"single-day", `single|one Dash u:Unit`, single},
	{"half an hour", `[ A ] half Dash? A? u:Unit`, halfUnit},
	{"quarter century", `A? quarter Dash? [ of A ] century`, quarterCentury},
	{"decades-long", `u:Unit|Units Dash long`, unitsLong},
	{"yearlong", `u:YearLong`, unitsLong},
	{"bare units", `Approx? many|multiple|untold? u:Units`, bareUnits},
	{"all day", `( all | The whole | The entire | half The | A whole|entire|full ) u:Unit`, single},
}

// count is the count that an item of the classes Num or A stands for.
func (it *item) count() count {
	return count{n: int(max(it.n, 0)), frac: it.frac, vague: it.n == vague}
}

func pastUnits(t *tagger, h *hit) []finding {
	if t.verbLast(h.start) {
		return nil
	}
	u := t.captured(h, 'u').unit
	c := count{vague: true}
	if n := t.captured(h, 'n'); n != nil {
		c = n.count()
	}
	return one(t.result(h.start, h.end, Duration, duration(c, u)))
}

// seasonsLong reads "the past three winters".
func seasonsLong(t *tagger, h *hit) []finding {
	code := ""
	for s, word := range [...]string{spring: "springs", summer: "summers", autumn: "autumns", winter: "winters"} {
		if t.is(h.caps.item('s'), word) {
			code = seasonCodes[s]
		}
	}
	c := t.captured(h, 'n').count()
	if c.vague {
		return one(t.result(h.start, h.end, Duration, written("X", code)))
	}
	return one(t.result(h.start, h.end, Duration, written(strconv.Itoa(c.n), code)))
}

// verbLast reports whether "last" at item i is a verb: "could last six months".
func (t *tagger) verbLast(i int) bool {
	return t.is(i, "last") && t.is(i-1, "to could would will can may might should must 'll don't doesn't didn't not")
}

func recentUnits(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Date, pastRef))
}

// namesWar reports whether the length of time that h matches is the name of a war:
// "the Six-Day War", "the Seven Years' War".
func (t *tagger) namesWar(h *hit) bool {
	return t.is(h.end, "war wars") || t.has(h.end, cApos) && t.is(h.end+1, "war wars")
}

// isAge reports whether the length of time that h matches is somebody's age.
func (t *tagger) isAge(h *hit) bool {
	return t.is(h.end, "old olds old.") || t.has(h.end, cDash) && t.is(h.end+1, "old olds") ||
		t.is(h.end, "of") && t.is(h.end+1, "age") || t.is(h.start-1, "aged age ages")
}

// length reads "two weeks", "a year": as a rate ("$500 a day") it is a set, in
// front of "before" or "after" it is counted from a happening.
func length(t *tagger, h *hit) []finding {
	n, u := t.captured(h, 'n'), t.captured(h, 'u')
	if t.isAge(h) || t.namesWar(h) || t.has(h.start-1, cMoney) && n.class&cA == 0 {
		return nil
	}
	c := n.count()
	if c.vague && t.is(h.start-1, "as") { // "in as many weeks"
		return nil
	}
	if k := t.captured(h, 'k'); k != nil {
		c.frac = "5"
	}
	single := u.class&cUnit != 0
	switch {
	case n.class&cA != 0 && !single:
		return nil
	case n.class&cA != 0 && t.isRate(h.start):
		return one(t.result(h.start, h.end, Set, duration(count{n: 1}, u.unit)))
	case n.class&cA != 0 && (u.unit == uSecond || u.unit == uQuarter || u.unit == uMinute && c.frac == "" && !t.is(h.start-1, "than for in within")):
		return nil
	case single && (c.vague || u.unit == uSecond || u.unit == uQuarter || u.unit == uMinute && c.n != 1):
		return nil
	case u.unit == uQuarter && t.is(h.end, "of") && h.caps.item('u') == h.caps.item('n')+1, // "three quarters of"
		u.unit == uSecond && c.n == 1:
		return nil
	}
	f := t.result(h.start, h.end, Duration, duration(c, u.unit))
	f.modify(t.approximate(h.start))
	if t.is(h.end, "before after") && !t.endsPhrase(h.end+1) {
		h.caps['d'-'a'] = int32(h.end)
		return t.anchored(h, c, u.unit, &t.items[h.end])
	}
	return one(f)
}

// isRate reports whether "a day" at item i tells how often or how much.
func (t *tagger) isRate(i int) bool {
	return t.has(i-1, cRate) || t.has(i-1, cNum) && t.has(i-2, cMoney) || t.is(i-1, "cents times")
}

// lengthOfTwo reads "two hours and 30 minutes".
func lengthOfTwo(t *tagger, h *hit) []finding {
	n, u := t.captured(h, 'n').count(), t.captured(h, 'u').unit
	k, v := t.captured(h, 'j').count(), t.captured(h, 'v').unit
	if v >= u || u.clock() != v.clock() || n.vague || k.vague || n.frac != "" || u > uYear {
		return nil
	}
	big, small := duration(n, u), duration(k, v)
	skip := 1
	if v.clock() {
		skip = 2
	}
	f := t.result(h.start, h.end, Duration, big+small[skip:])
	f.modify(t.approximate(h.start))
	return one(f)
}

// joined reads "28-day", "five-year", and no ages.
func joined(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	if t.isAge(h) || t.namesWar(h) || t.is(h.end-1, "old") || u == uQuarter && t.is(h.end, "of") {
		return nil
	}
	f := t.result(h.start, h.end, Duration, duration(t.captured(h, 'n').count(), u))
	f.modify(t.approximate(h.start))
	return one(f)
}

func single(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Duration, duration(count{n: 1}, t.captured(h, 'u').unit)))
}

func halfUnit(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	if u == uQuarter || u == uSecond || u == uWeekend {
		return nil
	}
	return one(t.result(h.start, h.end, Duration, duration(count{frac: "5"}, u)))
}

func quarterCentury(t *tagger, h *hit) []finding {
	return one(t.result(h.start, h.end, Duration, "P25Y"))
}

// unitsLong reads "decades-long", "year-long", "weeklong".
func unitsLong(t *tagger, h *hit) []finding {
	it := t.captured(h, 'u')
	return one(t.result(h.start, h.end, Duration, duration(count{n: 1, vague: it.class&cUnits != 0}, it.unit)))
}

// bareUnits reads "years" behind a word that says how long.
func bareUnits(t *tagger, h *hit) []finding {
	u := t.captured(h, 'u').unit
	if u == uQuarter || u == uSecond || u == uWeekend {
		return nil
	}
	bare := h.end-1 == h.start || t.has(h.start, cApprox)
	if t.is(h.start-1, "as") {
		return nil
	}
	if bare && !t.has(h.start-1, cBareLead) || t.is(h.start-1, "of") && !t.is(h.start-2, "hundreds thousands period course") {
		return nil
	}
	return one(t.result(h.end-1, h.end, Duration, duration(count{vague: true}, u)))
}
