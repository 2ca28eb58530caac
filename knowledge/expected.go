package knowledge

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/timex"
)

// measureKind looks for what the question asks for.
func (s *scope) measureKind(c *candidate, u *unit) {
	f := &c.Features
	best, distance := s.expected(c, u)
	if best > 0 {
		f[fKind] = best
		f[fKindNear] = best / (1 + distance/8)
	}
	if best == 0 && visible[s.q.kind] {
		f[fKindMiss] = 1
	}
	switch s.q.kind {
	case Saying:
		f[fSaid] = s.said(c, u)
	case Identity:
		f[fRole] = s.introduces(u)
	case Person:
		f[fRole] = s.holds(c, u)
	}
}

// visible are the kinds of answers that the readers of language find nearly
// always, so that none is there where none was found.
var visible = map[Kind]bool{Time: true, Count: true, Length: true, Person: true, Place: true}

// expected returns how surely the unit holds the kind of thing that is asked for,
// and how many tokens lie between it and the question's words.
func (s *scope) expected(c *candidate, u *unit) (sure, distance float64) {
	take := func(sureness float64, span Span) {
		d := c.distance(s.text.TokenAt(span.Start))
		if sureness > sure || sureness == sure && d < distance {
			sure, distance = sureness, d
		}
	}
	switch s.q.kind {
	case Time:
		s.times(u, func(x *timex.Timex) {
			if (x.Type == timex.Date || x.Type == timex.Time) && c.isNew(x.Span) {
				take(1, x.Span)
			}
		})
	case Length:
		s.times(u, func(x *timex.Timex) {
			if x.Type == timex.Duration && c.isNew(x.Span) {
				take(1, x.Span)
			}
		})
		s.lengths(u, take)
	case Person, Identity:
		s.named(c, u, names.Person, take)
	case Place:
		s.named(c, u, names.Place, take)
	case Body:
		s.named(c, u, names.Organisation, take)
	case Count:
		s.numbers(c, u, take)
	case Reason:
		s.reasons(u, take)
	case Several:
		if u.kind == listUnit {
			take(1, u.Span)
		}
	case Saying:
		s.quotes(u, take)
	}
	return sure, distance
}

func (s *scope) times(u *unit, f func(*timex.Timex)) {
	all := s.facts.Timexes
	for i := firstIn(len(all), u.Start, func(i int) int { return all[i].Start }); i < len(all) && all[i].Start < u.End; i++ {
		f(&all[i])
	}
}

// named takes the names of a kind, and less surely whatever else is written as a
// name.
func (s *scope) named(c *candidate, u *unit, kind names.Kind, take func(float64, Span)) {
	all := s.facts.Names
	for i := firstIn(len(all), u.Start, func(i int) int { return all[i].Start }); i < len(all) && all[i].Start < u.End; i++ {
		if all[i].Doubtful || !c.isNew(all[i].Span) {
			continue
		}
		if all[i].Kind == kind {
			take(1, all[i].Span)
		} else {
			take(.3, all[i].Span)
		}
	}
	for k := u.from + 1; k < u.to; k++ {
		if t := s.text.Tokens[k]; t.Kind == language.Word && t.Upper && s.text.terms[k] != "" && !c.matched(k) {
			sure := .5
			if kind == names.Place && s.located(k, u.from) {
				sure = .9
			}
			take(sure, t.Span)
		}
	}
}

// located reports whether a word that says where stands before a token.
func (s *scope) located(k, from int) bool {
	for i := k - 1; i >= max(from, k-3); i-- {
		switch s.text.low[i] {
		case "in", "at", "near", "from", "outside", "inside":
			return true
		}
	}
	return false
}

