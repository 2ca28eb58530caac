package timex

import (
	"strconv"
	"strings"
)

// unit is a unit of time.
type unit uint8

const (
	noUnit unit = iota
	uSecond
	uMinute
	uHour
	uDay
	uWeekend
	uWeek
	uFortnight
	uMonth
	uQuarter
	uHalf
	uYear
	uDecade
	uCentury
	uMillennium
)

// unitForms gives for each unit how a duration writes it, and the grain of the
// calendar that one of it is.
var unitForms = [...]struct {
	code  string // "TH" is hours behind the T of "PT5H"
	grain grain
	times int    // how many of code one unit is, where the count is known
	loose string // the code behind an X
}{
	uSecond:     {"TS", noGrain, 1, "TS"},
	uMinute:     {"TM", noGrain, 1, "TM"},
	uHour:       {"TH", noGrain, 1, "TH"},
	uDay:        {"D", gDay, 1, "D"},
	uWeekend:    {"WE", gWeekend, 1, "WE"},
	uWeek:       {"W", gWeek, 1, "W"},
	uFortnight:  {"W", gWeek, 2, "W"},
	uMonth:      {"M", gMonth, 1, "M"},
	uQuarter:    {"Q", gQuarter, 1, "Q"},
	uHalf:       {"M", gHalf, 6, "M"},
	uYear:       {"Y", gYear, 1, "Y"},
	uDecade:     {"Y", gDecade, 10, "DE"},
	uCentury:    {"Y", gCentury, 100, "CE"},
	uMillennium: {"Y", noGrain, 1000, "ML"},
}

func (u unit) grain() grain { return unitForms[u].grain }

// clock reports whether the unit is shorter than a day.
func (u unit) clock() bool { return u >= uSecond && u <= uHour }

// count is a number of units: a whole number, perhaps with a fraction as written
// ("5" for a half), or a vague one.
type count struct {
	n     int
	frac  string
	vague bool
}

// duration writes n units as a TIMEX3 duration: P3D, PT5H, PXM, P10Y for a decade.
func duration(n count, u unit) string {
	form := unitForms[u]
	if n.vague {
		return written("X", form.loose)
	}
	if n.frac == "5" && n.n == 0 {
		switch u { // halves that the next smaller unit writes whole
		case uHour:
			return "PT30M"
		case uYear:
			return "P6M"
		case uDecade:
			return "P5Y"
		case uCentury:
			return "P50Y"
		}
	}
	if n.frac == "" {
		return written(strconv.Itoa(n.n*form.times), form.code)
	}
	if form.times == 1 {
		return written(strconv.Itoa(n.n)+"."+n.frac, form.code)
	}
	f, _ := strconv.ParseFloat(strconv.Itoa(n.n)+"."+n.frac, 64) // digits and one point: cannot fail
	return written(strconv.FormatFloat(f*float64(form.times), 'f', -1, 64), form.code)
}

func written(n, code string) string {
	if rest, clock := strings.CutPrefix(code, "T"); clock {
		return "PT" + n + rest
	}
	return "P" + n + code
}
