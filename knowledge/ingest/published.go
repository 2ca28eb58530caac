package ingest

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// published is the date that the text appeared. A dateline is the report's own
// word and comes first, then a line that says "Published", then a line that is
// nothing but a date, then the file's name. All others are kept beside it.
func (h *head) published() knowledge.FoundDate {
	var dateline, labelled, line []knowledge.FoundDate
	for _, x := range h.dates {
		switch from := h.placeOf(x); from {
		case "":
		case "dateline":
			dateline = append(dateline, knowledge.FoundDate{Value: x.From, From: from})
		case "published line":
			labelled = append(labelled, knowledge.FoundDate{Value: x.From, From: from})
		default:
			line = append(line, knowledge.FoundDate{Value: x.From, From: from})
		}
	}
	all := append(append(dateline, labelled...), line...)
	if d, ok := dateInName(h.path); ok {
		all = append(all, knowledge.FoundDate{Value: d, From: "file name"})
	}
	if len(all) == 0 {
		return knowledge.FoundDate{}
	}
	first := all[0]
	for _, other := range all[1:] {
		if other.Value != first.Value && !listed(first.Also, other.Value) {
			first.Also = append(first.Also, other)
		}
	}
	return first
}

func listed(dates []knowledge.FoundDate, d knowledge.Date) bool {
	for _, x := range dates {
		if x.Value == d {
			return true
		}
	}
	return false
}

// datelineReach is how far into its block, in bytes, the date of a dateline
// stands at most.
const datelineReach = 90

// placeOf tells what place a date has in the head of a text: "dateline",
// "published line", "first line", "date line"; empty where the text only talks
// about it.
func (h *head) placeOf(x timex.Timex) string {
	i := h.blockOf(x.Span)
	if i < 0 {
		return ""
	}
	b := h.t.Blocks[i]
	before, behind := h.t.Raw[b.Body.Start:x.Start], h.t.Raw[x.End:b.Body.End]
	switch {
	case publishedLabel.MatchString(before) && len(before) < datelineReach:
		return "published line"
	case wordsIn(clockAndZone.ReplaceAllString(before+" "+behind, " ")) == 0:
		if i == 0 {
			return "first line"
		}
		return "date line"
	case len(before) <= datelineReach && opensReport(before, behind):
		return "dateline"
	case isByline(before, behind):
		return "byline"
	}
	return ""
}

func (h *head) blockOf(s language.Span) int {
	for i, b := range h.t.Blocks {
		if b.Span.Contains(s) {
			return i
		}
	}
	return -1
}

var (
	publishedLabel = regexp.MustCompile(`(?i)(?:^|[|·•,(]\s*)(?:first )?(?:published|posted|updated|last updated|date|issued|released|опубліковано|опубликовано|veröffentlicht|publié(?: le)?|yayınlanma(?: tarihi)?)(?: on| at)?\s*:?\s*$`)
	clockAndZone   = regexp.MustCompile(`(?i)\b(?:\d{1,2}[:.]\d{2}(?::\d{2})?|[ap]\.?m\.?|gmt|utc|est|edt|et|cet|cest|eet|eest|bst|ist|pst|pdt|at|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?`)
	agency         = regexp.MustCompile(`^[\s,.]*\(\s*([\p{L}][\p{L}\p{N}.&' -]{0,40})\s*\)\s*[-–—:]`)
)

// opensReport reports whether a date stands in a dateline: what follows it, after
// a bracket or an agency's name, is a colon, a bar or a dash before the report.
//
//	The Herald (4 March 2031): …   VELDSUND, March 4, 2031 (Wire) — …
func opensReport(before, behind string) bool {
	if strings.ContainsAny(before, ".!?") && !strings.Contains(strings.TrimRight(before, " (|"), ".") {
		return false
	}
	if agency.MatchString(behind) {
		return true
	}
	rest := strings.TrimLeft(behind, ")] ")
	for _, mark := range []string{":", "|", "—", "–", "--", "- "} {
		if strings.HasPrefix(rest, mark) {
			return endsOpen(before)
		}
	}
	return false
}

// endsOpen reports whether the words before a date lead to it as a dateline's do:
// they are few, and no preposition ties the date to them.
func endsOpen(before string) bool {
	fields := strings.Fields(before)
	if len(fields) > 8 {
		return false
	}
	if len(fields) == 0 {
		return true
	}
	switch strings.ToLower(fields[len(fields)-1]) {
	case "on", "of", "in", "since", "until", "by", "from", "to", "the", "and", "after", "before", "between":
		return false
	}
	return true
}

// isByline reports whether a line of short parts between bars or dots holds the
// date as one of them: "By Ann Lee | The Herald | 4 March 2031".
func isByline(before, behind string) bool {
	line := before + behind
	if len(line) > 140 || !strings.ContainsAny(line, "|·•") {
		return false
	}
	if i := strings.LastIndexFunc(before, isBar); i >= 0 {
		before = strings.TrimLeftFunc(before[i:], isBar)
	}
	if i := strings.IndexFunc(behind, isBar); i >= 0 {
		behind = behind[:i]
	}
	return wordsIn(clockAndZone.ReplaceAllString(before+" "+behind, "")) == 0
}

func isBar(r rune) bool { return r == '|' || r == '·' || r == '•' }

func wordsIn(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }))
}

var nameDate = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?:\D|$)`)

// dateInName reads a date from the name of a file: "2031-03-04 port.txt".
func dateInName(name string) (knowledge.Date, bool) {
	m := nameDate.FindStringSubmatch(path.Base(name))
	if m == nil {
		return knowledge.Date{}, false
	}
	d, err := language.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	return d, err == nil
}
