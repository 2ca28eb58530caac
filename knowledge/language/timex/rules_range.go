package timex

import "attache/knowledge/language"

// rangeRules find ranges whose first end borrows its month or year from the
// second, or the second from the first. Ranges of two whole expressions are put
// together by [tagger.connected].
var rangeRules = []rule{
	{"month day to day", dayName + `m:Month The? a:Day ( Dash | to|through|thru|until|till | s:and ) The? d:Day ` + ofYear, dayRange},
	{"day to day month", `[ Weekday|Wkday Comma? ] a:Day ~Dot? ( Dash | to|through|thru|until|till|bis|au|al | s:and ) The? d:Day [ ( ~Dot | of | de ) ] m:Month|Monat [ ( Comma? y:Year | de|del y:Year ) ]`, dayRange},
	{"three days of a month", `a:Day Comma b:Day Comma? and|or d:Day m:Month|Monat [ Comma? y:Year ]`, threeDays},
	{"years with a dash", `y:Year ~Dash ~z:Two`, yearRange},
	{"decades with a dash", `[ The ] [ Early Dash? ] x:Decade ~Dash ~z:Two ~s`, decadeRange},
	{"years with a slash", `y:Year ~Slash ~z:Two`, yearRange},
}

// dayRange reads two days of one month: "October 24 to 26", "24-26 Oct 2025". With
// "and" they are a range only behind "between".
func dayRange(t *tagger, h *hit) []finding {
	m, a, d := t.number(h, 'm'), t.number(h, 'a'), t.number(h, 'd')
	given := t.yearNumber(h) > 0
	if month := t.captured(h, 'm'); !month.upper && !t.loose && month.class&cMonth != 0 && !given {
		return nil
	}
	y, src := t.yearOfHit(h, m, d, 0)
	if !validDay(y, m, a) || !validDay(y, m, d) {
		return nil
	}
	list := t.captured(h, 's') != nil && !t.is(h.start-1, "between")
	if !list && a >= d {
		return nil
	}
	first := t.on(h.start, h.caps.item('a')+1, moment{gDay, y, m, a}, noMod, src)
	other := t.on(h.caps.item('d'), h.end, moment{gDay, y, m, d}, noMod, src)
	first.given = partial{year: given, month: true, day: true}
	other.given, other.second = first.given, !list
	return []finding{first, other}
}

// threeDays reads "12, 13 and 14 May".
func threeDays(t *tagger, h *hit) []finding {
	m := t.number(h, 'm')
	if month := t.captured(h, 'm'); !month.upper && !t.loose && month.class&cMonth != 0 && t.yearNumber(h) == 0 {
		return nil
	}
	var out []finding
	for _, letter := range [...]byte{'a', 'b', 'd'} {
		d, at := t.number(h, letter), h.caps.item(letter)
		y, src := t.yearOfHit(h, m, d, 0)
		end := at + 1
		if letter == 'd' {
			end = h.end
		}
		if !validDay(y, m, d) {
			return nil
		}
		f := t.on(at, end, moment{gDay, y, m, d}, noMod, src)
		f.given = partial{year: t.yearNumber(h) > 0, month: true, day: true}
		out = append(out, f)
	}
	return out
}

// yearRange reads "2014–15".
func yearRange(t *tagger, h *hit) []finding {
	y := t.number(h, 'y')
	z := t.captured(h, 'z')
	if z == nil {
		z = t.captured(h, 'm')
	}
	to := y/100*100 + int(z.n)
	if to <= y {
		to += 100
	}
	if to-y > 50 || t.has(h.end, cDash) && !t.items[h.end].spaced {
		return nil
	}
	first := t.on(h.start, h.start+1, yearMoment(y), noMod, source{})
	other := t.on(h.end-1, h.end, yearMoment(to), noMod, source{})
	first.given = partial{year: true}
	other.given, other.second = first.given, true
	return []finding{first, other}
}

// decadeRange reads "1960s-70s".
func decadeRange(t *tagger, h *hit) []finding {
	a, z := t.captured(h, 'x').n, t.captured(h, 'z').n
	b := a/10*10 + z/10
	if z%10 != 0 || b <= a {
		return nil
	}
	second := h.caps.item('z')
	first := t.on(h.start, h.caps.item('x')+1, moment{grain: gDecade, y: int(a)}, noMod, source{})
	other := t.on(second, h.end, moment{grain: gDecade, y: int(b)}, noMod, source{})
	first.given = partial{year: true}
	other.given, other.second = first.given, true
	return []finding{first, other}
}

// share gives the year that the newest finding states to the months and days
// listed before it: "in May, June and July 2024".
func (t *tagger) share() {
	last := len(t.found) - 1
	f := &t.found[last]
	if !f.given.year || !f.given.month {
		return
	}
	for k := last - 1; k >= 0; k-- {
		o := &t.found[k]
		if o.sentence != f.sentence || o.given.year || !o.given.month || o.Pair >= 0 || !t.listed(o, &t.found[k+1]) {
			return
		}
		t.borrow(o, f, -1)
		o.Precision = precision(o.From, o.To, false)
	}
}

