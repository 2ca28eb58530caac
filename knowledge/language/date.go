package language

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar date in the proleptic Gregorian calendar, known as far as
// its fields say: a year alone (Month and Day zero), a month, or a day. The zero
// Date is unknown. It has no zone.
type Date struct {
	Year, Month, Day int
}

// DateOf returns the day that t falls on in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// ParseDate reads "2025", "2025-11" or "2025-11-19", and refuses days that no
// calendar has.
func ParseDate(s string) (Date, error) {
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || p[0] == '+' || len(p) != [3]int{4, 2, 2}[i] || v <= 0 {
			return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	if !d.valid() {
		return Date{}, fmt.Errorf("date %q: no such day", s)
	}
	return d, nil
}

func (d Date) valid() bool {
	if d.Month > 12 {
		return false
	}
	return d.Day == 0 || d == DateOf(d.time())
}

// IsZero reports whether nothing is known of the date.
func (d Date) IsZero() bool { return d == Date{} }

// String writes the date as far as it is known: "2025-11-19", "1953-07", "1973",
// and "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First is the earliest day that the date can be.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last is the latest day that the date can be.
func (d Date) Last() Date {
	switch {
	case d.IsZero(), d.Day > 0:
		return d
	case d.Month == 0:
		return Date{d.Year, 12, 31}
	}
	return DateOf(time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}

// Time is midnight UTC at the start of the earliest day that the date can be.
func (d Date) Time() time.Time { return d.First().time() }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day that lies n days after the date's earliest day.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Compare orders dates by their earliest day; the coarser of two dates with the
// same earliest day comes first.
func (d Date) Compare(o Date) int {
	a, b := d.First(), o.First()
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day),
		cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// MarshalText writes the date as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Date.MarshalText] writes.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
