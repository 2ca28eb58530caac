package timex

import "fmt"

const (
	// zone is a time zone behind a clock time.
	zone = ` [ ( k:Zone | Open k:Zone ")" | local time | eastern time | eastern ) ] `
	// clockDay is the day that is named behind a clock time.
	clockDay = ` [ ( Comma? on? Weekday? Comma? ( m:Month d:Day | d:Day m:Month ) [ Comma? y:Year ] | Comma? on? x:This|Last|Next? w:Weekday [ p:Part ] | x:Deictic [ p:Part ] ) ]`
)

// clockRules find times of day.
var clockRules = []rule{
	{"clock with minutes", `h:Small ~Colon n:Two [ ~Colon Two ] [ p:AmPm ]` + zone + clockDay, clock},
	{"hour", `h:Small [ Dash ] p:AmPm` + zone + clockDay, clock},
	{"hour of the clock", `h:Small|Num o'clock [ in The p:Part ]` + zone + clockDay, clock},
	{"half past", `( q:half past | A? q:quarter past|to ) h:Small|Num` + zone + clockDay, pastHour},
	{"clock with a point", `c:DotClock ( p:AmPm [ k:Zone ] | k:Zone )` + clockDay, clock},
	{"four figures and a zone", `f:Four ( k:Zone | local time | u:hours|hrs )` + clockDay, clock},
	{"noon", `c:noon|midnight|midday` + zone + clockDay, clock},
}

func clock(t *tagger, h *hit) []finding {
	hour, minute, ok := t.clockTime(h)
	if !ok || hour < 0 || hour > 24 || minute > 59 || t.captured(h, 'u') != nil && !t.is(h.start-1, "at around about by until till from to since") {
		return nil // "for 1200 hours" is a length
	}
	return t.atClock(h, hour, minute)
}

// pastHour reads "half past nine" and "a quarter to six".
func pastHour(t *tagger, h *hit) []finding {
	hour, minute := t.number(h, 'h'), 30
	if hour < 1 || hour > 12 {
		return nil
	}
	if q := h.caps.item('q'); t.is(q, "quarter") {
		minute = 15
		if t.is(q+1, "to") {
			hour, minute = (hour+10)%12+1, 45
		}
		if !t.is(h.start-1, "at around about by until till from since before after") || !t.endsPhrase(h.end) {
			return nil // "cut it by a quarter to six"
		}
	}
	return t.atClock(h, hour, minute)
}

// atClock is the finding of a time of day on the day that h names.
func (t *tagger) atClock(h *hit, hour, minute int) []finding {
	day, src, ok := t.clockDay(h)
	if !ok {
		return nil
	}
	suffix := fmt.Sprintf("T%02d:%02d", hour, minute)
	if z := t.captured(h, 'k'); z != nil && z.n > 0 {
		suffix += "Z"
	}
	f := t.during(h.start, h.end, day, suffix, src)
	f.given.day = t.captured(h, 'w') != nil || t.captured(h, 'x') != nil || t.captured(h, 'm') != nil
	return one(f)
}

// clockTime reads hour and minute. Figures with a colon are no time of day where
// they look like a score or a length ("2:08:30").
func (t *tagger) clockTime(h *hit) (hour, minute int, ok bool) {
	p := t.captured(h, 'p')
	switch c, f := t.captured(h, 'c'), t.captured(h, 'f'); {
	case f != nil:
		return int(f.n) / 100, int(f.n) % 100, true
	case t.has(h.start, cDotClock):
		hour, minute = int(c.n), digits(c.frac)
	case c != nil:
		if t.is(h.start, "midnight") {
			return 24, 0, true
		}
		return 12, 0, true
	default:
		hour, minute = t.number(h, 'h'), t.number(h, 'n')
		if t.captured(h, 'n') != nil && p == nil && t.captured(h, 'k') == nil && (!t.has(h.start, cTwo) || hour > 23) {
			return 0, 0, false
		}
	}
	if p == nil {
		return hour, minute, true
	}
	if p.class&cPart != 0 && hour > 12 { // "20:00 tomorrow evening"
		return hour, minute, true
	}
	if hour < 1 || hour > 12 {
		return hour, minute, hour > 12 && p.class&cAmPm != 0 && hour < 24
	}
	afternoon := p.class&cAmPm != 0 && p.n == 12 || p.class&cPart != 0 && p.n > 0
	return hour%12 + 12*boolInt(afternoon), minute, true
}

func digits(s string) int {
	n, _, _ := readFigures(s)
	return int(n)
}

// clockDay is the day of a clock time: the one named with it, or the one that the
// text is at.
func (t *tagger) clockDay(h *hit) (moment, source, bool) {
	if w := t.captured(h, 'w'); w != nil {
		var dir class
		if x := t.captured(h, 'x'); x != nil {
			dir = x.class
		}
		day, src := t.weekday(h.start, int(w.n), dir&(cLast|cThis|cNext))
		return day, src, true
	}
	if x := t.captured(h, 'x'); x != nil {
		day, src := t.now(gDay)
		return day.add(int(x.n)), src, true
	}
	if m := t.captured(h, 'm'); m != nil {
		d := t.number(h, 'd')
		y, src := t.yearOfHit(h, int(m.n), d, 0)
		return moment{gDay, y, int(m.n), d}, src, validDay(y, int(m.n), d)
	}
	day, src := t.today(h.start)
	return day, src, true
}
