package timex

import (
	"fmt"
	"time"

	"attache/knowledge/language"
)

// grain is the size of a stretch of the calendar.
type grain uint8

const (
	noGrain grain = iota
	gDay
	gWeekend
	gWeek
	gMonth
	gQuarter
	gSeason
	gHalf
	gYear
	gDecade
	gCentury
)

// moment is one stretch of the calendar. What a and b count depends on the grain:
// month and day, ISO week (of year y), month, quarter, season or half. For a
// decade y is the year without its last figure, for a century without its last
// two. A y of 0 is an unknown year.
type moment struct {
	grain   grain
	y, a, b int
}

func dayMoment(d language.Date) moment { return moment{gDay, d.Year, d.Month, d.Day} }
func monthMoment(y, m int) moment      { return moment{gMonth, y, m, 0} }
func yearMoment(y int) moment          { return moment{grain: gYear, y: y} }

// momentOf is the stretch of the given grain that holds the day d.
func momentOf(d language.Date, g grain) moment {
	d = d.First()
	if d.IsZero() {
		return moment{grain: g}
	}
	switch g {
	case gWeek, gWeekend:
		y, w := d.Time().ISOWeek()
		return moment{g, y, w, 0}
	case gMonth:
		return monthMoment(d.Year, d.Month)
	case gQuarter:
		return moment{g, d.Year, (d.Month-1)/3 + 1, 0}
	case gSeason:
		return seasonAt(d)
	case gHalf:
		return moment{g, d.Year, (d.Month-1)/6 + 1, 0}
	case gYear:
		return yearMoment(d.Year)
	case gDecade:
		return moment{grain: g, y: d.Year / 10}
	case gCentury:
		return moment{grain: g, y: d.Year / 100}
	}
	return dayMoment(d)
}

func seasonAt(d language.Date) moment {
	y, s := d.Year, (d.Month+9)/3%4 // March to May is 0
	if s == winter && d.Month < 3 {
		y--
	}
	return moment{gSeason, y, s, 0}
}

// The seasons, as moment.a counts them; a winter belongs to the year it begins in.
const (
	spring = iota
	summer
	autumn
	winter
)

var seasonCodes = [...]string{spring: "SP", summer: "SU", autumn: "FA", winter: "WI"}

// known reports whether the year is known.
func (m moment) known() bool { return m.y > 0 }

// add returns the stretch of the same grain that lies n of them later.
func (m moment) add(n int) moment {
	if !m.known() {
		return m
	}
	switch m.grain {
	case gDay:
		return dayMoment(m.first().AddDays(n))
	case gWeek, gWeekend:
		return momentOf(m.first().AddDays(7*n), m.grain)
	case gMonth:
		return carry(m, n, 12)
	case gQuarter:
		return carry(m, n, 4)
	case gHalf:
		return carry(m, n, 2)
	case gSeason:
		i := m.y*4 + m.a + n
		return moment{gSeason, i / 4, i % 4, 0}
	}
	m.y += n
	return m
}

// carry adds n to a part of the year that counts from 1 to size.
func carry(m moment, n, size int) moment {
	i := m.y*size + m.a - 1 + n
	return moment{m.grain, i / size, i%size + 1, 0}
}

// first is the first day of the stretch.
func (m moment) first() language.Date {
	from, _ := m.interval()
	return from.First()
}

// interval is the first and the last part of the calendar that the stretch covers,
// as coarse as it is known. It is zero where the year is unknown.
func (m moment) interval() (from, to language.Date) {
	if !m.known() {
		return from, to
	}
	switch m.grain {
	case gDay:
		d := language.Date{Year: m.y, Month: m.a, Day: m.b}
		return d, d
	case gWeek:
		d := mondayOf(m.y, m.a)
		return d, d.AddDays(6)
	case gWeekend:
		d := mondayOf(m.y, m.a)
		return d.AddDays(5), d.AddDays(6)
	case gMonth:
		d := language.Date{Year: m.y, Month: m.a}
		return d, d
	case gQuarter:
		return months(m.y, 3*m.a-2, 3)
	case gHalf:
		return months(m.y, 6*m.a-5, 6)
	case gSeason:
		return months(m.y, 3*m.a+3, 3)
	case gDecade:
		return language.Date{Year: m.y * 10}, language.Date{Year: m.y*10 + 9}
	case gCentury:
		return language.Date{Year: m.y * 100}, language.Date{Year: m.y*100 + 99}
	}
	d := language.Date{Year: m.y}
	return d, d
}

// months is the interval of n months from the given one, which may be past 12.
func months(y, month, n int) (from, to language.Date) {
	at := func(m int) language.Date { return language.Date{Year: y + (m-1)/12, Month: (m-1)%12 + 1} }
	return at(month), at(month + n - 1)
}

// mondayOf is the Monday of an ISO week.
func mondayOf(year, week int) language.Date {
	jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	back := (int(jan4.Weekday()) + 6) % 7
	return language.DateOf(jan4.AddDate(0, 0, 7*(week-1)-back))
}

// part narrows the interval of the stretch to its first, middle or last third. It
// gives back the whole where a third means nothing.
func (m moment) part(mod modifier) (from, to language.Date) {
	from, to = m.interval()
	i, ok := mod.third()
	if !ok || !m.known() {
		return from, to
	}
	switch m.grain {
	case gMonth:
		first := from.First()
		ends := [...]language.Date{first.AddDays(9), first.AddDays(19), from.Last()}
		return first.AddDays(10 * i), ends[i]
	case gQuarter, gSeason:
		return months(from.Year, from.Month+i, 1)
	case gHalf:
		return months(from.Year, from.Month+2*i, 2)
	case gYear:
		return months(m.y, 4*i+1, 4)
	case gDecade:
		return year(10*m.y + [...]int{0, 4, 7}[i]), year(10*m.y + [...]int{3, 6, 9}[i])
	case gCentury:
		return year(100*m.y + [...]int{0, 34, 67}[i]), year(100*m.y + [...]int{33, 66, 99}[i])
	}
	return from, to
}

func year(y int) language.Date { return language.Date{Year: y} }

// value is the TIMEX3 value of the stretch.
func (m moment) value() string {
	y := "XXXX"
	if m.known() {
		y = fmt.Sprintf("%04d", m.y)
	}
	switch m.grain {
	case gDay:
		return y + "-" + twoFigures(m.a) + "-" + twoFigures(m.b)
	case gWeek:
		return y + "-W" + twoFigures(m.a)
	case gWeekend:
		return y + "-W" + twoFigures(m.a) + "-WE"
	case gMonth:
		return y + "-" + twoFigures(m.a)
	case gQuarter:
		return fmt.Sprintf("%s-Q%d", y, m.a)
	case gHalf:
		return fmt.Sprintf("%s-H%d", y, m.a)
	case gSeason:
		return y + "-" + seasonCodes[m.a]
	case gDecade:
		if m.known() {
			return fmt.Sprintf("%03d", m.y)
		}
		return "XXX"
	case gCentury:
		if m.known() {
			return fmt.Sprintf("%02d", m.y)
		}
		return "XX"
	}
	return y
}

// twoFigures writes a part of a date, XX where it is unknown.
func twoFigures(n int) string {
	if n <= 0 {
		return "XX"
	}
	return fmt.Sprintf("%02d", n)
}

// precision is how exactly an interval is known.
func precision(from, to language.Date, open bool) Precision {
	switch {
	case from.IsZero() && to.IsZero():
		return None
	case open || from != to:
		return Range
	case from.Day > 0:
		return Day
	case from.Month > 0:
		return Month
	}
	return Year
}
