package timex

import (
	"slices"
	"strings"

	"attache/knowledge/language"
)

// source is what a value was worked out from.
type source struct {
	published bool            // the publication date
	because   []language.Span // other words of the text
}

func (s source) empty() bool { return !s.published && len(s.because) == 0 }

// result makes a finding of the items from i to j, half open.
func (t *tagger) result(i, j int, kind Type, value string) finding {
	return finding{Timex: Timex{Span: t.span(i, j), Type: kind, Value: value, Pair: -1}}
}

// one is the single finding of a rule.
func one(f finding) []finding { return []finding{f} }

// on makes a finding that denotes m, known from src.
func (t *tagger) on(i, j int, m moment, mod modifier, src source) finding {
	f := t.result(i, j, Date, m.value())
	f.moment = m
	f.modify(mod)
	f.From, f.To = m.part(mod)
	f.Precision = precision(f.From, f.To, false)
	f.setSource(src)
	return f
}

// during makes a finding that denotes a part of a day: suffix is what stands
// behind the day in the value, "TMO" or "T10:00".
func (t *tagger) during(i, j int, day moment, suffix string, src source) finding {
	f := t.on(i, j, day, noMod, src)
	f.Type = Time
	f.Value += suffix
	return f
}

// modify notes the modifier of a finding.
func (f *finding) modify(mod modifier) { f.mod, f.Mod = mod, mod.String() }

func (f *finding) setSource(src source) {
	if src.empty() {
		return
	}
	f.Basis, f.FromPublication = Resolved, src.published
	f.Because = src.because
	slices.SortFunc(f.Because, func(a, b language.Span) int { return a.Start - b.Start })
}

// now is the stretch of the given grain that the publication lies in; it is
// unknown where the publication date is not known as finely.
func (t *tagger) now(g grain) (moment, source) {
	p := t.published
	switch {
	case p.IsZero(),
		p.Day == 0 && (g == gDay || g == gWeek || g == gWeekend),
		p.Month == 0 && (g == gMonth || g == gQuarter || g == gSeason || g == gHalf):
		return moment{grain: g}, source{}
	}
	return momentOf(p, g), source{published: true}
}

// nearBytes is how far back a date can stand and still be the one that "the same
// day" or a bare month goes by: about two sentences.
const nearBytes = 250

// reference is the date mentioned last before the item i, if it stands in the same
// paragraph and not too far back.
func (t *tagger) reference(i int) *finding {
	at := t.span(i, i+1).Start
	for k := len(t.found) - 1; k >= 0; k-- {
		f := &t.found[k]
		if at-f.End > nearBytes || t.gapBetween(f.sentence, at) {
			return nil
		}
		if f.moment.grain != noGrain && f.moment.known() && !t.onlyEnds(f) {
			return f
		}
	}
	return nil
}

// onlyEnds reports whether a year only says how long something lasts: what is told
// behind "would run the valve until 2030" need not be of that year.
func (t *tagger) onlyEnds(f *finding) bool {
	before := strings.TrimRight(t.text.Raw[max(0, f.Start-8):f.Start], " ")
	return f.moment.grain >= gYear && (strings.HasSuffix(before, "until") || strings.HasSuffix(before, "till"))
}

// gapBetween reports whether an empty line stands between a sentence and the byte
// at.
func (t *tagger) gapBetween(sentence, at int) bool {
	if sentence < 0 {
		return true
	}
	from, to := t.text.Sentences[sentence].Block, t.text.Sentences[max(t.text.SentenceAt(at), 0)].Block
	for b := from + 1; b <= to; b++ {
		if t.text.Blocks[b].After {
			return true
		}
	}
	return false
}

// sameSentence is the date mentioned last before item i in its own sentence.
func (t *tagger) sameSentence(i int) *finding {
	f := t.reference(i)
	if f == nil || f.sentence < t.sentence {
		return nil
	}
	return f
}

// narrated is the date mentioned last in the paragraph, if it is a day or a month
// whose year the text gives: what is told behind it without a year happened in the
// same one.
func (t *tagger) narrated(i int) *finding {
	f := t.reference(i)
	if f == nil || f.FromPublication || f.moment.grain != gDay && f.moment.grain != gMonth || f.sentence < 0 ||
		t.text.Sentences[f.sentence].Block != t.text.Sentences[t.sentence].Block {
		return nil
	}
	return f
}

// src is the source that a value has that was worked out from f.
func (f *finding) src() source {
	return source{published: f.FromPublication, because: []language.Span{f.Span}}
}

