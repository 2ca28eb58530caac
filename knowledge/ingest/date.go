package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"attache/knowledge/language"
)

// written is a date as a line writes it.
type written struct {
	language.Span               // in the line
	date          language.Date // at least a month
	other         language.Date // the reading with day and month the other way round, where both are days
}

// The ways to write a date with its year. A space may be a no-break one.
var (
	yearFirst  = regexp.MustCompile(`((?:19|20)\d\d)([-/.])(\d{1,2})([-/.])(\d{1,2})(?:[T ]\d\d[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?`)
	yearLast   = regexp.MustCompile(`(\d{1,2})([-/.])(\d{1,2})([-/.])((?:19|20)\d\d)`)
	dayMonth   = regexp.MustCompile(`(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\x{a0}]+(?:de |of )?(\p{L}+\.?),?[\s\x{a0}]+(?:de |del )?((?:19|20)\d\d)`)
	monthDay   = regexp.MustCompile(`(\p{L}+\.?)[\s\x{a0}]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\x{a0}]+((?:19|20)\d\d)`)
	monthOnly  = regexp.MustCompile(`(\p{L}+\.?),?[\s\x{a0}]+(?:de |del )?((?:19|20)\d\d)`)
	ideographs = regexp.MustCompile(`((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日`)
)

// datesIn returns the dates of a line that name a day or at least a month and its
// year, from left to right.
func (h *head) datesIn(line string) []written {
	var all []written
	each := func(re *regexp.Regexp, read func(m []string) written) {
		for _, at := range re.FindAllStringSubmatchIndex(line, -1) {
			if borders(line, at[0], at[1]) {
				m := make([]string, len(at)/2)
				for i := range m {
					if at[2*i] >= 0 {
						m[i] = line[at[2*i]:at[2*i+1]]
					}
				}
				if w := read(m); !w.date.IsZero() {
					w.Span = language.Span{Start: at[0], End: at[1]}
					all = append(all, w)
				}
			}
		}
	}
	each(yearFirst, func(m []string) written {
		if m[2] != m[4] {
			return written{}
		}
		return written{date: day(m[1], number(m[3]), m[5])}
	})
	each(yearLast, func(m []string) written {
		if m[2] != m[4] {
			return written{}
		}
		return h.numeric(m[1], m[3], m[5], m[2] == "/")
	})
	each(ideographs, func(m []string) written { return written{date: day(m[1], number(m[2]), m[3])} })
	each(dayMonth, func(m []string) written { return written{date: day(m[3], language.Month(m[2]), m[1])} })
	each(monthDay, func(m []string) written { return written{date: day(m[3], language.Month(m[1]), m[2])} })
	each(monthOnly, func(m []string) written {
		if month := language.Month(m[1]); month > 0 {
			return written{date: language.Date{Year: number(m[2]), Month: month}}
		}
		return written{}
	})
	slices.SortStableFunc(all, func(a, b written) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return apart(all)
}

// apart drops dates that lie within others.
func apart(all []written) []written {
	end := 0
	out := all[:0]
	for _, w := range all {
		if w.Start >= end {
			out = append(out, w)
			end = w.End
		}
	}
	return out
}

// borders reports whether line[start:end] is not part of a longer number.
func borders(line string, start, end int) bool {
	before := start == 0 || !isDigit(line[start]) || !isDigit(line[start-1]) && line[start-1] != '/'
	return before && (end == len(line) || !isDigit(line[end]))
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// day is the date, zero where no calendar has it.
func day(year string, month int, dayOfMonth string) language.Date {
	d := language.Date{Year: number(year), Month: month, Day: number(dayOfMonth)}
	if month < 1 || month > 12 || d.Day < 1 || language.DateOf(d.Time()) != d {
		return language.Date{}
	}
	return d
}

// numeric reads "4/3/2031". Which number is the month, the numbers say where one
// is above twelve, and otherwise the other dates of the text; where neither does,
// the day is taken to come first, as nearly everywhere, and the other reading is
// kept beside it. Dates with points and hyphens always put the day first.
func (h *head) numeric(a, b, year string, slashes bool) written {
	dayFirst, monthFirst := day(year, number(b), a), day(year, number(a), b)
	switch {
	case !slashes || monthFirst.IsZero() || dayFirst == monthFirst:
		return written{date: dayFirst}
	case dayFirst.IsZero():
		return written{date: monthFirst}
	}
	switch h.order() {
	case 'd':
		return written{date: dayFirst}
	case 'm':
		return written{date: monthFirst}
	}
	return written{date: dayFirst, other: monthFirst}
}

// order is what the text's own dates say of the order of day and month: 'd', 'm',
// or 0 where they say nothing or contradict each other.
func (h *head) order() byte {
	days, months := 0, 0
	for _, m := range yearLast.FindAllStringSubmatch(h.body, 200) {
		if m[2] != "/" || m[4] != "/" {
			continue
		}
		if number(m[1]) > 12 && number(m[3]) <= 12 {
			days++
		}
		if number(m[3]) > 12 && number(m[1]) <= 12 {
			months++
		}
	}
	switch {
	case days > 0 && months == 0:
		return 'd'
	case months > 0 && days == 0:
		return 'm'
	}
	return 0
}

// clock is what stands beside a date and says no more than when.
var clock = regexp.MustCompile(`(?i)\s[+-]\d{4}\b|\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?|\b[ap]\.?m\b\.?|\b(?:gmt|utc|est|edt|et|cet|cest|eet|eest|bst|ist|pst|pdt|msk|uhr|hrs|at|on|le|um|the)\b|(?:^|\s)(?:г|р|о|в|à|a las|saat)\.?(?:[\s,]|$)`)

// restOf is what a line says beside its dates, clock times and weekdays.
func restOf(line string, dates []written) string {
	var b strings.Builder
	at := 0
	for _, d := range dates {
		b.WriteString(line[at:d.Start] + " ")
		at = d.End
	}
	b.WriteString(line[at:])
	words := strings.FieldsFunc(clock.ReplaceAllString(b.String(), " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, language.IsWeekday)
	return strings.Join(words, " ")
}

var nameDate = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)([-_.]?)([01]\d)([-_.]?)([0-3]\d)(?:\D|$)`)

// dateInName reads a date from the name of a file or the path of a URL:
// "2031-03-04 port.txt", "/2031/03/04/port".
func dateInName(name string) language.Date {
	m := nameDate.FindStringSubmatch(strings.ReplaceAll(name, "/", "-"))
	if m == nil || m[2] != m[4] {
		return language.Date{}
	}
	return day(m[1], number(m[3]), m[5])
}
