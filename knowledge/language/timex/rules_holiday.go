package timex

import (
	"time"

	"attache/knowledge/language"
)

// holidayRules find feasts that fall on one day of the year.
var holidayRules = []rule{
	{"holiday", `[ x:This|Last|Next ] ( k:christmas eve | c:christmas day? | n:new year 's day | w:new year 's eve | t:thanksgiving day? | h:halloween |
		a:easter monday | e:easter [ sunday ] | g:good friday | o:ash wednesday | s:palm sunday | r:veterans|armistice|remembrance day | u:bastille day | i:independence day | i:The fourth of july | l:labor day | m:memorial day | v:valentine 's day | b:boxing day | d:may day | p:st Dot? patrick 's day ) [ Comma? y:Year ]`, holiday},
	{"9/11", `q:Small ~Slash ~r:Small`, nineEleven},
}

// feasts gives the day of each feast in a year, by the letter of its capture.
var feasts = map[byte]func(y int) language.Date{
	'c': fixed(12, 25), 'k': fixed(12, 24), 'n': fixed(1, 1), 'w': fixed(12, 31), 'h': fixed(10, 31), 'i': fixed(7, 4), 'v': fixed(2, 14), 'b': fixed(12, 26), 'd': fixed(5, 1), 'p': fixed(3, 17),
	't': func(y int) language.Date { return nthWeekday(y, 11, time.Thursday, 4) },
	'l': func(y int) language.Date { return nthWeekday(y, 9, time.Monday, 1) },
	'm': func(y int) language.Date { return nthWeekday(y, 6, time.Monday, 1).AddDays(-7) },
	'e': easter,
	'g': func(y int) language.Date { return easter(y).AddDays(-2) },
	'a': func(y int) language.Date { return easter(y).AddDays(1) },
	'o': func(y int) language.Date { return easter(y).AddDays(-46) },
	's': func(y int) language.Date { return easter(y).AddDays(-7) },
	'r': fixed(11, 11), 'u': fixed(7, 14),
}

func fixed(m, d int) func(int) language.Date {
	return func(y int) language.Date { return language.Date{Year: y, Month: m, Day: d} }
}

// nthWeekday is the n-th such weekday of a month.
func nthWeekday(y, m int, w time.Weekday, n int) language.Date {
	first := language.Date{Year: y, Month: m, Day: 1}
	ahead := (int(w) - int(first.Time().Weekday()) + 7) % 7
	return first.AddDays(ahead + 7*(n-1))
}

// easter is Easter Sunday in the Gregorian calendar, by the anonymous algorithm
// of 1876.
func easter(y int) language.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return language.Date{Year: y, Month: n / 31, Day: n%31 + 1}
}

func holiday(t *tagger, h *hit) []finding {
	var day func(int) language.Date
	for letter, f := range feasts {
		if h.caps.item(letter) >= 0 {
			day = f
		}
	}
	if !t.loose && !t.items[h.end-1].upper && t.captured(h, 'y') == nil || t.captured(h, 'i') == nil && !t.items[h.start].upper && t.captured(h, 'x') == nil {
		return nil
	}
	y, src := t.yearNumber(h), source{}
	if y == 0 {
		d := day(max(t.published.Year, 2000))
		var dir class
		if x := t.captured(h, 'x'); x != nil {
			dir = x.class & (cLast | cThis | cNext)
		}
		y, src = t.yearOf(h.start, d.Month, d.Day, dir)
		if tense, _ := t.tense(h.start); tense == past && dir == 0 && y == t.published.Year && day(y).Compare(t.published) > 0 {
			y--
		}
	}
	m := moment{grain: gDay}
	if y > 0 {
		m = dayMoment(day(y))
	} else if d := day(2000); day(2001).Day == d.Day {
		m.a, m.b = d.Month, d.Day
	}
	f := t.on(h.start, h.end, m, noMod, src)
	f.given = partial{year: t.yearNumber(h) > 0, month: true, day: true}
	return one(f)
}

// nineEleven reads "9/11", which means the attacks of 2001.
func nineEleven(t *tagger, h *hit) []finding {
	if t.loose || t.number(h, 'q') != 9 || t.number(h, 'r') != 11 || t.has(h.end, cSlash) || t.has(h.start-1, cSlash) {
		return nil
	}
	return one(t.on(h.start, h.end, moment{gDay, 2001, 9, 11}, noMod, source{}))
}