// base is what an expression like "two days later" counts from: the date mentioned
// last, otherwise the publication. A day is asked for where the unit is one.
func (t *tagger) base(i int, g grain) (moment, source) {
	if f := t.reference(i); f != nil {
		if m := rescale(f.moment, g); m.grain == g {
			return m, f.src()
		}
	}
	return t.now(g)
}

// today is the day that the text is at: the one mentioned last in the sentence, or
// before it if it is a day of the news or given in full; otherwise that of
// publication.
func (t *tagger) today(i int) (moment, source) {
	now, src := t.now(gDay)
	f := t.reference(i)
	switch {
	case f == nil || f.moment.grain != gDay:
	case f.sentence >= t.sentence, f.given.year, !now.known(), first(f).AddDays(7).Compare(t.published) >= 0:
		return f.moment, f.src()
	}
	return now, src
}

// rescale is the stretch of the given grain that holds m; a grain finer than that
// of m cannot be had, and m itself comes back.
func rescale(m moment, g grain) moment {
	from, to := m.interval()
	if a, b := momentOf(from.First(), g), momentOf(to.Last(), g); a == b {
		return a
	}
	return m
}

// yearOf finds the year of a month (day 0) or a day that the text names without
// one. dir is the class of a word that points somewhere: last, this, next.
func (t *tagger) yearOf(i, month, day int, dir class) (int, source) {
	near := t.sameSentence(i)
	if t.published.IsZero() {
		if near == nil {
			near = t.reference(i)
		}
		if near == nil {
			return 0, source{}
		}
		return near.moment.first().Year, near.src()
	}
	now := t.published.First()
	y, src := now.Year, source{published: true}
	ahead := month - now.Month
	later := ahead > 0 || ahead == 0 && day > now.Day
	earlier := ahead < 0 || ahead == 0 && day > 0 && day < now.Day
	switch dir {
	case cLast:
		if ahead >= 0 {
			y--
		}
		return y, src
	case cNext:
		if ahead <= 0 {
			y++
		}
		return y, src
	case cThis:
		return y, src
	}
	tense, because := t.tense(i)
	if tense == future && (near == nil || near.moment.grain > gYear || !t.is(i-1, "until till")) {
		src.because = because
		if earlier && ahead < -3 {
			y++
		}
		return y, src
	}
	if near == nil {
		near = t.narrated(i)
	}
	if t.loose { // people ask for what has been, unless they name an end
		return y - boolInt(later && tense != future && !t.is(i-1, "by before to through thru")), src
	}
	if near != nil && near.moment.grain <= gYear && first(near).Year < y {
		return t.followingYear(near, month), near.src()
	}
	switch {
	case later && day > 0 && ahead <= 2, later && ahead <= 1 && tense != past:
	case later && day == 0 && ahead <= 6 && t.is(i-1, "for"): // "oil for September delivery"
	case later && (tense == past || ahead > 3):
		y--
	case earlier && tense != past && ahead < -7:
		y++
	}
	return y, src
}

// followingYear is the year of a month told of behind the date f: that of f, or
// the next one where the month would lie more than half a year before it.
func (t *tagger) followingYear(f *finding, month int) int {
	d := first(f)
	if f.moment.grain <= gMonth && d.Month-month > 6 {
		if next := (language.Date{Year: d.Year + 1, Month: month}); next.Compare(t.published) <= 0 {
			return next.Year
		}
	}
	return d.Year
}

// weekday finds the day that the name of a weekday means. Monday is 1.
func (t *tagger) weekday(i, weekday int, dir class) (moment, source) {
	today, src := t.now(gDay)
	if !today.known() {
		return today, src
	}
	now := isoWeekday(today)
	back, ahead := (now-weekday+7)%7, (weekday-now+7)%7
	shift := -back
	switch dir {
	case cLast:
		if back == 0 {
			shift = -7
		}
	case cNext:
		shift = ahead
		if ahead == 0 {
			shift = 7
		}
	case cThis:
		if tense, _ := t.tense(i); tense != past && back != 0 {
			shift = ahead
		}
	default:
		tense, because := t.tense(i)
		if tense == future || tense == present && (t.has(i, cSmall|cDotClock) || t.is(i-1, "by")) || t.is(i-1, "for") && !t.wasPlanned(i) {
			// a clock time before the weekday, or a deadline: such lines have no verb that looks
			// ahead; what is called "for Thursday" lies ahead too
			shift, src.because = ahead, because
		}
	}
	return today.add(shift), src
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(day moment) int {
	return (int(day.first().Time().Weekday())+6)%7 + 1
}

// openWeekday is the value of a weekday whose date is unknown.
func openWeekday(weekday int) string { return "XXXX-WXX-" + string(rune('0'+weekday)) }
