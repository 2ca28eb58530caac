package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// statusWords are words and word pairs that tell whether a happening is told as
// a fact. The first list that holds one of a sentence's decides.
var statusWords = []struct {
	status Status
	words  []string
}{
	{Postponed, []string{"postponed", "delayed until", "put off", "deferred", "rescheduled", "pushed back"}},
	{Denied, []string{"denied that", "denies that", "was cancelled", "was canceled", "were cancelled", "were canceled", "called off", "never happened", "did not take place", "scrapped"}},
	{Conditional, []string{"if ", "would", "could", "might", "may "}},
	{Planned, []string{"will", "plans to", "planned to", "is scheduled", "are scheduled", "scheduled to", "scheduled for", "is expected", "are expected",
		"expected to", "set to", "due to meet", "intends to", "intend to", "aims to", "aim to", "hopes to", "hope to", "pledges to", "pledge to", "vows to", "vow to", "is due to", "are due to", "going to", "is planned", "are planned", "slated"}},
}

// statusOf tells whether words tell a happening as a fact. Words in quotation
// marks do not count: they are what somebody says of it.
func statusOf(raw string) Status {
	words := " " + unquoted(language.FoldString(raw)) + " "
	for _, list := range statusWords {
		for _, w := range list.words {
			if w == "may " && !strings.Contains(raw, " may ") {
				continue // the month, which is written large
			}
			if !strings.Contains(words, " "+w) {
				continue
			}
			if w == "would" && isReported(words) {
				return Planned // "the club said that he would take charge"
			}
			return list.status
		}
	}
	return Happened
}

// isReported reports whether words tell what somebody said: "would" is then the
// future, and no condition is set.
func isReported(words string) bool {
	for _, w := range []string{" said ", " says ", " told ", " announced ", " added ", " confirmed ", " promised ", " pledged "} {
		if strings.Contains(words, w) && !strings.Contains(words, " if ") {
			return true
		}
	}
	return false
}

// unquoted leaves out what stands between straight double quotation marks.
func unquoted(s string) string {
	parts := strings.Split(s, "\"")
	if len(parts)%2 == 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(parts); i += 2 {
		b.WriteString(parts[i])
	}
	return b.String()
}
