package bot

import (
	"fmt"
	"strings"
	"time"

	_ "time/tzdata" // a server may have no time zones of its own

	"attache/knowledge"
)

// Clock is a time of day in minutes since midnight.
type Clock int

// String writes the time as 08:05.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Days is a set of weekdays: bit n stands for [time.Weekday] n.
type Days uint8

// Sets of days.
const (
	EveryDay Days = 1<<7 - 1
	Weekdays Days = EveryDay &^ (1<<time.Saturday | 1<<time.Sunday)
	Weekend  Days = 1<<time.Saturday | 1<<time.Sunday
)

// Has reports whether a weekday is in the set.
func (d Days) Has(w time.Weekday) bool { return d&(1<<w) != 0 }

// String names the days: "every day", "on weekdays", "on Mon and Thu".
func (d Days) String() string {
	switch d {
	case EveryDay:
		return "every day"
	case Weekdays:
		return "on weekdays"
	case Weekend:
		return "at weekends"
	}
	var names []string
	for _, w := range week {
		if d.Has(w) {
			names = append(names, w.String()[:3])
		}
	}
	return "on " + listed(names)
}

// week is in the order of most calendars.
var week = [...]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// listed joins words for a sentence: "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Times are when a digest is due: at one time of some days, by the clocks of a
// time zone.
type Times struct {
	At   Clock
	Zone string // a name of the time zone database: "Europe/Kyiv"
	Days Days
	// Quiet hours, in which nothing is posted: from the one to the other, past
	// midnight where the second is the smaller. Equal ones are none.
	QuietFrom, QuietTo Clock
}

// location is the time zone. One that this program does not know, since a newer
// one stored it, counts as UTC.
func (t Times) location() *time.Location {
	if l, err := time.LoadLocation(t.Zone); err == nil {
		return l
	}
	return time.UTC
}

// On returns the moment of a day at which a digest is due, and false where none is
// on that day. A time that the clocks skip is when they have skipped it; of one
// that comes twice it is the first.
func (t Times) On(day knowledge.Date) (time.Time, bool) {
	at, ok := wallClock(day, t.At, t.location())
	return at, ok && t.Days.Has(at.Weekday())
}

// wallClock is the moment at which the clocks of a place first show a time of a
// day, or show more than it for the first time. It is false for a day that the
// place skipped, moving over the date line.
func wallClock(day knowledge.Date, c Clock, place *time.Location) (time.Time, bool) {
	wall := time.Date(day.Year, time.Month(day.Month), day.Day, int(c)/60, int(c)%60, 0, 0, time.UTC)
	var first time.Time
	for _, around := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := wall.Add(around).In(place).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(place)
		if same(at, wall) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if first.IsZero() { // skipped: the later of the two readings lies behind the change
		_, offset := wall.Add(-24 * time.Hour).In(place).Zone()
		behind := wall.Add(-time.Duration(offset) * time.Second).In(place)
		first, _ = behind.ZoneBounds()
		first = first.In(place)
	}
	return first, knowledge.Today(first) == day
}

// same reports whether the clocks show the same.
func same(a, b time.Time) bool {
	return a.Day() == b.Day() && a.Hour() == b.Hour() && a.Minute() == b.Minute()
}

// Next returns the next moments at which a digest is due, after a moment.
func (t Times) Next(after time.Time, n int) []time.Time {
	var out []time.Time
	day := knowledge.Today(after.In(t.location()))
	for range 8*n + 8 { // a day of the week that the set holds comes within seven, but for a skipped one
		if at, ok := t.On(day); ok && at.After(after) && len(out) < n {
			out = append(out, at)
		}
		day = day.AddDays(1)
	}
	return out
}

// Due tells what a sweep finds.
type Due struct {
	Slot   string // the day that the digest is for, as 2006-01-02: part of its key in the ledger
	At     time.Time
	Missed bool // its day is over
}

// lookBack is how far back a sweep looks for digests that nothing is known of.
const lookBack = 14

// Since returns what was due after a moment and until now, oldest first. What is due
// today waits while it is quiet.
func (t Times) Since(after, now time.Time) []Due {
	var out []Due
	place := t.location()
	now = now.In(place)
	today := knowledge.Today(now)
	day := today.AddDays(-lookBack)
	if first := knowledge.Today(after.In(place)); first.Compare(day) > 0 {
		day = first
	}
	for ; day.Compare(today) <= 0; day = day.AddDays(1) {
		at, ok := t.On(day)
		if !ok || !at.After(after) || at.After(now) || day == today && t.quiet(now) {
			continue
		}
		out = append(out, Due{Slot: day.String(), At: at, Missed: day != today})
	}
	return out
}

// quiet reports whether nothing is to be posted at a moment.
func (t Times) quiet(at time.Time) bool {
	at = at.In(t.location())
	return t.QuietAt(Clock(at.Hour()*60 + at.Minute()))
}

// QuietAt reports whether a time of day lies in the quiet hours.
func (t Times) QuietAt(c Clock) bool {
	if t.QuietFrom <= t.QuietTo {
		return t.QuietFrom <= c && c < t.QuietTo
	}
	return c >= t.QuietFrom || c < t.QuietTo
}

// String tells the times: "at 08:00 on weekdays (Europe/Kyiv)".
func (t Times) String() string {
	out := fmt.Sprintf("at %s %s (%s)", t.At, t.Days, t.Zone)
	if t.QuietFrom != t.QuietTo {
		out += fmt.Sprintf(", quiet %s–%s", t.QuietFrom, t.QuietTo)
	}
	return out
}
