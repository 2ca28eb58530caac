package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// conjunctions begin a clause that tells what went before, came behind or was the
// reason, and not what the sentence is about.
var conjunctions = map[string]bool{"after": true, "before": true, "since": true, "when": true, "because": true, "although": true, "though": true,
	"whereas": true, "once": true}

// mainTimes returns the times that a sentence gives for what it tells. Those of a
// clause that hangs on it ("after talks broke down at the weekend") are left out
// where what hangs on nothing has one of its own, as finely; so is the day on which
// somebody said what the sentence tells ("…, the navy said on Monday"), and that of
// a plan.
func (r *eventReader) mainTimes(s Span) []int {
	all := r.timesIn(s)
	if len(all) < 2 {
		return all
	}
	var out []int
	finest := 0
	for _, i := range all {
		if !r.hangs(s, r.times[i].Start) && !r.closes(s, r.times[i].Span) && !r.isPlan(r.times[i].Span) {
			out = append(out, i)
			finest = max(finest, r.fineness(i))
		}
	}
	if slices.ContainsFunc(all, func(i int) bool { return r.fineness(i) > finest }) {
		return all
	}
	return out
}

// isPlan reports whether a time is that of a plan which a sentence names: "a trip
// planned for Tuesday".
func (r *eventReader) isPlan(at Span) bool {
	words := strings.Fields(strings.ToLower(r.t.Raw[max(0, at.Start-32):at.Start]))
	n := len(words)
	return n > 1 && (words[n-1] == "for" || words[n-1] == "on") && (words[n-2] == "planned" || words[n-2] == "scheduled" || words[n-2] == "due")
}

func (r *eventReader) fineness(i int) int { return fineness(When{From: r.times[i].From}) }

// closes reports whether a time stands behind what the sentence is an indirect
// statement of, in the words that say whose it is.
func (r *eventReader) closes(s, at Span) bool {
	for _, c := range r.claims {
		if c.Span.Start >= s.End {
			return false
		}
		if !c.Direct && s.Contains(c.Quote) && c.Quote.End <= c.SpeakerSpan.Start && c.SpeakerSpan.End <= at.Start {
			return true
		}
	}
	return false
}

// hangs reports whether an offset in a sentence lies in a clause that a
// conjunction begins. "After Monday" is no clause, and the first comma ends one
// that the sentence begins with.
func (r *eventReader) hangs(s Span, at int) bool {
	first, words, opened := true, 0, false
	for _, tok := range r.t.TokensIn(Span{Start: s.Start, End: at}) {
		low := strings.ToLower(tok.In(r.t.Raw))
		switch {
		case tok.Kind == language.Punct:
			if low == ";" || low == "," && first && opened {
				opened = false
			}
		case conjunctions[low] && tok.Kind == language.Word:
			opened, words = true, 0
			continue
		case opened:
			words++
		default:
			first = false
		}
	}
	return opened && words >= clauseWords
}

// clauseWords is how many words stand between a conjunction and a time at least
// where they are a clause and not a phrase ("after the raid on Sunday").
const clauseWords = 4

// tellsDay reports whether an expression says on which day a time of day is. "At
// 3.40 a.m." is of the day on which a report appeared only where that is the day of
// its news, and not where somebody is quoted with it.
func (r *eventReader) tellsDay(x timex.Timex) bool {
	if r.namesDay(x) {
		return true
	}
	news, ok := r.newsDay()
	return ok && r.times[news].From == x.From && !r.isQuoted(x.Span)
}

// namesDay reports whether an expression is more than a time of day: "4 p.m. on
// Tuesday", "this morning".
func (r *eventReader) namesDay(x timex.Timex) bool {
	if x.Type != timex.Time || !x.FromPublication || len(x.Because) > 0 {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(x.In(r.t.Raw)), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if deictic[w] || language.IsWeekday(w) || language.Month(w) > 0 {
			return true
		}
	}
	return false
}

// isQuoted reports whether a span lies within quotation marks.
func (r *eventReader) isQuoted(s Span) bool {
	for _, c := range r.claims {
		if c.Span.Start >= s.End {
			return false
		}
		if c.Direct && c.Quote.Contains(s) {
			return true
		}
	}
	return false
}

// deictic are words that point to a day.
var deictic = map[string]bool{"this": true, "today": true, "tonight": true, "yesterday": true, "tomorrow": true, "last": true, "next": true, "overnight": true}

// puttingOff are words before "until" and the day that something was moved to.
var puttingOff = []string{"put off", "postponed", "adjourned", "delayed", "deferred", "pushed back", "moved", "suspended"}

// isPutOff reports whether a time ends nothing, but is the new day of what was put
// off: "adjourned until 10 June".
func (r *eventReader) isPutOff(s Span, i int) bool {
	before := strings.ToLower(r.t.Raw[s.Start:r.times[i].Start])
	before = before[max(0, len(before)-putOffBytes):]
	return r.times[i].From.Day > 0 && slices.ContainsFunc(puttingOff, func(w string) bool { return strings.Contains(before, w) })
}

// putOffBytes is how far before the day the words stand at most.
const putOffBytes = 48

// ofAnotherDay reports whether a year only describes something in a sentence that
// has a day of its own which is not known: "fell on Thursday over the 2034 budget".
func (r *eventReader) ofAnotherDay(s Span, i int) bool {
	if r.times[i].From.Month > 0 || !isAttribute(r.t.Raw, r.times[i].Span) {
		return false
	}
	return slices.ContainsFunc(r.times, func(x timex.Timex) bool {
		return s.Contains(x.Span) && x.From.IsZero() && (x.Type == timex.Date || x.Type == timex.Time) && strings.HasPrefix(x.Value, "XXXX-")
	})
}

// goesOn reports whether a time is when something began that still goes on: "has
// treated 200 children since January".
func (r *eventReader) goesOn(s, at Span) bool {
	if wordBefore(r.t.Raw, at.Start) != "since" {
		return false
	}
	tokens := r.t.TokensIn(Span{Start: s.Start, End: at.Start})
	for i := len(tokens) - 2; i >= 0; i-- {
		switch low := strings.ToLower(tokens[i].In(r.t.Raw)); {
		case low == "has" || low == "have":
			return true
		case low == "had" || low == "," || low == ";" || conjunctions[low]:
			return false
		}
	}
	line := r.t.SentenceAt(s.Start)
	return line >= 0 && !r.t.Sentences[line].Complete // "Ann Lee, mayor since 2014"
}

// statement is the part of a sentence that a time stands in, where the sentence says two
// things of two times: "it grew on Monday and is expected to reach the coast on Friday".
func (r *eventReader) statement(s Span, i int) Span {
	part := s
	at := r.times[i].Span
	for _, k := range r.timesIn(s) {
		other := r.times[k].Span
		switch {
		case other.End <= at.Start:
			if m := anotherVerb.FindStringIndex(r.t.Raw[other.End:at.Start]); m != nil {
				part.Start = max(part.Start, other.End+m[0])
			}
		case other.Start >= at.End:
			if m := anotherVerb.FindStringIndex(r.t.Raw[at.End:other.Start]); m != nil {
				part.End = min(part.End, at.End+m[0])
			}
		}
	}
	return part
}

// anotherVerb finds where a sentence goes on with a second verb of the same subject.
var anotherVerb = regexp.MustCompile(`,? (?:and|but|then) (?:now |later |then )?(?:is|are|was|were|will|would|has|have|had|may|might|could|plans|expects)\b`)