// listed reports whether nothing but commas and "and" stands between a and b.
func (t *tagger) listed(a, b *finding) bool {
	for _, tok := range t.text.TokensIn(language.Span{Start: a.End, End: b.Start}) {
		switch t.lowered(tok) {
		case ",", "and", "or", "&":
		default:
			return false
		}
	}
	return true
}

// connected reports whether two findings are the ends of a range: nothing but a
// dash or a word such as "to" stands between them, or "and" behind "between".
func (t *tagger) connected(a, b *finding) bool {
	if !t.isEnd(a) || !t.isEnd(b) && b.Value != presentRef || a.Pair >= 0 {
		return false
	}
	between := t.text.TokensIn(language.Span{Start: a.End, End: b.Start})
	if len(between) == 2 && t.lowered(between[1]) == "the" {
		between = between[:1]
	}
	if len(between) != 1 || between[0].Line || !t.connects(a, b, between[0]) {
		return false
	}
	return b.Value == presentRef || a.moment.first().Compare(b.moment.first()) <= 0 || !bothStated(a, b)
}

// isEnd reports whether f is a date that can be one end of a range.
func (t *tagger) isEnd(f *finding) bool {
	return f.moment.grain != noGrain && f.Event == nil
}

func bothStated(a, b *finding) bool { return a.given.year && b.given.year }

// lowered is a token in lower case.
func (t *tagger) lowered(tok language.Token) string {
	return string(t.scanner.lower(tok.In(t.text.Raw)))
}

func (t *tagger) connects(a, b *finding, tok language.Token) bool {
	switch word := t.lowered(tok); word {
	case "through", "thru", "until", "till":
		return true
	case "to":
		return a.moment.grain == b.moment.grain || b.Value == presentRef || t.wordBefore(a.Start) == "from"
	case "and":
		return t.wordBefore(a.Start) == "between"
	}
	return isDash(tok.In(t.text.Raw))
}

// wordBefore is the word before the byte at, in lower case.
func (t *tagger) wordBefore(at int) string {
	tokens := t.text.TokensIn(language.Span{Start: max(0, at-20), End: at})
	if len(tokens) == 0 {
		return ""
	}
	return t.lowered(tokens[len(tokens)-1])
}

// pair makes a and b the two ends of one range: the end that lacks a year takes it
// from the other, and both carry the whole interval. Ends that stay in the wrong
// order are left apart.
func (t *tagger) pair(a, b *finding) {
	oldA, oldB := *a, *b
	a.Pair, b.Pair = len(t.found)-1, len(t.found)-2
	if b.Value == presentRef {
		a.To, b.From, b.To = language.Date{}, a.From, language.Date{}
		a.Open, b.Open = true, true
		a.Precision, b.Precision = Range, Range
		return
	}
	switch {
	case a.Type == Time && b.Type == Time && b.given.day && !a.given.day: // "from 9 a.m. to 5 p.m. Monday"
		a.moment = b.moment
		a.setSource(b.src())
		a.restate()
	case a.Type == Time && b.Type == Time && first(b).Compare(first(a)) <= 0:
	case a.given.year == b.given.year:
		if first(b).Compare(first(a)) < 0 {
			t.shift(b, first(a))
		}
	case b.given.year && a.given.month:
		t.borrow(a, b, -1)
	case a.given.year && b.given.month:
		t.borrow(b, a, 1)
	}
	from, to := a.From, b.To
	if !from.IsZero() && !to.IsZero() && to.Last().Compare(from.First()) < 0 { // "Monday to last Monday"
		*a, *b = oldA, oldB
		return
	}
	a.From, a.To, b.From, b.To = from, to, from, to
	a.Precision = precision(from, to, false)
	b.Precision = a.Precision
}

func first(f *finding) language.Date { return f.moment.first() }

// borrow gives f the year of o, or the year beside it where that keeps the ends in
// order: step is -1 for the first end and 1 for the second.
func (t *tagger) borrow(f, o *finding, step int) {
	f.moment.y = o.moment.first().Year
	if first(f).Compare(first(o))*step < 0 {
		f.moment.y += step
	}
	f.Basis, f.FromPublication, f.Because = Stated, false, nil
	f.restate()
}

// shift moves the second end behind the first: a week on for a weekday, a year on
// for a month or day.
func (t *tagger) shift(f *finding, from language.Date) {
	if !f.moment.known() {
		return
	}
	if f.given.month {
		f.moment.y++
	} else if f.moment.grain == gDay {
		f.moment = f.moment.add(7)
	}
	if first(f).Compare(from) >= 0 {
		f.restate()
	}
}

// restate writes value and interval anew from the moment.
func (f *finding) restate() {
	whole := moment{f.moment.grain, 1000, f.moment.a, f.moment.b}
	suffix := f.Value[min(len(whole.value()), len(f.Value)):] // "TMO"
	f.Value = f.moment.value() + suffix
	f.From, f.To = f.moment.part(f.mod)
}