// numbers takes numbers; those that stand before the thing that is counted are
// surer, and a part of a date is none.
func (s *scope) numbers(c *candidate, u *unit, take func(float64, Span)) {
	inDate := map[int]bool{}
	s.times(u, func(x *timex.Timex) {
		for k := s.text.TokenAt(x.Start); x.Type == timex.Date && k < len(s.text.Tokens) && s.text.Tokens[k].Start < x.End; k++ {
			inDate[k] = true
		}
	})
	for k := u.from; k < u.to; k++ {
		t := s.text.Tokens[k]
		if t.Kind != language.Number && numberWords[s.text.low[k]] == "" && !quantities[s.text.low[k]] || inDate[k] || c.matched(k) {
			continue
		}
		sure := .5
		for n := k + 1; n <= k+4 && n < u.to; n++ {
			switch {
			case s.q.focus != "" && s.focusAt(n):
				sure = 1
			case c.matched(n):
				sure = max(sure, .7)
			}
		}
		take(sure, t.Span)
	}
}

// lengths takes numbers before a unit of length: "how long" asks for these too.
func (s *scope) lengths(u *unit, take func(float64, Span)) {
	for k := u.from; k+1 < u.to; k++ {
		n := k + 1
		if s.text.low[n] == "" && n+1 < u.to { // the hyphen of "366-metre"
			n++
		}
		if s.text.Tokens[k].Kind == language.Number && lengthUnits[s.text.low[n]] {
			take(1, s.text.Tokens[k].Span)
		}
	}
}

var lengthUnits = setOf("metre metres meter meters m km kilometre kilometres kilometer kilometers mile miles foot feet ft yard yards inch inches cm centimetres centimeters")

// focusAt reports whether the noun that is asked about stands at a token.
func (s *scope) focusAt(token int) bool {
	i := token - s.from
	return i >= 0 && i < len(s.matches) && s.matches[i].word >= 0 && s.q.words[s.matches[i].word].low == s.q.focus
}

var quantities = setOf("hundred hundreds thousand thousands million millions billion billions dozen dozens half twice several percent none zero third quarter double both")

// becauses are words that lead to a reason.
var becauses = setOf("because due amid since owing therefore thus cause caused causes causing reason reasons result resulted resulting led leading so after order thanks prompted citing allow allows allowing enable enables prevent prevents")

func (s *scope) reasons(u *unit, take func(float64, Span)) {
	for k := u.from; k < u.to; k++ {
		switch {
		case s.text.low[k] == "after" && k+1 < u.to && s.text.Tokens[k+1].Kind == language.Number: // how long, not why
		case becauses[s.text.low[k]]:
			take(1, s.text.Tokens[k].Span)
		case s.text.low[k] == "to" || s.text.low[k] == "for" || s.text.low[k] == "as":
			take(.4, s.text.Tokens[k].Span)
		}
	}
}

func (s *scope) quotes(u *unit, take func(float64, Span)) {
	all := s.facts.Claims
	for i := range all {
		if all[i].Span.Overlaps(u.Span) {
			take(1, all[i].Quote)
		}
	}
	for k := u.from; k < u.to; k++ {
		if reports[s.text.low[k]] {
			take(.5, s.text.Tokens[k].Span)
		}
	}
}

// said reports how surely the unit holds the words of the one whose words are
// asked for.
func (s *scope) said(c *candidate, u *unit) float64 {
	best := 0.
	for i := range s.facts.Claims {
		claim := &s.facts.Claims[i]
		if !claim.Span.Overlaps(u.Span) || !s.q.namedIn(claim.Speaker) {
			continue
		}
		if claim.Quote.Overlaps(u.Span) {
			best = 1
		}
	}
	return best
}

// namedIn reports whether a name holds a name of the question.
func (q *query) namedIn(name string) bool {
	if name == "" {
		return false
	}
	for _, t := range language.Tokenize(name) {
		if t.Kind != language.Word {
			continue
		}
		written := t.In(name)
		key := names.Key(written)
		for i := range q.words {
			if w := &q.words[i]; (w.name || len(w.others) > 0) && (w.key == key || len(w.others) > 0 && w.respeltAs(key)) {
				return true
			}
		}
	}
	return false
}

// respeltAs reports whether one of the other spellings of a word has a key.
func (w *queryWord) respeltAs(key string) bool {
	for _, o := range w.others {
		if names.Key(o) == key {
			return true
		}
	}
	return false
}
