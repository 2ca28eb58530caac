package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// opensText reports whether running text begins at an offset. Further down, a date
// that a line begins with is that of what the line tells: "3 March: The strike
// begins."
func (r *eventReader) opensText(at int) bool {
	for _, b := range r.t.Blocks {
		switch b.Kind {
		case language.Paragraph:
			return b.Body.Start == at
		case language.Item:
			return false
		}
	}
	return false
}

// isDateline reports whether the expression stands where a report says when it
// appeared: near the start of the sentence, before a colon or a dash.
//
//	The Herald (4 March 2031): …   VELDSUND, March 4 (Northern Wire) — …
func (r *eventReader) isDateline(s Span, i int) bool {
	x := r.times[i]
	if x.Start-s.Start > 60 || s.Start > 2000 || x.Start == s.Start && !r.opensText(s.Start) {
		return false
	}
	before := strings.TrimRight(r.t.Raw[s.Start:x.Start], " *_")
	if strings.Trim(before, "|\t-•* ") == "" && x.From != r.published && !r.published.IsZero() {
		return false // a line of a list: "12 May: …"
	}
	if (strings.HasSuffix(before, "|") || strings.HasSuffix(before, "\t")) && r.t.SentenceAt(s.Start) >= leadSentences {
		return false // a cell of a table
	}
	rest := r.t.Raw[x.End:min(len(r.t.Raw), x.End+40)]
	rest = strings.TrimLeft(outsideBrackets(rest), ") ,.\u00a0")
	for _, mark := range []string{":", "—", "–", "--", "|", "- "} {
		if strings.HasPrefix(rest, mark) {
			return !strings.Contains(strings.ToLower(r.t.Raw[s.Start:x.Start]), " on ")
		}
	}
	return false
}

// datelineWords is how many words a line has at most that does nothing but say who
// wrote and when.
const datelineWords = 14

// isImprint reports whether a line near the top or the end of a text, and no
// sentence, ends with the day on which the text appeared: it says who wrote and
// when, and tells no happening.
//
//	By Staff | The Herald | 4/3/2031   Harbour briefing - 4 March 2031
func (r *eventReader) isImprint(s Span, i int) bool {
	x := r.times[i]
	at := r.t.SentenceAt(s.Start)
	if at < 0 || x.From.Day == 0 || x.From != r.published || x.From != x.To || x.FromPublication {
		return false
	}
	if at >= leadSentences && at+1 < len(r.t.Sentences) {
		return false
	}
	line := r.t.Sentences[at]
	if line.Complete || line.To-line.From > datelineWords || wordBefore(r.t.Raw, x.Start) == "on" {
		return false
	}
	behind := strings.TrimLeft(r.t.Raw[x.End:max(x.End, s.End)], " *_\u00a0")
	if x.Start == s.Start && r.t.Blocks[line.Block].Kind != language.Item { // 4 March 2031 | The Herald
		name, separated := cutSeparator(behind)
		return separated && len(strings.Fields(name)) <= publisherWords
	}
	return countLetters(behind) == 0
}

// publisherWords is how many words the name of a publisher has at most.
const publisherWords = 5

// cutSeparator takes a mark that divides the parts of a line off its start.
func cutSeparator(s string) (rest string, ok bool) {
	for _, mark := range []string{"|", "·", "•", "/", "–", "—"} {
		if rest, ok = strings.CutPrefix(s, mark); ok {
			return rest, true
		}
	}
	return s, false
}

// hasImprint reports whether a span is a line that only says who wrote and when.
func (r *eventReader) hasImprint(s Span) bool {
	for i, x := range r.times {
		if x.Start >= s.End {
			break
		}
		if s.Contains(x.Span) && r.isImprint(s, i) {
			return true
		}
	}
	return false
}

// cardNameWords is how many words the name has at most that a line explains.
const cardNameWords = 6

// isCard reports whether a line only says who somebody or what something is: a name
// before a dash, and no sentence behind it.
//
//   - **Grace Moen** — governor of the northern province
func (r *eventReader) isCard(s language.Sentence) bool {
	if s.Complete || len(r.timesIn(s.Span)) > 0 {
		return false
	}
	name, what, ok := strings.Cut(strings.ReplaceAll(s.In(r.t.Raw), "—", "–"), " – ")
	words := strings.Fields(strings.Trim(name, "*_-•# "))
	if !ok || len(words) < 2 || len(words) > cardNameWords || what == "" {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		first, _ := utf8.DecodeRuneInString(w)
		return utf8.RuneCountInString(w) > 3 && !unicode.IsUpper(first)
	})
}
